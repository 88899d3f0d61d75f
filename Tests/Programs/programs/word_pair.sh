#!/bin/sh
# starts both sides of the exercise
python3 word_pair_server.py &
sleep 0.5
python3 word_pair_client.py
wait
