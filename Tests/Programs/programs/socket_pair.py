import os
import socket

a, b = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
pid = os.fork()
if pid == 0:
    a.close()
    while True:
        message = b.recv(1000)
        if not message:
            os._exit(0)
        b.send(message.upper())
b.close()
a.send(b"one")
a.send(b"two")
print(a.recv(1000), a.recv(1000))
a.close()
os.waitpid(pid, 0)
