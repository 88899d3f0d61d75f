"""The server is found and does not do its part: stopped, busy, deaf, full, closing."""
import os
import resource
import signal
import time

from catalogue import world
from world import Skip

# A client that connects COUNT times, sends TEXT when given, and keeps the connections.
CLIENTS = """
import socket, sys, time
kept = []
for _ in range(int(sys.argv[3])):
    s = socket.socket(socket.AF_INET6 if ":" in sys.argv[1] else socket.AF_INET)
    s.setblocking(False)
    s.connect_ex((sys.argv[1], int(sys.argv[2])))
    kept.append(s)
    time.sleep(0.004)
time.sleep(0.2)
for s in kept:
    try:
        s.send(" ".join(sys.argv[4:]).encode())
    except OSError:
        pass
time.sleep(3600)
"""


def clients(w, address, port, count, text=""):
    return w.script("clients.py", CLIENTS, address, port, count, *([text] if text else []), cwd="/home/student/other")


def queue(w, port):
    """(connections waiting, backlog) of the listener."""
    fields = w.sh(f"ss -tlnH 'sport = :{port}'").split()
    return int(fields[1]), int(fields[2])


# ---- server-suspended

@world("the Python server is stopped by Ctrl+Z", "check 127.0.0.1:9090", "server-suspended")
def suspended(w):
    process = w.python("--port", 9090, port=9090)
    w.stop(process)
    w.must_say(process.pid)


@world("the stopped C server's queue is full as well", "check 127.0.0.1:9090", "server-suspended")
def suspended_full(w):
    process = w.c("9090", "0.0.0.0", "echo", "1", port=9090)
    w.stop(process)
    clients(w, "127.0.0.1", 9090, 8)
    w.until(lambda: queue(w, 9090)[0] > queue(w, 9090)[1], "the queue is not full")
    w.prove_connect("127.0.0.1", 9090, "timeout", 1.2)


@world("the Java server is stopped", "check localhost:8080 --send hello", "server-suspended")
def suspended_java(w):
    process = w.java("8080", port=8080)
    w.stop(process)


@world("the UDP server is stopped", "check 127.0.0.1:9091 --udp --send ping --expect PING", "server-suspended")
def suspended_udp(w):
    process = w.python("--port", 9091, "--udp", port=9091, transport="udp")
    w.stop(process)


@world("the stopped server of another user, whose state only root can tie to the socket", "check [::1]:9090",
       "server-suspended", as_user=("server-suspended", "server-not-accepting"))
def suspended_other_user(w):
    process = w.node("9090", port=9090, user="root")
    w.stop(process)


# ---- accept-queue-full

@world("the accept queue of a Python server is full (backlog 0)", "check 127.0.0.1:9090", "accept-queue-full")
def queue_full(w):
    process = w.python("--port", 9090, "--mode", "no-accept", "--backlog", 0, port=9090)
    clients(w, "127.0.0.1", 9090, 6)
    w.until(lambda: queue(w, 9090) == (1, 0), "the queue is not full")
    w.prove_connect("127.0.0.1", 9090, "timeout", 1.2)
    w.must_say(process.pid)


@world("the accept queue of a C server is full (backlog 1), on ::1", "check [::1]:9090", "accept-queue-full")
def queue_full_c(w):
    w.c("9090", "::", "no-accept", "1", port=9090)
    clients(w, "::1", 9090, 8)
    w.until(lambda: queue(w, 9090) == (2, 1), "the queue is not full")
    w.prove_connect("::1", 9090, "timeout", 1.2)


@world("the accept queue of an iterative Java server is full", "check 127.0.0.1:8080", "accept-queue-full")
def queue_full_java(w):
    w.java("8080", "127.0.0.1", "iterative", "2", port=8080)
    clients(w, "127.0.0.1", 8080, 12)
    w.until(lambda: queue(w, 8080)[0] > queue(w, 8080)[1], "the queue is not full")
    w.prove_connect("127.0.0.1", 8080, "timeout", 1.2)


# ---- server-not-accepting

@world("the Python server listens and never accepts", "check 127.0.0.1:9090", "server-not-accepting")
def never_accepts(w):
    process = w.python("--port", 9090, "--mode", "no-accept", port=9090)
    w.prove(w.exchange("127.0.0.1", 9090, b"x", 0.5) == "timeout", "it answers")
    w.must_say(process.pid)


@world("an iterative server is busy with another client", "check 127.0.0.1:9090 --send hello", "server-not-accepting")
def busy_with_another(w):
    w.python("--port", 9090, "--mode", "iterative", port=9090)
    clients(w, "127.0.0.1", 9090, 1)
    w.until(lambda: "established" in w.states(9090), "the other client is not connected")
    w.prove(w.exchange("127.0.0.1", 9090, b"x\n", 0.5) == "timeout", "it answers")


@world("the C server never accepts, on IPv6", "check [::1]:9090", "server-not-accepting")
def never_accepts_c(w):
    w.c("9090", "::", "no-accept", port=9090)
    w.prove(w.exchange("::1", 9090, b"x", 0.5) == "timeout", "it answers")


