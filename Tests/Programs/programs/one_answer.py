import socket

listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("127.0.0.1", 5050))
listener.listen(5)
for _ in range(2):
    conn, addr = listener.accept()
    question = conn.recv(1024).decode()
    conn.sendall(str(len(question.split())).encode())
    conn.close()
listener.close()
