"""UDP: nobody there, or a server whose buffer is full."""
import socket
import time

from catalogue import world


@world("no UDP server: the port is closed", "check 127.0.0.1:9091 --udp --send ping", "udp-port-closed")
def udp_closed(w):
    w.prove(w.exchange("127.0.0.1", 9091, b"x", 0.5, "udp") == "ECONNREFUSED", "the port is not closed")


@world("no UDP server on ::1", "check [::1]:9091 --udp --send ping", "udp-port-closed")
def udp_closed_v6(w):
    w.prove(w.exchange("::1", 9091, b"x", 0.5, "udp") == "ECONNREFUSED", "the port is not closed")


@world("a far machine without the UDP server", "check 10.77.0.9:9091 --udp --send ping", "udp-port-closed")
def udp_closed_far(w):
    far = w.far_machine()
    w.cable("eth0", "10.77.0.5/24", far, "10.77.0.9/24")
    w.prove(w.exchange("10.77.0.9", 9091, b"x", 3, "udp") == "ECONNREFUSED", "the port is not closed")
    time.sleep(1.1)


@world("the udp:// form of the question, closed port", "check udp://127.0.0.1:9091 --send ping", "udp-port-closed")
def udp_closed_scheme(w):
    w.prove(w.exchange("127.0.0.1", 9091, b"x", 0.5, "udp") == "ECONNREFUSED", "the port is not closed")


def flood(port, count=400):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        for _ in range(count):
            sender.sendto(b"z" * 200, ("127.0.0.1", port))


def drops(w, port):
    return sum(int(line.split()[-1]) for line in w.table("udp") if int(line.split()[1].split(":")[1], 16) == port)


@world("the UDP server's small buffer is full and drops", "check 127.0.0.1:9091 --udp --send ping --expect PING",
       "udp-queue-overflow")
def udp_overflow(w):
    process = w.python("--port", 9091, "--udp", "--mode", "deaf", "--rcvbuf", 4096, port=9091, transport="udp")
    flood(9091)
    w.prove(drops(w, 9091) > 100, "nothing is dropped")
    w.must_say(process.pid)


@world("a slow UDP server is flooded", "check 127.0.0.1:9091 --udp --send ping --expect PING", "udp-queue-overflow")
def udp_overflow_slow(w):
    text = """
import socket, time
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(("127.0.0.1", 9091))
while True:
    data, peer = s.recvfrom(2048)
    time.sleep(2)
"""
    w.script("slow.py", text, port=9091, transport="udp")
    flood(9091, 3000)
    w.prove(drops(w, 9091) > 100, "nothing is dropped")


@world("no UDP server, asked without --send", "check 127.0.0.1:9091 --udp", "udp-port-closed")
def udp_closed_without_send(w):
    w.prove(w.exchange("127.0.0.1", 9091, b"x", 0.5, "udp") == "ECONNREFUSED", "the port is not closed")


@world("the UDP server has connected its socket to one peer and takes no other",
       "check 127.0.0.1:9091 --udp --send ping", "udp-port-closed")
def udp_connected_elsewhere(w):
    w.script("picky.py", "import socket,time\ns=socket.socket(socket.AF_INET,socket.SOCK_DGRAM)\n"
             "s.bind(('127.0.0.1',9091));s.connect(('127.0.0.1',40001))\ntime.sleep(3600)\n")
    w.until(lambda: w.sockets(9091, "udp"), "the socket is not there")
    w.prove(w.exchange("127.0.0.1", 9091, b"x", 0.5, "udp") == "ECONNREFUSED", "the port is not closed")
