"""Binding, listening and connecting: what a program forgets, and what the machine refuses."""

from catalogue import scenario

TAKEN = ("port-held-by-another-program", "previous-instance-running", "owner-not-visible")


# ---- reuse-address-missing

@scenario("the second start of a server fails, the first closed its client's connection", "sh restart.sh",
          "reuse-address-missing", allow=["port-in-time-wait"], least="certain")
def restart(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        p.prove(c.rest() == b"Goodbye\n", "no greeting")
    p.end(status=1, has="Address already in use")


@scenario("the server of the textbook never sets the option", "./hello_server 9090", "reuse-address-missing",
          least="certain")
def hello_c(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        p.prove(c.rest() == b"I got your connection\n", "no greeting")
    p.end()
    p.prove("time-wait" in p.states(9090), "no TIME_WAIT is left")


@scenario("IO::Socket without ReuseAddr", "perl hello_server.pl", "reuse-address-missing")
def hello_pl(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        p.prove(c.rest() == b"Hello from Perl\n", "no greeting")
    p.end()


@scenario("Java's setReuseAddress(false)", "java TcpOnce", "reuse-address-missing")
def once_java(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        p.prove(c.rest() == b"once\n", "no greeting")
    p.end()


# ---- listen-missing

@scenario("accept without listen in Python", "python3 forgot_listen.py", "listen-missing")
def listen_py(p):
    p.start()
    p.end(status=1, out="Server is up\n", has="Invalid argument")


@scenario("accept without listen in C", "./forgot_listen", "listen-missing")
def listen_c(p):
    p.start()
    p.end(status=1, err="accept: Invalid argument\n")


@scenario("a client meets a socket of its own program that never listened", "python3 forgot_listen_loop.py 9090",
          [("listen-missing", "bound-not-listening")], allow=["bound-not-listening", "server-not-running"])
def listen_client(p):
    p.start()
    p.end(status=1, out="refused\n" * 3, err="giving up\n")


# ---- port-bytes-swapped

@scenario("bind without htons", "./no_htons 9090", "port-bytes-swapped")
def no_htons(p):
    p.start(port=33315)
    p.wait_output("9090")
    p.connect(33315).close()
    p.end(out="listening on port 9090\n")


@scenario("connect without htons, the server is on the port that is meant", "./no_htons_client", "port-bytes-swapped",
          allow=["server-not-running", "wrong-port"])
def no_htons_client(p):
    p.listen(9090)
    p.start()
    p.end(status=1, err="connect failed: Connection refused\n")


@scenario("a port unpacked in the wrong byte order", "python3 port_from_config.py", "port-bytes-swapped",
          allow=["server-not-running", "wrong-port"])
def port_config(p):
    p.write("lab.cfg", b"\x1f\x90")
    p.listen(8080)
    p.start()
    p.end(status=1, out="the port of the lab is 8080\ncannot connect: Connection refused\n")


# ---- bind-failed-ignored, connect-failed-ignored

@scenario("bind's result is not looked at, the port is taken", "./bind_unchecked", "bind-failed-ignored", allow=[*TAKEN, "overlapping-wildcard-bind"])
def bind_c(p):
    owner = p.listen(9090)
    p.start()
    p.wait_output("9090")
    p.pause(0.2)
    p.terminate()
    p.end(status=-15)
    owner.close()


@scenario("a bind that failed is a warning only", "python3 bind_ignored.py 9090", "bind-failed-ignored", allow=TAKEN)
def bind_py(p):
    owner = p.listen(9090)
    p.start()
    p.end(has="warning: [Errno 98] Address already in use\nready\nnobody came\n")
    owner.close()


@scenario("connect's result is not looked at, there is no server", "./connect_unchecked 9090", "connect-failed-ignored",
          allow=["server-not-running", "write-after-close"])
def connect_c(p):
    p.start()
    p.end(out="the time is \n")


@scenario("connect_ex without a look at its result", "python3 connect_ignored.py", "connect-failed-ignored",
          allow=["server-not-running", "write-after-close"])
def connect_py(p):
    p.start()
    p.end(out="error 32\n")


@scenario("a refused connect is printed and forgotten", "python3 connect_except.py", "connect-failed-ignored",
          allow=["server-not-running", "write-after-close"])
def connect_except(p):
    p.start()
    p.end(status=1, out="Connection problem: [Errno 111] Connection refused\n", has="BrokenPipeError")


# ---- what the machine refuses

@scenario("no server on the port", "python3 client_exits.py 9090", "server-not-running")
def refused(p):
    p.start()
    p.end(status=2, err="cannot reach the server: Connection refused\n")


@scenario("no server on the port, asked in Java", "java Stubborn", "server-not-running")
def refused_java(p):
    p.start()
    p.end(status=3, out="no server: Connection refused\n")


@scenario("the server is on the neighbouring port", "python3 client_exits.py 9090", "wrong-port")
def wrong_port(p):
    p.listen(9091)
    p.start()
    p.end(status=2)


@scenario("a name that does not exist", "python3 name_client.py labserver.invalid:9090", "name-not-found")
def no_name(p):
    p.bind_file("/etc/nsswitch.conf", "hosts: files\n")
    p.start()
    p.end(status=1, has="gaierror")


@scenario("a name that does not exist, asked in Node", "node name_client.js labserver.invalid:9090", "name-not-found")
def no_name_node(p):
    p.bind_file("/etc/nsswitch.conf", "hosts: files\n")
    p.start()
    p.end(status=1, err="ENOTFOUND getaddrinfo\n")


@scenario("the port is taken by a living server, the program says so and ends", "python3 strict_server.py", [TAKEN])
def taken(p):
    owner = p.listen(9090)
    p.start()
    p.end(status=1, err="cannot listen on 127.0.0.1:9090: Address already in use\n")
    owner.close()


@scenario("the port is taken, Node's error event ends the program", "node strict_server.js 9090", [TAKEN])
def taken_node(p):
    owner = p.listen(9090)
    p.start()
    p.end(status=1, has="EADDRINUSE")
    owner.close()


@scenario("the port is taken, Java throws a BindException", "java StrictServer 9090", [TAKEN], allow=["overlapping-wildcard-bind"])
def taken_java(p):
    owner = p.listen(9090)
    p.start()
    p.end(status=1, has="java.net.BindException: Address already in use")
    owner.close()


@scenario("port 80 without the right to it", "python3 strict_server.py --port 80", "privileged-port")
def privileged(p):
    p.start()
    p.end(status=1, err="cannot listen on 127.0.0.1:80: Permission denied\n")


@scenario("port 443 without the right to it, in Node", "node strict_server.js 443", "privileged-port")
def privileged_node(p):
    p.start()
    p.end(status=1, has="EACCES")


@scenario("an address that no interface of this machine has", "python3 strict_server.py --host 192.168.1.100",
          "address-not-on-this-host")
def foreign(p):
    p.start()
    p.end(status=1, err="cannot listen on 192.168.1.100:9090: Cannot assign requested address\n")


@scenario("the server runs already, started by the same script", "sh twice.sh", "previous-instance-running")
def twice(p):
    p.start()
    p.end(status=1, err="cannot listen on 127.0.0.1:9090: Address already in use\n", out="listening\n")


@scenario("the server listens on loopback, the client dials another address", "python3 name_client.py 10.0.0.5:9090",
          "listening-on-loopback-only")
def loopback_only(p):
    p.sh("ip address add 10.0.0.5/24 dev lo")
    owner = p.listen(9090)
    p.start()
    p.end(status=1, has="ConnectionRefusedError")
    owner.close()
