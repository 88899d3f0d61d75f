"""The port has no owner, and still it cannot be had: closing states, addresses, privileges, Windows."""
import os
import socket
import time

from catalogue import world


def end(process):
    process.kill()
    process.wait()


def used_once(w, *options, address="127.0.0.1"):
    """A server that served one client, closed first, and was killed: TIME_WAIT stays on its port."""
    process = w.python("--port", 9090, "--mode", "daytime", *options, port=9090)
    with socket.create_connection((address, 9090), 2) as client:
        # To the end of the stream, so that the server is the one that closes first.
        while client.recv(100):
            pass
    w.until(lambda: "time-wait" in w.states(9090), "no TIME_WAIT")
    end(process)
    w.until(lambda: w.states(9090) == ["time-wait"], "something else is left on the port")
    w.prove("9090" in w.sh("ss -tanH state time-wait"), "ss does not show TIME_WAIT")


# ---- port-in-time-wait

@world("TIME_WAIT of a server that set SO_REUSEADDR", "port 9090", "port-in-time-wait")
def time_wait_reuse(w):
    used_once(w)
    w.prove((w.bind("0.0.0.0", 9090), w.bind("0.0.0.0", 9090, reuse=True)) == ("EADDRINUSE", "bound"),
            "the option does not make the difference")
    w.must_say("SO_REUSEADDR")


@world("TIME_WAIT of a server that did not set SO_REUSEADDR", "port 9090", "port-in-time-wait")
def time_wait_no_reuse(w):
    used_once(w, "--no-reuse")
    w.prove((w.bind("0.0.0.0", 9090), w.bind("0.0.0.0", 9090, reuse=True)) == ("EADDRINUSE", "EADDRINUSE"),
            "the option helps")
    w.must_say("SO_REUSEADDR")


@world("TIME_WAIT of a dual-stack server", "port 9090", "port-in-time-wait")
def time_wait_v6(w):
    used_once(w, "--host", "::", address="::1")
    w.prove(w.bind("::", 9090) == "EADDRINUSE", "the port can be bound")


@world("TIME_WAIT on one address, asked for that address", "port 127.0.0.1:9090", "port-in-time-wait")
def time_wait_specific(w):
    used_once(w, "--host", "127.0.0.1")
    w.prove(w.bind("127.0.0.1", 9090) == "EADDRINUSE", "the port can be bound")


def left_behind(w, client):
    """A far client's connection outlives the server; `client` is its program."""
    far = w.far_machine()
    w.cable("eth0", "10.77.0.5/24", far, "10.77.0.9/24")
    far.start(["/usr/bin/python3", "-c", client])
    return far


@world("FIN_WAIT2: the run has ended, its client has not closed yet", "port 9090", "port-in-time-wait")
def fin_wait_2(w):
    process = w.python("--port", 9090, "--mode", "silent", port=9090)
    left_behind(w, "import socket,time\ns=socket.create_connection(('10.77.0.5',9090))\ntime.sleep(3600)")
    w.until(lambda: "established" in w.states(9090), "the client is not connected")
    end(process)
    w.until(lambda: w.states(9090) == ["fin-wait-2"], "not FIN_WAIT2")
    w.prove(w.bind("0.0.0.0", 9090) == "EADDRINUSE", "the port can be bound")


@world("LAST_ACK: the cable went out while the run ended", "port 9090", "port-in-time-wait")
def last_ack(w):
    text = """
import socket, time
s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("0.0.0.0", 9090)); s.listen()
client, _ = s.accept()
time.sleep(3600)
"""
    process = w.script("server.py", text, port=9090)
    far = left_behind(w, "import socket,time\ns=socket.create_connection(('10.77.0.5',9090))\n"
                         "time.sleep(0.3)\ns.shutdown(socket.SHUT_WR)\ntime.sleep(3600)")
    w.until(lambda: "close-wait" in w.states(9090), "the client has not closed its half")
    far.sh("iptables -A INPUT -j DROP")
    end(process)
    w.until(lambda: w.states(9090) == ["last-ack"], "not LAST_ACK")
    w.prove(w.bind("0.0.0.0", 9090) == "EADDRINUSE", "the port can be bound")


