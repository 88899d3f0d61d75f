extension PhraseTable {
    /// WebSockets, and programs of every day that only say that they do not reach their server.
    static let otherServices = #"""
        # WebSockets
        protocol-mismatch by=browser weight=4 also=partial-or-merged-data | failed: invalid frame header
            > WebSocket connection to 'ws://localhost:8765/' failed: Invalid frame header
        protocol-mismatch weight=3 also=partial-or-merged-data | rsv1 must be clear
            > RangeError: Invalid WebSocket frame: RSV1 must be clear
        protocol-mismatch by=python also=not-a-socket-error | server rejected websocket connection: http
            > websockets.exceptions.InvalidStatus: server rejected WebSocket connection: HTTP 200
        protocol-mismatch by=dart also=not-a-socket-error | was not upgraded to websocket
            > WebSocketException: Connection to 'http://localhost:8080/#' was not upgraded to websocket
        connection-refused by=browser weight=1 also=connection-timed-out,connection-closed-by-peer | websocket connection to '{*}' failed
            > WebSocket connection to 'ws://localhost:8765/' failed:
        connection-closed-by-peer weight=2 also=not-connected,not-a-socket-error | websocket is closed before the connection is established
            > WebSocket is closed before the connection is established.
        connection-closed-by-peer by=dotnet | closed the websocket connection without completing the close handshake
            > The remote party closed the WebSocket connection without completing the close handshake.
        connection-closed-by-peer by=rust also=protocol-mismatch | websocket protocol error: handshake not finished
            > WebSocket protocol error: Handshake not finished
        # HTTP that is none
        protocol-mismatch by=gunicorn | invalid http request line: '
            > [WARNING] Invalid request from ip=127.0.0.1: Invalid HTTP request line: 'hello'
        protocol-mismatch by=curl | unsupported http/1 subversion in response
            > curl: (1) Unsupported HTTP/1 subversion in response
        protocol-mismatch by=nginx also=not-a-socket-error | "\x16\x03\x01
            > 10.0.0.2 - - [12/Nov/2026:10:00:00 +0000] "\\x16\\x03\\x01\\x02" 400 157 "-" "-"
        # Servers that do not answer, without a reason
        connection-refused weight=1 also=connection-timed-out,name-resolution,host-unreachable | could not connect to redis at {host}:{port}
            > Could not connect to Redis at 10.0.0.7:6380
        connection-refused weight=1 also=connection-timed-out,name-resolution,host-unreachable | could not connect to server
            > Could not connect to server
        connection-refused weight=1 also=connection-timed-out,name-resolution,host-unreachable | could not connect to the server
            > Could not connect to the server.
        connection-refused weight=1 also=connection-timed-out,name-resolution,host-unreachable | cannot connect to server
            > Cannot connect to server localhost:25565
        connection-refused weight=1 also=connection-timed-out,name-resolution,host-unreachable | cannot connect to the server
            > Cannot connect to the server
        connection-refused weight=1 also=connection-timed-out,name-resolution,host-unreachable unless=docker | unable to connect to server
            > Unable to connect to server
        connection-refused weight=1 also=connection-timed-out,name-resolution,host-unreachable | unable to connect to the server.
            > Unable to connect to the server.
        connection-refused weight=1 also=connection-timed-out,name-resolution,host-unreachable | failed to connect to the server
            > Failed to connect to the server
        connection-refused weight=1 also=connection-timed-out,name-resolution,host-unreachable | could not establish connection to "{host}"
            > Could not establish connection to "lab-vm"
        connection-refused by=php weight=1 also=connection-timed-out,name-resolution | [http] could not connect to host
            > SoapFault exception: [HTTP] Could not connect to host in /app/client.php:12
        connection-refused by=jupyter weight=2 also=connection-timed-out,connection-closed-by-peer | connection to the jupyter server could not be established
            > A connection to the Jupyter server could not be established.
        connection-timed-out by=java weight=1 also=connection-refused | failed to connect to {host}/{*} (port {port}) from
            > failed to connect to lab.local/10.0.0.9 (port 8080) from /10.0.0.20 (port 39122) after 5000ms
        host-unreachable errno=EHOSTUNREACH weight=4 | mount error(113): could not connect to {host}unable to find
            > mount error(113): could not connect to 10.0.0.30Unable to find suitable address.
        # Silence
        connection-timed-out by=elixir | reason: :connect_timeout
            > %HTTPoison.Error{id: nil, reason: :connect_timeout}
        connection-timed-out by=r | timeout of {n} seconds was reached
            > URL 'http://10.0.0.5:8000/data.csv': Timeout of 60 seconds was reached
        # The other end is gone
        connection-closed-by-peer by=gdb weight=2 | remote connection closed
            > Remote connection closed
        connection-reset by=git weight=2 also=connection-closed-by-peer | gnutls recv error (-54)
            > error: RPC failed; curl 56 GnuTLS recv error (-54): Error in the pull function.
        connection-closed-by-peer by=git weight=2 also=connection-reset,protocol-mismatch | gnutls recv error (-110)
            > GnuTLS recv error (-110): The TLS connection was non-properly terminated.
        # Data in parts
        partial-or-merged-data weight=2 also=connection-closed-by-peer | expected {n} bytes but received {n}
            > Protocol error: expected 12 bytes but received 7
        partial-or-merged-data weight=2 also=message-too-long,not-a-socket-error | message truncated, read {n} of {n} bytes
            > Warning: message truncated, read 512 of 1400 bytes
        partial-or-merged-data by=dotnet weight=2 also=not-a-socket-error near=receive,socket | but instead reached end of data
            > System.Text.Json.JsonException: Expected end of string, but instead reached end of data. at NetworkStream
        partial-or-merged-data by=java weight=2 also=not-a-socket-error near=receive,socket | to accept malformed json at line
            > MalformedJsonException: Use JsonReader.setLenient(true) to accept malformed JSON at line 1 column 20 path $\n\tat java.net.Socket
        partial-or-merged-data by=java weight=2 also=not-a-socket-error near=receive,socket | the input ended unexpectedly in the middle of a field
            > InvalidProtocolBufferException: the input ended unexpectedly in the middle of a field.\n\tat java.net.Socket
        partial-or-merged-data by=python weight=2 also=not-a-socket-error near=receive,socket | decodeerror: truncated message
            > data = sock.recv(4096)\ngoogle.protobuf.message.DecodeError: Truncated message
        # Ports, descriptors, devices
        address-in-use weight=2 also=permission-denied-privileged-port,not-a-socket-error | could not set up host forwarding rule 'tcp:{*}:{port}-
            > Could not set up host forwarding rule 'tcp::2222-:22'
        address-in-use weight=2 also=permission-denied-privileged-port | error opening specified endpoint "{*}:{port}"
            > Error opening specified endpoint "udp:161"
        too-many-open-files by=python also=not-a-socket-error | filedescriptor out of range in select
            > ValueError: filedescriptor out of range in select()
        address-family-mismatch by=python errno=EAI_FAMILY weight=4 also=name-resolution | socket.gaierror: [errno -6]
            > socket.gaierror: [Errno -6] ai_family not supported
        ephemeral-ports-exhausted by=curl weight=4 also=cannot-assign-address | couldn't bind to '(nil)'
            > curl: (7) Couldn't bind to '(nil)'
        tls-certificate by=java | sslpeerunverifiedexception: hostname {host} not verified
            > javax.net.ssl.SSLPeerUnverifiedException: Hostname 10.0.0.5 not verified
        capture-filter-syntax by=python | scapy_exception: filter parse error
            > scapy.error.Scapy_Exception: Filter parse error
        capture-no-such-device weight=2 | interface '{*}' not found
            > Error: Interface 'eth9' not found
        docker-network-missing by=docker-compose also=not-a-socket-error | was found but has incorrect label com.docker.compose.network
            > network lab_default was found but has incorrect label com.docker.compose.network set to ""
        wsl-specific by=wsl also=not-a-socket-error | 0x80370102
            > Error: 0x80370102 The virtual machine could not be started because a required feature is not installed.
        firewall-blocked weight=2 also=not-a-socket-error | has blocked some features of this app
            > Windows Defender Firewall has blocked some features of this app
        firewall-blocked weight=2 also=connection-timed-out | nf_conntrack: table full, dropping packet
            > nf_conntrack: nf_conntrack: table full, dropping packet
        """#
}
