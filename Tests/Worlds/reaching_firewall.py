"""This host's firewall stands between the client and a server that runs."""
import os

from catalogue import world

BASE = """table inet filter {{
 chain {hook} {{
  type filter hook {hook} priority {priority}; policy {policy};
{rules}
 }}
}}
"""


def chain(rules, hook="input", policy="accept", priority=0):
    return BASE.format(rules="\n".join("  " + rule for rule in rules), hook=hook, policy=policy, priority=priority)


def refused(w, address="127.0.0.1", port=9090):
    # An ICMP error reaches connect() on the retransmission only, after a second.
    w.prove_connect(address, port, "ECONNREFUSED", timeout=3)


def silent(w, address="127.0.0.1", port=9090):
    w.prove_connect(address, port, "timeout", timeout=1.3)


def names(w, *texts):
    """Only who may read the rules can name them."""
    if w.asker == "root":
        w.must_say(*texts)


# ---- rejects

@world("nft rejects the port in the input chain (ICMP)", "check 127.0.0.1:9090", "firewall-rejects")
def nft_reject(w):
    w.python("--port", 9090, port=9090)
    w.nft(chain(["tcp dport 9090 reject"]))
    refused(w)
    names(w, "tcp dport 9090", "filter", "input")


@world("nft rejects the port with a reset", "check 127.0.0.1:9090", "firewall-rejects")
def nft_reject_reset(w):
    w.c("9090", port=9090)
    w.nft(chain(["ct state established,related accept", "tcp dport { 22, 9000-9100 } reject with tcp reset"]))
    refused(w)


@world("firewalld's way: everything that is not allowed is admin-prohibited", "check 10.77.0.5:8080",
       "firewall-rejects")
def nft_admin_prohibited(w):
    w.lan()
    w.java("8080", port=8080)
    w.nft(chain(["ct state established,related accept", "tcp dport 22 accept", "reject with icmpx admin-prohibited"],
                priority=10))
    w.prove_connect("10.77.0.5", 8080, "EHOSTUNREACH", timeout=3)


@world("nft rejects on the way out", "check 127.0.0.1:9090", "firewall-rejects")
def nft_reject_output(w):
    w.node("9090", "0.0.0.0", port=9090)
    w.nft(chain(["oifname \"lo\" tcp dport 9090 reject with tcp reset"], hook="output"))
    refused(w)
    names(w, "output")


@world("iptables (nf_tables) rejects the port", "check 127.0.0.1:9090", "firewall-rejects")
def iptables_reject(w):
    w.python("--port", 9090, port=9090)
    w.iptables("-A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT",
               "-A INPUT -p tcp -m multiport --dports 8000:8100,9090 -j REJECT")
    refused(w)
    names(w, "INPUT", "9090")


@world("iptables (legacy) rejects the port with a reset", "check 127.0.0.1:9090", "firewall-rejects")
def legacy_reject(w):
    w.c("9090", port=9090)
    w.iptables("-A INPUT -p tcp --dport 9090 -j REJECT --reject-with tcp-reset", tool="iptables-legacy")
    refused(w)
    names(w, "INPUT", "tcp-reset")


@world("ip6tables rejects the port on ::1", "check [::1]:9090", "firewall-rejects")
def ip6tables_reject(w):
    w.python("--port", 9090, "--host", "::", port=9090)
    w.iptables("-A INPUT -p tcp --dport 9090 -j REJECT --reject-with icmp6-adm-prohibited", tool="ip6tables")
    w.prove(w.connect("::1", 9090, 3) != "connected", "the rule does not match")
    w.prove(w.connect("127.0.0.1", 9090) == "connected", "IPv4 is rejected as well")


@world("nft rejects a UDP port", "check 127.0.0.1:9091 --udp --send ping", "firewall-rejects")
def nft_reject_udp(w):
    w.python("--port", 9091, "--udp", port=9091, transport="udp")
    w.nft(chain(["udp dport 9091 reject"]))
    w.prove(w.exchange("127.0.0.1", 9091, b"ping", 1, "udp") == "ECONNREFUSED", "UDP is not refused")


# ---- drops

@world("nft drops the port in the input chain", "check 127.0.0.1:9090", "firewall-drops")
def nft_drop(w):
    w.python("--port", 9090, port=9090)
    w.nft(chain(["tcp dport 9090 drop"]))
    silent(w)
    names(w, "tcp dport 9090 drop", "filter", "input")


