#!/bin/sh
# run the server, and run it again as after a change
python3 restart_me.py
python3 restart_me.py
