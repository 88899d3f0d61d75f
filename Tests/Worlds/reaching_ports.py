"""Nothing answers on the port: no server, another port, the other transport, no listen()."""
import os
import time

from catalogue import world


@world("nothing runs at all", "check 127.0.0.1:9090", "server-not-running")
def nothing(w):
    w.prove_connect("127.0.0.1", 9090, "ECONNREFUSED")


@world("nothing runs, asked by the bare port", "9090", "server-not-running")
def nothing_bare(w):
    w.hosts("127.0.0.1 localhost", "::1 localhost ip6-localhost")
    w.prove_connect("127.0.0.1", 9090, "ECONNREFUSED")
    w.prove_connect("::1", 9090, "ECONNREFUSED")


@world("nothing runs on ::1", "check [::1]:9090", "server-not-running")
def nothing_v6(w):
    w.prove_connect("::1", 9090, "ECONNREFUSED")


@world("nothing runs, while a machine full of services listens elsewhere", "check 127.0.0.1:9090", "server-not-running")
def nothing_among_many(w):
    text = """
import socket, sys, time
kept = []
for port in map(int, sys.argv[1:]):
    s = socket.socket(); s.bind(("0.0.0.0", port)); s.listen(); kept.append(s)
time.sleep(3600)
"""
    ports = [22, 25, 53, 80, 111, 139, 443, 445, 631, 2049, 3306, 5432, 6379, 11211, 27017]
    w.script("services.py", text, *ports, user="root", cwd="/home/services", port=27017)
    w.prove_connect("127.0.0.1", 9090, "ECONNREFUSED")


@world("nothing runs; another user's sshd listens on 22", "check 127.0.0.1:2222", "server-not-running")
def nothing_beside_sshd(w):
    w.service("sshd", 22, port=22)
    w.prove_connect("127.0.0.1", 2222, "ECONNREFUSED")


@world("nothing runs; another user's database listens on 5432", "check 127.0.0.1:5433", "server-not-running")
def nothing_beside_database(w):
    process = w.service("postgres", 5432, "127.0.0.1", user="other", port=5432)
    # A database that its service manager runs, not a student's program.
    w.cgroup("system.slice/postgresql.service", process)
    w.prove_connect("127.0.0.1", 5433, "ECONNREFUSED")


@world("nothing runs; forty unrelated ports are open by the same user", "check 127.0.0.1:9090", "server-not-running")
def nothing_among_forty(w):
    text = """
import socket, time
kept = []
for port in range(20000, 24000, 100):
    s = socket.socket(); s.bind(("127.0.0.1", port)); s.listen(); kept.append(s)
time.sleep(3600)
"""
    w.script("farm.py", text, port=23900)
    w.prove_connect("127.0.0.1", 9090, "ECONNREFUSED")


@world("the server ran and has just ended", "check 127.0.0.1:9191", "server-not-running")
def server_ended(w):
    process = w.python("--port", 9191, port=9191)
    process.terminate()
    process.wait()
    w.prove_connect("127.0.0.1", 9191, "ECONNREFUSED")


@world("only an ordinary client's outgoing port has the number", "check 127.0.0.1:45555", "server-not-running")
def only_a_client(w):
    w.c("7000", "127.0.0.1", user="other", name="backend", cwd="/home/backend", port=7000)
    text = """
import socket, time
s = socket.socket(); s.bind(("127.0.0.1", 45555)); s.connect(("127.0.0.1", 7000)); time.sleep(3600)
"""
    w.script("client.py", text, user="other", cwd="/home/backend", port=45555, state="established")
    w.prove_connect("127.0.0.1", 45555, "ECONNREFUSED")


@world("nothing runs on a far machine, which refuses", "check 10.77.0.9:9090", "server-not-running")
def far_refuses(w):
    far = w.far_machine()
    w.cable("eth0", "10.77.0.5/24", far, "10.77.0.9/24")
    w.prove_connect("10.77.0.9", 9090, "ECONNREFUSED")


