#!/usr/bin/env python3
"""Speed of `sockdoctor explain` as ratios against grep(1) with the same literals, whole processes, in the same run.

Commands alternate (A B A B ...); the median of the pairwise ratios counts. Needs no root. The log is made in a
temporary file that is removed again; --quick makes 64 MiB of it instead of 1 GiB. Prints goals and ratios; judges
nothing by exit status, because machines differ.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
BINARY = os.path.join(HERE, "..", ".build", "release", "sockdoctor")
TEXT = "curl: (7) Failed to connect to localhost port 3001 after 0 ms: Couldn't connect to server"
MIB = 1 << 20

HOSTS = ["web-1", "web-2", "db-3", "node7", "gateway"]
PATHS = ["/api/v1/items", "/index.html", "/static/app.js", "/login", "/metrics", "/healthz", "/img/logo.png"]
AGENTS = ["Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "curl/8.5.0", "Prometheus/2.53.0"]
WORDS = ["cart", "order", "stock", "mail", "auth", "search", "queue", "cache", "report", "billing", "media", "geo"]
ERRORS = [
    "connect to {host}:{port} failed: Connection refused",
    "dial tcp 10.0.{a}.{b}:{port}: connect: connection refused",
    "read tcp 10.0.0.3:{port}->10.0.{a}.{b}:443: read: connection reset by peer",
    "Error: listen EADDRINUSE: address already in use :::{port}",
    "OSError: [Errno 110] Connection timed out",
    "java.net.UnknownHostException: {host}: Name or service not known",
]


def line(rng, number, errors):
    """One line of a log as several programs of a small shop write it together."""
    a, b, pid = rng.randrange(256), rng.randrange(1, 255), rng.randrange(300, 9999)
    start = f"Nov {1 + number // 80000 % 28:2d} {number // 3600 % 24:02d}:{number // 60 % 60:02d}:{number % 60:02d} " \
        f"{rng.choice(HOSTS)} "
    if rng.random() < errors:
        host = f"{rng.choice(WORDS)}-{rng.choice(WORDS)}.{rng.choice(WORDS)}.lab0"
        text = rng.choice(ERRORS).format(host=host, port=rng.randrange(1024, 65536), a=a, b=b)
        return f"{start}{rng.choice(WORDS)}[{pid}]: ERROR {text}"
    kind = rng.random()
    if kind < 0.35:
        return f'{start}nginx[{pid}]: 10.{a}.{b}.7 - - [22/Nov/2026:16:06:{number % 60:02d} +0000] "GET ' \
            f'{rng.choice(PATHS)} HTTP/1.1" {rng.choice([200, 200, 200, 304, 404])} {rng.randrange(100, 90000)} "-" ' \
            f'"{rng.choice(AGENTS)}"'
    if kind < 0.50:
        return f"{start}app[{pid}]: INFO  request id={rng.getrandbits(64):016x} user={rng.randrange(99999)} took " \
            f"{rng.randrange(900)} ms, {rng.randrange(50)} rows from {rng.choice(WORDS)}"
    if kind < 0.62:
        return f"{start}sshd[{pid}]: Accepted publickey for deploy from 192.168.{a}.{b} port " \
            f"{rng.randrange(1024, 65536)} ssh2: ED25519 SHA256:{rng.getrandbits(128):032x}"
    if kind < 0.72:
        return f"{start}systemd[1]: Started Session {rng.randrange(99999)} of user deploy."
    if kind < 0.82:
        return f"{start}postgres[{pid}]: LOG:  connection authorized: user=shop database={rng.choice(WORDS)}"
    if kind < 0.90:
        return f"{start}kernel: [{number / 3:12.6f}] IPv6: ADDRCONF(NETDEV_CHANGE): veth{rng.getrandbits(28):07x}: " \
            "link becomes ready"
    if kind < 0.96:
        return f"{start}worker[{pid}]: DEBUG connecting to server 10.0.{a}.{b}:5432, timeout 30 s, attempt 1"
    return f"{start}app[{pid}]: WARN  slow query took {rng.randrange(1000, 9000)} ms: SELECT * FROM orders WHERE " \
        f"id = {rng.randrange(999999)} ORDER BY created_at"


def write_log(file, size, errors):
    """A log of `size` bytes; what repeats differs in its names, so that no error line is a copy of an earlier one."""
    rng = random.Random(1)
    lines, length = [], 0
    while length < min(size, 32 * MIB):
        lines.append(line(rng, len(lines), errors))
        length += len(lines[-1]) + 1
    block = ("\n".join(lines) + "\n").encode()
    written = 0
    for round_number in range(size // len(block) + 1):
        part = block.replace(b".lab0", b".lab" + bytes([97 + round_number % 26]) * (1 + round_number // 26))
        file.write(part[:size - written])
        written += min(len(part), size - written)
    file.flush()


def timed(argv, stdin, output):
    """Wall milliseconds and peak resident KiB of one run."""
    # Not /dev/null: grep ends at the first match when nobody reads what it prints.
    actions = [(os.POSIX_SPAWN_OPEN, 0, stdin, os.O_RDONLY, 0),
               (os.POSIX_SPAWN_OPEN, 1, output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)]
    start = time.perf_counter()
    pid = os.posix_spawnp(argv[0], argv, os.environ, file_actions=actions)
    _, status, usage = os.wait4(pid, 0)
    elapsed = (time.perf_counter() - start) * 1000
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"failed: {argv[0]} {argv[1]}")
    return elapsed, usage.ru_maxrss


def compare(title, ours, our_input, theirs, their_input, goal, runs):
    output = os.path.join(os.path.dirname(their_input), "output")
    a, b = [], []
    timed(theirs, their_input, output)
    # A child's peak includes its parent before exec(2), and a shell is smaller than this program.
    memory = timed(["sh", "-c", '"$@"; exit $?', "sh", *ours], our_input, output)[1]
    for _ in range(runs):
        a.append(timed(ours, our_input, output)[0])
        b.append(timed(theirs, their_input, output)[0])
    ratio = statistics.median(x / y for x, y in zip(a, b))
    mark = "ok  " if ratio <= goal else "MISS"
    print(f"{mark} {ratio:7.3f}  goal {goal:<4}  {statistics.median(a):8.1f} ms vs {statistics.median(b):8.1f} ms"
          f"  {memory / 1024:5.1f} MiB  {title}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", default=BINARY)
    parser.add_argument("--quick", action="store_true", help="a log of 64 MiB and fewer runs")
    parser.add_argument("--directory", help="where the log is made (default: the system's temporary directory)")
    parser.add_argument("--write", nargs=3, metavar=("FILE", "SIZE", "ERRORS"), help="write such a log and do no more")
    options = parser.parse_args()
    if options.write:
        with open(options.write[0], "wb") as file:
            return write_log(file, int(options.write[1]), float(options.write[2]))
    if not os.access(options.binary, os.X_OK):
        sys.exit("no release binary; run scripts/sockdoctor --version once")
    kinds = {}
    listed = subprocess.run([options.binary, "explain", "--literals"], stdout=subprocess.PIPE, check=True).stdout
    for entry in listed.decode().splitlines():
        kind, literal = entry.split("\t", 1)
        kinds.setdefault(kind, []).append(literal)
    sets = {
        "names and words of error numbers": kinds["number"],
        "and programs' own messages": kinds["number"] + kinds["phrase"],
        "and other languages": kinds["number"] + kinds["phrase"] + kinds["foreign"],
    }
    with tempfile.TemporaryDirectory(prefix="sockdoctor-", dir=options.directory) as directory:
        files = {}
        for number, (name, literals) in enumerate(sets.items()):
            files[name] = os.path.join(directory, f"literals-{number}")
            with open(files[name], "w", encoding="utf-8") as file:
                file.write("\n".join(literals) + "\n")
        text = os.path.join(directory, "text")
        with open(text, "w", encoding="utf-8") as file:
            file.write(TEXT + "\n")
        print("one text / grep -F -f LITERALS on the same line")
        for name, path in files.items():
            compare(f"{len(sets[name])} literals: {name}", [options.binary, "explain", TEXT], os.devnull,
                    ["grep", "-F", "-f", path], text, 1.5, 51 if options.quick else 201)
        size = 64 * MIB if options.quick else 1024 * MIB
        log = os.path.join(directory, "log")
        for errors in (0.01, 0.1):
            # By a process of its own, so that this one stays small.
            subprocess.run([sys.executable, os.path.abspath(__file__), "--write", log, str(size), str(errors)],
                           check=True)
            print(f"a log of {size // MIB} MiB, {errors:.0%} of the lines tell of an error / grep -c -F -f LITERALS")
            for name, path in files.items():
                compare(f"{len(sets[name])} literals: {name}", [options.binary, "explain", "-"], log,
                        ["grep", "-c", "-F", "-f", path], log, 2.0, 3)


if __name__ == "__main__":
    main()
