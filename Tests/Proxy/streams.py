"""TCP passed on as it is."""

import hashlib
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
import time

from harness import *  # noqa: F403

CASES = []


def case(function):
    CASES.append(function)
    return function


def reset(s):
    s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    s.close()


def refused(proxy):
    """A connection that ends without a byte; the reset may come before connect() has returned."""
    try:
        with proxy.connect() as s:
            return s.recv(1) == b""
    except ConnectionResetError:
        return True


def exchange(proxy, data):
    """Sends all, half-closes, and reads until the end, both at once."""
    with proxy.connect(60) as s:
        def send():
            s.sendall(data)
            s.shutdown(socket.SHUT_WR)
        thread = threading.Thread(target=send, daemon=True)
        thread.start()
        result = read_all(s)
        thread.join(60)
        return result


@case
def fifty_megabytes_both_ways(_):
    data = os.urandom(50_000_000)
    with Server(echo) as server, Proxy(server.port) as proxy:
        assert hashlib.sha256(exchange(proxy, data)).digest() == hashlib.sha256(data).digest()
    assert proxy.rc == 0, (proxy.rc, proxy.err)
    assert "1 connection, 50.0 MB to the server, 50.0 MB to the client" in proxy.out, proxy.out


@case
def fifty_megabytes_on_the_copying_path(directory):
    data = os.urandom(50_000_000)
    record = os.path.join(directory, "big.pcapng")
    with Server(echo) as server, Proxy(server.port, "--record", record) as proxy:
        assert exchange(proxy, data) == data
    assert proxy.rc == 0 and os.path.getsize(record) > 100_000_000


