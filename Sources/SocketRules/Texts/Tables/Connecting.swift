extension PhraseTable {
    /// What clients, servers and tools say about connections.
    static let connecting = #"""
        # curl: the number in brackets is CURLcode (libcurl-errors(3)).
        connection-refused by=curl unless=dockerSocket | curl: (7) failed to connect to {host} port {port}
            > curl: (7) Failed to connect to localhost port 3001 after 0 ms: Couldn't connect to server
        host-unreachable by=curl errno=EHOSTUNREACH weight=4 | curl: (7) failed to connect to {host} port {port}{*}: no route to host
            > curl: (7) Failed to connect to 10.0.0.9 port 80: No route to host
        network-unreachable by=curl errno=ENETUNREACH weight=4 | curl: (7) failed to connect to {host} port {port}{*}: network is unreachable
            > curl: (7) Failed to connect to 10.0.0.9 port 80: Network is unreachable
        connection-timed-out by=curl errno=ETIMEDOUT weight=4 | curl: (7) failed to connect to {host} port {port}{*}: connection timed out
            > curl: (7) Failed to connect to 10.0.0.9 port 80: Connection timed out
        firewall-blocked by=curl errno=EACCES weight=4 | curl: (7) failed to connect to {host} port {port}{*}: permission denied
            > curl: (7) Failed to connect to 10.0.0.9 port 80: Permission denied
        connection-refused by=curl | curl: (7) couldn't connect to
            > curl: (7) couldn't connect to host
        name-resolution by=curl | curl: (5)
            > curl: (5) Could not resolve proxy: proxy.lab
        name-resolution | could not resolve proxy: {host}
            > curl: (5) Could not resolve proxy: proxy.lab
        name-resolution | could not resolve host: {host}
            > curl: (6) Could not resolve host: lab-api.lab
        name-resolution | couldn't resolve host '{host}'
            > fatal: unable to access: Couldn't resolve host 'git.lab'
        name-resolution | couldn't resolve host "{host}"
            > Couldn't resolve host "git.lab"
        connection-timed-out by=curl | curl: (28)
            > curl: (28) Connection timeout after 5001 ms
        connection-timed-out by=curl | curl: (28) failed to connect to {host} port {port}
            > curl: (28) Failed to connect to 10.0.0.9 port 8080 after 129387 ms: Couldn't connect to server
        connection-timed-out | operation timed out after {n} milliseconds
            > curl: (28) Operation timed out after 1003 milliseconds with 0 bytes received
        connection-timed-out | connection timed out after {n} milliseconds
            > curl: (28) Connection timed out after 3001 milliseconds
        connection-closed-by-peer by=curl | curl: (52)
            > curl: (52) Empty reply from server
        connection-closed-by-peer | empty reply from server
            > Empty reply from server
        connection-reset by=curl errno=ECONNRESET | curl: (56) recv failure: {*}reset
            > curl: (56) Recv failure: Connection reset by peer
        connection-reset by=curl errno=ECONNRESET also=broken-pipe | curl: (55) send failure: {*}reset
            > curl: (55) Send failure: Connection reset by peer
        connection-closed-by-peer by=curl also=partial-or-merged-data | curl: (18)
            > curl: (18) transfer closed with 4983 bytes remaining to read
        protocol-mismatch by=curl | curl: (1) received http/0.9 when not allowed
            > curl: (1) Received HTTP/0.9 when not allowed
        protocol-mismatch | received http/0.9 when not allowed
            > Received HTTP/0.9 when not allowed
        protocol-mismatch by=curl | curl: (8) weird server reply
            > curl: (8) Weird server reply
        protocol-mismatch by=curl | curl: (16)
            > curl: (16) Error in the HTTP2 framing layer
        connection-reset by=curl also=protocol-mismatch,connection-closed-by-peer | curl: (92)
            > curl: (92) HTTP/2 stream 1 was not closed cleanly: PROTOCOL_ERROR (err 1)
        cannot-assign-address by=curl | curl: (45)
            > curl: (45) bind failed with errno 99: Cannot assign requested address
        invalid-argument by=curl also=not-a-socket-error | curl: (3)
            > curl: (3) URL using bad/illegal format or missing URL
        invalid-argument also=not-a-socket-error | port number was not a decimal number between 0 and 65535
            > curl: (3) Port number was not a decimal number between 0 and 65535
        # wget
        name-resolution by=wget | unable to resolve host address '{host}'
            > wget: unable to resolve host address 'files.lab'
        name-resolution by=wget | wget: bad address '{host}'
            > wget: bad address 'files.lab'
        connection-refused by=wget errno=ECONNREFUSED | wget: can't connect to remote host ({host}): connection refused
            > wget: can't connect to remote host (10.0.0.3): Connection refused
        connection-closed-by-peer by=wget | no data received.
            > HTTP request sent, awaiting response... No data received.
        connection-timed-out by=wget | wget: download timed out
            > wget: download timed out
        connection-closed-by-peer by=wget weight=2 also=connection-reset | wget: error getting response
            > wget: error getting response: Connection reset by peer
        # Netcat in its three kinds, socat, telnet.
        connection-refused by=nc errno=ECONNREFUSED unless=containerHost | nc: {host} ({*}:{port}): connection refused
            > nc: db (172.18.0.3:5432): Connection refused
        connection-timed-out by=nc errno=ETIMEDOUT | nc: {host} ({*}:{port}): connection timed out
            > nc: db (172.18.0.3:5432): Connection timed out
        name-resolution by=nc | nc: bad address '{host}'
            > nc: bad address 'db'
        name-resolution by=nc | nc: getaddrinfo for host "{host}" port {port}:
            > nc: getaddrinfo for host "db.lab" port 80: Name or service not known
        name-resolution by=nc weight=1 | nc: getaddrinfo:
            > nc: getaddrinfo: Name or service not known
        name-resolution by=nc | {host}: forward host lookup failed:
            > db.lab: forward host lookup failed: Unknown host
        name-resolution by=nc | ncat: could not resolve hostname "{host}"
            > Ncat: Could not resolve hostname "db.lab": Name or service not known. QUITTING.
        connection-timed-out by=nc | ncat: timeout.
            > Ncat: TIMEOUT.
        connection-timed-out by=nc errno=ETIMEDOUT | ncat: connection timed out
            > Ncat: Connection timed out.
        name-resolution by=telnet | telnet: could not resolve {host}/{port}:
            > telnet: could not resolve db.lab/80: Name or service not known
        connection-closed-by-peer by=telnet | connection closed by foreign host
            > Connection closed by foreign host.
        connection-refused also=connection-timed-out | could not open connection to the host, on port {port}
            > Connecting To 10.0.0.3...Could not open connection to the host, on port 9090: Connect failed
        # ssh and git.
        address-family-mismatch by=ssh errno=EAI_ADDRFAMILY weight=4 also=name-resolution | ssh: could not resolve hostname {host}: address family
            > ssh: Could not resolve hostname fd00::8: Address family for hostname not supported
        name-resolution by=ssh | could not resolve hostname {host}:
            > ssh: Could not resolve hostname gitlab.lab: Name or service not known
        connection-closed-by-peer by=ssh | connection to {host} closed by remote host
            > Connection to 10.0.0.3 closed by remote host.
        connection-closed-by-peer by=ssh | connection closed by {host} port {port}
            > Connection closed by 10.0.0.3 port 22
        connection-reset by=ssh errno=ECONNRESET | connection reset by {host} port {port}
            > Connection reset by 172.20.0.22 port 2231
        connection-timed-out by=ssh | connection to {host} port {port} timed out
            > Connection to 10.0.0.3 port 22 timed out
        connection-closed-by-peer by=ssh | kex_exchange_identification: connection closed by remote host
            > kex_exchange_identification: Connection closed by remote host
        connection-reset by=ssh errno=ECONNRESET | kex_exchange_identification: read: connection reset by peer
            > kex_exchange_identification: read: Connection reset by peer
        protocol-mismatch by=ssh weight=4 | kex_exchange_identification: client sent invalid protocol identifier
            > error: kex_exchange_identification: client sent invalid protocol identifier "GET / HTTP/1.1"
        protocol-mismatch by=ssh weight=4 | kex_exchange_identification: banner line contains invalid characters
            > kex_exchange_identification: banner line contains invalid characters
        connection-closed-by-peer by=ssh weight=2 also=connection-reset | ssh_exchange_identification:
            > ssh_exchange_identification: Connection closed by remote host
        protocol-mismatch by=ssh | bad packet length {n}
            > Bad packet length 1213486160.
        protocol-mismatch by=ssh | invalid ssh identification string
            > Invalid SSH identification string.
        protocol-mismatch by=ssh | bad remote protocol version identification
            > Bad remote protocol version identification: 'HTTP/1.1 400'
        protocol-mismatch by=python also=connection-closed-by-peer,connection-timed-out,connection-reset | error reading ssh protocol banner
            > paramiko.ssh_exception.SSHException: Error reading SSH protocol banner
        invalid-argument by=ssh also=not-a-socket-error | bad port '{port}'
            > Bad port '70000'
        connection-refused by=ssh errno=ECONNREFUSED weight=4 | channel {n}: open failed: connect failed: connection refused
            > channel 2: open failed: connect failed: Connection refused
        address-in-use by=ssh weight=1 also=permission-denied-privileged-port | channel_setup_fwd_listener_tcpip: cannot listen to port: {port}
            > channel_setup_fwd_listener_tcpip: cannot listen to port: 8080
        address-in-use by=ssh | remote port forwarding failed for listen port {port}
            > Warning: remote port forwarding failed for listen port 8080
        connection-timed-out by=ssh | timeout, server {host} not responding
            > Timeout, server 10.0.0.3 not responding.
        connection-closed-by-peer by=git weight=2 | the remote end hung up unexpectedly
            > fatal: The remote end hung up unexpectedly
        name-resolution by=git | unable to look up {host} (port {port})
            > fatal: unable to look up git.lab (port 9418) (Name or service not known)
        # ping and traceroute.
        name-resolution by=ping | ping: unknown host {host}
            > ping: unknown host server1.lab
        name-resolution by=ping | ping: cannot resolve {host}:
            > ping: cannot resolve server1.lab: Unknown host
        name-resolution by=ping | ping request could not find host {host}
            > Ping request could not find host server1.lab. Please check the name and try again.
        name-resolution by=ping | ping: bad address '{host}'
            > ping: bad address 'server1'
        host-unreachable by=ping | destination host unreachable
            > From 10.0.0.1 icmp_seq=1 Destination Host Unreachable
        network-unreachable by=ping also=host-unreachable | destination net unreachable
            > From 10.0.0.1 icmp_seq=1 Destination Net Unreachable
        connection-refused by=ping also=firewall-blocked,host-unreachable | destination port unreachable
            > From 10.0.0.1 icmp_seq=1 Destination Port Unreachable
        firewall-blocked by=ping also=host-unreachable | packet filtered
            > From 10.0.0.1 icmp_seq=1 Packet filtered
        firewall-blocked also=host-unreachable | communication prohibited
            > From 10.0.0.1 icmp_seq=1 Destination Host Prohibited: Communication prohibited
        firewall-blocked by=ping also=host-unreachable | destination host prohibited
            > From 10.0.0.1 icmp_seq=1 Destination Host Prohibited
        connection-timed-out by=ping weight=2 unless=http,pool | request timed out.
            > Reply from 10.0.0.3: bytes=32\nRequest timed out.
        connection-timed-out by=ping weight=2 also=host-unreachable,firewall-blocked | 100% packet loss
            > 3 packets transmitted, 0 received, 100% packet loss, time 2044ms
        connection-timed-out by=ping weight=2 also=host-unreachable,firewall-blocked | 100.0% packet loss
            > 3 packets transmitted, 0 packets received, 100.0% packet loss
        # nmap
        firewall-blocked by=nmap also=connection-timed-out | {port}/tcp filtered
            > 8844/tcp filtered unknown
        firewall-blocked by=nmap also=connection-timed-out | {port}/udp filtered
            > 9091/udp filtered unknown
        connection-refused by=nmap | {port}/tcp closed
            > 9090/tcp closed zeus-admin
        connection-refused by=nmap | {port}/udp closed
            > 9091/udp closed xmltec-xmlmail
        no-reply by=nmap weight=2 also=firewall-blocked,connection-timed-out | {port}/udp open|filtered
            > 9091/udp open|filtered xmltec-xmlmail
        host-unreachable by=nmap also=connection-timed-out,firewall-blocked | host seems down
            > Note: Host seems down. If it is really up, but blocking our ping probes, try -Pn
        # Databases and caches.
        name-resolution by=redis errno=EAI_NONAME weight=4 | could not connect to redis at {host}:{port}: name or service not known
            > Could not connect to Redis at cache.lab:6379: Name or service not known
        connection-closed-by-peer by=mysql also=connection-reset | lost connection to mysql server during query
            > ERROR 2013 (HY000): Lost connection to MySQL server during query
        connection-closed-by-peer by=mysql also=protocol-mismatch | lost connection to server at
            > ERROR 2013 (HY000): Lost connection to server at 'handshake: reading initial communication packet', system error: 11
        connection-closed-by-peer by=mysql also=protocol-mismatch,connection-timed-out | lost connection to mysql server at
            > ERROR 2013 (HY000): Lost connection to MySQL server at 'reading initial communication packet', system error: 0
        connection-closed-by-peer by=mysql | mysql server has gone away
            > ERROR 2006 (HY000): MySQL server has gone away
        connection-closed-by-peer by=mysql weight=2 | server has gone away
            > ERROR 2006 (HY000): Server has gone away
        connection-refused by=mysql errno=ECONNREFUSED weight=4 | can't connect to mysql server on '{host}:{port}' (111)
            > ERROR 2003 (HY000): Can't connect to MySQL server on '127.0.0.1:3307' (111)
        connection-refused by=mysql errno=ECONNREFUSED weight=4 | can't connect to mysql server on '{host}' (111)
            > ERROR 2003 (HY000): Can't connect to MySQL server on '127.0.0.1' (111)
        connection-refused by=mysql errno=ECONNREFUSED weight=4 | can't connect to server on '{host}' (111)
            > ERROR 2002 (HY000): Can't connect to server on '127.0.0.1' (111)
        connection-timed-out by=mysql errno=ETIMEDOUT weight=4 | can't connect to mysql server on '{host}:{port}' (110)
            > ERROR 2003 (HY000): Can't connect to MySQL server on '10.0.0.3:3306' (110)
        connection-timed-out by=mysql errno=ETIMEDOUT weight=4 | can't connect to mysql server on '{host}' (110)
            > ERROR 2003 (HY000): Can't connect to MySQL server on '10.0.0.3' (110)
        connection-timed-out by=mysql errno=ETIMEDOUT weight=4 | can't connect to server on '{host}' (110)
            > ERROR 2002 (HY000): Can't connect to server on '10.0.0.3' (110)
        connection-refused by=mysql errno=EINPROGRESS weight=4 also=connection-timed-out | can't connect to server on '{host}' (115)
            > ERROR 2002 (HY000): Can't connect to server on '10.0.0.3' (115)
        host-unreachable by=mysql errno=EHOSTUNREACH weight=4 | can't connect to server on '{host}' (113)
            > ERROR 2002 (HY000): Can't connect to server on '10.0.0.3' (113)
        connection-refused by=mysql errno=ECONNREFUSED weight=4 | can't connect to mysql server on '{host}' (10061)
            > ERROR 2003 (HY000): Can't connect to MySQL server on 'localhost' (10061)
        connection-refused by=mysql errno=ECONNREFUSED weight=4 | can't connect to mysql server on '{host}:{port}' (10061)
            > ERROR 2003 (HY000): Can't connect to MySQL server on 'localhost:3306' (10061)
        connection-refused by=mysql weight=1 also=connection-timed-out | can't connect to mysql server on '{host}
            > Can't connect to MySQL server on 'db'
        name-resolution by=mysql | unknown mysql server host '{host}'
            > ERROR 2005 (HY000): Unknown MySQL server host 'db.lab' (-2)
        name-resolution by=mysql errno=EAI_NONAME weight=4 | unknown server host '{host}' (-2)
            > ERROR 2005 (HY000): Unknown server host 'db.lab' (-2)
        name-resolution by=mysql errno=EAI_AGAIN weight=4 | unknown server host '{host}' (-3)
            > ERROR 2005 (HY000): Unknown server host 'db.lab' (-3)
        name-resolution by=mysql errno=EAI_NONAME weight=4 | unknown mysql server host '{host}' (-2)
            > ERROR 2005 (HY000): Unknown MySQL server host 'db.lab' (-2)
        name-resolution by=mysql errno=EAI_AGAIN weight=4 | unknown mysql server host '{host}' (-3)
            > ERROR 2005 (HY000): Unknown MySQL server host 'db.lab' (-3)
        name-resolution by=mysql | unknown server host '{host}'
            > ERROR 2005 (HY000): Unknown server host 'db.lab'
        connection-refused by=mysql errno=ENOENT weight=4 also=not-a-socket-error | can't connect to local mysql server through socket '{*}' (2)
            > ERROR 2002 (HY000): Can't connect to local MySQL server through socket '/run/mysqld/mysqld.sock' (2)
        connection-refused by=mysql errno=ENOENT weight=4 also=not-a-socket-error | can't connect to local server through socket '{*}' (2)
            > ERROR 2002 (HY000): Can't connect to local server through socket '/run/mysqld/mysqld.sock' (2)
        connection-refused by=mysql also=not-a-socket-error | can't connect to local mysql server through socket
            > Can't connect to local MySQL server through socket '/tmp/mysql.sock'
        connection-refused by=java weight=1 also=connection-timed-out,connection-closed-by-peer,connection-reset | communications link failure
            > com.mysql.cj.jdbc.exceptions.CommunicationsException: Communications link failure
        connection-closed-by-peer by=psql | server closed the connection unexpectedly
            > psql: error: server closed the connection unexpectedly
        name-resolution by=psql | could not translate host name "{host}" to address
            > psql: error: could not translate host name "db.lab" to address: Name or service not known
        protocol-mismatch by=psql | received invalid response to ssl negotiation
            > psql: error: received invalid response to SSL negotiation: H
        protocol-mismatch by=psql | expected authentication request from server, but received
            > psql: error: expected authentication request from server, but received H
        invalid-argument by=psql also=not-a-socket-error | invalid port number: "{port}"
            > psql: error: invalid port number: "70000"
        connection-timed-out by=mongo weight=1 also=connection-refused | server selection timeout
            > Server selection timeout: No available servers
        connection-refused by=mongo weight=1 also=connection-timed-out,name-resolution | mongoserverselectionerror: {*}
            > MongoServerSelectionError: Server selection timed out after 30000 ms
        connection-timed-out by=mongo weight=1 also=connection-refused | server selection timed out after {n} ms
            > MongooseServerSelectionError: Server selection timed out after 5000 ms
        protocol-mismatch by=redis | protocol error, got "{*}" as reply type byte
            > Error: Protocol error, got "H" as reply type byte
        connection-closed-by-peer by=redis | error: server closed the connection
            > Error: Server closed the connection
        connection-closed-by-peer by=redis weight=2 | connection closed by server.
            > redis.exceptions.ConnectionError: Connection closed by server.
        connection-refused by=kafka weight=2 also=connection-timed-out | connect to node -1 ({host}:{port}) could not be established
            > Connection to node -1 (localhost/127.0.0.1:9092) could not be established. Broker may not be available.
        connection-refused by=kafka weight=2 also=connection-timed-out | could not be established. broker may not be available
            > Connection to node -1 (localhost/127.0.0.1:9092) could not be established. Broker may not be available.
        # Mail, files, printers, other servers' own words.
        connection-closed-by-peer by=nginx | upstream prematurely closed connection
            > upstream prematurely closed connection while reading response header from upstream
        connection-timed-out by=nginx errno=ETIMEDOUT | upstream timed out ({n}: connection timed out)
            > upstream timed out (110: Connection timed out) while reading response header from upstream
        name-resolution by=nginx | host not found in upstream "{host}:{port}"
            > [emerg] host not found in upstream "app:3000" in /etc/nginx/conf.d/default.conf:4
        name-resolution by=nginx | host not found in upstream "{host}"
            > [emerg] host not found in upstream "app" in /etc/nginx/conf.d/default.conf:4
        name-resolution by=nginx | {host} could not be resolved ({n}:
            > app.lab could not be resolved (3: Host not found)
        connection-refused by=nginx weight=2 also=connection-timed-out | no live upstreams while connecting
            > no live upstreams while connecting to upstream
        connection-refused by=haproxy errno=ECONNREFUSED | server {*} is down, reason: layer4 connection problem, info: "connection refused"
            > Server app/s1 is DOWN, reason: Layer4 connection problem, info: "Connection refused"
        connection-timed-out by=haproxy | reason: layer4 timeout
            > Server app/s1 is DOWN, reason: Layer4 timeout, check duration: 2001ms.
        """#
}
