"""The server runs on the port, but not where the client dials: address, family, name, namespace."""
import time

from catalogue import world


# ---- listening-on-loopback-only

@world("the Python server listens on 127.0.0.1, dialled by the machine's address", "check 10.77.0.5:9090",
       "listening-on-loopback-only")
def loopback_only(w):
    w.lan()
    w.python("--port", 9090, "--host", "127.0.0.1", port=9090)
    w.prove_connect("10.77.0.5", 9090, "ECONNREFUSED")
    w.prove_connect("127.0.0.1", 9090, "connected")
    w.must_say("127.0.0.1")


@world("the Node server listens on ::1, dialled by the machine's IPv6 address", "check [fd77::5]:9090",
       "listening-on-loopback-only")
def loopback_only_v6(w):
    w.lan("10.77.0.5/24 fd77::5/64")
    w.node("9090", "::1", port=9090)
    w.prove_connect("fd77::5", 9090, "ECONNREFUSED")


@world("the UDP server listens on 127.0.0.1, dialled by the machine's address",
       "check 10.77.0.5:9091 --udp --send ping", "listening-on-loopback-only")
def loopback_only_udp(w):
    w.lan()
    w.c("9091", "127.0.0.1", "udp", port=9091, transport="udp")
    w.prove(w.exchange("10.77.0.5", 9091, b"ping", 0.5, "udp") == "ECONNREFUSED", "the port is not closed")


@world("the Java server listens on loopback, dialled by the machine's own name", "check labmachine:8080",
       "listening-on-loopback-only")
def loopback_only_by_name(w):
    w.lan()
    w.hosts("127.0.0.1 localhost", "10.77.0.5 labmachine")
    w.java("8080", "127.0.0.1", port=8080)
    w.prove_connect("10.77.0.5", 8080, "ECONNREFUSED")


@world("a container's server listens on its loopback, dialled by the container's address", "check 10.88.0.2:9090",
       "listening-on-loopback-only")
def loopback_only_in_namespace(w):
    box = w.namespace("box")
    w.cable("veth0", "10.88.0.1/24", box, "10.88.0.2/24")
    box.start(w.far_python("--port", 9090, "--host", "127.0.0.1"), port=9090)
    w.prove_connect("10.88.0.2", 9090, "ECONNREFUSED")


# ---- listening-on-another-address

@world("the server listens on the network card's address, dialled by loopback", "check 127.0.0.1:9090",
       "listening-on-another-address")
def card_only(w):
    w.lan()
    w.python("--port", 9090, "--host", "10.77.0.5", port=9090)
    w.prove_connect("127.0.0.1", 9090, "ECONNREFUSED")
    w.must_say("10.77.0.5")


@world("the server listens on one card, dialled by the other card's address", "check 10.79.0.5:9090",
       "listening-on-another-address")
def other_card(w):
    w.lan()
    w.cable("eth1", "10.79.0.5/24", w.far_machine(), "10.79.0.254/24")
    w.c("9090", "10.77.0.5", port=9090)
    w.prove_connect("10.79.0.5", 9090, "ECONNREFUSED")
    w.must_say("10.77.0.5")


@world("the server listens on 127.0.0.2, dialled by 127.0.0.1", "check 127.0.0.1:9090", "listening-on-another-address")
def loopback_two(w):
    w.c("9090", "127.0.0.2", port=9090)
    w.prove_connect("127.0.0.1", 9090, "ECONNREFUSED")


@world("the UDP server listens on the card's address, dialled by loopback", "check 127.0.0.1:9091 --udp --send ping",
       "listening-on-another-address")
def card_only_udp(w):
    w.lan()
    w.python("--port", 9091, "--udp", "--host", "10.77.0.5", port=9091, transport="udp")
    w.prove(w.exchange("127.0.0.1", 9091, b"ping", 0.5, "udp") == "ECONNREFUSED", "the port is not closed")


@world("the server listens on the card's IPv6 address, dialled by its second one", "check [fd77::6]:9090",
       "listening-on-another-address")
def other_v6_address(w):
    w.lan("fd77::5/64 fd77::6/64")
    w.python("--port", 9090, "--host", "fd77::5", port=9090)
    w.prove_connect("fd77::6", 9090, "ECONNREFUSED")


