import socket
import sys

sock = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
sock.settimeout(5)
buffer = b""
for beat in range(2):
    sock.sendall(b"beat %d\n" % beat)
    while b"\n" not in buffer:
        try:
            data = sock.recv(256)
        except socket.timeout:
            sys.exit("the server does not answer")
        if not data:
            sys.exit("the server has gone")
        buffer += data
    line, _, buffer = buffer.partition(b"\n")
    print(line.decode())
sock.close()
