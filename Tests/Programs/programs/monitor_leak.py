# Asks the server for its load every 50 ms
import socket
import time

history = []


def ask():
    s = socket.socket()
    s.connect(("127.0.0.1", 7777))  # <- connection-never-closed
    f = s.makefile("rw")
    f.write("load?\n")
    f.flush()
    answer = f.readline().strip()
    history.append((s, answer))
    return answer


for i in range(12):
    answer = ask()
    time.sleep(0.05)
print("last answer", answer)
