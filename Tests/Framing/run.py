#!/usr/bin/env python3
"""`sockdoctor framing` against servers and clients that keep their messages apart, or do not.

Runs in a network namespace of its own. The smallest failing cut is found a second time by brute force, with sleeps and
without any of the product's code. The last line counts.
"""
import argparse
import itertools
import json
import os
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAMS = os.path.join(HERE, "programs")
ROOT = os.path.dirname(os.path.dirname(HERE))
PORT = 9400
counts = {"passed": 0, "failed": 0, "skipped": 0}
binary = ""
built = ""


def check(title, condition, detail=""):
    counts["passed" if condition else "failed"] += 1
    print(f"{'ok   ' if condition else 'FAIL '} {title}" + ("" if condition else f"\n      {detail}"), flush=True)


def command(name, *arguments):
    """How a program of the directory is started."""
    path = os.path.join(PROGRAMS, name)
    if name.endswith(".py"):
        return [sys.executable, "-B", path, *map(str, arguments)]
    if name.endswith(".js"):
        return ["node", path, *map(str, arguments)]
    target = os.path.join(built, name[:-2])
    if not os.path.exists(target):
        subprocess.run(["gcc", "-O1", "-Wall", "-Werror", "-o", target, path], check=True)
    return [target, *map(str, arguments)]


class Server:
    """A server that has said that it is ready."""

    def __init__(self, words, ready="ready"):
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True)
        line = self.process.stdout.readline().decode()
        assert ready in line, f"{words} said {line!r}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        # The group, because some serve each client in a process of its own.
        try:
            os.killpg(self.process.pid, 9)
        except ProcessLookupError:
            pass
        self.process.wait()
        self.process.stdout.close()


def framing(*arguments, port=PORT, limit=110, target=True):
    words = [binary, "framing", "--json", *([f"127.0.0.1:{port}"] if target else []), *arguments]
    start = time.monotonic()
    done = subprocess.run(words, capture_output=True, timeout=limit)
    report = json.loads(done.stdout) if done.stdout else {}
    report["status"] = done.returncode
    report["error"] = done.stderr.decode()
    report["seconds"] = time.monotonic() - start
    return report


def encode(frame, text):
    size = {"length8": ">B", "length16": ">H", "length32": ">I", "length32le": "<I"}.get(frame)
    if size:
        return struct.pack(size, len(text)) + text
    return text + {"line": b"\n", "crlf": b"\r\n", "none": b""}[frame]


# Brute force: every schedule in the order of the contract, with a pause at each cut.


def talk(segments, waits=False, port=PORT):
    """Everything that comes back until 200 ms of silence."""
    with socket.create_connection(("127.0.0.1", port)) as sock:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        got = b""

        def take(seconds):
            nonlocal got
            sock.settimeout(seconds)
            try:
                while data := sock.recv(65536):
                    got += data
            except (TimeoutError, ConnectionError):
                return

        for segment in segments:
            try:
                sock.sendall(segment)
            except ConnectionError:
                break
            take(0.12 if waits else 0.03)
        take(0.2)
        return got


def brute_force(frame, texts, most=2):
    for count in range(1, len(texts) + 1):
        frames = [encode(frame, text) for text in texts[:count]]
        honest = talk(frames, waits=True)
        stream = b"".join(frames)
        for cuts in range(0, most + 1):
            if count == 1 and cuts == 0:
                continue
            for cut in itertools.combinations(range(1, len(stream)), cuts):
                edges = [0, *cut, len(stream)]
                if talk([stream[a:b] for a, b in zip(edges, edges[1:])]) != honest:
                    return {"messages": count, "cut": list(cut)}
    return None


