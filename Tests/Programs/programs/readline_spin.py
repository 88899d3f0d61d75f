import socket

server = socket.create_server(("127.0.0.1", 9090))
conn, _ = server.accept()
f = conn.makefile("rb")
while True:
    line = f.readline()  # <- end-of-stream-ignored
    if line.strip() == b"exit":
        break
    if line:
        conn.sendall(b"you said " + line)
