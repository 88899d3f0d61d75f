import socket

listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("127.0.0.1", 1026))
listener.listen(5)
client, addr = listener.accept()
try:
    server = socket.create_connection(("127.0.0.1", 1025))
    server.close()
except OSError as error:
    client.sendall(f"no server: {error}\n".encode())
client.close()
listener.close()
