#!/bin/sh
python3 tls_server.py 8443 &
sleep 0.5
python3 tls_client.py 8443
wait
