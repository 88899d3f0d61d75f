import socket


def open_connection(host, port):
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        sock.connect((host, port))  # <- connect-failed-ignored
    except Exception as e:
        print("Connection problem:", e)
    return sock


sock = open_connection("127.0.0.1", 5050)
sock.sendall("first message".encode())
print(sock.recv(1024).decode())
