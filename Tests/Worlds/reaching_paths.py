"""Routes, links, routers and far machines."""
import os
import time

from catalogue import world


# ---- rejected-on-the-path

@world("a router's firewall rejects with admin-prohibited", "check 10.78.0.9:9090", "rejected-on-the-path")
def router_rejects(w):
    router, far = w.routed()
    far.start(w.far_python("--port", 9090), port=9090)
    w.prove_connect("10.78.0.9", 9090, "connected")
    w.nft("table ip f {\n chain forward {\n type filter hook forward priority 0; policy accept;\n"
          " tcp dport 9090 reject with icmp type admin-prohibited\n }\n}\n", net=router)
    w.prove_connect("10.78.0.9", 9090, "EHOSTUNREACH", timeout=3)
    w.must_say("10.77.0.1")


@world("a router has no route to the target's network", "check 10.90.0.9:9090", "rejected-on-the-path")
def router_without_route(w):
    w.routed()
    w.prove_connect("10.90.0.9", 9090, "ENETUNREACH", timeout=3)
    w.must_say("10.77.0.1")


@world("a router cannot reach the target's address on its link", "check 10.78.0.77:9090", "rejected-on-the-path")
def router_arp_fails(w):
    router, _ = w.routed()
    router.sh("sysctl -qw net.ipv4.neigh.default.retrans_time_ms=200 net.ipv4.neigh.inner.retrans_time_ms=200"
              " net.ipv4.neigh.eth1.retrans_time_ms=200", check=False)
    w.prove_connect("10.78.0.77", 9090, "EHOSTUNREACH", timeout=6)
    w.must_say("10.77.0.1")


@world("two routers send the packet to each other until its time is over", "check 10.95.0.9:9090",
       "rejected-on-the-path")
def routing_loop(w):
    router, far = w.routed()
    far.sh("sysctl -qw net.ipv4.ip_forward=1")
    router.sh("ip route add 10.95.0.0/24 via 10.78.0.9")
    w.prove_connect("10.95.0.9", 9090, "EHOSTUNREACH", timeout=3)


@world("the far machine's own firewall rejects with host-prohibited", "check 10.77.0.9:9090", "rejected-on-the-path")
def far_firewall_rejects(w):
    far = w.far_machine()
    w.cable("eth0", "10.77.0.5/24", far, "10.77.0.9/24")
    far.start(w.far_python("--port", 9090), port=9090)
    far.sh("iptables -A INPUT -p tcp --dport 9090 -j REJECT --reject-with icmp-host-prohibited")
    w.prove_connect("10.77.0.9", 9090, "EHOSTUNREACH", timeout=3)
    w.must_say("10.77.0.9")


@world("a router rejects an IPv6 connection", "check [fd78::9]:9090", "rejected-on-the-path")
def router_rejects_v6(w):
    router, far = w.far_machine(), w.far_machine()
    w.cable("eth0", "fd77::5/64", router, "fd77::1/64")
    w.cable("inner", "fd78::9/64", router, "fd78::1/64", here_net=far, there_name="eth1")
    w.sh("ip -6 route add default via fd77::1")
    far.sh("ip -6 route add default via fd78::1")
    router.sh("sysctl -qw net.ipv6.conf.all.forwarding=1")
    far.start(w.far_python("--port", 9090, "--host", "::"), port=9090)
    w.until(lambda: w.connect("fd78::9", 9090) == "connected", "the far server is not reached", 4)
    router.sh("ip6tables -A FORWARD -p tcp --dport 9090 -j REJECT --reject-with icmp6-adm-prohibited")
    w.prove(w.connect("fd78::9", 9090, 3) in ("EACCES", "EHOSTUNREACH"), "the router does not reject")
    time.sleep(1.1)
    w.must_say("fd77::1")


@world("a router rejects UDP", "check 10.78.0.9:9091 --udp --send ping", "rejected-on-the-path")
def router_rejects_udp(w):
    router, far = w.routed()
    far.start(w.far_python("--port", 9091, "--udp"), port=9091, transport="udp")
    router.sh("iptables -A FORWARD -p udp -j REJECT --reject-with icmp-admin-prohibited")
    w.prove(w.exchange("10.78.0.9", 9091, b"ping", 1, "udp") == "EHOSTUNREACH", "the router does not reject")
    time.sleep(1.1)


# ---- no-route, route-forbids

@world("no route at all leads there", "check 10.99.0.1:9090", "no-route")
def no_route(w):
    w.lan()
    w.prove_connect("10.99.0.1", 9090, "ENETUNREACH")


@world("no IPv6 route leads there", "check [fd99::1]:9090", "no-route")
def no_route_v6(w):
    w.lan()
    w.prove_connect("fd99::1", 9090, "ENETUNREACH")


