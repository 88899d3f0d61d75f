"""Programs without a fault: pairs and proxies, odd protocols, failures that are handled."""
import hashlib
import os
import struct

from catalogue import scenario


# ---- pairs, proxies, TLS

@scenario("server and client of one script send a file with loops on both sides", "sh file_pair.sh")
def file_pair(p):
    data = bytes(range(256)) * 8000
    p.write("big.dat", data, mode=0o644)
    p.start()
    p.end(out=f"server has 2048000 bytes {hashlib.sha256(data).hexdigest()[:8]}\n")


@scenario("TLS between two watched programs", "sh tls_pair.sh")
def tls_pair(p):
    p.sh("openssl req -x509 -newkey rsa:2048 -nodes -keyout lab.key -out lab.crt -days 2 -subj /CN=localhost "
         "-addext subjectAltName=DNS:localhost && chmod 644 lab.key")
    p.start()
    p.end(out="secret one / secret two\n")


@scenario("a proxy with two threads", "python3 tcp_proxy.py 9090 9191")
def proxy(p):
    target = p.listen(9191)
    p.start(port=9090)
    client = p.connect(9090)
    server = target.accept()
    with p.at_once():
        client.send("ab", "cd")
    p.prove(server.take(4) == b"abcd", "not passed on")
    server.send(b"z" * 50000)
    p.prove(len(client.take(50000)) == 50000, "not passed back")
    client.finish()
    p.prove(server.ended(), "the end is not passed on")
    server.close()
    p.prove(client.ended(), "the end is not passed back")
    p.end()


# ---- clients

@scenario("a heartbeat client whose answer comes after 3.4 s, within its timeout", "python3 heartbeat.py 9090")
def heartbeat(p):
    server = p.listen(9090)
    p.start()
    with server.accept() as c:
        c.line()
        c.send("ali", "ve\n", gap=0.05)
        c.line()
        p.pause(3.4)
        c.send("still\n")
        p.end(out="alive\nstill\n")


@scenario("a connect that does not block, with EINPROGRESS and SO_ERROR", "./async_connect 9090")
def async_connect(p):
    server = p.listen(9090)
    p.start()
    with server.accept() as c:
        c.send("wel", "come\n", gap=0.1)
        p.end(out="welcome\n")


@scenario("a client that tries again until its server is up", "python3 retry_connect.py 9090")
def retry(p):
    p.start()
    p.pause(0.5)
    server = p.listen(9090)
    with server.accept() as c:
        p.prove(c.line() == b"at last\n", "no line")
    p.end(out="connected\n")


@scenario("a scanner of thirty ports, one is open", "python3 port_scan.py")
def scan(p):
    server = p.listen(9090)
    p.start()
    p.end(out="open: [9090]\n")
    server.close()


@scenario("localhost is tried as ::1 and as 127.0.0.1, the second works", "python3 localhost_client.py")
def localhost(p):
    p.bind_file("/etc/hosts", "::1 localhost\n127.0.0.1 localhost\n")
    server = p.listen(9090)
    p.start()
    with server.accept() as c:
        c.send("here\n")
        p.end(out="here\n")


@scenario("a pool of ten connections in use until the end", "python3 conn_pool.py")
def pool(p):
    server = p.listen(9090)
    p.start()
    links = [server.accept() for _ in range(10)]
    for number in range(30):
        link = links[number % 10]
        link.send(link.line())
    p.end(out="435\n")
    for link in links:
        link.close()


@scenario("a C client drains without waiting and splits lines itself", "./drain 9090")
def drain(p):
    server = p.listen(9090)
    p.start()
    with server.accept() as c:
        c.send("a\nb", "b\nccc", "\nrest", gap=0.05)
    p.end(out="3 lines, 4 bytes left\n")


@scenario("a chat client with standard input and a thread that listens", "python3 chat_stdin.py 9090")
def chat_stdin(p):
    server = p.listen(9090)
    p.start(stdin=b"hello\nbye\n")
    with server.accept() as c:
        c.send("welcome\n")
        p.prove(c.rest() == b"hello\nbye\n", "not sent")
        c.send("se", "e you\n", gap=0.05)
    p.end(out="< welcome\n< see you\n")


