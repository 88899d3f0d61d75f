import socket

# asks the quote server for the quote of the day
s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
s.connect(("127.0.0.1", 9090))
s.send(b"QUOTE\n")
quote = s.recv(4096)  # <- one-receive-per-message, message-split
print("Quote of the day:", quote.decode())
s.close()