@world("nft drops the port on the way out", "check 127.0.0.1:9090", "firewall-drops")
def nft_drop_output(w):
    w.c("9090", port=9090)
    w.nft(chain(["tcp dport 9090 counter drop"], hook="output"))
    silent(w)


@world("nft drops by policy, only other ports are allowed", "check 127.0.0.1:9090", "firewall-drops")
def nft_policy(w):
    w.java("9090", port=9090)
    w.nft(chain(["ct state established,related accept", "tcp dport { 22, 80, 443 } accept",
                 "icmp type echo-request accept"], policy="drop"))
    silent(w)
    names(w, "policy", "input")


@world("nft drops a set of port ranges, two jumps away, by another table's later priority", "check 127.0.0.1:9090",
       "firewall-drops")
def nft_jumps(w):
    w.node("9090", port=9090)
    w.nft("""
table inet early {
 chain input { type filter hook input priority -10; policy accept; tcp dport 9090 accept; }
}
table ip late {
 set closed { type inet_service; flags interval; elements = { 1000-1999, 9000-9099 } }
 chain input { type filter hook input priority 20; policy accept; iifname "lo" jump local; }
 chain local { ct state new goto ports; }
 chain ports { tcp dport @closed drop; }
}
""")
    silent(w)
    names(w, "late", "ports", "@closed")


@world("nft drops the answers on their way in", "check 127.0.0.1:9090", "firewall-drops")
def nft_drop_reply(w):
    w.python("--port", 9090, port=9090)
    w.nft(chain(["tcp sport 9090 drop"]))
    silent(w)


@world("nft drops in prerouting (raw)", "check 127.0.0.1:9090", "firewall-drops")
def nft_drop_prerouting(w):
    w.c("9090", port=9090)
    w.nft(chain(["ip daddr 127.0.0.0/8 tcp dport 9090 drop"], hook="prerouting", priority=-300))
    silent(w)


@world("nft drops by a verdict map on IPv6", "check [::1]:9090", "firewall-drops")
def nft_vmap_v6(w):
    w.python("--port", 9090, "--host", "::", port=9090)
    w.nft("table ip6 f {\n chain input { type filter hook input priority 0; policy accept;"
          " tcp dport vmap { 22 : accept, 9090 : drop }; }\n}\n")
    silent(w, "::1")


@world("iptables drops the port, in a chain of its own, ufw's way", "check 127.0.0.1:9090", "firewall-drops")
def iptables_drop(w):
    w.python("--port", 9090, port=9090)
    w.iptables("-N ufw-user-input", "-A ufw-user-input -p tcp --dport 9090 -j DROP",
               "-A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT", "-A INPUT -j ufw-user-input")
    silent(w)
    names(w, "ufw-user-input")


@world("iptables drops by policy", "check 10.77.0.5:9090", "firewall-drops")
def iptables_policy(w):
    w.lan()
    w.c("9090", port=9090)
    w.iptables("-A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT", "-A INPUT -p tcp --dport 22 -j ACCEPT",
               "-P INPUT DROP")
    silent(w, "10.77.0.5")
    names(w, "INPUT", "policy")


@world("iptables (legacy) drops on the way out", "check 127.0.0.1:9090", "firewall-drops")
def legacy_drop(w):
    w.python("--port", 9090, port=9090)
    w.iptables("-A OUTPUT -p tcp --dport 9090 -j DROP", tool="iptables-legacy")
    silent(w)


@world("nft drops a UDP port on the way out: sending fails with EPERM", "check 127.0.0.1:9091 --udp --send ping",
       "firewall-drops")
def udp_drop_output(w):
    w.python("--port", 9091, "--udp", port=9091, transport="udp")
    w.nft(chain(["udp dport 9091 drop"], hook="output"))
    w.prove(w.exchange("127.0.0.1", 9091, b"ping", 1, "udp") == "EPERM", "sending works")


@world("nft drops a UDP port in the input chain", "check 127.0.0.1:9091 --udp --send ping --expect PING",
       "firewall-drops", as_user=("firewall-drops", "undecided"))
def udp_drop_input(w):
    w.python("--port", 9091, "--udp", port=9091, transport="udp")
    w.prove(w.exchange("127.0.0.1", 9091, b"ping", 1, "udp") == b"PING", "the server does not answer")
    w.nft(chain(["meta l4proto udp th dport 9091 drop"]))
    w.prove(w.exchange("127.0.0.1", 9091, b"ping", 0.5, "udp") == "timeout", "the rule does not match")


