#!/usr/bin/env python3
"""Watching with ptrace, from outside: programs behave as if nobody watched, and their calls are seen.

Last line: N passed, N failed, N skipped. Needs gcc and the static C library; the Go cases need go."""

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
BINARY = os.path.join(HERE, "..", "..", ".build", "release", "sockdoctor")
CASES = []
FOLDER = tempfile.mkdtemp(prefix="sockdoctor-trace-")
os.chmod(FOLDER, 0o755)


class Skipped(Exception):
    pass


def case(function):
    CASES.append(function)
    return function


def same(seen, wanted, what=""):
    if seen != wanted:
        raise AssertionError(f"{what}: {seen!r} instead of {wanted!r}")


def true(condition, what):
    if not condition:
        raise AssertionError(what)


HEAD = r"""
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
static struct sockaddr_in loop(int port) {
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(port)};
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return a;
}
static int bound(int type, struct sockaddr_in *a) {
    int s = socket(AF_INET, type, 0);
    *a = loop(0);
    socklen_t n = sizeof *a;
    if (bind(s, (void *)a, n) || getsockname(s, (void *)a, &n)) exit(99);
    return s;
}
"""


def program(name, body, static=True, more=()):
    path = os.path.join(FOLDER, name)
    if not os.path.exists(path):
        with open(path + ".c", "w") as file:
            file.write(HEAD + body)
        subprocess.run(
            ["gcc", "-g", "-O1", "-w", path + ".c", "-o", path, "-pthread", *(["-static"] if static else []), *more], check=True)
    return path


def watch(*argv, options=(), timeout=120, **more):
    """Runs a program watched; its result, and the facts."""
    facts = os.path.join(FOLDER, f"facts-{time.monotonic_ns()}")
    run = subprocess.run(
        [BINARY, "run", "--trace", "--propagate", "-o", "/dev/null", "--save", facts, *options, *argv],
        capture_output=True, timeout=timeout, **more)
    return run, read(facts)


def read(path):
    with open(path) as file:
        whole = json.load(file)
    value = whole["watch"]
    while "sockets" not in value:
        value = next(iter(value.values()))
    return value


def calls(facts, kind):
    numbers = dict(socket=1, bind=2, listen=3, accept=4, connect=5, send=6, receive=7, shutdown=8, close=9, setOption=10,
                   getOption=11, duplicate=12, setNonblocking=13, wait=14, askUnread=15, sendFile=16, setSignal=18)
    return [call for socket in facts["sockets"] for call in socket["calls"] if call["kind"] == numbers[kind]]


def alone(*argv, **more):
    return subprocess.run(argv, capture_output=True, timeout=120, **more)


def until(condition, limit=10):
    end = time.monotonic() + limit
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


