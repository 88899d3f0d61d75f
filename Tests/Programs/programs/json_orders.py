"""Takes orders in JSON."""
import json
import socket
import sys


def orders(conn):
    while True:
        data = conn.recv(4096)  # <- one-receive-per-message
        if not data:
            return
        try:
            yield json.loads(data.decode())
        except ValueError:
            yield {"id": "unreadable"}


with socket.create_server(("127.0.0.1", int(sys.argv[1]))) as server:
    conn, _ = server.accept()
    with conn:
        for order in orders(conn):
            print(order["id"], flush=True)
