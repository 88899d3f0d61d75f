"""Servers, clients and the proxy under test, all on loopback of a network namespace of their own."""

import os
import select
import signal
import socket
import subprocess
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
BINARY = os.path.join(HERE, "..", "..", ".build", "release", "sockdoctor")
_next_port = [20000]


def fresh_port():
    """Ports below the range of outgoing connections, each used once: nothing lingers on them."""
    _next_port[0] += 1
    return _next_port[0]


def listening(port, udp=False):
    table = "udp" if udp else "tcp"
    wanted = f":{port:04X}"
    for name in (table, table + "6"):
        with open(f"/proc/net/{name}") as file:
            for line in file:
                fields = line.split()
                if len(fields) > 3 and fields[1].endswith(wanted) and fields[3] == ("07" if udp else "0A"):
                    return True
    return False


def until(condition, seconds=10):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.01)
    return False


class Proxy:
    """`sockdoctor proxy` in front of `to`; `with` ends it with SIGINT, then rc, out and err are there."""

    def __init__(self, to, *options, listen=None, host="127.0.0.1", udp=False, files=None):
        self.port = listen or fresh_port()
        place = f"[{host}]:{self.port}" if ":" in host else f"{host}:{self.port}"
        target = to if isinstance(to, str) else f"127.0.0.1:{to}"
        self.argv = [BINARY, "proxy", "--listen", place, "--to", target, *map(str, options)]
        if udp:
            self.argv.append("--udp")
        self.out_file, self.err_file = tempfile.TemporaryFile("w+"), tempfile.TemporaryFile("w+")
        limit = (lambda: __import__("resource").setrlimit(__import__("resource").RLIMIT_NOFILE, (files, files))) if files else None
        self.process = subprocess.Popen(
            self.argv, stdout=self.out_file, stderr=self.err_file, stdin=subprocess.DEVNULL, preexec_fn=limit)
        self.host, self.udp = host, udp
        if not until(lambda: self.process.poll() is not None or listening(self.port, udp)):
            raise AssertionError("the proxy does not listen")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            self.rc = self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            self.rc = "did not end within 10 s of SIGINT"
        for name, file in (("out", self.out_file), ("err", self.err_file)):
            file.seek(0)
            setattr(self, name, file.read())
            file.close()

    def connect(self, timeout=10):
        s = socket.create_connection((self.host, self.port), timeout)
        s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return s

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def memory(self):
        """Resident KiB."""
        with open(f"/proc/{self.process.pid}/statm") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1024


class Server:
    """Calls `serve(connection, self)` in a thread for each client."""

    def __init__(self, serve, host="127.0.0.1"):
        self.port = fresh_port()
        self.serve = serve
        self.log = []
        self.listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.listener.bind((host, self.port))
        self.listener.listen(1024)
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self.one, args=(connection,), daemon=True).start()

    def one(self, connection):
        with connection:
            connection.settimeout(20)
            try:
                self.serve(connection, self)
            except OSError as error:
                self.log.append(error)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()


def echo(connection, _):
    while data := connection.recv(1 << 16):
        connection.sendall(data)


def collect(connection, server):
    """Notes each receive with its time; answers nothing; the end of the stream is b''."""
    while True:
        data = connection.recv(1 << 16)
        server.log.append((time.monotonic(), data))
        if not data:
            return


def pieces(server):
    return [data for _, data in (entry for entry in server.log if isinstance(entry, tuple)) if data]


class DatagramServer:
    """Answers each datagram with `reply(data)`; None: not at all."""

    def __init__(self, reply=lambda data: data, host="127.0.0.1"):
        self.socket = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 21)
        self.socket.bind((host, 0))
        self.port = self.socket.getsockname()[1]
        self.reply, self.got = reply, []
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self):
        while True:
            try:
                data, sender = self.socket.recvfrom(1 << 16)
            except OSError:
                return
            if data == b"\0end of the test":
                return
            self.got.append((time.monotonic(), data))
            answer = self.reply(data)
            if answer is not None:
                self.socket.sendto(answer, sender)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        with socket.socket(self.socket.family, socket.SOCK_DGRAM) as s:
            s.sendto(b"\0end of the test", self.socket.getsockname())
        self.thread.join(2)
        self.socket.close()


def read_all(s, limit=1 << 30):
    parts, size = [], 0
    while size < limit:
        data = s.recv(1 << 20)
        if not data:
            break
        parts.append(data)
        size += len(data)
    return b"".join(parts)


def read_exactly(s, count):
    result = b""
    while len(result) < count:
        data = s.recv(count - len(result))
        if not data:
            raise AssertionError(f"the end came after {len(result)} of {count} bytes")
        result += data
    return result


def tshark(path, *arguments):
    result = subprocess.run(
        ["tshark", "-r", path, "-o", "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE",
         "-o", "udp.check_checksum:TRUE", *arguments], capture_output=True, text=True, timeout=60)
    if result.returncode != 0:
        raise AssertionError("tshark: " + result.stderr[-300:])
    return result.stdout


def fields(path, names, *arguments):
    flags = [part for name in names for part in ("-e", name)]
    text = tshark(path, "-T", "fields", *flags, *arguments)
    return [line.split("\t") for line in text.splitlines()]