@world("FIN_WAIT1: unsent data stays after the run has ended", "port 9090", "port-in-time-wait")
def fin_wait_1(w):
    text = """
import socket, time
s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("0.0.0.0", 9090)); s.listen()
client, _ = s.accept()
client.sendall(b"x" * 100000000)
"""
    process = w.script("server.py", text, port=9090)
    left_behind(w, "import socket,time\ns=socket.create_connection(('10.77.0.5',9090))\ntime.sleep(3600)")
    w.until(lambda: "established" in w.states(9090), "the client is not connected")
    time.sleep(0.5)
    end(process)
    w.until(lambda: w.states(9090) == ["fin-wait-1"], "not FIN_WAIT1")
    w.prove(w.bind("0.0.0.0", 9090) == "EADDRINUSE", "the port can be bound")


# ---- address-not-on-this-host

@world("the address belongs to no interface", "port 10.1.2.3:9090", "address-not-on-this-host")
def foreign_address(w):
    w.lan()
    w.prove(w.bind("10.1.2.3", 9090) == "EADDRNOTAVAIL", "the address is here")
    w.must_say("10.77.0.5")


@world("the IPv6 address belongs to no interface", "port [fd77::99]:9090", "address-not-on-this-host")
def foreign_v6(w):
    w.lan("fd77::5/64")
    w.prove(w.bind("fd77::99", 9090) == "EADDRNOTAVAIL", "the address is here")


@world("the address belongs to a neighbour machine, UDP", "port 10.77.0.9:9091 --udp", "address-not-on-this-host")
def foreign_udp(w):
    far = w.far_machine()
    w.cable("eth0", "10.77.0.5/24", far, "10.77.0.9/24")
    w.prove(w.bind("10.77.0.9", 9091, transport="udp") == "EADDRNOTAVAIL", "the address is here")


# ---- privileged-port

@world("a port below 1024", "port 80", "healthy", as_user="privileged-port")
def privileged(w):
    with open("/proc/sys/net/ipv4/ip_unprivileged_port_start", encoding="ascii") as file:
        w.prove(int(file.read()) > 80, "any user may bind port 80")


@world("a privileged UDP port on one address", "port 127.0.0.1:53 --udp", "healthy", as_user="privileged-port")
def privileged_udp(w):
    w.prove(w.bind("127.0.0.1", 53, transport="udp") == "bound", "somebody holds it")


@world("a low port, where the administrator allows low ports", "port 80", "healthy")
def privileged_allowed(w):
    w.sh("sysctl -qw net.ipv4.ip_unprivileged_port_start=80")


@world("a port that the administrator has raised into the privileged range", "port 9090", "healthy",
       as_user="privileged-port")
def privileged_raised(w):
    w.sh("sysctl -qw net.ipv4.ip_unprivileged_port_start=10000")


# ---- port-reserved-by-windows

EXCLUDED = """
Protocol tcp Port Exclusion Ranges

Start Port    End Port
----------    --------
      4800        4800
      5357        5357
     49152       49251
     50000       50059     *
     50060       50159

* - Administered port exclusions.
"""
PROXIES = """
Listen on ipv4:             Connect to ipv4:

Address         Port        Address         Port
--------------- ----------  --------------- ----------
0.0.0.0         3001        172.30.149.249  3001
"""
CONNECTIONS = """
LocalAddress                        LocalPort RemoteAddress                       RemotePort State       AppliedSetting OwningProcess
------------                        --------- -------------                       ---------- -----       -------------- -------------
127.0.0.1                           11434     0.0.0.0                             0          Listen                     10276
"""
NETSTAT = """
Active Connections

  Proto  Local Address          Foreign Address        State           PID
  TCP    0.0.0.0:135            0.0.0.0:0              LISTENING       1044
  TCP    127.0.0.1:11434        0.0.0.0:0              LISTENING       10276
  TCP    [::]:135               [::]:0                 LISTENING       1044
"""
TASKS = '"ollama.exe","10276","Console","1","41,032 K"\n'


