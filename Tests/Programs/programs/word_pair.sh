#!/bin/sh
# starts both sides of the exercise
python3 word_pair_server.py &
until ss -ltn | grep -q ":9095 "; do sleep 0.1; done
python3 word_pair_client.py
wait
