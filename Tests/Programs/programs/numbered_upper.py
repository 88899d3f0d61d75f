#!/usr/bin/env python3
import socket
import sys
import threading


def handle_client(conn, addr):
    number = 0
    with conn:
        while True:
            data = conn.recv(1024)  # <- one-receive-per-message, messages-merged
            if not data:
                return
            number += 1
            reply = "%d: %s" % (number, data.decode().upper())
            conn.sendall(reply.encode())


def main():
    port = int(sys.argv[1])
    s = socket.socket()
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.bind(("", port))
    s.listen()
    try:
        while True:
            conn, addr = s.accept()
            threading.Thread(target=handle_client, args=(conn, addr), daemon=True).start()
    except KeyboardInterrupt:
        s.close()


main()
