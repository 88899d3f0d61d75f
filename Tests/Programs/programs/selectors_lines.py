import selectors
import socket
import sys

sel = selectors.DefaultSelector()
buffers = {}


def accept(sock):
    conn, _ = sock.accept()
    conn.setblocking(False)
    buffers[conn] = b""
    sel.register(conn, selectors.EVENT_READ, read)


def read(conn):
    data = conn.recv(1000)
    if not data:
        sel.unregister(conn)
        del buffers[conn]
        conn.close()
        return
    buffers[conn] += data
    while b"\n" in buffers[conn]:
        line, _, buffers[conn] = buffers[conn].partition(b"\n")
        if line == b"shutdown":
            sys.exit(0)
        conn.sendall(b"%d letters\n" % len(line))


sock = socket.socket()
sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
sock.bind(("localhost", int(sys.argv[1])))
sock.listen(100)
sock.setblocking(False)
sel.register(sock, selectors.EVENT_READ, accept)
while True:
    for key, mask in sel.select():
        key.data(key.fileobj)
