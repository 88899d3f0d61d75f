# What the guide shows as the symptom: "Hello" then "World" arrive as "HelloWorld".
from serving import answer, serve


def handle(sock):
    while True:
        data = sock.recv(1024)
        if not data:
            return
        sock.sendall(answer(data))


serve(handle)
