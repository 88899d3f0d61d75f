"""Targets with nothing wrong: every accusation here is false."""
import os
import socket
import time

from catalogue import world
from looking import answers


@world("a threaded Python server", "check 127.0.0.1:9090", "healthy")
def python_threaded(w):
    w.python("--port", 9090, port=9090)
    answers(w, "127.0.0.1", 9090)


@world("a threaded Python server, asked by the bare port, localhost has ::1 first", "9090", "healthy")
def bare_port(w):
    w.hosts("127.0.0.1 localhost", "::1 localhost ip6-localhost ip6-loopback")
    w.python("--port", 9090, port=9090)
    w.prove_connect("::1", 9090, "ECONNREFUSED")
    answers(w, "127.0.0.1", 9090)


@world("localhost is ::1 first and refused there, 127.0.0.1 works", "check localhost:8080", "healthy")
def localhost_second_address(w):
    w.hosts("::1 localhost", "127.0.0.1 localhost")
    w.node("8080", "127.0.0.1", port=8080)
    w.prove_connect("::1", 8080, "ECONNREFUSED")
    answers(w, "127.0.0.1", 8080)


@world("an idle iterative Python server", "check 127.0.0.1:9090 --send hello --expect HELLO", "healthy")
def iterative_idle(w):
    w.python("--port", 9090, "--mode", "iterative", port=9090)
    answers(w, "127.0.0.1", 9090)


@world("an asyncio server", "check 127.0.0.1:9090 --send hello\\n --expect hello", "healthy")
def asyncio_server(w):
    w.script("aserver.py", """
import asyncio
async def serve(reader, writer):
    writer.write(await reader.readline())
    await writer.drain()
    writer.close()
async def main():
    server = await asyncio.start_server(serve, "0.0.0.0", 9090)
    await server.serve_forever()
asyncio.run(main())
""", port=9090)
    answers(w, "127.0.0.1", 9090)


@world("a socketserver with threads", "check 127.0.0.1:9090", "healthy")
def socketserver_server(w):
    w.script("sserver.py", """
import socketserver
class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        self.wfile.write(self.rfile.readline().upper())
socketserver.ThreadingTCPServer.allow_reuse_address = True
socketserver.ThreadingTCPServer(("", 9090), Handler).serve_forever()
""", port=9090)
    answers(w, "127.0.0.1", 9090)


@world("python -m http.server, asked as a pasted URL", "check http://127.0.0.1:8000/index.html", "healthy")
def http_server(w):
    w.start(["/usr/bin/python3", "-m", "http.server", "8000"], port=8000)
    answers(w, "127.0.0.1", 8000, b"GET / HTTP/1.0\r\n\r\n")


@world("an HTTP server answers a request with escapes",
       ["check", "127.0.0.1:8080", "--send", "GET / HTTP/1.0\\r\\n\\r\\n", "--expect", "200 OK"], "healthy")
def http_request(w):
    w.node("8080", "*", "http", port=8080)
    answers(w, "127.0.0.1", 8080, b"GET / HTTP/1.0\r\n\r\n")


@world("a selectors server", "check 127.0.0.1:9090 --send abc --expect ABC", "healthy")
def select_server(w):
    w.python("--port", 9090, "--mode", "select", port=9090)
    answers(w, "127.0.0.1", 9090)


@world("a C server", "check 127.0.0.1:9090 --send hello --expect hello", "healthy")
def c_server(w):
    w.c("9090", port=9090)
    answers(w, "127.0.0.1", 9090)


@world("a C server on ::1", "check [::1]:9090", "healthy")
def c_server_v6(w):
    w.c("9090", "::1", port=9090)
    answers(w, "::1", 9090)


@world("a Java ServerSocket, dual-stack, over IPv4", "check 127.0.0.1:8080 --send hello --expect hello", "healthy")
def java_server(w):
    w.java("8080", port=8080)
    answers(w, "127.0.0.1", 8080)


@world("a Java server with a backlog of one, idle", "check localhost:8080", "healthy")
def java_backlog(w):
    w.java("8080", "*", "iterative", "1", port=8080)
    answers(w, "127.0.0.1", 8080)


@world("a Node server, dual-stack, over IPv6", "check [::1]:3000 --send x --expect x", "healthy")
def node_server(w):
    w.node("3000", port=3000)
    answers(w, "::1", 3000)


@world("a server that accepts after 0.3 s", "check 127.0.0.1:9090", "healthy")
def late_accept(w):
    w.python("--port", 9090, "--mode", "late", port=9090)
    answers(w, "127.0.0.1", 9090)


@world("a server that waits for the client to speak", "check 127.0.0.1:9090", "healthy")
def silent_until_spoken_to(w):
    w.python("--port", 9090, "--mode", "silent", port=9090)
    w.prove_connect("127.0.0.1", 9090, "connected")


