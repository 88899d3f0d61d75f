"""What is recorded opens in Wireshark's tools and can be said again."""

import json
import os
import socket
import subprocess
import time

from harness import *  # noqa: F403

CASES = []


def case(function):
    CASES.append(function)
    return function


def payloads(path, stream, from_client, port):
    rows = fields(path, ["tcp.payload"], "-Y", f"tcp.stream == {stream} && tcp.len > 0 && tcp.{'dst' if from_client else 'src'}port == {port}")
    return [bytes.fromhex(row[0].replace(":", "")) for row in rows]


def sound(path):
    """No malformed frame, no wrong checksum, nothing that Wireshark wonders about."""
    assert fields(path, ["frame.number", "_ws.malformed"], "-Y", "_ws.malformed || _ws.expert.severity >= 0x800000") == []
    for layer in ("ip", "tcp", "udp"):
        assert fields(path, ["frame.number"], "-Y", f"{layer}.checksum.status == 0") == [], layer
    assert fields(path, ["frame.number"], "-Y", "tcp.analysis.flags && !tcp.analysis.window_update") == []


@case
def streams_of_three_clients(directory):
    path = os.path.join(directory, "talk.pcapng")
    big = os.urandom(150_000)
    with Server(echo) as server, Proxy(server.port, "--record", path, "--split", "100000") as proxy:
        for data in (b"one", b"two", big):
            with proxy.connect() as s:
                s.sendall(data)
                s.shutdown(socket.SHUT_WR)
                assert read_all(s) == data
    sound(path)
    for stream, data in enumerate((b"one", b"two", big)):
        assert b"".join(payloads(path, stream, True, proxy.port)) == data
        assert b"".join(payloads(path, stream, False, proxy.port)) == data
    assert len(fields(path, ["frame.number"], "-Y", "tcp.flags.syn == 1 && tcp.flags.ack == 0")) == 3
    assert len(fields(path, ["frame.number"], "-Y", "tcp.flags.fin == 1")) == 6
    assert {row[0] for row in fields(path, ["frame.interface_name"])} == {"sockdoctor"}
    comments = [row[0] for row in fields(path, ["frame.comment"], "-Y", "frame.comment")]
    assert any("connection 1, relayed to" in text for text in comments), comments
    assert any("apart from what follows" in text for text in comments), comments


@case
def what_was_done_stands_beside_the_packet(directory):
    path = os.path.join(directory, "reset.pcapng")
    with Server(collect) as server, Proxy(server.port, "--record", path, "--reset-after", 3, "--delay", 40) as proxy:
        with proxy.connect() as s:
            s.sendall(b"hello")
            try:
                s.recv(1)
            except ConnectionResetError:
                pass
    sound(path)
    rows = fields(path, ["tcp.flags.reset", "frame.comment"], "-Y", "frame.comment")
    text = " ".join(row[1] for row in rows)
    assert "held for 4" in text and "reset after 3 bytes" in text, rows
    assert rows[-1][0] in ("1", "True"), rows


@case
def ipv6_and_datagrams(directory):
    path = os.path.join(directory, "six.pcapng")
    with Server(echo, "::1") as server, Proxy(f"[::1]:{server.port}", "--record", path, host="::1") as proxy:
        with proxy.connect() as s:
            s.sendall(b"six")
            assert s.recv(3) == b"six"
    sound(path)
    assert fields(path, ["ipv6.src"], "-Y", "tcp.len > 0")[0] == ["::1"]
    path = os.path.join(directory, "udp.pcapng")
    with DatagramServer() as server, Proxy(server.port, "--record", path, "--drop", 50, "--seed", 4, udp=True) as proxy:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
            s.connect(("127.0.0.1", proxy.port))
            for number in range(20):
                s.send(os.urandom(65507) if number == 10 else b"datagram %d" % number)
                time.sleep(0.002)
            time.sleep(0.2)
    sound(path)
    dropped = fields(path, ["frame.comment"], "-Y", 'frame.comment contains "dropped"')
    asked = fields(path, ["udp.length"], "-Y", f"udp.dstport == {proxy.port}")
    assert len(asked) == 20 and ["65515"] in asked and 0 < len(dropped) < 40, (len(asked), len(dropped))


def replay(path, port, *options):
    return subprocess.run(
        [BINARY, "proxy", "--replay", path, "--to", f"127.0.0.1:{port}", *options], capture_output=True, text=True, timeout=60)