@world("the Java server sleeps before it accepts", "check 127.0.0.1:8080", "server-not-accepting")
def never_accepts_java(w):
    w.java("8080", "*", "no-accept", port=8080)
    w.prove(w.exchange("127.0.0.1", 8080, b"x", 0.5) == "timeout", "it answers")


# ---- server-not-reading

@world("the Python server accepts and never reads", "check 127.0.0.1:9090 --send hello", "server-not-reading")
def never_reads(w):
    w.python("--port", 9090, "--mode", "deaf", port=9090)
    w.prove(w.exchange("127.0.0.1", 9090, b"x", 0.5) == "timeout", "it answers")


@world("the C server accepts and never reads", "check 127.0.0.1:9090 --send hello --expect hello", "server-not-reading")
def never_reads_c(w):
    w.c("9090", "0.0.0.0", "silent", port=9090)
    w.prove(w.exchange("127.0.0.1", 9090, b"x", 0.5) == "timeout", "it answers")


@world("the Java server accepts and never reads", "check 127.0.0.1:8080 --send hello\\n", "server-not-reading")
def never_reads_java(w):
    w.java("8080", "*", "deaf", port=8080)
    w.prove(w.exchange("127.0.0.1", 8080, b"x", 0.5) == "timeout", "it answers")


# ---- server-not-replying

@world("the Python server reads and never replies", "check 127.0.0.1:9090 --send hello --expect OK",
       "server-not-replying")
def never_replies(w):
    w.python("--port", 9090, "--mode", "silent", port=9090)
    w.prove(w.exchange("127.0.0.1", 9090, b"x", 0.5) == "timeout", "it answers")


@world("the Node server reads and never replies", "check localhost:8080 --send hello", "server-not-replying")
def never_replies_node(w):
    w.node("8080", "*", "silent", port=8080)
    w.prove(w.exchange("127.0.0.1", 8080, b"x", 0.5) == "timeout", "it answers")


@world("the Java server waits for a second line that never comes", "check [::1]:8080 --send hello --expect hello",
       "server-not-replying")
def never_replies_java(w):
    w.java("8080", "*", "silent", port=8080)
    w.prove(w.exchange("::1", 8080, b"x", 0.5) == "timeout", "it answers")


@world("the UDP server reads and never replies", "check 127.0.0.1:9091 --udp --send ping --expect PONG",
       "server-not-replying")
def never_replies_udp(w):
    w.python("--port", 9091, "--udp", "--mode", "silent", port=9091, transport="udp")
    w.prove(w.exchange("127.0.0.1", 9091, b"x", 0.5, "udp") == "timeout", "it answers")


# ---- connection-reset-by-server

@world("the Python server resets every client at once", "check 127.0.0.1:9090", "connection-reset-by-server")
def resets(w):
    w.python("--port", 9090, "--mode", "reset", port=9090)
    w.prove(w.exchange("127.0.0.1", 9090) == "ECONNRESET", "no reset comes")


@world("the C server resets every client at once", "check 127.0.0.1:9090 --send hello", "connection-reset-by-server")
def resets_c(w):
    w.c("9090", "0.0.0.0", "reset", port=9090)
    w.prove(w.exchange("127.0.0.1", 9090) == "ECONNRESET", "no reset comes")


@world("the server resets after the request", "check 127.0.0.1:9090 --send hello --expect OK",
       "connection-reset-by-server")
def resets_after_request(w):
    w.python("--port", 9090, "--mode", "reset-after-request", port=9090)
    w.prove(w.exchange("127.0.0.1", 9090, b"x") == "ECONNRESET", "no reset comes")


@world("the Node server resets", "check [::1]:8080", "connection-reset-by-server")
def resets_node(w):
    w.node("8080", "*", "reset", port=8080)
    w.prove(w.exchange("::1", 8080) == "ECONNRESET", "no reset comes")


# ---- connection-closed-by-server

@world("the Python server closes every client at once", "check 127.0.0.1:9090", "connection-closed-by-server")
def closes(w):
    w.python("--port", 9090, "--mode", "close", port=9090)
    w.prove(w.exchange("127.0.0.1", 9090) == b"", "it does not close")


@world("the server closes after the request without a byte", "check 127.0.0.1:9090 --send hello",
       "connection-closed-by-server")
def closes_after_request(w):
    w.python("--port", 9090, "--mode", "close-after-request", port=9090)
    w.prove(w.exchange("127.0.0.1", 9090, b"x") == b"", "it does not close")


@world("the Java server closes every client at once", "check 127.0.0.1:8080", "connection-closed-by-server")
def closes_java(w):
    w.java("8080", "*", "close", port=8080)
    w.prove(w.exchange("127.0.0.1", 8080) == b"", "it does not close")


@world("a far server closes every client at once", "check 10.77.0.9:9090", "connection-closed-by-server")
def closes_far(w):
    far = w.far_machine()
    w.cable("eth0", "10.77.0.5/24", far, "10.77.0.9/24")
    far.start(w.far_python("--port", 9090, "--mode", "close"), port=9090)
    w.prove(w.exchange("10.77.0.9", 9090) == b"", "it does not close")