@world("a server that greets", "check 127.0.0.1:9090 --expect ready", "healthy")
def greets(w):
    w.python("--port", 9090, "--mode", "greet", port=9090)
    answers(w, "127.0.0.1", 9090, b"")


@world("a server that sends the time and closes", "check 127.0.0.1:1313", "healthy")
def daytime(w):
    w.python("--port", 1313, "--mode", "daytime", port=1313)
    answers(w, "127.0.0.1", 1313, b"")


@world("a server that replies without reading everything, then closes: data before the reset",
       "check 127.0.0.1:9090 --send hello --expect bye", "healthy")
def reply_then_reset(w):
    w.script("rude.py", """
import socket, time
s = socket.socket()
s.bind(("127.0.0.1", 9090)); s.listen()
while True:
    client, _ = s.accept()
    time.sleep(0.1)
    client.sendall(b"bye")
    client.close()
""", port=9090)
    answers(w, "127.0.0.1", 9090)


@world("a reply in two pieces, 0.4 s apart", "check 127.0.0.1:9090 --send hello --expect world", "healthy")
def reply_in_pieces(w):
    w.script("slow.py", """
import socket, time
s = socket.socket()
s.bind(("127.0.0.1", 9090)); s.listen()
while True:
    client, _ = s.accept()
    client.recv(100)
    client.sendall(b"wor"); time.sleep(0.4); client.sendall(b"ld")
    client.close()
""", port=9090)
    answers(w, "127.0.0.1", 9090)


@world("a reply after one and a half seconds", "check 127.0.0.1:9090 --send hello --expect done", "healthy")
def slow_reply(w):
    w.script("slow.py", """
import socket, time
s = socket.socket()
s.bind(("127.0.0.1", 9090)); s.listen()
while True:
    client, _ = s.accept()
    client.recv(100)
    time.sleep(1.5)
    client.sendall(b"done")
    client.close()
""", port=9090)
    answers(w, "127.0.0.1", 9090)


@world("a UDP server answers", "check 127.0.0.1:9091 --udp --send ping --expect PING", "healthy")
def udp_server(w):
    w.python("--port", 9091, "--udp", port=9091, transport="udp")
    answers(w, "127.0.0.1", 9091, b"ping", "udp")


@world("a UDP server that is silent by nature, and was seen to read", "check 127.0.0.1:9091 --udp --send ping",
       ("healthy", "undecided"))
def udp_silent(w):
    w.python("--port", 9091, "--udp", "--mode", "silent", port=9091, transport="udp")


@world("a UDP server on ::, over IPv6 and without --send", "check [::1]:9091 --udp", ("healthy", "undecided"))
def udp_without_send(w):
    w.java("9091", "*", "udp", port=9091, transport="udp")


@world("a UDP server that once dropped and reads again", "check 127.0.0.1:9091 --udp --send ping --expect PING",
       "healthy")
def udp_recovered(w):
    process = w.python("--port", 9091, "--udp", "--rcvbuf", 4096, port=9091, transport="udp")
    w.stop(process)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        for _ in range(200):
            sender.sendto(b"z" * 200, ("127.0.0.1", 9091))
    os.kill(process.pid, 18)
    time.sleep(0.3)
    answers(w, "127.0.0.1", 9091, b"ping", "udp")


@world("the kernel defers accept() until data comes (TCP_DEFER_ACCEPT)", "check 127.0.0.1:8080",
       ("healthy", "undecided"))
def deferred_accept(w):
    w.script("deferred.py", """
import socket
s = socket.socket()
s.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, 10)
s.bind(("0.0.0.0", 8080)); s.listen()
while True:
    client, _ = s.accept()
    client.sendall(client.recv(100))
    client.close()
""", port=8080)
    answers(w, "127.0.0.1", 8080)


@world("the same server that defers accept(), spoken to", "check 127.0.0.1:8080 --send hi --expect hi", "healthy")
def deferred_accept_send(w):
    deferred_accept(w)


@world("a Java server on 127.0.0.1, which is an IPv6 socket", "check 127.0.0.1:8080 --send x --expect x", "healthy")
def java_loopback(w):
    w.java("8080", "127.0.0.1", port=8080)
    answers(w, "127.0.0.1", 8080)


@world("an IPv4-mapped IPv6 address as the target", "check [::ffff:127.0.0.1]:9090", "healthy")
def mapped_target(w):
    w.python("--port", 9090, port=9090)
    answers(w, "::ffff:127.0.0.1", 9090)


@world("the name in capitals", "check LOCALHOST:9090", "healthy")
def capital_name(w):
    w.hosts("127.0.0.1 localhost")
    w.node("9090", port=9090)
    answers(w, "127.0.0.1", 9090)
