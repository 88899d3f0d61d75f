"""Length prefixes that disagree with their payload."""
import struct

from catalogue import scenario

# A receiver that waits for bytes that do not come looks like these as well.
WAITS = ["deadlock-both-receiving", "no-receive-timeout", "server-not-replying"]


@scenario("a client packs the length in the machine's byte order; both sides are watched", "bash endian.sh",
          "length-byte-order", allow=WAITS)
def endian(p):
    p.start()
    p.end(out="no answer\nConnection closed\n")


@scenario("a server reads big-endian, its client sends little-endian", "python3 big_endian_server.py 9090",
          "length-byte-order", allow=WAITS)
def endian_server(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        c.send(struct.pack("<I", 5) + b"hello")
        p.prove(c.silent(0.6), "an answer")
    p.end(out="Connection closed\n")


@scenario("a C client forgets ntohl", "./no_ntohl 9090", "length-byte-order", allow=WAITS)
def no_ntohl(p):
    server = p.listen(9090)
    p.start()
    c = server.accept()
    c.send(struct.pack(">I", 18) + b"it rains in Ploien")
    p.prove(c.silent(0.5), "the client ends")
    c.close()
    p.end(status=1, err="the message is not complete\n")


@scenario("a Perl client packs the length with V for a server that wants N", "perl pack_wrong.pl", "length-byte-order",
          allow=WAITS)
def pack_wrong(p):
    server = p.listen(9090)
    p.start()
    c = server.accept()
    p.prove(struct.unpack(">I", c.take(4))[0] == 0x05000000, "another length")
    c.rest()
    c.close()
    p.end(out="no answer\n")


def characters(p, width, sizes):
    server = p.listen(9090)
    p.start()
    c = server.accept()
    whole = c.rest()
    p.prove(int.from_bytes(whole[:width], "big") == sizes[0], f"another length: {whole!r}")
    p.prove(len(whole) > sum(sizes) + width * len(sizes), "as many bytes as characters")
    c.close()


@scenario("a Python client counts characters, sends UTF-8", "python3 utf8_sender.py", "length-counts-characters")
def utf8_py(p):
    characters(p, 2, [9, 16, 4])
    p.end(out="")


@scenario("a Java client counts characters, sends UTF-8", "java Utf8Sender 9090", "length-counts-characters")
def utf8_java(p):
    characters(p, 4, [5, 6, 7])
    p.end(out="")


@scenario("a Node client counts characters, sends UTF-8", "node utf8_sender.js", "length-counts-characters")
def utf8_js(p):
    characters(p, 4, [4, 3, 3])
    p.end(out="")


@scenario("a receiver is out of step after a letter of two bytes; both sides are watched", "sh utf8_pair.sh",
          "length-counts-characters", allow=["write-after-close"])
def utf8_pair(p):
    p.start()
    out = p.end(status=0)["stdout"]
    p.prove(out.startswith("6 Ștefa\n") and "the stream ends inside" in out, f"in step: {out!r}")


@scenario("a C client counts the header in the length; both sides are watched", "sh header_included.sh",
          "length-includes-header", allow=WAITS)
def header_pair(p):
    p.start()
    p.end(out="no reply\nConnection closed\n")


@scenario("a Java client counts the header, its server waits for four bytes more", "java HeaderPlus",
          "length-includes-header", allow=WAITS, least="possible")
def header_java(p):
    server = p.listen(9090)
    p.start()
    c = server.accept()
    size = struct.unpack(">I", c.take(4))[0]
    body = c.take(size)
    p.prove(size == 14 and body == b"list files", f"{size} {body!r}")
    c.close()
    p.end(out="no reply\n")


@scenario("a server reads a length that counts the header", "python3 big_endian_server.py 9090",
          "length-includes-header", allow=WAITS)
def header_server(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        c.send(struct.pack(">I", 9) + b"hello")
        p.prove(c.silent(0.8), "an answer")
    p.end(out="Connection closed\n")


def portions(p, order, one, two):
    p.start(port=9090)
    with p.connect(9090) as c:
        for text in (one, two):
            c.send(order(text) + text)
            p.pause(0.2)


@scenario("a server asks for portions of a length whose bytes are swapped", "python3 portion_reader.py 9090 <I",
          "length-byte-order", allow=WAITS)
def portions_swapped(p):
    portions(p, lambda text: struct.pack(">I", len(text)), b"hello", b"a second one")
    p.end(out="the end\n")


@scenario("a length that counts itself takes the beginning of the next message along",
          "python3 portion_reader.py 9090 >I", "length-includes-header", allow=WAITS)
def portions_counted(p):
    portions(p, lambda text: struct.pack(">I", len(text) + 4), b"hello", b"a second one")
    p.end(has="the end\n")


@scenario("a Java server reads a little-endian length with readUnsignedShort()", "java FrameReader", "length-byte-order")
def frame_reader(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        c.send(struct.pack("<H", 5) + b"hello")
        p.pause(0.3)
    p.end(status=1, has="EOFException")
