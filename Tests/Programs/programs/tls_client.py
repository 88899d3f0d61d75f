import socket
import ssl
import sys

context = ssl.create_default_context(cafile="lab.crt")
with socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=5) as raw:
    with context.wrap_socket(raw, server_hostname="localhost") as s:
        s.sendall(b"one\ntwo\n")
        f = s.makefile()
        print(f.readline().strip(), "/", f.readline().strip())
