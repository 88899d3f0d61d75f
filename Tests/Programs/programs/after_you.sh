#!/bin/sh
python3 polite_server.py $1 &
until ss -ltn | grep -q ":$1 "; do sleep 0.1; done
exec python3 polite_client.py $1
