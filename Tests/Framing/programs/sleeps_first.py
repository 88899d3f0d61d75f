# Wrong: waits 100 ms "until everything is there", then takes what one recv() returns for one message.
import time

from serving import answer, serve


def handle(sock):
    while True:
        time.sleep(0.1)
        data = sock.recv(1024)
        if not data:
            return
        sock.sendall(answer(data.strip()) + b"\n")


serve(handle)
