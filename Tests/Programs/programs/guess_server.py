import socket
import sys

SECRET = 42


def game(conn):
    conn.send(b"Guess a number: ")
    tries = 0
    while True:
        text = conn.recv(64).decode()  # <- one-receive-per-message
        if text == "":
            print("player left after", tries)
            break
        tries += 1
        guess = int(text)
        if guess == SECRET:
            conn.send(b"Correct!")
            print("won after", tries)
            break
        conn.send(b"Higher" if guess < SECRET else b"Lower")
    conn.close()


sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
sock.bind(("0.0.0.0", int(sys.argv[1])))
sock.listen(1)
c, a = sock.accept()
game(c)
sock.close()
