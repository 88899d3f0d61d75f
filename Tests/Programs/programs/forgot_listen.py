import socket

sock = socket.socket()
sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
sock.bind(("127.0.0.1", 9090))
print("Server is up")
conn, addr = sock.accept()  # <- listen-missing
conn.send(b"hi")
