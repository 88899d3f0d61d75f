#!/usr/bin/env python3
"""`sockdoctor proxy` against HAProxy (TCP mode, one thread) and socat, in one run, alternating, in a namespace of its own.

Prints a table with goal and ratio; judges nothing by exit status, because machines differ. Needs gcc, haproxy and socat.
"""

import argparse
import os
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
BINARY = os.path.join(HERE, "..", ".build", "release", "sockdoctor")
SERVER = 20001
PORTS = {"direct": SERVER, "sockdoctor": 20002, "haproxy": 20003, "socat": 20004}
HAPROXY = """
global
    nbthread 1
    maxconn {maximum}
defaults
    mode tcp
    timeout connect 5s
    timeout client 600s
    timeout server 600s
listen relay
    bind 127.0.0.1:{port}
    server one 127.0.0.1:{server}
"""


def wait_for(port):
    wanted = f"0100007F:{port:04X}"
    for _ in range(500):
        with open("/proc/net/tcp") as file:
            if any(line.split()[1] == wanted and line.split()[3] == "0A" for line in file.readlines()[1:]):
                return
        time.sleep(0.02)
    sys.exit(f"nothing listens on port {port}")


def load(*words):
    result = subprocess.run([LOAD, *map(str, words)], capture_output=True, text=True, timeout=120)
    if result.returncode != 0 or result.stderr:
        print(f"      load {' '.join(map(str, words))}: {result.stderr.strip()}", file=sys.stderr)
    return float(result.stdout or "nan")


def resident(pid):
    with open(f"/proc/{pid}/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def connections():
    """10,000, or what the limit of descriptors leaves at two for each."""
    return min(10_000, resource.getrlimit(resource.RLIMIT_NOFILE)[1] // 2 - 100)


def row(title, value, goal, atLeast, detail):
    isMet = value >= goal if atLeast else value <= goal
    print(f"{'ok  ' if isMet else 'MISS'} {value:8.3f}  goal {'>=' if atLeast else '<='} {goal:<5}  {title}  ({detail})", flush=True)


def compare(rounds, names, measure):
    """Medians of each, and of the ratios to ours in the same round."""
    values = {name: [] for name in names}
    for _ in range(rounds):
        for name in names:
            values[name].append(measure(PORTS[name]))
    middle = {name: statistics.median(values[name]) for name in names}
    ratios = {
        name: statistics.median(a / b for a, b in zip(values["sockdoctor"], values[name])) for name in names if name != "sockdoctor"}
    return middle, ratios, values


def main():
    global LOAD
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="fewer and shorter rounds")
    parser.add_argument("--binary", default=BINARY)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not options.inside:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (40_000, 40_000))
        except (ValueError, PermissionError):
            pass
        os.execvp("unshare", ["unshare", "-rn", sys.executable, os.path.abspath(__file__), "--inside", *sys.argv[1:]])
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    with open("/proc/sys/net/ipv4/ip_local_port_range", "w") as file:
        file.write("21000 65000")
    started = []
    with tempfile.TemporaryDirectory() as directory:
        LOAD = os.path.join(directory, "load")
        subprocess.run(["gcc", "-O2", "-o", LOAD, os.path.join(HERE, "load.c")], check=True)
        configuration = os.path.join(directory, "haproxy.cfg")
        with open(configuration, "w") as file:
            file.write(HAPROXY.format(maximum=connections(), port=PORTS["haproxy"], server=SERVER))
        try:
            for argv, port in [
                    ([LOAD, "serve", str(SERVER)], SERVER),
                    ([options.binary, "proxy", "--listen", f"127.0.0.1:{PORTS['sockdoctor']}", "--to", f"127.0.0.1:{SERVER}"],
                     PORTS["sockdoctor"]),
                    (["haproxy", "-f", configuration], PORTS["haproxy"]),
                    (["socat", f"TCP-LISTEN:{PORTS['socat']},bind=127.0.0.1,fork,reuseaddr,backlog=1024", f"TCP:127.0.0.1:{SERVER}"],
                     PORTS["socat"])]:
                started.append(subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
                wait_for(port)
            measure(options.quick, started[1].pid, started[2].pid)
        finally:
            for process in started:
                process.send_signal(signal.SIGINT if process is started[1] else signal.SIGKILL)
            for process in started:
                process.wait(20)


def measure(isQuick, ours, haproxy):
    rounds = 3 if isQuick else 9
    size = 1_000_000_000 if isQuick else 3_000_000_000
    middle, ratio, _ = compare(rounds, ["sockdoctor", "haproxy", "socat", "direct"], lambda port: load("pour", port, size))
    detail = ", ".join(f"{name} {value / 1e9:.2f}" for name, value in middle.items()) + " GB/s"
    row("throughput / HAProxy", ratio["haproxy"], 1.2, True, detail)
    row("throughput / socat", ratio["socat"], 1.5, True, detail)

    seconds = 1 if isQuick else 2
    middle, ratio, _ = compare(rounds, ["sockdoctor", "haproxy"], lambda port: load("connect", port, seconds, 32))
    row("connections per second / HAProxy", ratio["haproxy"], 0.8, True,
        ", ".join(f"{name} {value:.0f}" for name, value in middle.items()))

    count = 5000 if isQuick else 20_000
    middle, _, values = compare(rounds, ["sockdoctor", "haproxy", "direct"], lambda port: load("trip", port, count))
    added = statistics.median(
        (a - d) / (b - d) for a, b, d in zip(values["sockdoctor"], values["haproxy"], values["direct"]) if b > d)
    row("added latency per round trip / HAProxy", added, 1.3, False,
        ", ".join(f"{name} {value:.1f}" for name, value in middle.items()) + " us")

    number = connections()
    for name, pid in (("sockdoctor", ours), ("haproxy", haproxy)):
        before = resident(pid)
        holder = subprocess.Popen(
            [LOAD, "hold", str(PORTS[name]), str(number)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        opened = holder.stdout.readline().strip()
        each = (resident(pid) - before) / number / 1024
        holder.stdin.close()
        holder.wait(60)
        if name == "sockdoctor":
            row(f"KiB per idle connection, {opened} of them", each, 20, False, f"{resident(pid) / 1024:.0f} KiB in all afterwards")
        else:
            print(f"          HAProxy: {each:.3f} KiB per idle connection", flush=True)


if __name__ == "__main__":
    main()
