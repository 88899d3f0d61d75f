import socket

s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("127.0.0.1", 9090))
s.listen(5)
try:
    conn, addr = s.accept()
    while True:
        data = conn.recv(1024)  # <- end-of-stream-ignored
        if data:
            conn.sendall(data)
except KeyboardInterrupt:
    print("stopped")