# ---- descriptors-exhausted

EXHAUSTED = """
import socket, time
server = socket.socket()
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(("0.0.0.0", 9090))
server.listen(64)
kept = []
while True:
    try:
        kept.append(server.accept())
    except OSError as error:
        print(error, flush=True)
        time.sleep(0.05)
"""


def at_limit(w, process, limit):
    w.until(lambda: len(os.listdir(f"/proc/{process.pid}/fd")) >= limit, "the server is not at its limit")


@world("the Python server is at its open-file limit", "check 127.0.0.1:9090", "descriptors-exhausted")
def descriptors(w):
    process = w.script("server.py", EXHAUSTED, port=9090, limits={resource.RLIMIT_NOFILE: (20, 20)})
    clients(w, "127.0.0.1", 9090, 40)
    at_limit(w, process, 20)
    w.until(lambda: queue(w, 9090)[0] > 3, "no connection waits")
    w.must_say(process.pid, "20")


@world("the C server is at its open-file limit and its queue is full", "check 127.0.0.1:9090 --send hello",
       "descriptors-exhausted")
def descriptors_c(w):
    process = w.c("9090", "0.0.0.0", "echo", "12", port=9090, limits={resource.RLIMIT_NOFILE: (24, 24)})
    clients(w, "127.0.0.1", 9090, 24)
    at_limit(w, process, 24)
    clients(w, "127.0.0.1", 9090, 20)
    w.until(lambda: queue(w, 9090)[0] > 12, "the queue is not full")


@world("the Node server is at its open-file limit and closes what it cannot hold", "check 127.0.0.1:8080",
       "descriptors-exhausted")
def descriptors_node(w):
    process = w.node("8080", "0.0.0.0", port=8080, limits={resource.RLIMIT_NOFILE: (40, 40)})
    clients(w, "127.0.0.1", 8080, 60)
    # libuv keeps one descriptor in reserve, with which it accepts and closes at once.
    at_limit(w, process, 39)
    time.sleep(0.3)
    w.prove(w.exchange("127.0.0.1", 8080, b"x", 0.5) != b"x", "it still answers")


@world("the server's cgroup is frozen, as `docker pause` does it", "check 127.0.0.1:9090", "server-suspended")
def frozen(w):
    process = w.python("--port", 9090, port=9090)
    directory = w.cgroup("lab-box", process)
    if not os.path.exists(directory + "/cgroup.freeze"):
        raise Skip("this kernel has no cgroup2 freezer")
    with open(directory + "/cgroup.freeze", "w", encoding="ascii") as file:
        file.write("1")
    with open(directory + "/cgroup.events", encoding="ascii") as file:
        events = file.read
        w.until(lambda: (file.seek(0), events())[1].count("frozen 1"), "it is not frozen")


@world("every worker of a prefork server is stopped", "check 127.0.0.1:9090", "server-suspended")
def prefork_all_stopped(w):
    process = w.script("prefork.py", """
import os, socket
s = socket.socket()
s.bind(("0.0.0.0", 9090)); s.listen()
for _ in range(2):
    if os.fork() == 0:
        break
while True:
    client, _ = s.accept()
    client.close()
""", port=9090)
    time.sleep(0.2)
    os.killpg(process.pid, signal.SIGSTOP)
    w.until(lambda: w.state(process.pid) == "T", "the server did not stop")


@world("the server computes for ever and never accepts", "check 127.0.0.1:9090", "server-not-accepting")
def computes(w):
    w.script("busy.py", "import socket\ns=socket.socket()\ns.bind(('0.0.0.0',9090))\ns.listen()\nwhile True: pass\n",
             port=9090)


@world("a far server reads and never replies", "check 10.77.0.9:9090 --send hello --expect OK", "server-not-replying")
def never_replies_far(w):
    far = w.far_machine()
    w.cable("eth0", "10.77.0.5/24", far, "10.77.0.9/24")
    far.start(w.far_python("--port", 9090, "--mode", "silent"), port=9090)
    w.prove(w.exchange("10.77.0.9", 9090, b"x", 0.5) == "timeout", "it answers")


@world("the reply is another than expected", "check 127.0.0.1:9090 --send hello --expect GOODBYE", "unexpected-reply")
def other_reply(w):
    w.python("--port", 9090, port=9090)
    w.prove(w.exchange("127.0.0.1", 9090, b"hello") == b"OK: HELLO", "another reply")


@world("the server crashes on its first request", "check 127.0.0.1:9090 --send hello --expect hello",
       ("connection-closed-by-server", "connection-reset-by-server"))
def crashes(w):
    w.script("crash.py", """
import os, socket
s = socket.socket()
s.bind(("0.0.0.0", 9090)); s.listen()
client, _ = s.accept()
client.recv(100)
os.abort()
""", port=9090, limits={resource.RLIMIT_CORE: (0, 0)})