# ---- wrong-port

@world("two digits swapped: the Python server is on 9009, asked for 9090", "check 127.0.0.1:9090", "wrong-port")
def digits_swapped(w):
    w.python("--port", 9009, port=9009)
    w.prove_connect("127.0.0.1", 9090, "ECONNREFUSED")
    w.must_say("9009")


@world("off by one: the C server is on 9091", "check 127.0.0.1:9090", "wrong-port")
def off_by_one(w):
    process = w.c("9091", port=9091)
    w.prove_connect("127.0.0.1", 9090, "ECONNREFUSED")
    w.must_say("9091", process.pid)


@world("neighbour digit: the Java server is on 8081, asked for 8080", "check 127.0.0.1:8080", "wrong-port")
def neighbour_java(w):
    w.java("8081", "127.0.0.1", port=8081)
    w.prove_connect("127.0.0.1", 8080, "ECONNREFUSED")
    w.must_say("8081")


@world("a digit is missing: the Node server is on 3000, asked for 30000", "check [::1]:30000", "wrong-port")
def digit_missing(w):
    w.node("3000", port=3000)
    w.prove_connect("::1", 30000, "ECONNREFUSED")
    w.must_say("3000")


@world("htons forgotten: the C server got 33315 for 9090", "check 127.0.0.1:9090", "wrong-port")
def bytes_swapped(w):
    w.c("9090", "0.0.0.0", "swapped", port=33315)
    w.prove_connect("127.0.0.1", 9090, "ECONNREFUSED")
    w.must_say("33315")


@world("the one server that this user started lately has an unrelated number", "check 127.0.0.1:9090", "wrong-port")
def started_lately(w):
    w.python("--port", 5000, script="app.py", port=5000)
    w.prove_connect("127.0.0.1", 9090, "ECONNREFUSED")
    w.must_say("5000")


@world("the lately started server, beside system services", "check localhost:9090", "wrong-port")
def started_lately_among_services(w):
    w.service("sshd", 22, port=22)
    w.service("cupsd", 631, "127.0.0.1", port=631)
    w.node("8000", "127.0.0.1", port=8000)
    w.prove_connect("127.0.0.1", 9090, "ECONNREFUSED")
    w.must_say("8000")


@world("a UDP server on the swapped port", "check 127.0.0.1:9091 --udp --send hi", "wrong-port")
def udp_wrong_port(w):
    w.python("--port", 9019, "--udp", port=9019, transport="udp")
    w.prove(w.exchange("127.0.0.1", 9091, b"hi", 0.5, "udp") == "ECONNREFUSED", "the port is not closed")
    w.must_say("9019")


# ---- wrong-transport

@world("a UDP server on the port, asked by TCP", "check 127.0.0.1:9091", "wrong-transport")
def udp_asked_by_tcp(w):
    w.python("--port", 9091, "--udp", port=9091, transport="udp")
    w.prove_connect("127.0.0.1", 9091, "ECONNREFUSED")
    w.must_say("UDP")


@world("a TCP server on the port, asked by UDP", "check 127.0.0.1:9090 --udp --send ping", "wrong-transport")
def tcp_asked_by_udp(w):
    w.c("9090", port=9090)
    w.prove(w.exchange("127.0.0.1", 9090, b"ping", 0.5, "udp") == "ECONNREFUSED", "UDP is not refused")
    w.must_say("TCP")


@world("a Java UDP server on :: asked by TCP on ::1", "check [::1]:9091", "wrong-transport")
def java_udp_asked_by_tcp(w):
    w.java("9091", "*", "udp", port=9091, transport="udp")
    w.prove_connect("::1", 9091, "ECONNREFUSED")


@world("a Node TCP server asked by UDP, with another UDP server near", "check 127.0.0.1:7070 --udp --send x",
       "wrong-transport")
