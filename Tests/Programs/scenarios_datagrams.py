"""UDP: buffers that are too small, errors that nobody hears, broadcast."""
from catalogue import scenario


@scenario("recvfrom(16) for a datagram of 43 bytes", "python3 udp_small_buffer.py", "receive-buffer-too-small")
def small_py(p):
    p.start(port=9091, transport="udp")
    u = p.datagrams()
    for text in (b"hi", b"the quick brown fox jumps over the lazy dog"):
        u.send(text, 9091)
        p.prove(u.receive() == b"ok", "no answer")
    u.send(b"stop", 9091)
    p.end(out="got hi\ngot the quick brown \ngot stop\n")


@scenario("a C server with MAXLINE 32 for a datagram of 40 bytes", "./udp_small_buffer", "receive-buffer-too-small")
def small_c(p):
    p.start(port=8080, transport="udp")
    u = p.datagrams()
    for text in (b"short", b"0123456789" * 4, b"end"):
        u.send(text, 8080)
        p.prove(u.receive() == b"ok", "no answer")
    p.end(out="Client : short\nClient : 01234567890123456789012345678901\nClient : end\n")


@scenario("a Java packet of 8 bytes for a datagram of 16", "java DatagramServer 9091", "receive-buffer-too-small")
def small_java(p):
    p.start(port=9091, transport="udp")
    u = p.datagrams()
    for text in (b"alpha", b"alpha beta gamma"):
        u.send(text, 9091)
        p.prove(u.receive() == b"ok", "no answer")
    p.end(out="alpha\nalpha be\n")


@scenario("a UDP client asks a closed port twice and only times out", "python3 udp_ask.py 9091",
          "unconnected-udp-hides-errors", allow=["udp-port-closed", "server-not-running"])
def ask_py(p):
    p.start()
    p.end(out="timeout 1\ntimeout 2\n")


@scenario("a UDP client in C waits for a closed port until Ctrl+C", "./udp_ask", "unconnected-udp-hides-errors",
          allow=["udp-port-closed", "server-not-running", "no-receive-timeout"])
def ask_c(p):
    p.start()
    p.pause(1.0)
    p.ctrl_c()
    p.end(status=-2, out="")


@scenario("a UDP client in Perl asks a closed port", "perl udp_ask.pl 9091", "unconnected-udp-hides-errors",
          allow=["udp-port-closed", "server-not-running"])
def ask_pl(p):
    p.start()
    p.end(status=1, out="no pong\n")


@scenario("broadcast without SO_BROADCAST in Python", "python3 announce.py", "broadcast-not-enabled",
          allow=["local-policy-forbids"], least="certain")
def announce_py(p):
    p.start()
    p.end(out="failed: [Errno 13] Permission denied\n")


@scenario("broadcast without SO_BROADCAST in C", "./announce 127.255.255.255", "broadcast-not-enabled",
          allow=["local-policy-forbids"], least="certain")
def announce_c(p):
    p.start()
    p.end(status=1, err="sendto: Permission denied\n")


@scenario("broadcast without SO_BROADCAST in Node", "node announce.js", "broadcast-not-enabled",
          allow=["local-policy-forbids"])
def announce_js(p):
    p.start()
    p.end(out="EACCES\n")


@scenario("a UDP client waits 3.6 s for its answer without a timeout", "python3 udp_wait.py", "no-receive-timeout")
def udp_wait(p):
    u = p.datagrams(9091)
    p.start()
    p.prove(u.receive() == b"status?", "no question")
    p.pause(3.6)
    u.send(b"fine")
    p.end(out="status fine\n")