# ---- servers

@scenario("a server that closes idle clients", "python3 idle_closer.py 9090")
def idle(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        c.send("ab", "c\n", gap=0.05)
        p.prove(c.line() == b"cba\n" and c.rest() == b"too slow\n", "not closed")
    p.interrupt()
    p.end()


@scenario("lengths that are little-endian and count themselves, as the protocol says", "./little_on_purpose 9090")
def little(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        for text in (b"on", b"temperature 21", b"off"):
            c.send(struct.pack("<H", len(text) + 2) + text)
            p.prove(c.take(2) == b"\2\0", "no reply")
    p.end(out="on\ntemperature 21\noff\n")


@scenario("a listener on a port that the kernel chooses", "python3 any_port.py")
def any_port(p):
    p.start()
    path = "/home/student/lab/port.txt"
    p.until(lambda: os.path.exists(path) and open(path).read().endswith("\n"), "no port")
    with p.connect(int(open(path).read())) as c:
        c.send("x\n")
        p.prove(c.rest() == b"x\n", "no echo")
    p.end(out="")


@scenario("a ticker takes clients off its list when they have left", "python3 ticker_handled.py 9090")
def ticker_handled(p):
    p.start(port=9090)
    stays, leaves = p.connect(9090), p.connect(9090)
    p.prove(leaves.line().startswith(b"tick"), "no tick")
    leaves.close()
    stays.rest()
    p.end(out="1 client at the end\n")


@scenario("a C server ignores SIGPIPE and looks at what write says", "./epipe_handled 9090")
def epipe_handled(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        c.take(1)
    with p.connect(9090) as c:
        p.prove(len(c.rest()) == 20, "cut off")
    p.end(out="client 0 has left\n")


@scenario("forty short visits one after the other, five at once", "python3 quick_visits.py 9090")
def visits(p):
    p.start(port=9090)
    for _ in range(8):
        clients = [p.connect(9090) for _ in range(5)]
        for c in clients:
            p.prove(c.rest().startswith(b"visit"), "not served")
            c.close()
    p.end(out="40 visits\n")


@scenario("a server whose client is quiet for 3.4 s", "python3 quiet_server.py 9090")
def quiet(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        c.send("a\n")
        c.line()
        p.pause(3.4)
        c.send("b\n")
        p.prove(c.line() == b"noted\n", "no answer")
    p.end()


@scenario("a taken port is passed over for the next one", "python3 next_port.py")
def next_port(p):
    owner = p.listen(9090)
    p.start(port=9091)
    with p.connect(9091) as c:
        p.prove(c.rest() == b"welcome\n", "no greeting")
    p.end(out="on port 9091\n")
    owner.close()


@scenario("one client resets, the server expects that", "python3 reset_handled.py 9090")
def reset_handled(p):
    p.start(port=9090)
    c = p.connect(9090)
    c.send("abc")
    p.pause(0.1)
    c.reset()
    with p.connect(9090) as c:
        c.send("abcd", "e", gap=0.05)
    p.end(out="reset after 3\nclean end after 5\n")


@scenario("four processes accept on one listener", "./prefork 9090")
def prefork(p):
    p.start(port=9090)
    for _ in range(12):
        with p.connect(9090) as c:
            c.send("a", "b")
            p.prove(c.take(2) == b"ab", "no echo")
    p.end(out="all workers are done\n")


@scenario("IPv6 and IPv4 clients of one listener", "python3 dual_stack.py")
def dual_stack(p):
    p.start(port=9090)
    with p.connect(9090, "::1") as c:
        p.prove(c.rest() == b"::1\n", "wrong address")
    with p.connect(9090) as c:
        p.prove(c.rest() == b"::ffff:127.0.0.1\n", "wrong address")
    p.end()


@scenario("a pair of sockets that keep messages apart", "python3 socket_pair.py")
def socket_pair(p):
    p.start()
    p.end(out="b'ONE' b'TWO'\n")


@scenario("a server that closes every descriptor first", "python3 close_all.py 9090")
def close_all(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        c.send("a", "b\n", gap=0.03)
        p.prove(c.line() == b"AB\n", "no answer")
    p.end(out="descriptors are numbered from 3\n")
