import socket

listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("127.0.0.1", 8080))
listener.listen(1)
conn, addr = listener.accept()
request = conn.recv(2048).decode()  # <- one-receive-per-message, message-split
words = request.split()
if len(words) > 1 and words[1] == "/index.html":
    conn.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")
else:
    conn.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
conn.recv(2048)
conn.close()
listener.close()
