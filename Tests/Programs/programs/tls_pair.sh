#!/bin/sh
python3 tls_server.py 8443 &
until ss -ltn | grep -q ":8443 "; do sleep 0.1; done
python3 tls_client.py 8443
wait
