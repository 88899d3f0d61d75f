import socket
import time

server = socket.socket()
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(("127.0.0.1", 9095))
server.listen()
conn, _ = server.accept()
time.sleep(0.3)  # loading the dictionary
for i in range(3):
    word = conn.recv(100)  # <- one-receive-per-message, messages-merged
    if not word:
        print("no word number", i + 1)
        break
    print("word", i + 1, word.decode(), flush=True)
conn.close()
