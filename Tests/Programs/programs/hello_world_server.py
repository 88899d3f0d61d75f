# Lab 2, task 1: print every message that the client sends
import socket

HOST = "127.0.0.1"
PORT = 9090

server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind((HOST, PORT))
server.listen(5)

conn, addr = server.accept()
count = 0
while True:
    msg = conn.recv(1024)  # <- one-receive-per-message, messages-merged
    if not msg:
        break
    count += 1
    print("message", count, "is", msg.decode())
conn.close()
server.close()
