"""The port is held by a program: the student's own, another, a supervised one, one that cannot be seen."""
import os
import socket
import time

from catalogue import world
from looking import held
from world import Net

OTHERS = "/home/student/other"


# ---- previous-instance-running

@world("the previous Python run still serves", "port 9090", "previous-instance-running")
def previous(w):
    process = w.python("--port", 9090, port=9090)
    held(w)
    w.must_say(process.pid, "server.py")


@world("the previous Python run was stopped by Ctrl+Z", "port 9090", "previous-instance-running")
def previous_stopped(w):
    process = w.python("--port", 9090, port=9090)
    w.stop(process)
    held(w)
    w.must_say(process.pid)


@world("the previous run of the C program in this directory", "port 0.0.0.0:9090", "previous-instance-running")
def previous_c(w):
    w.c("9090", port=9090)
    held(w)


@world("the previous Java run holds the port for both families", "port 8080", "previous-instance-running")
def previous_java(w):
    w.java("8080", port=8080)
    held(w, 8080)


@world("the previous Node run, started from a shell", "port 3000", "previous-instance-running")
def previous_node(w):
    w.tool("server.js")
    w.c("node", "server.js", "3000", program="parent", name="bash", cwd="/home/student/lab", port=3000)
    held(w, 3000)


@world("the previous UDP server", "port 9091 --udp", "previous-instance-running")
def previous_udp(w):
    w.python("--port", 9091, "--udp", port=9091, transport="udp")
    held(w, 9091, transport="udp", reuse=False)


@world("the previous run bound the port and does not listen", "port 9090", "previous-instance-running")
def previous_bound_only(w):
    w.python("--port", 9090, "--mode", "no-listen")
    w.until(lambda: w.bind("0.0.0.0", 9090, listen=False) == "EADDRINUSE", "the port is not bound")


@world("the previous run holds [::]:9090 v6-only, asked for any address", "port 9090", "previous-instance-running",
       allow=("overlapping-wildcard-bind",))
def previous_v6only(w):
    w.python("--port", 9090, "--host", "::", "--v6only", port=9090)
    held(w, address="::")


@world("the previous prefork run: four workers share the listener", "port 9090", "previous-instance-running")
def previous_prefork(w):
    w.script("server.py", PREFORK, port=9090)
    time.sleep(0.2)
    held(w)


PREFORK = """
import os, socket, time
s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("0.0.0.0", 9090))
s.listen()
for _ in range(4):
    if os.fork() == 0:
        break
while True:
    client, _ = s.accept()
    client.recv(100)
    client.sendall(b"hi")
    client.close()
"""


# ---- port-held-by-another-program

@world("a C program of this user from elsewhere", "port 9090", "port-held-by-another-program")
def another_c(w):
    process = w.c("9090", name="chatd", cwd=OTHERS, port=9090)
    held(w)
    w.must_say(process.pid, "chatd")


@world("netcat, started from this very directory", "port 9090", "port-held-by-another-program")
def another_nc(w):
    process = w.start(["nc", "-l", "-p", "9090"], port=9090)
    held(w)
    w.must_say(process.pid)


@world("a Python program in another directory", "port 127.0.0.1:8000", "port-held-by-another-program")
def another_python(w):
    w.python("--port", 8000, "--host", "127.0.0.1", cwd=OTHERS, port=8000)
    held(w, 8000, "127.0.0.1")


@world("python -m http.server in another directory", "port 8000", "port-held-by-another-program",
       allow=("overlapping-wildcard-bind",))
def another_http(w):
    w._made(OTHERS)
    w.start(["/usr/bin/python3", "-m", "http.server", "8000"], cwd=OTHERS, port=8000)
    held(w, 8000)


@world("a UDP program from elsewhere", "port 9091 --udp", "port-held-by-another-program")
def another_udp(w):
    w.c("9091", "0.0.0.0", "udp", name="beacon", cwd=OTHERS, port=9091, transport="udp")
    held(w, 9091, transport="udp", reuse=False)


@world("a program with control characters and broken UTF-8 in its name", "port 9090", "port-held-by-another-program")
def another_escaped(w):
    w.c("9090", name="evil\x1b[31m\nna\udcffme", cwd=OTHERS, port=9090)
    held(w)
    # Seen twice: as JSON, and as a person sees it.
    w.afterwards(lambda: b"\x1b" not in w.plain_report(), "the report prints the name's escape character")
    w.afterwards(lambda: b"another" in w.plain_report() or b"evil" in w.plain_report(), "the report says nothing")


@world("another user's plain program", "port 9090", "port-held-by-another-program", as_user="owner-not-visible")
def another_user(w):
    process = w.c("9090", name="game", user="other", cwd="/home/friend", port=9090)
    held(w)
    w.must_say(*([process.pid] if w.asker == "root" else ["1001"]))


# ---- port-held-by-outgoing-connection

@world("an outgoing connection of another program has the port", "port 45678", "port-held-by-outgoing-connection")
def outgoing(w):
    w.c("7000", "127.0.0.1", name="backend", cwd=OTHERS, port=7000)
    text = """
import socket, time
s = socket.socket(); s.bind(("127.0.0.1", 45678)); s.connect(("127.0.0.1", 7000)); time.sleep(3600)
"""
    process = w.script("client.py", text, cwd=OTHERS, port=45678, state="established")
    held(w, 45678, reuse=False)
    w.must_say(process.pid)


