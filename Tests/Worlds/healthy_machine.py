"""Servers with nothing wrong, on machines with much around them: firewalls, networks, crowds, other programs."""
import os
import resource
import socket
import time

from catalogue import world
from looking import answers


@world("nft lets just this port through, policy drop", "check 127.0.0.1:9090", "healthy")
def nft_allows(w):
    w.c("9090", port=9090)
    w.nft("""
table inet filter {
 set open { type inet_service; flags interval; elements = { 22, 9000-9099 } }
 chain input {
  type filter hook input priority 0; policy drop;
  ct state vmap { established : accept, related : accept, invalid : drop }
  tcp dport @open ct state new accept
 }
}
""")
    answers(w, "127.0.0.1", 9090)


@world("iptables lets just this port through, policy drop both ways", "check 127.0.0.1:9090 --send a --expect A",
       "healthy")
def iptables_allows(w):
    w.python("--port", 9090, port=9090)
    w.iptables("-A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT",
               "-A INPUT -p tcp -m tcp --dport 9090 --syn -j ACCEPT", "-P INPUT DROP",
               "-A OUTPUT -m conntrack --ctstate NEW,ESTABLISHED -j ACCEPT", "-P OUTPUT DROP", "-P FORWARD DROP")
    answers(w, "127.0.0.1", 9090)


@world("a big firewall with a hundred drops that do not matter", "check 10.77.0.5:8080", "healthy")
def irrelevant_drops(w):
    w.lan()
    w.java("8080", port=8080)
    rules = "\n".join(f"  tcp dport {n} drop\n  ip saddr 192.0.2.{n} reject" for n in range(1, 101))
    w.nft("table inet filter {\n chain input {\n  type filter hook input priority 0; policy accept;\n"
          "  iifname \"eth9\" drop\n  udp dport 8080 drop\n" + rules + "\n }\n}\n")
    w.iptables("-A INPUT -p tcp --dport 8081 -j DROP", "-A INPUT -p tcp --sport 8080 ! -i lo -j DROP")
    answers(w, "10.77.0.5", 8080)


@world("ten thousand TIME_WAITs around", "check 127.0.0.1:9090", "healthy")
def many_time_waits(w):
    w.sh("sysctl -qw net.ipv4.tcp_tw_reuse=0")
    w.c("9090", "0.0.0.0", "echo", "512", port=9090)
    for n in range(10000):
        client = socket.socket()
        # From several addresses, so that no port range runs out.
        client.bind((f"127.0.1.{n % 8 + 1}", 0))
        client.connect(("127.0.0.1", 9090))
        client.close()
    count = len(w.sh("ss -tanH state time-wait").splitlines())
    w.prove(count > 9000, f"only {count} in TIME_WAIT")
    answers(w, "127.0.0.1", 9090)


@world("a far server", "check 10.77.0.9:9090", "healthy")
def far_server(w):
    far = w.far_machine()
    w.cable("eth0", "10.77.0.5/24", far, "10.77.0.9/24")
    far.start(w.far_python("--port", 9090), port=9090)
    answers(w, "10.77.0.9", 9090)


@world("a far server, its network's link is slow (100 ms)", "check 10.77.0.9:9090 --send hi --expect HI", "healthy")
def far_slow_server(w):
    far = w.far_machine()
    w.cable("eth0", "10.77.0.5/24", far, "10.77.0.9/24")
    far.start(w.far_python("--port", 9090, "--mode", "late", "--delay", 0.4), port=9090)
    answers(w, "10.77.0.9", 9090)


@world("a far server over a router", "check 10.78.0.9:9090 --send hi --expect HI", "healthy")
def far_server_routed(w):
    _, far = w.routed()
    far.start(w.far_python("--port", 9090), port=9090)
    answers(w, "10.78.0.9", 9090)


@world("a far UDP server", "check 10.77.0.9:9091 --udp --send hi --expect HI", "healthy")
def far_udp_server(w):
    far = w.far_machine()
    w.cable("eth0", "10.77.0.5/24", far, "10.77.0.9/24")
    far.start(w.far_python("--port", 9091, "--udp"), port=9091, transport="udp")
    answers(w, "10.77.0.9", 9091, b"hi", "udp")


@world("a container's server, dialled at the container's address", "check 10.88.0.2:9090", "healthy")
def container_server(w):
    box = w.namespace("box")
    w.cable("veth0", "10.88.0.1/24", box, "10.88.0.2/24")
    box.start(w.far_python("--port", 9090), port=9090)
    answers(w, "10.88.0.2", 9090)


