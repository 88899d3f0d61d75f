extension PhraseTable {
    /// Python and Java: what runtimes and libraries say beside or instead of the words of strerror(3).
    static let python = #"""
        # Python
        connection-timed-out by=python | socket.timeout: timed out
            > socket.timeout: timed out
        connection-timed-out by=python | timeouterror: timed out
            > TimeoutError: timed out
        connection-timed-out by=python errno=ETIMEDOUT | timeouterror: [errno 110]
            > TimeoutError: [Errno 110] Connection timed out
        connection-timed-out by=python errno=ETIMEDOUT | timeouterror: [winerror 10060]
            > TimeoutError: [WinError 10060] A connection attempt failed
        connection-timed-out by=python weight=2 | asyncio.exceptions.timeouterror
            > asyncio.exceptions.TimeoutError
        connection-timed-out by=python weight=2 | asyncio.timeouterror
            > asyncio.TimeoutError
        connection-timed-out by=python | connecttimeouterror(
            > ConnectTimeoutError(<HTTPConnection>, 'Connection to backup.lab timed out. (connect timeout=2)')
        connection-timed-out by=python | connection to {host} timed out. (connect timeout={*}
            > 'Connection to backup.lab timed out. (connect timeout=2)'
        connection-timed-out by=python | read timed out. (read timeout={*}
            > requests.exceptions.ReadTimeout: HTTPConnectionPool(host='a.lab', port=80): Read timed out. (read timeout=1)
        connection-timed-out by=python | requests.exceptions.connecttimeout
            > requests.exceptions.ConnectTimeout: HTTPConnectionPool(host='backup.lab', port=9443)
        connection-timed-out by=python | requests.exceptions.readtimeout
            > requests.exceptions.ReadTimeout: HTTPConnectionPool(host='a.lab', port=80): Read timed out.
        connection-timed-out by=python | httpx.connecttimeout
            > httpx.ConnectTimeout
        connection-timed-out by=python | httpx.readtimeout
            > httpx.ReadTimeout: timed out
        connection-timed-out by=python | httpcore.connecttimeout
            > httpcore.ConnectTimeout: timed out
        connection-refused by=python weight=2 also=connection-timed-out,network-unreachable,name-resolution | httpx.connecterror: all connection attempts failed
            > httpx.ConnectError: All connection attempts failed
        connection-timed-out by=python | connection timeout to host {*}
            > aiohttp.client_exceptions.ConnectionTimeoutError: Connection timeout to host http://10.0.0.3:8080/
        name-resolution by=python weight=4 | nameresolutionerror(
            > NameResolutionError("HTTPSConnection(host='login.lab', port=443): Failed to resolve 'login.lab' ([Errno -2] Name or service not known)")
        name-resolution weight=4 | failed to resolve '{host}'
            > Failed to resolve 'login.lab' ([Errno -3] Temporary failure in name resolution)
        address-family-mismatch by=python errno=EAI_ADDRFAMILY weight=4 also=name-resolution | socket.gaierror: [errno -9]
            > socket.gaierror: [Errno -9] Address family for hostname not supported
        invalid-argument by=python errno=EAI_SERVICE weight=4 also=name-resolution | socket.gaierror: [errno -8]
            > socket.gaierror: [Errno -8] Servname not supported for ai_socktype
        name-resolution by=python weight=2 | socket.gaierror:
            > socket.gaierror: [Errno 11001] getaddrinfo failed
        name-resolution weight=2 | getaddrinfo failed
            > socket.gaierror: [Errno 11001] getaddrinfo failed
        name-resolution by=python weight=2 | socket.herror:
            > socket.herror: [Errno 1] Unknown host
        connection-refused by=python weight=1 also=connection-timed-out,name-resolution,host-unreachable | cannot connect to host {host}:{port} ssl:{*}
            > aiohttp.client_exceptions.ClientConnectorError: Cannot connect to host 10.0.0.3:8080 ssl:default [None]
        connection-closed-by-peer by=python | remote end closed connection without
            > http.client.RemoteDisconnected: Remote end closed connection without response
        connection-closed-by-peer by=python | server disconnected without sending a response
            > httpx.RemoteProtocolError: Server disconnected without sending a response.
        connection-closed-by-peer by=python | serverdisconnectederror: server disconnected
            > aiohttp.client_exceptions.ServerDisconnectedError: Server disconnected
        connection-closed-by-peer by=python also=partial-or-merged-data | incompletereaderror: {n} bytes read on a total of {n}
            > asyncio.exceptions.IncompleteReadError: 3 bytes read on a total of 8 expected bytes
        connection-closed-by-peer by=python also=partial-or-merged-data | incompletereaderror: 0 bytes read on a total of {*}
            > asyncio.exceptions.IncompleteReadError: 0 bytes read on a total of undefined expected bytes
        connection-closed-by-peer by=python also=partial-or-merged-data | http.client.incompleteread: incompleteread(
            > http.client.IncompleteRead: IncompleteRead(120 bytes read, 880 more expected)
        connection-closed-by-peer by=python also=partial-or-merged-data | incompleteread({n} bytes read, {n} more expected)
            > IncompleteRead(120 bytes read, 880 more expected)
        connection-closed-by-peer by=python also=partial-or-merged-data | response ended prematurely
            > requests.exceptions.ChunkedEncodingError: Response ended prematurely
        connection-closed-by-peer by=python also=partial-or-merged-data | peer closed connection without sending complete message body
            > httpx.RemoteProtocolError: peer closed connection without sending complete message body (received 10 bytes, expected 100)
        protocol-mismatch by=python also=connection-closed-by-peer | http.client.badstatusline:
            > http.client.BadStatusLine: SSH-2.0-OpenSSH_9.2p1
        protocol-mismatch by=python also=connection-closed-by-peer | badstatusline('
            > ('Connection aborted.', BadStatusLine('SSH-2.0-OpenSSH_9.2p1\\r\\n'))
        protocol-mismatch by=python | illegal status line
            > httpx.RemoteProtocolError: illegal status line: bytearray(b'220 ready')
        protocol-mismatch by=python also=connection-closed-by-peer | did not receive a valid http response
            > websockets.exceptions.InvalidMessage: did not receive a valid HTTP response
        protocol-mismatch by=python also=connection-closed-by-peer | did not receive a valid http request
            > websockets.exceptions.InvalidMessage: did not receive a valid HTTP request
        connection-closed-by-peer by=python | no close frame received or sent
            > websockets.exceptions.ConnectionClosedError: no close frame received or sent
        address-in-use by=python | connection in use: ('{host}', {port})
            > [ERROR] Connection in use: ('0.0.0.0', 8000)
        address-in-use by=python | is in use by another program. either identify and stop
            > Port 5055 is in use by another program. Either identify and stop that program, or start the server with a different port.
        address-in-use by=python | error: that port is already in use
            > Error: That port is already in use.
        permission-denied-privileged-port by=python | error: you don't have permission to access that port
            > Error: You don't have permission to access that port.
        cannot-assign-address by=python | error: that ip address can't be assigned to
            > Error: That IP address can't be assigned to.
        not-connected by=python also=connection-closed-by-peer | connectionerror: socket is closed
            > ConnectionError: socket is closed
        invalid-argument by=python also=not-a-socket-error | overflowerror: bind(): port must be 0-65535
            > OverflowError: bind(): port must be 0-65535.
        invalid-argument also=not-a-socket-error | port must be 0-65535
            > OverflowError: connect(): port must be 0-65535.
        invalid-argument by=python also=name-resolution,address-family-mismatch,not-a-socket-error | illegal ip address string passed to inet_
            > OSError: illegal IP address string passed to inet_aton
        connection-refused by=python errno=ECONNREFUSED weight=4 | multiple exceptions: [errno 111]
            > OSError: Multiple exceptions: [Errno 111] Connect call failed ('::1', 9090, 0, 0), [Errno 111] Connect call failed ('127.0.0.1', 9090)
        connection-reset by=python weight=1 also=connection-closed-by-peer | ('connection aborted.'
            > requests.exceptions.ConnectionError: ('Connection aborted.', OSError())
        # Java and what runs on its machine.
        connection-timed-out weight=2 | connect timed out
            > java.net.SocketTimeoutException: Connect timed out
        connection-timed-out by=java | sockettimeoutexception: read timed out
            > java.net.SocketTimeoutException: Read timed out
        connection-timed-out by=java | sockettimeoutexception: accept timed out
            > java.net.SocketTimeoutException: Accept timed out
        connection-timed-out by=java | sockettimeoutexception: receive timed out
            > java.net.SocketTimeoutException: Receive timed out
        connection-timed-out by=java weight=2 | java.net.sockettimeoutexception
            > java.net.SocketTimeoutException: timeout
        connection-timed-out by=java weight=4 | sockettimeoutexception: failed to connect to {host}/{*} (port {port})
            > java.net.SocketTimeoutException: failed to connect to /192.168.1.20 (port 8080) from /10.0.2.16 (port 40000) after 10000ms
        connection-timed-out by=java | connecttimeoutexception:
            > io.netty.channel.ConnectTimeoutException: connection timed out after 30000 ms: /10.0.0.3:8080
        connection-timed-out by=java | java.net.http.httpconnecttimeoutexception
            > java.net.http.HttpConnectTimeoutException: HTTP connect timed out
        connection-timed-out by=java | java.net.http.httptimeoutexception
            > java.net.http.HttpTimeoutException: request timed out
        connection-refused by=java weight=2 | java.net.connectexception: failed to connect to {host}/{*} (port {port})
            > java.net.ConnectException: Failed to connect to localhost/127.0.0.1:8080
        connection-refused by=java weight=2 also=connection-timed-out | connectexception: failed to connect to /{host}:{port}
            > java.net.ConnectException: Failed to connect to /10.0.2.2:8080
        connection-refused by=java weight=2 also=connection-timed-out | connectexception: failed to connect to {host}/{*}:{port}
            > java.net.ConnectException: Failed to connect to localhost/127.0.0.1:8080
        connection-refused by=java weight=1 | java.net.connectexception

            > java.net.ConnectException\n\tat java.net.http/x
        name-resolution by=java | java.net.unknownhostexception: {host}
            > java.net.UnknownHostException: db.lab
        name-resolution by=java weight=4 | unknownhostexception: unable to resolve host "{host}"
            > java.net.UnknownHostException: Unable to resolve host "api.lab": No address associated with hostname
        name-resolution by=java | unresolvedaddressexception
            > java.nio.channels.UnresolvedAddressException
        connection-reset by=java errno=ECONNRESET | socketexception: connection reset
            > java.net.SocketException: Connection reset
        connection-closed-by-peer by=java | socketexception: unexpected end of file from server
            > java.net.SocketException: Unexpected end of file from server
        not-connected by=java also=connection-closed-by-peer,invalid-argument | socketexception: socket closed
            > java.net.SocketException: Socket closed
        not-connected by=java also=connection-closed-by-peer,invalid-argument | socketexception: socket is closed
            > java.net.SocketException: Socket is closed
        already-connected by=java | socketexception: already connected
            > java.net.SocketException: already connected
        invalid-argument by=java also=already-connected,address-in-use | socketexception: already bound
            > java.net.SocketException: Already bound
        not-connected by=java | socketexception: socket is not connected
            > java.net.SocketException: Socket is not connected
        invalid-argument by=java also=not-connected | socketexception: socket is not bound yet
            > java.net.SocketException: Socket is not bound yet
        name-resolution by=java | socketexception: unresolved address
            > java.net.SocketException: Unresolved address
        already-connected by=java | alreadyconnectedexception
            > java.nio.channels.AlreadyConnectedException
        already-connected by=java also=would-block | connectionpendingexception
            > java.nio.channels.ConnectionPendingException
        not-connected by=java | notyetconnectedexception
            > java.nio.channels.NotYetConnectedException
        invalid-argument by=java also=not-connected | notyetboundexception
            > java.nio.channels.NotYetBoundException
        invalid-argument by=java also=already-connected,address-in-use | alreadyboundexception
            > java.nio.channels.AlreadyBoundException
        connection-closed-by-peer by=java weight=1 also=not-connected,connection-reset | closedchannelexception
            > java.nio.channels.ClosedChannelException
        connection-closed-by-peer by=java also=not-connected,interrupted | asynchronouscloseexception
            > java.nio.channels.AsynchronousCloseException
        interrupted by=java | closedbyinterruptexception
            > java.nio.channels.ClosedByInterruptException
        address-family-mismatch by=java | unsupportedaddresstypeexception
            > java.nio.channels.UnsupportedAddressTypeException
        connection-closed-by-peer by=java weight=2 also=partial-or-merged-data near=anySocket | java.io.eofexception
            > java.io.EOFException\n\tat java.base/java.io.DataInputStream.readInt(DataInputStream.java:398)\n\tat Client.receive(Client.java:20)
        connection-closed-by-peer by=java also=protocol-mismatch,tls-certificate | eofexception: ssl peer shut down incorrectly
            > java.io.EOFException: SSL peer shut down incorrectly
        connection-closed-by-peer by=java also=partial-or-merged-data,protocol-mismatch | \n not found: limit=
            > java.io.EOFException: \\n not found: limit=0 content=
        connection-closed-by-peer by=java | unexpected end of stream on {*}
            > java.io.IOException: unexpected end of stream on http://10.0.2.2:8080/...
        connection-closed-by-peer by=java | header parser received no bytes
            > java.io.IOException: HTTP/1.1 header parser received no bytes
        connection-closed-by-peer by=java | prematurecloseexception
            > reactor.netty.http.client.PrematureCloseException: Connection prematurely closed BEFORE response
        connection-closed-by-peer by=java | prematurely closed before response
            > Connection prematurely closed BEFORE response
        connection-closed-by-peer weight=2 | failed to respond
            > org.apache.http.NoHttpResponseException: 10.0.0.3:8080 failed to respond
        connection-closed-by-peer by=java | nohttpresponseexception: {host}:{port} failed to respond
            > org.apache.http.NoHttpResponseException: 10.0.0.3:8080 failed to respond
        protocol-mismatch by=java also=partial-or-merged-data | streamcorruptedexception: invalid stream header
            > java.io.StreamCorruptedException: invalid stream header: 48454C4C
        partial-or-merged-data by=java also=protocol-mismatch | streamcorruptedexception: invalid type code
            > java.io.StreamCorruptedException: invalid type code: AC
        partial-or-merged-data by=java also=not-a-socket-error,protocol-mismatch near=anySocket | utfdataformatexception
            > java.io.UTFDataFormatException: malformed input around byte 2\n\tat Client.receive(Client.java:4)
        protocol-mismatch by=java weight=2 | invalid http method
            > Invalid character found in method name: invalid HTTP method
        protocol-mismatch by=java | invalid character found in method name
            > java.lang.IllegalArgumentException: Invalid character found in method name [0x16 0x03 0x01]. HTTP method names must be tokens
        protocol-mismatch by=java | unsupported or unrecognized ssl message
            > javax.net.ssl.SSLException: Unsupported or unrecognized SSL message
        protocol-mismatch by=java | notsslrecordexception: not an ssl/tls record
            > io.netty.handler.ssl.NotSslRecordException: not an SSL/TLS record: 485454502f312e
        connection-closed-by-peer by=java also=tls-certificate,protocol-mismatch,connection-reset | remote host terminated the handshake
            > javax.net.ssl.SSLHandshakeException: Remote host terminated the handshake
        address-in-use by=java | web server failed to start. port {port} was already in use
            > Web server failed to start. Port 8080 was already in use.
        address-in-use | port {port} was already in use
            > Port 8080 was already in use.
        invalid-argument by=java also=not-a-socket-error | port value out of range: {port}
            > java.lang.IllegalArgumentException: Port value out of range: 70000
        invalid-argument by=java also=not-a-socket-error | port out of range:{port}
            > java.lang.IllegalArgumentException: port out of range:70000
        connection-refused weight=2 | refused to connect to {host}:{port}
            > refused to connect to 10.0.0.3:8080
        connection-closed-by-peer weight=1 also=not-connected near=anySocket | connection is closed
            > socket send: connection is closed
        """#
}