@world("no route for UDP", "check 10.99.0.1:9091 --udp --send hi", "no-route")
def no_route_udp(w):
    w.lan()
    w.prove(w.exchange("10.99.0.1", 9091, b"x", 0.5, "udp") == "ENETUNREACH", "there is a route")


@world("the route is a blackhole", "check 10.99.0.1:9090", "route-forbids")
def blackhole(w):
    w.lan()
    w.sh("ip route add blackhole 10.99.0.0/16")
    w.prove_connect("10.99.0.1", 9090, "EINVAL")
    w.must_say("blackhole")


@world("the route is unreachable", "check 10.99.0.1:9090", "route-forbids")
def unreachable(w):
    w.routed()
    w.sh("ip route add unreachable 10.99.0.1/32")
    w.prove_connect("10.99.0.1", 9090, "EHOSTUNREACH")
    w.must_say("unreachable")


@world("the route is prohibited", "check 10.99.0.1:9090", "route-forbids")
def prohibit(w):
    w.lan()
    w.sh("ip route add prohibit 10.99.0.0/24")
    w.prove_connect("10.99.0.1", 9090, "EACCES")
    w.must_say("prohibit")


@world("the IPv6 route is unreachable", "check [fd99::1]:9090", "route-forbids")
def unreachable_v6(w):
    w.lan("10.77.0.5/24 fd77::5/64")
    w.sh("ip -6 route add unreachable fd99::/32")
    w.prove(w.connect("fd99::1", 9090) in ("EHOSTUNREACH", "ENETUNREACH"), "the route does not forbid")


# ---- host-not-answering-on-link

@world("nobody on the link has the address", "check 10.77.0.66:9090", "host-not-answering-on-link")
def arp_fails(w):
    w.lan()
    w.prove(w.connect("10.77.0.66", 9090, 5) == "EHOSTUNREACH", "somebody answers")


@world("nobody on the link has the IPv6 address", "check [fd77::66]:9090", "host-not-answering-on-link")
def nd_fails(w):
    w.lan("10.77.0.5/24 fd77::5/64")
    w.prove(w.connect("fd77::66", 9090, 5) == "EHOSTUNREACH", "somebody answers")


@world("the gateway is dead", "check 10.99.0.1:9090", "host-not-answering-on-link")
def dead_gateway(w):
    w.lan()
    w.sh("ip route add default via 10.77.0.1")
    w.prove(w.connect("10.99.0.1", 9090, 5) == "EHOSTUNREACH", "the gateway answers")
    w.must_say("10.77.0.1")


@world("nobody on the link has the address, asked by UDP for the first time",
       "check 10.77.0.67:9091 --udp --send hi", "host-not-answering-on-link")
def arp_fails_udp(w):
    w.lan()


# ---- interface-down

@world("the loopback interface is down", "check 127.0.0.1:9090", "interface-down")
def loopback_down(w):
    w.python("--port", 9090, port=9090)
    w.sh("ip link set lo down")
    w.prove(w.connect("127.0.0.1", 9090) in ("ENETUNREACH", "timeout"), "lo still works")
    w.must_say("lo")


@world("the loopback interface is down, asked by ::1", "check [::1]:9090", "interface-down")
def loopback_down_v6(w):
    w.python("--port", 9090, "--host", "::", port=9090)
    w.sh("ip link set lo down")
    w.prove(w.connect("::1", 9090) != "connected", "lo is up")


@world("the card to the target's network is down", "check 10.77.0.9:9090", "interface-down")
def card_down(w):
    far = w.far_machine()
    w.cable("eth0", "10.77.0.5/24", far, "10.77.0.9/24")
    far.start(w.far_python("--port", 9090), port=9090)
    w.sh("ip link set eth0 down")
    w.prove_connect("10.77.0.9", 9090, "ENETUNREACH")
    w.must_say("eth0")


@world("the cable is out: the card is up without carrier", "check 10.77.0.9:9090", "interface-down")
def no_carrier(w):
    far = w.far_machine()
    w.cable("eth0", "10.77.0.5/24", far, "10.77.0.9/24")
    far.sh("ip link set eth0 down")
    w.prove("NO-CARRIER" in w.sh("ip link show eth0"), "the card has a carrier")
    w.prove(w.connect("10.77.0.9", 9090, 0.5) != "connected", "the target is reached")
    w.must_say("eth0")


# ---- no-answer-from-host

@world("the far machine drops everything", "check 10.77.0.9:9090", "no-answer-from-host")
def far_drops(w):
    far = w.far_machine()
    w.cable("eth0", "10.77.0.5/24", far, "10.77.0.9/24")
    far.sh("iptables -P INPUT DROP")
    w.prove_connect("10.77.0.9", 9090, "timeout", 1.3)


@world("a router drops the packets on the way", "check 10.78.0.9:9090", "no-answer-from-host")
def router_drops(w):
    router, far = w.routed()
    far.start(w.far_python("--port", 9090), port=9090)
    router.sh("iptables -A FORWARD -p tcp --dport 9090 -j DROP")
    w.prove_connect("10.78.0.9", 9090, "timeout", 1.3)


