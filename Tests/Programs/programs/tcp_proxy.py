import socket
import sys
import threading

listen_port, target_port = int(sys.argv[1]), int(sys.argv[2])


def pump(source, target):
    while True:
        data = source.recv(4096)
        if not data:
            break
        target.sendall(data)
    target.shutdown(socket.SHUT_WR)


server = socket.socket()
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(("127.0.0.1", listen_port))
server.listen(5)
client, _ = server.accept()
upstream = socket.create_connection(("127.0.0.1", target_port))
threads = [threading.Thread(target=pump, args=pair) for pair in ((client, upstream), (upstream, client))]
for t in threads:
    t.start()
for t in threads:
    t.join()
client.close()
upstream.close()
server.close()
