# Right, and never the same twice.
from serving import serve

number = 0


def handle(sock):
    global number
    for line in sock.makefile("rb"):
        number += 1
        sock.sendall(b"%d\n" % number)


serve(handle)
