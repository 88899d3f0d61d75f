# Wrong only with long messages: a text of 8 bytes and more is taken with one recv().
import socket
import struct

from serving import answer, serve


def handle(sock):
    while True:
        header = sock.recv(4, socket.MSG_WAITALL)
        if len(header) < 4:
            return
        count = struct.unpack(">I", header)[0]
        text = answer(sock.recv(count, 0 if count >= 8 else socket.MSG_WAITALL))
        sock.sendall(struct.pack(">I", len(text)) + text)


serve(handle)
