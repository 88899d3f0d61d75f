# The same, and the first exception ends the program.
import struct
from serving import answer, serve


def handle(sock):
    while True:
        length_data = sock.recv(4)
        if not length_data:
            return
        length = struct.unpack(">I", length_data)[0]
        msg = answer(sock.recv(length))
        sock.send(struct.pack(">I", len(msg)) + msg)


serve(handle, threads=False, forgives=False)
