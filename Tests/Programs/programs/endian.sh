#!/bin/bash
python3 big_endian_server.py 9090 &
server=$!
sleep 0.4
python3 little_client.py 9090
wait $server