@world("a published container: a DNAT rule leads this host's address to it", "check 10.77.0.5:8080", "healthy")
def published_server(w):
    w.lan()
    box = w.namespace("box")
    w.cable("veth0", "10.88.0.1/24", box, "10.88.0.2/24")
    box.sh("ip route add default via 10.88.0.1")
    box.start(w.far_python("--port", 80), port=80, user="root")
    w.iptables("-t nat -A OUTPUT -p tcp -d 10.77.0.5 --dport 8080 -j DNAT --to-destination 10.88.0.2:80")
    answers(w, "10.77.0.5", 8080)


@world("a prefork server", "check 127.0.0.1:9090 --send hi --expect hi", "healthy")
def prefork(w):
    w.script("prefork.py", PREFORK, port=9090)
    time.sleep(0.2)
    answers(w, "127.0.0.1", 9090)


@world("a prefork server of which one worker is stopped", "check 127.0.0.1:9090", "healthy")
def prefork_one_stopped(w):
    process = w.script("prefork.py", PREFORK, port=9090)
    time.sleep(0.2)
    with open(f"/proc/{process.pid}/task/{process.pid}/children", encoding="ascii") as file:
        child = int(file.read().split()[0])
    os.kill(child, 19)
    w.until(lambda: w.state(child) == "T", "the worker did not stop")
    answers(w, "127.0.0.1", 9090)


PREFORK = """
import os, socket
s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("0.0.0.0", 9090))
s.listen()
for _ in range(3):
    if os.fork() == 0:
        break
while True:
    client, _ = s.accept()
    client.sendall(client.recv(100))
    client.close()
"""


@world("an SO_REUSEPORT pair of the same program", "check 127.0.0.1:9090", "healthy")
def reuseport_pair(w):
    w.python("--port", 9090, "--reuseport", port=9090)
    w.python("--port", 9090, "--reuseport")
    w.until(lambda: len(w.sockets(9090)) >= 2, "not two listeners")
    answers(w, "127.0.0.1", 9090)


TWO_SOCKETS = """
import select, socket
servers = []
for host in ("0.0.0.0", "127.0.0.1"):
    s = socket.socket()
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    s.bind((host, 9090))
    s.listen(16)
    servers.append(s)
while True:
    for s in select.select(servers, [], [])[0]:
        c, _ = s.accept()
        c.sendall(b"OK: " + c.recv(100).upper())
        c.close()
"""


@world("one program listens on 0.0.0.0 and on 127.0.0.1", "check 127.0.0.1:9090", "healthy")
def same_program_twice(w):
    w.script("two.py", TWO_SOCKETS)
    w.until(lambda: len(w.sockets(9090)) >= 2, "not two listeners")
    answers(w, "127.0.0.1", 9090)


@world("a UDP server holds the same number beside the TCP server", "check 127.0.0.1:9090", "healthy")
def both_transports(w):
    w.python("--port", 9090, port=9090)
    w.python("--port", 9090, "--udp", "--mode", "deaf", script="beacon.py", port=9090, transport="udp")
    answers(w, "127.0.0.1", 9090)


@world("a stopped server on another port", "check 127.0.0.1:9090", "healthy")
def other_server_stopped(w):
    w.python("--port", 9090, port=9090)
    w.stop(w.python("--port", 9091, script="other.py", port=9091))
    answers(w, "127.0.0.1", 9090)


@world("a server with many clients, near its open-file limit but below it", "check 127.0.0.1:9090", "healthy")
def near_the_limit(w):
    process = w.python("--port", 9090, "--mode", "select", port=9090, limits={resource.RLIMIT_NOFILE: (40, 40)})
    kept = [socket.create_connection(("127.0.0.1", 9090)) for _ in range(20)]
    w.until(lambda: len(os.listdir(f"/proc/{process.pid}/fd")) > 24, "the clients are not accepted")
    w.prove(len(kept) == 20, "clients are missing")
    w.kept = kept
    answers(w, "127.0.0.1", 9090)


@world("the server of another user, in a directory of its own", "check 127.0.0.1:9090", "healthy")
def other_users_server(w):
    w.c("9090", user="other", name="theirs", cwd="/home/friend", port=9090)
    answers(w, "127.0.0.1", 9090)


@world("asked from inside a container's namespace", "check 127.0.0.1:9090 --from netns:box", "healthy", by=("root",))
def from_namespace(w):
    box = w.namespace("box")
    box.start(w.far_python("--port", 9090), port=9090)
    w.prove_connect("127.0.0.1", 9090, "ECONNREFUSED")
    w.prove_connect("127.0.0.1", 9090, "connected", net=box)


@world("asked from inside the namespace of a process", "check 127.0.0.1:9090 --from pid:PID", "healthy", by=("root",))
def from_process(w):
    box = w.namespace("box")
    process = box.start(w.far_python("--port", 9090), port=9090)
    w.question[-1] = f"pid:{process.pid}"
    w.prove_connect("127.0.0.1", 9090, "connected", net=box)


@world("0.0.0.0 as the target means this host", "check 0.0.0.0:9090", "healthy")
def zero_address(w):
    w.c("9090", port=9090)
    answers(w, "0.0.0.0", 9090)


