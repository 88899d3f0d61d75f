import socket
import sys
import threading

members = {}


def member(conn):
    lines = conn.makefile()
    name = lines.readline().strip()
    members[name] = conn, lines
    for line in lines:
        conn.sendall(line.upper().encode())
    print(name, "left", flush=True)


listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    conn, _ = listener.accept()  # <- connection-never-closed
    threading.Thread(target=member, args=[conn], daemon=True).start()
