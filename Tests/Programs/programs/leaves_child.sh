#!/bin/sh
sleep 6 >/dev/null 2>&1 </dev/null &
echo "a child goes on"
exit 3
