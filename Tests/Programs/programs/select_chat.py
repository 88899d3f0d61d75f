# Chat room for everyone, with select
import select
import socket
import sys

server = socket.socket()
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(("127.0.0.1", int(sys.argv[1])))
server.listen(10)
sockets = [server]
names = {}

while True:
    readable, _, _ = select.select(sockets, [], [])
    for s in readable:
        if s is server:
            client, address = server.accept()
            sockets.append(client)
        else:
            data = s.recv(2048)  # <- one-receive-per-message, messages-merged
            if not data:
                sockets.remove(s)
                s.close()
                names.pop(s, None)
                if not names:
                    sys.exit(0)
            elif s not in names:
                names[s] = data.decode()
                print(names[s], "joined")
            else:
                line = f"[{names[s]}] {data.decode()}\n"
                for other in names:
                    if other is not s:
                        other.sendall(line.encode())
