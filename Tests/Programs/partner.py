"""The unwatched other side: sockets with exact timing, and bounds on everything."""
import socket
import struct
import time

# Everything that a driver waits for comes within this time, or the scenario fails.
PATIENCE = 8.0


class Peer:
    """One TCP connection of the driver; sends at once, receives with a bound."""

    def __init__(self, connection):
        self.socket = connection
        self.buffer = b""
        connection.settimeout(PATIENCE)
        if connection.family in (socket.AF_INET, socket.AF_INET6):
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, *pieces, gap=0.0):
        """Each piece by a send of its own, `gap` seconds apart."""
        for number, piece in enumerate(pieces):
            if number and gap:
                time.sleep(gap)
            self.socket.sendall(piece if isinstance(piece, bytes) else piece.encode())

    def drip(self, data, gap=0.01):
        """One byte at a time."""
        self.send(*(bytes([byte]) for byte in data), gap=gap)

    def _more(self):
        data = self.socket.recv(65536)
        self.buffer += data
        return bool(data)

    def take(self, count):
        """Exactly `count` bytes; fewer only at the end of the stream."""
        while len(self.buffer) < count and self._more():
            pass
        taken, self.buffer = self.buffer[:count], self.buffer[count:]
        return taken

    def line(self):
        while b"\n" not in self.buffer and self._more():
            pass
        taken, found, self.buffer = self.buffer.partition(b"\n")
        return taken + found

    def rest(self):
        """All bytes till the end of the stream."""
        while self._more():
            pass
        taken, self.buffer = self.buffer, b""
        return taken

    def some(self, quiet=0.25):
        """What arrives until nothing came for `quiet` seconds (the first byte may take longer)."""
        if not self.buffer and not self._more():
            return b""
        self.socket.settimeout(quiet)
        try:
            while self._more():
                pass
        except TimeoutError:
            pass
        self.socket.settimeout(PATIENCE)
        taken, self.buffer = self.buffer, b""
        return taken

    def silent(self, seconds=0.3):
        """True when nothing comes, not even the end, for this time."""
        self.socket.settimeout(seconds)
        try:
            self._more()
            return False
        except TimeoutError:
            return True
        finally:
            self.socket.settimeout(PATIENCE)

    def ended(self):
        """True when the other side closed without a further byte; a reset counts as an end."""
        try:
            return self.rest() == b""
        except ConnectionError:
            return True

    def finish(self):
        """Says that nothing more is sent, keeps reading."""
        self.socket.shutdown(socket.SHUT_WR)

    def reset(self):
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()

    def close(self):
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


# Kept until the run is over: a driver that only opens a port need not hold it.
_listeners = []


class Listener:
    def __init__(self, port, address="127.0.0.1", backlog=16, receive_buffer=None):
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.bind((address, port))
        self.socket.listen(backlog)
        self.socket.settimeout(PATIENCE)
        _listeners.append(self)

    def accept(self):
        return Peer(self.socket.accept()[0])

    def close(self):
        self.socket.close()


class Datagrams:
    """A UDP socket of the driver."""

    def __init__(self, port=0, address="127.0.0.1"):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind((address, port))
        self.socket.settimeout(PATIENCE)
        self.sender = None

    def send(self, data, port=None):
        self.socket.sendto(data, ("127.0.0.1", port) if port else self.sender)

    def receive(self):
        data, self.sender = self.socket.recvfrom(65536)
        return data

    def silent(self, seconds=0.3):
        self.socket.settimeout(seconds)
        try:
            self.socket.recvfrom(65536)
            return False
        except TimeoutError:
            return True
        finally:
            self.socket.settimeout(PATIENCE)

    def close(self):
        self.socket.close()
