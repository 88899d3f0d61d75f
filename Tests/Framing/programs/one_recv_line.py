from serving import answer, serve


def handle(sock):
    while True:
        data = sock.recv(1024)
        if not data:
            return
        sock.sendall(answer(data.rstrip(b"\n")) + b"\n")


serve(handle)
