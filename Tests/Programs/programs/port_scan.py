import socket

open_ports = []
for port in range(9080, 9110):
    with socket.socket() as s:
        s.settimeout(0.2)
        if s.connect_ex(("127.0.0.1", port)) == 0:
            open_ports.append(port)
print("open:", open_ports)
