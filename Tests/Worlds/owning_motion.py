"""`port --stop`, and machines that are busy while the owner is looked for."""
import os
import resource
import time

from catalogue import world
from looking import held


# ---- port --stop

def alive(process):
    return lambda: process.poll() is None


@world("--stop without --yes and without a terminal stops nothing", "port 9090 --stop", "previous-instance-running")
def stop_plan_only(w):
    process = w.python("--port", 9090, port=9090)
    w.afterwards(alive(process), "the server was stopped")


@world("--stop --yes ends the server and leaves its client alone", "port 9090 --stop --yes",
       ("previous-instance-running", "healthy", "port-in-time-wait"))
def stop_server(w):
    # What the server leaves behind, with a client still connected, is a closing connection.
    process = w.python("--port", 9090, "--mode", "silent", port=9090)
    client = w.script("client.py", "import socket,time\ns=socket.create_connection(('127.0.0.1',9090))\n"
                      "time.sleep(3600)\n")
    w.until(lambda: "established" in w.states(9090), "the client is not connected")
    w.afterwards(lambda: process.wait(2) is not None, "the server still runs")
    w.afterwards(alive(client), "the client was stopped as well")


@world("--stop --yes ends a server that Ctrl+Z has stopped", "port 9090 --stop --yes",
       ("previous-instance-running", "healthy"))
def stop_suspended(w):
    process = w.python("--port", 9090, port=9090)
    w.stop(process)
    w.afterwards(lambda: process.wait(2) is not None, "the server still runs")


# ---- machines in motion

@world("processes come and go while the owner is looked for", "port 9090", "previous-instance-running")
def processes_come_and_go(w):
    process = w.python("--port", 9090, port=9090)
    # At most 4,000 short-lived processes within 10 s.
    w.script("storm.py", "import subprocess,time\nend=time.time()+10\nfor _ in range(1000):\n"
             " for p in [subprocess.Popen(['true']) for _ in range(4)]: p.wait()\n if time.time()>end: break\n",
             user="other", cwd="/home/friend")
    time.sleep(0.3)
    held(w)
    w.must_say(process.pid)


@world("forty thousand sockets are open, the port is held by the student's own program", "port 9090",
       "previous-instance-running")
def many_sockets(w):
    process = w.python("--port", 9090, port=9090)
    crowd(w)
    held(w)
    w.must_say(process.pid)


def crowd(w):
    """Forty thousand listening sockets of root's on addresses that nobody dials, in four processes."""
    for number in range(1, 5):
        w.script("crowd.py", """
import socket, sys, time
kept = []
for n in range(10000):
    s = socket.socket()
    s.bind((f"127.{sys.argv[1]}.{n // 200}.{n % 200 + 1}", 20000))
    s.listen(1)
    kept.append(s)
open("/home/crowded" + sys.argv[1], "w").close()
time.sleep(3600)
""", number, user="root", cwd="/home/crowd", limits={resource.RLIMIT_NOFILE: (10500, 10500)})
    w.until(lambda: all(os.path.exists(f"/home/crowded{n}") for n in range(1, 5)), "the crowd is not there", 20)
