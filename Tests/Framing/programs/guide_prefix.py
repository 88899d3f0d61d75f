# The length-prefix example of the guide, as written there.
import struct
from serving import answer, serve


def handle(sock):
    while True:
        length_data = sock.recv(4)
        length = struct.unpack(">I", length_data)[0]
        msg = sock.recv(length)
        msg = answer(msg)
        sock.send(struct.pack(">I", len(msg)) + msg)


serve(handle)