@world("this host's rule drops what it sends to a far server", "check 10.77.0.9:9090", "firewall-drops",
       as_user=("firewall-drops", "no-answer-from-host"))
def far_drop_output(w):
    far = w.far_machine()
    w.cable("eth0", "10.77.0.5/24", far, "10.77.0.9/24")
    far.start(w.far_python("--port", 9090), port=9090)
    w.prove_connect("10.77.0.9", 9090, "connected")
    w.nft(chain(["ip daddr 10.77.0.0/24 tcp dport 9000-9999 drop"], hook="output"))
    silent(w, "10.77.0.9")


@world("this host's rule drops the far server's answers", "check 10.77.0.9:9090", "firewall-drops",
       as_user=("firewall-drops", "no-answer-from-host", "undecided"))
def far_drop_reply(w):
    far = w.far_machine()
    w.cable("eth0", "10.77.0.5/24", far, "10.77.0.9/24")
    far.start(w.far_python("--port", 9090), port=9090)
    w.iptables("-A INPUT -i eth0 -p tcp -j DROP")
    silent(w, "10.77.0.9")


@world("the SYN is not tracked, so that its answer belongs to no flow and is dropped", "check 10.77.0.9:9090",
       "firewall-drops", as_user=("firewall-drops", "no-answer-from-host", "undecided"))
def far_drop_untracked_reply(w):
    far = w.far_machine()
    w.cable("eth0", "10.77.0.5/24", far, "10.77.0.9/24")
    far.start(w.far_python("--port", 9090), port=9090)
    w.iptables("-A INPUT -i lo -j ACCEPT", "-A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT", "-P INPUT DROP")
    w.prove_connect("10.77.0.9", 9090, "connected")
    w.iptables("-t raw -A OUTPUT -p tcp --dport 9090 -j CT --notrack")
    silent(w, "10.77.0.9")


@world("nft drops what one user sends", "check 127.0.0.1:9090", "healthy", as_user="firewall-drops")
def nft_drop_user(w):
    w.python("--port", 9090, port=9090)
    w.nft(chain(["meta skuid 65534 tcp dport 9090 drop"], hook="output"))
    w.prove_connect("127.0.0.1", 9090, "connected")


@world("nft drops only IPv6 to the port; localhost has no other address", "check [::1]:9090", "firewall-drops")
def nft_drop_v6_only(w):
    w.node("9090", port=9090)
    w.nft(chain(["meta nfproto ipv6 tcp dport 9090 drop"]))
    w.prove_connect("127.0.0.1", 9090, "connected")
    silent(w, "::1")


@world("nft drops SYNs by their flags", "check 127.0.0.1:9090", "firewall-drops")
def nft_drop_flags(w):
    w.c("9090", port=9090)
    w.nft(chain(["tcp flags & (fin|syn|rst|ack) == syn tcp dport != { 22, 80 } drop"]))
    silent(w)


@world("a drop rule and no server behind it", "check 127.0.0.1:9090", "firewall-drops", allow=("server-not-running",))
def nft_drop_no_server(w):
    w.nft(chain(["tcp dport 9090 drop"]))
    silent(w)


@world("iptables drops a source range behind a return", "check 127.0.0.1:9090", "firewall-drops")
def iptables_return(w):
    w.python("--port", 9090, port=9090)
    w.iptables("-N CHECK", "-A CHECK -p tcp --dport 22 -j RETURN", "-A CHECK -s 10.0.0.0/8 -j RETURN",
               "-A CHECK -m iprange --src-range 127.0.0.1-127.0.0.9 -p tcp ! --dport 80 -j DROP", "-A INPUT -j CHECK")
    silent(w)


@world("nft drops, and the nft program is not installed", "check 127.0.0.1:9090", "firewall-drops")
def nft_missing(w):
    w.python("--port", 9090, port=9090)
    w.nft(chain(["tcp dport 9090 drop"]))
    silent(w)
    for path in ("/usr/sbin/nft", "/sbin/nft", "/usr/bin/nft"):
        if os.path.exists(path):
            w.bind_file(path, "")
    w.prove("ermission denied" in w.sh("nft list ruleset", check=False), "nft still runs")


@world("nft drops at the network card's ingress hook", "check 127.0.0.1:9090", "firewall-drops")
def nft_ingress(w):
    w.c("9090", port=9090)
    w.nft("table netdev f {\n chain i {\n type filter hook ingress device \"lo\" priority 0; policy accept;\n"
          " tcp dport 9090 drop\n }\n}\n")
    silent(w)
