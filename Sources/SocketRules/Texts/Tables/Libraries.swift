extension PhraseTable {
    /// Database drivers, message brokers, web frameworks and proxies: their own words for the same troubles.
    static let libraries = #"""
        # Python's libraries
        connection-refused by=python also=connection-timed-out,host-unreachable | unable to connect to port {port} on {host}
            > paramiko.ssh_exception.NoValidConnectionsError: [Errno None] Unable to connect to port 2222 on 10.0.7.7
        connection-refused by=python weight=2 also=connection-timed-out | amqpconnectionerror
            > pika.exceptions.AMQPConnectionError
        connection-refused by=python weight=2 also=connection-timed-out | nobrokersavailable
            > kafka.errors.NoBrokersAvailable: NoBrokersAvailable
        connection-timed-out by=python | timeout connecting to server
            > redis.exceptions.TimeoutError: Timeout connecting to server
        connection-timed-out by=python | timeout reading from {host}:{port}
            > redis.exceptions.TimeoutError: Timeout reading from localhost:6379
        connection-timed-out by=python | timeout reading from socket
            > redis.exceptions.TimeoutError: Timeout reading from socket
        protocol-mismatch by=python also=not-a-socket-error | invalidresponse: protocol error
            > redis.exceptions.InvalidResponse: Protocol Error: b'220 ready'
        connection-closed-by-peer by=python | autoreconnect: {host}:{port}: connection closed
            > pymongo.errors.AutoReconnect: 10.0.1.9:27017: connection closed
        connection-closed-by-peer by=python also=connection-timed-out | keepalive ping timeout
            > websockets.exceptions.ConnectionClosedError: sent 1011 (internal error) keepalive ping timeout; no close frame received
        connection-closed-by-peer by=python also=connection-reset | connectionclosederror:
            > websockets.exceptions.ConnectionClosedError: received 1006
        protocol-mismatch by=python | bad status line:
            > aiohttp.client_exceptions.ClientResponseError: 400, message="Bad status line:\n  Expected HTTP/
        protocol-mismatch by=python | badhttpmessage:
            > aiohttp.http_exceptions.BadHttpMessage: 400, message='invalid constant string'
        connection-closed-by-peer by=python also=partial-or-merged-data | payload is not completed
            > aiohttp.client_exceptions.ClientPayloadError: Response payload is not completed
        connection-timed-out by=python weight=2 near=anySocket unless=pool | raise exceptions.timeouterror() from exc
            > await asyncio.open_connection(host, port)\n    raise exceptions.TimeoutError() from exc\nTimeoutError
        connection-closed-by-peer by=python | telnet connection closed
            > EOFError: telnet connection closed
        permission-denied-privileged-port by=python also=address-in-use weight=2 | [error] can't connect to ('{host}', {port})
            > [2026-01-01 10:00:00 +0000] [77] [ERROR] Can't connect to ('0.0.0.0', 80)
        cannot-assign-address by=python also=invalid-argument | [error] invalid address: ('{host}', {port})
            > [2026-01-01 10:00:00 +0000] [77] [ERROR] Invalid address: ('192.0.2.7', 8000)
        address-in-use also=permission-denied-privileged-port,cannot-assign-address weight=1 | failed to bind to address {host}:{port}
            > RuntimeError: Failed to bind to address [::]:50051; set GRPC_VERBOSITY=debug environment variable to see detailed error message.
        address-in-use also=permission-denied-privileged-port weight=2 | failed to add port to server: no address added out of total
            > Failed to add port to server: No address added out of total 1 resolved
        not-connected by=python also=connection-closed-by-peer | write on closed transport
            > RuntimeError: write() on closed transport: Cannot write on closed transport
        not-connected by=python also=connection-closed-by-peer | cannot write to closing transport
            > RuntimeError: Cannot write to closing transport
        connection-closed-by-peer by=python weight=2 also=partial-or-merged-data near=receive,connect,socket | raise eoferror
            > buf = self._recv(4) # recv\n    raise EOFError\nEOFError
        # Databases and brokers for all languages
        connection-refused by=node also=connection-timed-out,name-resolution | can't reach database server at
            > Can't reach database server at `localhost`:`5435`
        connection-refused by=node weight=4 also=connection-timed-out,name-resolution | can't reach database server at `{host}:{port}`
            > Error: P1001: Can't reach database server at `db.lab:5436`
        connection-refused weight=2 also=connection-timed-out,firewall-blocked | could not connect to any servers in your mongodb
            > MongooseServerSelectionError: Could not connect to any servers in your MongoDB Atlas cluster.
        connection-timed-out by=node weight=2 also=not-a-socket-error | buffering timed out after {n}ms
            > MongooseError: Operation `users.find()` buffering timed out after 10000ms
        connection-timed-out weight=3 also=connection-refused | can't connect to mysql server on '{host}' (timed out)
            > (2003, "Can't connect to MySQL server on 'mysql.lab' (timed out)")
        connection-refused by=mysql errno=EINPROGRESS weight=4 also=connection-timed-out | can't connect to mysql server on '{host}' (115)
            > ERROR 2002 (HY000): Can't connect to MySQL server on '10.1.1.3' (115)
        host-unreachable by=mysql errno=EHOSTUNREACH weight=4 | can't connect to mysql server on '{host}' (113)
            > ERROR 2003 (HY000): Can't connect to MySQL server on '10.1.1.3' (113)
        host-unreachable by=mysql errno=EHOSTUNREACH weight=4 | can't connect to mysql server on '{host}:{port}' (113)
            > ERROR 2003 (HY000): Can't connect to MySQL server on '10.1.1.3:3306' (113)
        connection-timed-out by=mysql errno=ETIMEDOUT weight=4 | can't connect to mysql server on '{host}{*}' (10060)
            > ERROR 2003 (HY000): Can't connect to MySQL server on '10.1.1.3:3306' (10060)
        connection-refused by=psql weight=2 also=connection-timed-out | {host}:{port} - no response
            > localhost:5432 - no response
        connection-refused by=dotnet weight=2 also=connection-timed-out,name-resolution | error occurred while establishing a connection to sql server
            > A network-related or instance-specific error occurred while establishing a connection to SQL Server.
        connection-refused by=dotnet also=connection-timed-out | unabletoconnect on {host}:{port}/
            > It was not possible to connect to the redis server(s). UnableToConnect on localhost:6379/Interactive
        connection-refused by=dotnet weight=2 also=connection-timed-out | possible to connect to the redis server
            > It was not possible to connect to the redis server(s). There was an authentication failure.
        connection-refused by=dotnet weight=2 also=connection-timed-out | none of the specified endpoints were reachable
            > RabbitMQ.Client.Exceptions.BrokerUnreachableException: None of the specified endpoints were reachable
        connection-refused by=dotnet weight=2 also=connection-timed-out,name-resolution | unable to connect to any of the specified mysql hosts
            > MySql.Data.MySqlClient.MySqlException: Unable to connect to any of the specified MySQL hosts.
        connection-refused by=java weight=2 also=connection-timed-out | failed connecting to {host}:{port}
            > redis.clients.jedis.exceptions.JedisConnectionException: Failed connecting to localhost:6381
        name-resolution by=java | no resolvable bootstrap urls
            > org.apache.kafka.common.config.ConfigException: No resolvable bootstrap urls given in bootstrap.servers
        name-resolution by=java | couldn't resolve server {host}:{port} from
            > Couldn't resolve server broker.lab:9092 from bootstrap.servers as DNS resolution failed for broker.lab
        name-resolution weight=2 | dns resolution failed for {host}
            > DNS resolution failed for broker.lab
        connection-timed-out by=java weight=2 also=not-a-socket-error | not present in metadata after {n} ms
            > org.apache.kafka.common.errors.TimeoutException: Topic lab not present in metadata after 60000 ms.
        connection-refused by=java weight=1 also=connection-timed-out,not-a-socket-error | unable to acquire jdbc connection
            > org.hibernate.exception.JDBCConnectionException: Unable to acquire JDBC Connection
        connection-refused by=java weight=2 also=connection-timed-out | none of the configured nodes are available
            > NoNodeAvailableException[None of the configured nodes are available]
        connection-refused by=java weight=1 also=connection-timed-out,connection-reset,connection-closed-by-peer | unavailable: io exception
            > io.grpc.StatusRuntimeException: UNAVAILABLE: io exception
        # Java
        connection-refused by=java weight=4 also=connection-timed-out | failed to connect to {host}/[{*}]:{port}
            > java.net.ConnectException: Failed to connect to localhost/[0:0:0:0:0:0:0:1]:8084
        connection-refused by=java errno=ECONNREFUSED | portunreachableexception
            > java.net.PortUnreachableException: ICMP Port Unreachable
        address-in-use by=java also=permission-denied-privileged-port | connector configured to listen on port {port} failed to start
            > The Tomcat connector configured to listen on port 8090 failed to start.
        address-in-use by=java | web server failed to start. port {port} was already in use
            > Web server failed to start. Port 8089 was already in use.
        protocol-mismatch by=java | protocolexception: invalid status line
            > java.net.ProtocolException: Invalid status line: "220 ready"
        protocol-mismatch by=java | unrecognized ssl message
            > javax.net.ssl.SSLException: Unrecognized SSL message, plaintext connection?
        protocol-mismatch by=java also=connection-closed-by-peer | ioexception: invalid http response
            > java.io.IOException: Invalid Http response
        protocol-mismatch by=java | notsslrecordexception
            > io.netty.handler.ssl.NotSslRecordException: not an SSL/TLS record: 485454502f312e31
        protocol-mismatch by=java | invalid character found in method name
            > Invalid character found in method name [0x160x030x010x020x00]. HTTP method names must be tokens
        protocol-mismatch also=tls-certificate | handshake_failure
            > javax.net.ssl.SSLHandshakeException: Received fatal alert: handshake_failure
        protocol-mismatch also=tls-certificate | alert handshake failure
            > error:14094410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure
        protocol-mismatch also=tls-certificate | remote error: tls: handshake failure
            > remote error: tls: handshake failure
        protocol-mismatch also=tls-certificate | no protocols in common
            > remote error: tls: no protocols in common
        protocol-mismatch also=tls-certificate | fatal alert: protocol_version
            > javax.net.ssl.SSLHandshakeException: Received fatal alert: protocol_version
        tls-certificate | unknown certificate authority
            > http: TLS handshake error from 10.1.2.3:51432: remote error: tls: unknown certificate authority
        tls-certificate | tls: bad certificate
            > remote error: tls: bad certificate
        connection-closed-by-peer by=go also=tls-certificate,protocol-mismatch | tls handshake error from {host}:{port}: eof
            > http: TLS handshake error from 10.1.2.3:51434: EOF
        connection-closed-by-peer by=kubectl | unable to connect to the server: eof
            > Unable to connect to the server: EOF
        address-family-mismatch by=java also=network-unreachable | protocol family unavailable
            > java.net.SocketException: Protocol family unavailable
        invalid-argument by=java also=not-a-socket-error | port out of range:{port}
            > java.lang.IllegalArgumentException: port out of range:70000
        invalid-argument by=java also=not-a-socket-error | port value out of range: {port}
            > java.lang.IllegalArgumentException: Port value out of range: 70000
        invalid-argument by=node weight=4 also=not-a-socket-error | err_socket_bad_port]: {*}received type number ({port})
            > RangeError [ERR_SOCKET_BAD_PORT]: Port should be >= 0 and < 65536. Received type number (70000).
        # Rust, C++, Swift
        connection-closed-by-peer by=rust also=partial-or-merged-data | hyper::error(incompletemessage)
            > hyper::Error(IncompleteMessage)
        connection-closed-by-peer by=rust also=partial-or-merged-data | connection closed before message completed
            > connection closed before message completed
        protocol-mismatch by=rust | hyper::error(parse(
            > hyper::Error(Parse(Version))
        protocol-mismatch by=rust | invalid http version parsed
            > error: invalid HTTP version parsed
        protocol-mismatch by=rust | received corrupt message of type invalidcontenttype
            > received corrupt message of type InvalidContentType
        invalid-argument by=rust also=not-a-socket-error | addrparseerror(socket)
            > called `Result::unwrap()` on an `Err` value: AddrParseError(Socket)
        invalid-argument by=rust also=not-a-socket-error | invalid socket address
            > Error { kind: InvalidInput, message: "invalid socket address" }
        connection-closed-by-peer by=c | end of file [asio.misc:2]
            > Error: End of file [asio.misc:2]
        connection-closed-by-peer by=c also=partial-or-merged-data | end of stream [
            > Error: end of stream [beast.http:1]
        name-resolution by=c weight=2 | error, no such host
            > ERROR, no such host
        name-resolution by=c | host not found (non-authoritative), try again later
            > resolve: Host not found (non-authoritative), try again later [asio.netdb:2]
        connection-timed-out by=swift | httpclienterror.connecttimeout
            > HTTPClientError.connectTimeout
        connection-timed-out by=swift | httpclienterror.readtimeout
            > HTTPClientError.readTimeout
        connection-closed-by-peer by=swift | httpclienterror.remoteconnectionclosed
            > HTTPClientError.remoteConnectionClosed
        connection-closed-by-peer by=swift weight=2 also=not-connected | channelerror.ioonclosedchannel
            > NIOCore.ChannelError.ioOnClosedChannel
        connection-closed-by-peer by=swift weight=2 also=not-connected | i/o on closed channel
            > I/O on closed channel
        # .NET
        address-in-use by=dotnet | failed to listen on prefix '{*}://{host}:{port}/' because it conflicts
            > Failed to listen on prefix 'http://localhost:8080/' because it conflicts with an existing registration on the machine.
        connection-timed-out by=dotnet | configured httpclient.timeout of
            > The request was canceled due to the configured HttpClient.Timeout of 5 seconds elapsing.
        connection-closed-by-peer by=dotnet also=partial-or-merged-data | the response ended prematurely
            > The response ended prematurely. (ResponseEnded)
        protocol-mismatch by=dotnet | cannot determine the frame size or a corrupted frame was received
            > System.Security.Authentication.AuthenticationException: Cannot determine the frame size or a corrupted frame was received.
        protocol-mismatch by=dotnet | received an invalid status line
            > System.Net.Http.HttpRequestException: Received an invalid status line: '220 ready'.
        invalid-argument by=python errno=EINVAL weight=4 | [winerror 10022]
            > OSError: [WinError 10022] An invalid argument was supplied
        connection-refused errno=ECONNREFUSED weight=4 | 0x8007274d
            > Exception from HRESULT: 0x8007274D
        connection-timed-out errno=ETIMEDOUT weight=4 | 0x8007274c
            > Exception from HRESULT: 0x8007274C
        address-in-use errno=EADDRINUSE weight=4 | 0x80072740
            > Exception from HRESULT: 0x80072740
        connection-reset errno=ECONNRESET weight=4 | 0x80072746
            > Exception from HRESULT: 0x80072746
        name-resolution weight=4 | 0x80072ee7
            > The server name or address could not be resolved (0x80072EE7)
        connection-refused weight=4 also=connection-timed-out | 0x80072efd
            > A connection with the server could not be established (0x80072EFD)
        connection-timed-out weight=4 | 0x80072ee2
            > The operation timed out (0x80072EE2)
        # Ruby
        connection-closed-by-peer by=ruby | end of file reached (eoferror)
            > net/protocol.rb:227:in `rbuf_fill': end of file reached (EOFError)
        connection-closed-by-peer by=ruby weight=2 | eoferror: end of file reached
            > EOFError: end of file reached
        protocol-mismatch by=ruby | wrong status line:
            > wrong status line: "220 ready" (Net::HTTPBadResponse)
        # PHP
        address-in-use by=php errno=EADDRINUSE weight=4 | stream_socket_server(): unable to connect to {*}://{host}:{port} (address already in use)
            > PHP Warning:  stream_socket_server(): Unable to connect to tcp://127.0.0.1:6002 (Address already in use) in s.php on line 1
        connection-closed-by-peer by=php weight=2 also=not-a-socket-error | failed to open stream: http request failed!
            > file_get_contents(http://127.0.0.1:6002/): Failed to open stream: HTTP request failed! in s.php on line 3
        # Perl
        name-resolution by=perl | bad hostname '{host}:{port}'
            > cannot connect: IO::Socket::INET: Bad hostname 'db.lab:5991'
        name-resolution by=perl | bad hostname '{host}'
            > IO::Socket::INET: Bad hostname 'db.lab'
        # Proxies and gateways
        protocol-mismatch by=nginx | upstream sent no valid http/1.0 header
            > upstream sent no valid HTTP/1.0 header while reading response header from upstream
        connection-refused errno=ECONNREFUSED weight=3 | delayed connect error: 111
            > upstream connect error or disconnect/reset before headers. reset reason: remote connection failure, transport failure reason: delayed connect error: 111
        connection-timed-out errno=ETIMEDOUT weight=3 | delayed connect error: 110
            > transport failure reason: delayed connect error: 110
        connection-refused weight=2 also=connection-timed-out,connection-reset | reset reason: connection failure
            > upstream connect error or disconnect/reset before headers. reset reason: connection failure
        connection-timed-out weight=2 | reset reason: connection timeout
            > upstream connect error or disconnect/reset before headers. reset reason: connection timeout
        connection-closed-by-peer weight=2 also=connection-reset | reset reason: connection termination
            > upstream connect error or disconnect/reset before headers. reset reason: connection termination
        # Messages that came in part, by those who count
        partial-or-merged-data weight=2 also=connection-closed-by-peer | closed after {n} of {n} bytes
            > ConnectionError: peer closed after 3 of 8 bytes
        partial-or-merged-data weight=2 also=connection-closed-by-peer | expected {n} bytes, connection closed
            > EOFError: expected 4 bytes, connection closed after 2
        partial-or-merged-data weight=2 also=connection-closed-by-peer,not-a-socket-error by=go | reading {*}: unexpected eof
            > reading length: unexpected EOF
        partial-or-merged-data weight=2 also=connection-closed-by-peer,not-a-socket-error by=go | read {*}: unexpected eof
            > read frame: unexpected EOF
        partial-or-merged-data weight=2 by=dotnet unless=jsonFile | is invalid after a single json value
            > System.Text.Json.JsonException: '{' is invalid after a single JSON value. Expected end of data.
        partial-or-merged-data weight=2 by=dotnet unless=jsonFile | additional text encountered after finished reading json
            > Newtonsoft.Json.JsonReaderException: Additional text encountered after finished reading JSON content: {.
        connection-closed-by-peer weight=2 by=dotnet also=partial-or-merged-data near=anySocket | unable to read beyond the end of the stream
            > System.IO.EndOfStreamException: Unable to read beyond the end of the stream.\n   at Lab.Client.Receive(NetworkStream s)
        partial-or-merged-data weight=2 also=protocol-mismatch,message-too-long | frame length {n} exceeds
            > protocol error: frame length 1195725856 exceeds maximum 65536
        protocol-mismatch by=java also=partial-or-merged-data near=anySocket | streamcorruptedexception: invalid stream header
            > java.io.StreamCorruptedException: invalid stream header: 48545450\n\tat Server.run(Server.java:40) // socket.getInputStream()
        partial-or-merged-data by=java also=protocol-mismatch near=anySocket | streamcorruptedexception: invalid type code
            > java.io.StreamCorruptedException: invalid type code: AC\n\tat Server.run(Server.java:40) // socket.getInputStream()
        # States of a socket
        would-block by=python | sslwantreaderror
            > ssl.SSLWantReadError: The operation did not complete (read) (_ssl.c:2580)
        would-block by=python | sslwantwriteerror
            > ssl.SSLWantWriteError: The operation did not complete (write) (_ssl.c:2483)
        already-connected by=java also=would-block | connect already in progress
            > java.net.SocketException: connect already in progress
        address-family-mismatch by=go also=name-resolution | : no suitable address
            > dial tcp6: lookup web4.lab: no suitable address
        address-family-mismatch by=go also=invalid-argument | address {host}: non-ipv6 address
            > address 10.4.0.1: non-IPv6 address
        address-family-mismatch by=go also=invalid-argument | address {host}: non-ipv4 address
            > address ::1: non-IPv4 address
        # TLS
        protocol-mismatch also=tls-certificate | sec_e_invalid_token
            > schannel: next InitializeSecurityContext failed: SEC_E_INVALID_TOKEN (0x80090308)
        tls-certificate | sec_e_untrusted_root
            > schannel: SEC_E_UNTRUSTED_ROOT (0x80090325)
        tls-certificate | sec_e_wrong_principal
            > schannel: SEC_E_WRONG_PRINCIPAL (0x80090322)
        tls-certificate | crypt_e_no_revocation_check
            > schannel: next InitializeSecurityContext failed: CRYPT_E_NO_REVOCATION_CHECK (0x80092012)
        protocol-mismatch weight=2 also=tls-certificate | tls: handshake failure
            > tls: handshake failure
        protocol-mismatch weight=2 also=tls-certificate | remote error: tls: internal error
            > Get "https://10.4.4.9:8443/": remote error: tls: internal error
        protocol-mismatch by=java | this combination of host and port requires tls
            > This combination of host and port requires TLS.
        protocol-mismatch by=apache | plain http to an ssl-enabled server port
            > Reason: You're speaking plain HTTP to an SSL-enabled server port.
        # One protocol's server hearing another's client
        protocol-mismatch by=redis | possible security attack detected
            > Possible SECURITY ATTACK detected. It looks like somebody is sending POST or Host: commands to Redis.
        protocol-mismatch by=psql | invalid length of startup packet
            > LOG:  invalid length of startup packet
        protocol-mismatch by=mysql also=partial-or-merged-data | malformed packet
            > ERROR 2027 (HY000): Malformed packet
        connection-closed-by-peer by=mysql also=connection-reset,connection-timed-out | error reading communication packets
            > Aborted connection 12 to db: 'lab' user: 'lab' host: '10.4.5.1' (Got an error reading communication packets)
        protocol-mismatch by=browser also=not-a-socket-error | websocket handshake: unexpected response code
            > WebSocket connection to 'ws://10.4.5.2:8080/' failed: Error during WebSocket handshake: Unexpected response code: 200
        connection-refused by=mysql errno=ECONNREFUSED weight=4 also=not-a-socket-error | through socket '{*}' (111)
            > ERROR 2002 (HY000): Can't connect to local MySQL server through socket '/run/mysqld/mysqld.sock' (111)
        permission-denied-file by=mysql errno=EACCES weight=4 also=not-a-socket-error | through socket '{*}' (13)
            > ERROR 2002 (HY000): Can't connect to local MySQL server through socket '/run/mysqld/mysqld.sock' (13)
        """#
}
