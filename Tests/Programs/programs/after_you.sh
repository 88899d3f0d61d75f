#!/bin/sh
python3 polite_server.py $1 &
sleep 0.4
exec python3 polite_client.py $1