@case
def replay_says_it_again_in_the_same_parts(directory):
    path = os.path.join(directory, "again.pcapng")
    def serve(connection, server):
        while data := connection.recv(1000):
            server.log.append(data)
            connection.sendall(data.upper())
    with Server(serve) as server:
        with Proxy(server.port, "--record", path, "--split", 4, "--direction", "to-server") as proxy:
            with proxy.connect() as s:
                s.sendall(b"hello world")
                assert read_exactly(s, 11) == b"HELLO WORLD"
        before = list(server.log)
        server.log.clear()
        result = replay(path, server.port)
        assert result.returncode == 0 and "as recorded" in result.stdout, result
        assert server.log == before == [b"hell", b"o wo", b"rld"], (server.log, before)
    with Server(echo) as other:
        result = replay(path, other.port)
        assert result.returncode == 1 and "different from byte 0 on" in result.stdout, result
        document = json.loads(replay(path, other.port, "--json").stdout)
        assert document["verdict"] == "problem" and document["replayed"][0]["first_difference"] == 0
    result = replay(path, fresh_port())
    assert result.returncode == 2 and "Connection refused" in result.stdout, result


@case
def replay_of_datagrams_and_of_resets(directory):
    path = os.path.join(directory, "udp.pcapng")
    with DatagramServer(lambda data: data + b"!") as server:
        with Proxy(server.port, "--record", path, udp=True) as proxy, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
            s.settimeout(5)
            s.connect(("127.0.0.1", proxy.port))
            for word in (b"one", b"two"):
                s.send(word)
                assert s.recv(10) == word + b"!"
        result = replay(path, server.port)
        assert result.returncode == 0, result
        assert [data for _, data in server.got] == [b"one", b"two"] * 2
    path = os.path.join(directory, "reset.pcapng")
    with Server(collect) as server:
        with Proxy(server.port, "--record", path) as proxy:
            s = proxy.connect()
            s.sendall(b"x")
            assert until(lambda: pieces(server) == [b"x"])
            s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            s.close()
            assert until(lambda: any(isinstance(entry, ConnectionResetError) for entry in server.log))
        server.log.clear()
        assert replay(path, server.port).returncode == 0
        assert until(lambda: any(isinstance(entry, ConnectionResetError) for entry in server.log)), server.log


@case
def a_silent_server_does_not_hold_a_long_replay(directory):
    path = os.path.join(directory, "long.pcapng")
    data = os.urandom(8000)
    with Server(echo) as server, Proxy(server.port, "--record", path, "--split", 4, "--direction", "to-server") as proxy:
        with proxy.connect() as s:
            s.sendall(data)
            assert read_exactly(s, len(data)) == data
    # Accepted by the kernel, never read.
    with socket.create_server(("127.0.0.1", 0)) as mute:
        start = time.monotonic()
        result = replay(path, mute.getsockname()[1])
        assert result.returncode in (1, 2) and time.monotonic() - start < 20, (result, time.monotonic() - start)


@case
def a_record_that_breaks_off_is_said(directory):
    path = os.path.join(directory, "whole.pcapng")
    with Server(echo) as server:
        with Proxy(server.port, "--record", path) as proxy:
            for _ in range(2):
                with proxy.connect() as s:
                    s.sendall(b"hello")
                    assert read_exactly(s, 5) == b"hello"
                time.sleep(0.1)
        assert replay(path, server.port).returncode == 0
        with open(path, "rb") as file:
            whole = file.read()
        with open(path, "wb") as file:
            file.write(whole[:-10])
        result = replay(path, server.port)
        assert result.returncode == 2 and "breaks off" in result.stderr, result
        document = json.loads(replay(path, server.port, "--json").stdout)
        assert document["verdict"] == "undecided" and "breaks off" in document["notes"][0], document


@case
def what_is_no_record_is_said(directory):
    path = os.path.join(directory, "x")
    for content, text in ((b"hello", "no pcapng"), (b"", "no pcapng"), (b"\n\r\r\n" + b"\xff" * 60, "damaged")):
        with open(path, "wb") as file:
            file.write(content)
        result = replay(path, 9)
        assert result.returncode == 2 and text in result.stderr, result
    assert replay(path + ".missing", 9).returncode == 2
    result = subprocess.run(
        [BINARY, "proxy", "--listen", str(fresh_port()), "--to", "9", "--record", "/nonexistent/x"], capture_output=True, text=True,
        timeout=10)
    assert result.returncode == 2 and "cannot write /nonexistent/x" in result.stderr, result


@case
def a_full_disk_does_not_stop_the_traffic(_):
    with Server(echo) as server, Proxy(server.port, "--record", "/dev/full") as proxy:
        time.sleep(0.1)
    assert proxy.rc == 2 and "No space left" in proxy.err, (proxy.rc, proxy.err)
