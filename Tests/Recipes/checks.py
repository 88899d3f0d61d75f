"""What each program of the recipes must do, as data, and the partners that find out."""

import contextlib
import ipaddress
import os
import re
import select
import socket
import struct
import threading
import time
from typing import Callable, NamedTuple

from subject import (
    LIMIT, Impossible, Subject, Wrong, expect, is_told, kernel_sockets, one_line, read_exactly, read_to_end,
    reset, trickle, wait_until)


# The servers that greet.

def second_instance_fails(subject, *arguments):
    with contextlib.closing(Subject(subject.command)) as second:
        second.start(*arguments, subject.port)
        one_line(second, "address already in use")


def greeting(subject, host="127.0.0.1"):
    with subject.connect(host) as connection:
        return read_to_end(connection).decode()


def is_reached_by_every_address(subject):
    subject.serve()
    for host in ("127.0.0.1", "127.0.0.2", "127.1.2.3"):
        expect(greeting(subject, host) == "hello\n", f"does not greet a client of {host}")


def tells_that_the_port_is_taken(subject):
    subject.serve()
    second_instance_fails(subject)


def starts_again_at_once(subject):
    subject.serve("127.0.0.1")
    expect(greeting(subject) == "hello\n", "does not greet")
    wait_until(lambda: kernel_sockets("tcp", subject.port, "06"), "does not close first: there is no TIME_WAIT", 3)
    subject.end()
    subject.serve("127.0.0.1")
    expect(greeting(subject) == "hello\n", "does not greet after the second start")


def tells_that_the_address_is_taken(subject):
    subject.serve("127.0.0.1")
    second_instance_fails(subject, "127.0.0.1")


def serves_both_families(subject):
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        raise Impossible("no IPv6 on loopback") from None
    subject.serve()
    for host in ("127.0.0.1", "::1"):
        hello, _, address = greeting(subject, host).rstrip("\n").partition(", ")
        address = ipaddress.ip_address(address)
        address = getattr(address, "ipv4_mapped", None) or address
        expect((hello, str(address)) == ("hello", host), f"greets {host} as {address}")


def listens_on_the_port_it_was_given(subject):
    subject.serve("127.0.0.1")
    expect(greeting(subject) == "hello\n", "does not greet")
    expect(str(subject.port) in subject.text(subject.out), "does not print its port")


# connect-with-timeout

def connects(subject):
    with socket.create_server(("127.0.0.1", subject.port)) as server:
        server.settimeout(LIMIT)
        subject.start("127.0.0.1", subject.port)
        server.accept()[0].close()
        status, out, err = subject.finish()
    expect(status == 0 and out.startswith("connected to") and err == "", f"status {status}")


def tries_every_address_of_a_name(subject):
    with open("/etc/hosts", encoding="utf-8", errors="replace") as file:
        if not re.search(r"^127\.0\.0\.1\s.*\blocalhost\b", file.read(), re.MULTILINE):
            raise Impossible("/etc/hosts does not name localhost")
    with socket.create_server(("127.0.0.1", subject.port)):
        subject.start("localhost", subject.port)
        status, out, _ = subject.finish()
    expect(status == 0 and out.startswith("connected to"), f"status {status}")


def tells_that_the_port_is_closed(subject):
    subject.start("127.0.0.1", subject.port)
    one_line(subject, "refused")


def gives_up_after_3_seconds(subject):
    with socket.create_server(("127.0.0.1", subject.port), backlog=0) as server, \
            socket.create_connection(server.getsockname()):
        # The accept queue holds backlog + 1 connections: from now on each SYN is dropped.
        began = time.monotonic()
        subject.start("127.0.0.1", subject.port)
        one_line(subject, "timed out|timeout|time out")
        took = time.monotonic() - began
    expect(2.8 < took < 7, f"gives up after {took:.1f} s")


# receive-exactly

def frame(payload):
    return struct.pack("!I", len(payload)) + payload


def expect_frame(connection, payload):
    (length,) = struct.unpack("!I", read_exactly(connection, 4))
    expect(length == len(payload), f"answers {length} bytes, not {len(payload)}")
    expect(read_exactly(connection, length) == payload, "answers other bytes")