def windows(w, mode="nat", netstat=True):
    """A WSL 2 distribution, as far as a program inside can tell."""
    w.bind_file("/proc/sys/kernel/osrelease", "5.15.167.4-microsoft-standard-WSL2\n")
    w.bind_file("/proc/version", "Linux version 5.15.167.4-microsoft-standard-WSL2 (root@f9c826d3017f) (gcc (GCC)"
                " 11.2.0, GNU ld (GNU Binutils) 2.37) #1 SMP Tue Nov 5 00:21:55 UTC 2024\n")
    os.makedirs("/run/WSL", exist_ok=True)
    programs = "/home/windows"
    os.makedirs(programs)

    def program(name, body):
        with open(f"{programs}/{name}", "w", encoding="utf-8") as file:
            file.write("#!/bin/sh\n" + body)
        os.chmod(f"{programs}/{name}", 0o755)

    def shown(text):
        return "tr '\\n' '#' <<'END' | sed 's/#/\\r\\n/g'\n" + text.replace("#", "") + "END\n"
    program("netsh.exe", "case \"$*\" in *excludedportrange*udp*) printf "
            "'\\r\\nProtocol udp Port Exclusion Ranges\\r\\n' ;;"
            " *excludedportrange*)\n" + shown(EXCLUDED) + ";;\n*portproxy*)\n" + shown(PROXIES) + ";;\nesac\n")
    if netstat:
        program("netstat.exe", shown(NETSTAT))
    program("tasklist.exe", shown(TASKS))
    program("powershell.exe", "case \"$*\" in\n*11434*ExpandProperty*) printf '10276\\r\\n' ;;\n"
            "*11434*ConvertTo-Json*|*Listen*ConvertTo-Json*) printf "
            "'{\"LocalAddress\":\"127.0.0.1\",\"LocalPort\":11434,\"OwningProcess\":10276}\\r\\n' ;;\n"
            "*11434*|*'-State Listen')\n" + shown(CONNECTIONS) + ";;\n"
            "*) echo \"No matching MSFT_NetTCPConnection objects found by CIM query\" >&2; exit 1 ;;\nesac\n")
    program("wslinfo", f"case \"$1\" in --networking-mode) echo {mode} ;; *) echo 2.6.3.0 ;; esac\n")
    w.environment["PATH"] = programs + ":" + w.environment["PATH"]
    w.environment["WSL_DISTRO_NAME"] = "Ubuntu"
    w.environment["WSL_INTEROP"] = "/run/WSL/1_interop"


@world("WSL: the port lies in a range that Windows excludes", "port 50010", "port-reserved-by-windows")
def windows_excluded(w):
    windows(w)
    w.prove(w.bind("0.0.0.0", 50010) == "bound", "Linux holds the port")
    w.must_say("50000")


@world("WSL: a Windows program listens on the port", "port 11434", "port-reserved-by-windows")
def windows_owner(w):
    windows(w)
    w.prove(w.bind("0.0.0.0", 11434) == "bound", "Linux holds the port")
    w.must_say("10276")


@world("WSL: a Windows program listens on the port, told by powershell only", "port 11434", "port-reserved-by-windows")
def windows_owner_powershell(w):
    windows(w, netstat=False)
    w.must_say("10276")


@world("WSL mirrored: bind() says EADDRINUSE, nothing in Linux holds the port", "port 9090", "port-reserved-by-windows")
def windows_mirrored(w):
    windows(w, mode="mirrored")
    w.launcher = [w.tool_source("forbid"), "bind", "EADDRINUSE"]
    w.prove(w.bind("0.0.0.0", 9090) == "bound", "Linux holds the port")


@world("WSL mirrored: a Windows program has the port and bind() says EADDRINUSE", "port 11434",
       "port-reserved-by-windows")
def windows_mirrored_owner(w):
    windows(w, mode="mirrored")
    w.launcher = [w.tool_source("forbid"), "bind", "EADDRINUSE"]
    w.must_say("10276")


@world("WSL: the port is free on both sides", "port 9090", "healthy")
def windows_free(w):
    windows(w)
    w.prove(w.bind("0.0.0.0", 9090) == "bound", "somebody holds it")


@world("WSL: the previous run holds the port in Linux", "port 9090", "previous-instance-running")
def windows_previous(w):
    windows(w)
    w.python("--port", 9090, port=9090)


@world("not WSL, though the same number is excluded on Windows machines", "port 50010", "healthy")
def no_windows(w):
    with socket.socket() as probe:
        probe.bind(("0.0.0.0", 50010))
