import socket

s = socket.create_connection(("127.0.0.1", 9090))
s.sendall(b"first\n")
s.shutdown(socket.SHUT_WR)
s.sendall(b"second\n")  # <- write-after-close
