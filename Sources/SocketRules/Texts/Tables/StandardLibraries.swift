extension PhraseTable {
    /// The words of standard libraries that no error number has: ends of streams, names, and what is no protocol of theirs.
    static let standardLibraries = #"""
        # Python: its mail, file transfer and stream modules
        connection-closed-by-peer by=python also=connection-reset | imap4.abort: socket error: eof
            > imaplib.IMAP4.abort: socket error: EOF
        connection-closed-by-peer by=python also=connection-reset | => socket error: eof
            > imaplib.IMAP4.abort: command: LOGIN => socket error: EOF
        protocol-mismatch by=python also=not-a-socket-error | imap4.error: b'http/
            > imaplib.IMAP4.error: b'HTTP/1.1 400 Bad Request'
        connection-closed-by-peer by=python also=connection-reset | poplib.error_proto: -err eof
            > poplib.error_proto: -ERR EOF
        protocol-mismatch by=python also=not-a-socket-error | poplib.error_proto: b'http/
            > poplib.error_proto: b'HTTP/1.1 400 Bad Request'
        protocol-mismatch by=python also=not-a-socket-error,partial-or-merged-data | poplib.error_proto: line too long
            > poplib.error_proto: line too long
        protocol-mismatch by=python also=not-a-socket-error | ftplib.error_proto:
            > ftplib.error_proto: HTTP/1.1 400 Bad Request
        protocol-mismatch by=python also=not-a-socket-error | ftplib.error_reply: http/
            > ftplib.error_reply: HTTP/1.1 400 Bad Request
        partial-or-merged-data by=python also=message-too-long,not-a-socket-error | separator is not found, and chunk exceed the limit
            > ValueError: Separator is not found, and chunk exceed the limit
        partial-or-merged-data by=python also=message-too-long,not-a-socket-error | separator is found, but chunk is longer than limit
            > ValueError: Separator is found, but chunk is longer than limit
        connection-timed-out by=python weight=2 near=connect,receive,send,accept unless=pool | raise timeouterror from exc_val
            > await asyncio.open_connection(host, port)\n    raise TimeoutError from exc_val\nTimeoutError
        connection-timed-out by=python weight=2 near=connect,receive,send,accept unless=pool | raise timeouterror() from exc
            > await asyncio.open_connection(host, port)\n    raise TimeoutError() from exc\nTimeoutError
        connection-timed-out by=python | : timed out (configured timeouts:
            > pymongo.errors.NetworkTimeout: 10.0.1.9:27017: timed out (configured timeouts: connectTimeoutMS: 3000.0)
        connection-timed-out by=python | serverselectiontimeouterror: {host}:{port}: timed out
            > pymongo.errors.ServerSelectionTimeoutError: 10.0.1.9:27017: timed out
        # JavaScript
        connection-timed-out by=node weight=2 unless=pool | the operation was aborted due to timeout
            > DOMException [TimeoutError]: The operation was aborted due to timeout
        connection-timed-out by=browser weight=2 unless=pool | timeouterror: signal timed out
            > TimeoutError: signal timed out
        protocol-mismatch by=node also=connection-reset | nghttp2_protocol_error
            > Error [ERR_HTTP2_STREAM_ERROR]: Stream closed with error code NGHTTP2_PROTOCOL_ERROR
        # Java
        broken-pipe by=java also=not-connected | socket output is shutdown
            > java.net.SocketException: Socket output is shutdown
        broken-pipe by=java also=not-connected | socket output is already shutdown
            > java.net.SocketException: Socket output is already shutdown
        not-connected by=java also=connection-closed-by-peer,broken-pipe | socket input is shutdown
            > java.net.SocketException: Socket input is shutdown
        not-connected by=java also=connection-closed-by-peer,broken-pipe | socket input is already shutdown
            > java.net.SocketException: Socket input is already shutdown
        not-connected by=java weight=2 also=connection-closed-by-peer,not-a-socket-error | unable to open debugger port ({host}:{port}): java.net.socketexception "socket closed"
            > Unable to open debugger port (localhost:5005): java.net.SocketException "Socket closed"
        connection-refused by=java weight=1 also=connection-timed-out,address-in-use | unable to open debugger port ({host}:{port})
            > Unable to open debugger port (localhost:5005): java.io.IOException
        # .NET
        connection-closed-by-peer by=dotnet weight=2 also=partial-or-merged-data near=anySocket | attempted to read past the end of the stream
            > System.IO.EndOfStreamException: Attempted to read past the end of the stream.\n   at System.Net.Sockets.NetworkStream.ReadExactly(Span`1 buffer)
        # C: herror(3)
        name-resolution by=c weight=2 | host name lookup failure
            > gethostbyname(db.lab): Host name lookup failure
        name-resolution by=c weight=2 | no address associated with name
            > gethostbyname: No address associated with name
        name-resolution by=c weight=2 | resolver internal error
            > gethostbyname: Resolver internal error
        # Dart, Julia, Haskell, Zig, MATLAB
        connection-closed-by-peer by=dart | connection closed before full header was received
            > HttpException: Connection closed before full header was received, uri = http://10.0.2.2:3000/login
        connection-closed-by-peer by=dart also=partial-or-merged-data | connection closed while receiving data
            > HttpException: Connection closed while receiving data, uri = http://10.0.2.2:3000/list
        connection-timed-out by=dart | http connection timed out after {*}, host: {host}, port: {port}
            > SocketException: HTTP connection timed out after 0:00:05.000000, host: 10.0.2.2, port: 3000
        name-resolution by=dart weight=4 | failed host lookup: '{host}'
            > SocketException: Failed host lookup: 'api.lab' (OS Error: Name or service not known, errno = -2)
        name-resolution by=julia weight=4 | dnserror: {host},
            > ERROR: DNSError: db.lab, unknown node or service (EAI_NONAME)
        name-resolution by=haskell weight=4 | host name: just "{host}", service name: just "{port}"
            > Network.Socket.getAddrInfo (called with preferred socket type/protocol: AddrInfo {addrFlags = []}, host name: Just "db.lab", service name: Just "3000"): does not exist (Name or service not known)
        connection-refused by=zig errno=ECONNREFUSED | error: connectionrefused
            > error: ConnectionRefused
        connection-reset by=zig errno=ECONNRESET | error: connectionresetbypeer
            > error: ConnectionResetByPeer
        connection-timed-out by=zig errno=ETIMEDOUT | error: connectiontimedout
            > error: ConnectionTimedOut
        address-in-use by=zig errno=EADDRINUSE | error: addressinuse
            > error: AddressInUse
        cannot-assign-address by=zig errno=EADDRNOTAVAIL | error: addressnotavailable
            > error: AddressNotAvailable
        network-unreachable by=zig errno=ENETUNREACH | error: networkunreachable
            > error: NetworkUnreachable
        broken-pipe by=zig errno=EPIPE | error: brokenpipe
            > error: BrokenPipe
        not-connected by=zig errno=ENOTCONN | error: socketnotconnected
            > error: SocketNotConnected
        name-resolution by=zig | error: unknownhostname
            > error: UnknownHostName
        name-resolution by=zig also=connection-timed-out | error: temporarynameserverfailure
            > error: TemporaryNameServerFailure
        connection-timed-out by=matlab | the connection to url '{*}' timed out
            > The connection to URL 'http://10.0.0.40:8000/data' timed out after 5.000 seconds.
        connection-refused by=matlab weight=2 also=connection-timed-out,name-resolution,host-unreachable | could not access server. http
            > Could not access server. http://10.0.0.40:8000/data.
        # ESP32
        connection-timed-out by=c weight=2 also=connection-refused | esp-tls: {*}select() timeout
            > W (8123) esp-tls: [sock=54] select() timeout
        name-resolution by=c weight=4 | couldn't get hostname for :{host}:
            > E (4120) esp-tls: couldn't get hostname for :api.lab: getaddrinfo() returns 202, addrinfo=0x0
        connection-refused by=c weight=1 also=connection-timed-out,connection-reset,name-resolution | esp-tls: failed to open new connection
            > E (8130) esp-tls: Failed to open new connection
        connection-refused by=c weight=1 also=connection-timed-out,connection-reset,name-resolution | http_client: connection failed, sock < 0
            > E (8130) HTTP_CLIENT: Connection failed, sock < 0
        connection-refused by=c weight=1 also=connection-timed-out,connection-reset | mqtt_client: error transport connect
            > E (8130) MQTT_CLIENT: Error transport connect
        # Names that were looked for in vain
        name-resolution weight=4 | failed to resolve "{host}"
            > Failed to resolve "db.lab".
        name-resolution weight=2 | cannot resolve "{host}"
            > cannot resolve "db.lab"
        name-resolution weight=2 | unable to resolve "{host}"
            > Unable to resolve "db.lab"
        name-resolution weight=2 | unable to resolve '{host}'
            > Unable to resolve 'db.lab'
        connection-timed-out weight=1 also=connection-refused,host-unreachable,network-unreachable | could not reach {host}:{port}
            > could not reach 10.0.0.3:8080
        connection-timed-out weight=1 also=connection-refused,host-unreachable,network-unreachable | cannot reach {host}:{port}
            > cannot reach 10.0.0.3:8080
        connection-timed-out weight=1 also=connection-refused,host-unreachable,network-unreachable | unable to reach {host}:{port}
            > unable to reach 10.0.0.3:8080
        # Game engines, Delphi, Visual Basic, Qt
        connection-refused by=unity weight=2 also=connection-timed-out,name-resolution | cannot connect to destination host
            > Cannot connect to destination host
        address-in-use by=godot weight=2 also=permission-denied-privileged-port,cannot-assign-address | create an enet host
            > E 0:00:02:0481   create_server: Couldn't create an ENet host.
        connection-refused by=vb errno=ECONNREFUSED | connection is forcefully rejected
            > Run-time error '10061':\n\nConnection is forcefully rejected
        connection-refused by=vb errno=ECONNREFUSED | the attempt to connect was forcefully rejected
            > Run-time error '10061': The attempt to connect was forcefully rejected
        address-in-use by=delphi | could not bind socket. address and port are already in use
            > Could not bind socket. Address and port are already in use.
        # Ports that are taken, in the words of those who look for one
        address-in-use weight=2 | port {port} is already running
            > Error: Port 8081 is already running in another process
        address-in-use weight=2 | port `{port}`, but another process is utilizing it
            > Tried to launch distributed communication on port `29500`, but another process is utilizing it.
        # States
        not-connected by=browser | still in connecting state
            > Uncaught InvalidStateError: Failed to execute 'send' on 'WebSocket': Still in CONNECTING state.
        host-unreachable weight=2 | host "{host}" is not reachable
            > Host "10.0.0.9" is not reachable.
        host-unreachable weight=2 | host '{host}' is not reachable
            > Host '10.0.0.9' is not reachable
        host-unreachable weight=2 | host {host} is not reachable
            > host 10.0.0.9 is not reachable
        connection-refused by=apache weight=1 also=connection-timed-out | attempt to connect to {host}:{port} ({*}) failed
            > AH00957: HTTP: attempt to connect to 127.0.0.1:8000 (127.0.0.1:8000) failed
        name-resolution by=python errno=EAI_NONAME weight=2 also=not-a-socket-error | oserror: -2
            > OSError: -2
        connection-timed-out weight=1 also=connection-refused,host-unreachable | no answer from {host}:{port}
            > connect failed: no answer from 10.0.0.3:9037
        connection-timed-out weight=2 unless=pool,healthy | request timed out after {n}
            > Error: request timed out after 300 ms
        name-resolution by=rust also=invalid-argument | could not resolve to any addresses
            > Error: Custom { kind: InvalidInput, error: "could not resolve to any addresses" }
        name-resolution errno=EAI_NONAME weight=2 | no such host is known
            > ssh: Could not resolve hostname web1: No such host is known.
        connection-reset by=ssh errno=ECONNRESET | ssh_exchange_identification: read: connection reset by peer
            > ssh_exchange_identification: read: Connection reset by peer
        """#
}