# ---- address-family-mismatch

@world("the server listens on ::1, dialled by 127.0.0.1", "check 127.0.0.1:9090", "address-family-mismatch")
def v6_dialled_by_v4(w):
    w.python("--port", 9090, "--host", "::1", port=9090)
    w.prove_connect("127.0.0.1", 9090, "ECONNREFUSED")


@world("the server listens on 127.0.0.1, dialled by ::1", "check [::1]:8080", "address-family-mismatch")
def v4_dialled_by_v6(w):
    w.node("8080", "127.0.0.1", port=8080)
    w.prove_connect("::1", 8080, "ECONNREFUSED")


@world("a v6-only wildcard, dialled by 127.0.0.1", "check 127.0.0.1:9090", "address-family-mismatch")
def v6only_wildcard(w):
    w.python("--port", 9090, "--host", "::", "--v6only", port=9090)
    w.prove_connect("127.0.0.1", 9090, "ECONNREFUSED")
    w.prove_connect("::1", 9090, "connected")


@world("an IPv4 wildcard, dialled by the machine's IPv6 address", "check [fd77::5]:9090", "address-family-mismatch")
def v4_wildcard_by_v6(w):
    w.lan("10.77.0.5/24 fd77::5/64")
    w.c("9090", port=9090)
    w.prove_connect("fd77::5", 9090, "ECONNREFUSED")


@world("a v6-only UDP server, dialled by 127.0.0.1", "check 127.0.0.1:9091 --udp --send ping",
       "address-family-mismatch")
def v6only_udp(w):
    w.python("--port", 9091, "--udp", "--host", "::1", port=9091, transport="udp")
    w.prove(w.exchange("127.0.0.1", 9091, b"ping", 0.5, "udp") == "ECONNREFUSED", "the port is not closed")


@world("localhost is 127.0.0.1 only, the server listens on ::1", "check localhost:9090", "address-family-mismatch")
def localhost_v4_server_v6(w):
    w.hosts("127.0.0.1 localhost")
    w.python("--port", 9090, "--host", "::1", port=9090)
    w.prove_connect("127.0.0.1", 9090, "ECONNREFUSED")


@world("IPv6 is switched off, the server listens on 0.0.0.0, dialled by ::1", "check [::1]:9090",
       "address-family-mismatch")
def v6_disabled(w):
    w.sh("sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.lo.disable_ipv6=1")
    w.python("--port", 9090, port=9090)
    w.prove_connect("::1", 9090, "EADDRNOTAVAIL")


# ---- name-resolves-elsewhere

@world("the machine's name resolves to 127.0.1.1, the server is on the card's address", "check labmachine:9090",
       "name-resolves-elsewhere")
def debian_name(w):
    w.lan()
    w.hosts("127.0.0.1 localhost", "127.0.1.1 labmachine")
    w.python("--port", 9090, "--host", "10.77.0.5", port=9090)
    w.prove_connect("127.0.1.1", 9090, "ECONNREFUSED")
    w.must_say("127.0.1.1")


@world("the machine's name resolves to 127.0.1.1, the server is on 127.0.0.1", "check labmachine:9090",
       "name-resolves-elsewhere")
def debian_name_loopback(w):
    w.hosts("127.0.0.1 localhost", "127.0.1.1 labmachine")
    w.c("9090", "127.0.0.1", port=9090)
    w.prove_connect("127.0.1.1", 9090, "ECONNREFUSED")
    w.must_say("127.0.1.1")


@world("a stale hosts entry leads to an address that nobody has any more", "check myserver:9090",
       "name-resolves-elsewhere")
def stale_entry(w):
    w.lan()
    w.hosts("127.0.0.1 localhost", "10.77.0.99 myserver")
    w.python("--port", 9090, port=9090)
    w.prove(w.connect("10.77.0.99", 9090, 5) == "EHOSTUNREACH", "somebody answers at the old address")
    w.must_say("10.77.0.99")


@world("localhost resolves to ::1 only, the server listens on 127.0.0.1", "check localhost:9090",
       "name-resolves-elsewhere")
