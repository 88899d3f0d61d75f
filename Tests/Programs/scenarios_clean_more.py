"""Programs without a fault in Java and Perl that look as if they had one."""
import struct

from catalogue import scenario


def frame(data):
    return struct.pack(">I", len(data)) + data


@scenario("a Java chat with Scanner and a pool of threads", "java ChatThreads 9090")
def chat_threads(p):
    p.start(port=9090)
    a, b = p.connect(9090), p.connect(9090)
    a.send("ana\n")
    b.send("bob\n")
    p.pause(0.5)
    with p.at_once():
        a.send("hi\n", "there\n")
    p.prove(b.line() + b.line() == b"ana: hi\nana: there\n", "not told")
    a.close()
    b.close()
    p.pause(0.1)
    p.terminate()
    p.end(status=143)


@scenario("a Java server with readInt and readFully", "java DataServer")
def data_server(p):
    p.start(port=9000)
    with p.connect(9000) as c:
        c.send(frame(b"hello")[:6], frame(b"hello")[6:] + frame(b"x" * 3000), gap=0.06)
        p.prove(c.take(9) == frame(b"HELLO") and c.take(3004) == frame(b"X" * 3000), "wrong answers")
    p.end(out="message of 5\nmessage of 3000\n")


@scenario("a Java client with BufferedReader, one answer comes after 3.4 s within its timeout", "java LineAsker 9090")
def line_asker(p):
    server = p.listen(9090)
    p.start()
    with server.accept() as c:
        for answer in (("0.", "5\n"), ("3 d\n",), ("7\n",)):
            c.line()
            if answer[0] == "7\n":
                p.pause(3.4)
            c.send(*answer, gap=0.05)
        p.end(out="load = 0.5\nuptime = 3 d\nusers = 7\n")


@scenario("a Perl server that forks and reads lines", "perl fork_lines.pl 9090")
def fork_lines(p):
    p.start(port=9090)
    for _ in range(3):
        with p.connect(9090) as c:
            with p.at_once():
                c.send("abc\n", "de\nqu")
            p.prove(c.line() + c.line() == b"cba\ned\n", "wrong answers")
            c.send("it\n")
            p.prove(c.ended(), "it goes on")
    p.terminate()
    p.end(status=None)


@scenario("a Perl server with IO::Select and buffers", "perl select_lines.pl")
def select_lines(p):
    p.start(port=9090)
    a, b = p.connect(9090), p.connect(9090)
    a.send("abc\nde", "f\n", gap=0.05)
    b.send("x\n")
    p.prove(a.line() + a.line() == b"3\n3\n" and b.line() == b"1\n", "wrong answers")
    a.close()
    p.pause(0.05)
    b.close()
    p.end(out="no client is left\n")


@scenario("a Perl client with read(), which reads all that is asked for", "perl read_exact.pl 9090")
def read_exact(p):
    server = p.listen(9090)
    p.start()
    with server.accept() as c:
        c.send(b"\0\5hel", b"lo\0\2ab", gap=0.08)
    p.end(out="5: hello\n2: ab\n")


@scenario("a Java echo server with a selector", "java NioEcho 9090")
def nio_echo(p):
    p.start(port=9090)
    a, b = p.connect(9090), p.connect(9090)
    with p.at_once():
        a.send("one", "two")
    b.send("x" * 5000)
    p.prove(a.take(6) == b"onetwo" and len(b.take(5000)) == 5000, "no echo")
    a.close()
    b.close()
    p.end()


@scenario("a Node server with a parser of length prefixes", "node prefix_parser.js")
def prefix_parser(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        c.drip(frame(b"abc"))
        with p.at_once():
            c.send(frame(b"de"), frame(b"f") + b"\0\0")
        c.send(b"\0\1g")
        p.prove(c.take(23) == frame(b"ABC") + frame(b"DE") + frame(b"F") + frame(b"G"), "wrong answers")
    p.end(out="abc\nde\nf\ng\n")


@scenario("asyncio.Protocol with a buffer", "python3 protocol_class.py")
def protocol_class(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        with p.at_once():
            c.send("ab\n", "cde\nf")
        c.send("g\n")
        p.prove(c.line() + c.line() + c.line() == b"2\n3\n2\n", "wrong answers")
    p.end()


@scenario("a C server with fdopen and fgets", "./fgets_server 9090")
def fgets_server(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        c.send("1 2", "\n3", " 4\n", gap=0.05)
        p.prove(c.line() + c.line() == b"3\n7\n", "wrong sums")
        with p.at_once():
            c.send("5 5\n", "x\n")
        p.prove(c.line() + c.line() == b"10\n?\n", "wrong sums")
    p.end()


@scenario("multiprocessing's Listener and Client", "python3 mp_listener.py")
def mp_listener(p):
    p.start()
    p.end(out="answer 3\n")


@scenario("XML-RPC server and client in one program", "python3 rpc.py")
def rpc(p):
    p.start()
    p.end(out="5 concat\n")


@scenario("socketserver's UDPServer", "python3 udp_handler.py")
def udp_handler(p):
    p.start(port=9091, transport="udp")
    u = p.datagrams()
    for question, answer in ((b"time", b"noon"), (b"hello", b"what?"), (b"time", b"noon")):
        u.send(question, 9091)
        p.prove(u.receive() == answer, "wrong answer")
    p.end()


@scenario("a server reads messages in portions of at most 4096 bytes", "python3 portions_right.py 9090")
def portion_reader(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        for text in (b"hello", b"x" * 9000, b"the last"):
            c.send(len(text).to_bytes(4, "big") + text)
            p.pause(0.2)
    p.end(out="hello\n" + "x" * 9000 + "\nthe last\nthe end\n")


@scenario("several orders in JSON lines arrive in one recv", "python3 json_lines.py 7000")
def json_lines(p):
    p.start(port=7000)
    with p.connect(7000) as c:
        with p.at_once():
            c.send('{"id": 1}\n')
            c.send('{"id": 2}\n{"id"')
        p.pause(0.2)
        c.send(': 3}\n')
    p.end(out="1\n2\n3\n")


@scenario("a structure arrives in two halves and is waited for", "./packets_whole 7000")
def whole_packets(p):
    p.start(port=7000)
    with p.connect(7000) as c:
        for name in (b"anna", b"ben"):
            c.send(name.ljust(32, b"\0"))
            p.pause(0.1)
            c.send(bytes(32))
            p.prove(c.take(1) == b"k", "no answer")
    p.end(out="anna\nben\n")


def first_tick(p):
    """The client takes one line and leaves; the clock goes on."""
    server = p.listen(9090)
    p.start()
    with server.accept() as c:
        c.send("tick 1\n")
        p.pause(0.3)
        c.send("tick 2\n")
        p.pause(0.2)
    p.end(out="tick 1\n")


@scenario("a Perl client wants the first line only", "perl first_tick.pl")
def first_tick_perl(p):
    first_tick(p)


@scenario("a Node client wants the first line only", "node first_tick.js")
def first_tick_node(p):
    first_tick(p)
