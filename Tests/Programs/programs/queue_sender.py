# asyncore style: what does not fit now is sent later
import select
import socket
import sys

server = socket.socket()
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(("127.0.0.1", int(sys.argv[1])))
server.listen(1)
conn, _ = server.accept()
conn.setblocking(False)
out = memoryview(b"z" * 8_000_000)
while out:
    _, writable, _ = select.select([], [conn], [], 5)
    if not writable:
        sys.exit("the reader is stuck")
    out = out[conn.send(out):]
conn.close()
server.close()
print("all sent")
