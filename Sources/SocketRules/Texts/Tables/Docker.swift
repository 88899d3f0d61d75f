extension PhraseTable {
    /// Docker and its kin.
    static let docker = #"""
        # Docker and its kin
        docker-daemon-not-running by=docker weight=5 | cannot connect to the docker daemon at
            > Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?
        docker-daemon-not-running by=docker weight=5 | is the docker daemon running
            > Is the docker daemon running?
        docker-daemon-not-running by=docker weight=2 | failed to connect to the docker api at
            > failed to connect to the docker API at unix:///var/run/docker.sock; check if the path is correct and if the daemon is running
        docker-daemon-not-running by=docker weight=5 | couldn't connect to docker daemon
            > ERROR: Couldn't connect to Docker daemon at http+docker://localhost - is it running?
        docker-daemon-not-running by=docker weight=4 | dockerdesktoplinuxengine
            > open //./pipe/dockerDesktopLinuxEngine: The system cannot find the file specified.
        docker-daemon-not-running by=docker weight=4 | //./pipe/docker_engine
            > open //./pipe/docker_engine: The system cannot find the file specified.
        docker-daemon-not-running by=docker weight=5 | docker desktop is not running
            > Docker Desktop is not running
        docker-daemon-not-running by=docker weight=5 | docker desktop is unable to start
            > Docker Desktop is unable to start
        docker-daemon-not-running by=docker weight=5 | the docker daemon is not running
            > The docker daemon is not running.
        docker-daemon-not-running by=docker errno=ENOENT weight=5 | error while fetching server api version: ('connection aborted.', filenotfounderror
            > docker.errors.DockerException: Error while fetching server API version: ('Connection aborted.', FileNotFoundError(2, 'No such file or directory'))
        permission-denied-docker-socket by=docker errno=EACCES weight=5 | error while fetching server api version: ('connection aborted.', permissionerror
            > docker.errors.DockerException: Error while fetching server API version: ('Connection aborted.', PermissionError(13, 'Permission denied'))
        docker-daemon-not-running by=docker errno=ECONNREFUSED weight=5 | error while fetching server api version: ('connection aborted.', connectionrefusederror
            > docker.errors.DockerException: Error while fetching server API version: ('Connection aborted.', ConnectionRefusedError(111, 'Connection refused'))
        docker-daemon-not-running by=podman weight=4 | unable to connect to podman
            > Error: unable to connect to Podman socket
        docker-daemon-not-running by=podman weight=4 | cannot connect to podman
            > Cannot connect to Podman. Please verify your connection to the Linux system
        permission-denied-docker-socket by=docker errno=EACCES weight=5 | permission denied while trying to connect to the docker
            > permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock
        permission-denied-docker-socket by=docker errno=EACCES weight=5 | got permission denied while trying to connect
            > Got permission denied while trying to connect to the Docker daemon socket
        docker-port-allocated by=docker weight=5 also=address-in-use | port is already allocated
            > Bind for 0.0.0.0:8080 failed: port is already allocated
        docker-port-allocated by=docker weight=6 also=address-in-use | bind for {host}:{port} failed: port is already allocated
            > Bind for 0.0.0.0:8080 failed: port is already allocated
        docker-port-allocated by=docker weight=6 also=address-in-use,permission-denied-privileged-port | ports are not available: exposing port {*} {host}:{port} ->
            > Ports are not available: exposing port TCP 0.0.0.0:8443 -> 127.0.0.1:0: listen tcp 0.0.0.0:8443
        docker-port-allocated by=docker weight=6 also=address-in-use,permission-denied-privileged-port | ports are not available: listen tcp {host}:{port}:
            > Ports are not available: listen tcp 0.0.0.0:8080: bind: address already in use
        docker-port-allocated by=docker weight=5 also=address-in-use,permission-denied-privileged-port | ports are not available:
            > Ports are not available: listen tcp
        docker-port-allocated by=docker weight=6 also=address-in-use,permission-denied-privileged-port | error starting userland proxy: listen tcp4 {host}:{port}: bind:
            > Error starting userland proxy: listen tcp4 0.0.0.0:80: bind: address already in use
        docker-port-allocated by=docker weight=5 also=address-in-use,permission-denied-privileged-port | error starting userland proxy:
            > Error starting userland proxy: listen tcp4 0.0.0.0:80: bind: address already in use
        docker-port-allocated by=docker weight=6 also=address-in-use | failed to bind host port for {host}:{port}:
            > failed to bind host port for 0.0.0.0:80:172.17.0.2:80/tcp: address already in use
        docker-port-allocated by=docker errno=EADDRINUSE weight=6 also=address-in-use | failed to bind host port {host}:{port}/{*}: address already in use
            > failed to bind host port 0.0.0.0:8080/tcp: address already in use
        permission-denied-privileged-port by=podman weight=5 also=docker-port-allocated | rootlessport cannot expose privileged port {port}
            > Error: rootlessport cannot expose privileged port 80
        docker-port-allocated by=podman errno=EADDRINUSE weight=6 also=address-in-use | rootlessport listen tcp {host}:{port}: bind: address already in use
            > Error: rootlessport listen tcp 0.0.0.0:8080: bind: address already in use
        docker-port-allocated by=kubectl weight=5 also=address-in-use | provided port is already allocated
            > spec.ports[0].nodePort: Invalid value: 30080: provided port is already allocated
        docker-network-missing by=docker weight=5 | no such network:
            > Error: No such network: lab-bridge
        docker-network-missing by=docker weight=5 | error response from daemon: network {*} not found
            > Error response from daemon: network week2_network not found
        docker-network-missing by=docker weight=5 | failed to set up container networking: network {*} not found
            > failed to set up container networking: network 2f9 not found
        docker-network-missing by=docker weight=5 | declared as external, but could not be found
            > network lab_net declared as external, but could not be found
        docker-network-missing by=docker weight=5 | refers to undefined network
            > service "web" refers to undefined network lab: invalid compose project
        docker-network-missing by=podman weight=5 | unable to find network with name or id
            > Error: unable to find network with name or ID lab: network not found
        docker-network-missing by=docker weight=2 near=docker,container | network {*} not found
            > docker: Error response from daemon: network lab not found.
        docker-network-missing by=docker weight=3 also=not-a-socket-error | could not find an available, non-overlapping
            > could not find an available, non-overlapping IPv4 address pool among the defaults to assign to the network
        docker-network-missing by=docker weight=3 also=not-a-socket-error,address-in-use | pool overlaps with other one on this address space
            > Error response from daemon: Pool overlaps with other one on this address space
        connection-refused by=kubectl weight=5 | the connection to the server {host}:{port} was refused
            > The connection to the server localhost:8080 was refused - did you specify the right host or port?
        connection-closed-by-peer by=kubectl also=connection-reset | lost connection to pod
            > error: lost connection to pod
        address-in-use by=kubectl weight=2 also=permission-denied-privileged-port | unable to listen on port {port}:
            > Unable to listen on port 8080: Listeners failed to create with the following errors: [unable to create listener: Error listen tcp4 127.0.0.1:8080: bind: address already in use]
        address-in-use by=kubectl weight=2 also=permission-denied-privileged-port | unable to listen on any of the requested ports
            > error: unable to listen on any of the requested ports: [{8080 80}]
        """#
}
