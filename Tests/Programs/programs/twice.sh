#!/bin/sh
# the server is still running from the last time
python3 strict_server.py &
sleep 0.4
python3 strict_server.py
status=$?
kill $!
exit $status
