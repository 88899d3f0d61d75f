import socket
import threading


def copy(source, target):
    while True:
        data = source.recv(4096)
        if not data:
            break
        target.sendall(data)
    target.shutdown(socket.SHUT_WR)


listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("127.0.0.1", 3006))
listener.listen(5)
client, addr = listener.accept()
server = socket.create_connection(("127.0.0.1", 3005))
there = threading.Thread(target=copy, args=(client, server))
there.start()
copy(server, client)
there.join()
client.close()
server.close()
listener.close()
