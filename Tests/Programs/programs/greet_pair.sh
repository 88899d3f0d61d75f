#!/bin/sh
python3 readline_server.py 9090 &
until ss -ltn | grep -q ":9090 "; do sleep 0.1; done
python3 no_newline_client.py 9090
