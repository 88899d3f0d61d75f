import socket

server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
server.bind(("127.0.0.1", 9090))  # <- reuse-address-missing
server.listen(1)
conn, addr = server.accept()
conn.sendall(b"Goodbye\n")
conn.close()
server.close()
print("served one client")
