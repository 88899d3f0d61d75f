import socket

while True:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", 4445))
    listener.listen(5)
    conn, addr = listener.accept()
    kept = listener
    conn.sendall(b"hello\n")
    conn.close()
