"""Random rulesets for differential.py."""
import random

PORTS = list(range(7001, 7009))
MAIN = {"ip": "10.9.0.1", "ip6": "fd09::1"}
PEER = {"ip": "10.9.0.2", "ip6": "fd09::2"}
OTHER = {"ip": "10.9.0.128/25", "ip6": "fd09:0:0:1::/64"}
R = random.Random()


def port_set():
    parts = [str(R.choice(PORTS)) for _ in range(R.randint(1, 2))]
    low = R.choice(PORTS)
    if R.random() < 0.4:
        parts = [p for p in parts if not low <= int(p) <= low + 2] + [f"{low}-{low + 2}"]
    return "{ " + ", ".join(sorted(set(parts))) + " }"


def nft_match(family, hook):
    own = ["ip", "ip6"] if family == "inet" else [family]
    ip = R.choice(own)
    loop = {"ip": "127.0.0.1", "ip6": "::1"}[ip]
    address = R.choice([loop, MAIN[ip], PEER[ip]])
    network = {"ip": R.choice(["127.0.0.0/8", "10.9.0.0/24", "10.9.0.0/31"]), "ip6": R.choice(["::1/128", "fd09::/64"])}[ip]
    not_ = R.choice(["", "", "!= "])
    p = R.choice(PORTS)
    side = R.choice(["saddr", "daddr"])
    pick = [
        lambda: f"tcp dport {not_}{p}", lambda: f"udp dport {not_}{p}", lambda: f"tcp dport {not_}{port_set()}",
        lambda: f"udp dport {port_set()}", lambda: f"th dport {not_}{p}", lambda: f"tcp sport {p}",
        lambda: f"udp sport >= {R.randint(20000, 60000)}", lambda: f"tcp dport {R.choice(['<', '>', '<=', '>='])} {p}",
        lambda: f"{ip} {side} {not_}{address}", lambda: f"{ip} {side} {not_}{network}",
        lambda: f"{ip} {side} {{ {address}, {OTHER[ip]} }}",
        lambda: f"ct state {R.choice(['new', 'established', 'established,related', 'new,untracked', 'invalid'])}",
        lambda: f"ct state {R.choice(['!= new', '!= { new, invalid }', '! new', '{ new, established }'])}",
        lambda: f"ct state {R.choice(['!= established,related', 'untracked'])}",
        lambda: f"ct direction {R.choice(['original', 'reply'])}", lambda: "ct status dnat",
        lambda: f"meta l4proto {not_}{R.choice(['tcp', 'udp', '{ tcp, udp }', '{ tcp, icmp }'])}",
        lambda: f"meta nfproto {R.choice(['ipv4', 'ipv6'])}",
        lambda: f"tcp flags {R.choice(['syn', '== syn', '!= syn', '& (syn|ack) == syn', '& (syn|ack) == (syn|ack)', 'syn,ack', '{ syn, syn|ack }', '! syn', '& (fin|syn|rst|ack) != syn'])}",
        lambda: f"iifname {not_}{R.choice(['lo', 'v0', 'v*', 'l*', '{ lo, v0 }', 'eth0'])}",
        lambda: f"oifname {not_}{R.choice(['lo', 'v0', 'v*', '{ lo, eth* }'])}",
        lambda: f"iif {not_}lo", lambda: f"oif {not_}{R.choice(['lo', 'v0'])}",
        lambda: f"fib {side} type {not_}{R.choice(['local', 'unicast', 'broadcast', '{ local, multicast }'])}",
        lambda: f"meta mark {not_}{R.choice(['0', '5', '0x10', '1-7'])}",
        lambda: f"meta mark & {R.choice(['0x1', '0xf', '0x10'])} {R.choice(['==', '!='])} {R.choice(['0', '1', '5'])}",
        lambda: f"meta length {R.choice(['<', '>', '>='])} {R.choice([40, 60, 80, 100, 200])}",
        lambda: f"meta l4proto . th dport {{ tcp . {p}, udp . {R.choice(PORTS)} }}",
        lambda: f"{ip} daddr . tcp dport @pairs{ip}", lambda: f"{'tcp' if R.random() < 0.5 else 'udp'} dport {not_}@ports",
        lambda: f"{ip} {'protocol' if ip == 'ip' else 'nexthdr'} {not_}{R.choice(['tcp', 'udp'])}",
        lambda: f"ct original {ip} daddr {not_}{address}",
    ]
    if hook in ("output", "postrouting"):
        pick.append(lambda: f"meta skuid {not_}{R.choice(['0', '5', '0-10'])}")
    return R.choice(pick)()


