"""Each fault does what it says, to whom it says, and the same again with the same seed."""

import errno
import os
import socket
import threading
import time

from harness import *  # noqa: F403

CASES = []


def case(function):
    CASES.append(function)
    return function


def send_and_end(proxy, data):
    try:
        with proxy.connect() as s:
            s.sendall(data)
            s.shutdown(socket.SHUT_WR)
            return read_all(s)
    except (ConnectionResetError, BrokenPipeError):
        return "reset"
    except OSError as error:
        # shutdown() after a reset.
        return "reset" if error.errno == errno.ENOTCONN else str(error)


def collected(server, seconds=10):
    """What the server received, in its pieces, once its stream has ended."""
    until(lambda: any(entry[1] == b"" for entry in server.log if isinstance(entry, tuple)), seconds)
    return pieces(server)


@case
def split_is_delivered_apart(_):
    for options in (["--split", "3"], ["--split", "1"]):
        size = int(options[1])
        data = bytes(range(40))
        with Server(collect) as server, Proxy(server.port, *options) as proxy:
            send_and_end(proxy, data)
            got = collected(server)
        assert got == [data[i:i + size] for i in range(0, 40, size)], got


@case
def split_reaches_a_server_that_answers(_):
    """An answering server acknowledges late (delayed acknowledgements): the parts still come one by one."""
    got = []

    def serve(connection, server):
        while data := connection.recv(1000):
            got.append(data)
            connection.sendall(b"+")
    with Server(serve) as server, Proxy(server.port, "--split", 2, "--direction", "to-server") as proxy:
        with proxy.connect() as s:
            s.sendall(b"abcdefghij")
            assert read_exactly(s, 5) == b"+++++"
    assert got == [b"ab", b"cd", b"ef", b"gh", b"ij"], got


@case
def merge_makes_one_of_many(_):
    with Server(collect) as server, Proxy(server.port, "--merge", "200ms") as proxy:
        with proxy.connect() as s:
            start = time.monotonic()
            for word in (b"Hello", b"World", b"!"):
                s.sendall(word)
                time.sleep(0.03)
            assert until(lambda: pieces(server))
            waited = time.monotonic() - start
            s.shutdown(socket.SHUT_WR)
            assert collected(server) == [b"HelloWorld!"]
    assert waited > 0.18, waited
    assert "1 merge" in proxy.out, proxy.out


@case
def delay_comes_on_top_of_each_way(_):
    with Server(echo) as server, Proxy(server.port, "--delay", 150) as proxy:
        with proxy.connect() as s:
            start = time.monotonic()
            s.sendall(b"x")
            assert s.recv(1) == b"x"
            took = time.monotonic() - start
    assert 0.29 < took < 0.6, took


@case
def direction_spares_the_other_way(_):
    with Server(echo) as server, Proxy(server.port, "--delay", 200, "--direction", "to-client") as proxy:
        with proxy.connect() as s:
            start = time.monotonic()
            s.sendall(b"x")
            assert s.recv(1) == b"x"
            took = time.monotonic() - start
    assert 0.19 < took < 0.38, took


@case
def jitter_comes_from_the_seed(_):
    def times(seed):
        result = []
        with Server(echo) as server, Proxy(server.port, "--jitter", 100, "--direction", "to-server", "--seed", seed) as proxy:
            with proxy.connect() as s:
                for _ in range(8):
                    start = time.monotonic()
                    s.sendall(b"x")
                    s.recv(1)
                    result.append(time.monotonic() - start)
        return result
    first, second, other = times(7), times(7), times(8)
    assert all(abs(a - b) < 0.03 for a, b in zip(first, second)), (first, second)
    assert any(abs(a - b) > 0.03 for a, b in zip(first, other)), (first, other)
    assert max(first) < 0.15


@case
def bandwidth_takes_its_time(_):
    data = os.urandom(100_000)
    with Server(collect) as server, Proxy(server.port, "--bandwidth", "100k") as proxy:
        start = time.monotonic()
        send_and_end(proxy, data)
        assert b"".join(collected(server)) == data
        took = time.monotonic() - start
    assert 0.9 < took < 1.6, took


@case
def stall_in_front_and_after_and_for_ever(_):
    with Server(collect) as server, Proxy(server.port, "--stall", 300) as proxy:
        start = time.monotonic()
        send_and_end(proxy, b"0123456789")
        collected(server)
        assert 0.28 < server.log[0][0] - start < 0.6, server.log[0][0] - start
    with Server(collect) as server, Proxy(server.port, "--stall", 300, "--stall-after", 4) as proxy:
        send_and_end(proxy, b"0123456789")
        assert collected(server) == [b"0123", b"456789"]
        assert 0.28 < server.log[1][0] - server.log[0][0] < 0.6
    with Server(collect) as server, Proxy(server.port, "--stall-after", 4) as proxy:
        with proxy.connect() as s:
            s.sendall(b"0123456789")
            assert until(lambda: pieces(server) == [b"0123"])
            time.sleep(0.4)
            assert pieces(server) == [b"0123"]
    assert "stalled for ever after 4 bytes" in proxy.out, proxy.out


