#!/bin/sh
python3 big_endian_server.py 7070 &
sleep 0.4
./header_included 7070
wait