def state(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()[0]
    except OSError:
        return None


def tracer_of(pid):
    with open(f"/proc/{pid}/status") as file:
        return int(next(line for line in file if line.startswith("TracerPid:")).split()[1])


def children(pid):
    result = []
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat") as file:
                    if int(file.read().rsplit(")", 1)[1].split()[1]) == pid:
                        result.append(int(name))
            except OSError:
                pass
    return result


ECHO = r"""
int main(void) {
    struct sockaddr_in a;
    int l = bound(SOCK_STREAM, &a);
    listen(l, 5);
    if (fork() == 0) {
        int c = socket(AF_INET, SOCK_STREAM, 0);
        connect(c, (void *)&a, sizeof a);
        send(c, "one\n", 4, 0);
        write(c, "two\nthree\n", 10);
        struct iovec v[2] = {{"fo", 2}, {"ur\n", 3}};
        writev(c, v, 2);
        char b[100];
        int n = read(c, b, sizeof b);
        shutdown(c, SHUT_WR);
        close(c);
        _exit(n == 3 ? 5 : 6);
    }
    int s = accept(l, 0, 0);
    char b[100];
    int got = 0;
    while (got < 19) got += recv(s, b + got, sizeof b - got, 0);
    write(s, "ok\n", 3);
    int end = recv(s, b, 1, 0), status;
    close(s);
    close(l);
    wait(&status);
    printf("%d %d %d\n", got, end, WEXITSTATUS(status));
    return 42;
}
"""


@case
def calls_of_a_static_program_and_its_child():
    path = program("echo", ECHO)
    run, facts = watch(path)
    same((run.returncode, run.stdout, run.stderr), (42, b"19 0 5\n", b""))
    same(facts["means"], "ptrace")
    same(len(facts["sockets"]), 3, "sockets")
    same(sorted(s["role"] for s in facts["sockets"]), ["accepted", "connecting", "listener"])
    client = next(s for s in facts["sockets"] if s["role"] == "connecting")
    server = next(s for s in facts["sockets"] if s["role"] == "accepted")
    same((client["bytesSent"], client["sends"], client["bytesReceived"]), (19, 3, 3))
    same((server["bytesReceived"], server["bytesSent"]), (19, 3))
    same(client["partner"], server["id"], "both ends joined")
    same(bytes(calls(facts, "send")[0]["head"]) in (b"one\n", b"ok\n"), True)
    sent = [call for call in client["calls"] if call["kind"] == 6]
    same([bytes(call["head"]) for call in sent], [b"one\n", b"two\nthree\n", b"four\n"], "data")
    same([call["newlines"] for call in sent], [1, 2, 1])
    true(any(call["segments"] > 0 for call in server["calls"] if call["kind"] == 7), "segments are told")
    lines = {place["line"] for place in facts["places"] if place["file"].endswith("echo.c")}
    true(len(lines) > 5, f"lines of calls: {facts['places']}")


@case
def source_lines_are_exact():
    path = program("echo", ECHO)
    _, facts = watch(path)
    with open(path + ".c") as file:
        text = file.read().split("\n")
    words = {2: "bind", 3: "listen", 4: "accept", 5: "connect", 8: "shutdown", 9: "close"}
    checked = 0
    for one in facts["sockets"]:
        for call in one["calls"]:
            if "place" in call and call["kind"] in words:
                line = text[facts["places"][call["place"]]["line"] - 1]
                true(words[call["kind"]] in line, f"{words[call['kind']]} is said to be at: {line}")
                checked += 1
    true(checked >= 6, f"only {checked} places")


@case
def exit_statuses_and_output():
    path = program("status", r"""
int main(int n, char **v) {
    socket(AF_INET, SOCK_STREAM, 0);
    printf("out\n"), fprintf(stderr, "err\n");
    fflush(0);
    int how = atoi(v[1]);
    if (how >= 1000) { signal(how - 1000, SIG_DFL); raise(how - 1000); pause(); }
    return how;
}""")
    for how in ["0", "1", "77", "255", str(1000 + signal.SIGTERM), str(1000 + signal.SIGKILL), str(1000 + signal.SIGPIPE)]:
        wanted = alone(path, how)
        run, facts = watch(path, how)
        same(run.stdout, wanted.stdout)
        status = wanted.returncode if wanted.returncode >= 0 else 128 - wanted.returncode
        same(run.returncode, status, how)
        if wanted.returncode < 0:
            same(facts["signal"], signal.Signals(-wanted.returncode).name)


@case
def raw_system_calls_of_a_dynamic_program():
    path = program("raw", r"""
int main(void) {
    struct sockaddr_in a;
    int s = bound(SOCK_DGRAM, &a);
    syscall(SYS_sendto, s, "raw", 3, 0, &a, sizeof a);
    char b[2];
    printf("%ld\n", syscall(SYS_recvfrom, s, b, 2, 0, 0, 0));
    return 0;
}""", static=False)
    run, facts = watch(path)
    same((run.returncode, run.stdout), (0, b"2\n"))
    same(bytes(calls(facts, "send")[0]["head"]), b"raw")
    true(calls(facts, "receive")[0]["flags"] & 8, "the datagram was cut")


@case
def options_duplicates_and_nonblocking():
    path = program("options", r"""
int main(void) {
    struct sockaddr_in a;
    int l = bound(SOCK_STREAM, &a), one = 1;
    setsockopt(l, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    listen(l, 17);
    int d = dup(l);
    close(l);
    fcntl(d, F_SETFL, O_NONBLOCK);
    if (accept(d, 0, 0) >= 0 || errno != EAGAIN) return 1;
    int e = dup2(d, 40);
    close(d);
    struct pollfd p = {e, POLLIN};
    if (poll(&p, 1, 30) != 0) return 2;
    int u = socket(AF_INET, SOCK_DGRAM, 0);
    struct timeval t = {0, 20000};
    setsockopt(u, SOL_SOCKET, SO_RCVTIMEO, &t, sizeof t);
    char b[9];
    if (recv(u, b, 9, 0) >= 0 || errno != EAGAIN) return 3;
    dup2(2, u);
    close_range(30, ~0U, 0);
    return fcntl(40, F_GETFD) == -1 ? 0 : 4;
}""")
    run, facts = watch(path)
    same(run.returncode, 0)
    listener = facts["sockets"][0]
    same([call["kind"] for call in listener["calls"]], [1, 2, 10, 3, 9, 13, 4, 9, 14, 9])
    listen = listener["calls"][3]
    same((listen["argument"], listen["head"]), (17, [1, 0, 0]))
    same(listener["calls"][6]["flags"] & 1, 1, "accept does not block")
    same(listener["end"], "closed")
    same(facts["sockets"][1]["calls"][2]["flags"] & 2, 2, "a time-out is set")
    same(facts["sockets"][1]["end"], "closed", "dup2 onto it")


@case
def many_descriptors():
    path = program("many", r"""
int main(void) {
    struct sockaddr_in a;
    int l = bound(SOCK_STREAM, &a), i;
    listen(l, 400);
    int c[300], s[300];
    for (i = 0; i < 300; i++) {
        c[i] = socket(AF_INET, SOCK_STREAM, 0);
        connect(c[i], (void *)&a, sizeof a);
        s[i] = accept(l, 0, 0);
        write(c[i], &i, 4);
    }
    for (i = 0; i < 300; i++) { int x; if (read(s[i], &x, 4) != 4 || x != i) return 1; }
    for (i = 0; i < 300; i++) close(c[i]), close(s[i]);
    return 0;
}""")
    run, facts = watch(path)
    same((run.returncode, facts["lost"]), (0, 0))
    # socket, bind, listen; socket, connect, accept, write, read, two closes.
    same(facts["calls"], 3 + 300 * 7, "calls")
    same(len(facts["sockets"]) + facts["socketsOmitted"], 601)


@case
def threads():
    path = program("threads", r"""
static void *work(void *x) {
    for (int i = 0; i < 5; i++) {
        struct sockaddr_in a;
        int s = bound(SOCK_DGRAM, &a);
        char b[8];
        sendto(s, "hello", 5, 0, (void *)&a, sizeof a);
        if (recv(s, b, 8, 0) != 5) exit(1);
        close(s);
    }
    return 0;
}
int main(int n, char **v) {
    int count = atoi(v[1]);
    pthread_t t[500];
    for (int i = 0; i < count; i++) if (pthread_create(&t[i], 0, work, 0)) return 2;
    for (int i = 0; i < count; i++) pthread_join(t[i], 0);
    return 0;
}""")
    for count in (8, 500):
        run, facts = watch(path, str(count))
        same((run.returncode, facts["lost"]), (0, 0))
        same(facts["calls"], count * 25, f"calls of {count} threads")


@case
def fork_vfork_and_exec():
    inner = program("inner", r"""
int main(int n, char **v) {
    int s = atoi(v[1]);
    char b[4];
    return recv(s, b, 4, 0) == 4 ? 9 : 8;
}""")
    path = program("outer", r"""
int main(int n, char **v) {
    struct sockaddr_in a;
    int s = bound(SOCK_DGRAM, &a), status, sum = 0;
    char number[9];
    sprintf(number, "%d", s);
    for (int i = 0; i < 3; i++) {
        sendto(s, "four", 4, 0, (void *)&a, sizeof a);
        pid_t p = i == 0 ? fork() : vfork();
        if (p == 0) { execl(v[1], v[1], number, (char *)0); _exit(1); }
        waitpid(p, &status, 0);
        sum += WEXITSTATUS(status);
    }
    return sum;
}""")
    run, facts = watch(path, inner)
    same(run.returncode, 27)
    same(len(facts["sockets"]), 1, "one socket, inherited")
    same(len(calls(facts, "receive")), 3)
    same(len(facts["processes"]), 4)
    same(sum(1 for p in facts["processes"] if p["arguments"][:1] == [inner]), 3)


@case
def exec_from_a_thread():
    inner = program("inner2", "int main(int n, char **v) { printf(\"%s\\n\", v[1]); close(socket(AF_INET, SOCK_STREAM, 0)); return 3; }")
    path = program("threadexec", r"""
static char **arguments;
static void *idle(void *x) { pause(); return 0; }
static void *work(void *x) { usleep(20000); execl(arguments[1], arguments[1], "there", (char *)0); return 0; }
int main(int n, char **v) {
    arguments = v;
    socket(AF_INET, SOCK_DGRAM, 0);
    pthread_t t;
    pthread_create(&t, 0, idle, 0);
    pthread_create(&t, 0, work, 0);
    pause();
}""")
    for _ in range(5):
        run, facts = watch(path, inner)
        same((run.returncode, run.stdout), (3, b"there\n"))
        same(len(facts["sockets"]), 2)


@case
def signals_are_passed_on_once():
    path = program("signals", r"""
static volatile int count;
static void handler(int s) { count++; }
int main(void) {
    struct sockaddr_in a;
    int s = bound(SOCK_DGRAM, &a), i;
    struct sigaction act = {.sa_handler = handler};
    sigaction(SIGUSR1, &act, 0);
    sigaction(SIGINT, &act, 0);
    sigaction(SIGALRM, &act, 0);
    for (i = 0; i < 200; i++) { kill(getpid(), SIGUSR1); sendto(s, "x", 1, 0, (void *)&a, sizeof a); }
    int before = count;
    alarm(1);
    char b[4];
    for (i = 0; i < 200; i++) recv(s, b, 4, 0);
    int n = recv(s, b, 4, 0), broken = n < 0 && errno == EINTR;
    printf("%d %d %d\n", before, broken, count);
    fflush(stdout);
    // Ctrl+C comes once.
    while (count == before + 1) usleep(1000);
    usleep(300000);
    printf("%d\n", count - before - 1);
    return 0;
}""")
    facts = os.path.join(FOLDER, "facts-signals")
    with subprocess.Popen(
        [BINARY, "run", "--trace", "--propagate", "-o", "/dev/null", "--save", facts, path], stdout=subprocess.PIPE,
        start_new_session=True) as run:
        same(run.stdout.readline(), b"200 1 201\n")
        os.kill(run.pid, signal.SIGINT)
        same(run.stdout.readline(), b"1\n", "signals of one Ctrl+C")
        same(run.wait(10), 0)
    same(len(calls(read(facts), "send")) + read(facts)["sockets"][0]["omitted"] > 100, True)


@case
def restarted_calls():
    path = program("restart", r"""
static void handler(int s) {}
int main(void) {
    struct sockaddr_in a;
    int s = bound(SOCK_DGRAM, &a);
    struct sigaction act = {.sa_handler = handler, .sa_flags = SA_RESTART};
    sigaction(SIGALRM, &act, 0);
    pid_t parent = getpid();
    if (fork() == 0) {
        for (int i = 0; i < 5; i++) { usleep(20000); kill(parent, SIGALRM); }
        sendto(s, "late", 4, 0, (void *)&a, sizeof a);
        _exit(0);
    }
    char b[9];
    int n = recv(s, b, 9, 0);
    wait(0);
    return n;
}""")
    run, facts = watch(path)
    same(run.returncode, 4)
    receives = calls(facts, "receive")
    same(len(receives), 1, "one receive, made anew by the kernel")
    true(receives[0]["end"] - receives[0]["begin"] > 90_000_000, "its time is that of all attempts")


@case
def calls_that_a_signal_breaks_off():
    path = program("broken", r"""
static void handler(int s) {}
int main(int n, char **v) {
    struct sockaddr_in a;
    int s = bound(SOCK_DGRAM, &a);
    struct sigaction act = {.sa_handler = handler};
    if (n < 2) sigaction(SIGALRM, &act, 0);
    alarm(1);
    char b[9];
    int r = recv(s, b, 9, 0) < 0 && errno == EINTR ? 3 : 4;
    return r;
}""")
    run, facts = watch(path)
    same(run.returncode, 3)
    receive = calls(facts, "receive")[0]
    same(receive["error"]["number"], 4)
    true(900e6 < receive["end"] - receive["begin"] < 3e9, "its time")
    run, facts = watch(path, "dies")
    same(facts["signal"], "SIGALRM")
    same((calls(facts, "receive"), facts["sockets"][0]["hanging"]["kind"]), ([], 7), "it never returned")


@case
def stopped_and_continued():
    path = program("stopped", r"""
int main(void) {
    struct sockaddr_in a;
    int s = bound(SOCK_DGRAM, &a), status, seen = 0;
    pid_t p = fork();
    if (p == 0) {
        for (int i = 0; ; i++) { sendto(s, "x", 1, 0, (void *)&a, sizeof a); char b; recv(s, &b, 1, 0); }
    }
    for (int i = 0; i < 5; i++) {
        usleep(30000);
        kill(p, SIGSTOP);
        waitpid(p, &status, WUNTRACED);
        if (WIFSTOPPED(status) && WSTOPSIG(status) == SIGSTOP) seen++;
        kill(p, SIGCONT);
        waitpid(p, &status, WCONTINUED);
        if (WIFCONTINUED(status)) seen++;
    }
    kill(p, SIGKILL);
    waitpid(p, &status, 0);
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) seen++;
    return seen;
}""")
    same(alone(path).returncode, 11)
    run, facts = watch(path)
    same(run.returncode, 11)


@case
def the_whole_program_stopped_from_outside():
    path = program("ticks", "int main(void) { close(socket(AF_INET, SOCK_STREAM, 0)); puts(\"up\"); fflush(stdout); for (int i = 0; i < 20; i++) usleep(50000); return 6; }")
    with subprocess.Popen(
        [BINARY, "run", "--trace", "--propagate", "-o", "/dev/null", path], stdout=subprocess.PIPE) as run:
        run.stdout.readline()
        pid = next(p for p in children(run.pid) if os.readlink(f"/proc/{p}/exe") == path)
        os.kill(pid, signal.SIGTSTP)
        true(until(lambda: state(pid) in "tT"), "it stops")
        time.sleep(0.3)
        true(state(pid) in "tT", "it stays stopped")
        os.kill(pid, signal.SIGCONT)
        same(run.wait(10), 6)


@case
def short_lived_children():
    path = program("storm", r"""
int main(int n, char **v) {
    int count = atoi(v[1]), bad = 0, status;
    for (int i = 0; i < count; i++) {
        if (fork() == 0) {
            struct sockaddr_in a;
            int s = bound(SOCK_DGRAM, &a);
            close(s);
            _exit(s == 3 ? 4 : 5);
        }
        if (i % 20 == 19) while (wait(&status) > 0) bad += WEXITSTATUS(status) != 4;
    }
    while (wait(&status) > 0) bad += WEXITSTATUS(status) != 4;
    return bad != 0;
}""")
    run, facts = watch(path, "2000")
    same((run.returncode, facts["lost"]), (0, 0))
    same(facts["calls"], 6000)
    same(len(facts["processes"]), 2001)


@case
def shell_pipelines():
    run, _ = watch("/bin/sh", "-c", "i=0; while [ $i -lt 200 ]; do /bin/true; i=$((i+1)); done; echo a | cat | tr a b; exit 5")
    same((run.returncode, run.stdout), (5, b"b\n"))


@case
def programs_that_set_their_own_filter():
    path = program("sandbox", r"""
#include <linux/filter.h>
#include <linux/seccomp.h>
int main(void) {
    struct sock_filter f[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ, SYS_mmap, 0, 1), BPF_STMT(BPF_RET, SECCOMP_RET_KILL_PROCESS),
        BPF_JUMP(BPF_JMP | BPF_JEQ, SYS_seccomp, 0, 1), BPF_STMT(BPF_RET, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_RET, SECCOMP_RET_ALLOW)};
    struct sock_fprog p = {6, f};
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &p)) return 1;
    struct sockaddr_in a;
    int s = bound(SOCK_DGRAM, &a);
    char b[9];
    sendto(s, "inside", 6, 0, (void *)&a, sizeof a);
    return recv(s, b, 9, 0);
}""")
    run, facts = watch(path)
    same(run.returncode, 6)
    same(facts["calls"], 4)


@case
def dropped_rights():
    path = program("dropped", r"""
int main(void) {
    if (setgid(65534) || setuid(65534)) return 1;
    struct sockaddr_in a;
    int s = bound(SOCK_DGRAM, &a);
    char b[9];
    sendto(s, "nobody", 6, 0, (void *)&a, sizeof a);
    return recv(s, b, 9, 0);
}""")
    if os.getuid():
        raise Skipped("needs root")
    run, facts = watch(path)
    same((run.returncode, facts["calls"]), (6, 4))


@case
def sockets_from_before():
    path = program("inherits", "int main(void) { char b[9]; int n = read(0, b, 9); write(0, b, n); return n; }")
    one, other = socket.socket(), None
    server = socket.socket()
    server.bind(("127.0.0.1", 0))
    server.listen()
    one.connect(server.getsockname())
    other = server.accept()[0]
    one.sendall(b"seven..")
    run, facts = watch(path, stdin=other)
    same(run.returncode, 7)
    same(one.recv(9), b"seven..")
    same([(s["bytesReceived"], s["bytesSent"]) for s in facts["sockets"]], [(7, 7)])
    same(facts["sockets"][0]["peer"]["port"], one.getsockname()[1])


@case
def an_ordinary_user():
    if os.getuid():
        raise Skipped("needs root to become another")
    path = program("echo", ECHO)
    os.chmod(path, 0o755)
    run = subprocess.run(
        [BINARY, "run", "-v", "--propagate", path], capture_output=True, timeout=60, user=65534, group=65534, extra_groups=[],
        cwd="/")
    same((run.returncode, run.stdout), (42, b"19 0 5\n"))
    true(b"because it is a static program" in run.stderr, run.stderr.decode())
    true(b"could not gain rights" in " ".join(run.stderr.decode().split()).encode(), run.stderr.decode())


@case
def a_daemon_stays():
    mark = os.path.join(FOLDER, "mark")
    path = program("daemon", r"""
int main(int n, char **v) {
    struct sockaddr_in a;
    int s = bound(SOCK_DGRAM, &a);
    if (fork() == 0) {
        setsid();
        for (int i = 0; i < 40; i++) {
            char b[4];
            sendto(s, "go", 2, 0, (void *)&a, sizeof a);
            if (recv(s, b, 4, 0) != 2) _exit(1);
            usleep(50000);
        }
        FILE *f = fopen(v[1], "w");
        fputs("done", f);
        fclose(f);
        _exit(0);
    }
    return 11;
}""")
    started = time.monotonic()
    run = subprocess.run(
        [BINARY, "run", "--trace", "--propagate", "-o", "/dev/null", path, mark], stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, timeout=20)
    same(run.returncode, 11)
    true(time.monotonic() - started < 1.8, "the report waits for the main program only")
    true(until(lambda: os.path.exists(mark)), "the daemon went on to its end")


@case
def the_watcher_is_killed():
    mark = os.path.join(FOLDER, "mark2")
    path = program("survivor", r"""
int main(int n, char **v) {
    struct sockaddr_in a;
    int s = bound(SOCK_DGRAM, &a);
    puts("up");
    fflush(stdout);
    for (int i = 0; i < 40; i++) {
        char b[4];
        if (sendto(s, "go", 2, 0, (void *)&a, sizeof a) != 2 || recv(s, b, 4, 0) != 2) return 1;
        int t = socket(AF_INET, SOCK_STREAM, 0);
        if (t < 0 || close(t)) return 2;
        usleep(30000);
    }
    FILE *f = fopen(v[1], "w");
    fputs("done", f);
    fclose(f);
    return 0;
}""")
    with subprocess.Popen([BINARY, "run", "--trace", path, mark], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as run:
        run.stdout.readline()
        pid = next(p for p in children(run.pid) if os.readlink(f"/proc/{p}/exe") == path)
        tracer = tracer_of(pid)
        run.kill()
        run.wait()
        true(until(lambda: os.path.exists(mark)), "the program went on to its end")
    true(until(lambda: state(tracer) in (None, "Z")), "the tracer ends behind it")


RUNNING = r"""
static void *work(void *x) { for (;;) { char b[9]; if (recv(*(int *)x, b, 9, 0) < 0) exit(7); } }
int main(void) {
    struct sockaddr_in a;
    int s = bound(SOCK_DGRAM, &a), l = bound(SOCK_STREAM, &a), n = sizeof a;
    listen(l, 3);
    getsockname(s, (void *)&a, &n);
    pthread_t t;
    pthread_create(&t, 0, work, &s);
    puts("up");
    fflush(stdout);
    for (int i = 0; i < 200; i++) { if (sendto(s, "tick", 4, 0, (void *)&a, sizeof a) != 4) return 8; usleep(20000); }
    return 4;
}
"""


@case
def attach_and_detach():
    path = program("running", RUNNING, static=False)
    facts = os.path.join(FOLDER, "facts-running")
    with subprocess.Popen([path], stdout=subprocess.PIPE) as target:
        target.stdout.readline()
        for turn in range(3):
            with subprocess.Popen(
                [BINARY, "run", "--pid", str(target.pid), "--save", facts], stderr=subprocess.PIPE) as run:
                true(until(lambda: tracer_of(target.pid) != 0), "it is traced")
                time.sleep(0.4)
                run.send_signal(signal.SIGINT)
                report = run.communicate(timeout=10)[1].decode()
            true("The program goes on." in report, report)
            same(tracer_of(target.pid), 0, "let go")
            seen = read(facts)
            same((seen["isRunning"], len(seen["sockets"])), (True, 2))
            listener = next(s for s in seen["sockets"] if s["transport"] == "tcp")
            same(listener["role"], "listener")
            true(len(calls(seen, "send")) >= 5, "sends were seen")
            true(len(calls(seen, "receive")) >= 5, "receives of the other thread were seen")
        same(target.wait(20), 4, "it ends as if nobody had watched")


@case
def attach_until_the_end():
    path = program("running", RUNNING, static=False)
    facts = os.path.join(FOLDER, "facts-end")
    with subprocess.Popen([path], stdout=subprocess.PIPE) as target:
        target.stdout.readline()
        run = subprocess.run(
            [BINARY, "run", "--pid", str(target.pid), "--save", facts], capture_output=True, timeout=30)
        same(target.wait(5), 4)
    same(read(facts)["exitStatus"], 4, run.stderr.decode())


@case
def the_watcher_of_a_running_program_is_killed():
    path = program("running", RUNNING, static=False)
    with subprocess.Popen([path], stdout=subprocess.PIPE) as target:
        target.stdout.readline()
        with subprocess.Popen([BINARY, "run", "--pid", str(target.pid)], stderr=subprocess.DEVNULL) as run:
            true(until(lambda: tracer_of(target.pid) != 0), "it is traced")
            time.sleep(0.2)
            run.kill()
        true(until(lambda: tracer_of(target.pid) == 0), "let go")
        same(target.wait(20), 4)


@case
def no_permission():
    if os.getuid():
        raise Skipped("needs root to become another")
    with subprocess.Popen(["sleep", "20"]) as target:
        run = subprocess.run(
            [BINARY, "run", "--pid", str(target.pid)], capture_output=True, timeout=20, user=65534, group=65534,
            extra_groups=[])
        same(run.returncode, 2)
        true(f"root's rights to watch process {target.pid}" in " ".join(run.stderr.decode().split()), run.stderr.decode())
        target.kill()
    run = subprocess.run([BINARY, "run", "--pid", "4194200"], capture_output=True, timeout=20)
    same(run.returncode, 2)
    true("does not exist" in run.stderr.decode(), run.stderr.decode())


@case
def programs_that_do_not_start():
    path = os.path.join(FOLDER, "broken")
    with open(path, "w") as file:
        file.write("no program")
    os.chmod(path, 0o755)
    run, facts = watch(path)
    same((facts["means"], facts["file"]["error"]["number"]), ("none", 8))


@case
def a_go_program():
    if not shutil.which("go"):
        raise Skipped("needs go")
    folder = os.path.join(FOLDER, "go")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "main.go"), "w") as file:
        file.write("""package main

import (
\t"bufio"
\t"fmt"
\t"net"
\t"os"
)

func serve(c net.Conn) {
\tline, _ := bufio.NewReader(c).ReadString('\\n')
\tc.Write([]byte("got " + line)) // answer
\tc.Close()
}

func main() {
\tl, err := net.Listen("tcp", "127.0.0.1:0") // listen
\tif err != nil {
\t\tos.Exit(9)
\t}
\tgo func() {
\t\tfor {
\t\t\tc, _ := l.Accept()
\t\t\tgo serve(c)
\t\t}
\t}()
\tfor i := 0; i < 50; i++ {
\t\tc, _ := net.Dial("tcp", l.Addr().String())
\t\tfmt.Fprintf(c, "line %d\\n", i) // ask
\t\tanswer, _ := bufio.NewReader(c).ReadString('\\n')
\t\tif answer != fmt.Sprintf("got line %d\\n", i) {
\t\t\tos.Exit(8)
\t\t}
\t\tc.Close()
\t}
\tos.Exit(3)
}
""")
    path = os.path.join(folder, "main")
    environment = {**os.environ, "GOFLAGS": "-mod=mod", "GOCACHE": os.path.join(FOLDER, "cache"), "GOPROXY": "off",
                   "GO111MODULE": "off", "CGO_ENABLED": "0"}
    subprocess.run(["go", "build", "-o", path, "main.go"], cwd=folder, env=environment, check=True, timeout=400)
    facts = os.path.join(FOLDER, "facts-go")
    run = subprocess.run(
        [BINARY, "run", "-v", "--propagate", "--save", facts, path], capture_output=True, timeout=60)
    same(run.returncode, 3)
    true(b"because it is a Go program" in run.stderr, run.stderr.decode())
    seen = read(facts)
    same(sum(s["bytesSent"] for s in seen["sockets"] if s["role"] == "accepted"), sum(len(f"got line {i}\n") for i in range(50)))
    with open(os.path.join(folder, "main.go")) as file:
        text = file.read().split("\n")
    places = {text[p["line"] - 1].split("// ")[-1] for p in seen["places"] if p["file"].endswith("main.go") and p["line"]}
    true({"listen", "ask", "answer"} <= places, f"lines: {places}")


