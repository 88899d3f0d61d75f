"""A program under test, what it may print, and the calls that the partners share."""

import itertools
import os
import random
import re
import socket
import struct
import subprocess
import tempfile
import threading
import time

LIMIT = 10  # seconds that any single step may take on a loaded machine


class Wrong(Exception):
    """The program does not do what its recipe says."""


class Impossible(Exception):
    """This machine lacks what the check needs."""


# Below the range of ephemeral ports, so that no connection of another program takes one between the look and the use.
_ports = itertools.cycle(random.sample(range(12_000, 30_000), 18_000))
# Between fork and exec a child holds copies of all sockets: a probe's port would stay taken after its close.
_no_fork = threading.Lock()


def spawn(command, **options):
    with _no_fork:
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, **options)


def free_port():
    with _no_fork:
        for port in itertools.islice(_ports, 1000):
            try:
                for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
                    with socket.socket(socket.AF_INET, kind) as probe:
                        probe.bind(("", port))
                return port
            except OSError:
                continue
    raise Impossible("no free port")


def kernel_sockets(protocol, port, state):
    """How many IPv4 and IPv6 sockets have the local port and the state (two hexadecimal digits)."""
    count = 0
    for table in (f"/proc/net/{protocol}", f"/proc/net/{protocol}6"):
        try:
            with open(table, encoding="ascii") as file:
                rows = file.read().splitlines()[1:]
        except FileNotFoundError:
            continue
        count += sum(1 for row in map(str.split, rows) if row[1].endswith(f":{port:04X}") and row[3] == state)
    return count


def wait_until(condition, text, limit=LIMIT):
    end = time.monotonic() + limit
    while not condition():
        if time.monotonic() > end:
            raise Wrong(text)
        time.sleep(0.02)


class Subject:
    """The program under test: at most one process at a time, and its output."""

    def __init__(self, command, preload=None):
        self.command = command
        self.environment = dict(os.environ, LC_ALL="C.UTF-8", PYTHONDONTWRITEBYTECODE="1")
        if preload:
            self.environment["LD_PRELOAD"] = preload
        self.process = None
        self.port = free_port()

        self.out, self.err = tempfile.TemporaryFile(), tempfile.TemporaryFile()

    def close(self):
        if self.runs():
            self.process.kill()
            self.process.wait()
        self.out.close()
        self.err.close()

    def start(self, *arguments):
        self.process = spawn(
            [*self.command, *map(str, arguments)], stdout=self.out, stderr=self.err, env=self.environment)

    def serve(self, *arguments, protocol="tcp"):
        """Starts it as a server on the port, and waits until the kernel says that it is one.

        A server that runs already goes on: it has to survive what earlier checks did to it.
        """
        if self.runs():
            return
        self.start(*arguments, self.port)
        state = "0A" if protocol == "tcp" else "07"

        def ready():
            if self.process.poll() is not None:
                raise Wrong(f"ended with status {self.process.returncode} instead of serving")
            return kernel_sockets(protocol, self.port, state) > 0

        wait_until(ready, "does not serve")

    def runs(self):
        return self.process is not None and self.process.poll() is None

    def finish(self, limit=LIMIT):
        """Waits for a client to end: its status, standard output and standard error."""
        try:
            status = self.process.wait(limit)
        except subprocess.TimeoutExpired:
            raise Wrong("does not end") from None
        return status, self.text(self.out), self.text(self.err)

    def end(self):
        """A server still runs, and ends when it is told to."""
        if not self.runs():
            raise Wrong(f"ended with status {self.process.returncode}")
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            raise Wrong("does not end at SIGTERM") from None

    @staticmethod
    def text(file):
        return os.pread(file.fileno(), 1 << 20, 0).decode(errors="replace")

    def output(self):
        return self.text(self.out)[-500:] + self.text(self.err)[-1500:]

    def connect(self, host="127.0.0.1"):
        connection = socket.create_connection((host, self.port), timeout=LIMIT)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection


def expect(condition, text):
    if not condition:
        raise Wrong(text)


def read_exactly(connection, count):
    data = b""
    while len(data) < count:
        piece = connection.recv(count - len(data))
        expect(piece, f"closes after {len(data)} of {count} bytes")
        data += piece
    return data


def read_to_end(connection):
    pieces = []
    while piece := connection.recv(65_536):
        pieces.append(piece)
    return b"".join(pieces)


def trickle(connection, data):
    for i in range(len(data)):
        connection.sendall(data[i : i + 1])
        time.sleep(0.002)


def reset(connection):
    """Ends the connection with a RST."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def is_told(subject, before):
    """Something new is on standard error."""
    wait_until(lambda: len(subject.text(subject.err)) > len(before), "says nothing on standard error", 3)


def one_line(subject, pattern, limit=LIMIT):
    """The client ends with an error and says it in one line."""
    status, _, err = subject.finish(limit)
    expect(status > 0, f"ends with status {status}")
    expect(len(err.splitlines()) == 1, f"prints {len(err.splitlines())} lines of errors")
    expect(re.search(pattern, err, re.IGNORECASE), f"does not say {pattern}")
