# the server thread binds, the main thread is a client of it
import select
import socket
import sys
import time

port = int(sys.argv[1])
server = socket.socket()
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(("127.0.0.1", port))  # <- listen-missing
client = socket.socket()
for attempt in range(3):
    try:
        client.connect(("127.0.0.1", port))
        break
    except ConnectionRefusedError:
        print("refused")
        time.sleep(0.1)
else:
    sys.exit("giving up")
