import socket

server = socket.create_server(("", 9090), family=socket.AF_INET6, dualstack_ipv6=True)
for _ in range(2):
    conn, addr = server.accept()
    conn.sendall(addr[0].encode() + b"\n")
    conn.close()
server.close()
