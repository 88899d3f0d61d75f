import socket

clients = []
srv = socket.socket()
srv.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
srv.bind(("127.0.0.1", 9090))
srv.listen(20)
print("waiting", flush=True)
while True:
    try:
        conn, addr = srv.accept()  # <- connection-never-closed
    except KeyboardInterrupt:
        break
    clients.append(conn)
    conn.sendall(b"hello number %d\n" % len(clients))
print(len(clients), "clients")
