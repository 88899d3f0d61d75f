extension PhraseTable {
    /// Tools whose words none of the other lists has, and capture programs' newer ones.
    static let tools = #"""
        # Reaching hosts
        connection-refused by=curl weight=2 also=connection-timed-out unless=dockerSocket | failed to connect to {host} port {port} after {n} ms: couldn't connect
            > fatal: unable to access 'http://git.lab/': Failed to connect to git.lab port 80 after 0 ms: Couldn't connect to server
        network-unreachable by=curl errno=ENETUNREACH weight=4 | immediate connect fail for {host}: network is unreachable
            > * Immediate connect fail for 198.51.100.9: Network is unreachable
        connection-timed-out weight=3 | failed to connect to {host} port {port} after {n} ms: timed out
            > fatal: unable to access 'https://git.lab/': Failed to connect to git.lab port 443 after 21004 ms: Timed out
        connection-refused by=curl weight=2 also=connection-timed-out | could not connect to the endpoint url: "{*}://{host}:{port}
            > Could not connect to the endpoint URL: "http://localhost:4566/"
        connection-refused by=python weight=2 also=connection-timed-out | could not connect to the endpoint url
            > botocore.exceptions.EndpointConnectionError: Could not connect to the endpoint URL: "https://s3.lab/"
        name-resolution by=nslookup | can't find {host}: non-existent domain
            > *** UnKnown can't find files.lab: Non-existent domain
        name-resolution by=powershell | : {host} : dns name does not exist
            > Resolve-DnsName : files.lab : DNS name does not exist
        name-resolution by=telnet | server lookup failure: {*}{host}:
            > Server lookup failure:  files.lab:telnet, Name or service not known
        name-resolution by=mosquitto | unable to connect (lookup error
            > Unable to connect (Lookup error.).
        cannot-assign-address by=nc errno=EADDRNOTAVAIL weight=4 | can't grab {host}:{port} with bind : cannot assign requested address
            > Can't grab 10.9.9.9:7000 with bind : Cannot assign requested address
        permission-denied-privileged-port by=nc errno=EACCES also=permission-denied-file,firewall-blocked | nc: permission denied
            > nc: Permission denied
        permission-denied-privileged-port by=nc errno=EACCES also=permission-denied-file,firewall-blocked | nc: bind failed: permission denied
            > nc: bind failed: Permission denied
        address-in-use by=nc weight=2 also=permission-denied-privileged-port | can't grab {host}:{port} with bind
            > Can't grab 0.0.0.0:80 with bind
        connection-timed-out by=nc | ncat: timeout.
            > Ncat: TIMEOUT.
        protocol-mismatch by=nc weight=2 also=connection-closed-by-peer,not-a-socket-error | ncat: input/output error
            > Ncat: Input/output error.
        permission-denied-privileged-port by=ssh | privileged ports can only be forwarded by root
            > Privileged ports can only be forwarded by root.
        connection-closed-by-peer by=rsync | did not see server greeting
            > rsync: did not see server greeting
        protocol-mismatch by=rsync | rsync: server sent "{*}" rather than greeting
            > rsync: server sent "HTTP/1.0 400 Bad Request" rather than greeting
        connection-timed-out by=rsync | timeout in data send/receive
            > rsync error: timeout in data send/receive (code 30) at io.c(204) [sender=3.2.7]
        connection-closed-by-peer by=ftp | remote server has closed connection
            > 421 Service not available, remote server has closed connection.
        connection-refused by=dig errno=ECONNREFUSED weight=3 | communications error to {host}#{port}: connection refused
            > ;; communications error to 127.0.0.1#5353: connection refused
        connection-timed-out by=dig weight=3 also=name-resolution | communications error to {host}#{port}: timed out
            > ;; communications error to 10.0.0.53#53: timed out
        # Frameworks' command lines
        address-in-use | the port {port} is already in use
            > [I 10:00:00.000 NotebookApp] The port 8888 is already in use, trying another port.
        # Browsers
        connection-refused by=browser weight=4 also=connection-timed-out | establish a connection to the server at {*}://{host}:{port}
            > Firefox can’t establish a connection to the server at ws://localhost:8091/.
        connection-refused by=browser weight=4 also=connection-timed-out | can't open the page "{host}:{port}" because safari can't connect to the server
            > Safari can’t open the page “localhost:8096” because Safari can’t connect to the server “localhost”.
        tls-certificate by=browser also=protocol-mismatch | couldn't establish a secure connection to the server "{host}"
            > Safari can’t open the page because it couldn’t establish a secure connection to the server “lab.test”.
        connection-reset by=browser also=connection-closed-by-peer | the connection to {host} was interrupted while
            > The connection to 10.2.2.2 was interrupted while the page was loading.
        tls-certificate by=browser weight=4 | trying to steal your information from {host}
            > Attackers might be trying to steal your information from lab.test
        name-resolution by=browser weight=4 | check if there is a typo in {host}
            > Check if there is a typo in grades.lab.
        tls-certificate by=swift weight=4 | to a server that is pretending to be "{host}"
            > You might be connecting to a server that is pretending to be “lab.test”
        protocol-mismatch by=browser weight=4 also=tls-certificate | error occurred during a connection to {host}:{port}. ssl received a record
            > An error occurred during a connection to localhost:8443. SSL received a record that exceeded the maximum permissible length.
        # Capturing
        capture-filter-syntax weight=6 near=capture | must be a field or function, not
            > tshark: Left side of "==" expression must be a field or function, not tcp.prt.
        capture-filter-syntax weight=5 near=capture | is not a valid number
            > tshark: "http" is not a valid number.
        capture-filter-syntax weight=5 near=capture | constant expression is invalid
            > tshark: Constant expression is invalid.
        capture-filter-syntax weight=5 near=capture | modifier applied to
            > tcpdump: 'tcp' modifier applied to host
        capture-filter-syntax weight=5 also=invalid-argument near=capture | illegal port number
            > tcpdump: illegal port number 70000 > 65535
        capture-filter-syntax weight=5 | are field or protocol names
            > tshark: Neither "tcp.prot" nor "htpp" are field or protocol names.
        capture-filter-syntax weight=5 | is not a valid display filter
            > tshark: "80 and" is not a valid display filter
        capture-filter-syntax weight=5 | failed to compile filter
            > Scapy_Exception: Failed to compile filter expression tcp.port==80 (-1)
        capture-filter-syntax weight=5 by=c | pcap_compile
            > pcap_compile: syntax error
        permission-denied-capture weight=4 | attempt to create packet socket failed
            > tcpdump: eth0: Attempt to create packet socket failed - CAP_NET_RAW may be required
        capture-no-such-device by=python weight=4 | interface '{*}' not found !
            > ValueError: Interface 'eth9' not found !
        # Firewalls' own logs
        firewall-blocked weight=4 | [ufw block]
            > kernel: [UFW BLOCK] IN=eth0 OUT= SRC=10.4.2.9 DST=10.4.2.1 PROTO=TCP SPT=50000 DPT=8080
        message-too-long by=ping also=not-a-socket-error | frag needed
            > From 10.4.0.1 icmp_seq=1 Frag needed and DF set (mtu = 1400)
        connection-timed-out by=nc errno=EINPROGRESS | timed out: operation now in progress
            > nc: connect to 10.4.2.5 port 8080 (tcp) timed out: Operation now in progress
        invalid-argument by=nc also=not-a-socket-error | port number invalid: {port}
            > nc: port number invalid: 70000
        # Docker and WSL
        permission-denied-privileged-port by=docker weight=5 also=docker-port-allocated | cannot expose privileged port {port}
            > Error response from daemon: cannot expose privileged port 80, you can add 'net.ipv4.ip_unprivileged_port_start=80' to /etc/sysctl.conf
        wsl-specific by=wsl weight=5 | wsl 2 requires an update to its kernel
            > WSL 2 requires an update to its kernel component.
        # Network drives
        connection-refused errno=ECONNREFUSED | mount error(111): could not connect to {host}
            > mount error(111): could not connect to 10.4.3.2
        host-unreachable errno=EHOSTUNREACH | mount error(113): could not connect to
            > mount error(113): could not connect to 10.4.3.3
        connection-timed-out errno=ETIMEDOUT | mount error(110): could not connect to {host}
            > mount error(110): could not connect to 10.4.3.2
        connection-refused | nt_status_connection_refused
            > Connection to 10.4.3.4 failed (Error NT_STATUS_CONNECTION_REFUSED)
        connection-timed-out | nt_status_io_timeout
            > Connection to 10.4.3.5 failed (Error NT_STATUS_IO_TIMEOUT)
        host-unreachable | nt_status_host_unreachable
            > Connection to 10.4.3.5 failed (Error NT_STATUS_HOST_UNREACHABLE)
        network-unreachable | nt_status_network_unreachable
            > Connection to 10.4.3.5 failed (Error NT_STATUS_NETWORK_UNREACHABLE)
        connection-reset | nt_status_connection_reset
            > NT_STATUS_CONNECTION_RESET
        connection-closed-by-peer | nt_status_connection_disconnected
            > NT_STATUS_CONNECTION_DISCONNECTED
        connection-timed-out weight=2 also=no-reply | timeout: no response from {host}
            > snmpget: Timeout: No Response from 10.4.3.6
        # Package managers
        connection-refused by=apt weight=2 also=connection-timed-out | unable to connect to {host}:http:
            > E: Unable to connect to mirror.lab:http: [IP: 10.4.4.4 80]
        connection-refused by=apt weight=2 also=connection-timed-out | unable to connect to {host}:https:
            > E: Unable to connect to mirror.lab:https: [IP: 10.4.4.4 443]
        name-resolution weight=2 also=connection-refused,connection-timed-out | could not reach host {host}
            > Could not reach host gems.lab. Check your network connection and try again.
        connection-refused weight=2 also=connection-timed-out,name-resolution | http 000 connection failed for url
            > CondaHTTPError: HTTP 000 CONNECTION FAILED for url <https://repo.lab/main/>
        name-resolution by=ssh weight=2 | : host does not exist
            > plink: Host does not exist
        connection-timed-out by=dig weight=3 also=name-resolution | ;; connection timed out; no servers could be reached
            > ;; connection timed out; no servers could be reached
        """#
}
