#!/usr/bin/env python3
"""Speed as ratios against real tools in the same run: commands alternate (A B A B ...), whole processes are timed.

Prints a table with goal and ratio; judges nothing by exit status, because machines differ.
"""

import argparse
import os
import resource
import socket
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
BINARY = os.path.join(HERE, "..", ".build", "release", "sockdoctor")
NULL = os.open(os.devnull, os.O_RDWR)


def timed(argv):
    """Wall milliseconds and peak resident KiB of one run."""
    start = time.perf_counter()
    pid = os.posix_spawnp(
        argv[0], argv, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, NULL, fd) for fd in (0, 1, 2)])
    _, _, usage = os.wait4(pid, 0)
    return (time.perf_counter() - start) * 1000, usage.ru_maxrss


def compare(title, ours, theirs, goal, runs):
    a, b, memory = [], [], 0
    timed(ours), timed(theirs)
    for _ in range(runs):
        wall, rss = timed(ours)
        a.append(wall)
        memory = max(memory, rss)
        b.append(timed(theirs)[0])
    ratio = statistics.median(x / y for x, y in zip(a, b))
    mark = "ok  " if ratio <= goal else "MISS"
    print(f"{mark} {ratio:7.3f}  goal {goal:<5}  {statistics.median(a):8.1f} ms vs {statistics.median(b):8.1f} ms"
          f"  {memory / 1024:5.1f} MiB  {title}", flush=True)


def listener(port, backlog=5):
    s = socket.socket()
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.bind(("127.0.0.1", port))
    s.listen(backlog)
    return s


def child(body):
    pid = os.fork()
    if pid == 0:
        try:
            body()
        finally:
            os._exit(0)
    return pid


def idle(binary, runs):
    print("idle machine")
    held = child(lambda: (listener(29090), time.sleep(600)))
    time.sleep(0.3)
    compare("check of a refused local port / ss -tlnp", [binary, "check", "127.0.0.1:29555"], ["ss", "-tlnp"], 1.5, runs)
    compare("port of a held one / ss -tlnp", [binary, "port", "29090"], ["ss", "-tlnp"], 1.5, runs)
    os.kill(held, 9)
    os.waitpid(held, 0)


def busy(binary, runs, processes, descriptors):
    """Inside namespaces of its own: nothing here is seen by anybody else, and all of it ends with process 1."""
    print(f"busy machine: {processes} processes with {descriptors} descriptors each")

    def filled(port=None):
        held = [listener(port)] if port else []
        while len(held) < descriptors - 3:
            held.append(socket.socket() if len(held) % 2 else os.open(os.devnull, os.O_RDONLY))
        time.sleep(3600)

    for index in range(processes):
        port = {0: 21001, processes // 2: 21002, 5: 23000, 6: 23001}.get(index)
        child(lambda: filled(port))
    child(lambda: filled(21003))
    time.sleep(processes / 400)
    ss = ["ss", "-tlnp"]
    compare("port, the holder was started lately / ss", [binary, "port", "21003"], ss, 0.25, runs)
    compare("port, the same / lsof -nP -i", [binary, "port", "21003"], ["lsof", "-nP", "-i", ":21003"], 0.05, max(3, runs // 2))
    compare("port, the holder is the oldest / ss", [binary, "port", "21001"], ss, 1.1, runs)
    compare("port, the holder is in the middle / ss", [binary, "port", "21002"], ss, 1.1, runs)
    compare("check, refused, nothing near / ss", [binary, "check", "127.0.0.1:29999"], ss, 0.05, runs)
    compare("check, refused, near misses of old processes / ss", [binary, "check", "127.0.0.1:23002"], ss, 0.05, runs)
    crowd(binary, runs)


def crowd(binary, runs):
    """Many sockets in the table: both ends of loopback connections, over as many processes as the limit asks for."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    each = min(hard, 20_000) // 2 - 100
    makers = max(1, 50_000 // each)
    ready = []
    for index in range(makers):
        read, write = os.pipe()

        def body():
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
            server = listener(24000 + index, 1024)
            held = []
            for number in range(each):
                client = socket.socket()
                # Source addresses of their own, else the local ports of one destination run out.
                client.bind((f"127.1.{index}.{number // 20_000 + 1}", 0))
                client.connect(("127.0.0.1", 24000 + index))
                held += [client, server.accept()[0]]
            os.write(write, b"x")
            time.sleep(3600)

        child(body)
        ready.append(read)
    for read in ready:
        os.read(read, 1)
    print(f"{makers * each * 2} sockets in the table besides")
    compare("check, refused / ss -tlnp", [binary, "check", "127.0.0.1:29999"], ["ss", "-tlnp"], 0.25, max(3, runs // 2))
    compare("port, held / ss -tlnp", [binary, "port", "21003"], ["ss", "-tlnp"], 0.25, max(3, runs // 2))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", default=BINARY)
    parser.add_argument("--quick", action="store_true", help="fewer runs and a smaller crowd")
    parser.add_argument("--busy", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    runs = 5 if options.quick else 21
    if options.busy:
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
        return busy(options.binary, max(3, runs // 3), 400 if options.quick else 2000, 60)
    if not os.access(options.binary, os.X_OK):
        sys.exit("no release binary; run scripts/sockdoctor --version once")
    idle(options.binary, runs)
    again = [sys.executable, os.path.abspath(__file__), "--busy", "--binary", os.path.abspath(options.binary)]
    subprocess.run(["unshare", "--net", "--pid", "--mount", "--fork", "--kill-child", "--mount-proc", *again,
                    *(["--quick"] if options.quick else [])], check=True)


if __name__ == "__main__":
    main()
