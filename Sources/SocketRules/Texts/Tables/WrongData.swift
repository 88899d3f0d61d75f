extension PhraseTable {
    /// Messages merged or cut, and what does not fit elsewhere.
    static let wrongData = #"""
        # Wrong data
        partial-or-merged-data by=python weight=2 unless=jsonFile | jsondecodeerror: extra data
            > json.decoder.JSONDecodeError: Extra data: line 1 column 15 (char 14)
        partial-or-merged-data by=python weight=2 near=receive,socket,buffer unless=jsonFile | jsondecodeerror: unterminated string
            > msg = json.loads(sock.recv(10))\njson.decoder.JSONDecodeError: Unterminated string starting at: line 1 column 10 (char 9)
        partial-or-merged-data by=python weight=2 also=not-a-socket-error,connection-closed-by-peer near=receive,buffer unless=jsonFile | jsondecodeerror:
            > msg = json.loads(conn.recv(10))\njson.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)
        partial-or-merged-data by=python weight=2 also=connection-closed-by-peer,not-a-socket-error unless=jsonFile | struct.error: unpack requires
            > struct.error: unpack requires a buffer of 4 bytes
        partial-or-merged-data by=python weight=2 also=connection-closed-by-peer,not-a-socket-error unless=jsonFile | struct.error: unpack_from requires
            > struct.error: unpack_from requires a buffer of at least 4 bytes
        partial-or-merged-data by=python weight=2 also=not-a-socket-error near=receive | valueerror: too many values to unpack
            > user, text = s.recv(1024).decode().split(':')\nValueError: too many values to unpack (expected 2)
        partial-or-merged-data by=python weight=2 also=not-a-socket-error,connection-closed-by-peer near=receive | valueerror: not enough values to unpack
            > user, text = s.recv(1024).decode().split(':')\nValueError: not enough values to unpack (expected 2, got 1)
        partial-or-merged-data by=python weight=2 also=not-a-socket-error,connection-closed-by-peer near=receive | valueerror: invalid literal for int()
            > n = int(conn.recv(4))\nValueError: invalid literal for int() with base 10: '12\\n34'
        partial-or-merged-data by=python weight=2 also=not-a-socket-error,protocol-mismatch near=receive | 'utf-8' codec can't decode byte
            > text = conn.recv(5).decode()\nUnicodeDecodeError: 'utf-8' codec can't decode byte 0xc3 in position 4: unexpected end of data
        partial-or-merged-data by=python weight=2 also=not-a-socket-error near=receive,buffer,socket | can't decode byte{*}unexpected end of data
            > text = data.decode() # conn.recv\nUnicodeDecodeError: 'utf-8' codec can't decode byte 0xc3 in position 4: unexpected end of data
        partial-or-merged-data by=python weight=2 also=not-a-socket-error | unpicklingerror: pickle data was truncated
            > _pickle.UnpicklingError: pickle data was truncated
        partial-or-merged-data by=python weight=2 also=connection-closed-by-peer,not-a-socket-error near=receive,socket | eoferror: ran out of input
            > obj = pickle.loads(conn.recv(4096))\nEOFError: Ran out of input
        partial-or-merged-data by=node weight=2 also=not-a-socket-error,connection-closed-by-peer near=receive,socket | syntaxerror: unexpected end of json input
            > SyntaxError: Unexpected end of JSON input\n at JSON.parse (<anonymous>)\n at Socket.<anonymous> (/lab/c.js:2:36)
        partial-or-merged-data by=node weight=2 also=not-a-socket-error near=receive,socket | syntaxerror: unterminated string in json
            > SyntaxError: Unterminated string in JSON at position 28\n at Socket.<anonymous> (/lab/c.js:2:36)
        partial-or-merged-data by=node weight=2 unless=jsonFile | syntaxerror: unexpected non-whitespace character after json
            > SyntaxError: Unexpected non-whitespace character after JSON at position 8
        partial-or-merged-data by=node weight=2 also=not-a-socket-error near=receive,socket | syntaxerror: unexpected token {*} in json at position
            > SyntaxError: Unexpected token { in JSON at position 8\n at Socket.<anonymous> (/lab/c.js:2:36)
        partial-or-merged-data by=node weight=2 also=not-a-socket-error near=receive,socket | syntaxerror: expected ',' or '}' after property value in json
            > SyntaxError: Expected ',' or '}' after property value in JSON at position 20\n at Socket.<anonymous> (/lab/c.js:2:36)
        partial-or-merged-data by=go weight=2 unless=jsonFile | after top-level value
            > invalid character '{' after top-level value
        partial-or-merged-data weight=2 also=not-a-socket-error near=receive,socket,buffer | unexpected end of json input
            > conn.Read: unexpected end of JSON input
        partial-or-merged-data by=rust weight=2 unless=jsonFile | trailing characters at line {n} column {n}
            > Error("trailing characters", line: 1, column: 9): trailing characters at line 1 column 9
        partial-or-merged-data by=rust weight=2 unless=jsonFile | error("trailing characters", line:
            > Error("trailing characters", line: 1, column: 9)
        partial-or-merged-data by=rust weight=2 also=not-a-socket-error,connection-closed-by-peer near=receive,socket,buffer | eof while parsing a
            > stream.read: EOF while parsing a string at line 1 column 20
        partial-or-merged-data by=java weight=2 also=not-a-socket-error near=receive,socket | malformedjsonexception: unterminated
            > com.google.gson.stream.MalformedJsonException: Unterminated object at line 1 column 9\n\tat Client.receive(Client.java:9) in.read(buffer)
        partial-or-merged-data weight=2 also=connection-closed-by-peer | received {n} of {n} bytes
            > short read: received 536 of 1000 bytes
        partial-or-merged-data weight=2 also=connection-closed-by-peer | expected {n} bytes, got {n}
            > expected 1000 bytes, got 536
        partial-or-merged-data weight=2 also=connection-closed-by-peer | expected {n} bytes, received {n}
            > Expected 1000 bytes, received only 536
        partial-or-merged-data weight=2 also=connection-closed-by-peer | expected {n} bytes, received only {n}
            > Expected 1000 bytes, received only 536
        partial-or-merged-data weight=2 also=connection-closed-by-peer | expected {n} bytes but got {n}
            > expected 8 bytes but got 3
        partial-or-merged-data weight=2 also=connection-closed-by-peer | got {n} of {n} bytes
            > got 3 of 8 bytes
        partial-or-merged-data weight=2 also=connection-closed-by-peer | short read:
            > short read: got 3 of 8 bytes
        partial-or-merged-data weight=1 also=connection-closed-by-peer near=anySocket | partial read
            > recv: partial read of header
        partial-or-merged-data weight=2 also=connection-closed-by-peer | incomplete frame
            > incomplete frame: 3 bytes left
        partial-or-merged-data weight=1 also=connection-closed-by-peer near=anySocket | incomplete message
            > recv: incomplete message
        partial-or-merged-data weight=2 also=protocol-mismatch,message-too-long | frame too large
            > frame too large: 1213486160 bytes
        partial-or-merged-data by=java weight=3 also=protocol-mismatch,message-too-long | toolongframeexception
            > io.netty.handler.codec.TooLongFrameException: Adjusted frame length exceeds 65536: 1213486164 - discarded
        partial-or-merged-data by=java weight=3 also=protocol-mismatch | corruptedframeexception
            > io.netty.handler.codec.CorruptedFrameException: negative pre-adjustment length field: -1
        # UDP and others
        message-too-long | datagram too large
            > datagram too large for buffer
        message-too-long | message larger than the buffer
            > A message sent on a datagram socket was larger: message larger than the buffer
        cannot-assign-address by=apache errno=EADDRNOTAVAIL weight=4 | cannot assign requested address: make_sock: could not bind to address {host}:{port}
            > (99)Cannot assign requested address: make_sock: could not bind to address 10.0.0.9:80
        address-in-use errno=EADDRINUSE | cannot bind to {host}:{port}, address already in use
            > Cannot bind to 127.0.0.1:9090, address already in use
        address-in-use by=haproxy errno=EADDRINUSE | cannot bind socket (address already in use)
            > Starting frontend web: cannot bind socket (Address already in use) [0.0.0.0:80]
        address-in-use by=haproxy also=permission-denied-privileged-port | cannot bind socket [{host}:{port}]
            > [ALERT] 324/100000 (1) : Starting proxy web: cannot bind socket [0.0.0.0:80]
        address-in-use by=ssh weight=1 also=cannot-assign-address,permission-denied-privileged-port | cannot bind any address
            > fatal: Cannot bind any address.
        permission-denied-privileged-port by=haproxy errno=EACCES | cannot bind socket (permission denied)
            > Starting frontend web: cannot bind socket (Permission denied) [0.0.0.0:80]
        address-in-use weight=2 unless=account | address is already in use
            > bind: address is already in use
        address-in-use weight=2 | port already in use
            > java.rmi.server.ExportException: Port already in use: 1099
        address-in-use weight=3 | port already in use: {port}
            > java.rmi.server.ExportException: Port already in use: 1099
        address-in-use weight=1 | listen failed: port {port}
            > listen failed: port 8080
        ephemeral-ports-exhausted also=address-in-use | no available port found
            > no available port found
        connection-timed-out errno=ETIMEDOUT weight=3 | connection timed out: {host}:{port}
            > connection timed out: 10.0.0.3:8080
        connection-timed-out errno=ETIMEDOUT | connection timed out after {n} ms
            > connection timed out after 30000 ms
        connection-timed-out weight=1 unless=pool,healthy | connection timeout
            > psycopg2.OperationalError: connection timeout expired
        connection-timed-out weight=2 unless=pool | timeout expired
            > psql: error: connection to server at "10.0.0.3", port 5432 failed: timeout expired
        connection-timed-out weight=2 unless=healthy | socket timeout
            > Error: Socket timeout
        connection-closed-by-peer weight=2 | connection closed by peer
            > connection closed by peer
        connection-closed-by-peer weight=2 | connection closed unexpectedly
            > SMTPServerDisconnected: Connection closed unexpectedly
        connection-closed-by-peer weight=2 | connection closed by remote
            > Connection closed by remote host
        connection-closed-by-peer weight=2 | connection unexpectedly closed
            > rsync: connection unexpectedly closed (0 bytes received so far) [Receiver]
        connection-closed-by-peer weight=2 | peer closed connection
            > peer closed connection
        connection-closed-by-peer weight=2 | server closed connection
            > server closed connection
        connection-closed-by-peer weight=3 | server unexpectedly closed network connection
            > FATAL ERROR: Server unexpectedly closed network connection
        connection-closed-by-peer weight=2 | connection was closed by the server
            > the connection was closed by the server
        connection-refused weight=1 | connection refused by server
            > connection refused by server
        connection-refused by=psql weight=1 also=connection-timed-out | is the server running on that host and accepting
            > Is the server running on that host and accepting TCP/IP connections?
        connection-refused weight=1 also=connection-timed-out | couldn't connect to server
            > Couldn't connect to server
        connection-refused weight=1 also=connection-timed-out | unable to connect to server: {host}:{port}
            > Unable to connect to server: 10.0.0.3:80
        name-resolution by=apt errno=EAI_AGAIN | temporary failure resolving '{host}'
            > Temporary failure resolving 'deb.debian.org'
        name-resolution by=apt | could not resolve '{host}'
            > Could not resolve 'deb.debian.org'
        name-resolution | could not resolve "{host}"
            > could not resolve "db.lab"
        name-resolution | cannot resolve host
            > cannot resolve host db.lab
        name-resolution weight=2 | unable to resolve host {host}
            > sudo: unable to resolve host ubuntu: Name or service not known
        name-resolution by=nslookup | server can't find {host}:
            > ** server can't find db.lab: NXDOMAIN
        name-resolution by=host | host {host} not found:
            > Host db.lab not found: 3(NXDOMAIN)
        connection-timed-out also=name-resolution | no servers could be reached
            > ;; connection timed out; no servers could be reached
        name-resolution errno=EAI_NONAME weight=2 | name does not resolve
            > wget: bad address: Name does not resolve
        name-resolution errno=EAI_NONAME weight=2 | nodename nor servname provided
            > nodename nor servname provided, or not known
        """#
}
