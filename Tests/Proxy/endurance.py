"""Many connections, few descriptors, readers that do not read."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time

from harness import *  # noqa: F403

CASES = []


def case(function):
    CASES.append(function)
    return function


LOAD = """
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
/* Opens connections one after the other: one byte there and back, then close; every tenth with a reset. */
int main(int count, char **words) {
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(atoi(words[1])), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    struct linger hard = {1, 0};
    long done = 0, wanted = atol(words[2]);
    time_t end = time(NULL) + atoi(words[3]);
    for (long i = 0; i < wanted && time(NULL) < end; i++) {
        int s = socket(AF_INET, SOCK_STREAM, 0);
        char byte = 'x';
        if (connect(s, (void *)&a, sizeof a) == 0 && send(s, &byte, 1, MSG_NOSIGNAL) == 1 && recv(s, &byte, 1, 0) == 1) done++;
        if (i % 10 == 0) setsockopt(s, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
        close(s);
    }
    printf("%ld\\n", done);
    return 0;
}
"""
ECHO = """
import os, select, socket, sys
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("127.0.0.1", int(sys.argv[1])))
listener.listen(4096)
listener.setblocking(False)
poll = select.epoll()
poll.register(listener, select.EPOLLIN)
open_ = {}
while True:
    for fd, _ in poll.poll():
        if fd == listener.fileno():
            try:
                while True:
                    s, _ = listener.accept()
                    poll.register(s, select.EPOLLIN)
                    open_[s.fileno()] = s
            except BlockingIOError:
                continue
        s = open_.get(fd)
        if s is None:
            continue
        try:
            data = s.recv(4096)
            if data:
                s.send(data)
                continue
        except OSError:
            pass
        del open_[fd]
        s.close()
"""


@case
def a_hundred_thousand_connections_leave_nothing_behind(directory):
    with open("/proc/sys/net/ipv4/ip_local_port_range", "w") as file:
        file.write("30000 65000")
    source, load = os.path.join(directory, "load.c"), os.path.join(directory, "load")
    with open(source, "w") as file:
        file.write(LOAD)
    subprocess.run(["gcc", "-O2", "-o", load, source], check=True)
    port = fresh_port()
    server = subprocess.Popen([sys.executable, "-c", ECHO, str(port)])
    try:
        assert until(lambda: listening(port))
        with Proxy(port) as proxy:
            def run(total):
                clients = [
                    subprocess.Popen([load, str(proxy.port), str(total // 4), "60"], stdout=subprocess.PIPE, text=True)
                    for _ in range(4)]
                return sum(int(client.communicate(timeout=90)[0]) for client in clients)
            assert run(4000) == 4000
            assert until(lambda: proxy.descriptors() < 20), proxy.descriptors()
            descriptors, memory = proxy.descriptors(), proxy.memory()
            done = run(100_000)
            assert done == 100_000, f"{done} of 100000 within 60 s"
            assert until(lambda: proxy.descriptors() <= descriptors), (descriptors, proxy.descriptors())
            assert proxy.memory() - memory < 2048, f"{proxy.memory() - memory} KiB more"
        assert proxy.rc == 0 and "104000 connections" in proxy.out, proxy.out[-300:]
    finally:
        server.kill()
        server.wait()


@case
def shaped_connections_leave_nothing_behind(_):
    with Server(echo) as server, Proxy(server.port, "--split", 2, "--delay", 1, "--reset-after", 9) as proxy:
        def once():
            with proxy.connect() as s:
                s.sendall(b"12345")
                assert read_exactly(s, 5) == b"12345"
        for _ in range(100):
            once()
        assert until(lambda: proxy.descriptors() < 20)
        memory = proxy.memory()
        threads = [threading.Thread(target=lambda: [once() for _ in range(100)]) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert until(lambda: proxy.descriptors() < 20), proxy.descriptors()
        assert proxy.memory() - memory < 2048, proxy.memory() - memory


@case
def few_descriptors_make_clients_wait_and_not_fail(_):
    with Server(echo) as server, Proxy(server.port, files=64) as proxy:
        clients = [proxy.connect() for _ in range(60)]
        served = []
        for s in clients:
            s.setblocking(False)
            s.send(b"x")
        time.sleep(0.5)
        for s in clients:
            try:
                served.append(s.recv(1))
            except BlockingIOError:
                served.append(None)
        early = served.count(b"x")
        assert 5 <= early < 60 and served.count(b"") == 0, served
        # As the first ones go, the others are served.
        waiting = [s for s, got in zip(clients, served) if got is None]
        for s, got in zip(clients, served):
            if got:
                s.close()
        for _ in range(20):
            for s in list(waiting):
                try:
                    if s.recv(1) == b"x":
                        waiting.remove(s)
                        s.close()
                except BlockingIOError:
                    pass
            if not waiting:
                break
            time.sleep(0.1)
        assert not waiting, f"{len(waiting)} were never served"
    assert "new ones wait" in proxy.err, proxy.err
    assert proxy.rc == 0


@case
def an_output_that_nobody_reads_does_not_stop_the_traffic(_):
    with Server(echo) as server:
        port = fresh_port()
        process = subprocess.Popen(
            [BINARY, "proxy", "--listen", f"127.0.0.1:{port}", "--to", f"127.0.0.1:{server.port}", "--split", "1"],
            stdout=subprocess.PIPE)
        try:
            assert until(lambda: listening(port))
            end = time.monotonic() + 20
            for _ in range(3000):
                with socket.create_connection(("127.0.0.1", port), 5) as s:
                    s.sendall(b"x")
                    assert s.recv(1) == b"x"
                assert time.monotonic() < end, "too slow"
        finally:
            process.send_signal(signal.SIGINT)
            text = process.communicate(timeout=10)[0].decode()
        assert process.returncode == 0 and "3000 connections" in text, text[-200:]


@case
def a_second_signal_ends_a_summary_that_nobody_reads(_):
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    try:
        while True:
            os.write(writer, b"x" * 4096)
    except BlockingIOError:
        pass
    os.set_blocking(writer, True)
    port = fresh_port()
    process = subprocess.Popen(
        [BINARY, "proxy", "--listen", f"127.0.0.1:{port}", "--to", "127.0.0.1:9", "--json"], stdout=writer,
        # A shell's job in the background has SIGINT ignored, and hands that on.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
    assert until(lambda: listening(port))
    process.send_signal(signal.SIGINT)
    time.sleep(0.5)
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    assert process.wait(5) == -signal.SIGINT
    os.close(reader)
    os.close(writer)


@case
def a_client_that_gives_up_while_connecting(_):
    """The target's queue is full: its handshake does not come to an end."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", fresh_port()))
    listener.listen(0)
    port = listener.getsockname()[1]
    stuck = []
    for _ in range(4):
        s = socket.socket()
        s.setblocking(False)
        s.connect_ex(("127.0.0.1", port))
        stuck.append(s)
    time.sleep(0.1)
    with Proxy(port) as proxy:
        s = proxy.connect()
        time.sleep(0.2)
        before = proxy.descriptors()
        s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        s.close()
        assert until(lambda: proxy.descriptors() == before - 2, 3), (before, proxy.descriptors())
    for s in [listener, *stuck]:
        s.close()
    assert proxy.rc == 0
