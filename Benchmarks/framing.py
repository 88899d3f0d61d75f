#!/usr/bin/env python3
"""All cut positions of a 1 KB exchange against as many honest exchanges, on a local server, as a ratio.

Runs in a network namespace of its own, after the release binary was built. The honest exchanges are made by a plain
client of this script: connect, send, receive the reply, send, receive, half-close, wait for the end. The two alternate;
the median of the ratios is printed. The goal is 3.
"""
import argparse
import json
import os
import socket
import statistics
import struct
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PORT = 9500
TEXTS = [b"a" * 508, b"b" * 508]


def honest(count):
    before = time.monotonic()
    frames = [struct.pack(">I", len(text)) + text for text in TEXTS]
    for _ in range(count):
        with socket.create_connection(("127.0.0.1", PORT)) as sock:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for frame in frames:
                sock.sendall(frame)
                got = b""
                while len(got) < len(frame) + 4:
                    got += sock.recv(4096)
            sock.shutdown(socket.SHUT_WR)
            sock.recv(1)
    return (time.monotonic() - before) * 1000


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", default=os.path.join(ROOT, ".build/release/sockdoctor"))
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    if os.environ.get("FRAMING_INSIDE") != "1":
        os.environ["FRAMING_INSIDE"] = "1"
        os.execvp("unshare", ["unshare", "-rn", sys.executable, "-B", os.path.abspath(__file__), *sys.argv[1:]])
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    programs = os.path.join(ROOT, "Tests/Framing/programs")
    servers = {
        "Python, a thread for each client": [sys.executable, "-B", os.path.join(programs, "guide_prefix_right.py")],
        "Node": ["node", os.path.join(programs, "length32.js")],
        "lab serve": [arguments.binary, "lab", "serve", "--udp", "off", "--frame", "length32", "--tcp"],
    }
    words = [arguments.binary, "framing", str(PORT), "--frame", "length32", "--json"]
    for text in TEXTS:
        words += ["--message", text.decode()]
    for name, command in servers.items():
        where = f"127.0.0.1:{PORT}" if name == "lab serve" else str(PORT)
        # A pipe that nobody reads would fill with the server's log, and the server would wait.
        with subprocess.Popen([*command, where], stdout=subprocess.DEVNULL) as server:
            while True:
                try:
                    socket.create_connection(("127.0.0.1", PORT)).close()
                    break
                except ConnectionRefusedError:
                    time.sleep(0.05)
            ratios = []
            for _ in range(arguments.rounds):
                report = json.loads(subprocess.run(words, capture_output=True).stdout)
                assert report["verdict"] == "healthy", report["undecided"]
                cases = len(report["cases"])
                ratios.append(report["elapsed_ms"] / honest(cases))
            server.kill()
        print(f"{name}: {cases} schedules, ratio {statistics.median(ratios):.2f} (goal 3; "
              f"{min(ratios):.2f} to {max(ratios):.2f} in {len(ratios)} rounds)")


main()