def tcp_asked_by_udp_near(w):
    w.node("7070", "0.0.0.0", port=7070)
    w.python("--port", 7071, "--udp", port=7071, transport="udp")
    w.prove(w.exchange("127.0.0.1", 7070, b"x", 0.5, "udp") == "ECONNREFUSED", "UDP is not refused")


# ---- bound-not-listening

@world("the Python server bound the port and never called listen()", "check 127.0.0.1:9090", "bound-not-listening")
def no_listen(w):
    process = w.python("--port", 9090, "--mode", "no-listen")
    time.sleep(0.5)
    w.prove(process.poll() is None, "the server ended")
    w.prove(any(os.readlink(f"/proc/{process.pid}/fd/{fd}").startswith("socket:")
                for fd in os.listdir(f"/proc/{process.pid}/fd")), "no socket is open")
    w.prove(not w.sockets(9090), "the socket shows in /proc/net/tcp, so it listens")
    w.prove_connect("127.0.0.1", 9090, "ECONNREFUSED")
    w.prove(w.bind("0.0.0.0", 9090) == "EADDRINUSE", "the port is not bound")


@world("the C server bound ::1 and never called listen()", "check [::1]:9090", "bound-not-listening")
def no_listen_c6(w):
    w.c("9090", "::1", "no-listen")
    time.sleep(0.3)
    w.prove(w.bind("::1", 9090) == "EADDRINUSE", "the port is not bound")
    w.prove_connect("::1", 9090, "ECONNREFUSED")


# ---- shadowed-by-specific-address

@world("another program on 127.0.0.1 takes the clients of the wildcard server", "check 127.0.0.1:8000",
       "shadowed-by-specific-address")
def shadowed_reuseport(w):
    w.python("--port", 8000, "--reuseport", script="mine.py", cwd="/home/student/lab", port=8000)
    other = w.python("--port", 8000, "--reuseport", "--host", "127.0.0.1", "--mode", "greet", script="old.py",
                     cwd="/home/student/old")
    w.until(lambda: len(w.sockets(8000)) >= 2, "not two listeners")
    w.prove(w.exchange("127.0.0.1", 8000) == b"220 ready\r\n", "the specific one does not take the client")
    w.must_say(other.pid)


@world("a dual-stack server is shadowed on 127.0.0.1", "check 127.0.0.1:8123",
       "shadowed-by-specific-address")
def shadowed_dual_stack(w):
    # Over two families with SO_REUSEADDR alone the second bind fails; both set SO_REUSEPORT.
    w.python("--port", 8123, "--reuseport", "--host", "::", script="mine.py", port=8123)
    w.python("--port", 8123, "--reuseport", "--host", "127.0.0.1", "--mode", "greet", script="tunnel.py",
             cwd="/home/student/tunnel")
    w.until(lambda: len(w.sockets(8123)) >= 2, "not two listeners")
    w.prove(w.exchange("127.0.0.1", 8123) == b"220 ready\r\n", "the specific one does not take the client")


@world("a UDP server on 127.0.0.1 takes the datagrams of the wildcard one", "check 127.0.0.1:9091 --udp --send hi",
       "shadowed-by-specific-address")
def shadowed_udp(w):
    text = """
import socket, sys
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind((sys.argv[1], 9091))
while True:
    data, peer = s.recvfrom(2048)
    s.sendto(sys.argv[1].encode(), peer)
"""
    w.script("mine.py", text, "0.0.0.0", port=9091, transport="udp")
    w.script("old.py", text, "127.0.0.1", cwd="/home/student/old")
    w.until(lambda: len(w.sockets(9091, "udp")) >= 2, "not two sockets")
    w.prove(w.exchange("127.0.0.1", 9091, b"hi", 1, "udp") == b"127.0.0.1", "the specific one does not answer")


# ---- more near misses

