#!/bin/sh
python3 receive_file.py &
sleep 0.4
python3 send_file.py big.dat
wait