@world("a connection to a far server has the port", "port 0.0.0.0:50123", "port-held-by-outgoing-connection")
def outgoing_far(w):
    far = w.far_machine()
    w.cable("eth0", "10.77.0.5/24", far, "10.77.0.9/24")
    far.start(w.far_python("--port", 5432, "--mode", "silent"), port=5432)
    w.sh("sysctl -qw net.ipv4.ip_local_port_range='50123 50123'")
    text = """
import socket, time
s = socket.socket(); s.connect(("10.77.0.9", 5432)); time.sleep(3600)
"""
    w.script("client.py", text, cwd=OTHERS, port=50123, state="established")
    w.sh("sysctl -qw net.ipv4.ip_local_port_range='32768 60999'")
    held(w, 50123, reuse=True)


# ---- owner-not-visible

@world("root's server, asked by a user", "port 9090", "owner-not-visible", by=("user",))
def roots_server(w):
    w.python("--port", 9090, user="root", cwd="/home/services", port=9090)
    held(w)
    w.must_say("root")


@world("root's UDP server, asked by a user", "port 9091 --udp", "owner-not-visible", by=("user",))
def roots_udp(w):
    w.c("9091", "0.0.0.0", "udp", user="root", cwd="/home/services", port=9091, transport="udp")
    held(w, 9091, transport="udp", reuse=False)


@world("/proc hides other users' processes (hidepid=2)", "port 9090", "owner-not-visible", by=("user",))
def hidden_processes(w):
    w.c("9090", user="other", name="hidden", cwd="/home/friend", port=9090)
    w.sh("mount -o remount,hidepid=2 /proc")
    held(w)
    w.must_say("1001")


@world("the holder runs in a process namespace that cannot be seen from here", "port 9090", "owner-not-visible")
def invisible_holder(w):
    descriptor = os.open("/proc/self/ns/net", os.O_RDONLY)
    w.descriptors.append(descriptor)
    Net(w, descriptor, far=True).start(w.far_python("--port", 9090), port=9090)
    held(w)


# ---- overlapping-wildcard-bind

@world("the wildcard is held, a specific address is asked for", "port 127.0.0.1:9090", "previous-instance-running",
       also=("overlapping-wildcard-bind",))
def overlap_specific_asked(w):
    w.python("--port", 9090, port=9090)
    held(w, address="127.0.0.1")


@world("a specific address is held, the wildcard is asked for", "port 0.0.0.0:9090", "port-held-by-another-program",
       also=("overlapping-wildcard-bind",))
def overlap_wildcard_asked(w):
    w.c("9090", "127.0.0.1", name="devd", cwd=OTHERS, port=9090)
    held(w)


@world("a dual-stack wildcard is held, an IPv4 address is asked for", "port 127.0.0.1:3000",
       "port-held-by-another-program",
       also=("overlapping-wildcard-bind",))
def overlap_dual_stack(w):
    w.tool("server.js", OTHERS)
    w.start(["node", "server.js", "3000"], cwd=OTHERS, port=3000)
    held(w, 3000, "127.0.0.1")


@world("a UDP server on a specific address, the wildcard is asked for", "port 9091 --udp",
       "previous-instance-running",
       also=("overlapping-wildcard-bind",))
def overlap_udp(w):
    w.python("--port", 9091, "--udp", "--host", "127.0.0.1", port=9091, transport="udp")
    held(w, 9091, transport="udp", reuse=False)


@world("a connected UDP socket of a client has the port", "port 45678 --udp", "port-held-by-outgoing-connection")
def outgoing_udp(w):
    w.python("--port", 9091, "--udp", "--mode", "silent", cwd=OTHERS, port=9091, transport="udp")
    w.script("client.py", "import socket,time\ns=socket.socket(socket.AF_INET,socket.SOCK_DGRAM)\n"
             "s.bind(('127.0.0.1',45678));s.connect(('127.0.0.1',9091))\ntime.sleep(3600)\n", cwd=OTHERS)
    w.until(lambda: w.sockets(45678, "udp"), "the client is not there")
    held(w, 45678, transport="udp", reuse=False)


@world("the previous run still serves, with TIME_WAITs around it", "port 9090", "previous-instance-running")
def previous_with_time_waits(w):
    process = w.python("--port", 9090, "--mode", "daytime", port=9090)
    for _ in range(5):
        with socket.create_connection(("127.0.0.1", 9090)) as client:
            while client.recv(100):
                pass
    w.until(lambda: "time-wait" in w.states(9090), "no TIME_WAIT")
    held(w)
    w.must_say(process.pid)


@world("the holder's directory was removed", "port 9090", ("port-held-by-another-program", "previous-instance-running"))
def removed_directory(w):
    w.c("9090", cwd="/home/student/gone", port=9090)
    w.sh("rm -r /home/student/gone")
    held(w)


@world("a Java server holds 127.0.0.1 by an IPv6 socket, that address is asked for", "port 127.0.0.1:8080",
       "previous-instance-running")
def previous_java_mapped(w):
    w.java("8080", "127.0.0.1", port=8080)
    held(w, 8080, "127.0.0.1")


@world("root's server holds a privileged port", "port 80", "port-held-by-another-program",
       as_user=("owner-not-visible", "privileged-port"))
def privileged_held(w):
    w.service("webd", 80, port=80)
    held(w, 80)
