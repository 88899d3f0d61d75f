#!/bin/bash
python3 big_endian_server.py 9090 &
server=$!
until ss -ltn | grep -q ":9090 "; do sleep 0.1; done
python3 little_client.py 9090
wait $server
