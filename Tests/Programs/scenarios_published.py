"""Shapes that are frequent in published programs: forks, chats with commands, HTTP by hand, relays, scanners."""
import json

from catalogue import scenario

ONE = ("one-receive-per-message", "messages-merged")
PART = ("one-receive-per-message", "message-split")


@scenario("the child of a forking server takes two sends for one message", "python3 fork_messages.py", [ONE])
def fork_messages(p):
    p.start(port=7002)
    with p.connect(7002) as c:
        c.send("one")
        p.prove(c.take(7) == b"got one", "no answer")
        with p.at_once():
            c.send("two")
            c.send("three")
        p.prove(c.take(12) == b"got twothree", "not merged")
    p.pause(0.2)
    p.interrupt()
    p.end(status=-2, has="KeyboardInterrupt")


@scenario("a chat client compares what comes with a command that came with a text", "python3 chat_commands.py 5005",
          [ONE])
def chat_commands(p):
    server = p.listen(5005)
    p.start()
    with p.at_once():
        c = server.accept()
        c.send("NICK")
        c.send("Welcome")
    p.pause(0.3)
    c.close()
    p.end(out="NICKWelcome\n")


@scenario("half of the head of an HTTP request is answered with 404", "python3 raw_http_once.py", [PART])
def raw_http_once(p):
    p.start(port=8080)
    with p.connect(8080) as c:
        c.send("GET /index", ".html HTTP/1.1\r\nHost: localhost\r\n\r\n", gap=0.2)
        p.prove(b"404" in c.line(), "not 404")
    p.end()


@scenario("a JSON text is longer than the buffer", "python3 json_matrix.py",
          [("one-receive-per-message", "receive-buffer-too-small")])
def json_matrix(p):
    p.start(port=3000)
    with p.connect(3000) as c:
        with p.at_once():
            c.send(json.dumps([[1] * 40] * 40))
        p.pause(0.2)
    p.end(status=1, has="JSONDecodeError")


@scenario("a client goes on after the answer, another leaves without reading it", "python3 one_answer.py")
def one_answer(p):
    p.start(port=5050)
    with p.connect(5050) as c:
        c.send("how many words")
        p.prove(c.take(1) == b"3", "no answer")
        p.pause(0.3)
        c.send("and now")
    c = p.connect(5050)
    c.send("one two")
    p.pause(0.2)
    c.close()
    p.end()


@scenario("a port scanner meets ports that are others with their bytes swapped", "python3 scan_ports.py")
def scan_ports(p):
    p.start()
    p.end(out="")


def relayed(p):
    server = p.listen(3005)
    p.start(port=3006)
    with p.connect(3006) as c:
        s = None
        for ask, answer in (("hel", "<hel>"), ("lo", "<lo>"), ("x" * 9000, "<" + "y" * 9000 + ">")):
            with p.at_once():
                c.send(ask[:2], ask[2:])
            s = s or server.accept()
            s.take(len(ask))
            with p.at_once():
                s.send(answer[:1], answer[1:-1], answer[-1:])
            p.prove(c.take(len(answer)) == answer.encode(), "not relayed")
        c.finish()
        p.prove(s.ended(), "the end is not relayed")
        s.close()
        p.prove(c.ended(), "the end is not relayed back")


@scenario("a relay of two threads hands on merged sends", "python3 relay_threads.py")
def relay_threads(p):
    relayed(p)
    p.end()


@scenario("a relay in Node hands on merged sends", "node relay.js")
def relay_js(p):
    relayed(p)
    p.end()


@scenario("the server behind a relay is not there, and the relay's own port is next to it", "python3 lost_origin.py",
          "server-not-running")
def lost_origin(p):
    p.start(port=1026)
    with p.connect(1026) as c:
        p.prove(c.line().startswith(b"no server"), "a server")
    p.end()


@scenario("the listener is made anew in each round of the loop", "python3 bind_in_loop.py", "previous-instance-running")
def bind_in_loop(p):
    p.start(port=4445)
    with p.connect(4445) as c:
        p.prove(c.rest() == b"hello\n", "no greeting")
    p.end(status=1, has="Address already in use")
