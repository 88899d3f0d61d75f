import socket
import sys
import threading


def serve(conn):
    conn.settimeout(0.5)
    data = b""
    with conn:
        try:
            while True:
                part = conn.recv(100)
                if not part:
                    return
                data += part
                while b"\n" in data:
                    line, _, data = data.partition(b"\n")
                    conn.sendall(line[::-1] + b"\n")
        except socket.timeout:
            conn.sendall(b"too slow\n")


server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
try:
    while True:
        c, _ = server.accept()
        threading.Thread(target=serve, args=(c,)).start()
except KeyboardInterrupt:
    server.close()