PYTHON = """\
import socket
import threading
import time

HOST = "127.0.0.1"


class Ö:
    def answer(self, c):
        while True:
            data = c.recv(100)  # receive
            if not data:
                break
            c.sendall(
                data.upper())  # nothing
        c.close()  # close


def client(address):
    s = socket.create_connection(  # connect
        address,
        timeout=3)
    for i in range(COUNT):
        s.sendall(b"line %d\\n" % i); answer = s.recv(100)  # both
        time.sleep(PAUSE)
    s.close()  # end


listener = socket.socket()  # socket
listener.bind((HOST, 0))  # bind
listener.listen(
    5)  # nothing
print("up", flush=True)
t = threading.Thread(target=client, args=(listener.getsockname(),))
t.start()
Ö().answer(listener.accept()[0])  # accept
t.join()
"""


def pythons():
    names = [f"python3.{minor}" for minor in range(8, 14)]
    folders = os.environ["PATH"].split(":")
    root = os.path.expanduser("~/.pyenv/versions")
    if os.path.isdir(root):
        folders += [os.path.join(root, name, "bin") for name in sorted(os.listdir(root))]
    found = {}
    for name in names:
        for folder in folders:
            path = os.path.join(folder, name)
            if "shims" not in path and os.access(path, os.X_OK):
                found[os.path.realpath(path)] = name
    return sorted(found)


