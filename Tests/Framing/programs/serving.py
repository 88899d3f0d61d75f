"""Shared by the Python servers: listens on the port of the first argument, a thread for each client."""
import socket
import sys
import threading


def answer(text):
    return b"OK: " + text.decode("utf-8", "replace").upper().encode()


def serve(handle, threads=True, forgives=True):
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", int(sys.argv[1])))
    listener.listen(64)
    print("ready", flush=True)

    def one(connection):
        with connection:
            try:
                handle(connection)
            except Exception:
                if not forgives:
                    raise

    while True:
        connection, _ = listener.accept()
        if threads:
            threading.Thread(target=one, args=(connection,), daemon=True).start()
        else:
            one(connection)
