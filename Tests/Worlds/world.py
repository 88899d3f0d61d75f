"""What a world's set-up may do: start servers, lay networks, prove that it is what its title says, ask."""
import array
import json
import os
import shutil
import socket
import subprocess
import threading
import time

import judge
import sandbox
from looking import PYTHON, Looking

LAB = "/home/student/lab"
IDS = {"root": 0, "user": 65534, "other": 1001}


class Skip(Exception):
    """This machine cannot make the situation at all."""


class Net:
    """A network namespace: this world's own, a visible one, or a far machine that the asker cannot look into."""

    def __init__(self, world, descriptor, name=None, far=False):
        self.world, self.descriptor, self.name, self.far = world, descriptor, name, far

    def sh(self, command, check=True):
        return self.world.sh(command, check=check, net=self)

    def start(self, argv, **options):
        """Starts a server here and, when it is given a `port`, waits for it."""
        if not self.far:
            return self.world.start(argv, net=self, **options)
        port, transport = options.get("port"), options.get("transport", "tcp")
        self.world.wish({"op": "start", "argv": argv}, self.descriptor)
        if port:
            self.world.wait_port(port, transport, net=self)
        return None

    def path(self):
        return f"/proc/self/fd/{self.descriptor}"


class World(Looking):
    def __init__(self, entry, asker, options, channel):
        self.entry, self.asker, self.options, self.channel = entry, asker, options, channel
        self.question = list(entry.question)
        self.environment = {"PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "LANG": "C.UTF-8",
                            "HOME": "/home/student", "USER": "root" if asker == "root" else "nobody"}
        self.directory = LAB
        self.says = []
        self.after = []
        self.launcher = []
        self.descriptors = []
        self.lines = 0
        self.during = []
        os.makedirs(LAB)
        for path in ("/home/student", LAB):
            os.chown(path, IDS[asker], IDS[asker])
        self.sh("ip link set lo up")

    # ---- running things

    def sh(self, command, check=True, net=None):
        """A set-up command as root; its output."""
        done = subprocess.run(command, shell=isinstance(command, str), stdin=subprocess.DEVNULL, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=20,
                              pass_fds=self.descriptors, preexec_fn=self._prepare(None, net))
        if check and done.returncode != 0:
            raise RuntimeError(f"{command}: status {done.returncode}: {done.stdout}")
        return done.stdout

    def _prepare(self, user, net=None, group=False, limits=None):
        def prepare():
            if net is not None:
                sandbox.setns(net.descriptor)
            if group:
                os.setpgid(0, 0)
            if limits:
                import resource
                for which, value in limits.items():
                    resource.setrlimit(which, value)
            if user is not None and IDS.get(user, user) != 0:
                number = IDS.get(user, user)
                os.setgroups([])
                os.setgid(number)
                os.setuid(number)
        return prepare

    def start(self, argv, user=None, cwd=None, env=None, net=None, port=None, transport="tcp", state=None, group=True,
              limits=None, executable=None, stdin=subprocess.DEVNULL, wait=True):
        """Starts a process as `user` (the asker when not given), in a job of its own; waits for `port` when given."""
        log = f"/home/{len(os.listdir('/home'))}.log"
        with open(log, "wb") as output:
            process = subprocess.Popen(argv, cwd=cwd or self.directory, env={**self.environment, **(env or {})},
                                       stdin=stdin, stdout=output, stderr=output, executable=executable,
                                       preexec_fn=self._prepare(user or self.asker, net, group, limits))
        process.log = log
        if port and wait:
            self.wait_port(port, transport, net=net, state=state, process=process)
        return process

    def tool(self, name, directory=None):
        """Copies a stock server into the lab directory (or another); gives its path there."""
        directory = directory or self.directory
        os.makedirs(directory, exist_ok=True)
        for file in os.listdir(self.options.tools):
            if file == name or (name.endswith(".java") and file.startswith(name[:-5]) and file.endswith(".class")):
                shutil.copy(os.path.join(self.options.tools, file), directory)
        return os.path.join(directory, name)

    def python(self, *arguments, script="server.py", **options):
        """`python3 server.py ARGUMENTS` in the lab directory."""
        directory = options.get("cwd") or self.directory
        shutil.copy(self.tool_source("server.py"), self._made(directory) + "/" + script)
        return self.start([PYTHON, script, *map(str, arguments)], **options)

    def tool_source(self, name):
        return os.path.join(self.options.tools, name)

    def _made(self, directory):
        os.makedirs(directory, exist_ok=True)
        return directory

    def script(self, name, text, *arguments, **options):
        """Writes and starts a Python program."""
        directory = self._made(options.get("cwd") or self.directory)
        with open(os.path.join(directory, name), "w", encoding="utf-8") as file:
            file.write(text)
        return self.start([PYTHON, name, *map(str, arguments)], **options)

    def c(self, *arguments, program="server", name=None, **options):
        """The compiled C server as `./server ARGUMENTS`."""
        directory = self._made(options.get("cwd") or self.directory)
        target = os.path.join(directory, name or program)
        shutil.copy(self.tool_source(program), target)
        return self.start(["./" + (name or program), *map(str, arguments)], **options)

    def service(self, name, *arguments, **options):
        """The C server as an installed program: under /usr, run by root, started in `/`."""
        directory = next(d for d in ("/usr/games", "/usr/local/games", "/usr/local/sbin") if os.path.isdir(d))
        if not os.path.ismount(directory):
            self.sh(["mount", "-t", "tmpfs", "-o", "mode=755", "none", directory])
        shutil.copy(self.tool_source("server"), f"{directory}/{name}")
        return self.start([f"{directory}/{name}", *map(str, arguments)], **{"user": "root", "cwd": "/", **options})

    def java(self, *arguments, **options):
        self.tool("Server.java")
        return self.start(["java", "-Xshare:auto", "-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                           "-Xmx64m", "-cp", ".", "Server", *map(str, arguments)], **options)

    def node(self, *arguments, **options):
        self.tool("server.js")
        return self.start(["node", "server.js", *map(str, arguments)], **options)

    def far_python(self, *arguments):
        """The argument vector of the stock Python server, for far machines and other namespaces."""
        return [PYTHON, self.tool_source("server.py"), *map(str, arguments)]

    # ---- networks

    def wish(self, request, descriptor=None):
        ancillary = []
        if descriptor is not None:
            ancillary = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [descriptor]))]
        self.channel.sendmsg([json.dumps(request).encode()], ancillary)
        _, ancillary, _, _ = self.channel.recvmsg(1 << 16, socket.CMSG_SPACE(4))
        for _, _, payload in ancillary:
            received = array.array("i")
            received.frombytes(payload[:4])
            return received[0]
        return None

    def far_machine(self):
        """A machine of its own: its namespace has no name, its processes are invisible here."""
        descriptor = self.wish({"op": "machine"})
        self.descriptors.append(descriptor)
        net = Net(self, descriptor, far=True)
        net.sh("ip link set lo up")
        return net

    def namespace(self, name):
        """A namespace as `ip netns add` makes it, visible to who may look."""
        self.sh(f"ip netns add {name}")
        descriptor = os.open(f"/run/netns/{name}", os.O_RDONLY)
        self.descriptors.append(descriptor)
        net = Net(self, descriptor, name=name)
        net.sh("ip link set lo up")
        return net

    def cable(self, here, here_address, there, there_address, here_net=None, there_name="eth0"):
        """A veth pair: `here` in this world (or `here_net`), `there_name` in the namespace `there`, both up.

        Addresses carry their prefix length; several are separated by blanks.
        """
        self.sh(f"ip link add {here} type veth peer name p-{here}"[:200])
        self.sh(f"ip link set p-{here} netns {there.path()}")
        there.sh(f"ip link set p-{here} name {there_name}")
        if here_net is not None:
            self.sh(f"ip link set {here} netns {here_net.path()}")
        for address in here_address.split():
            extra = " nodad" if ":" in address else ""
            self.sh(f"ip address add {address} dev {here}{extra}", net=here_net)
        for address in there_address.split():
            extra = " nodad" if ":" in address else ""
            there.sh(f"ip address add {address} dev {there_name}{extra}")
        self.sh(f"ip link set {here} up", net=here_net)
        there.sh(f"ip link set {there_name} up")

    def lan(self, addresses="10.77.0.5/24"):
        """This machine's own network card, with a silent switch at the far end of the cable."""
        switch = self.far_machine()
        self.cable("eth0", addresses, switch, "10.77.0.254/24")
        return switch

    def routed(self, server="10.78.0.9/24", client="10.77.0.5/24"):
        """This machine, a router and a far server: gives (router, server) with routes both ways."""
        router, far = self.far_machine(), self.far_machine()
        self.cable("eth0", client, router, "10.77.0.1/24")
        self.cable("inner", server, router, "10.78.0.1/24", here_net=far, there_name="eth1")
        self.sh("ip route add default via 10.77.0.1")
        far.sh("ip route add default via 10.78.0.1")
        router.sh("sysctl -qw net.ipv4.ip_forward=1")
        return router, far

    def bind_file(self, path, text):
        """Lays `text` over a file of the machine, for this world only."""
        self.lines += 1
        source = f"/home/file{self.lines}"
        with open(source, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(source, 0o644)
        self.sh(["mount", "--bind", source, os.path.realpath(path)])

    def hosts(self, *lines):
        self.bind_file("/etc/hosts", "".join(line + "\n" for line in lines))

    def resolver(self, address="127.0.0.1"):
        self.bind_file("/etc/resolv.conf", f"nameserver {address}\n")
        self.bind_file("/etc/nsswitch.conf", "hosts: files dns\n")

    def nft(self, text, net=None):
        with open("/home/rules.nft", "w", encoding="utf-8") as file:
            file.write(text)
        self.sh("nft -f /home/rules.nft", net=net)

    def iptables(self, *rules, tool="iptables"):
        for rule in rules:
            self.sh(f"{tool} {rule}")

    def cgroup(self, path, *processes):
        """Puts processes into a cgroup of this path, as seen from a cgroup namespace that all of the world shares."""
        root = sandbox.unified_cgroup()
        if root is None or not os.access(root, os.W_OK):
            raise Skip("no writable cgroup2 tree")
        run = f"{self.entry.key}:{self.asker}"
        top = os.path.join(root, sandbox.cgroup_name(run))
        if not os.path.isdir(top):
            try:
                os.makedirs(top)
            except OSError as error:
                raise Skip(f"cgroup2 cannot be written: {error}")
            with open(top + "/cgroup.procs", "w", encoding="ascii") as file:
                file.write(str(os.getpid()))
            sandbox.unshare(sandbox.CLONE_NEWCGROUP)
            # The kernel refuses the same file system twice on one mount point.
            self.sh(f"umount -l {root} && mount -t cgroup2 none {root}")
        os.makedirs(root + "/" + path, exist_ok=True)
        for process in processes:
            with open(f"{root}/{path}/cgroup.procs", "w", encoding="ascii") as file:
                file.write(str(process.pid))
            with open(f"/proc/{process.pid}/cgroup", encoding="ascii") as file:
                self.prove(f"0::/{path}\n" in file.read(), f"process {process.pid} is not in /{path}")
        return root + "/" + path

    def must_say(self, *texts):
        """Each text must occur in the findings (or owners) of the answer."""
        self.says += [str(text) for text in texts]

    def afterwards(self, check, what):
        """After the answer `check()` must be true; for questions that may act."""
        self.after.append((check, what))

    def plain_report(self):
        """The report for people, as bytes; the same question once more without --json."""
        done = subprocess.run([*self.launcher, self._binary(), *self.question], cwd=self.directory,
                              env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=15, preexec_fn=self._prepare(self.asker))
        return done.stdout

    # ---- the question

    def go(self):
        self.entry.setup(self)
        if self.options.dry:
            return {"status": "ok"}
        argv = [self._binary(), *self.question, "--json"]
        for action in self.during:
            threading.Thread(target=action, daemon=True).start()
        os.makedirs(self.directory, exist_ok=True)
        started = time.monotonic()
        process = subprocess.Popen([*self.launcher, *argv], cwd=self.directory, env=self.environment,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   preexec_fn=self._prepare(self.asker, group=True))
        try:
            out, err = process.communicate(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
            err += b"\n(it did not end within 15 s)"
        answer = {"status": process.returncode, "stdout": out.decode(errors="surrogateescape"),
                  "stderr": err.decode(errors="replace"), "seconds": time.monotonic() - started,
                  "command": "port" if self.question[0] == "port" else "check", "says": self.says,
                  "question": self.question}
        complaints = judge.judge(self.entry, self.asker, answer)
        complaints += [what for check, what in self.after if not check()]
        return {"status": "FAIL" if complaints else "ok", "why": complaints, "question": self.question,
                "asked_seconds": answer["seconds"],
                "answer": (answer["stdout"] or answer["stderr"]).encode(errors="replace").decode()}

    def _binary(self):
        """The binary itself; laid under /home when a directory above it is closed to the asker."""
        path = os.path.realpath(self.options.binary)
        parents = path
        while parents != "/":
            parents = os.path.dirname(parents)
            if not os.stat(parents).st_mode & 1 or path.startswith(("/home/", "/run/")):
                os.makedirs("/home/bin", exist_ok=True)
                self.sh(["mount", "--bind", os.path.dirname(path), "/home/bin"])
                return "/home/bin/" + os.path.basename(path)
        return path
