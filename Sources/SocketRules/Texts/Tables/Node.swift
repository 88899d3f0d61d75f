extension PhraseTable {
    /// Node, Go, gRPC.
    static let node = #"""
        # Node
        connection-refused by=node errno=ECONNREFUSED weight=2 unless=containerHost,compose | connect econnrefused {host}:{port}
            > Error: connect ECONNREFUSED 172.29.3.9:7890
        connection-timed-out by=node errno=ETIMEDOUT | connect etimedout {host}:{port}
            > Error: connect ETIMEDOUT 10.0.0.3:80
        host-unreachable by=node errno=EHOSTUNREACH | connect ehostunreach {host}:{port}
            > Error: connect EHOSTUNREACH 10.0.0.3:80
        network-unreachable by=node errno=ENETUNREACH | connect enetunreach {host}:{port}
            > Error: connect ENETUNREACH 10.0.0.3:80 - Local (0.0.0.0:0)
        connection-refused by=node errno=ENOENT also=not-a-socket-error unless=dockerSocket | connect enoent
            > Error: connect ENOENT /tmp/app.sock
        name-resolution by=node errno=ENOTFOUND | getaddrinfo enotfound {host}
            > Error: getaddrinfo ENOTFOUND payments.lab
        name-resolution by=node errno=EAI_AGAIN | getaddrinfo eai_again {host}
            > Error: getaddrinfo EAI_AGAIN payments.lab
        name-resolution by=node errno=ENOTFOUND | querya enotfound {host}
            > Error: queryA ENOTFOUND payments.lab
        name-resolution by=node errno=ENOTFOUND | querysrv enotfound {host}
            > Error: querySrv ENOTFOUND _mongodb._tcp.cluster.lab
        connection-closed-by-peer by=node also=connection-reset | socket hang up
            > Error: socket hang up
        broken-pipe by=node also=connection-closed-by-peer | this socket has been ended by the other party
            > Error: This socket has been ended by the other party
        broken-pipe by=node weight=2 also=not-connected,not-a-socket-error | write after end
            > Error [ERR_STREAM_WRITE_AFTER_END]: write after end
        broken-pipe by=node also=not-connected,not-a-socket-error | err_stream_write_after_end
            > Error [ERR_STREAM_WRITE_AFTER_END]: write after end
        broken-pipe by=node also=not-connected,connection-closed-by-peer | cannot call write after a stream was destroyed
            > Error [ERR_STREAM_DESTROYED]: Cannot call write after a stream was destroyed
        not-connected by=node also=connection-closed-by-peer,broken-pipe | err_socket_closed
            > Error [ERR_SOCKET_CLOSED]: Socket is closed
        not-connected by=node | err_socket_dgram_not_running
            > Error [ERR_SOCKET_DGRAM_NOT_RUNNING]: Not running
        already-connected by=node | err_socket_dgram_is_connected
            > Error [ERR_SOCKET_DGRAM_IS_CONNECTED]: Already connected
        not-connected by=node | err_socket_dgram_not_connected
            > Error [ERR_SOCKET_DGRAM_NOT_CONNECTED]: Not connected
        invalid-argument by=node also=already-connected,address-in-use | err_socket_already_bound
            > Error [ERR_SOCKET_ALREADY_BOUND]: Socket is already bound
        invalid-argument by=node also=address-in-use,already-connected | err_server_already_listen
            > Error [ERR_SERVER_ALREADY_LISTEN]: Listen method has been called more than once without closing.
        not-connected by=node also=invalid-argument,not-a-socket-error | err_server_not_running
            > Error [ERR_SERVER_NOT_RUNNING]: Server is not running.
        invalid-argument by=node also=not-a-socket-error | err_socket_bad_port
            > RangeError [ERR_SOCKET_BAD_PORT]: options.port should be >= 0 and < 65536. Received type number (70000).
        invalid-argument by=node also=not-a-socket-error,address-family-mismatch | err_invalid_ip_address
            > TypeError [ERR_INVALID_IP_ADDRESS]: Invalid IP address: 300.1.1.1
        address-family-mismatch by=node also=invalid-argument | err_invalid_address_family
            > RangeError [ERR_INVALID_ADDRESS_FAMILY]: Invalid address family: undefined
        connection-timed-out by=node | connecttimeouterror: connect timeout error
            > [cause]: ConnectTimeoutError: Connect Timeout Error (attempted address: 10.0.0.3:80, timeout: 10000ms)
        connection-timed-out by=node | und_err_connect_timeout
            > code: 'UND_ERR_CONNECT_TIMEOUT'
        connection-timed-out by=node | und_err_headers_timeout
            > code: 'UND_ERR_HEADERS_TIMEOUT'
        connection-closed-by-peer by=node also=connection-reset | und_err_socket
            > code: 'UND_ERR_SOCKET'
        connection-closed-by-peer by=node | socketerror: other side closed
            > [cause]: SocketError: other side closed
        connection-timed-out by=node weight=2 unless=pool | timeout of {n}ms exceeded
            > AxiosError: timeout of 2000ms exceeded
        connection-timed-out by=node errno=ETIMEDOUT | esockettimedout
            > Error: ESOCKETTIMEDOUT
        connection-closed-by-peer by=node also=connection-reset,protocol-mismatch,tls-certificate | client network socket disconnected before secure tls connection
            > Error: Client network socket disconnected before secure TLS connection was established
        protocol-mismatch by=node | parse error: expected http/
            > Error: Parse Error: Expected HTTP/
        protocol-mismatch by=node | hpe_invalid_constant
            > code: 'HPE_INVALID_CONSTANT'
        protocol-mismatch by=node | hpe_invalid_method
            > code: 'HPE_INVALID_METHOD'
        connection-closed-by-peer by=node | connection lost: the server closed the connection
            > Error: Connection lost: The server closed the connection.
        address-in-use by=node | something is already running on port {port}
            > Something is already running on port 3000.
        address-in-use unless=account | port {port} is already in use
            > Port 3000 is already in use.
        address-in-use | port {port} is in use
            > Port 5173 is in use, trying another one...
        address-in-use | port {port} is not available
            > Port 8888 is not available.
        docker-port-allocated also=address-in-use | port {port} is already allocated
            > Port 8080 is already allocated
        # Go
        name-resolution by=go weight=4 | dial tcp: lookup {host}:
            > dial tcp: lookup api.lab: no such host
        name-resolution by=go weight=4 | lookup {host} on {*}: no such host
            > dial tcp: lookup api.lab on 127.0.0.53:53: no such host
        name-resolution by=go weight=4 | lookup {host}: no such host
            > lookup api.lab: no such host
        name-resolution by=go weight=4 | lookup {host} on {*}: server misbehaving
            > dial tcp: lookup api.lab on 127.0.0.53:53: server misbehaving
        name-resolution by=go weight=3 | lookup {host} on {*}:
            > lookup api.lab on 10.0.0.2:53: read udp 10.0.0.5:4000->10.0.0.2:53: i/o timeout
        name-resolution by=go errno=EAI_AGAIN weight=4 | lookup {host}: temporary failure in name resolution
            > dial tcp: lookup api.lab: Temporary failure in name resolution
        connection-timed-out weight=2 | i/o timeout
            > dial tcp 10.0.0.3:80: i/o timeout
        connection-timed-out by=go weight=1 | context deadline exceeded
            > Get "http://10.0.0.3/": context deadline exceeded
        connection-timed-out by=go | client.timeout exceeded while awaiting headers
            > (Client.Timeout exceeded while awaiting headers)
        not-connected by=go also=connection-closed-by-peer | use of closed network connection
            > accept tcp [::]:8080: use of closed network connection
        connection-timed-out by=go | net/http: request canceled while waiting for connection
            > net/http: request canceled while waiting for connection
        connection-timed-out by=go also=tls-certificate,protocol-mismatch | net/http: tls handshake timeout
            > net/http: TLS handshake timeout
        protocol-mismatch by=go | server gave http response to https client
            > http: server gave HTTP response to HTTPS client
        protocol-mismatch by=go | first record does not look like a tls handshake
            > tls: first record does not look like a TLS handshake
        protocol-mismatch by=go | malformed http response
            > net/http: HTTP/1.x transport connection broken: malformed HTTP response "SSH-2.0-OpenSSH_9.2"
        protocol-mismatch by=go | malformed http status code
            > malformed HTTP status code "ready"
        connection-closed-by-peer weight=2 also=partial-or-merged-data near=connect,receive,send,socket,tls,http,url | unexpected eof
            > Get "http://10.0.0.3:8080/": unexpected EOF
        connection-closed-by-peer by=go weight=2 | {*}": eof
            > Get "http://10.0.0.3:8080/": EOF
        connection-closed-by-peer by=go weight=2 | failed: eof
            > handshake with 10.52.1.7:7946 failed: EOF
        connection-closed-by-peer by=go | handshake with {host}:{port} failed: eof
            > handshake with 10.52.1.7:7946 failed: EOF
        partial-or-merged-data by=go also=connection-closed-by-peer | read header: unexpected eof
            > read header: unexpected EOF (got 3 of 8 bytes from 172.16.4.9:5044)
        invalid-argument by=go also=not-a-socket-error | missing port in address
            > listen tcp: address 8080: missing port in address
        invalid-argument by=go also=not-a-socket-error,address-family-mismatch | too many colons in address
            > dial tcp: address ::1:8080: too many colons in address
        invalid-argument by=go also=not-a-socket-error | address {port}: invalid port
            > listen tcp: address 70000: invalid port
        address-family-mismatch by=go also=name-resolution | no suitable address found
            > dial tcp4: lookup ::1: no suitable address found
        # gRPC in all its languages
        connection-refused weight=1 also=connection-timed-out,name-resolution,host-unreachable | failed to connect to all addresses
            > StatusCode.UNAVAILABLE details = "failed to connect to all addresses"
        connection-refused weight=2 also=connection-timed-out,name-resolution | 14 unavailable: no connection established
            > Error: 14 UNAVAILABLE: No connection established
        connection-timed-out weight=2 also=no-reply | 4 deadline_exceeded
            > Error: 4 DEADLINE_EXCEEDED: Deadline exceeded
        name-resolution | dns resolution failed for {host}:{port}
            > DNS resolution failed for api.lab:50051: C-ares status is not ARES_SUCCESS
        """#
}
