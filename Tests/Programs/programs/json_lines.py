"""Takes orders in JSON, one in each line."""
import json
import socket
import sys


def lines(conn):
    pending = b""
    while data := conn.recv(4096):
        pending += data
        *whole, pending = pending.split(b"\n")
        for line in whole:
            yield json.loads(line)


with socket.create_server(("127.0.0.1", int(sys.argv[1]))) as server:
    conn, _ = server.accept()
    with conn:
        for order in lines(conn):
            print(order["id"], flush=True)
