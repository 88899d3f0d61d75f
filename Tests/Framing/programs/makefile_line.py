from serving import answer, serve


def handle(sock):
    for line in sock.makefile("rb"):
        sock.sendall(answer(line.rstrip(b"\n")) + b"\n")


serve(handle)