# Each server: name, frame, messages, cause or None, more.
SERVERS = [
    ("guide_prefix.py", "length32", ["Hi", "Yo"], "message-split", {}),
    ("guide_prefix_dies.py", "length32", ["Hi", "Yo"], "message-split", {"cut": [1], "messages": 1}),
    ("guide_prefix_right.py", "length32", ["Hello", "World"], None, {}),
    ("guide_merged.py", "none", ["Hello", "World"], "one-receive-per-message", {}),
    ("guide_delimiter.py", "line", ["Hi", "Yo"], "messages-merged", {"cut": [], "messages": 2}),
    ("guide_delimiter_kept.py", "line", ["Hi", "Yo"], "end-of-stream-ignored", {"cut": [], "messages": 1}),
    ("guide_delimiter_right.py", "line", ["Hello", "World"], None, {}),
    ("one_recv_line.py", "line", ["Hi", "Yo"], "one-receive-per-message", {}),
    ("makefile_line.py", "line", ["Hello", "Bună ziua", "World"], None, {}),
    ("two_tries.py", "length32", ["Hi", "Yo"], "message-split", {}),
    ("echo.py", "line", ["Hello", "World"], None, {}),
    ("greeting.py", "line", ["Hello", "World"], None, {}),
    ("waits_for_all.py", "line", ["Hi", "Yo"], None, {"delivery": "taken"}),
    ("farewell_counts.py", "line", ["Hello", "World"], None, {}),
    ("farewell_counts.py", "none", ["Hello\\n", "World\\n"], None, {"once": True}),
    ("sleeps_right.py", "line", ["Hi", "Yo"], None, {}),
    ("sleeps_first.py", "line", ["Hi"], "one-receive-per-message", {"cut": [1], "messages": 1}),
    ("sleeps_first.py", "line", ["Hi", "Yo"], "one-receive-per-message", {"cut": [1], "messages": 1}),
    ("gives_up.py", "line", ["Hi", "Yo"], "message-split", {"cut": [1], "messages": 1}),
    ("long_once.py", "length32", ["Hi", "a long text"], "message-split", {"cut": [5], "messages": 1, "alone": 1}),
    ("little_endian.c", "length32", ["Hi", "Yo"], "length-byte-order", {"cut": [], "messages": 1}),
    ("read_once.c", "line", ["Hi", "Yo"], "one-receive-per-message", {}),
    ("exact16.c", "length16", ["Hello", "World"], None, {}),
    ("first_line_only.c", "line", ["Hi", "Yo"], "messages-merged", {}),
    ("data_event.js", "line", ["Hi", "Yo"], "one-receive-per-message", {}),
    ("buffered.js", "line", ["Hello", "Bună ziua"], None, {}),
    ("broken_characters.js", "line", ["nă", "Yo"], "message-split", {}),
    ("split_crlf.js", "crlf", ["Hi", "Yo"], "message-split", {}),
    ("length32.js", "length32", ["Hello", "Bună ziua"], None, {}),
    ("counts_characters.js", "length32", ["nă", "Yo"], "length-counts-characters", {"cut": [], "messages": 1}),
    ("counts_characters.js", "length32", ["Hi", "nă"], "length-counts-characters", {}),
    ("counts_characters.js", "length32", ["Hi", "Yo"], None, {}),
]


def messages(texts, option="--message"):
    return [word for text in texts for word in (option, text)]


