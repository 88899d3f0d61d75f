extension PhraseTable {
    /// Servers, clients and libraries with words of their own for silence, for an end and for a refusal.
    static let services = #"""
        # Silence
        connection-timed-out by=python | cannot connect to {*}://{*}: timed out
            > consumer: Cannot connect to amqp://guest:**@10.4.0.5:5672//: timed out.
        connection-timed-out weight=2 unless=pool | {host}:{port}: timed out
            > pymongo.errors.ServerSelectionTimeoutError: 10.4.0.8:27017: timed out, Timeout: 5.0s
        connection-timed-out weight=2 unless=pool | {host}:{port}: timeout
            > SocketTimeoutException: 10.4.0.8:9042: timeout
        connection-timed-out by=python | connect timeout on endpoint url: "{*}://{host}:{port}
            > botocore.exceptions.ConnectTimeoutError: Connect timeout on endpoint URL: "https://s3.lab:9000/"
        connection-timed-out by=python | connect timeout on endpoint url
            > botocore.exceptions.ConnectTimeoutError: Connect timeout on endpoint URL: "https://s3.lab/"
        connection-timed-out by=python | read timeout on endpoint url
            > botocore.exceptions.ReadTimeoutError: Read timeout on endpoint URL: "https://s3.lab/"
        connection-timed-out by=java | readtimeoutexception
            > io.netty.handler.timeout.ReadTimeoutException: null
        connection-timed-out by=java | writetimeoutexception
            > io.netty.handler.timeout.WriteTimeoutException
        connection-timed-out weight=2 also=connection-closed-by-peer | disconnected: timed out
            > Disconnected: Timed out
        connection-timed-out by=java weight=2 | {host}:{port}] connect_timeout[
            > org.elasticsearch.transport.ConnectTransportException: [][10.4.0.6:9300] connect_timeout[30s]
        connection-timed-out by=apache weight=4 | the timeout specified has expired: {*} remote server {host}:{port}
            > (70007)The timeout specified has expired: [client 10.4.0.9:5000] AH01102: error reading status line from remote server 127.0.0.1:8009
        connection-timed-out by=apache | (70007)the timeout specified has expired
            > (70007)The timeout specified has expired: AH01110: error reading response
        connection-timed-out weight=2 | tls key negotiation failed to occur within
            > TLS Error: TLS key negotiation failed to occur within 60 seconds (check your network connectivity)
        connection-timed-out weight=2 | connecting with ssh timed out
            > Could not establish connection to "vm.lab": Connecting with SSH timed out.
        connection-timed-out by=bash | timeout occurred after waiting {n} seconds for {host}:{port}
            > wait-for-it.sh: timeout occurred after waiting 15 seconds for db.lab:5432
        connection-timed-out weight=2 also=connection-refused | waiting on dependencies to become available: [{*}://{host}:{port}
            > Timeout after 10s waiting on dependencies to become available: [tcp://db.lab:5432]
        connection-timed-out weight=2 also=connection-refused | timed out waiting for: tcp:{host}:{port}
            > Error: Timed out waiting for: tcp:localhost:8080
        connection-timed-out weight=2 | timed out waiting for server
            > pg_ctl: timed out waiting for server to start
        connection-timed-out weight=2 | timed out while waiting for the machine to boot
            > Timed out while waiting for the machine to boot.
        # The other end is gone
        connection-closed-by-peer by=java | jedisconnectionexception: unexpected end of stream
            > redis.clients.jedis.exceptions.JedisConnectionException: Unexpected end of stream.
        connection-closed-by-peer weight=2 also=partial-or-merged-data near=anySocket,url | unexpected end of stream
            > java.sql.SQLException: unexpected end of stream, read 0 bytes from 4 (socket was closed by server)
        connection-closed-by-peer by=java | connectionshutdownexception
            > okhttp3.internal.http2.ConnectionShutdownException
        connection-reset by=java also=connection-closed-by-peer | streamresetexception
            > okhttp3.internal.http2.StreamResetException: stream was reset: REFUSED_STREAM
        connection-closed-by-peer weight=2 | socket closed unexpectedly
            > SocketClosedUnexpectedlyError: Socket closed unexpectedly
        connection-closed-by-peer weight=2 | socket has closed unexpectedly
            > iperf3: error - control socket has closed unexpectedly
        connection-closed-by-peer weight=2 | channel closed unexpectedly
            > amqp: channel closed unexpectedly
        connection-closed-by-peer weight=2 | connection closed before
            > HttpException: Connection closed before full header was received, uri = http://10.4.0.3:3000/items
        connection-closed-by-peer weight=2 | connection closed while
            > HttpException: Connection closed while receiving data
        connection-closed-by-peer weight=2 | connection terminated unexpectedly
            > Error: Connection terminated unexpectedly
        connection-closed-by-peer weight=2 | connection ended unexpectedly
            > Error: Connection ended unexpectedly
        connection-closed-by-peer weight=2 also=connection-reset | reset without closing handshake
            > WebSocket protocol error: Connection reset without closing handshake
        connection-closed-by-peer weight=2 also=not-a-socket-error | websocket was closed before the connection was established
            > Error: WebSocket was closed before the connection was established
        connection-closed-by-peer by=go | error reading from server: eof
            > rpc error: code = Unavailable desc = error reading from server: EOF
        connection-closed-by-peer by=go also=partial-or-merged-data | packets.go:{n}: unexpected eof
            > [mysql] 2026/01/01 10:00:00 packets.go:37: unexpected EOF
        connection-closed-by-peer by=php also=connection-timed-out,connection-reset | read error on connection to {host}:{port}
            > RedisException: read error on connection to 127.0.0.1:6379
        connection-closed-by-peer by=php also=connection-timed-out,connection-reset | read error on connection
            > RedisException: read error on connection
        connection-closed-by-peer by=apache | (70014)end of file found
            > (70014)End of file found: AH01102: error reading status line from remote server 10.4.0.4:8009
        connection-closed-by-peer by=apache weight=2 also=connection-reset | error reading status line from remote server {host}:{port}
            > (20014)Internal error: AH01102: error reading status line from remote server 127.0.0.1:9000
        connection-closed-by-peer weight=2 also=not-a-socket-error | lost connection after {*} from {*}[{host}]
            > postfix/smtpd[4322]: lost connection after CONNECT from unknown[10.4.0.7]
        connection-reset by=python errno=ECONNRESET weight=4 | error reading ssh protocol banner[errno {n}] connection reset
            > paramiko.ssh_exception.SSHException: Error reading SSH protocol banner[Errno 104] Connection reset by peer
        connection-reset by=python weight=4 also=broken-pipe,connection-closed-by-peer,not-connected | connectionreseterror('cannot write to closing transport
            > exception=ConnectionResetError('Cannot write to closing transport')>
        connection-reset by=python weight=4 also=broken-pipe,connection-closed-by-peer,not-connected | connectionreseterror: cannot write to closing transport
            > aiohttp.client_exceptions.ClientConnectionResetError: Cannot write to closing transport
        broken-pipe by=python also=connection-reset,connection-closed-by-peer | socket.send() raised exception
            > socket.send() raised exception.
        # Nobody answers
        connection-refused weight=1 also=connection-timed-out,name-resolution,host-unreachable | couldn't connect to remote host
            > SDLNet_TCP_Open: Couldn't connect to remote host
        connection-refused weight=1 also=connection-timed-out,name-resolution,host-unreachable | can't connect to remote host
            > telnet: can't connect to remote host (10.4.0.2)
        connection-refused weight=1 also=connection-timed-out,name-resolution,host-unreachable | could not connect to remote host
            > could not connect to remote host
        connection-refused weight=1 also=connection-timed-out,name-resolution,host-unreachable | unable to connect to remote host
            > Unable to connect to remote host
        connection-refused weight=1 also=connection-timed-out,name-resolution,host-unreachable near=anySocket,url | unable to communicate with
            > Unable to communicate with master at http://localhost:11311
        connection-refused weight=2 also=connection-timed-out,name-resolution,host-unreachable | can't contact ldap server
            > ldap_sasl_bind(SIMPLE): Can't contact LDAP server (-1)
        connection-refused by=matlab weight=2 also=connection-timed-out,name-resolution | cannot create a communication link with the remote
            > Cannot create a communication link with the remote server.
        connection-refused by=bun weight=2 also=connection-timed-out,name-resolution | is the computer able to access the url?
            > error: Unable to connect. Is the computer able to access the url?
        connection-refused by=rabbitmq weight=2 also=not-a-socket-error,name-resolution | unable to perform an operation on node '{*}@{host}'
            > Error: unable to perform an operation on node 'rabbit@mq1'. Please see diagnostics information and suggestions below.
        host-unreachable weight=2 also=name-resolution,connection-timed-out | the network path was not found
            > System error 53 has occurred.
        host-unreachable weight=2 also=name-resolution,connection-timed-out | system error 53 has occurred
            > System error 53 has occurred.
        # A proxy in between: the last number is the reply of RFC 1928.
        connection-refused by=curl | complete socks5 connection to {host}. (5)
            > curl: (97) Can't complete SOCKS5 connection to 10.4.0.2. (5)
        host-unreachable by=curl | complete socks5 connection to {host}. (4)
            > curl: (97) Can't complete SOCKS5 connection to 10.4.0.2. (4)
        network-unreachable by=curl | complete socks5 connection to {host}. (3)
            > curl: (97) Can't complete SOCKS5 connection to 10.4.0.2. (3)
        # Names
        name-resolution by=go weight=2 | server misbehaving
            > lookup api.lab: server misbehaving
        name-resolution by=go weight=4 | dial tcp: lookup {host} on
            > Get "https://registry.lab/": dial tcp: lookup registry.lab on
        name-resolution by=go weight=4 | dial udp: lookup {host} on
            > dial udp: lookup registry.lab on 10.4.0.2:53: no such host
        name-resolution by=swift weight=2 | dnsaerror: optional(
            > NIOConnectionError(host: "missing.lab", port: 80, dnsAError: Optional(NIOPosix.SocketAddressError.unknown(host: "missing.lab", port: 80)))
        invalid-argument by=go also=name-resolution,not-a-socket-error | lookup tcp/{*}: unknown port
            > dial tcp: lookup tcp/http0: unknown port
        invalid-argument by=go also=name-resolution,not-a-socket-error | unknown port tcp/
            > dial tcp: unknown port tcp/http0
        tls-certificate weight=4 | certificate is valid for {*}, not {host}
            > x509: certificate is valid for web.lab, not api.lab
        # Ports that are taken
        address-in-use weight=2 also=ephemeral-ports-exhausted | cannot find empty port in range: {port}-
            > OSError: Cannot find empty port in range: 7860-7860.
        address-in-use weight=2 unless=account | {host}:{port} is already in use
            > 127.0.0.1:8080 is already in use
        address-in-use weight=2 unless=account | {host}:{port} already in use
            > address localhost:8080 already in use
        address-in-use weight=2 unless=account | forwarded port to {port} is already in use
            > The forwarded port to 8080 is already in use on the host machine.
        address-in-use weight=2 | some other application that is already listening
            > they would collide with some other application that is already listening on these ports.
        permission-denied-privileged-port by=nc errno=EACCES weight=4 | can't grab {host}:{port} with bind : permission denied
            > Can't grab 0.0.0.0:80 with bind : Permission denied
        # States of a socket
        not-connected by=c | was not called in qabstractsocket::connectedstate
            > QNativeSocketEngine::write() was not called in QAbstractSocket::ConnectedState
        not-connected by=c | (qtcpsocket): device not open
            > QIODevice::write (QTcpSocket): device not open
        not-connected by=dotnet also=invalid-argument,connection-closed-by-peer,not-a-socket-error | object name: 'system.net.sockets.
            > Object name: 'System.Net.Sockets.Socket'.
        # Messages in part
        partial-or-merged-data by=python weight=2 also=not-a-socket-error near=receive | decodeerror: error parsing message
            > m.ParseFromString(sock.recv(4096))\ngoogle.protobuf.message.DecodeError: Error parsing message
        partial-or-merged-data by=python weight=2 also=not-a-socket-error | received extra data
            > msgpack.exceptions.ExtraData: unpack(b) received extra data.
        partial-or-merged-data by=python weight=2 also=not-a-socket-error near=receive,socket | unpack failed: incomplete input
            > msgpack.unpackb(s.recv(100))\nValueError: Unpack failed: incomplete input
        partial-or-merged-data by=java weight=2 also=connection-closed-by-peer,not-a-socket-error near=receive,socket | unexpected end-of-input
            > com.fasterxml.jackson.core.io.JsonEOFException: Unexpected end-of-input within/between Object entries\n at [Source: (java.net.SocketInputStream)]
        partial-or-merged-data by=java weight=2 also=connection-closed-by-peer,not-a-socket-error near=receive,socket | bufferunderflowexception
            > java.nio.BufferUnderflowException\n\tat Client.receive(Client.java:20) // socket
        partial-or-merged-data by=java weight=2 also=connection-closed-by-peer,not-a-socket-error near=receive,socket | protocol message, the input ended unexpectedly
            > While parsing a protocol message, the input ended unexpectedly in the middle of a field. socket.getInputStream()
        partial-or-merged-data by=node weight=2 also=not-a-socket-error near=receive,socket | err_buffer_out_of_bounds
            > RangeError [ERR_BUFFER_OUT_OF_BOUNDS]: Attempt to access memory outside buffer bounds\n at Socket.<anonymous> (/lab/c.js:2:36)
        # Oracle and IBM number what they say
        connection-refused by=oracle weight=4 | ora-12541
            > ORA-12541: TNS:no listener
        connection-timed-out by=oracle weight=4 | ora-12170
            > ORA-12170: TNS:Connect timeout occurred
        connection-timed-out by=oracle weight=4 | ora-12535
            > ORA-12535: TNS:operation timed out
        host-unreachable by=oracle weight=4 | ora-12543
            > ORA-12543: TNS:destination host unreachable
        name-resolution by=oracle weight=4 | ora-12545
            > ORA-12545: Connect failed because target host or object does not exist
        name-resolution by=oracle weight=4 also=not-a-socket-error | ora-12154
            > ORA-12154: TNS:could not resolve the connect identifier specified
        connection-closed-by-peer by=oracle weight=4 | ora-03113
            > ORA-03113: end-of-file on communication channel
        connection-closed-by-peer by=oracle weight=4 also=connection-reset | ora-03135
            > ORA-03135: connection lost contact
        connection-closed-by-peer by=oracle weight=4 | ora-12537
            > ORA-12537: TNS:connection closed
        connection-closed-by-peer by=oracle weight=4 | ora-12547
            > ORA-12547: TNS:lost contact
        connection-refused by=java weight=3 also=host-unreachable,connection-timed-out | mqrc_host_not_available
            > reason '2538' ('MQRC_HOST_NOT_AVAILABLE')
        connection-closed-by-peer by=java weight=3 also=connection-reset | mqrc_connection_broken
            > reason '2009' ('MQRC_CONNECTION_BROKEN')
        # Windows refuses a port, or a connection that a firewall does not want
        permission-denied-privileged-port errno=EACCES unless=connect,docker also=address-in-use,firewall-blocked | an attempt was made to access a socket in a way forbidden
            > OSError: An attempt was made to access a socket in a way forbidden by its access permissions
        permission-denied-privileged-port by=python errno=EACCES unless=connect,docker also=address-in-use,firewall-blocked | [winerror 10013]
            > PermissionError: [WinError 10013] Der Zugriff auf einen Socket war aufgrund der Zugriffsrechte unzulässig
        host-unreachable by=ping weight=2 also=network-unreachable,not-a-socket-error | time to live exceeded
            > From 10.4.0.254 icmp_seq=1 Time to live exceeded
        name-resolution by=telnet | telnet: could not resolve {host}/{*}:
            > telnet: could not resolve nas.lab/telnet: Temporary failure in name resolution
        # Small devices: ESP-IDF
        connection-timed-out by=c weight=2 | select() timeout
            > E (66065) esp-tls: [sock=54] select() timeout
        connection-timed-out by=c weight=2 | failed to open new connection in specified timeout
            > W (140390) esp-tls: Failed to open new connection in specified timeout
        connection-refused by=c weight=1 also=connection-timed-out,connection-reset | transport_base: failed to open a new connection
            > E (66065) TRANSPORT_BASE: Failed to open a new connection
        # Clusters and brokers
        connection-refused by=java weight=2 also=connection-timed-out,not-a-socket-error | retrying connect to server: {host}/{*}:{port}.
            > Retrying connect to server: master/172.17.0.3:9000. Already tried 3 time(s)
        connection-timed-out by=python weight=2 | client socket has timed out after {n}ms while trying to connect
            > RuntimeError: The client socket has timed out after 60000ms while trying to connect to (10.4.0.4, 29501).
        connection-refused weight=2 also=connection-timed-out | no servers available for connection
            > nats: no servers available for connection
        connection-refused weight=1 also=connection-timed-out | could not connect to host {host}, port {port}
            > Could not connect to host mq.lab, port 61613
        connection-closed-by-peer by=python weight=2 also=not-connected | commclosederror: in {*} remote={scheme}{host}:{port}>
            > CommClosedError: in <TCP (closed) local=tcp://10.4.0.3:40000 remote=tcp://10.4.0.4:8786>: Stream is closed
        connection-closed-by-peer by=python weight=2 also=not-connected | streamclosederror
            > tornado.iostream.StreamClosedError: Stream is closed
        # WebSocket's number for an end without a closing frame (RFC 6455)
        connection-closed-by-peer weight=2 also=connection-reset | closed with 1006
            > WebSocket closed with 1006
        connection-closed-by-peer weight=2 also=connection-reset near=socket | code: 1006
            > WebSocket closed, code: 1006
        connection-closed-by-peer weight=2 also=connection-reset near=socket | code 1006
            > websocket: close code 1006
        connection-closed-by-peer weight=2 also=connection-reset near=socket | close 1006
            > websocket: close 1006 (abnormal closure): unexpected EOF
        # Tools of developers
        connection-refused by=node weight=2 also=connection-timed-out | cypress could not verify that this server is running
            > Cypress could not verify that this server is running:
        connection-refused weight=2 also=connection-timed-out | could not connect to development server
            > Could not connect to development server.
        connection-refused by=adb weight=2 also=address-in-use | cannot connect to daemon
            > error: cannot connect to daemon
        connection-refused by=browser weight=2 also=connection-timed-out | about:neterror?e=connectionfailure
            > Reached error page: about:neterror?e=connectionFailure&u=http%3A//localhost%3A3040/
        connection-timed-out by=browser weight=2 | about:neterror?e=nettimeout
            > Reached error page: about:neterror?e=netTimeout&u=http%3A//10.4.0.2/
        name-resolution by=browser weight=2 | about:neterror?e=dnsnotfound
            > Reached error page: about:neterror?e=dnsNotFound&u=http%3A//shop.invalid/
        connection-refused by=freerdp weight=2 also=connection-timed-out,name-resolution | errconnect_connect_failed
            > ERRCONNECT_CONNECT_FAILED [0x00020006]
        name-resolution by=freerdp weight=2 | errconnect_dns_name_not_found
            > ERRCONNECT_DNS_NAME_NOT_FOUND [0x00020005]
        permission-denied-capture by=wireshark weight=3 also=capture-no-such-device | the npf driver isn't running
            > The NPF driver isn't running.  You may have trouble capturing or listing interfaces.
        # TLS
        protocol-mismatch weight=2 also=tls-certificate | gnutls_handshake() failed
            > gnutls_handshake() failed: Handshake failed
        protocol-mismatch weight=2 also=tls-certificate | tlsv1_alert_
            > ssl.SSLError: [SSL: TLSV1_ALERT_INTERNAL_ERROR] tlsv1 alert internal error (_ssl.c:1000)
        protocol-mismatch weight=2 also=tls-certificate | tlsv1 alert
            > error:0A000438:SSL routines::tlsv1 alert internal error
        # Vague words about a port that cannot be had
        address-in-use weight=1 also=permission-denied-privileged-port,cannot-assign-address | could not bind on port {port}
            > Service 'SparkUI' could not bind on port 4040. Attempting port 4041.
        address-in-use weight=1 also=permission-denied-privileged-port,cannot-assign-address | bind failed for port {port}
            > InitListen: bind failed for port 7777
        address-in-use weight=1 also=permission-denied-privileged-port,cannot-assign-address | unable to bind socket to port {port}
            > Unable to bind socket to port 9080
        address-in-use weight=1 also=permission-denied-privileged-port,cannot-assign-address | couldn't bind to port {port}
            > couldn't bind to port 8080
        address-in-use weight=1 also=permission-denied-privileged-port,cannot-assign-address | couldn't bind tcl to socket on port {port}
            > couldn't bind tcl to socket on port 6666
        address-in-use weight=1 also=permission-denied-privileged-port,cannot-assign-address | couldn't listen on {host}:{port}
            > Couldn't listen on 127.0.0.1:6543
        address-in-use weight=1 also=permission-denied-privileged-port,cannot-assign-address | unable to bind to wildcard address {host}
            > unable to bind to wildcard address 0.0.0.0 - another process may be running
        address-in-use weight=1 also=permission-denied-privileged-port,cannot-assign-address | could not open {*} socket on {host}:{port}
            > Could not open NTP socket on 0.0.0.0:123
        address-in-use weight=2 unless=account | err_already_in_use
            > Unable to bind socket to port 9080 (ERR_ALREADY_IN_USE)
        address-in-use by=qemu weight=2 | could not set up host forwarding rule '{*}:{*}:{port}-
            > Could not set up host forwarding rule 'tcp::2222-:22'
        address-in-use weight=2 | port {port} is being used by another process
            > Port 8081 is being used by another process
        # Somebody's own words, with a place
        connection-refused weight=1 place=sure unless=login,http also=connection-timed-out,name-resolution,host-unreachable,network-unreachable | failed to connect to {scheme}{host}
            > Failed to connect to tcp://10.4.0.9:8080
        connection-refused weight=1 place=sure unless=login,http also=connection-timed-out,name-resolution,host-unreachable,network-unreachable | could not connect to {scheme}{host}
            > Could not connect to tcp://10.4.0.9:8080
        connection-refused weight=1 place=sure unless=login,http also=connection-timed-out,name-resolution,host-unreachable,network-unreachable | couldn't connect to {scheme}{host}
            > Couldn't connect to tcp://10.4.0.9:8080
        connection-refused weight=1 place=sure unless=login,http also=connection-timed-out,name-resolution,host-unreachable,network-unreachable | cannot connect to {scheme}{host}
            > Cannot connect to tcp://10.4.0.9:8080
        connection-refused weight=1 place=sure unless=login,http also=connection-timed-out,name-resolution,host-unreachable,network-unreachable | can't connect to {scheme}{host}
            > Can't connect to tcp://10.4.0.9:8080
        connection-refused weight=1 place=sure unless=login,http also=connection-timed-out,name-resolution,host-unreachable,network-unreachable | unable to connect to {scheme}{host}
            > Unable to connect to tcp://10.4.0.9:8080
        connection-refused weight=1 place=sure unless=login,http also=connection-timed-out,name-resolution,host-unreachable,network-unreachable | failed connecting to {scheme}{host}
            > Failed connecting to tcp://10.4.0.9:8080
        connection-refused weight=1 place=sure unless=login,http also=connection-timed-out,name-resolution,host-unreachable,network-unreachable | error connecting to {scheme}{host}
            > Error connecting to tcp://10.4.0.9:8080
        connection-refused weight=1 place=sure unless=login,http also=connection-timed-out,name-resolution,host-unreachable,network-unreachable | failed to reach {scheme}{host}
            > Failed to reach tcp://10.4.0.9:8080
        connection-refused weight=1 place=sure unless=login,http also=connection-timed-out,name-resolution,host-unreachable,network-unreachable | could not reach {scheme}{host}
            > Could not reach tcp://10.4.0.9:8080
        connection-refused weight=1 place=sure unless=login,http also=connection-timed-out,name-resolution,host-unreachable,network-unreachable | cannot reach {scheme}{host}
            > Cannot reach tcp://10.4.0.9:8080
        connection-refused weight=1 place=sure unless=login,http also=connection-timed-out,name-resolution,host-unreachable,network-unreachable | unable to reach {scheme}{host}
            > Unable to reach tcp://10.4.0.9:8080
        connection-refused weight=1 place=sure unless=login,http also=connection-timed-out,name-resolution,host-unreachable,network-unreachable | failed to establish a connection to {scheme}{host}
            > Failed to establish a connection to tcp://10.4.0.9:8080
        connection-refused weight=1 place=sure unless=login,http also=connection-timed-out,name-resolution,host-unreachable,network-unreachable | failed to establish connection to {scheme}{host}
            > Failed to establish connection to tcp://10.4.0.9:8080
        connection-refused weight=1 place=sure unless=login,http also=connection-timed-out,name-resolution,host-unreachable,network-unreachable | unable to establish connection to {scheme}{host}
            > Unable to establish connection to tcp://10.4.0.9:8080
        connection-refused weight=1 place=sure unless=login,http also=connection-timed-out,name-resolution,host-unreachable,network-unreachable | could not establish a connection to {scheme}{host}
            > Could not establish a connection to tcp://10.4.0.9:8080
        connection-refused weight=1 place=sure unless=login,http also=connection-timed-out,name-resolution,host-unreachable,network-unreachable | unable to establish a connection to {scheme}{host}
            > Unable to establish a connection to tcp://10.4.0.9:8080
        connection-timed-out weight=2 place=sure unless=pool | timed out connecting to {scheme}{host}
            > OSError: Timed out connecting to tcp://10.4.0.9:8786 after 30 s
        connection-timed-out weight=2 place=sure unless=pool | timeout connecting to {scheme}{host}
            > OSError: Timeout connecting to tcp://10.4.0.9:8786 after 30 s
        connection-timed-out weight=2 place=sure unless=pool | timed out trying to connect to {scheme}{host}
            > OSError: Timed out trying to connect to tcp://10.4.0.9:8786 after 30 s
        connection-timed-out weight=2 place=sure unless=pool | timed out while trying to connect to {scheme}{host}
            > OSError: Timed out while trying to connect to tcp://10.4.0.9:8786 after 30 s
        connection-timed-out weight=2 place=sure unless=pool | timeout while trying to connect to {scheme}{host}
            > OSError: Timeout while trying to connect to tcp://10.4.0.9:8786 after 30 s
        connection-timed-out weight=2 place=sure unless=pool | timed out while connecting to {scheme}{host}
            > OSError: Timed out while connecting to tcp://10.4.0.9:8786 after 30 s
        # Identifiers of kinds of errors, printed as they are
        connection-refused errno=ECONNREFUSED weight=2 | kind: connectionrefused
            > Error { kind: ConnectionRefused, message: "x" }
        connection-refused errno=ECONNREFUSED weight=2 | "connectionrefused"
            > code: "ConnectionRefused"
        connection-refused errno=ECONNREFUSED weight=2 | (connectionrefused)
            > SocketException (ConnectionRefused)
        connection-reset errno=ECONNRESET weight=2 | kind: connectionreset
            > Custom { kind: ConnectionReset, error: "x" }
        connection-reset errno=ECONNABORTED weight=2 | kind: connectionaborted
            > Custom { kind: ConnectionAborted, error: "x" }
        address-in-use errno=EADDRINUSE weight=2 | kind: addrinuse
            > Custom { kind: AddrInUse, error: "x" }
        cannot-assign-address errno=EADDRNOTAVAIL weight=2 | kind: addrnotavailable
            > Custom { kind: AddrNotAvailable, error: "x" }
        broken-pipe errno=EPIPE weight=2 | kind: brokenpipe
            > Custom { kind: BrokenPipe, error: "x" }
        not-connected errno=ENOTCONN weight=2 | kind: notconnected
            > Custom { kind: NotConnected, error: "x" }
        host-unreachable errno=EHOSTUNREACH weight=2 | kind: hostunreachable
            > Custom { kind: HostUnreachable, error: "x" }
        network-unreachable errno=ENETUNREACH weight=2 | kind: networkunreachable
            > Custom { kind: NetworkUnreachable, error: "x" }
        """#
}
