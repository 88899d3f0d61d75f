# A ticker for everybody; who leaves is taken off the list
import socket
import sys
import time

server = socket.socket()
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(("127.0.0.1", int(sys.argv[1])))
server.listen(10)
server.settimeout(0.04)
clients = []
tick = 0
for _ in range(40):
    try:
        clients.append(server.accept()[0])
    except TimeoutError:
        pass
    tick += 1
    for client in list(clients):
        try:
            client.sendall(b"tick %d\n" % tick)
        except (BrokenPipeError, ConnectionResetError):
            clients.remove(client)
            client.close()
print(len(clients), "client at the end")
