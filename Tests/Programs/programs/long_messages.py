import socket
import threading

PORT = 9090


def receive_loop(conn):
    count = 0
    while True:
        data = conn.recv(1024)  # <- one-receive-per-message, message-split
        if not data:
            break
        count += 1
        conn.send(f"message {count} has {len(data)} letters\n".encode())
    conn.close()


s = socket.create_server(("127.0.0.1", PORT))
conn, addr = s.accept()
t = threading.Thread(target=receive_loop, args=(conn,))
t.start()
t.join()
s.close()