def servers():
    for name, frame, texts, cause, more in SERVERS:
        title = f"{name} {frame} {texts}"
        raw = [text.encode() for text in texts]
        smallest = None
        if cause and "cut" not in more and not cause.startswith("length-"):
            with Server(command(name, PORT)):
                smallest = brute_force(frame, raw)
            check(f"{title}: brute force finds a failure", smallest is not None)
        with Server(command(name, PORT)):
            report = framing("--frame", frame, *messages(texts))
        shown = json.dumps({k: report.get(k) for k in ("verdict", "findings", "smallest_failure", "undecided")})[:900]
        if cause is None:
            check(f"{title} passes in {report['seconds']:.1f} s", report["status"] == 0, shown)
            check(f"{title}: every case passed", all(case["passed"] for case in report["cases"]), shown)
            total = sum(len(encode(frame, text)) for text in raw)
            cuts = {case["cut"][0] for case in report["cases"] if len(case["cut"]) == 1}
            check(f"{title}: every position was cut", "once" in more or cuts >= set(range(1, total)), str(sorted(cuts)))
            wanted = more.get("delivery", "read")
            told = {case["delivery"] for case in report["cases"]}
            check(f"{title}: says how it was delivered", wanted in told, str(told))
            continue
        check(f"{title} fails in {report['seconds']:.1f} s", report["status"] == 1, shown)
        if report["status"] != 1:
            continue
        found = report["smallest_failure"]
        check(f"{title}: {cause}", [f["cause"] for f in report["findings"]] == [cause], shown)
        check(f"{title}: cause of the smallest", found["cause"] == cause, shown)
        if smallest or "cut" in more:
            wanted = smallest or more
            check(
                f"{title}: smallest is {wanted['messages']} messages, cut {wanted['cut']}",
                (found["messages"], found["cut"]) == (wanted["messages"], wanted["cut"]), shown)
        sent = raw[: found["messages"]] if "alone" not in more else [raw[more["alone"]]]
        stream = b"".join(encode(frame, text) for text in sent)
        check(f"{title}: its bytes", bytes.fromhex(found["bytes"]) == stream, shown)
        if cause.startswith(("length-", "delimiter-")) or cause == "end-of-stream-ignored" or "dies" in name:
            continue
        with Server(command(name, PORT)):
            words = subprocess.run(["bash", "-c", f"printf '%s\\0' {found['command']}"], capture_output=True).stdout
            again = [word.decode() for word in words.split(b"\0")[:-1]]
            done = subprocess.run([binary, *again[1:], "--json"], capture_output=True, timeout=60)
            replay = json.loads(done.stdout)
            check(
                f"{title}: the command fails again", done.returncode == 1
                and replay["smallest_failure"]["cut"] == found["cut"], done.stdout.decode()[:300])


def lab():
    frames = ["line", "crlf", "delimiter:7c7c", "length8", "length16", "length32", "length32le"]
    for frame in frames:
        with Server([binary, "lab", "serve", "--tcp", f"127.0.0.1:{PORT}", "--udp", "off", "--frame", frame], "serving"):
            report = framing("--frame", frame, "--message", "Hello", "--message", "Bună ziua", "--message", "World")
            check(f"lab serve --frame {frame} passes", report["status"] == 0, json.dumps(report)[:600])
    with Server([binary, "lab", "serve", "--tcp", f"127.0.0.1:{PORT}", "--udp", "off"], "serving"):
        report = framing("--frame", "none", "--message", "Hello")
        check("lab serve without framing passes with one message", report["status"] == 0, json.dumps(report)[:600])
    faults = {
        "one-receive-per-message": (1, "one-receive-per-message", 1, [1]),
        "messages-merged": (1, "messages-merged", 2, []),
        "message-split": (1, "message-split", 1, [5]),
        "short-prefix": (1, "message-split", 1, [1]),
        "length-byte-order": (1, "length-byte-order", 1, []),
        "length-includes-header": (1, "length-includes-header", 1, []),
        "length-counts-characters": (1, "length-counts-characters", 2, [9]),
        "delimiter-missing": (1, "delimiter-missing", 1, []),
        "end-of-stream-ignored": (1, "end-of-stream-ignored", 1, []),
        "closes-early": (2, "connection-closed-by-server", None, None),
        "never-answers": (2, "server-not-replying", None, None),
        "garbage": (2, "unexpected-reply", None, None),
    }
    for name, (status, cause, count, cut) in faults.items():
        with Server([binary, "lab", "fault", name, "--port", str(PORT)], f"serving {name}") as server:
            frame = server.process.stdout.readline().decode().split("--frame ")[1].split()[0]
            report = framing("--frame", frame, "--message", "Hello", "--message", "Bună ziua", "--timeout", "2")
            causes = [entry["cause"] for entry in report["findings"] or report["undecided"]]
            check(f"lab fault {name}: {cause}", report["status"] == status and causes == [cause], json.dumps(report)[:700])
            small = report["smallest_failure"]
            got = small and (small["messages"], small["cut"])
            check(f"lab fault {name}: smallest", got == ((count, cut) if count else None), str(got))


