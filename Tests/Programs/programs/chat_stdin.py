import socket
import sys
import threading

s = socket.create_connection(("127.0.0.1", int(sys.argv[1])))


def listen():
    for line in s.makefile():
        print("<", line.strip(), flush=True)


t = threading.Thread(target=listen)
t.start()
for line in sys.stdin:
    s.sendall(line.encode())
s.shutdown(socket.SHUT_WR)
t.join()
s.close()
