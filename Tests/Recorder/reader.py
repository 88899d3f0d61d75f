"""A small reader of the recorder's shared memory: runs a program with the library preloaded and gives its records."""
import ctypes
import mmap
import os
import socket
import struct
import subprocess
import threading
import time

MAGIC, VERSION, UNIT, HEADER, THREADS = 0x31525753, 1, 64, 4096, 4096
RING = HEADER + THREADS * UNIT
HEAD, TAIL, LOST, HEARTBEAT, STOPPED = 64, 128, 192, 256, 320
KINDS = {1: "call", 2: "site", 3: "start", 4: "exec", 5: "exit"}
CALLS = [None, "socket", "bind", "listen", "accept", "connect", "send", "receive", "shutdown", "close", "set_option",
         "get_option", "duplicate", "set_nonblocking", "wait", "unread", "send_file", "stream", "signal"]
FLAGS = {"nonblocking": 1, "timeout": 2, "peek": 4, "truncated": 8, "stdio": 16, "nosignal": 32, "waitall": 64,
         "out_of_band": 128, "inherited": 256, "more": 512, "uncertain": 1024}


class Record:
    """One record; the names are those of the header."""

    def __init__(self, data):
        (self.stamp, self.units, kind, call, self.process, self.thread, self.descriptor, self.result, self.begin,
         self.end, self.error, flags, self.site, self.argument, self.segments, self.unread, address, local, head, tail,
         self.newlines, self.domain, kind_of_socket, self.extra) = struct.unpack_from("<QHBBIIiqQQHHIQIIHHHHQII24s", data)
        self.kind, self.call = KINDS[kind], CALLS[call] if call < len(CALLS) else call
        self.flags = {name for name, bit in FLAGS.items() if flags & bit}
        self.type, self.protocol = kind_of_socket & 0xFFFF, kind_of_socket >> 16
        self.signed_argument = struct.unpack("<q", struct.pack("<Q", self.argument))[0]
        parts, at = [], 128
        for length in (address, local, head, tail):
            parts.append(bytes(data[at:at + length]))
            at += length
        self.address, self.local = name(parts[0]), name(parts[1])
        self.head, self.tail = parts[2], parts[3]

    def __repr__(self):
        return (f"<{self.kind} {self.call} p{self.process} fd{self.descriptor} = {self.result} e{self.error} "
                f"arg {self.signed_argument} {sorted(self.flags)} {self.address} {self.local} {self.head!r} site {self.site}>")


def name(data):
    if len(data) < 8:
        return None
    family = struct.unpack_from("<H", data)[0]
    if family == socket.AF_INET:
        return socket.inet_ntoa(data[4:8]), struct.unpack_from("!H", data, 2)[0]
    if family == socket.AF_INET6 and len(data) >= 28:
        return socket.inet_ntop(socket.AF_INET6, data[8:24]), struct.unpack_from("!H", data, 2)[0]
    return None


class Region:
    """The shared memory, and a thread that empties the ring."""

    def __init__(self, units=1 << 16, drain=True, keep=True):
        self.units, self.ring = units, units * UNIT
        self.fd = os.memfd_create("recorder", os.MFD_CLOEXEC)
        os.ftruncate(self.fd, RING + self.ring)
        self.map = mmap.mmap(self.fd, RING + self.ring)
        struct.pack_into("<IIQ", self.map, 0, MAGIC, VERSION, units)
        self.records, self.sites, self.holes, self.count, self.keep = [], {}, 0, 0, keep
        self.beat()
        self.done = False
        self.thread = threading.Thread(target=self.turn, daemon=True) if drain else None
        if self.thread:
            self.thread.start()

    @property
    def path(self):
        return f"/proc/{os.getpid()}/fd/{self.fd}"

    def number(self, offset):
        return struct.unpack_from("<Q", self.map, offset)[0]

    def beat(self):
        struct.pack_into("<Q", self.map, HEARTBEAT, time.monotonic_ns())

    def turn(self):
        while not self.done:
            self.beat()
            if not self.drain():
                time.sleep(0.0005)

    def drain(self, final=False):
        """Takes what is complete. A hole (its writer was killed) is skipped when nothing comes of it within 50 ms."""
        tail, head, before = self.number(TAIL), self.number(HEAD), self.count
        waited = time.monotonic()
        while tail < head:
            at = RING + tail % self.units * UNIT
            if struct.unpack_from("<Q", self.map, at)[0] != tail + 1:
                if not final and time.monotonic() - waited < 0.05:
                    time.sleep(0.0005)
                    self.beat()
                    continue
                self.holes += 1
                tail += 1
                while tail < head and self.stamp(tail) != tail + 1:
                    tail += 1
                continue
            size = struct.unpack_from("<H", self.map, at + 8)[0]
            data = self.map[at:at + size * UNIT]
            if len(data) < size * UNIT:
                data += self.map[RING:RING + size * UNIT - len(data)]
            record = Record(data)
            self.count += 1
            if record.kind == "site":
                self.sites[record.process, record.site] = record.argument, record.head.decode("utf-8", "replace").split("\n")
            elif self.keep:
                self.records.append(record)
            tail += size
            struct.pack_into("<Q", self.map, TAIL, tail)
            waited = time.monotonic()
            if self.count % 256 == 0:
                self.beat()
        struct.pack_into("<Q", self.map, TAIL, tail)
        return self.count - before

    def stamp(self, index):
        return struct.unpack_from("<Q", self.map, RING + index % self.units * UNIT)[0]

    def finish(self):
        """The last records; the lost ones are in `lost`."""
        self.done = True
        if self.thread:
            self.thread.join()
        self.drain(final=True)
        self.lost = self.number(LOST)
        return self.records

    def slots(self):
        """The threads that are in a call: (thread, process, begin, descriptor, call, site, argument, name)."""
        found = []
        for i in range(THREADS):
            at = HEADER + i * UNIT
            thread, process, begin, descriptor, call, flags, site, _, argument, text = struct.unpack_from(
                "<IIQiHHIIQ16s", self.map, at)
            if thread:
                found.append((thread, process, begin, descriptor, CALLS[call], site, argument, text.split(b"\0")[0].decode()))
        return found

    def close(self):
        self.map.close()
        os.close(self.fd)


def environment(region, library, extra=None):
    made = dict(os.environ if extra is None else {**os.environ, **extra})
    made["LD_PRELOAD"] = library + (":" + made["LD_PRELOAD"] if made.get("LD_PRELOAD") else "")
    made["SOCKDOCTOR_WATCH"] = region.path
    return made


def run(library, arguments, region=None, extra=None, timeout=120, stdin=b"", **more):
    """Runs a program to its end: (records, region, completed process)."""
    region = region or Region()
    done = subprocess.run(arguments, env=environment(region, library, extra), input=stdin, capture_output=True,
                          timeout=timeout, **more)
    return region.finish(), region, done


def set_subreaper():
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)
