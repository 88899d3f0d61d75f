"""The port is held by what somebody else keeps: a supervisor, a container, a dead parent's child."""
import os

from catalogue import world
from looking import held


def pid_of(w, port, name):
    """The child of a parent program that really holds the port."""
    def find():
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{pid}/comm", encoding="utf-8") as file:
                    if file.read().strip() == name:
                        return int(pid)
            except OSError:
                continue
        return None
    return w.until(find, f"no process {name}")


# ---- port-held-by-service

@world("a service of systemd, by its cgroup", "port 8080", "port-held-by-service",
       as_user=("port-held-by-service", "owner-not-visible"))
def service_cgroup(w):
    process = w.service("nginx", 8080, port=8080)
    w.cgroup("system.slice/nginx.service", process)
    held(w, 8080)
    if w.asker == "root":
        # The socket was made before the process moved; only the process tells of the unit.
        w.must_say("nginx.service")


@world("a service started inside its cgroup, so that the socket carries the unit", "port 8080", "port-held-by-service",
       as_user=("port-held-by-service", "owner-not-visible"))
def service_cgroup_socket(w):
    directory = w.cgroup("system.slice/webapp.service")
    os.rename(w.tool("server", "/home/services"), "/home/services/webapp")
    w.start(["sh", "-c", f"echo $$ > {directory}/cgroup.procs; exec ./webapp 8080"], user="root", cwd="/home/services",
            port=8080)
    held(w, 8080)
    w.must_say("webapp.service")


@world("the student's own user unit", "port 9090", "port-held-by-service")
def service_user_unit(w):
    process = w.python("--port", 9090, port=9090)
    number = 0 if w.asker == "root" else 65534
    w.cgroup(f"user.slice/user-{number}.slice/user@{number}.service/app.slice/lab.service", process)
    held(w)
    w.must_say("lab.service")


@world("a socket-activated service", "port 9090", "port-held-by-service")
def service_socket_activated(w):
    process = w.start(["sh", "-c", "LISTEN_PID=$$ LISTEN_FDS=1 exec ./server 9090"], port=9090,
                      cwd=os.path.dirname(w.tool("server")))
    w.cgroup("system.slice/lab@0.service", process)
    held(w)


@world("cron started it", "port 9090", "port-held-by-service")
def service_cron(w):
    w.tool("server.py")
    w.tool("parent")
    w.c("/bin/sh", "-c", "/usr/bin/python3 server.py --port 9090; true", program="parent", name="cron",
        cwd="/home/student/lab", port=9090)
    held(w)
    w.must_say("cron")


@world("supervisord keeps it", "port 9090", "port-held-by-service")
def service_supervisord(w):
    w.tool("server.py")
    w.c("/usr/bin/python3", "server.py", "--port", "9090", program="parent", name="supervisord", port=9090)
    held(w)
    w.must_say("supervisord")


@world("pm2 keeps a Node server", "port 3000", "port-held-by-service")
def service_pm2(w):
    w.tool("server.js")
    w.c("node", "server.js", "3000", program="parent", name="PM2 v5.3.0: God", port=3000,
        env={"pm_id": "0", "name": "lab", "PM2_HOME": "/home/student/.pm2"})
    held(w, 3000)
    w.must_say("pm2")


# ---- port-held-by-container

@world("docker-proxy publishes a container's port", "port 8080", "port-held-by-container",
       as_user=("port-held-by-container", "owner-not-visible"))
def docker_proxy(w):
    w.service("docker-proxy", "-proto", "tcp", "-host-ip", "0.0.0.0", "-host-port", "8080", "-container-ip",
              "172.17.0.2", "-container-port", "80", env={"SERVER_PORT": "8080"}, port=8080)
    held(w, 8080)


@world("Docker publishes a port by a DNAT rule alone", "port 8080", "port-held-by-container",
       as_user=("port-held-by-container", "healthy", "undecided"))
def docker_dnat(w):
    w.iptables("-t nat -N DOCKER", "-t nat -A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER",
               "-t nat -A OUTPUT ! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j DOCKER",
               "-t nat -A DOCKER ! -i docker0 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:80")
    w.prove(w.bind("0.0.0.0", 8080) == "bound", "somebody holds the port")


