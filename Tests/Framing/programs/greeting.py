# Right: greets, answers lines, says good-bye to the end of the stream.
from serving import answer, serve


def handle(sock):
    sock.sendall(b"welcome\n")
    for line in sock.makefile("rb"):
        sock.sendall(answer(line.rstrip(b"\n")) + b"\n")
    sock.sendall(b"bye\n")


serve(handle)
