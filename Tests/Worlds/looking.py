"""How a world proves itself: the kernel's tables, and what a client or a new server meets."""
import errno
import os
import shutil
import signal
import socket
import time

PYTHON = "/usr/bin/python3" if os.access("/usr/bin/python3", os.X_OK) else shutil.which("python3")
PROC_STATES = {"01": "established", "02": "syn-sent", "04": "fin-wait-1", "05": "fin-wait-2", "06": "time-wait",
               "07": "close", "08": "close-wait", "09": "last-ack", "0A": "listen", "0B": "closing"}


class NotProven(Exception):
    """The situation is not what the title says."""


class Looking:
    """The part of a `World` that only looks."""

    def sockets(self, port, transport="tcp", net=None):
        """Rows of the kernel's table with this local port: (state, address in hex, inode, receive queue)."""
        rows = []
        for suffix in ("", "6"):
            for line in self.table(transport + suffix, net):
                fields = line.split()
                address, hex_port = fields[1].rsplit(":", 1)
                if int(hex_port, 16) == port:
                    rows.append((PROC_STATES.get(fields[3], fields[3]), address, int(fields[9]),
                                 int(fields[4].split(":")[1], 16)))
        return rows

    def table(self, name, net=None):
        # A process that entered the namespace reads its own table; /proc/self follows the reader.
        if net is None:
            with open(f"/proc/self/net/{name}", encoding="ascii") as file:
                return file.read().splitlines()[1:]
        return self.sh(f"cat /proc/self/net/{name}", net=net).splitlines()[1:]

    def states(self, port, transport="tcp", net=None):
        return [row[0] for row in self.sockets(port, transport, net)]

    def until(self, condition, what, seconds=10.0):
        deadline = time.monotonic() + seconds
        while True:
            value = condition()
            if value:
                return value
            if time.monotonic() > deadline:
                raise NotProven(what)
            time.sleep(0.02)

    def wait_port(self, port, transport="tcp", net=None, state=None, process=None):
        wanted = state or ("listen" if transport == "tcp" else "close")

        def there():
            if process is not None and process.poll() is not None:
                with open(process.log, encoding="utf-8", errors="replace") as log:
                    raise NotProven(f"the server ended with {process.returncode}: {log.read()[-1500:]}")
            return wanted in self.states(port, transport, net)
        self.until(there, f"no {transport} socket in state {wanted} on port {port}")

    def prove(self, condition, what):
        if not condition:
            raise NotProven(what)

    def connect(self, address, port, timeout=1.0, net=None):
        """What a client meets: `connected`, `timeout`, or the errno's name."""
        if net is not None:
            program = ("import socket,sys,errno\ntry:\n socket.create_connection((sys.argv[1],int(sys.argv[2])),"
                       f"timeout={timeout}).close();print('connected')\n"
                       "except TimeoutError as e: print('timeout' if e.errno is None else 'ETIMEDOUT')\n"
                       "except OSError as e: print(errno.errorcode.get(e.errno,str(e)))")
            return self.sh([PYTHON, "-c", program, address, str(port)], net=net).strip()
        client = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)
        client.settimeout(timeout)
        try:
            # getaddrinfo() keeps a link-local address's interface.
            client.connect(socket.getaddrinfo(address, port)[0][4])
            return "connected"
        except OSError as error:
            return "timeout" if error.errno is None else errno.errorcode[error.errno]
        finally:
            client.close()

    def prove_connect(self, address, port, outcome, timeout=1.0, net=None):
        """Asserts what a client meets, then lets the kernel's ICMP rate limit (1 s per peer) pass."""
        met = self.connect(address, port, timeout, net)
        self.prove(met == outcome, f"a client of {address}:{port} meets {met}, not {outcome}")
        if outcome not in ("connected", "timeout"):
            if not address.startswith("127.") and address != "::1":
                time.sleep(1.1)

    def exchange(self, address, port, data=b"", timeout=2.0, transport="tcp", size=4096):
        """Sends `data`, gives the first reply (b'' for a close) or the errno's name or `timeout`."""
        kind = socket.SOCK_STREAM if transport == "tcp" else socket.SOCK_DGRAM
        client = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, kind)
        client.settimeout(timeout)
        try:
            client.connect((address, port))
            if data:
                client.send(data)
            return client.recv(size)
        except OSError as error:
            return "timeout" if error.errno is None else errno.errorcode[error.errno]
        finally:
            client.close()

    def bind(self, address, port, reuse=False, transport="tcp", listen=True):
        """What a server that starts now meets: `bound`, or the errno's name."""
        kind = socket.SOCK_STREAM if transport == "tcp" else socket.SOCK_DGRAM
        with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, kind) as server:
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, int(reuse))
            try:
                server.bind((address, port))
                if transport == "tcp" and listen:
                    server.listen()
                return "bound"
            except OSError as error:
                return errno.errorcode[error.errno]

    def stop(self, process):
        """SIGSTOP, as Ctrl+Z does; waits until the kernel shows it stopped."""
        os.kill(process.pid, signal.SIGSTOP)
        self.until(lambda: self.state(process.pid) == "T", "the server did not stop")

    @staticmethod
    def state(pid):
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
            return file.read().rsplit(")", 1)[1].split()[0]


def held(w, port=9090, address="0.0.0.0", transport="tcp", reuse=True):
    w.prove(w.bind(address, port, reuse, transport) == "EADDRINUSE", "the port can be bound")


def answers(w, address, port, sent=b"hello\n", transport="tcp"):
    reply = w.exchange(address, port, sent, transport=transport)
    w.prove(isinstance(reply, bytes) and reply, f"no reply: {reply}")
