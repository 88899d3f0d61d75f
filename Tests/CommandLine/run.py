#!/usr/bin/env python3
"""The command line from outside: exit statuses, usage errors, output contract. Last line: N passed, N failed, N skipped."""

import argparse
import json
import os
import pty
import select
import signal
import stat
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
BINARY = os.path.join(HERE, "..", "..", ".build", "release", "sockdoctor")
CASES = []


def case(function):
    CASES.append(function)
    return function


def ask(*argv, env=None, user=False, timeout=20, **options):
    environment = {"PATH": os.environ["PATH"], "HOME": "/root", **(env or {})}
    prepare = (lambda: (os.setgroups([]), os.setgid(65534), os.setuid(65534))) if user else None
    return subprocess.run([BINARY, *argv], capture_output=True, env=environment, timeout=timeout, preexec_fn=prepare, **options)


SERVER = """
import socket, sys, time
s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("127.0.0.1", int(sys.argv[1])))
s.listen(5)
held = []
while True:
    held.append(s.accept()[0])
"""


class Server:
    def __init__(self, port, name=None, cwd="/tmp", code=SERVER):
        argv = [name or "python3", "-c", code, str(port)]
        self.process = subprocess.Popen(argv, executable="/usr/bin/python3", cwd=cwd)
        deadline = time.time() + 5
        while time.time() < deadline and f":{port} " not in subprocess.run(["ss", "-tln"], capture_output=True, text=True).stdout:
            time.sleep(0.02)

    def __enter__(self):
        return self.process

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


@case
def explain_a_text():
    answer = ask("explain", "--json", "ConnectionRefusedError: [Errno 111] Connect call failed ('127.0.0.1', 9090)")
    assert answer.returncode == 1, answer
    report = json.loads(answer.stdout)
    assert report["command"] == "explain" and report["verdict"] == "problem" and report["symptom"] == "connection-refused"
    said = report["recognised"]
    assert list(said) == ["symptom", "also", "errno", "host", "port", "runtime"]
    assert (said["symptom"], said["errno"], said["host"], said["port"], said["runtime"]) == (
        "connection-refused", "ECONNREFUSED", "127.0.0.1", 9090, "python")
    assert report["next"] == "sockdoctor check 127.0.0.1:9090"
    answer = ask("explain", "bind:", "Address", "already", "in", "use")
    assert answer.returncode == 1 and b"Address already in use" in answer.stdout, answer
    answer = ask("explain", "The email address is already in use by another account.")
    assert answer.returncode == 0 and b"not a socket error" in answer.stdout, answer
    answer = ask("explain", "wrong-prot")
    assert answer.returncode == 64 and b"wrong-port" in answer.stderr, answer
    answer = ask("explain", "connection-refused")
    assert answer.returncode == 0 and b"server-not-running: " in answer.stdout, answer


@case
def pages_show_programs():
    assert b"def " in ask("explain", "one-receive-per-message").stdout
    assert b"#include" in ask("explain", "one-receive-per-message", "--language", "c").stdout
    answer = ask("explain", "one-receive-per-message", "--language", "cobol")
    assert answer.returncode == 64 and b"python" in answer.stderr and answer.stderr.count(b"\n") == 1, answer


@case
def explain_and_check():
    text = "connect ECONNREFUSED 127.0.0.1:39471"
    answer = ask("explain", "--check", "--json", text)
    report = json.loads(answer.stdout)
    assert answer.returncode == 1 and report["findings"][0]["cause"] == "server-not-running", answer
    with Server(39471):
        answer = ask("explain", "--check", "--json", text)
        report = json.loads(answer.stdout)
        assert answer.returncode == 0 and report["verdict"] == "healthy" and report["findings"] == [], answer
        assert "it works now" in report["notes"][0], report["notes"]
        answer = ask("explain", "--check", "--json", "listen tcp 127.0.0.1:39471: bind: address already in use")
        report = json.loads(answer.stdout)
        assert answer.returncode == 1 and report["findings"][0]["cause"].startswith(("port-held", "previous-instance")), report
    answer = ask("explain", "--check", "connect: Connection refused")
    assert answer.returncode == 2 and b"names no port" in answer.stdout, answer


