import socket
import ssl
import sys

context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain("lab.crt", "lab.key")
with socket.create_server(("127.0.0.1", int(sys.argv[1]))) as server:
    with context.wrap_socket(server, server_side=True) as tls:
        conn, _ = tls.accept()
        with conn, conn.makefile("rb") as f:
            for line in f:
                conn.sendall(b"secret " + line)