@world("podman's netavark publishes a port by an nft DNAT rule", "port 8080", "port-held-by-container",
       as_user=("port-held-by-container", "healthy", "undecided"))
def nft_dnat(w):
    w.nft("table inet netavark {\n chain PREROUTING {\n type nat hook prerouting priority -100; policy accept;\n"
          " fib daddr type local jump HOSTPORT\n }\n chain HOSTPORT {\n"
          " tcp dport 8080 dnat ip to 10.88.0.2:80\n }\n}\n")
    w.prove(w.bind("0.0.0.0", 8080) == "bound", "somebody holds the port")


@world("a container on the host's network holds the port", "port 9090", "port-held-by-container",
       as_user=("port-held-by-container", "owner-not-visible"))
def container_host_network(w):
    process = w.service("app", 9090, port=9090)
    w.cgroup("system.slice/docker-" + "4f1c9be0" * 8 + ".scope", process)
    held(w)


# ---- port-held-by-orphan

@world("the parent died, its forked child inherited the listener", "port 9090", "port-held-by-orphan")
def orphan_fork(w):
    text = """
import os, socket, sys, time
s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("0.0.0.0", 9090))
s.listen()
if os.fork() == 0:
    time.sleep(3600)
time.sleep(0.3)
os._exit(1)
"""
    process = w.script("server.py", text, port=9090)
    process.wait()
    w.until(lambda: "listen" in w.states(9090), "the child is gone")
    held(w)


@world("the server was killed, a `sleep` that it started still holds the port", "port 9090", "port-held-by-orphan")
def orphan_exec(w):
    text = """
import os, socket, subprocess, time
s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("0.0.0.0", 9090))
s.listen()
s.set_inheritable(True)
subprocess.Popen(["sleep", "3000"], close_fds=False)
time.sleep(3600)
"""
    process = w.script("server.py", text, port=9090)
    child = pid_of(w, 9090, "sleep")
    process.kill()
    process.wait()
    w.prove("listen" in w.states(9090), "the child does not hold it")
    held(w)
    w.must_say(child, "sleep")


@world("a forked worker outlived its server and still holds a client", "port 9090",
       ("port-held-by-orphan", "previous-instance-running"))
def orphan_worker(w):
    text = """
import os, socket, time
s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("0.0.0.0", 9090)); s.listen()
client, _ = s.accept()
if os.fork() == 0:
    s.close()
    time.sleep(3600)
time.sleep(0.3)
os._exit(1)
"""
    process = w.script("server.py", text, port=9090)
    w.start(["/usr/bin/python3", "-c", "import socket,time\ns=socket.create_connection(('127.0.0.1',9090))\n"
             "time.sleep(3600)"], user="other", cwd="/")
    process.wait()
    w.until(lambda: w.states(9090) == ["established"], "not just the connection is left")
    held(w, reuse=False)


@world("nodemon starts the server again", "port 3000", "port-held-by-service")
def service_nodemon(w):
    w.tool("server.js")
    w.c("node", "server.js", "3000", program="parent", name="nodemon", port=3000)
    held(w, 3000)
    w.must_say("nodemon")


@world("a tmux session keeps the terminal, but restarts nothing", "port 9090", "previous-instance-running")
def kept_by_tmux(w):
    w.tool("server.py")
    w.tool("parent")
    os.rename(w.directory + "/parent", w.directory + "/bash")
    w.c("./bash", "/usr/bin/python3", "server.py", "--port", "9090", program="parent", name="tmux: server", port=9090)
    held(w)


@world("root's earlier run in this very directory, asked by a user", "port 9090", "owner-not-visible", by=("user",))
def previous_as_root(w):
    w.python("--port", 9090, user="root", port=9090)
    held(w)
    w.must_say("root")


@world("a service that an unprivileged user cannot see, but whose socket carries the unit", "port 9090",
       ("port-held-by-service", "owner-not-visible"), by=("user",))
def hidden_service(w):
    directory = w.cgroup("system.slice/hidden.service")
    os.rename(w.tool("server", "/home/services"), "/home/services/hidden")
    w.start(["sh", "-c", f"echo $$ > {directory}/cgroup.procs; exec ./hidden 9090"], user="root", cwd="/home/services",
            port=9090)
    w.sh("mount -o remount,hidepid=2 /proc")
    held(w)
    w.must_say("hidden.service")