@case
def explain_standard_input():
    log = b"".join(b"%d ordinary line\n" % n for n in range(20000))
    log = log + b"dial tcp 10.0.0.3:80: connect: connection refused\r\n" + log + b"send: Broken pipe"
    answer = ask("explain", "-", "--json", input=log)
    assert answer.returncode == 1, answer.stderr
    end = answer.stdout[answer.stdout.rindex(b'{\n  "schema"'):]
    assert json.loads(end)["counts"] == {"broken-pipe": 1, "connection-refused": 1}, end
    answer = ask("explain", "--follow", "-", input=log)
    lines = answer.stdout.decode().splitlines()
    assert answer.returncode == 1 and lines[0].startswith("20001: connection-refused 10.0.0.3:80"), lines
    assert any(line.startswith("40002: broken-pipe") for line in lines), lines
    assert ask("explain", "-", input=b"all is well\n").returncode == 0
    assert ask("explain", "-", input=b"").returncode == 64
    assert ask("explain", "-", input=bytes(range(256)) * 4000).returncode == 0


@case
def follow_ends_with_counts_at_control_c():
    process = subprocess.Popen([BINARY, "explain", "--follow", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    process.stdin.write(b"connect: Connection refused\n")
    process.stdin.flush()
    first = process.stdout.readline()
    process.send_signal(signal.SIGINT)
    rest = process.communicate(timeout=5)[0]
    assert first.startswith(b"1: connection-refused") and b"1 of 1 lines" in rest, (first, rest)
    assert process.returncode == 1


@case
def exit_statuses():
    assert ask("127.0.0.1:9090").returncode == 1
    with Server(9090):
        assert ask("127.0.0.1:9090").returncode == 0
        assert ask("port", "9090").returncode == 1
    assert ask("port", "9098").returncode == 0
    assert ask("check", "udp://127.0.0.1:9090", "--from", "pid:999999").returncode == 2


GARBAGE = ["", "localhost", "a:b", "host:", "host:0", "host:65536", "host:-1", "::1:9090", "[::1", "[::1]", "[zz]:1", "1.2.3.4.5:80",
           "256.1.1.1:80", "a b:80", "foo://x:1", "a..b:80", "\x1b[2J:80", "99999999999999999999", "0", "65536", "9090x", "9090:", "[]:1", "@:1"]


@case
def garbage_is_wrong_usage():
    for command in ("check", "port"):
        for text in GARBAGE:
            run = ask(command, "--", text) if text.startswith("-") else ask(command, text)
            error = run.stderr.decode()
            assert run.returncode == 64, (command, text, run.returncode)
            assert error.count("\n") == 1 and "try:" in error and "\x1b" not in error, (command, text, error)
            assert not run.stdout, (command, text)


@case
def options_are_checked():
    for argv in (["check"], ["port"], ["check", "9090", "--timeout", "0"], ["check", "9090", "--timeout", "x"], ["check", "9090", "--send", "\\q"],
                 ["check", "9090", "--expect", "\\x4"], ["check", "9090", "--from", "moon"], ["port", "9090", "--yes"], ["--nonsense"],
                 ["port", "example"], ["explain", "wrong-prot"], ["check", "9090", "9091"], ["lab", "serve", "--frame", "x"]):
        run = ask(*argv)
        assert run.returncode == 64 and run.stderr, (argv, run)
        assert b"Fatal" not in run.stderr and b"trace" not in run.stderr, argv
    assert b"wrong-port" in ask("explain", "wrong-prot").stderr


CHECK = ["schema", "command", "subject", "verdict", "symptom", "findings", "undecided", "steps"]


@case
def json_documents():
    run = json.loads(ask("check", "127.0.0.1:9090", "--json").stdout)
    assert list(run)[:8] == CHECK and run["schema"] == "sockdoctor.report/1" and "attempts" in run
    assert list(run["subject"]) == ["host", "address", "port", "transport", "from"]
    assert run["attempts"][0]["outcome"] == "refused" and run["attempts"][0]["errno"] == "ECONNREFUSED"
    with Server(9090) as server:
        held = json.loads(ask("port", "9090", "--json").stdout)
        owner = held["owners"][0]
        assert owner["pid"] == server.pid and owner["state"] == "LISTEN" and owner["directory"] == "/tmp"
        for key in ("address", "port", "transport", "command", "user", "started", "supervisor", "container", "ancestry"):
            assert key in owner, key
        assert held["bindable"] == {"plain": False, "with_reuse_address": False}
        assert list(held["subject"]) == ["host", "address", "port", "transport", "from"]


@case
def colour_is_for_terminals():
    assert b"\x1b" not in ask("127.0.0.1:9090").stdout
    for argv, env, expected in ((["9090"], {}, True), (["9090", "--no-color"], {}, False), (["9090"], {"NO_COLOR": "1"}, False)):
        output = terminal(argv, env)
        assert (b"\x1b[" in output) == expected, (argv, env, output)


def terminal(argv, env=None, answer=None):
    """What the binary shows on a pseudo-terminal."""
    pid, fd = pty.fork()
    if pid == 0:
        os.environ.pop("NO_COLOR", None)
        os.environ.update({"TERM": "xterm", **(env or {})})
        os.execv(BINARY, [BINARY, *argv])
    output = b""
    while True:
        try:
            data = os.read(fd, 4096)
        except OSError:
            break
        if not data:
            break
        output += data
        if answer is not None and b"[y/N]" in output:
            os.write(fd, answer)
            answer = None
    os.waitpid(pid, 0)
    os.close(fd)
    return output


@case
def the_guide_is_paged():
    """A pager that leaves early, one that is missing, one with arguments; it must end in each case, and say no more."""
    whole = ask("guide").stdout.decode()
    assert len(whole) > 200_000 and "\x1b" not in whole
    env = {"NO_COLOR": "1", "COLUMNS": "80"}
    started = time.time()
    # Far more than a pipe holds is left unread.
    assert terminal(["guide"], {**env, "PAGER": "head -n 3"}).decode().replace("\r", "") == "\n".join(whole.split("\n")[:3]) + "\n"
    assert time.time() - started < 10
    for pager in ("cat", "no-such-pager"):
        assert terminal(["guide"], {**env, "PAGER": pager}).decode().replace("\r", "") == whole, pager
    assert b"\x1b[1m" in terminal(["guide", "card"], {"PAGER": "cat"})


@case
def the_guide_is_left_with_q():
    pid, fd = pty.fork()
    if pid == 0:
        os.environ.pop("PAGER", None)
        os.environ.pop("LESS", None)
        os.environ["TERM"] = "xterm"
        os.execv(BINARY, [BINARY, "guide"])
    os.read(fd, 1000)
    deadline = time.time() + 15
    ended = (0, 0)
    os.write(fd, b"\x03q")  # Ctrl+C is the pager's, q ends it
    while ended[0] == 0 and time.time() < deadline:
        try:
            while select.select([fd], [], [], 0.1)[0] and os.read(fd, 4096):
                pass
            os.write(fd, b"q")
        except OSError:
            pass
        ended = os.waitpid(pid, os.WNOHANG)
    if ended[0] == 0:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        raise AssertionError("it does not end")
    os.close(fd)
    assert os.waitstatus_to_exitcode(ended[1]) == 0, ended


@case
def the_guide_is_written():
    for name, code in (("adress-in-use", b"try: sockdoctor guide address-in-use"), ("files", None)):
        run = ask("guide", name)
        assert (run.returncode, run.stderr.count(b"\n")) == ((64, 1) if code else (0, 0)), run
        assert code is None or code in run.stderr
    for kind, name in (("html", "guide.html"), ("markdown", "README.md"), ("terminal", "guide.txt")):
        with tempfile.TemporaryDirectory() as place:
            assert ask("guide", "--format", kind, "-o", place + "/a/b").returncode == 0
            assert os.path.getsize(f"{place}/a/b/{name}") > 2000
            # A place where nothing can be written: one sentence.
            run = ask("guide", "--format", kind, "-o", f"{place}/a/b/{name}/x")
            assert run.returncode == 2 and not run.stdout and run.stderr.count(b"\n") == 1, run
    with open("/dev/full", "w") as full:
        assert subprocess.run([BINARY, "guide"], stdout=full, stderr=subprocess.PIPE).returncode == 2
    early = subprocess.run(f"{BINARY} guide | head -n 1", shell=True, capture_output=True)
    assert early.stdout.count(b"\n") == 1 and not early.stderr, early


@case
def a_device_is_written_to_and_stays():
    with tempfile.TemporaryDirectory() as place:
        os.mknod(place + "/null", 0o666 | stat.S_IFCHR, os.makedev(1, 3))
        run = ask("check", "127.0.0.1:9", "--facts", place + "/null")
        assert stat.S_ISCHR(os.stat(place + "/null").st_mode) and os.listdir(place) == ["null"], run


@case
def width_is_respected():
    for columns in (40, 60, 100):
        text = ask("127.0.0.1:9090", env={"COLUMNS": str(columns)}).stdout.decode()
        assert max(len(line) for line in text.splitlines() if "sockdoctor" not in line) <= columns + 2, (columns, text)


@case
def help_version_completion():
    assert ask("--version").returncode == 0 and ask("--help").returncode == 0
    for shell in ("bash", "zsh", "fish"):
        run = ask("--generate-completion-script", shell)
        assert run.returncode == 0 and b"sockdoctor" in run.stdout, shell
    assert len(ask("explain", "--names").stdout.split()) >= 43


@case
def facts_are_saved_and_answered():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "facts.json")
        live = ask("127.0.0.1:9090", "--facts", path)
        again = ask("--facts", path)
        assert live.stdout == again.stdout and live.returncode == again.returncode == 1
        port = ask("port", "9098", "--facts", path, "--json")
        assert json.loads(port.stdout) == json.loads(ask("port", "--facts", path, "--json").stdout)
        for content in (b"", b"{}", b"garbage", b"\xff\xfe"):
            with open(path, "wb") as file:
                file.write(content)
            run = ask("--facts", path)
            assert run.returncode == 2 and run.stderr.count(b"\n") == 1, run
        assert ask("--facts", "/nonexistent/file").returncode == 2
        assert ask("9090", "--facts", "/nonexistent/file").returncode == 2
        assert os.listdir(folder) == ["facts.json"]


@case
def full_disk_is_told():
    with open("/dev/full", "wb") as full:
        run = subprocess.run([BINARY, "127.0.0.1:9090"], stdout=full, stderr=subprocess.PIPE)
    assert run.returncode == 2 and b"No space" in run.stderr, run


@case
def hostile_names_are_escaped():
    with Server(9090, name="evil\x1b[2J\u202e\n\x07name"):
        for argv in (["port", "9090"], ["port", "9090", "--json"], ["127.0.0.1:9090"], ["127.0.0.1:9091"]):
            output = ask(*argv).stdout
            assert b"\x1b" not in output and b"\x07" not in output and "\u202e".encode() not in output, output
            output.decode()


@case
def time_is_bounded():
    start = time.time()
    subprocess.run(["nft", "add", "table", "inet", "t"], check=True)
    subprocess.run(["nft", "add chain inet t i { type filter hook input priority 0; }"], shell=False, check=False, capture_output=True)
    subprocess.run("nft add chain inet t i '{ type filter hook input priority 0; }'; nft add rule inet t i tcp dport 9444 drop",
                   shell=True, check=True)
    run = ask("127.0.0.1:9444", "--timeout", "1", user=True)
    assert time.time() - start < 3 and run.returncode == 1, run
    assert b"firewall-drops" in run.stdout
    assert b"tcp dport 9444 drop" in ask("127.0.0.1:9444").stdout
    subprocess.run(["nft", "delete", "table", "inet", "t"], check=True)


@case
def asking_from_elsewhere():
    other = subprocess.Popen(["unshare", "--net", "sh", "-c", "ip link set lo up; exec python3 -c '%s' 9555" % SERVER])
    time.sleep(1)
    try:
        assert ask("check", "127.0.0.1:9555", "--from", f"pid:{other.pid}").returncode == 0
        here = json.loads(ask("127.0.0.1:9555", "--json").stdout)
        assert here["findings"][0]["cause"] == "listening-in-another-namespace", here
        assert ask("check", "127.0.0.1:9555", "--from", "netns:no-such").returncode == 2
        denied = ask("check", "127.0.0.1:9555", "--from", f"pid:{other.pid}", user=True)
        assert denied.returncode == 2 and b"root" in denied.stderr, denied
    finally:
        other.kill()
        other.wait()


@case
def stop_asks_first():
    with Server(9090) as server:
        client = __import__("socket").create_connection(("127.0.0.1", 9090))
        plan = ask("port", "9090", "--stop", stdin=subprocess.DEVNULL)
        assert plan.returncode == 1 and b"Nothing was stopped" in plan.stdout and server.poll() is None
        assert b"Nothing was stopped" in terminal(["port", "9090", "--stop"], answer=b"n\n") and server.poll() is None
        output = terminal(["port", "9090", "--stop"], answer=b"y\n")
        assert server.wait(5) == -signal.SIGTERM, output
        client.close()


@case
def lab_serves_and_ends_in_order():
    server = subprocess.Popen([BINARY, "lab", "serve", "--tcp", "127.0.0.1:9090", "--udp", "127.0.0.1:9091"], stdout=subprocess.PIPE)
    time.sleep(0.7)
    try:
        assert ask("lab", "send", "localhost:9090", "hello", "wörld").stdout.decode() == "OK: HELLO\nOK: WÖRLD\n"
        assert ask("lab", "send", "localhost:9091", "ping", "reverse:abc", "--udp").stdout == b"PONG\ncba\n"
        load = json.loads(ask("lab", "load", "127.0.0.1:9090", "--clients", "200", "--json").stdout)
        assert load["succeeded"] == 200 and load["failed"] == 0
        assert ask("127.0.0.1:9090").returncode == 0 and ask("udp://127.0.0.1:9091").returncode == 0
        taken = ask("lab", "serve", "--tcp", "127.0.0.1:9090", "--udp", "off")
        assert taken.returncode == 1 and b"EADDRINUSE" in taken.stderr and taken.stderr.count(b"\n") == 1, taken
    finally:
        server.send_signal(signal.SIGINT)
    output, _ = server.communicate(timeout=5)
    assert server.returncode == 0 and b"served" in output, output
    assert ask("lab", "send", "127.0.0.1:9090", "x").returncode == 1


def main():
    global BINARY
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", default=BINARY)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    BINARY = os.path.abspath(options.binary)
    if not options.inside:
        # A network, processes and mounts of its own: nothing of the machine is seen or changed.
        return subprocess.run(["unshare", "--net", "--pid", "--mount", "--fork", "--kill-child", "--mount-proc", sys.executable, "-B",
                               os.path.abspath(__file__), "--inside", "--binary", BINARY]).returncode
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    failed = 0
    for function in CASES:
        try:
            function()
            print(f"ok   {function.__name__}", flush=True)
        except Exception as error:  # a failed case is told, the others still run
            failed += 1
            print(f"FAIL {function.__name__}: {type(error).__name__} {str(error)[:1500]}", flush=True)
    print(f"{len(CASES) - failed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
