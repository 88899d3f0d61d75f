"""The place of one run: private namespaces, the program (watched or not) as a student's process, its partner."""
import contextlib
import ctypes
import fcntl
import json
import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import termios
import threading
import time
import traceback

import partner
import sandbox
from looking import Looking, NotProven

LAB = "/home/student/lab"
REPORT = "/home/student/report.json"
STUDENT = 65534
# A scenario that takes longer is a failure of its own.
SECONDS = 20
JAVA = ["java", "-Xshare:auto", "-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m",
        "-cp", "."]
ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "LANG": "C.UTF-8", "HOME": "/home/student",
               "USER": "nobody", "LOGNAME": "nobody", "SHELL": "/bin/sh", "TERM": "dumb"}


class Skip(Exception):
    """This machine cannot make the situation at all."""


class Stage(Looking):
    """What a driver may do: start the program, play its partner, end it, and look at what it did."""

    def __init__(self, scenario, watched, binary):
        self.scenario, self.watched, self.binary = scenario, watched, binary
        self.process = None
        self.argv = scenario.argv
        self.output = {"stdout": bytearray(), "stderr": bytearray()}
        self.readers = []
        self.result = {}
        self.environment = dict(ENVIRONMENT)
        self.refused = None
        self.abandoned = False
        self.terminal = None

    # ---- the program

    def command(self):
        argv = JAVA + self.argv[1:] if self.argv[0] == "java" else list(self.argv)
        if not self.watched:
            return argv
        return [self.binary, "run", "--json", "-o", REPORT, *self.scenario.options, "--", *argv]

    def start(self, port=None, transport="tcp", argv=None, stdin=b"", env=None, terminal=False):
        """Starts the program; with `port` waits until its server is there.

        `stdin` is all of its standard input; None leaves it open for `feed`. With `terminal` all three descriptors are
        a terminal of its own, whose output counts as standard output.
        """
        if terminal:
            self._on_terminal()
            return
        self.argv = argv or self.argv
        self.environment.update(env or {})
        try:
            self.process = subprocess.Popen(self.command(), cwd=LAB, env=self.environment, stdin=subprocess.PIPE,
                                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=self._become)
        except OSError as error:
            self.refused = error.errno
            return
        for name in ("stdout", "stderr"):
            reader = threading.Thread(target=self._read, args=(name, getattr(self.process, name).fileno()),
                                      daemon=True)
            reader.start()
            self.readers.append(reader)
        if stdin is not None:
            self.feed(stdin)
            self.process.stdin.close()
        if port:
            self.wait_server(port, transport)

    def _on_terminal(self):
        self.terminal, theirs = os.openpty()

        def become():
            self._become(group=False)
            os.setsid()
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
        os.fchown(theirs, STUDENT, STUDENT)
        self.process = subprocess.Popen(self.command(), cwd=LAB, env=self.environment, stdin=theirs, stdout=theirs,
                                        stderr=theirs, preexec_fn=become)
        os.close(theirs)
        reader = threading.Thread(target=self._read, args=("stdout", self.terminal), daemon=True)
        reader.start()
        self.readers.append(reader)

    def type(self, keys):
        """Keys on the program's terminal; `\\x03` is Ctrl+C."""
        os.write(self.terminal, keys)

    def feed(self, data):
        """Writes to the program's standard input (started with `stdin=None`)."""
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def _become(self, group=True):
        # Ignored by a shell that put the runner into the background, it would stay ignored.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        if group:
            os.setpgid(0, 0)
        if self.scenario.user != "root":
            os.setgroups([])
            os.setgid(STUDENT)
            os.setuid(STUDENT)

    def _read(self, name, pipe):
        # The end of a terminal is an error.
        with contextlib.suppress(OSError):
            while data := os.read(pipe, 65536):
                self.output[name] += data

    def wait_server(self, port, transport="tcp"):
        wanted = "listen" if transport == "tcp" else "close"

        def there():
            if wanted in self.states(port, transport):
                return True
            if self.process.poll() is not None:
                raise NotProven(f"the program ended with {self.process.returncode}: {self._told()}")
            return False
        self.until(there, f"no {transport} server on port {port}")

    def wait_output(self, text, name="stdout"):
        """Waits for a piece of the program's output; only for programs that flush it."""
        self.until(lambda: text.encode() in self.output[name], f"{text!r} is not printed: {self._told()}")

    def wait_gone(self):
        self.until(lambda: self.process.poll() is not None, "the program does not end by itself")

    def _told(self):
        return "".join(f"\n{name}: {bytes(data[-1500:]).decode(errors='replace')}"
                       for name, data in self.output.items() if data)

    def interrupt(self):
        self.process.send_signal(signal.SIGINT)

    def ctrl_c(self):
        """As a terminal does: the signal goes to the whole job, to the watcher and to the program."""
        os.killpg(self.process.pid, signal.SIGINT)

    def job(self, number):
        """A signal to the whole job, as the shell sends it."""
        os.killpg(self.process.pid, number)

    def kill_watcher(self):
        """The watcher is gone at once; the program should not notice. Nothing when it runs unwatched."""
        if self.watched:
            self.abandoned = True
            self.process.kill()

    def terminate(self):
        self.process.terminate()

    def end(self, status=0, out=None, err=None, has=None, seconds=partner.PATIENCE):
        """Waits for the end; proves exit status (negative: the signal), whole output, or a part of it."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise NotProven(f"the program does not end within {seconds} s: {self._told()}") from None
        if self.abandoned:
            self.until(lambda: not self.programs(), "the program does not end", seconds)
            self.result = {"abandoned": True, "ended": None}
            return self.result
        for reader in self.readers:
            reader.join(2)
        self.result = {"ended": self.process.returncode, "stdout": self.text("stdout"), "stderr": self.text("stderr")}
        ended = self.result["ended"]
        if self.watched:
            self.result["report"] = self._report()
            ended = self.result["program_ended"] = program_status(self.result["report"])
        wanted = status if isinstance(status, tuple) else (status,)
        self.prove(status is None or ended in wanted, f"exit status {ended}, not {status}: {self._told()}")
        self.prove(out is None or self.result["stdout"] == out, f"it prints {self.result['stdout']!r}, not {out!r}; "
                   f"stderr: {self.result['stderr']!r}")
        self.prove(err is None or self.result["stderr"] == err, f"stderr is {self.result['stderr']!r}, not {err!r}")
        self.prove(has is None or has in self.result["stdout"] + self.result["stderr"],
                   f"{has!r} is not printed: {self._told()}")
        return self.result

    def _report(self):
        try:
            with open(REPORT, encoding="utf-8") as file:
                return json.load(file)
        except (OSError, ValueError) as error:
            raise NotProven(f"no JSON report: {error}: {self._told()}") from None

    def text(self, name):
        return bytes(self.output[name]).decode("utf-8", "backslashreplace")

    def prove_spin(self):
        """Proves that the programs of this place use the processor; 100 ms of it, however busy the machine is."""
        before = self._ticks()
        self.until(lambda: self._ticks() - before >= os.sysconf("SC_CLK_TCK") / 10, "it does not spin")

    def process_states(self):
        """The states of all processes here that run the program's interpreter or the program itself."""
        states = set()
        for pid in self.programs():
            with contextlib.suppress(OSError), open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as file:
                name, _, rest = file.read().partition("(")[2].rpartition(")")
                if name in os.path.basename(self.argv[0]):
                    states.add(rest.split()[0])
        return states

    def _ticks(self):
        total = 0
        for pid in self.programs():
            with contextlib.suppress(OSError), open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as file:
                fields = file.read().rpartition(")")[2].split()
                total += int(fields[11]) + int(fields[12])
        return total

    # ---- the other side

    def connect(self, port, address="127.0.0.1"):
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        connection = socket.socket(family)
        connection.settimeout(partner.PATIENCE)
        connection.connect((address, port))
        return partner.Peer(connection)

    def listen(self, port, **options):
        return partner.Listener(port, **options)

    def datagrams(self, port=0):
        return partner.Datagrams(port)

    @contextlib.contextmanager
    def at_once(self):
        """What is sent inside is all there before the program runs again: one processor, and we come first on it."""
        others = [task for pid in self.programs() for task in os.listdir(f"/proc/{pid}/task")]
        everywhere = os.sched_getaffinity(0)
        here = {min(everywhere)}
        for task in (0, *map(int, others)):
            with contextlib.suppress(ProcessLookupError):
                os.sched_setaffinity(task, here)
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(10))
        try:
            yield
        finally:
            os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))
            for task in (0, *map(int, others)):
                with contextlib.suppress(ProcessLookupError):
                    os.sched_setaffinity(task, everywhere)

    def pause(self, seconds):
        time.sleep(seconds)

    def programs(self):
        """All processes here but the stage itself and its init."""
        return [int(name) for name in os.listdir("/proc") if name.isdigit() and int(name) not in (1, os.getpid())]

    def bind_file(self, path, text):
        """Lays `text` over a file of the machine, for this run only."""
        source = "/home/" + path.replace("/", "-")
        with open(source, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(source, 0o644)
        sandbox.mount("--bind", source, os.path.realpath(path))

    def write(self, name, data, mode=0o755):
        """Lays a file into the lab directory; gives its path."""
        path = os.path.join(LAB, name)
        with open(path, "wb") as file:
            file.write(data if isinstance(data, bytes) else data.encode())
        os.chmod(path, mode)
        return path

    def sh(self, command):
        """A set-up command as root, in the lab directory."""
        done = subprocess.run(command, shell=True, cwd=LAB, stdin=subprocess.DEVNULL, text=True, timeout=20,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.prove(done.returncode == 0, f"{command}: status {done.returncode}: {done.stdout}")

    def directory(self, name):
        path = os.path.join(LAB, name)
        os.mkdir(path)
        os.chown(path, STUDENT, STUDENT)

    # ---- afterwards

    def remains(self):
        """What is left: processes (by their command), and files in the temporary directories."""
        def commands():
            found = []
            for pid in self.programs():
                with contextlib.suppress(OSError), open(f"/proc/{pid}/cmdline", "rb") as file:
                    found.append(file.read().replace(b"\0", b" ").decode(errors="replace").strip())
            return sorted(found)
        deadline = time.monotonic() + 1.0
        while commands() and time.monotonic() < deadline:
            time.sleep(0.02)
        files = [os.path.join(place, name) for place in ("/tmp", "/dev/shm", "/home/student", LAB)
                 for name in os.listdir(place)]
        return {"processes": commands(), "files": sorted(set(files) - {REPORT, LAB})}


def program_status(report):
    """The program's own end as subprocess tells it: its status, or minus the signal's number."""
    program = report.get("program") or {}
    if program.get("signal"):
        return -int(signal.Signals[program["signal"]])
    return program.get("exit_status")


# ---- inside the namespaces

def enter(options):
    """Runs as process 1 of new namespaces: lays the file systems, forks the stage, reaps orphans."""
    key, mode, tools = options.inside
    answer = os.dup(1)
    os.dup2(2, 1)
    os.umask(0o022)
    sandbox.mount("-t", "tmpfs", "-o", "mode=755", "none", "/home")
    os.makedirs(LAB)
    # A null device of our own: whoever changes the machine's must not change what a program does here.
    with contextlib.suppress(PermissionError):
        os.mknod("/home/null", stat.S_IFCHR | 0o666, os.makedev(1, 3))
        os.chmod("/home/null", 0o666)
        sandbox.mount("--bind", "/home/null", "/dev/null")
    here = os.path.dirname(os.path.abspath(__file__))
    for directory in (os.path.join(here, "programs"), tools):
        for name in os.listdir(directory):
            shutil.copy(os.path.join(directory, name), LAB)
    os.makedirs("/home/bin")
    if mode == "watched":
        sandbox.mount("--bind", os.path.dirname(os.path.abspath(options.binary)), "/home/bin")
    for path in ("/home/student", LAB):
        os.chown(path, STUDENT, STUDENT)
    import catalogue
    entry = next(entry for entry in catalogue.scenarios(checked=False) if entry.key == key)
    for directory in ("/tmp", "/dev/shm"):
        sandbox.mount("-t", "tmpfs", "-o", "mode=1777", "none", directory)
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    subprocess.run(["hostname", "labmachine"], check=True)
    child = os.fork()
    if child == 0:
        os.setsid()
        ctypes.CDLL(None).prctl(15, b"stage", 0, 0, 0)  # PR_SET_NAME
        perform(entry, mode == "watched", os.path.join("/home/bin", os.path.basename(options.binary)), answer)
        os._exit(0)
    while True:
        pid, _ = os.wait()
        if pid == child:
            os._exit(0)


def perform(entry, watched, binary, answer):
    stage = Stage(entry, watched, binary)
    outcome = {"status": "ok", "why": []}
    signal.signal(signal.SIGALRM, lambda *_: (_ for _ in ()).throw(NotProven(f"not done within {SECONDS} s")))
    signal.alarm(SECONDS)
    try:
        entry.drive(stage)
        if not stage.result and stage.process:
            raise NotProven("the driver does not wait for the program's end")
        outcome["remains"] = stage.remains()
    except Skip as skip:
        outcome.update(status="skip", why=[str(skip)])
    except NotProven as problem:
        outcome.update(status="FAIL", why=[str(problem)])
    except BaseException:
        told = re.sub(r"(?s)^.*?(?=  File \"[^\"]*scenarios_)", "", traceback.format_exc()[-2500:])
        outcome.update(status="FAIL", why=[told + stage._told()])
    outcome.update(stage.result)
    with os.fdopen(answer, "w", encoding="utf-8") as file:
        json.dump(outcome, file)
