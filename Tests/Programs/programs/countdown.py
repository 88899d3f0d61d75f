import socket
import sys
import time


class CountdownServer:
    def __init__(self, port):
        self.sock = socket.socket()
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.sock.bind(("127.0.0.1", port))
        self.sock.listen()

    def run(self):
        conn, _ = self.sock.accept()
        for i in range(10, 0, -1):
            conn.sendall(b"%d\n" % i)  # <- write-after-close
            time.sleep(0.05)
        conn.close()


CountdownServer(int(sys.argv[1])).run()