def localhost_is_v6(w):
    w.hosts("::1 localhost")
    w.python("--port", 9090, "--host", "127.0.0.1", port=9090)
    w.prove_connect("::1", 9090, "ECONNREFUSED")


@world("a hosts entry leads to another machine that refuses, the server runs here", "check lab.example:9090",
       "name-resolves-elsewhere")
def entry_to_other_machine(w):
    far = w.far_machine()
    w.cable("eth0", "10.77.0.5/24", far, "10.77.0.9/24")
    w.hosts("127.0.0.1 localhost", "10.77.0.9 lab.example")
    w.node("9090", port=9090)
    w.prove_connect("10.77.0.9", 9090, "ECONNREFUSED")


# ---- name-not-found

@world("the name is nowhere and no name server answers at its address", "check no-such-host.example:9090",
       "name-not-found")
def name_not_found(w):
    w.resolver("127.0.0.1")
    w.hosts("127.0.0.1 localhost")


@world("the name is misspelt and the resolver says that it does not exist", "check labmashine:9090", "name-not-found")
def name_refused(w):
    text = """
import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(("127.0.0.1", 53))
while True:
    query, peer = s.recvfrom(512)
    end = 12
    while query[end]:
        end += query[end] + 1
    s.sendto(query[:2] + b"\\x81\\x83\\x00\\x01\\x00\\x00\\x00\\x00\\x00\\x00" + query[12:end + 5], peer)
"""
    w.script("named.py", text, user="root", cwd="/home/services", port=53, transport="udp")
    w.resolver("127.0.0.1")
    w.hosts("127.0.0.1 localhost", "127.0.1.1 labmachine")
    w.prove("labmashine" not in w.sh("getent hosts labmashine", check=False), "the name resolves")


@world("the name server is hung: it takes queries and never answers", "check lab.example:9090", "name-not-found")
def resolver_hangs(w):
    w.python("--port", 53, "--udp", "--host", "127.0.0.1", "--mode", "deaf", user="root", cwd="/home/services",
             port=53, transport="udp")
    w.resolver("127.0.0.1")
    w.hosts("127.0.0.1 localhost")


# ---- listening-in-another-namespace

@world("the server listens in a container that does not publish the port", "check 127.0.0.1:9090",
       "listening-in-another-namespace")
def other_namespace(w):
    box = w.namespace("box")
    w.cable("veth0", "10.88.0.1/24", box, "10.88.0.2/24")
    box.start(w.far_python("--port", 9090), port=9090)
    w.prove_connect("127.0.0.1", 9090, "ECONNREFUSED")
    w.prove_connect("10.88.0.2", 9090, "connected")
    w.must_say("10.88.0.2")


@world("the server listens in a bare namespace without any card", "check 127.0.0.1:9090",
       "listening-in-another-namespace")
def bare_namespace(w):
    w.tool("server")
    w.start(["unshare", "--net", "sh", "-c", "ip link set lo up; exec setpriv --reuid=%s --clear-groups ./server 9090"
             % ("0" if w.asker == "root" else "65534")], user="root")
    time.sleep(0.5)
    w.prove(not w.sockets(9090), "it listens in this namespace")
    w.prove_connect("127.0.0.1", 9090, "ECONNREFUSED")


@world("the UDP server listens in a container", "check 127.0.0.1:9091 --udp --send ping",
       "listening-in-another-namespace")
def other_namespace_udp(w):
    box = w.namespace("box")
    w.cable("veth0", "10.88.0.1/24", box, "10.88.0.2/24")
    box.start(w.far_python("--port", 9091, "--udp"), port=9091, transport="udp")
    w.prove(w.exchange("127.0.0.1", 9091, b"ping", 0.5, "udp") == "ECONNREFUSED", "the port is not closed")


@world("a Java server in a container, dialled by the host's card address", "check 10.77.0.5:8080",
       "listening-in-another-namespace")
def other_namespace_java(w):
    w.lan()
    box = w.namespace("box")
    w.cable("veth0", "10.88.0.1/24", box, "10.88.0.2/24")
    w.tool("Server.java")
    box.start(["java", "-XX:-UsePerfData", "-Xmx64m", "-cp", ".", "Server", "8080"], port=8080)
    w.prove_connect("10.77.0.5", 8080, "ECONNREFUSED")
