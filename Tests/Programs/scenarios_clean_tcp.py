"""Programs without a fault that look as if they had one: receive loops, buffers, short messages, many clients."""
import struct

from catalogue import scenario


def frame(data):
    return struct.pack(">I", len(data)) + data


@scenario("the guide's length prefix with recv_exactly; pieces and merges", "python3 prefix_fixed.py")
def prefix_fixed(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        c.drip(frame(b"Hello"))
        p.prove(c.take(9) == frame(b"olleH"), "no reply")
        with p.at_once():
            c.send(frame(b"ab"), frame(b"cd"))
        p.prove(c.take(12) == frame(b"ba") + frame(b"dc"), "no replies")
        c.send(frame(b"x" * 1000)[:540], b"x" * 464, gap=0.1)
        p.prove(len(c.take(1004)) == 1004, "no long reply")
    p.end(out="received 5 of 5\nreceived 2 of 2\nreceived 2 of 2\nreceived 1000 of 1000\n")


@scenario("the guide's delimiter loop that looks for the end", "python3 newline_fixed.py 9090")
def newline_fixed(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        c.drip(b"Hello\n")
        p.prove(c.line() == b"got Hello\n", "no reply")
        with p.at_once():
            c.send("a\n", "b\nha")
        p.prove(c.line() + c.line() == b"got a\ngot b\n", "no replies")
        c.send("lf")
    p.end(out="not complete: half\n")


@scenario("a thread for each client, lines through makefile", "python3 makefile_threads.py 9090")
def makefile(p):
    p.start(port=9090)
    a, b = p.connect(9090), p.connect(9090)
    with p.at_once():
        a.send("x\n", "y\n", "z")
    p.prove(a.line() + a.line() == b"1: X\n2: Y\n", "no replies")
    b.send("he", "llo\n", gap=0.05)
    p.prove(b.line() == b"1: HELLO\n", "no reply")
    a.close()
    b.close()
    p.pause(0.1)
    p.interrupt()
    p.end(out="bye\n")


@scenario("StreamRequestHandler in a ThreadingTCPServer", "python3 stream_handler.py 9999")
def stream_handler(p):
    p.start(port=9999)
    with p.connect(9999) as c:
        with p.at_once():
            c.send("ab\n", "cde\n")
        p.prove(c.line() + c.line() == b"2 AB\n3 CDE\n", "no replies")
    p.pause(0.05)
    p.interrupt()
    p.end()


@scenario("asyncio streams with readline and JSON", "python3 async_lines.py")
def async_lines(p):
    p.start(port=8888)
    with p.connect(8888) as c:
        with p.at_once():
            c.send('{"price": 1}\n', '{"price": 2}\n{"pri')
        c.send('ce": 3}\n')
        p.prove([c.line() for _ in range(3)][2] == b'{"total": 6}\n', "wrong total")
    p.pause(0.1)
    p.interrupt()
    p.end(out="stopped\n")


@scenario("selectors with a buffer for each connection", "python3 selectors_lines.py 9090")
def selectors_lines(p):
    p.start(port=9090)
    clients = [p.connect(9090) for _ in range(5)]
    for c in clients:
        c.send("hel", "lo\nab", gap=0.02)
    for c in clients:
        p.prove(c.line() == b"5 letters\n", "no reply")
        c.send("c\n")
        p.prove(c.line() == b"3 letters\n", "no second reply")
        c.close()
    with p.connect(9090) as c:
        c.send("shutdown\n")
        p.end()


@scenario("a chat in C with poll and line buffers", "./poll_lines 6667")
def poll_lines(p):
    p.start(port=6667)
    a, b = p.connect(6667), p.connect(6667)
    p.pause(0.05)
    with p.at_once():
        a.send("one\n", "two\nthr")
    p.prove(b.line() + b.line() == b"one\ntwo\n", "not told")
    a.send("ee\n")
    p.prove(b.line() == b"three\n", "not told")
    a.close()
    b.close()
    p.end()


@scenario("an echo server with epoll, one read at a time", "./epoll_echo")
def epoll_echo(p):
    p.start(port=7007)
    a, b = p.connect(7007), p.connect(7007)
    with p.at_once():
        a.send("left", "right")
    b.send("x")
    p.prove(a.take(9) == b"leftright" and b.take(1) == b"x", "no echo")
    a.close()
    b.close()
    p.pause(0.05)
    p.interrupt()
    p.end(out="10 bytes echoed\n")


@scenario("an echo server with epoll, compiled with -O2", "./epoll_echo-O2")
def epoll_echo_fast(p):
    epoll_echo(p)


@scenario("an echo server with epoll, linked statically", "./epoll_echo-static")
def epoll_echo_static(p):
    epoll_echo(p)


@scenario("one message a connection, read to the end of the stream", "python3 until_eof.py 9090")
def until_eof(p):
    p.start(port=9090)
    for text in ("one two three", "a " * 500, ""):
        with p.connect(9090) as c:
            c.send(*(text[i:i + 400] for i in range(0, len(text), 400)), gap=0.02)
            c.finish()
            p.prove(c.rest() == f"{len(text.split())} words".encode(), "wrong count")
    p.end(out="visit 1 13\nvisit 2 1000\nvisit 3 0\n")


@scenario("a command of four bytes a connection", "python3 ping_pong.py 9090")
def ping_pong(p):
    p.start(port=9090)
    for _ in range(5):
        with p.connect(9090) as c:
            c.send("PING")
            p.prove(c.rest() == b"PONG", "no PONG")
    with p.connect(9090) as c:
        c.send("STOP")
        p.end()


@scenario("messages of one byte, four of them at once", "./elevator 9090")
def elevator(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        with p.at_once():
            c.send("u", "u", "u", "d")
        p.prove(c.take(4) == b"1232", "wrong floors")
        c.send("q")
        p.end(out="stopped at floor 2\n")


@scenario("the tutorial's echo server: one recv in a loop, byte for byte", "python3 plain_echo.py")
def plain_echo(p):
    p.start(port=65432)
    with p.connect(65432) as c:
        with p.at_once():
            c.send("Hello", "World")
        p.prove(c.take(10) == b"HelloWorld", "no echo")
        for text in (b"a", b"b" * 3000, b"c"):
            c.send(text)
            p.prove(c.take(len(text)) == text, "no echo")
    p.end(out="Connected by 127.0.0.1\n")


@scenario("a process for each client, children reaped, copies closed", "./fork_echo 2222")
def fork_echo(p):
    p.start(port=2222)
    for number in range(15):
        with p.connect(2222) as c:
            c.send(f"hello {number}")
            p.prove(c.take(7 + (number > 9)) == f"hello {number}".encode(), "no echo")
    p.until(lambda: p.states(2222).count("close-wait") == 0, "connections stay open")
    p.pause(0.1)
    p.terminate()
    p.end(status=-15)


@scenario("Node's pipe(socket) echo", "node pipe_echo.js")
def pipe_echo(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        c.send("abc", "def")
        p.prove(c.take(6) == b"abcdef", "no echo")
    p.pause(0.1)
    p.interrupt()
    p.end(out="closed\n")


def read_slowly(p, c, whole):
    p.pause(0.3)
    got = len(c.rest())
    p.prove(got == whole, f"the reader got {got} of {whole}")


@scenario("short sends in C, each followed by the rest", "./rest_sender 9090")
def rest_sender(p):
    server = p.listen(9090, receive_buffer=65536)
    p.start()
    read_slowly(p, server.accept(), 6000000)
    p.end(out="sent in pieces\n")


@scenario("short sends with select, the rest is kept in a queue", "python3 queue_sender.py 9090")
def queue_sender(p):
    p.start(port=9090)
    read_slowly(p, p.connect(9090), 8000000)
    p.end(out="all sent\n")


@scenario("sendall of a big log under a timeout", "python3 big_sendall.py 9090")
def big_sendall(p):
    server = p.listen(9090, receive_buffer=65536)
    p.start()
    c = server.accept()
    p.pause(0.2)
    c.send(str(len(c.rest())))
    c.close()
    p.end(out="server counted 6400000\n")


@scenario("http.server with kept-alive connections", "python3 web_files.py 8000")
def web_files(p):
    import http.client
    p.start(port=8000)
    c = http.client.HTTPConnection("127.0.0.1", 8000, timeout=5)
    for page in ("/a", "/b"):
        c.request("GET", page)
        p.prove(c.getresponse().read() == f"you asked for {page}\n".encode(), "wrong page")
    c.request("POST", "/", body=b"x" * 5000 + b"y")
    p.prove(c.getresponse().read()[:1] == b"y", "wrong answer")
    c.close()
    p.pause(0.1)
    p.interrupt()
    p.end()


@scenario("http.client with a kept-alive connection, then urllib", "python3 keep_alive_client.py")
def keep_alive(p):
    server = p.listen(8000)
    p.start()
    for pages in (3, 1):
        with server.accept() as c:
            for _ in range(pages):
                head = c.line()
                while c.line().strip():
                    pass
                body = head.split()[1]
                c.send(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body), body, gap=0.03)
            p.prove(c.ended(), "another request")
    p.end(out="200 /a\n200 /b\n200 /c\n200 /d\n")


@scenario("an HTTP/1.0 client by hand that reads to the end", "python3 http_raw_fixed.py 8080")
def http_raw(p):
    server = p.listen(8080)
    p.start()
    with server.accept() as c:
        while c.line().strip():
            pass
        c.send("HTTP/1.0 200 OK\r\n\r\n", "<h1>Hello", "</h1>", gap=0.05)
    p.end(out="HTTP/1.0 200 OK\n14 bytes: <h1>Hello</h1>\n")


@scenario("an HTTP server by hand that collects the head", "python3 http_raw_server.py 8080")
def http_raw_server(p):
    p.start(port=8080)
    for path in ("/x", "/y"):
        with p.connect(8080) as c:
            c.send(f"GET {path} HTTP/1.0\r\nHost: a", "\r\n\r\n", gap=0.05)
            p.prove(c.rest().endswith(f"<p>{path}</p>".encode()), "wrong page")
    p.end()


@scenario("Node's http server", "node web.js 8080")
def web_js(p):
    import http.client
    p.start(port=8080)
    c = http.client.HTTPConnection("127.0.0.1", 8080, timeout=5)
    for size in (10, 70000):
        c.request("POST", "/up", body=b"x" * size)
        p.prove(c.getresponse().read() == b"POST /up %d" % size, "wrong answer")
    c.close()
    p.terminate()
    p.end()


@scenario("a Node chat that collects lines, with allowHalfOpen and end()", "node line_chat.js")
def line_chat(p):
    p.start(port=9090)
    a, b = p.connect(9090), p.connect(9090)
    p.pause(0.1)
    with p.at_once():
        a.send('{"user":"a","text":"1"}\n{"us', 'er":"a","text":"2"}\n')
    p.prove(b.line() + b.line() == b"a: 1\na: 2\n", "not told")
    a.finish()
    b.finish()
    a.rest()
    b.rest()
    p.end()


@scenario("a Node client with readline on the socket", "node json_client.js")
def json_client(p):
    server = p.listen(9090)
    p.start()
    with server.accept() as c:
        c.line()
        c.send('{"item": "te', 'a"}\n{"item": "milk"}\n', gap=0.08)
    p.end(out="tea\nmilk\nend\n")


@scenario("a Node server whose guests come and leave together, and which waits for more", "node many_guests.js")
def many_guests(p):
    p.start(port=9090)
    guests = [p.connect(9090) for _ in range(6)]
    for number, guest in enumerate(guests):
        guest.send(f"guest {number}\n")
        p.prove(guest.line() == b"welcome guest %d\n" % number, "no welcome")
    for guest in guests:
        guest.finish()
    # Long enough that connections left open would be seen to be.
    p.pause(1.5)
    p.interrupt()
    p.end(out="")
