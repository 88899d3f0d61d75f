#!/bin/sh
i=0
while [ $i -lt 150 ]; do
    /bin/true
    i=$((i + 1))
done
(exit 9)
echo "last status $?"
kill -TERM $$
