import socket

# the server has only an IPv4 address; create_connection tries ::1 first
with socket.create_connection(("localhost", 9090), timeout=3) as s:
    with s.makefile("r") as f:
        print(f.readline().strip())
