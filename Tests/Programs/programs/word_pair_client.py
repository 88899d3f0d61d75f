import socket

s = socket.create_connection(("127.0.0.1", 9095))
for word in ["apple", "pear", "plum"]:
    s.send(word.encode())
s.close()