def python_lines(seen, text):
    """Words behind the lines of the calls, by kind."""
    words = {}
    for one in seen["sockets"]:
        for call in one["calls"]:
            if call["kind"] in (1, 2, 3, 4, 5, 6, 7, 9) and not call["flags"] & 256:
                place = seen["places"][call["place"]] if "place" in call else None
                if place is None and call["kind"] == 9:
                    continue  # what is open at the end is closed when no line is executed any more
                true(place is not None, f"no place of a call of kind {call['kind']}")
                same(os.path.basename(place["file"]), "lines.py")
                words.setdefault(call["kind"], set()).add((place["function"].split(".")[-1], text[place["line"] - 1].strip()))
    return words


@case
def lines_of_python():
    found = pythons()
    if not found:
        raise Skipped("needs a Python of 3.8 to 3.13")
    text = PYTHON.replace("COUNT", "3").replace("PAUSE", "0")
    path = os.path.join(FOLDER, "lines.py")
    with open(path, "w") as file:
        file.write(text)
    for python in found:
        run, seen = watch(python, path)
        same((run.returncode, run.stdout), (0, b"up\n"), python)
        words = python_lines(seen, text.split("\n"))
        same(words[2], {("<module>", "listener.bind((HOST, 0))  # bind")}, python)
        same(words[5], {("client", "s = socket.create_connection(  # connect")}, python)
        same(words[4], {("<module>", "Ö().answer(listener.accept()[0])  # accept")}, python)
        true(("answer", "data = c.recv(100)  # receive") in words[7], f"{python}: {words[7]}")
        true(("client", 's.sendall(b"line %d\\n" % i); answer = s.recv(100)  # both') in words[7] & words[6], f"{python}: {words}")
        true(("answer", "c.close()  # close") in words[9] and ("client", "s.close()  # end") in words[9], f"{python}: {words[9]}")