def nft_end(family, hook, chains, nat):
    if nat:
        p = R.choice(PORTS)
        if hook in ("prerouting", "output"):
            return R.choice([f"redirect to :{p}", "dnat_port", "accept", "return", f"redirect to :th dport map {{ {R.choice(PORTS)} : {p} }}"])
        return R.choice(["accept", "masquerade"])
    ends = ["accept", "drop", "accept", "drop", "return", "continue", "counter", "meta mark set 5",
            "meta mark set meta mark | 0x10", "limit rate 10000/second burst 10000 packets accept", 'log prefix "x"',
            f"tcp dport vmap {{ {PORTS[0]} : drop, {PORTS[1]} : accept, {PORTS[2]}-{PORTS[4]} : continue }}",
            "tcp dport vmap @verdicts", "meta l4proto vmap { udp : drop, tcp : accept }",
            f"ct state vmap {{ new : continue, established : accept, invalid : drop }}"]
    if chains:
        ends += [f"jump {c}" for c in chains] * 3 + [f"goto {c}" for c in chains] * 2
    if hook != "postrouting":
        ends += ["reject with tcp reset"] * 2 + ["reject"] * 2
        if family == "inet":
            ends += [f"reject with icmpx {R.choice(['admin-prohibited', 'host-unreachable', 'no-route'])}"] * 2
        if family == "ip":
            ends += [f"reject with icmp {R.choice(['host-prohibited', 'net-prohibited', 'prot-unreachable', 'net-unreachable'])}"] * 2
        if family == "ip6":
            ends += [f"reject with icmpv6 {R.choice(['no-route', 'admin-prohibited', 'addr-unreachable'])}"] * 2
    return R.choice(ends)


def nft_rule(family, hook, chains, nat):
    matches = [nft_match(family, hook) for _ in range(R.choice([0, 1, 1, 1, 2, 2]))]
    end = nft_end(family, hook, chains, nat)
    if end == "reject with tcp reset":
        # nft 1.0.6 loses `meta nfproto` before it in its listing: only the kernel knows that rule.
        matches = [m for m in matches if "nfproto" not in m]
    if "redirect to" in end or end == "masquerade":
        matches.append("meta l4proto { tcp, udp }" if "th dport" in end else R.choice(["meta l4proto tcp", "meta l4proto udp"]))
    if end == "dnat_port":
        ip = R.choice(["ip", "ip6"]) if family == "inet" else family
        to = {"ip": "127.0.0.1", "ip6": "[::1]"}[ip]
        if hook == "prerouting":
            to = {"ip": MAIN["ip"], "ip6": "[" + MAIN["ip6"] + "]"}[ip]
        matches.append("meta l4proto { tcp, udp }")
        end = f"dnat {ip if family == 'inet' else ''} to {to}:{R.choice(PORTS)}"
    return " ".join(matches + [end])


PREAMBLE = ["meta l4proto { icmp, ipv6-icmp } accept", "tcp flags & rst == rst accept"]