@case
def reset_after_exactly_so_many_bytes(_):
    def serve(connection, server):
        try:
            while data := connection.recv(1000):
                server.log.append(data)
        except ConnectionResetError:
            server.log.append("reset")
    with Server(serve) as server, Proxy(server.port, "--reset-after", 7, "--direction", "to-server") as proxy:
        assert send_and_end(proxy, b"0123456789") == "reset"
        assert until(lambda: "reset" in server.log), server.log
    assert b"".join(server.log[:-1]) == b"0123456", server.log
    assert "reset after 7 bytes" in proxy.out and "1 reset" in proxy.out, proxy.out


@case
def half_close_after_so_many_bytes(_):
    def serve(connection, server):
        data = read_all(connection)
        connection.sendall(b"got " + data)
    with Server(serve) as server, Proxy(server.port, "--half-close-after", 7, "--direction", "to-server") as proxy:
        with proxy.connect() as s:
            s.sendall(b"0123456789")
            assert read_all(s) == b"got 0123456"
    assert "3 bytes discarded" in proxy.out, proxy.out


@case
def limit_closes_in_the_orderly_way(_):
    with Server(collect) as server, Proxy(server.port, "--limit", 7, "--direction", "to-server") as proxy:
        with proxy.connect() as s:
            s.sendall(b"0123456789" * 1000)
            assert read_all(s) == b""
        assert collected(server) == [b"0123456"]
        assert not any(isinstance(entry, OSError) for entry in server.log), server.log
    assert "closed on purpose" in proxy.out, proxy.out


@case
def only_the_named_connections(_):
    with Server(echo) as server, Proxy(server.port, "--reset-after", 0, "--connection", "2,4") as proxy:
        outcomes = []
        for _ in range(5):
            try:
                with proxy.connect() as s:
                    s.sendall(b"x")
                    outcomes.append(s.recv(1))
            except (ConnectionResetError, BrokenPipeError):
                outcomes.append("reset")
    assert outcomes == [b"x", "reset", b"x", "reset", b"x"], outcomes


@case
def faults_together(_):
    with Server(collect) as server, Proxy(server.port, "--merge", 100, "--split", 4, "--delay", 50, "--limit", 10) as proxy:
        with proxy.connect() as s:
            start = time.monotonic()
            s.sendall(b"Hello")
            time.sleep(0.02)
            s.sendall(b"World!!")
            got = collected(server)
    assert got == [b"Hell", b"oWor", b"ld"], got
    assert server.log[0][0] - start > 0.14


@case
def a_script_in_its_order(directory):
    path = os.path.join(directory, "steps.yaml")
    with open(path, "w") as file:
        file.write("""# two connections
- after connection 2: reset
- after 300 ms: stall 400 ms
- after 1 ms: delay 200 ms
- after: 10 bytes
  do: half-close
  direction: to-server
""")
    with Server(echo) as server, Proxy(server.port, "--script", path) as proxy:
        with proxy.connect() as first:
            first.sendall(b"a")
            assert first.recv(1) == b"a"
            try:
                with proxy.connect() as second:
                    assert second.recv(1) == b"", "the second was to be reset"
            except ConnectionResetError:
                pass
            time.sleep(0.35)
            start = time.monotonic()
            first.sendall(b"b")
            assert first.recv(1) == b"b"
            took = time.monotonic() - start
            assert 0.3 < took < 1.2, took
            start = time.monotonic()
            first.sendall(b"c")
            assert first.recv(1) == b"c"
            assert 0.38 < time.monotonic() - start < 0.8
            first.sendall(b"0123456789abcdef")
            rest = read_all(first)
            assert rest and b"0123456789abcdef".startswith(rest), rest
    for text in ("script: reset", "script: stall 400 ms", "script: delay 200 ms", "script: half-close"):
        assert text in proxy.out, (text, proxy.out)


@case
def a_wrong_script_names_its_line(directory):
    path = os.path.join(directory, "steps.yaml")
    with open(path, "w") as file:
        file.write("- after 1 s: reset\n- after 1 s: explode\n")
    result = subprocess.run(
        [BINARY, "proxy", "--listen", "9000", "--to", "9090", "--script", path], capture_output=True, text=True, timeout=10)
    assert result.returncode == 64 and "line 2" in result.stderr, result


@case
def the_seed_is_told_where_chance_has_a_part(_):
    with Server(echo) as server:
        with Proxy(server.port, "--jitter", 5) as proxy:
            pass
        assert "--seed " in proxy.out, proxy.out
        with Proxy(server.port, "--split", 5) as proxy:
            pass
        assert "--seed " not in proxy.out, proxy.out
