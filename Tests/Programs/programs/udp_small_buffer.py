import socket

sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind(("127.0.0.1", 9091))
while True:
    data, addr = sock.recvfrom(16)  # <- receive-buffer-too-small
    text = data.decode()
    print("got", text)
    if text == "stop":
        break
    sock.sendto(b"ok", addr)
