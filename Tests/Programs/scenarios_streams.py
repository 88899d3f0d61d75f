"""The end of the stream, short sends, closed connections, and connections that nobody closes."""
import struct
import time

from catalogue import scenario


def clients_that_leave(p, port, count, hello):
    """Each client reads one line and leaves; a server that closes would have no connection left."""
    for number in range(1, count + 1):
        with p.connect(port) as c:
            p.prove(c.line() == hello % number, "no greeting")
        p.pause(0.01)
    p.until(lambda: p.states(port).count("close-wait") >= count, "the server closes its connections")
    # Of a program that does not receive, only the kernel's table tells that its client has gone; it is looked at a few
    # times a second, less often on a busy machine.
    p.pause(0.6)


# ---- end-of-stream-ignored

@scenario("an echo server goes on reading after its client has left", "python3 echo_forever.py",
          "end-of-stream-ignored", allow=["connection-never-closed"])
def echo_forever(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        c.send("ping")
        p.prove(c.take(4) == b"ping", "no echo")
    p.pause(0.1)
    p.prove_spin()
    p.interrupt()
    p.end(out="stopped\n")


@scenario("the guide's delimiter loop ignores b'' when the client leaves without a newline",
          "python3 newline_guide.py 9090", "end-of-stream-ignored",
          allow=["delimiter-missing", "connection-never-closed"])
def newline(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        c.send("He", "llo\nbye", gap=0.05)
        p.prove(c.line() == b"got Hello\n", "no reply")
    p.pause(0.1)
    p.prove_spin()
    p.interrupt()
    p.end(status=-2, has="KeyboardInterrupt")


@scenario("a C server reads 0 for ever", "./line_logger", "end-of-stream-ignored", allow=["connection-never-closed"])
def line_logger(p):
    p.start(port=4000)
    with p.connect(4000) as c:
        c.send("alarm in room 4\n", "all quiet\n", gap=0.05)
    p.pause(0.1)
    p.prove_spin()
    p.interrupt()
    p.end(status=-2, out="alarm in room 4\nall quiet\n")


@scenario("a C server, compiled with -O2, reads 0 for ever and is terminated", "./line_logger-O2",
          "end-of-stream-ignored", allow=["connection-never-closed"])
def line_logger_fast(p):
    p.start(port=4000)
    p.connect(4000).close()
    p.pause(0.1)
    p.prove_spin()
    p.terminate()
    p.end(status=-15, out="")


@scenario("a Java server ignores -1", "java Logger", "end-of-stream-ignored", allow=["connection-never-closed"])
def java_logger(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        c.send("entry\n")
    p.pause(0.2)
    p.prove_spin()
    p.interrupt()
    p.end(status=130, out="entry\n")


@scenario("a Perl server ignores sysread's 0", "perl collector.pl 9090", "end-of-stream-ignored",
          allow=["connection-never-closed"])
def collector(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        c.send("x" * 100, "y" * 100, gap=0.05)
    p.pause(0.1)
    p.prove_spin()
    p.interrupt()
    p.end(out="total 200\n")


@scenario("a client's recv_exactly has no check for the end, the server leaves early", "python3 exact_client.py",
          "end-of-stream-ignored")
def exact(p):
    server = p.listen(9091)
    p.start()
    with server.accept() as c:
        c.line()
        c.send(struct.pack("!I", 1000), b"x" * 300, gap=0.05)
    p.wait_output("1000 bytes")
    p.pause(0.1)
    p.prove_spin()
    p.interrupt()
    p.end(status=-2, has="report of 1000 bytes")


# ---- short-send-ignored

def slow_reader(p, c, whole):
    p.pause(0.4)
    got = len(c.rest())
    p.prove(0 < got < whole, f"the reader got {got} of {whole}")


@scenario("send() under a timeout takes a part of the log, the rest is lost", "python3 settimeout_send.py 9090",
          "short-send-ignored")
def settimeout_send(p):
    server = p.listen(9090, receive_buffer=8192)
    p.start()
    slow_reader(p, server.accept(), 6400000)
    p.end(out="log sent: 6400000\n")


@scenario("a C server sends an image on a non-blocking socket by one send", "./image_server 8000", "short-send-ignored")
def image(p):
    p.start(port=8000)
    slow_reader(p, p.connect(8000), 12000000)
    p.end(out="image sent\n")


@scenario("a Java channel that does not block takes a part", "java ChannelSender 9090", "short-send-ignored")
def channel(p):
    server = p.listen(9090, receive_buffer=8192)
    p.start()
    slow_reader(p, server.accept(), 8000000)
    p.end(out="done\n")


@scenario("a Perl client ignores what syswrite returns", "perl pusher.pl 9090", "short-send-ignored")
def pusher(p):
    server = p.listen(9090, receive_buffer=8192)
    p.start()
    slow_reader(p, server.accept(), 6000000)
    p.end(out="pushed\n")


# ---- write-after-close

@scenario("SIGPIPE ends a C server whose client has left", "./ticker 9090", "write-after-close")
def ticker(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        p.prove(c.line() == b"tick 0\n", "no tick")
    p.end(status=-13, out="")


@scenario("a Python server gets BrokenPipeError, its client has left", "python3 countdown.py 9090", "write-after-close")
def countdown(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        p.prove(c.line() == b"10\n", "no number")
    p.end(status=1, has="Error: [Errno ")


@scenario("a client goes on sending after the server has reset the connection", "python3 upload_client.py",
          "write-after-close", allow=["connection-reset-by-server"])
def upload(p):
    server = p.listen(9090)
    p.start()
    c = server.accept()
    c.line()
    c.reset()
    p.end(status=1, has="Error: [Errno ")


@scenario("a Node server writes to a client that has left and crashes", "node live_feed.js 9090", "write-after-close")
def live_feed(p):
    p.start(port=9090)
    c = p.connect(9090)
    # Whether a send or a receive meets the reset, Node says to nobody; in a row of events the receive is as good.
    p.prove([c.line() for _ in range(4)] == [b"event %d\n" % n for n in range(1, 5)], "no events")
    c.reset()
    p.end(status=1, has="Unhandled 'error' event")


@scenario("a Java server writes to a client that has left", "java Feed 9090", "write-after-close")
def feed(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        p.prove(c.line() == b"price 100\n", "no price")
    p.end(status=1, has="SocketException")


@scenario("SIGPIPE ends a Perl client whose server has left", "perl lines.pl", "write-after-close",
          allow=["connection-closed-by-server"])
def lines(p):
    server = p.listen(9090)
    p.start()
    with server.accept() as c:
        c.line()
    p.end(status=-13, out="")


# ---- connection-never-closed

@scenario("a server keeps every connection in a list for ever", "python3 greeter_leak.py", "connection-never-closed")
def greeter(p):
    p.start(port=9090)
    clients_that_leave(p, 9090, 30, b"hello number %d\n")
    p.interrupt()
    p.end(out="waiting\n30 clients\n")


@scenario("a C server never closes its clients", "./date_server 1313", "connection-never-closed")
def date(p):
    p.start(port=1313)
    clients_that_leave(p, 1313, 25, b"Mon 1 Jan, visitor %d\n")
    p.interrupt()
    p.end(status=-2)


@scenario("the parent of a fork-per-client server keeps its copy of every connection", "./fork_leak 2222",
          "connection-never-closed")
def fork_leak(p):
    p.start(port=2222)
    for _ in range(12):
        with p.connect(2222) as c:
            c.send("hi")
            p.prove(c.take(2) == b"hi", "no echo")
    p.until(lambda: p.states(2222).count("close-wait") == 12, "the parent closes")
    p.terminate()
    p.end(status=-15)


@scenario("a Node server with allowHalfOpen never ends its side", "node half_open.js", "connection-never-closed")
def half_open(p):
    p.start(port=9090)
    clients_that_leave(p, 9090, 20, b"you are user %d\n")
    p.pause(0.1)
    p.interrupt()
    p.end(out="a user has left\n" * 20)


@scenario("a Java server keeps its sockets in a list", "java Visitors", "connection-never-closed")
def visitors(p):
    p.start(port=9090)
    clients_that_leave(p, 9090, 20, b"visitor %d\n")
    p.terminate()
    p.end(status=143, out="")


@scenario("a monitor opens a connection for each question and keeps it", "python3 monitor_leak.py",
          "connection-never-closed")
def monitor(p):
    server = p.listen(7777)
    p.start()
    for number in range(12):
        with server.accept() as c:
            c.line()
            c.send(f"{number} %\n")
    p.end(out="last answer 11 %\n")


@scenario("three members leave a room, their sockets stay in CLOSE_WAIT", "python3 rooms.py 9090",
          "connection-never-closed")
def rooms(p):
    p.start(port=9090)
    for name in ("ana", "bob", "eva"):
        with p.connect(9090) as c:
            c.send(name + "\n", "hello\n", gap=0.03)
            p.prove(c.line() == b"HELLO\n", "no reply")
        p.wait_output(name + " left")
    p.pause(0.7)
    p.prove(p.states(9090).count("close-wait") == 3, "the server closes")
    p.interrupt()
    p.end(status=-2, has="eva left")


@scenario("readline gives '' for ever and the loop goes on", "python3 readline_spin.py", "end-of-stream-ignored",
          allow=["connection-never-closed"])
def readline_spin(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        c.send("hello\n")
        p.prove(c.line() == b"you said hello\n", "no answer")
    p.pause(0.1)
    p.prove_spin()
    p.terminate()
    p.end(status=-15)


@scenario("a select loop never takes a closed connection off its list", "python3 select_forgets.py 9090",
          "end-of-stream-ignored", allow=["connection-never-closed"])
def select_forgets(p):
    p.start(port=9090)
    a, b = p.connect(9090), p.connect(9090)
    a.send("abc\n")
    p.prove(a.line() == b"3\n", "no answer")
    a.close()
    p.pause(0.1)
    p.prove_spin()
    b.send("de\n")
    p.prove(b.line() == b"2\n", "no answer")
    b.close()
    p.terminate()
    p.end(status=-15)


@scenario("a client sends after its own shutdown", "python3 shutdown_send.py", "write-after-close")
def shutdown_send(p):
    server = p.listen(9090)
    p.start()
    with server.accept() as c:
        p.prove(c.rest() == b"first\n", "more came")
        p.end(status=1, has="BrokenPipeError")


@scenario("--no-source leaves the lines out", "python3 shutdown_send.py", "write-after-close", options=["--no-source"])
def shutdown_send_plain(p):
    shutdown_send(p)
