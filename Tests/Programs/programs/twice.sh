#!/bin/sh
# the server is still running from the last time
python3 strict_server.py &
until ss -ltn | grep -q ":9090 "; do sleep 0.1; done
python3 strict_server.py
status=$?
sleep 0.3
kill $!
exit $status
