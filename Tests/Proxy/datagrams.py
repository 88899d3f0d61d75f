"""UDP: passed on as it is, and disturbed."""

import os
import socket
import subprocess
import time

from harness import *  # noqa: F403

CASES = []


def case(function):
    CASES.append(function)
    return function


def client(proxy, timeout=5):
    s = socket.socket(socket.AF_INET6 if ":" in proxy.host else socket.AF_INET, socket.SOCK_DGRAM)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 21)
    s.settimeout(timeout)
    s.connect((proxy.host, proxy.port))
    return s


@case
def datagrams_of_every_size(_):
    with DatagramServer() as server, Proxy(server.port, udp=True) as proxy, client(proxy) as s:
        for size in (0, 1, 1472, 9000, 65507):
            data = os.urandom(size)
            s.send(data)
            assert s.recv(1 << 16) == data, size
    assert proxy.rc == 0 and "1 connection" in proxy.out, proxy.out


@case
def clients_are_kept_apart_and_ipv6_works(_):
    with DatagramServer(lambda data: data.upper(), "::1") as server:
        for host in ("127.0.0.1", "::1"):
            with Proxy(f"[::1]:{server.port}", host=host, udp=True) as proxy:
                clients = [client(proxy) for _ in range(10)]
                for number, s in enumerate(clients):
                    s.send(b"client %d" % number)
                for number, s in enumerate(clients):
                    assert s.recv(100) == b"CLIENT %d" % number
                    s.close()
            assert "10 connections" in proxy.out, proxy.out


@case
def the_reply_comes_from_the_address_that_was_asked(_):
    with DatagramServer() as server, Proxy(server.port, host="0.0.0.0", udp=True) as proxy:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
            s.settimeout(5)
            s.connect(("127.0.0.7", proxy.port))
            s.send(b"hello")
            assert s.recv(10) == b"hello"


@case
def a_script_means_single_datagrams_and_what_lasts(directory):
    path = os.path.join(directory, "datagrams.yaml")
    with open(path, "w") as file:
        file.write("""- after 3 datagrams: drop 2
  direction: to-server
- after 2 datagrams: duplicate
- after 1 datagram: reorder
- after 2 datagrams: truncate 1
- after connection 2: pass
- after 200 ms: drop 100%
""")
    with DatagramServer(lambda _: None) as server, Proxy(server.port, "--script", path, udp=True) as proxy:
        with client(proxy) as s, client(proxy) as other:
            for number in range(12):
                s.send(b"%02d" % number)
                time.sleep(0.02)
            other.send(b"whole")
            time.sleep(0.5)
            other.send(b"gone")
            s.send(b"gone")
            time.sleep(0.3)
            got = [data.decode() for _, data in server.got]
    assert got == ["00", "01", "02", "05", "05", "07", "06", "0", "0", "1", "1", "whole"], got
    for text in ("script: drop 2", "script: pass", "4 drop", "1 duplicate", "1 reorder"):
        assert text in proxy.out + proxy.err, (text, proxy.out, proxy.err)


@case
def a_script_for_tcp_is_refused_with_its_line(directory):
    path = os.path.join(directory, "stream.yaml")
    with open(path, "w") as file:
        file.write("- after 1 s: drop\n- after 1 s: reset\n")
    result = subprocess.run(
        [BINARY, "proxy", "--udp", "--listen", "9000", "--to", "9090", "--script", path], capture_output=True, text=True,
        timeout=10)
    assert result.returncode == 64 and "line 2" in result.stderr, result


@case
def drop_duplicate_and_the_seed(_):
    def run(*options):
        with DatagramServer(lambda _: None) as server, Proxy(server.port, *options, udp=True) as proxy, client(proxy) as s:
            for number in range(200):
                s.send(b"%03d" % number)
                if number % 20 == 0:
                    time.sleep(0.005)
            time.sleep(0.3)
            return [int(data) for _, data in server.got], proxy
    first, _ = run("--drop", "30", "--seed", "5")
    again, _ = run("--drop", "30%", "--seed", "5")
    other, _ = run("--drop", "30", "--seed", "6")
    assert first == again and first != other
    assert 100 < len(first) < 180, len(first)
    twice, _ = run("--duplicate", "100")
    assert twice == [n for n in range(200) for _ in range(2)]
    none, proxy = run("--drop", "100")
    assert none == []
    assert "200 drop" in proxy.out, proxy.out[-300:]


@case
def reorder_lets_the_next_overtake(_):
    with DatagramServer(lambda _: None) as server, Proxy(server.port, "--reorder", 30, "--seed", 3, udp=True) as proxy:
        with client(proxy) as s:
            for number in range(60):
                s.send(b"%02d" % number)
                time.sleep(0.002)
            assert until(lambda: len(server.got) == 60), len(server.got)
    got = [int(data) for _, data in server.got]
    assert sorted(got) == list(range(60)) and got != list(range(60)), got
    assert all(abs(place - number) <= 2 for place, number in enumerate(got)), got


@case
def a_held_datagram_does_not_wait_for_ever(_):
    with DatagramServer() as server, Proxy(server.port, "--reorder", 100, "--direction", "to-server", udp=True) as proxy:
        with client(proxy) as s:
            start = time.monotonic()
            s.send(b"alone")
            assert s.recv(10) == b"alone"
            assert 0.08 < time.monotonic() - start < 0.5


@case
def truncate_and_delay(_):
    with DatagramServer() as server:
        with Proxy(server.port, "--truncate", 4, "--direction", "to-server", udp=True) as proxy, client(proxy) as s:
            s.send(b"0123456789")
            assert s.recv(100) == b"0123"
        assert "truncated from 10 to 4 bytes" in proxy.out, proxy.out
        with Proxy(server.port, "--delay", 100, udp=True) as proxy, client(proxy) as s:
            start = time.monotonic()
            s.send(b"x")
            s.recv(1)
            assert 0.19 < time.monotonic() - start < 0.5


@case
def a_closed_port_is_told_to_the_client(_):
    """In this namespace the proxy may send ICMP."""
    closed = fresh_port()
    for host in ("127.0.0.1", "::1"):
        target = f"[::1]:{closed}" if ":" in host else f"127.0.0.1:{closed}"
        with Proxy(target, host=host, udp=True) as proxy, client(proxy) as s:
            s.send(b"anybody")
            try:
                s.recv(10)
                raise AssertionError("an answer from nobody")
            except ConnectionRefusedError:
                pass
        assert f"cannot reach {target}: Connection refused; sockdoctor check {target} --udp" in proxy.err, proxy.err


@case
def a_name_whose_first_address_is_closed(_):
    with DatagramServer() as server, Proxy(f"localhost:{server.port}", udp=True) as proxy, client(proxy) as s:
        s.send(b"hello")
        assert s.recv(10) == b"hello"


@case
def taken_port(_):
    with DatagramServer() as server:
        result = subprocess.run(
            [BINARY, "proxy", "--udp", "--listen", f"127.0.0.1:{server.port}", "--to", "127.0.0.1:9"], capture_output=True,
            text=True, timeout=10)
    assert result.returncode == 2 and f"sockdoctor port {server.port} --udp" in result.stderr, result