def clients():
    rows = [
        ("client_right.py", "length32", None, None), ("client_wrong.py", "length32", "message-split", [1]),
        ("client_right.c", "line", None, None), ("client_wrong.c", "line", "one-receive-per-message", [1]),
        ("client_right.js", "line", None, None), ("client_wrong.js", "line", "one-receive-per-message", [1]),
    ]
    for name, frame, cause, cut in rows:
        report = framing(
            "--listen", f"127.0.0.1:{PORT}", "--frame", frame, "--message", "Alpha", "--message", "Beta", "--timeout", "2",
            "--", *command(name, PORT), target=False)
        shown = json.dumps({k: report.get(k) for k in ("verdict", "findings", "smallest_failure", "undecided")})[:900]
        if cause is None:
            check(f"--listen: {name} passes in {report['seconds']:.1f} s", report["status"] == 0, shown)
        else:
            causes = [entry["cause"] for entry in report["findings"]]
            check(f"--listen: {name}: {cause}", report["status"] == 1 and causes == [cause], shown)
            found = report.get("smallest_failure") or {}
            check(f"--listen: {name}: smallest", found.get("cut") == cut and found.get("messages") == 1, shown)
    report = framing(
        "--listen", f"127.0.0.1:{PORT}", "--frame", "line", "--message", "A", "--message", "B", "--", *command("client_slow_start.py", PORT),
        target=False)
    check(f"--listen: a client that is slow to connect passes in {report['seconds']:.1f} s", report["status"] == 0, json.dumps(report)[:600])
    # Clients that somebody else starts, one for each schedule.
    for name, status in [("client_right.py", 0), ("client_wrong.py", 1)]:
        words = [binary, "framing", "--listen", f"127.0.0.1:{PORT}", "--frame", "length32", "--message", "Alpha",
                 "--message", "Beta", "--timeout", "1", "--json"]
        doctor = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        first = doctor.stderr.readline().decode()
        for _ in range(300):
            if doctor.poll() is not None:
                break
            subprocess.run(command(name, PORT), capture_output=True, timeout=20)
        doctor.wait(timeout=30)
        check(f"--listen without a command: {name}, {first.strip()}", doctor.returncode == status, doctor.stdout.read()[:500])
        doctor.stdout.close()
        doctor.stderr.close()