@case
def lines_of_a_python_that_runs():
    found = pythons()
    if not found:
        raise Skipped("needs a Python of 3.8 to 3.13")
    text = PYTHON.replace("COUNT", "100").replace("PAUSE", "0.02")
    with open(os.path.join(FOLDER, "lines.py"), "w") as file:
        file.write(text)
    facts = os.path.join(FOLDER, "facts-python")
    # The file is named as the program names it, which is relative to the program's directory.
    with subprocess.Popen([found[-1], "lines.py"], stdout=subprocess.PIPE, cwd=FOLDER) as target:
        target.stdout.readline()
        time.sleep(0.2)
        run = subprocess.run(
            [BINARY, "run", "--pid", str(target.pid), "--save", facts], capture_output=True, timeout=30, cwd="/")
        same(target.wait(5), 0, run.stderr.decode())
    seen = read(facts)
    words = python_lines(seen, text.split("\n"))
    true(("answer", "data = c.recv(100)  # receive") in words[7], str(words))
    true(any(p.get("text", "").strip() == "data = c.recv(100)  # receive" for p in seen["places"]), "the line's text was found")
    same(sorted(s["role"] for s in seen["sockets"]), ["accepted", "connecting", "listener"])


def main():
    global BINARY
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", default=BINARY)
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    BINARY, chosen = os.path.abspath(options.binary), options.names
    passed = failed = skipped = 0
    try:
        for function in CASES:
            if chosen and function.__name__ not in chosen:
                continue
            started = time.monotonic()
            try:
                function()
                passed += 1
                word = "ok"
            except Skipped as reason:
                skipped += 1
                word = f"skipped, {reason}"
            except Exception as error:  # noqa: BLE001
                failed += 1
                word = f"FAILED: {type(error).__name__}: {error}"
            print(f"{function.__name__} ({time.monotonic() - started:.1f} s): {word}", flush=True)
    finally:
        shutil.rmtree(FOLDER, ignore_errors=True)
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return failed != 0


sys.exit(main())
