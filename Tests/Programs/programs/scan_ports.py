import socket

SIZE = 1024
for port in [1, 2, 4, 8, 21, 22, 80, 260, 516]:
    probe = socket.socket()
    probe.settimeout(1)
    if probe.connect_ex(("127.0.0.1", port)) == 0:
        print(port, probe.recv(SIZE))
    probe.close()
