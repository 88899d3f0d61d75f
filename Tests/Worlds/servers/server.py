"""The worlds' Python server: one program, many ways to behave."""
import argparse
import selectors
import socket
import struct
import threading
import time

parser = argparse.ArgumentParser()
parser.add_argument("--port", type=int, required=True)
parser.add_argument("--host", default="0.0.0.0")
parser.add_argument("--udp", action="store_true")
parser.add_argument("--mode", default="threaded")
parser.add_argument("--backlog", type=int, default=128)
parser.add_argument("--delay", type=float, default=0.3)
parser.add_argument("--no-reuse", action="store_true")
parser.add_argument("--reuseport", action="store_true")
parser.add_argument("--v6only", action="store_true")
parser.add_argument("--rcvbuf", type=int)
options = parser.parse_args()

family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
server = socket.socket(family, socket.SOCK_DGRAM if options.udp else socket.SOCK_STREAM)
if not options.no_reuse and not options.udp:
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
if options.reuseport:
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
if family == socket.AF_INET6:
    server.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, int(options.v6only))
if options.rcvbuf:
    server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, options.rcvbuf)
server.bind((options.host, options.port))


def answer(client):
    """Replies to one request in capitals, then closes."""
    with client:
        data = client.recv(1024)
        if data:
            client.sendall(b"OK: " + data.upper())


def hold():
    while True:
        time.sleep(3600)


def datagrams():
    if options.mode == "deaf":
        hold()
    while True:
        data, peer = server.recvfrom(2048)
        if options.mode != "silent":
            server.sendto(data.upper(), peer)


def serve():
    kept = []
    while True:
        client, _ = server.accept()
        if options.mode == "threaded":
            threading.Thread(target=answer, args=(client,), daemon=True).start()
        elif options.mode == "iterative":
            answer(client)
        elif options.mode == "deaf":
            kept.append(client)
        elif options.mode == "silent":
            threading.Thread(target=swallow, args=(client,), daemon=True).start()
        elif options.mode == "reset":
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            client.close()
        elif options.mode == "reset-after-request":
            client.recv(1024)
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            client.close()
        elif options.mode == "close":
            client.close()
        elif options.mode == "close-after-request":
            client.recv(1024)
            client.close()
        elif options.mode == "greet":
            client.sendall(b"220 ready\r\n")
            threading.Thread(target=answer, args=(client,), daemon=True).start()
        elif options.mode == "daytime":
            client.sendall(time.ctime().encode() + b"\r\n")
            client.close()
        elif options.mode == "late":
            time.sleep(options.delay)
            threading.Thread(target=answer, args=(client,), daemon=True).start()
        else:
            raise SystemExit("unknown mode " + options.mode)


def swallow(client):
    with client:
        while client.recv(1024):
            pass


def multiplex():
    selector = selectors.DefaultSelector()
    server.setblocking(False)
    selector.register(server, selectors.EVENT_READ)
    while True:
        for key, _ in selector.select():
            if key.fileobj is server:
                client, _ = server.accept()
                selector.register(client, selectors.EVENT_READ)
            else:
                data = key.fileobj.recv(1024)
                if data:
                    key.fileobj.sendall(data.upper())
                else:
                    selector.unregister(key.fileobj)
                    key.fileobj.close()


if options.udp:
    datagrams()
elif options.mode == "no-listen":
    hold()
else:
    server.listen(options.backlog)
    if options.mode == "no-accept":
        hold()
    elif options.mode == "select":
        multiplex()
    else:
        serve()