@world("a router does not forward", "check 10.78.0.9:9090", "no-answer-from-host")
def router_without_forwarding(w):
    router, _ = w.routed()
    router.sh("sysctl -qw net.ipv4.ip_forward=0")
    w.prove_connect("10.78.0.9", 9090, "timeout", 1.3)


@world("the far machine is silent, while a big local firewall has nothing to do with it", "check 10.77.0.9:9090",
       "no-answer-from-host")
def far_drops_beside_rules(w):
    far = w.far_machine()
    w.cable("eth0", "10.77.0.5/24", far, "10.77.0.9/24")
    far.sh("nft 'add table ip f; add chain ip f i { type filter hook input priority 0; policy drop; }'")
    w.nft("table inet f {\n chain input {\n type filter hook input priority 0; policy drop;\n"
          " ct state established,related accept\n iif lo accept\n tcp dport 22 accept\n }\n"
          " chain output {\n type filter hook output priority 0; policy accept;\n"
          " tcp dport { 25, 137-139 } drop\n }\n}\n")
    w.prove_connect("10.77.0.9", 9090, "timeout", 1.3)


# ---- local-policy-forbids

@world("a seccomp filter forbids connect()", "check 127.0.0.1:9090", "local-policy-forbids")
def seccomp_connect(w):
    w.python("--port", 9090, port=9090)
    w.launcher = [w.tool_source("forbid"), "connect", "EPERM"]


@world("a sandbox forbids connect() with EACCES", "check 127.0.0.1:9090", "local-policy-forbids")
def seccomp_connect_access(w):
    w.c("9090", port=9090)
    w.launcher = [w.tool_source("forbid"), "connect", "EACCES"]


@world("UDP to a broadcast address", "check 10.77.0.255:9091 --udp --send hi", "local-policy-forbids")
def broadcast(w):
    w.lan()
    w.prove(w.exchange("10.77.0.255", 9091, b"x", 0.5, "udp") == "EACCES", "sending to broadcast works")


# ---- ephemeral-ports-exhausted

@world("no local port is left for this destination", "check 127.0.0.1:9090", "ephemeral-ports-exhausted")
def ports_exhausted(w):
    w.python("--port", 9090, "--mode", "select", port=9090)
    w.sh("sysctl -qw net.ipv4.ip_local_port_range='50000 50015'")
    text = """
import socket, time
kept = []
try:
    while len(kept) < 100:
        s = socket.socket(); s.connect(("127.0.0.1", 9090)); kept.append(s)
except OSError as error:
    print(error, flush=True)
open("full", "w").close()
time.sleep(3600)
"""
    w.script("clients.py", text)
    w.until(lambda: os.path.exists(w.directory + "/full"), "the clients did not finish")
    w.prove_connect("127.0.0.1", 9090, "EADDRNOTAVAIL")


@world("local ports towards a far server are all in TIME_WAIT", "check 10.77.0.9:9090", "ephemeral-ports-exhausted")
def ports_in_time_wait(w):
    far = w.far_machine()
    w.cable("eth0", "10.77.0.5/24", far, "10.77.0.9/24")
    far.start(w.far_python("--port", 9090, "--mode", "select"), port=9090)
    w.sh("sysctl -qw net.ipv4.ip_local_port_range='50000 50015' net.ipv4.tcp_tw_reuse=0")
    w.until(lambda: w.connect("10.77.0.9", 9090) == "EADDRNOTAVAIL", "the ports do not run out")
    w.prove(w.sh("ss -tanH state time-wait").count(":9090") >= 15, "they are not in TIME_WAIT")


@world("no UDP port is left", "check 127.0.0.1:9091 --udp --send ping", "ephemeral-ports-exhausted")
def udp_ports_exhausted(w):
    w.python("--port", 9091, "--udp", port=9091, transport="udp")
    w.sh("sysctl -qw net.ipv4.ip_local_port_range='50000 50007'")
    w.script("hog.py", """
import socket, time
kept = []
for port in range(50000, 50008):
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.bind(("0.0.0.0", port)); kept.append(s)
time.sleep(3600)
""", port=50007, transport="udp")
    w.prove(w.exchange("127.0.0.1", 9091, b"x", 0.5, "udp") == "EAGAIN", "a port is left")


@world("a routing rule prohibits the destination", "check 10.99.0.1:9090", "route-forbids")
def rule_prohibits(w):
    w.routed()
    w.sh("ip rule add to 10.99.0.0/16 prohibit")
    w.prove_connect("10.99.0.1", 9090, "EACCES")


@world("the far machine is silent and the question is bounded at one second", "check 10.77.0.9:9090 --timeout 1",
       "no-answer-from-host")
def far_drops_bounded(w):
    far_drops(w)
