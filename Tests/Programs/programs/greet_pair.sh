#!/bin/sh
python3 readline_server.py 9090 &
sleep 0.4
python3 no_newline_client.py 9090