def bad_input():
    def usage(title, *arguments):
        done = subprocess.run([binary, "framing", *arguments], capture_output=True, timeout=20)
        text = done.stderr.decode()
        check(f"usage: {title}", done.returncode == 64 and text.count("\n") == 1, f"{done.returncode} {text}")

    usage("no server", "--frame", "line", "--message", "a")
    usage("no frame", "9400", "--message", "a")
    usage("unknown frame", "9400", "--frame", "lines", "--message", "a")
    usage("no message", "9400", "--frame", "line")
    usage("a message longer than length8", "9400", "--frame", "length8", "--message", "a" * 256)
    usage("the delimiter inside a message", "9400", "--frame", "line", "--message", "a\\nb")
    usage("too few --expect", "9400", "--frame", "line", "--message", "a", "--message", "b", "--expect", "a")
    usage("a cut outside", "9400", "--frame", "line", "--message", "a", "--cut", "9")
    usage("UDP", "udp://127.0.0.1:9400", "--frame", "line", "--message", "a")
    usage("no such escape", "9400", "--frame", "line", "--message", "\\q")
    usage("--frame beside --detect", "9400", "--frame", "line", "--detect")

    def undecided(title, cause, words, *arguments, most=12.0):
        report = framing(*arguments, "--timeout", "1")
        needs = " ".join(entry["needs"] for entry in report["undecided"])
        causes = [entry["cause"] for entry in report["undecided"]]
        fine = report["status"] == 2 and causes == [cause] and words in needs and report["seconds"] < most
        check(f"undecided: {title} in {report['seconds']:.1f} s", fine, f"{report['status']} {causes} {needs}")

    line = ["--frame", "line", "--message", "Hello", "--message", "World"]
    undecided("a port that is closed", "server-not-running", "sockdoctor check 127.0.0.1:9400", *line)
    with Server(command("counter.py", PORT)):
        undecided("replies that differ by themselves", "unexpected-reply", "--expect", *line)
    with Server(command("makefile_line.py", PORT)):
        undecided("another reply than --expect says", "unexpected-reply", "--expect", *line, "--expect", "OK: HELLO", "--expect", "x")
        report = framing(*line, "--expect", "OK: HELLO", "--expect", "OK: WORLD")
        check("--expect that is met passes", report["status"] == 0, json.dumps(report)[:400])
    for frame, mode in [("line", "plain"), ("crlf", "plain"), ("line", "half"), ("crlf", "half")]:
        with Server(command("one_request.py", PORT, mode)):
            texts = ["--frame", frame, "--message", "Hello", "--message", "World"]
            undecided(f"one request for each connection, {frame}, {mode}", "connection-closed-by-server", "give one --message", *texts)
    with Server(command("one_client.py", PORT)):
        undecided("a server that serves one client", "server-not-running", "ECONNREFUSED", *line)
    mute = socket.create_server(("127.0.0.1", PORT))
    undecided("a server that never accepts", "server-not-replying", "did not answer", *line)
    mute.close()
    for title, reply, cause, words in [
        ("endless data", b"x" * 65536, "unexpected-reply", "MiB"), ("endless lines", b"x\n" * 32768, "unexpected-reply", "without end"),
    ]:
        with Server([sys.executable, "-B", "-c", ENDLESS, str(PORT), reply[:2].decode()]):
            undecided(title, cause, words, *line)
    with Server([sys.executable, "-B", "-c", HUGE, str(PORT)]):
        undecided("a length beyond the limit", "unexpected-reply", "16 MiB", "--frame", "length32", "--message", "a")
    report = framing("--listen", f"127.0.0.1:{PORT}", "--frame", "line", "--message", "a", "--", "/nonexistent", target=False)
    check("a client that cannot be started", report["status"] == 2 and "ENOENT" in json.dumps(report), json.dumps(report)[:300])
    report = framing("--listen", f"127.0.0.1:{PORT}", "--frame", "line", "--message", "a", "--timeout", "1", "--", "true", target=False)
    check("a client that never connects", report["status"] == 2 and report["seconds"] < 5, json.dumps(report)[:300])


ENDLESS = """
import socket, sys
listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
print("ready", flush=True)
while True:
    connection, _ = listener.accept()
    try:
        connection.recv(100)
        while True:
            connection.sendall(sys.argv[2].encode() * 32768)
    except OSError:
        connection.close()
"""
HUGE = """
import socket, sys
listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
print("ready", flush=True)
while True:
    connection, _ = listener.accept()
    connection.recv(100)
    connection.sendall(b"\\x7f\\xff\\xff\\xff" + b"x" * 100)
    connection.recv(100)
    connection.close()
"""


def detection():
    for name, frame in [("buffered.js", "line"), ("split_crlf.js", "crlf"), ("length32.js", "length32"), ("exact16.c", "length16"),
                        ("greeting_crlf.py", "crlf"), ("greeting.py", "line"), ("guide_prefix.py", "length32")]:
        with Server(command(name, PORT)):
            report = framing("--detect")
            right = report["status"] in (0, 1) and report["frame"] == frame
            check(f"--detect: {name} is {frame}", right, json.dumps(report)[:400])
            if name.startswith("greeting"):
                check(f"--detect: {name} passes", report["status"] == 0, json.dumps(report)[:400])
    with Server([sys.executable, "-B", "-c", HUGE, str(PORT)]):
        report = framing("--detect")
        check("--detect: no framing fits", report["status"] == 2, json.dumps(report)[:300])


