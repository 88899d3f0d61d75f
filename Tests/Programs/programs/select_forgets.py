import select
import socket
import sys

server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
inputs = [server]
partial = {}
while True:
    ready, _, _ = select.select(inputs, [], [], 1)
    for s in ready:
        if s is server:
            c, _ = s.accept()
            inputs.append(c)
            partial[c] = b""
        else:
            partial[s] += s.recv(512)  # <- end-of-stream-ignored
            while b"\n" in partial[s]:
                line, partial[s] = partial[s].split(b"\n", 1)
                s.sendall(b"%d\n" % len(line))
