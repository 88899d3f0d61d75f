# Right: answers lines; what it says to the end of the stream depends on how many there were.
from serving import answer, serve


def handle(sock):
    count = 0
    for line in sock.makefile("rb"):
        sock.sendall(answer(line.rstrip(b"\n")) + b"\n")
        count += 1
    sock.sendall(b"bye, %d messages\n" % count)


serve(handle)
