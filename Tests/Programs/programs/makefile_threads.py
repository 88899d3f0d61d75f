import socket
import sys
import threading


def client_thread(conn):
    with conn, conn.makefile("r", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            conn.sendall(f"{number}: {line.upper()}".encode())


with socket.socket() as s:
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.bind(("", int(sys.argv[1])))
    s.listen()
    try:
        while True:
            c, a = s.accept()
            threading.Thread(target=client_thread, args=(c,), daemon=True).start()
    except KeyboardInterrupt:
        print("bye")