@world("a far machine refuses; the same number is served here", "check 10.77.0.9:9090", "server-not-running")
def far_refuses_served_here(w):
    far = w.far_machine()
    w.cable("eth0", "10.77.0.5/24", far, "10.77.0.9/24")
    w.python("--port", 9090, port=9090)
    w.prove_connect("10.77.0.9", 9090, "ECONNREFUSED")


@world("nothing runs; a firewall with other rules is no part of it", "check 127.0.0.1:9090", "server-not-running")
def nothing_beside_firewall(w):
    w.nft("table inet f {\n chain input {\n type filter hook input priority 0; policy drop;\n iif lo accept\n"
          " tcp dport 22 accept\n }\n}\n")
    w.prove_connect("127.0.0.1", 9090, "ECONNREFUSED")


@world("nothing runs on a port of the ephemeral range: a connection may meet itself", "check 127.0.0.1:40000",
       "server-not-running")
def self_connect(w):
    w.sh("sysctl -qw net.ipv4.ip_local_port_range='40000 40001'")
    w.prove(w.connect("127.0.0.1", 40000) in ("connected", "ECONNREFUSED"), "something else happens")


@world("nothing runs; two servers of this user were started lately on unrelated ports", "check 127.0.0.1:9090",
       "server-not-running")
def nothing_beside_two(w):
    w.python("--port", 5000, script="web.py", port=5000)
    w.python("--port", 7777, script="chat.py", port=7777)
    w.prove_connect("127.0.0.1", 9090, "ECONNREFUSED")


@world("nothing runs; the only lately started server belongs to another user", "check 127.0.0.1:9090",
       "server-not-running")
def nothing_beside_another_users(w):
    w.python("--port", 5000, script="web.py", user="other", cwd="/home/friend", port=5000)
    w.prove_connect("127.0.0.1", 9090, "ECONNREFUSED")


@world("nothing runs; the Node inspector of this user listens on 9229", "check 127.0.0.1:9090", "server-not-running")
def nothing_beside_inspector(w):
    with open(w.directory + "/work.js", "w", encoding="ascii") as file:
        file.write("setInterval(() => {}, 1000)\n")
    w.start(["node", "--inspect", "work.js"], port=9229)
    w.prove_connect("127.0.0.1", 9090, "ECONNREFUSED")


@world("nothing runs; a UDP client's outgoing port has the number", "check 127.0.0.1:45454", "server-not-running")
def nothing_beside_udp_client(w):
    w.python("--port", 9091, "--udp", "--mode", "silent", user="other", cwd="/home/friend", port=9091, transport="udp")
    w.script("resolver.py", "import socket,time\ns=socket.socket(socket.AF_INET,socket.SOCK_DGRAM)\n"
             "s.bind(('127.0.0.1',45454));s.connect(('127.0.0.1',9091))\ntime.sleep(3600)\n", user="other",
             cwd="/home/friend")
    w.until(lambda: w.sockets(45454, "udp"), "the client is not there")
    w.prove_connect("127.0.0.1", 45454, "ECONNREFUSED")


@world("nothing runs; twenty installed services do", "check 127.0.0.1:9090", "server-not-running")
def nothing_beside_services(w):
    for port in (22, 25, 111, 139, 445, 631, 1883, 3306, 5432, 5672, 6379, 8086, 8443, 9100, 9200, 9300, 11211, 15672,
                 27017, 33060):
        w.service(f"service{port}", port)
    w.until(lambda: len(w.table("tcp")) >= 20, "not all listen")
    w.prove_connect("127.0.0.1", 9090, "ECONNREFUSED")


@world("the server has ended and stays as a zombie", "check 127.0.0.1:9090", "server-not-running")
def zombie(w):
    process = w.python("--port", 9090, port=9090)
    process.kill()
    w.until(lambda: w.state(process.pid) == "Z", "it is no zombie")
    w.prove_connect("127.0.0.1", 9090, "ECONNREFUSED")
