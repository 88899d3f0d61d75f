import socket
import sys


def read_head(conn):
    head = b""
    while b"\r\n\r\n" not in head:
        data = conn.recv(512)
        if not data:
            return None
        head += data
    return head.split(b"\r\n\r\n")[0].decode()


s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, True)
s.bind(("127.0.0.1", int(sys.argv[1])))
s.listen(5)
for _ in range(2):
    conn, _ = s.accept()
    head = read_head(conn)
    if head:
        path = head.split()[1]
        body = f"<p>{path}</p>"
        conn.sendall(f"HTTP/1.0 200 OK\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode())
    conn.close()
s.close()
