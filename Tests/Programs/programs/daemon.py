import os
import socket
import sys

port = int(sys.argv[1])
if os.fork() > 0:
    print("the server runs in the background")
    sys.stdout.flush()
    os._exit(0)
os.setsid()
if os.fork() > 0:
    os._exit(0)
null = os.open("/dev/null", os.O_RDWR)
for number in range(3):
    os.dup2(null, number)
server = socket.create_server(("127.0.0.1", port))
while True:
    conn, _ = server.accept()
    with conn, conn.makefile("r") as f:
        line = f.readline()
        conn.sendall(b"daemon: " + line.encode())
    if line == "quit\n":
        break