def nft_table(index):
    family = R.choice(["inet", "inet", "ip", "ip6"])
    lines = [f"table {family} t{index} {{",
             "set ports { type inet_service; flags interval; elements = { 7001, 7003-7004 }; }",
             "set pairsip { type ipv4_addr . inet_service; flags interval; elements = { 127.0.0.0/8 . 7001-7003, 10.9.0.2 . 7005 }; }",
             "set pairsip6 { type ipv6_addr . inet_service; elements = { ::1 . 7002, fd09::2 . 7005 }; }",
             "map verdicts { type inet_service : verdict; elements = { 7002 : drop, 7006 : accept }; }"]
    used = []
    for number in range(R.randint(1, 3)):
        # A rule of a chain that is jumped to must suit every hook that leads there: no reject from postrouting.
        lines += [f"chain u{number} {{"] + [nft_rule(family, "postrouting", used[:], False) for _ in range(R.randint(0, 4))] + ["}"]
        used.append(f"u{number}")
    for number in range(R.randint(1, 3)):
        nat = R.random() < 0.25
        hook = R.choice(["output", "input", "output", "input", "prerouting", "postrouting"])
        priority = R.choice([-300, -250, -150, -50, 0, 0, 5, 10, 50, 150])
        policy = R.choice(["accept", "accept", "accept", "drop"])
        if nat:
            hook, policy, priority = R.choice(["output", "prerouting"]), "accept", R.choice([-100, -90, -110])
        elif R.random() < 0.1 and hook in ("output", "prerouting"):
            priority = -300
        rules = [] if nat else PREAMBLE[:]
        if priority == -300 and not nat and R.random() < 0.5 and hook in ("output", "prerouting"):
            rules.append(f"udp dport {R.choice(PORTS)} notrack")
        rules += [nft_rule(family, hook, [] if nat else used, nat) for _ in range(R.randint(1, 6))]
        # Only the first packet is compared when addresses are translated.
        lines += [f"chain c{number} {{ type {'nat' if nat else 'filter'} hook {hook} priority {priority}; policy {policy};"] + rules + ["}"]
    return "\n".join(lines + ["}"])


def ipt_match(ip, hook):
    p = R.choice(PORTS)
    no = R.choice(["", "", "! "])
    address = R.choice([{"ip": "127.0.0.1", "ip6": "::1"}[ip], MAIN[ip], PEER[ip]])
    network = {"ip": R.choice(["127.0.0.0/8", "10.9.0.0/24", "10.0.0.1/255.0.0.255"]), "ip6": R.choice(["::1/128", "fd09::/64"])}[ip]
    proto = R.choice(["tcp", "udp"])
    pick = [
        f"-p {proto} {no}--dport {p}", f"-p {proto} --dport {p}:{p + 2}", f"-p {proto} {no}--sport 20000:40000",
        f"-p {proto} -m multiport {no}--dports {p},{PORTS[0]}:{PORTS[1]}", f"{no}-p {proto}",
        f"-p tcp {no}--syn", f"-p tcp {no}--tcp-flags SYN,ACK SYN,ACK", f"-p tcp --tcp-flags ALL SYN",
        f"{no}-s {address}", f"{no}-d {network}", f"-m iprange {no}--dst-range {address}-{address}",
        f"-m conntrack {no}--ctstate {R.choice(['NEW', 'ESTABLISHED,RELATED', 'INVALID', 'NEW,UNTRACKED', 'DNAT'])}",
        f"-m state --state {R.choice(['NEW', 'ESTABLISHED'])}", f"-m addrtype {no}--dst-type {R.choice(['LOCAL', 'UNICAST', 'LOCAL,BROADCAST'])}",
        f"-m addrtype --src-type LOCAL", f"-m mark {no}--mark {R.choice(['0', '5', '0x10/0x10', '1/0xf'])}",
        f"-m length --length {R.choice(['0:60', '61:100', '60', '100:'])}", "-m limit --limit 10000/sec --limit-burst 10000",
        '-m comment --comment "a \\"b\\" ! -j"', f"-m conntrack --ctdir {R.choice(['ORIGINAL', 'REPLY'])}",
        f"-m conntrack {no}--ctorigdstport {p}",
    ]
    if hook in ("INPUT", "PREROUTING"):
        pick += [f"{no}-i {R.choice(['lo', 'v0', 'v+', 'l+'])}"] * 2
    if hook in ("OUTPUT", "POSTROUTING"):
        pick += [f"{no}-o {R.choice(['lo', 'v0', 'v+', 'l+'])}"] * 2 + [f"-m owner {no}--uid-owner {R.choice(['0', '1', '0-5'])}"]
    return R.choice(pick)


