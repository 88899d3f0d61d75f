#!/bin/sh
python3 utf8_receiver.py &
until ss -ltn | grep -q ":9191 "; do sleep 0.1; done
python3 utf8_pair_client.py
wait