def long_exchange():
    """All cut positions of 1 KB, on right servers (how long they take is measured by Benchmarks/framing.py)."""
    texts = ["a" * 508, "b" * 508]
    for name in ["guide_prefix_right.py", "length32.js"]:
        with Server(command(name, PORT)):
            report = framing("--frame", "length32", *messages(texts))
            check(f"{name}: a 1 KB exchange passes", report["status"] == 0, json.dumps(report["undecided"]))
            cases = len(report["cases"])
            check(f"{name}: it is cut at each of its 1,023 positions", cases > 1023, str(cases))
            left = subprocess.run(["ss", "-tnH", f"sport = :{PORT}", "state", "close-wait"], capture_output=True).stdout
            check(f"{name}: no connection is left open", left == b"", left.decode()[:200])


FAR_SERVER = """
import socket
listener = socket.create_server(("", 9400))
print("ready", flush=True)
while True:
    with listener.accept()[0] as conn:
        while data := conn.recv(4096):
            conn.sendall(data.decode().rstrip("\\n").upper().encode() + b"\\n")
"""


def elsewhere():
    """The server's socket cannot be seen: its wrong answer to the first part comes before the rest is sent."""
    with subprocess.Popen(["unshare", "-n", "cat"], stdin=subprocess.PIPE, start_new_session=True) as far:
        inside = ["nsenter", "-t", str(far.pid), "-n"]
        own = os.readlink("/proc/self/ns/net")
        deadline = time.monotonic() + 10
        while os.readlink(f"/proc/{far.pid}/ns/net") == own and time.monotonic() < deadline:
            time.sleep(0.01)
        for words in (["ip", "link", "add", "v0", "type", "veth", "peer", "name", "v1", "netns", str(far.pid)],
                      ["ip", "addr", "add", "10.9.0.1/24", "dev", "v0"], ["ip", "link", "set", "v0", "up"],
                      [*inside, "ip", "addr", "add", "10.9.0.2/24", "dev", "v1"],
                      [*inside, "ip", "link", "set", "v1", "up"]):
            subprocess.run(words, check=True)
        with Server([*inside, sys.executable, "-B", "-c", FAR_SERVER]):
            report = framing("10.9.0.2:9400", "--frame", "line", *messages(["Hi", "Yo"]), target=False)
        far.stdin.close()
    shown = json.dumps({k: report.get(k) for k in ("verdict", "findings", "smallest_failure")})[:900]
    check("a server elsewhere: one-receive-per-message",
          [f["cause"] for f in report["findings"]] == ["one-receive-per-message"], shown)
    check("a server elsewhere: smallest is cut [1]", report["smallest_failure"]["cut"] == [1], shown)
    check("a server elsewhere: the program's reading could not be seen",
          {case["delivery"] for case in report["cases"] if len(case["cut"]) > 1} == {"taken"}, shown)


def main():
    global binary, built
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", default=os.path.join(ROOT, ".build/release/sockdoctor"))
    parser.add_argument("--only", default="")
    arguments = parser.parse_args()
    if os.environ.get("FRAMING_INSIDE") != "1":
        os.environ["FRAMING_INSIDE"] = "1"
        os.execvp("unshare", ["unshare", "-rn", sys.executable, "-B", os.path.abspath(__file__), *sys.argv[1:]])
    binary = os.path.abspath(arguments.binary)
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    built = tempfile.mkdtemp(prefix="framing-")
    try:
        for part in [servers, lab, clients, bad_input, detection, long_exchange, elsewhere]:
            if arguments.only in part.__name__:
                part()
    finally:
        shutil.rmtree(built)
    print(f"{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
    sys.exit(1 if counts["failed"] else 0)


main()
