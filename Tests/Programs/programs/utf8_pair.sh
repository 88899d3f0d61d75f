#!/bin/sh
python3 utf8_receiver.py &
sleep 0.4
python3 utf8_pair_client.py
wait
