import socket
import sys

client = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
while True:
    message = client.recv(1024).decode("ascii")  # <- one-receive-per-message, messages-merged
    if not message:
        break
    if message == "NICK":
        client.send(b"ana")
    else:
        print(message)
client.close()
