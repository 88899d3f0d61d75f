"""Somebody waits: both sides, for a delimiter, for the first client to leave, for ever; or is not let in."""
import socket

from catalogue import scenario

STUCK = ("deadlock-both-receiving", "delimiter-missing")


def overflows():
    """How many connections this place's listeners have refused for want of room (TcpExt ListenOverflows)."""
    with open("/proc/self/net/netstat", encoding="ascii") as file:
        names, values = [line.split() for line in file if line.startswith("TcpExt:")]
    return int(values[names.index("ListenOverflows")])


# ---- delimiter-missing, deadlock-both-receiving

@scenario("a server waits with readline for a newline that its client does not send", "python3 readline_server.py 9090",
          [STUCK], least="possible")
def readline(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        c.send("Maria")
        p.prove(c.silent(1.2), "an answer without a newline")
        p.interrupt()
        p.end(status=-2, has="KeyboardInterrupt")


@scenario("both sides are watched: the client sends no newline, both wait", "sh greet_pair.sh", [STUCK])
def greet_pair(p):
    p.start(port=9090)
    p.until(lambda: "established" in p.states(9090), "no connection")
    p.pause(1.0)
    p.ctrl_c()
    p.end(status=(-2, 130), has="KeyboardInterrupt")


@scenario("a Java client prints without a newline and waits for the reply",
          "java LineClient", [STUCK], least="possible",
          allow=["no-receive-timeout"])
def line_client(p):
    server = p.listen(9090)
    p.start()
    c = server.accept()
    p.prove(c.take(5) == b"HELLO" and c.silent(1.2), "a newline came")
    p.interrupt()
    p.end(status=130, out="")


@scenario("a C server reads byte by byte up to a newline that does not come", "./until_newline 9000", [STUCK],
          least="possible")
def until_newline(p):
    p.start(port=9000)
    with p.connect(9000) as c:
        c.send("STATUS")
        p.prove(c.silent(1.2), "an answer without a newline")
        p.interrupt()
        p.end(status=-2)


@scenario("server and client both begin with recv", "sh after_you.sh 9090", "deadlock-both-receiving")
def after_you_sh(p):
    p.start(port=9090)
    p.until(lambda: "established" in p.states(9090), "no connection")
    p.pause(1.0)
    p.ctrl_c()
    p.end(status=(-2, 130), has="KeyboardInterrupt")


@scenario("parent and child of a C program both begin with read", "./after_you", "deadlock-both-receiving")
def after_you_c(p):
    p.start(port=3030)
    p.until(lambda: "established" in p.states(3030), "no connection")
    p.pause(1.0)
    p.ctrl_c()
    p.end(status=-2)


@scenario("two threads of a Java program both begin with readLine", "java AfterYou", "deadlock-both-receiving")
def after_you_java(p):
    p.start(port=9876)
    p.until(lambda: "established" in p.states(9876), "no connection")
    p.pause(1.0)
    p.interrupt()
    p.end(status=130, out="")


@scenario("a client waits for a greeting that its server does not send", "python3 polite_client.py 9090",
          [("deadlock-both-receiving", "no-receive-timeout")], allow=["server-not-replying"])
def polite_client(p):
    server = p.listen(9090)
    p.start()
    c = server.accept()
    p.prove(c.silent(3.6), "the client speaks first")
    p.interrupt()
    p.end(status=-2, has="KeyboardInterrupt")


# ---- one-client-at-a-time

def second_waits(p, port, ask, answer):
    """The first client stays connected; the second is answered only after it has left."""
    p.start(port=port)
    first = p.connect(port)
    first.send(ask)
    p.prove(first.take(len(answer)) == answer, "the first is not served")
    second = p.connect(port)
    second.send(ask)
    p.prove(second.silent(1.3), "the second is served at once")
    first.close()
    p.prove(len(second.take(len(answer))) == len(answer), "the second is never served")
    second.close()
    p.pause(0.1)


@scenario("a Python server serves the second client when the first has left", "python3 one_by_one.py 9090",
          "one-client-at-a-time")
def one_by_one(p):
    second_waits(p, 9090, "hi\n", b"1 hi\n")
    p.interrupt()
    p.end(status=-2)


@scenario("a C server serves the second client when the first has left", "./queue_server", "one-client-at-a-time")
def queue(p):
    second_waits(p, 4444, "a", b"a")
    p.interrupt()
    p.end(status=-2)


@scenario("a Java bank serves the second client when the first has left", "java Bank 9090", "one-client-at-a-time")
def bank(p):
    second_waits(p, 9090, "10\n", b"balance 110\n")
    p.terminate()
    p.end(status=143)


# ---- no-receive-timeout

@scenario("a Python client waits 3.6 s for its line without a timeout",
          "python3 patient_client.py", "no-receive-timeout")
def patient_py(p):
    server = p.listen(9090)
    p.start()
    c = server.accept()
    c.line()
    p.pause(3.6)
    c.send("42\n")
    p.end(out="42\n")


@scenario("a C client waits 3.6 s without a timeout", "./patient_client 127.0.0.1 9090", "no-receive-timeout")
def patient_c(p):
    server = p.listen(9090)
    p.start()
    c = server.accept()
    c.line()
    p.pause(3.6)
    c.send("done\n")
    c.close()
    p.end(out="done\n")


@scenario("a Java client waits 3.6 s without a timeout", "java Patient", "no-receive-timeout")
def patient_java(p):
    server = p.listen(9090)
    p.start()
    c = server.accept()
    p.prove(c.take(11) == b"\0\x09sum 1 2 3", "no question")
    p.pause(3.6)
    c.send(b"\0\0\0\6")
    p.end(out="sum is 6\n")


# ---- backlog-too-small

def burst(p, port, count):
    before = overflows()
    clients = []
    for _ in range(count):
        client = socket.socket()
        client.setblocking(False)
        client.connect_ex(("127.0.0.1", port))
        clients.append(client)
    p.until(lambda: overflows() > before, "the accept queue does not overflow")
    return clients


@scenario("listen(1) and eight clients at once", "python3 small_backlog.py 9090", "backlog-too-small",
          allow=["one-client-at-a-time"])
def small_backlog(p):
    p.start(port=9090)
    clients = burst(p, 9090, 8)
    p.pause(1.5)
    p.interrupt()
    p.end(status=-2, has="KeyboardInterrupt")
    for client in clients:
        client.close()


@scenario("listen(fd, 0) and five clients at once", "./no_backlog", "backlog-too-small")
def no_backlog(p):
    p.start(port=8081)
    clients = burst(p, 8081, 5)
    p.pause(1.5)
    p.terminate()
    p.end(status=-15)
    for client in clients:
        client.close()
