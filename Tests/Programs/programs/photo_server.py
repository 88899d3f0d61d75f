import socket, sys
s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(('localhost', int(sys.argv[1])))
s.listen(1)
c, addr = s.accept()
photo = c.recv(4096)  # <- one-receive-per-message, message-split
f = open('photo.out', 'wb')
f.write(photo)
f.close()
print('saved photo of', len(photo), 'bytes')
c.send(b'OK')
c.close()
s.close()