@world("a server on ::1 only, asked by localhost", "check localhost:9090", "healthy")
def localhost_v6(w):
    w.hosts("127.0.0.1 localhost", "::1 localhost")
    w.python("--port", 9090, "--host", "::1", port=9090)
    answers(w, "::1", 9090)


@world("a far server at its link-local address", "check [fe80::9%eth0]:9090", "healthy")
def link_local(w):
    far = w.far_machine()
    w.cable("eth0", "fe80::5/64", far, "fe80::9/64")
    far.start(w.far_python("--port", 9090, "--host", "::"), port=9090)
    w.until(lambda: w.connect("fe80::9%eth0", 9090) == "connected", "the far server is not reached", 5)


@world("a name with two addresses, the first refuses", "check lab.example:9090", "healthy")
def second_address_works(w):
    w.lan("10.77.0.5/24 10.77.0.6/24")
    w.hosts("127.0.0.1 localhost", "10.77.0.5 lab.example", "10.77.0.6 lab.example")
    w.python("--port", 9090, "--host", "10.77.0.6", port=9090)
    answers(w, "10.77.0.6", 9090)


@world("policy drop, but what comes over loopback is let in", "check 10.77.0.5:9090", "healthy")
def loopback_allowed(w):
    w.lan()
    w.node("9090", port=9090)
    w.iptables("-A INPUT -i lo -j ACCEPT", "-A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT",
               "-P INPUT DROP")
    answers(w, "10.77.0.5", 9090)


@world("another listener's accept queue is full", "check 127.0.0.1:9090", "healthy")
def other_queue_full(w):
    w.python("--port", 9090, port=9090)
    w.python("--port", 9091, "--mode", "no-accept", "--backlog", 0, script="other.py", port=9091)
    w.kept = [socket.create_connection(("127.0.0.1", 9091), 1)]
    w.prove(w.connect("127.0.0.1", 9091, 1.2) == "timeout", "the other queue is not full")
    answers(w, "127.0.0.1", 9090)


@world("a fork-per-client server", "check 127.0.0.1:9090 --send a --expect a", "healthy")
def fork_per_client(w):
    w.script("forking.py", """
import os, signal, socket
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
s = socket.socket()
s.bind(("0.0.0.0", 9090)); s.listen()
while True:
    client, _ = s.accept()
    if os.fork() == 0:
        s.close()
        client.sendall(client.recv(100))
        os._exit(0)
    client.close()
""", port=9090)
    answers(w, "127.0.0.1", 9090)


@world("the machine's own IPv4 address works though its card is down", "check 10.77.0.5:9090", "healthy")
def own_address_down(w):
    w.lan()
    w.python("--port", 9090, port=9090)
    w.sh("ip link set eth0 down")
    answers(w, "10.77.0.5", 9090)


@world("a far UDP server that is silent by nature", "check 10.77.0.9:9091 --udp --send hi", ("undecided", "healthy"))
def far_udp_silent(w):
    far = w.far_machine()
    w.cable("eth0", "10.77.0.5/24", far, "10.77.0.9/24")
    far.start(w.far_python("--port", 9091, "--udp", "--mode", "silent"), port=9091, transport="udp")
    w.prove(w.exchange("10.77.0.9", 9091, b"hi", 0.5, "udp") == "timeout", "it answers")


@world("a far UDP server, asked without --send", "check 10.77.0.9:9091 --udp", ("undecided", "healthy"))
def far_udp_without_send(w):
    far = w.far_machine()
    w.cable("eth0", "10.77.0.5/24", far, "10.77.0.9/24")
    far.start(w.far_python("--port", 9091, "--udp"), port=9091, transport="udp")


@world("a redirect rule leads the port to the server's own", "check 127.0.0.1:8080", "healthy")
def redirected(w):
    w.python("--port", 9090, port=9090)
    w.iptables("-t nat -A OUTPUT -o lo -p tcp --dport 8080 -j REDIRECT --to-ports 9090")
    answers(w, "127.0.0.1", 8080)


@world("localhost is ::1 first, where a firewall drops; 127.0.0.1 works", "check localhost:9090", "healthy")
def first_address_silent(w):
    w.hosts("::1 localhost", "127.0.0.1 localhost")
    w.python("--port", 9090, "--host", "::", port=9090)
    w.iptables("-A INPUT -p tcp --dport 9090 -j DROP", tool="ip6tables")
    w.prove_connect("::1", 9090, "timeout", 1.2)
    answers(w, "127.0.0.1", 9090)


@world("the server's program and directory were removed while it runs", "check 127.0.0.1:9090", "healthy")
def removed_program(w):
    w.c("9090", cwd="/home/student/gone", port=9090)
    w.sh("rm -r /home/student/gone")
    answers(w, "127.0.0.1", 9090)