def ipt_rule(ip, table, hook, users):
    words = [ipt_match(ip, hook) for _ in range(R.choice([0, 1, 1, 2]))]
    # One -p and each module only once.
    seen, kept = set(), []
    for word in words:
        name = word.replace("! ", "").split()[0:2]
        key = name[0] if name[0] != "-m" else name[1]
        if key in seen or (word.replace("! ", "").startswith("-m") and name[1] in seen):
            continue
        seen.add(key)
        kept.append(word)
    targets = ["ACCEPT", "DROP", "RETURN", "ACCEPT", "DROP", "LOG --log-prefix x"]
    if table == "filter" and users:
        targets += users * 2 + ["-g " + u for u in users]
    icmp = {"ip": ["icmp-port-unreachable", "icmp-host-unreachable", "icmp-net-prohibited", "icmp-admin-prohibited", "icmp-proto-unreachable"],
            "ip6": ["icmp6-port-unreachable", "icmp6-adm-prohibited", "icmp6-no-route", "icmp6-addr-unreachable"]}[ip]
    if table == "filter":
        targets += ["REJECT --reject-with " + R.choice(icmp)] * 2
        if any(w.startswith("-p tcp") for w in kept):
            targets += ["REJECT --reject-with tcp-reset"] * 3
    if table == "mangle":
        targets += ["MARK --set-mark 5", "MARK --or-mark 0x10", "MARK --set-xmark 0x1/0xf"] * 2
    if table == "raw":
        targets += ["CT --notrack"]
    if table == "nat":
        targets = ["ACCEPT", "RETURN"]
        if any(w.startswith("-p ") for w in kept):
            to = {"ip": MAIN["ip"], "ip6": "[" + MAIN["ip6"] + "]"}[ip] if hook == "PREROUTING" else {"ip": "127.0.0.1", "ip6": "[::1]"}[ip]
            targets = [f"REDIRECT --to-ports {R.choice(PORTS)}", f"DNAT --to-destination {to}:{R.choice(PORTS)}"]
    target = R.choice(targets)
    return f"-A {hook} {' '.join(kept)} {target if target.startswith('-g') else '-j ' + target}"


def ipt_text(ip):
    lines = []
    for table, hooks in (("raw", ["PREROUTING", "OUTPUT"]), ("mangle", ["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"]),
                         ("nat", ["PREROUTING", "OUTPUT"]), ("filter", ["INPUT", "OUTPUT"])):
        if table != "filter" and R.random() < 0.65:
            continue
        lines.append("*" + table)
        users = []
        for hook in hooks:
            policy = "DROP" if table == "filter" and R.random() < 0.3 else "ACCEPT"
            lines.append(f":{hook} {policy} [0:0]")
        if table == "filter":
            users = ["U0", "U1"]
            lines += [":U0 - [0:0]", ":U1 - [0:0]"]
            lines += [ipt_rule(ip, table, "U0", []) for _ in range(R.randint(0, 3))]
            lines += [ipt_rule(ip, table, "U1", ["U0"]) for _ in range(R.randint(0, 3))]
        for hook in hooks:
            if table != "nat":
                lines.append(f"-A {hook} -p {'icmp' if ip == 'ip' else 'ipv6-icmp'} -j ACCEPT")
                lines.append(f"-A {hook} -p tcp --tcp-flags RST RST -j ACCEPT")
            lines += [ipt_rule(ip, table, hook, users) for _ in range(R.randint(0, 4))]
        lines.append("COMMIT")
    return "\n".join(lines) + "\n"
