import socket
import sys
import time

for attempt in range(40):
    s = socket.socket()
    try:
        s.connect(("127.0.0.1", int(sys.argv[1])))
        break
    except ConnectionRefusedError:
        s.close()
        time.sleep(0.05)
else:
    sys.exit("no server")
s.sendall(b"at last\n")
s.close()
print("connected")