@case
def many_clients_at_once(_):
    def one(number):
        data = os.urandom(200_000) + bytes([number])
        results[number] = exchange(proxy, data) == data
    results = {}
    with Server(echo) as server, Proxy(server.port) as proxy:
        threads = [threading.Thread(target=one, args=(number,)) for number in range(40)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    assert len(results) == 40 and all(results.values())


@case
def half_close_of_the_client_is_passed_on(_):
    def serve(connection, server):
        data = read_all(connection)
        connection.sendall(b"got " + data)
    with Server(serve) as server, Proxy(server.port) as proxy:
        with proxy.connect() as s:
            s.sendall(b"question")
            s.shutdown(socket.SHUT_WR)
            assert read_all(s) == b"got question"


@case
def half_close_of_the_server_is_passed_on(_):
    def serve(connection, server):
        connection.sendall(b"greeting")
        connection.shutdown(socket.SHUT_WR)
        server.log.append(read_all(connection))
    with Server(serve) as server, Proxy(server.port) as proxy:
        with proxy.connect() as s:
            assert read_all(s) == b"greeting"
            s.sendall(b"still here")
            s.shutdown(socket.SHUT_WR)
            assert until(lambda: server.log == [b"still here"]), server.log


@case
def reset_of_the_client_is_passed_on(_):
    with Server(collect) as server, Proxy(server.port) as proxy:
        s = proxy.connect()
        s.sendall(b"hello")
        assert until(lambda: pieces(server) == [b"hello"])
        reset(s)
        assert until(lambda: any(isinstance(entry, ConnectionResetError) for entry in server.log)), server.log
    assert "reset by the client" in proxy.out, proxy.out


@case
def reset_of_the_server_is_passed_on(_):
    def serve(connection, server):
        connection.recv(100)
        reset(connection)
    with Server(serve) as server, Proxy(server.port) as proxy:
        with proxy.connect() as s:
            s.sendall(b"hello")
            try:
                s.recv(1)
                raise AssertionError("no reset came")
            except ConnectionResetError:
                pass
    assert "reset by the server" in proxy.out, proxy.out


@case
def reset_while_nobody_reads_is_passed_on(_):
    """The way to the server is full; the client's reset must not wait behind it."""
    got = []

    def serve(connection, server):
        end = time.monotonic() + 8
        while time.monotonic() < end:
            if select.select([], [], [connection], 0.01)[2]:
                break
            error = connection.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
            if error:
                got.append(error)
                return
    with Server(serve) as server, Proxy(server.port) as proxy:
        s = proxy.connect()
        s.setblocking(False)
        try:
            while True:
                s.send(b"x" * 65536)
        except BlockingIOError:
            pass
        time.sleep(0.2)
        reset(s)
        assert until(lambda: got, 5), "the server saw no reset"


@case
def backpressure_holds_the_sender(_):
    release = threading.Event()

    def serve(connection, server):
        release.wait(20)
        server.log.append(len(read_all(connection)))
    with Server(serve) as server, Proxy(server.port) as proxy:
        before = proxy.memory()
        s = proxy.connect()
        s.setblocking(False)
        sent = 0
        quiet = time.monotonic()
        while time.monotonic() - quiet < 0.5 and sent < 200_000_000:
            try:
                sent += s.send(b"x" * 65536)
                quiet = time.monotonic()
            except BlockingIOError:
                time.sleep(0.01)
        assert sent < 100_000_000, f"{sent} bytes were taken though nobody reads"
        assert proxy.memory() - before < 4096, f"{proxy.memory() - before} KiB more are held"
        release.set()
        s.setblocking(True)
        s.shutdown(socket.SHUT_WR)
        assert until(lambda: server.log == [sent], 20), (server.log, sent)
        s.close()


@case
def refused_target_is_named_and_the_client_reset(_):
    closed = fresh_port()
    with Proxy(closed) as proxy:
        assert [refused(proxy) for _ in range(3)] == [True] * 3
    wanted = f"cannot reach 127.0.0.1:{closed}: Connection refused; sockdoctor check 127.0.0.1:{closed}"
    assert proxy.err.count(wanted) == 1, proxy.err
    assert proxy.rc == 0 and "3 could not reach the target" in proxy.out, proxy.out


@case
def a_target_that_comes_later_is_reached(_):
    port = fresh_port()
    with Proxy(port) as proxy:
        refused(proxy)
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        listener.listen(5)
        with listener, proxy.connect() as s:
            connection, _ = listener.accept()
            with connection:
                s.sendall(b"now")
                assert connection.recv(10) == b"now"


@case
def a_name_with_two_addresses_finds_the_one_that_listens(_):
    with Server(echo) as server, Proxy(f"localhost:{server.port}") as proxy:
        with proxy.connect() as s:
            s.sendall(b"hello")
            assert s.recv(10) == b"hello"
    assert proxy.err == "", proxy.err


@case
def ipv6_on_both_sides_and_across(_):
    with Server(echo, "::1") as six, Server(echo) as four:
        for host, target in [("::1", f"[::1]:{six.port}"), ("127.0.0.1", f"[::1]:{six.port}"), ("::1", f"127.0.0.1:{four.port}")]:
            with Proxy(target, host=host) as proxy, proxy.connect() as s:
                s.sendall(b"hello")
                assert s.recv(10) == b"hello", (host, target)


@case
def a_bare_port_listens_on_both_loopbacks(_):
    with Server(echo) as server:
        port = fresh_port()
        process = subprocess.Popen(
            [BINARY, "proxy", "--listen", str(port), "--to", str(server.port)], stdout=subprocess.PIPE, text=True)
        first = process.stdout.readline()
        try:
            for host in ("127.0.0.1", "::1"):
                with socket.create_connection((host, port), 5) as s:
                    s.sendall(b"x")
                    assert s.recv(1) == b"x"
        finally:
            process.send_signal(signal.SIGTERM)
            rest = process.stdout.read()
            assert process.wait(10) == 0
        assert f"127.0.0.1:{port} and [::1]:{port}" in first, first
        assert "2 connections" in rest, rest


@case
def taken_port_is_one_sentence_and_2(_):
    with Server(echo) as server:
        result = subprocess.run(
            [BINARY, "proxy", "--listen", f"127.0.0.1:{server.port}", "--to", "127.0.0.1:9"], capture_output=True, text=True,
            timeout=10)
    assert result.returncode == 2, result
    assert result.stderr.count("\n") == 1 and f"sockdoctor port {server.port}" in result.stderr, result.stderr


@case
def wrong_usage_is_64_with_the_nearest_form(_):
    for arguments in [
            [], ["--listen", "9000"], ["--to", "9090"], ["--listen", "9000", "--to", "x y"], ["--listen", "host:1", "--to", "9090"],
            ["--listen", "9000", "--to", "9090", "--drop", "5"], ["--listen", "9000", "--to", "9090", "--udp", "--split", "3"],
            ["--listen", "9000", "--to", "9090", "--direction", "up"], ["--listen", "9000", "--to", "9090", "--connection", "0"],
            ["--listen", "9000", "--to", "9090", "--split", "0"], ["--listen", "9000", "--to", "9090", "--split", "x"],
            ["--listen", "9000", "--to", "9090", "--udp", "--drop", "101"]]:
        result = subprocess.run([BINARY, "proxy", *arguments], capture_output=True, text=True, timeout=10)
        assert result.returncode == 64, (arguments, result)
        assert "proxy" in result.stderr and result.stdout == "", (arguments, result)
    for arguments, words in [(["--delay", "-1"], "from 0 on"), (["--split", "-3"], "1000, 10k or 2M"), (["--udp", "--drop", "150"], "from 0 to 100")]:
        result = subprocess.run(
            [BINARY, "proxy", "--listen", "9000", "--to", "9090", *arguments], capture_output=True, text=True, timeout=10)
        assert result.returncode == 64 and result.stderr.count("\n") == 1 and words in result.stderr, (arguments, result)
    result = subprocess.run([BINARY, "proxy", "--listen", "9000", "--to", "9000"], capture_output=True, text=True, timeout=10)
    assert result.returncode == 2 and "come back" in result.stderr, result


@case
def json_is_one_document(_):
    import json
    with Server(echo) as server, Proxy(server.port, "--json", "--split", 3) as proxy:
        with proxy.connect() as s:
            s.sendall(b"hello")
            assert read_exactly(s, 5) == b"hello"
        time.sleep(0.1)
    document = json.loads(proxy.out)
    assert proxy.rc == 0 and document["schema"] == "sockdoctor.report/1" and document["command"] == "proxy"
    assert document["connection_count"] == 1 and document["bytes"] == {"to_server": 5, "to_client": 5}
    assert document["connections"][0]["outcome"] == "closed" and document["faults"]["split"] >= 1, document


@case
def curl_and_http_server_never_notice(directory):
    body = os.urandom(3_000_000)
    with open(os.path.join(directory, "file.bin"), "wb") as file:
        file.write(body)
    port = fresh_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", directory],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        assert until(lambda: listening(port))
        for options in ([], ["--split", "20000"], ["--delay", "5", "--jitter", "5"]):
            with Proxy(port, *options) as proxy:
                result = subprocess.run(
                    ["curl", "-sS", f"http://127.0.0.1:{proxy.port}/file.bin"], capture_output=True, timeout=60)
                assert result.returncode == 0 and result.stdout == body, (options, result.stderr)
    finally:
        server.kill()
        server.wait()


@case
def a_terminal_sees_a_table(_):
    import pty
    with Server(echo) as server:
        port = fresh_port()
        pid, terminal = pty.fork()
        if pid == 0:
            os.execv(BINARY, [BINARY, "proxy", "--listen", f"127.0.0.1:{port}", "--to", f"127.0.0.1:{server.port}", "--split", "2"])
        try:
            assert until(lambda: listening(port))
            seen = b""
            with socket.create_connection(("127.0.0.1", port), 5) as s:
                s.sendall(b"hello")
                assert read_exactly(s, 5) == b"hello"
                end = time.monotonic() + 5
                while time.monotonic() < end and b"5 bytes" not in seen:
                    if select.select([terminal], [], [], 0.1)[0]:
                        seen += os.read(terminal, 65536)
            assert b"to server" in seen and b"5 bytes" in seen and b"split" in seen, seen
            os.write(terminal, b"\x03")
            rest = b""
            try:
                while select.select([terminal], [], [], 5)[0]:
                    rest += os.read(terminal, 65536)
            except OSError:
                # The other side has ended.
                pass
            assert b"1 connection, 5 bytes to the server, 5 bytes to the client" in rest, rest
        except BaseException:
            os.kill(pid, signal.SIGKILL)
            raise
        finally:
            _, status = os.waitpid(pid, 0)
        assert os.waitstatus_to_exitcode(status) == 0, status
