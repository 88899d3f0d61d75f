"""Ports that can be had: nothing may be accused."""
import socket
import time

from catalogue import world


def free(w, address="0.0.0.0", port=9090, transport="tcp"):
    met = w.bind(address, port, transport=transport)
    w.prove(met == "bound", f"bind() meets {met}")


@world("the port is free", "port 9090", "healthy")
def plain(w):
    free(w)


@world("the port is free on one address", "port 127.0.0.1:9090", "healthy")
def one_address(w):
    free(w, "127.0.0.1")


@world("the IPv6 port is free", "port [::1]:9090", "healthy")
def v6(w):
    free(w, "::1")


@world("the UDP port is free", "port 9091 --udp", "healthy")
def udp(w):
    free(w, port=9091, transport="udp")


@world("free for UDP while TCP is held", "port 9090 --udp", "healthy")
def udp_beside_tcp(w):
    w.python("--port", 9090, port=9090)
    free(w, transport="udp")


@world("free for TCP while UDP is held", "port 9091", "healthy")
def tcp_beside_udp(w):
    w.c("9091", "0.0.0.0", "udp", port=9091, transport="udp")
    free(w, port=9091)


@world("TIME_WAITs on other ports", "port 9090", "healthy")
def other_time_waits(w):
    w.python("--port", 9091, "--mode", "daytime", script="clock.py", port=9091)
    for _ in range(20):
        with socket.create_connection(("127.0.0.1", 9091)) as client:
            while client.recv(100):
                pass
    w.until(lambda: "time-wait" in w.states(9091), "no TIME_WAIT")
    free(w)


@world("the client of an ended run closed first: TIME_WAIT is on its own port", "port 9090", "healthy")
def client_side_time_wait(w):
    process = w.python("--port", 9090, "--mode", "silent", port=9090)
    socket.create_connection(("127.0.0.1", 9090)).close()
    w.until(lambda: w.states(9090) == ["listen"], "the connection is not over")
    process.kill()
    process.wait()
    w.prove(":9090" in w.sh("ss -tanH state time-wait"), "no TIME_WAIT at the client")
    free(w)


@world("the previous run was ended in good order", "port 9090", "healthy")
def ended(w):
    process = w.python("--port", 9090, port=9090)
    process.terminate()
    process.wait()
    free(w)


@world("the port is used in another namespace only", "port 9090", "healthy")
def other_namespace(w):
    box = w.namespace("box")
    w.cable("veth0", "10.88.0.1/24", box, "10.88.0.2/24")
    box.start(w.far_python("--port", 9090), port=9090)
    free(w)


@world("the port is dialled at a far server by a local client", "port 9090", "healthy")
def remote_port_only(w):
    far = w.far_machine()
    w.cable("eth0", "10.77.0.5/24", far, "10.77.0.9/24")
    far.start(w.far_python("--port", 9090, "--mode", "silent"), port=9090)
    w.script("client.py", "import socket,time\ns=socket.create_connection(('10.77.0.9',9090))\ntime.sleep(3600)\n")
    w.until(lambda: ":9090" in w.sh("ss -tnH state established"), "the client is not connected")
    free(w)


@world("another address of this host holds the number", "port 127.0.0.1:9090", "healthy")
def another_address_held(w):
    w.lan()
    w.python("--port", 9090, "--host", "10.77.0.5", port=9090)
    free(w, "127.0.0.1")


@world("a v6-only server holds the number, IPv4 is asked for", "port 0.0.0.0:9090", "healthy")
def v6only_holder(w):
    w.python("--port", 9090, "--host", "::", "--v6only", port=9090)
    free(w)


@world("neighbour ports are held", "port 9090", "healthy")
def neighbours_held(w):
    for port in (9089, 9091, 9900):
        w.python("--port", port, script=f"s{port}.py", port=port)
    free(w)


@world("a firewall drops the port, which does not hinder a bind", "port 9090", "healthy")
def firewalled(w):
    w.nft("table inet f {\n chain input {\n type filter hook input priority 0; policy drop;\n"
          " tcp dport 9090 drop\n }\n}\n")
    free(w)


@world("a DNAT rule publishes another port", "port 8080", "healthy")
def other_dnat(w):
    w.iptables("-t nat -N DOCKER", "-t nat -A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER",
               "-t nat -A DOCKER ! -i docker0 -p tcp -m tcp --dport 8081 -j DNAT --to-destination 172.17.0.2:80",
               "-t nat -A DOCKER ! -i docker0 -p udp -m udp --dport 8080 -j DNAT --to-destination 172.17.0.2:80")
    free(w, port=8080)


@world("a masquerade rule and a redirect of another destination", "port 8080", "healthy")
def masquerade(w):
    w.lan()
    w.iptables("-t nat -A POSTROUTING -o eth0 -j MASQUERADE",
               "-t nat -A OUTPUT -p tcp -d 192.0.2.7 --dport 8080 -j REDIRECT --to-ports 3128")
    free(w, port=8080)


@world("a port in the ephemeral range that nobody uses", "port 45678", "healthy")
def ephemeral_free(w):
    w.python("--port", 9090, "--mode", "silent", port=9090)
    w.script("client.py", "import socket,time\ns=socket.create_connection(('127.0.0.1',9090))\ntime.sleep(3600)\n")
    time.sleep(0.2)
    free(w, port=45678)
