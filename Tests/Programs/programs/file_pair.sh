#!/bin/sh
python3 receive_file.py &
until ss -ltn | grep -q ":9099 "; do sleep 0.1; done
python3 send_file.py big.dat
wait
