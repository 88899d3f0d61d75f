import socket
import struct

# Length-prefix framing as in the guide
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("127.0.0.1", 9090))
listener.listen(1)
sock, peer = listener.accept()

while True:
    length_data = sock.recv(4)  # <- one-receive-per-message, message-split
    if not length_data:
        break
    if len(length_data) < 4:
        print("short length:", length_data)
        break
    length = struct.unpack(">I", length_data)[0]
    msg = sock.recv(length)  # <- one-receive-per-message, message-split
    print("received", len(msg), "of", length)
    reply = msg[::-1]
    sock.send(struct.pack(">I", len(reply)) + reply)
sock.close()
listener.close()
