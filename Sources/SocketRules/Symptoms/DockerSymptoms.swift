extension SymptomPage {
    static let docker: [SymptomPage] = [
        dockerDaemonNotRunning, permissionDeniedDockerSocket, dockerPortAllocated, dockerNetworkMissing,
        containerUnreachableLocalhost,
    ]

    private static let dockerDaemonNotRunning = SymptomPage(
        .dockerDaemonNotRunning,
        shows: [
            "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?",
            "failed to connect to the docker API at unix:///var/run/docker.sock",
            "The command 'docker' could not be found in this WSL 2 distro.",
            "System has not been booted with systemd as init system (PID 1). Can't operate.",
        ],
        meaning: """
            The docker command is a client; it talks to a daemon over a socket file. The file is missing (the daemon \
            was never started, or the integration of Docker Desktop is off), or it is there and nobody listens behind \
            it (the daemon died).

            It need not be started by hand after every start of Windows: with systemd switched on in /etc/wsl.conf, \
            systemctl enable docker does it, and without systemd a [boot] command can, on Windows 11.
            """,
        firstLooks: [
            HandCheck("ls -l /var/run/docker.sock", shows: "whether the socket file is there, and whose it is"),
            HandCheck("docker context ls; echo $DOCKER_HOST", shows: "which daemon the client wants to reach"),
            HandCheck("ps -p 1 -o comm=", shows: "systemd: use systemctl; init: use service"),
            HandCheck(
                "sudo journalctl -u docker -e", shows: "why the daemon ended; /var/log/docker.log without systemd"),
        ],
        remedies: [
            "Start it: sudo systemctl start docker, or sudo service docker start where there is no systemd.",
            "Start it always: [boot] systemd=true in /etc/wsl.conf, wsl --shutdown, sudo systemctl enable docker.",
            "With Docker Desktop: start it in Windows and switch on the integration for this distribution.",
        ],
        misconceptions: [
            "It has to be started by hand after every start of Windows: systemd or [boot] command does it.",
            "sudo docker as a cure: it does not start the daemon.",
        ],
        recipes: [])

    private static let permissionDeniedDockerSocket = SymptomPage(
        .permissionDeniedDockerSocket,
        shows: [
            "permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock",
            "permission denied while trying to connect to the docker API at unix:///var/run/docker.sock",
            "dial unix /var/run/docker.sock: connect: permission denied",
        ],
        meaning: """
            The daemon runs. Its socket belongs to root and the group docker, with mode 0660, and this process is not \
            in that group. Groups are given at login: being added to the group does not reach a shell that is \
            already open.
            """,
        firstLooks: [
            HandCheck("id -nG", shows: "the groups of this shell"),
            HandCheck("getent group docker", shows: "the members in the file; listed here and not by id: log in anew"),
            HandCheck("ls -l /var/run/docker.sock", shows: "owner, group and mode"),
        ],
        remedies: [
            "sudo usermod -aG docker $USER, then log in anew; newgrp docker for one shell, wsl --terminate NAME in WSL.",
            "Know what it means: a member of the group docker can become root on this machine.",
            "Or run docker with sudo.",
        ],
        misconceptions: [
            "chmod 666 on the socket: it opens the machine to every user, and is undone at the next start.",
            "Restarting the daemon: the permission of the shell stays the same.",
        ],
        recipes: [])

    private static let dockerPortAllocated = SymptomPage(
        .dockerPortAllocated,
        shows: [
            "Bind for 0.0.0.0:8080 failed: port is already allocated",
            "failed to bind host port 0.0.0.0:8080/tcp: address already in use",
            "Error starting userland proxy: listen tcp4 0.0.0.0:8080: bind: address already in use",
            "Ports are not available: exposing port TCP 0.0.0.0:8080",
        ],
        meaning: """
            Docker could not publish the port of the host. \"port is already allocated\" means that another container \
            has it, a stopped one not counted. \"address already in use\" means that a program of the host has it, or \
            Windows, in mirrored mode of WSL.

            The port inside the container has nothing to do with it; only the number before the colon of -p is meant.
            """,
        firstLooks: [
            HandCheck("sockdoctor port 8080", shows: "the program or the container that holds it"),
            HandCheck("docker ps --format '{{.Names}}\\t{{.Ports}}'", shows: "which container publishes it"),
            HandCheck("sudo ss -tlnp 'sport = :8080'", shows: "docker-proxy: a container; anything else: a program"),
        ],
        remedies: [
            "Stop the other container: docker stop NAME, or docker compose down in its directory.",
            "Publish on another port of the host: -p 8081:80.",
            "Stop the program of the host that has the port.",
        ],
        misconceptions: [
            "Changing the port inside the container: the number on the left is the one in dispute.",
            "Killing docker-proxy: it belongs to a container, which then has a dead port.",
        ],
        recipes: [])

    private static let dockerNetworkMissing = SymptomPage(
        .dockerNetworkMissing,
        shows: [
            "Error response from daemon: network week2_network not found",
            "network week2_network declared as external, but could not be found",
            "Pool overlaps with other one on this address space",
            "all predefined address pools have been fully subnetted",
        ],
        meaning: """
            The network that a container or a Compose file names does not exist, under this name. Compose puts the \
            name of the project in front: network lab in directory week2 is week2_lab. docker network prune and docker \
            system prune delete networks that no running container uses.

            The messages about pools mean that a network could not be made, because its addresses are taken by another \
            one. An overlap with an interface of the host is accepted in silence and leads packets the wrong way; \
            10.0.2.0/24 of the lab is also the network that VirtualBox gives its guests.
            """,
        firstLooks: [
            HandCheck("docker network ls", shows: "the names that exist"),
            HandCheck(
                "docker network inspect -f '{{.Name}} {{range .IPAM.Config}}{{.Subnet}}{{end}}' $(docker network ls -q)",
                shows: "their subnets"),
            HandCheck("ip route", shows: "the subnets of the host, none of which may overlap"),
        ],
        remedies: [
            "docker compose up creates its networks; for an external one: docker network create NAME.",
            "Remove networks that are not used: docker network prune, after docker compose down.",
            "Give the network a subnet of its own: docker network create --subnet 10.77.0.0/24 NAME.",
        ],
        misconceptions: ["Restarting Docker creates the network again: it does not."],
        recipes: [])

    private static let containerUnreachableLocalhost = SymptomPage(
        .containerUnreachableLocalhost,
        shows: [
            "inside a container: curl: (7) Failed to connect to localhost port 9090: Connection refused",
            "curl: (6) Could not resolve host: host.docker.internal",
            "curl: (52) Empty reply from server, on a published port",
            "curl: (56) Recv failure: Connection reset by peer, on a published port",
        ],
        meaning: """
            A container has its own network, with its own lo. localhost in it is the container, never the host. To \
            reach a server on the host, the container dials host.docker.internal. Docker Desktop defines the name; the \
            Docker Engine of Linux only when asked with --add-host host.docker.internal:host-gateway, and the server \
            on the host has to listen on 0.0.0.0 or the bridge's address.

            In the other direction a port has to be published, and the server inside has to listen on 0.0.0.0. If it \
            does not, 127.0.0.1 on the host connects and is reset or closed (docker-proxy accepts first), while the \
            host's other addresses are refused at once.
            """,
        firstLooks: [
            HandCheck("docker port NAME", shows: "which ports are published and to which ports inside"),
            HandCheck(
                "docker inspect -f '{{.State.Pid}}' NAME",
                shows: "a process of the container; then sudo nsenter -t PID -n ss -tlnp shows its listeners"),
            HandCheck("docker exec NAME cat /etc/hosts", shows: "whether host.docker.internal is defined"),
        ],
        remedies: [
            "Dial host.docker.internal; on Linux start with --add-host host.docker.internal:host-gateway (extra_hosts).",
            "Let the server on the host listen on 0.0.0.0, and let the firewall pass the bridge.",
            "Between containers: one network, and the name of the other container.",
            "On Linux network_mode: host is another way: localhost is the host then, and published ports are ignored.",
            "Publish with -p HOST:CONTAINER, and listen on 0.0.0.0 inside.",
        ],
        misconceptions: [
            "EXPOSE publishes a port: it is a note; -p publishes.",
            "network_mode host everywhere: under Docker Desktop it is the network of a virtual machine, not of Windows.",
            "ufw deny protects a published port: that traffic does not pass the input rules.",
        ],
        recipes: [.listenOnAllAddresses])
}
