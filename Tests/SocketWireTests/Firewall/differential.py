#!/usr/bin/env python3
"""Records what this kernel does to real packets under random rulesets.

Run it in a namespace of its own:
    unshare -rn python3 differential.py OUTPUT.json [RULESETS] [SEED]
It makes a second namespace with a veth pair, loads random rulesets with nft and iptables into the first one, sends TCP
and UDP packets over lo and over the pair, and writes rulesets, packets and outcomes. DifferentialTests.swift asks the
evaluator about the same packets: FIREWALL_CASES=OUTPUT.json swift test --filter FirewallDifferential
"""
import ctypes
import errno
import json
import os
import re
import socket
import struct
import subprocess
import sys
import time

from differential_rules import MAIN, PEER, PORTS, R, ipt_text, nft_table

CLONE_NEWNET = 0x40000000
libc = ctypes.CDLL(None, use_errno=True)
HOST = ["127.0.0.1", "::1", MAIN["ip"], MAIN["ip6"]]


def sh(*words, text=None):
    return subprocess.run(words, input=text, text=True, capture_output=True)


def setns(fd):
    if libc.setns(fd, CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "setns")


def sysctl(name, value):
    with open("/proc/sys/" + name, "w") as file:
        file.write(str(value))


def namespaces():
    main = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
    if libc.unshare(CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    peer = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
    setns(main)
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    subprocess.run(["ip", "link", "add", "v0", "type", "veth", "peer", "name", "v1"], check=True)
    subprocess.run(["ip", "link", "set", "v1", "netns", f"/proc/{os.getpid()}/fd/{peer}"], check=True, pass_fds=[peer])
    for fd, device, own in ((main, "v0", MAIN), (peer, "v1", PEER)):
        setns(fd)
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
        subprocess.run(["ip", "addr", "add", own["ip"] + "/24", "dev", device], check=True)
        subprocess.run(["ip", "addr", "add", own["ip6"] + "/64", "dev", device, "nodad"], check=True)
        subprocess.run(["ip", "link", "set", device, "up"], check=True)
        sysctl("net/ipv4/icmp_ratemask", 0)
        sysctl("net/ipv6/icmp/ratelimit", 0)
    setns(main)
    return {"main": main, "peer": peer}


def listeners(fds):
    found = []
    for where, fd in fds.items():
        setns(fd)
        for family, any_address in ((socket.AF_INET, "0.0.0.0"), (socket.AF_INET6, "::")):
            for port in PORTS:
                for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
                    s = socket.socket(family, kind)
                    s.setblocking(False)
                    if family == socket.AF_INET6:
                        s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
                    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                    s.bind((any_address, port))
                    if kind == socket.SOCK_STREAM:
                        s.listen(64)
                    found.append((where, port, kind, s))
    setns(fds["main"])
    return found


RESTORE = {("ip", False): "iptables-nft-restore", ("ip", True): "iptables-legacy-restore",
           ("ip6", False): "ip6tables-nft-restore", ("ip6", True): "ip6tables-legacy-restore"}


def clear():
    sh("nft", "flush", "ruleset")
    for ip in ("ip", "ip6"):
        empty = "".join(f"*{t}\n" + "".join(f":{h} ACCEPT [0:0]\n" for h in hooks) + "COMMIT\n" for t, hooks in (
            ("raw", ["PREROUTING", "OUTPUT"]), ("mangle", ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"]),
            ("nat", ["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"]), ("filter", ["INPUT", "FORWARD", "OUTPUT"])))
        sh(RESTORE[ip, True], text=empty)


def load_text(command, text, bad):
    """Loads what this version of the program takes: a line that it names as wrong is left out, a few times over."""
    for _ in range(15):
        done = sh(*command, text=text)
        if done.returncode == 0:
            return
        lines = text.split("\n")
        wrong = {int(n) for n in re.findall(r"stdin:(\d+):|line:? (\d+)", done.stderr) for n in n if n}
        wrong = {n for n in wrong if n <= len(lines) and not re.match(r"[*:}]|table|chain|set|map|COMMIT", lines[n - 1])}
        if not wrong:
            break
        text = "\n".join("" if n + 1 in wrong else line for n, line in enumerate(lines))
    bad.append(done.stderr.split("\n")[0:3])


def load(bad):
    clear()
    style = R.choice(["nft", "nft", "nft", "iptables", "iptables", "legacy", "both"])
    if style in ("nft", "both"):
        for index in range(R.randint(1, 2)):
            load_text(["nft", "-f", "-"], nft_table(index), bad)
    if style != "nft":
        for ip in ("ip", "ip6"):
            load_text([RESTORE[ip, style == "legacy"]], ipt_text(ip), bad)
    case = {"nft": json.loads(sh("nft", "-j", "list", "ruleset").stdout), "iptables": []}
    for command, family in (("iptables-nft-save", "ip"), ("ip6tables-nft-save", "ip6"),
                            ("iptables-legacy-save", "ip"), ("ip6tables-legacy-save", "ip6")):
        text = "\n".join(line for line in sh(command).stdout.split("\n") if not line.startswith("# Completed"))
        if "*" in text:
            case["iptables"].append({"family": family, "text": text})
    return case


next_port = [20000]


def packet(fds):
    path = R.choice(["loopback", "loopback", "leaving", "arriving"])
    ip = R.choice(["ip", "ip", "ip6"])
    loop = {"ip": "127.0.0.1", "ip6": "::1"}[ip]
    if path == "loopback":
        source = destination = R.choice([loop, loop, MAIN[ip]])
    elif path == "leaving":
        source, destination = MAIN[ip], PEER[ip]
    else:
        source, destination = PEER[ip], MAIN[ip]
    next_port[0] = 20000 + (next_port[0] + 7 - 20000) % 40000
    return {"path": path, "transport": R.choice(["tcp", "udp"]), "source": source, "sourcePort": next_port[0],
            "destination": destination, "port": R.choice(PORTS), "size": R.choice([4, 40, 160]),
            "mark": R.choice([0, 0, 0, 5, 1]) if path != "arriving" else 0}


def send(p, fds, number):
    family = socket.AF_INET6 if ":" in p["source"] else socket.AF_INET
    setns(fds["peer" if p["path"] == "arriving" else "main"])
    s = socket.socket(family, socket.SOCK_STREAM if p["transport"] == "tcp" else socket.SOCK_DGRAM)
    setns(fds["main"])
    s.setblocking(False)
    s.setsockopt(*((socket.IPPROTO_IPV6, 25, 1) if family == socket.AF_INET6 else (socket.IPPROTO_IP, 11, 1)))
    if p["mark"]:
        s.setsockopt(socket.SOL_SOCKET, 36, p["mark"])
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.bind((p["source"], p["sourcePort"]))
    try:
        s.connect((p["destination"], p["port"]))
    except BlockingIOError:
        pass
    except OSError as error:
        p["connectError"] = error.errno
    if p["transport"] == "udp":
        try:
            s.send(struct.pack("!I", number) + b"x" * (p["size"] - 4))
        except OSError as error:
            p["connectError"] = error.errno
    return s


KINDS = {1: {3: "port unreachable", 1: "host unreachable", 0: "network unreachable", 2: "protocol unreachable",
             10: "host prohibited", 9: "network prohibited", 13: "administratively prohibited"},
         2: {4: "port unreachable", 3: "host unreachable", 0: "network unreachable", 1: "administratively prohibited"}}


def outcome(p, s, arrived):
    """accepted, dropped, or the kind of the rejection."""
    try:
        _, control, _, _ = s.recvmsg(512, 512, socket.MSG_ERRQUEUE)
        for level, kind, data in control:
            _, origin, icmp_type, code = struct.unpack_from("=IBBB", data)
            if (level, kind) in ((socket.IPPROTO_IP, 11), (socket.IPPROTO_IPV6, 25)) and origin in (2, 3):
                return KINDS[1 if origin == 2 else 2].get(code, f"icmp {icmp_type} {code}")
    except OSError:
        pass
    if p["transport"] == "udp":
        return "accepted" if arrived else "dropped"
    error = s.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) or p.get("connectError", 0)
    if error == errno.ECONNREFUSED:
        return "tcp reset"
    if error == errno.ECONNRESET:
        # Connected, and then the third segment was answered with a reset.
        return "accepted"
    try:
        s.getpeername()
        return "accepted"
    except OSError:
        return "dropped"


def record(fds, servers, bad):
    case = load(bad)
    packets = [packet(fds) for _ in range(24)]
    sockets = [send(p, fds, number) for number, p in enumerate(packets)]
    time.sleep(0.05)
    arrived, taken = {}, []
    for where, port, kind, server in servers:
        for _ in range(64):
            try:
                if kind == socket.SOCK_DGRAM:
                    data = server.recv(512)
                    arrived[struct.unpack("!I", data[:4])[0]] = (where, port)
                else:
                    other, address = server.accept()
                    taken.append(other)
                    for number, p in enumerate(packets):
                        if p["transport"] == "tcp" and p["sourcePort"] == address[1]:
                            arrived[number] = (where, port)
            except OSError:
                break
    for number, (p, s) in enumerate(zip(packets, sockets)):
        p["outcome"] = outcome(p, s, number in arrived)
        if number in arrived:
            p["arrivedIn"], p["arrivedPort"] = arrived[number]
        p.pop("connectError", None)
        if p["transport"] == "tcp":
            s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        s.close()
    for other in taken:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        other.close()
    case["packets"] = packets
    return case


def main():
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 40
    R.seed(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    bad = []
    cases = []
    for _ in range(count):
        # New namespaces each time, so that no rule, flow or cached route of the ruleset before is left.
        if libc.unshare(CLONE_NEWNET) != 0:
            raise OSError(ctypes.get_errno(), "unshare")
        fds = namespaces()
        servers = listeners(fds)
        cases.append(record(fds, servers, bad))
        for _, _, _, server in servers:
            server.close()
        for fd in fds.values():
            os.close(fd)
    with open(sys.argv[1], "w") as file:
        json.dump({"host": HOST, "cases": cases}, file, separators=(",", ":"), ensure_ascii=False)
    outcomes = {}
    for case in cases:
        for p in case["packets"]:
            outcomes[p["outcome"]] = outcomes.get(p["outcome"], 0) + 1
    print(json.dumps({"rulesets": count, "outcomes": outcomes, "notLoaded": len(bad)}))
    for lines in bad[:5]:
        print("not loaded:", lines)


main()