def takes_frames_byte_by_byte(subject):
    subject.serve("127.0.0.1")
    before = subject.text(subject.err)
    with subject.connect() as connection:
        trickle(connection, frame(b"one byte at a time") + frame(b"") + frame(b"x"))
        for payload in (b"ONE BYTE AT A TIME", b"", b"X"):
            expect_frame(connection, payload)
        connection.shutdown(socket.SHUT_WR)
        expect(read_to_end(connection) == b"", "does not close when the client has")
    expect(subject.text(subject.err) == before, "complains about a connection that ended as it should")


def takes_merged_frames(subject):
    subject.serve("127.0.0.1")
    data = b"".join(frame(text) for text in (b"first", b"second", b"", b"third " * 100))
    with subject.connect() as connection:
        connection.sendall(data[:-150])
        for payload in (b"FIRST", b"SECOND", b""):
            expect_frame(connection, payload)
        connection.sendall(data[-150:])
        expect_frame(connection, b"THIRD " * 100)


def takes_large_frames(subject):
    subject.serve("127.0.0.1")
    with subject.connect() as connection:
        for size in (300_000, 1_000_000):
            connection.sendall(frame(b"abcdefghij" * (size // 10)))
            expect_frame(connection, b"ABCDEFGHIJ" * (size // 10))


def refuses_frames_that_are_too_long(subject):
    subject.serve("127.0.0.1")
    for length in (0xFFFF_FFFF, 1_000_001):
        before = subject.text(subject.err)
        with subject.connect() as connection:
            connection.sendall(struct.pack("!I", length))
            expect(connection.recv(1) == b"", "does not close")
        is_told(subject, before)
    frames_still_work(subject)


def survives_a_frame_that_is_cut_off(subject):
    subject.serve("127.0.0.1")
    before = subject.text(subject.err)
    with subject.connect() as connection:
        connection.sendall(frame(b"0123456789")[:-3])
        connection.shutdown(socket.SHUT_WR)
        expect(read_to_end(connection) == b"", "answers a part of a message")
    is_told(subject, before)
    frames_still_work(subject)


def survives_a_reset_in_a_frame(subject):
    subject.serve("127.0.0.1")
    connection = subject.connect()
    connection.sendall(frame(b"0123456789")[:-3])
    time.sleep(0.1)
    reset(connection)
    frames_still_work(subject)


def frames_still_work(subject):
    with subject.connect() as connection:
        connection.sendall(frame(b"next"))
        expect_frame(connection, b"NEXT")


# receive-lines

def expect_lines(connection, *lines):
    for line in lines:
        expect(read_exactly(connection, len(line) + 1) == line + b"\n", f"does not answer {line[:20]!r}")


def lines_still_work(subject):
    with subject.connect() as connection:
        connection.sendall(b"next\n")
        expect_lines(connection, b"NEXT")


def takes_lines_byte_by_byte(subject):
    subject.serve("127.0.0.1")
    before = subject.text(subject.err)
    with subject.connect() as connection:
        trickle(connection, "one\n\n20 € each\n".encode())
        expect_lines(connection, b"ONE", b"", "20 € EACH".encode())
        connection.shutdown(socket.SHUT_WR)
        expect(read_to_end(connection) == b"", "does not close when the client has")
    expect(subject.text(subject.err) == before, "complains about a connection that ended as it should")


def takes_merged_and_split_lines(subject):
    subject.serve("127.0.0.1")
    with subject.connect() as connection:
        connection.sendall(b"one\ntwo\nthr")
        expect_lines(connection, b"ONE", b"TWO")
        connection.sendall(b"ee\nfour\n")
        expect_lines(connection, b"THREE", b"FOUR")


def takes_long_lines(subject):
    subject.serve("127.0.0.1")
    with subject.connect() as connection:
        for size in (10_000, 60_000):
            connection.sendall(b"x" * size + b"\n")
            expect_lines(connection, b"X" * size)


def answers_a_last_line_without_newline(subject):
    subject.serve("127.0.0.1")
    with subject.connect() as connection:
        connection.sendall(b"first\nlast")
        connection.shutdown(socket.SHUT_WR)
        expect(read_to_end(connection) == b"FIRST\nLAST\n", "does not answer the last line")


def survives_a_reset_in_a_line(subject):
    subject.serve("127.0.0.1")
    connection = subject.connect()
    connection.sendall(b"half a li")
    time.sleep(0.1)
    reset(connection)
    lines_still_work(subject)


# send-everything

SENT = b"0123456789abcde\n" * 262_144


def small_listener(subject):
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
    listener.settimeout(LIMIT)
    listener.bind(("127.0.0.1", subject.port))
    listener.listen()
    return listener


def sends_all_to_a_slow_reader(subject):
    with small_listener(subject) as listener:
        subject.start("127.0.0.1", subject.port)
        with listener.accept()[0] as connection:
            connection.settimeout(LIMIT)
            time.sleep(0.5)
            data = read_to_end(connection)
            expect(data == SENT, f"sends {len(data)} bytes, or others than it should")
            connection.sendall(f"{len(data)} received\n".encode())
        status, out, err = subject.finish()
    expect((status, out, err) == (0, f"{len(SENT)} received\n", ""), f"status {status}, prints {out!r}")


def tells_that_the_server_closed_early(subject):
    with small_listener(subject) as listener:
        subject.start("127.0.0.1", subject.port)
        connection = listener.accept()[0]
        connection.recv(1000)
        connection.close()  # with unread bytes: a RST
        status, _, err = subject.finish()
    expect(status > 0, f"ends with status {status}")
    expect(err.strip(), "says nothing on standard error")


# serve-many-clients, non-blocking

def echoes(connection, data):
    connection.sendall(data)
    expect(read_exactly(connection, len(data)) == data, "sends back other bytes")


def holds_two_clients_at_once(subject):
    subject.serve("127.0.0.1")
    with subject.connect() as silent, subject.connect() as other:
        other.settimeout(3)
        echoes(other, b"while another client is silent")
        echoes(silent, b"at last")
        echoes(other, b"again")


def survives_a_reset(subject):
    subject.serve("127.0.0.1")
    with subject.connect() as other:
        echoes(other, b"before")
        for _ in range(3):
            connection = subject.connect()
            echoes(connection, b"soon gone")
            reset(connection)
        time.sleep(0.1)
        echoes(other, b"after")


def sends_all_back_before_it_closes(subject):
    subject.serve("127.0.0.1")
    data = os.urandom(300_000)
    with subject.connect() as connection:
        sender = threading.Thread(target=lambda: (connection.sendall(data), connection.shutdown(socket.SHUT_WR)))
        sender.start()
        expect(read_to_end(connection) == data, "sends back other bytes")
        sender.join()


def open_sockets(subject):
    directory = f"/proc/{subject.process.pid}/fd"
    count = 0
    for number in os.listdir(directory):
        try:
            count += os.readlink(f"{directory}/{number}").startswith("socket:")
        except FileNotFoundError:
            continue
    return count


def closes_every_connection(subject):
    subject.serve("127.0.0.1")
    with subject.connect() as connection:
        echoes(connection, b"the first one: a runtime may open a socket of its own for it")
    time.sleep(0.2)
    before = open_sockets(subject)
    for i in range(20):
        with subject.connect() as connection:
            echoes(connection, b"one of many")
            if i % 2:
                connection.shutdown(socket.SHUT_WR)
                expect(read_to_end(connection) == b"", "does not close when the client has")
    wait_until(lambda: open_sockets(subject) <= before, "leaves sockets open", 5)


def processor_seconds(subject):
    with open(f"/proc/{subject.process.pid}/stat", encoding="ascii") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def waits_for_a_client_that_does_not_read(subject):
    subject.serve("127.0.0.1")
    block = bytes(range(256)) * 256
    with subject.connect() as stuck, subject.connect() as other:
        sent = 0
        while select.select([], [stuck], [], 0.5)[1]:
            sent += stuck.send(block[sent % 256 :], socket.MSG_DONTWAIT)
            expect(sent < 64 << 20, "takes everything from a client that reads nothing")
        before = processor_seconds(subject)
        time.sleep(0.5)
        used = processor_seconds(subject) - before
        expect(used < 0.2, f"uses the processor for {used:.2f} of 0.5 s while it waits")
        other.settimeout(3)
        echoes(other, b"while another client does not read")
        data = read_exactly(stuck, sent)
        expect(data == (block * (sent // len(block) + 1))[:sent], "sends back other bytes")
        stuck.shutdown(socket.SHUT_WR)
        expect(read_to_end(stuck) == b"", "does not close when the client has")


# end-of-stream

def counts_to_the_end(subject):
    subject.serve("127.0.0.1")
    for parts in ((), (b"x",), (b"a" * 10, b"b" * 50_000, b"c" * 49_990)):
        with subject.connect() as connection:
            for part in parts:
                connection.sendall(part)
                expect(not select.select([connection], [], [], 0.1)[0], "answers before the end of the stream")
            connection.shutdown(socket.SHUT_WR)
            expected = f"{sum(map(len, parts))} bytes\n"
            answer = read_to_end(connection).decode()
            expect(answer == expected, f"answers {answer!r}, not {expected!r}")


def tells_a_reset_from_the_end(subject):
    subject.serve("127.0.0.1")
    before = subject.text(subject.err)
    connection = subject.connect()
    connection.sendall(b"some")
    time.sleep(0.2)
    reset(connection)
    is_told(subject, before)
    expect(re.search("reset", subject.text(subject.err)[len(before) :], re.IGNORECASE), "does not speak of a reset")
    with subject.connect() as connection:
        connection.shutdown(socket.SHUT_WR)
        expect(read_to_end(connection) == b"0 bytes\n", "does not serve the next client")


# udp-server, udp-client, broadcast

def datagram_socket(host="127.0.0.1", port=0):
    result = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    result.settimeout(LIMIT)
    result.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    result.bind((host, port))
    return result


def sends_datagrams_back_whole(subject):
    subject.serve("127.0.0.1", protocol="udp")
    server = ("127.0.0.1", subject.port)
    with datagram_socket() as one, datagram_socket() as two:
        for data in (b"hello", b"", os.urandom(65_507), b"short again"):
            one.sendto(data, server)
            answer, address = one.recvfrom(65_535)
            expect(address == server, f"answers from {address}")
            expect(answer == data, f"answers {len(answer)} bytes to {len(data)}, or others")
        for text, sender in ((b"1", one), (b"2", two), (b"3", one)):
            sender.sendto(text, server)
        expect([s.recv(9) for s in (one, one, two)] == [b"1", b"3", b"2"], "mixes the clients up")


def survives_a_client_that_is_gone(subject):
    subject.serve("127.0.0.1", protocol="udp")
    with datagram_socket() as gone:
        gone.sendto(b"no one waits for the answer", ("127.0.0.1", subject.port))
    time.sleep(0.2)  # the answer meets a closed port
    with datagram_socket() as client:
        client.sendto(b"next", ("127.0.0.1", subject.port))
        expect(client.recv(9) == b"next", "does not answer the next client")


def prints_the_answer(subject):
    with datagram_socket(port=subject.port) as server, datagram_socket() as stranger:
        subject.start("127.0.0.1", subject.port)
        data, client = server.recvfrom(100)
        expect(data == b"hello", f"sends {data!r}")
        stranger.sendto(b"not from the peer", client)
        server.sendto(b"a" * 60_000, client)
        status, out, err = subject.finish()
    expect((status, out.strip(), err) == (0, "a" * 60_000, ""), f"status {status}, prints {out[:50]!r}")


def tells_that_nothing_answers(subject):
    with datagram_socket(port=subject.port):
        began = time.monotonic()
        subject.start("127.0.0.1", subject.port)
        one_line(subject, "no answer|timed out|timeout")
        took = time.monotonic() - began
    expect(1.8 < took < 6, f"gives up after {took:.1f} s")


def reaches_every_receiver(subject):
    address = ("127.255.255.255", subject.port)  # the broadcast address of lo
    with datagram_socket(*address) as one, datagram_socket(*address) as two:
        with datagram_socket() as without_option:
            try:
                without_option.sendto(b"", address)
                raise Impossible("this kernel does not ask for SO_BROADCAST")
            except PermissionError:
                pass
        subject.start(*address)
        status, out, err = subject.finish()
        expect((status, err) == (0, "") and out.startswith("sent to"), f"status {status}")
        expect((one.recv(99), two.recv(99)) == (b"hello", b"hello"), "sends something else")


class Recipe(NamedTuple):
    must: str
    serves: bool
    checks: tuple[Callable[[Subject], None], ...]
    languages: tuple[str, ...] = ("py", "c", "java", "mjs", "go", "swift")


RECIPES = {
    "listen-on-all-addresses": Recipe(
        "[PORT]: greets each client of every address with the line hello, and closes",
        True,
        (is_reached_by_every_address, tells_that_the_port_is_taken)),
    "reuse-address": Recipe(
        "[HOST] [PORT]: greets and closes first; started again, it listens in spite of TIME_WAIT",
        True,
        (starts_again_at_once, tells_that_the_address_is_taken)),
    "listen-on-both-families": Recipe(
        "[PORT]: greets clients of IPv4 and IPv6 with the line hello, ADDRESS, and closes",
        True,
        (serves_both_families, tells_that_the_port_is_taken)),
    "connect-with-timeout": Recipe(
        "[HOST] [PORT]: prints connected to ..., or one line of error after at most 3 s",
        False,
        (connects, tries_every_address_of_a_name, tells_that_the_port_is_closed, gives_up_after_3_seconds)),
    "receive-exactly": Recipe(
        "[HOST] [PORT]: answers length and payload with length and payload in upper case",
        True,
        (takes_frames_byte_by_byte, takes_merged_frames, takes_large_frames, refuses_frames_that_are_too_long,
         survives_a_frame_that_is_cut_off, survives_a_reset_in_a_frame)),
    "receive-lines": Recipe(
        "[HOST] [PORT]: answers each line with the line in upper case",
        True,
        (takes_lines_byte_by_byte, takes_merged_and_split_lines, takes_long_lines,
         answers_a_last_line_without_newline, survives_a_reset_in_a_line)),
    "send-everything": Recipe(
        "[HOST] [PORT]: sends 4 MiB, ends its direction, prints the answer",
        False,
        (sends_all_to_a_slow_reader, tells_that_the_server_closed_early, tells_that_the_port_is_closed)),
    "serve-many-clients": Recipe(
        "[HOST] [PORT]: sends back what each of several clients sends, and closes each connection",
        True,
        (holds_two_clients_at_once, survives_a_reset, sends_all_back_before_it_closes, closes_every_connection)),
    "end-of-stream": Recipe(
        "[HOST] [PORT]: answers N bytes at the end of the stream; a reset is an error",
        True,
        (counts_to_the_end, tells_a_reset_from_the_end)),
    "udp-server": Recipe(
        "[HOST] [PORT]: sends each datagram back, of 0 to 65507 bytes",
        True,
        (sends_datagrams_back_whole, survives_a_client_that_is_gone)),
    "udp-client": Recipe(
        "[HOST] [PORT]: sends hello, prints the peer's answer; tells a closed port at once, silence after 2 s",
        False,
        (prints_the_answer, tells_that_the_port_is_closed, tells_that_nothing_answers)),
    "port-byte-order": Recipe(
        "[HOST] [PORT]: listens on the port of its arguments, prints it, and greets",
        True,
        (listens_on_the_port_it_was_given, tells_that_the_address_is_taken), ("c", "swift")),
    "broadcast": Recipe(
        "[ADDRESS] [PORT]: sends the datagram hello to a broadcast address",
        False,
        (reaches_every_receiver,)),
    "non-blocking": Recipe(
        "[HOST] [PORT]: sends back what its clients send; one that does not read holds up no other",
        True,
        (holds_two_clients_at_once, survives_a_reset, sends_all_back_before_it_closes, closes_every_connection,
         waits_for_a_client_that_does_not_read)),
}
# The recipes whose programs run a second time with calls that send and receive less than they are asked to.
SHORT = ("receive-exactly", "receive-lines", "send-everything", "serve-many-clients", "end-of-stream", "non-blocking")
