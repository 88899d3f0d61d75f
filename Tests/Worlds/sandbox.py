"""The namespaces of one run, and the far machines that its asker must not see.

Two process namespaces, one in the other: the outer holds the keeper (this file) with the far machines' processes, the
inner holds the world itself, so that a remote server is as invisible to the asker as a real one.
"""
import array
import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import time
import traceback

CLONE_NEWNS, CLONE_NEWPID, CLONE_NEWNET, CLONE_NEWCGROUP = 0x20000, 0x20000000, 0x40000000, 0x02000000
libc = ctypes.CDLL(None, use_errno=True)


def unshare(flags):
    if libc.unshare(flags) != 0:
        raise OSError(ctypes.get_errno(), "unshare")


def setns(descriptor, flags=CLONE_NEWNET):
    if libc.setns(descriptor, flags) != 0:
        raise OSError(ctypes.get_errno(), "setns")


def name_process(name):
    libc.prctl(15, name.encode(), 0, 0, 0)  # PR_SET_NAME


def mount(*arguments):
    subprocess.run(["mount", *arguments], check=True)


def cgroup_name(run):
    return "sockworld-" + run.replace(":", "-").replace("_", "-")


def unified_cgroup():
    """Where the cgroup2 tree is mounted."""
    for root in ("/sys/fs/cgroup", "/sys/fs/cgroup/unified"):
        if os.path.exists(root + "/cgroup.procs") and os.path.exists(root + "/cgroup.controllers"):
            return root
    return None


def remove_cgroups(run):
    """Removes what a world made in the cgroup tree; its processes have ended, the kernel needs a moment to notice."""
    root = unified_cgroup()
    top = root and os.path.join(root, cgroup_name(run))
    if not top or not os.path.isdir(top):
        return
    for _ in range(40):
        for directory in sorted((d for d, _, _ in os.walk(top)), key=len, reverse=True):
            try:
                os.rmdir(directory)
            except OSError:
                pass
        if not os.path.isdir(top):
            return
        time.sleep(0.05)


# ---- the keeper: process 1 of the outer namespace

def enter(options):
    """Runs inside `unshare`: lays the file systems, starts the world in a nested namespace, serves it till it ends."""
    name_process("keeper")
    os.umask(0o022)
    for directory in ("/home", "/run"):
        mount("-t", "tmpfs", "-o", "mode=755", "none", directory)
    os.makedirs("/run/lock", exist_ok=True)
    subprocess.run(["hostname", "labmachine"], check=True)
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    nester = os.fork()
    if nester == 0:
        ours.close()
        unshare(CLONE_NEWPID | CLONE_NEWNS)
        first = os.fork()
        if first == 0:
            initial(options, theirs)
        os.close(theirs.detach())
        os.waitpid(first, 0)
        os._exit(0)
    theirs.close()
    serve(ours)


def serve(channel):
    """Answers the world's wishes for far machines, until the world closes the channel."""
    held = []
    while True:
        try:
            data, ancillary, _, _ = channel.recvmsg(1 << 16, socket.CMSG_SPACE(4))
        except InterruptedError:
            continue
        if not data:
            os._exit(0)
        request = json.loads(data)
        descriptors = array.array("i")
        for level, kind, payload in ancillary:
            if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
                descriptors.frombytes(payload[:4])
        if request["op"] == "machine":
            descriptor = new_namespace()
            held.append(descriptor)
            channel.sendmsg([b"{}"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [descriptor]))])
        else:
            namespace = descriptors[0]
            with open("/home/far.log", "ab") as log:
                process = subprocess.Popen(request["argv"], cwd="/home", stdin=subprocess.DEVNULL, stdout=log,
                                           stderr=log, preexec_fn=lambda: setns(namespace))
            os.close(namespace)
            channel.send(json.dumps({"pid": process.pid}).encode())


def new_namespace():
    """A network namespace without a name, held by a descriptor only."""
    read, write = os.pipe()
    helper = os.fork()
    if helper == 0:
        unshare(CLONE_NEWNET)
        os.write(write, b"x")
        signal.pause()
    os.read(read, 1)
    os.close(read)
    os.close(write)
    descriptor = os.open(f"/proc/{helper}/ns/net", os.O_RDONLY)
    os.kill(helper, signal.SIGKILL)
    os.waitpid(helper, 0)
    return descriptor


# ---- process 1 of the inner namespace

def initial(options, channel):
    """Starts the world as process 2 and reaps orphans like an init."""
    name_process("init")
    mount("-t", "proc", "proc", "/proc")
    child = os.fork()
    if child == 0:
        os.setsid()
        live(options, channel)
        os._exit(0)
    channel.close()
    while True:
        try:
            pid, _ = os.wait()
        except ChildProcessError:
            break
        if pid == child:
            break
    os._exit(0)


def live(options, channel):
    import catalogue
    import looking
    import world as engine
    run, path = options.inside
    key, asker = run.rsplit(":", 1)
    entry = next(entry for entry in catalogue.worlds() if entry.key == key)
    result = {"status": "ok", "why": []}
    # Bounds whatever a set-up does by mistake.
    signal.alarm(35)
    try:
        place = engine.World(entry, asker, options, channel)
        result.update(place.go())
    except engine.Skip as skip:
        result.update(status="skip", why=[str(skip)])
    except looking.NotProven as problem:
        result.update(status="FAIL", why=["the world does not prove itself: " + str(problem)])
    except BaseException:
        result.update(status="FAIL", why=["the world could not be made: " + traceback.format_exc()[-3000:]])
    with open(path, "w", encoding="utf-8") as file:
        json.dump(result, file)
    sys.stdout.flush()
