#!/bin/sh
python3 big_endian_server.py 7070 &
until ss -ltn | grep -q ":7070 "; do sleep 0.1; done
./header_included 7070
wait
