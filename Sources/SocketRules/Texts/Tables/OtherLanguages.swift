extension PhraseTable {
    /// Rust, .NET, Ruby, PHP, Perl, Swift, Erlang and others.
    static let otherLanguages = #"""
        # Rust
        name-resolution by=rust | failed to lookup address information
            > failed to lookup address information: Name or service not known
        would-block by=rust errno=EAGAIN also=connection-timed-out | kind: wouldblock
            > Os { code: 11, kind: WouldBlock, message: "Resource temporarily unavailable" }
        connection-closed-by-peer by=rust also=partial-or-merged-data | kind: unexpectedeof
            > Error { kind: UnexpectedEof, message: "failed to fill whole buffer" }
        connection-closed-by-peer by=rust also=partial-or-merged-data | failed to fill whole buffer
            > Custom { kind: UnexpectedEof, error: "failed to fill whole buffer" }
        connection-timed-out by=rust | kind: timedout
            > Custom { kind: TimedOut, error: "connection timed out" }
        connection-timed-out by=rust | kind(timedout)
            > Error: Kind(TimedOut)
        connection-closed-by-peer by=rust also=partial-or-merged-data | kind(unexpectedeof)
            > Error: Kind(UnexpectedEof)
        invalid-argument by=rust also=not-a-socket-error | invalid socket address syntax
            > called `Result::unwrap()` on an `Err` value: AddrParseError(Socket): invalid socket address syntax
        invalid-argument by=rust also=not-a-socket-error | invalid socket address
            > Error { kind: InvalidInput, message: "invalid socket address" }
        connection-closed-by-peer by=rust | connection closed before message completed
            > hyper::Error(IncompleteMessage): connection closed before message completed
        name-resolution by=rust | error trying to connect: dns error
            > error trying to connect: dns error: failed to lookup address information
        connection-timed-out weight=1 unless=pool | operation timed out
            > reqwest::Error { kind: Request, source: TimedOut }: operation timed out
        connection-timed-out by=rust weight=2 | deadline has elapsed
            > Error: Elapsed(()): deadline has elapsed
        # .NET and PowerShell
        connection-timed-out by=dotnet errno=ETIMEDOUT weight=4 | a connection attempt failed because the connected party did not properly respond{*}failed to respond {host}:{port}
            > A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond 10.0.0.3:8443
        address-in-use by=dotnet errno=EADDRINUSE | failed to bind to address http://{host}:{port}: address already in use
            > System.IO.IOException: Failed to bind to address http://[::]:8086: address already in use.
        address-in-use by=dotnet errno=EADDRINUSE | failed to bind to address https://{host}:{port}: address already in use
            > System.IO.IOException: Failed to bind to address https://[::]:8086: address already in use.
        connection-timed-out by=dotnet | the request was canceled due to the configured httpclient.timeout
            > System.Threading.Tasks.TaskCanceledException: The request was canceled due to the configured HttpClient.Timeout of 5 seconds elapsing.
        connection-timed-out by=dotnet weight=2 unless=pool | the operation has timed out
            > System.Net.WebException: The operation has timed out
        name-resolution by=dotnet | the remote name could not be resolved: '{host}'
            > System.Net.WebException: The remote name could not be resolved: 'api.lab'
        name-resolution by=dotnet | the remote name could not be resolved
            > The remote name could not be resolved
        name-resolution by=dotnet errno=EAI_NONAME weight=4 | no such host is known. ({host}:{port})
            > System.Net.Http.HttpRequestException: No such host is known. (api.lab:443)
        name-resolution by=dotnet errno=EAI_NONAME weight=4 | name or service not known ({host}:{port})
            > System.Net.Http.HttpRequestException: Name or service not known (api.lab:443)
        connection-closed-by-peer by=dotnet weight=2 also=tls-certificate,connection-reset | the underlying connection was closed
            > The underlying connection was closed: The connection was closed unexpectedly.
        connection-refused by=dotnet weight=1 also=connection-timed-out,host-unreachable | unable to connect to the remote server
            > Invoke-WebRequest : Unable to connect to the remote server
        not-connected by=dotnet also=invalid-argument | tcpclient is not connected
            > The TcpClient is not connected
        not-connected by=dotnet | the operation is not allowed on non-connected sockets
            > System.InvalidOperationException: The operation is not allowed on non-connected sockets.
        not-connected by=dotnet also=connection-closed-by-peer,invalid-argument | cannot access a disposed object{*}socket
            > System.ObjectDisposedException: Cannot access a disposed object. Object name: 'System.Net.Sockets.Socket'.
        connection-closed-by-peer weight=2 | response ended prematurely
            > The response ended prematurely.
        protocol-mismatch by=dotnet | received an invalid status line
            > Received an invalid status line: 'SSH-2.0-OpenSSH'.
        protocol-mismatch by=dotnet | cannot determine the frame size or a corrupted frame was received
            > System.Security.Authentication.AuthenticationException: Cannot determine the frame size or a corrupted frame was received.
        protocol-mismatch by=dotnet | the handshake failed due to an unexpected packet format
            > System.IO.IOException: The handshake failed due to an unexpected packet format.
        connection-refused by=powershell also=connection-timed-out,firewall-blocked | tcptestsucceeded : false
            > TcpTestSucceeded : False
        connection-refused by=powershell also=connection-timed-out,firewall-blocked | warning: tcp connect to ({host} : {port}) failed
            > WARNING: TCP connect to (127.0.0.1 : 9090) failed
        name-resolution by=powershell | name resolution of {host} failed
            > WARNING: Name resolution of db.lab failed
        # Ruby, PHP, Perl, Lua, Tcl, R
        connection-refused by=ruby errno=ECONNREFUSED weight=2 | (errno::econnrefused)
            > Connection refused - connect(2) for "172.20.0.4" port 4567 (Errno::ECONNREFUSED)
        connection-timed-out by=ruby | net::opentimeout
            > execution expired (Net::OpenTimeout)
        connection-timed-out by=ruby | net::readtimeout
            > Net::ReadTimeout with #<TCPSocket:(closed)> (Net::ReadTimeout)
        connection-timed-out by=ruby weight=2 | execution expired (
            > execution expired (Timeout::Error)
        name-resolution by=ruby weight=2 | getaddrinfo: {*} (socketerror)
            > getaddrinfo: Name or service not known (SocketError)
        connection-closed-by-peer by=ruby near=anySocket | end of file reached (eoferror)
            > /usr/lib/ruby/3.1.0/net/protocol.rb:237: end of file reached (EOFError) in socket
        not-connected by=ruby also=connection-closed-by-peer,not-a-socket-error | closed stream (ioerror)
            > closed stream (IOError)
        name-resolution by=php weight=4 | php_network_getaddresses: getaddrinfo for {host} failed
            > PHP Warning:  fsockopen(): php_network_getaddresses: getaddrinfo for db.lab failed: Name or service not known
        name-resolution by=php | php_network_getaddresses:
            > php_network_getaddresses: getaddrinfo failed: Name or service not known
        connection-timed-out by=php errno=ETIMEDOUT | unable to connect to {host}:{port} (connection timed out)
            > fsockopen(): Unable to connect to 10.0.0.3:80 (Connection timed out)
        connection-refused by=php errno=ECONNREFUSED | sqlstate[hy000] [2002] connection refused
            > PDOException: SQLSTATE[HY000] [2002] Connection refused
        connection-refused by=php errno=ENOENT also=not-a-socket-error | sqlstate[hy000] [2002] no such file or directory
            > PDOException: SQLSTATE[HY000] [2002] No such file or directory
        address-in-use by=php errno=EADDRINUSE | failed to listen on {host}:{port} (reason: address already in use)
            > Failed to listen on localhost:8000 (reason: Address already in use)
        connection-refused by=php errno=ECONNREFUSED | failed to open stream: connection refused
            > file_get_contents(http://10.0.0.3/): Failed to open stream: Connection refused
        name-resolution by=perl | bad hostname '{host}'
            > IO::Socket::INET: Bad hostname 'db.lab'
        connection-timed-out by=perl | io::socket::inet: connect: timeout
            > IO::Socket::INET: connect: timeout
        connection-timed-out by=perl | io::socket::inet: timeout
            > IO::Socket::INET: Timeout
        name-resolution by=lua | host or service not provided, or not known
            > host or service not provided, or not known
        name-resolution weight=2 unless=http | host not found
            > lua: host not found
        name-resolution weight=2 | unknown host
            > ftp: db.lab: Unknown host
        # Swift, Erlang, Elixir, Haskell, C++
        connection-refused by=swift weight=1 also=connection-timed-out,name-resolution | nioposix.nioconnectionerror
            > NIOPosix.NIOConnectionError(host: "localhost", port: 9090, dnsAError: nil)
        connection-timed-out by=swift | channelerror.connecttimeout
            > ChannelError.connectTimeout(TimeAmount(nanoseconds: 10000000000))
        connection-timed-out by=swift | connecttimeout(niocore.timeamount
            > connectTimeout(NIOCore.TimeAmount(nanoseconds: 10000000000))
        connection-timed-out by=swift | nsurlerrordomain code=-1001
            > Error Domain=NSURLErrorDomain Code=-1001 "The request timed out."
        name-resolution by=swift | nsurlerrordomain code=-1003
            > Error Domain=NSURLErrorDomain Code=-1003 "A server with the specified hostname could not be found."
        connection-refused by=swift | nsurlerrordomain code=-1004
            > Error Domain=NSURLErrorDomain Code=-1004 "Could not connect to the server."
        connection-closed-by-peer by=swift also=connection-reset | nsurlerrordomain code=-1005
            > Error Domain=NSURLErrorDomain Code=-1005 "The network connection was lost."
        network-unreachable by=swift | nsurlerrordomain code=-1009
            > Error Domain=NSURLErrorDomain Code=-1009 "The Internet connection appears to be offline."
        tls-certificate by=swift also=protocol-mismatch | nsurlerrordomain code=-1200
            > Error Domain=NSURLErrorDomain Code=-1200 "An SSL error has occurred"
        tls-certificate by=swift | nsurlerrordomain code=-1202
            > Error Domain=NSURLErrorDomain Code=-1202 "The certificate for this server is invalid."
        name-resolution by=swift | a server with the specified hostname could not be found
            > A server with the specified hostname could not be found.
        connection-closed-by-peer also=connection-reset | the network connection was lost
            > The network connection was lost.
        network-unreachable | the internet connection appears to be offline
            > The Internet connection appears to be offline.
        name-resolution weight=2 | nxdomain
            > {error,nxdomain}
        connection-refused by=elixir errno=ECONNREFUSED | :econnrefused
            > {:error, :econnrefused}
        connection-refused by=elixir errno=ECONNREFUSED | tcp connect ({host}:{port}): connection refused
            > [error] Postgrex.Protocol failed to connect: tcp connect (localhost:5432): connection refused - :econnrefused
        connection-refused by=erlang errno=ECONNREFUSED | error,econnrefused
            > {error,econnrefused}
        connection-closed-by-peer by=erlang | error,closed
            > {error,closed}
        connection-closed-by-peer by=elixir | :error, :closed
            > {:error, :closed}
        connection-timed-out by=erlang | error,timeout
            > {error,timeout}
        connection-timed-out by=elixir | :error, :timeout
            > {:error, :timeout}
        connection-timed-out by=elixir | reason: :timeout
            > %Mint.TransportError{reason: :timeout}
        connection-closed-by-peer by=elixir | reason: :closed
            > %Mint.TransportError{reason: :closed}
        name-resolution by=haskell weight=2 | network.socket.getaddrinfo
            > Network.Socket.getAddrInfo (called with preferred socket type/protocol: ...): does not exist (Name or service not known)
        name-resolution by=c | resolve: host not found
            > resolve: Host not found (authoritative)
        connection-refused by=c | qabstractsocket::connectionrefusederror
            > QAbstractSocket::ConnectionRefusedError
        name-resolution by=c | qabstractsocket::hostnotfounderror
            > QAbstractSocket::HostNotFoundError
        connection-closed-by-peer by=c | qabstractsocket::remotehostclosederror
            > QAbstractSocket::RemoteHostClosedError
        connection-timed-out by=c | qabstractsocket::sockettimeouterror
            > QAbstractSocket::SocketTimeoutError
        connection-closed-by-peer | the remote host closed the connection
            > The remote host closed the connection
        too-many-open-files | no more file descriptors
            > accept: No more file descriptors
        connection-refused by=r weight=2 also=connection-timed-out,name-resolution | {host}:{port} cannot be opened
            > localhost:6011 cannot be opened
        connection-refused by=java | connection to {host}:{port} refused
            > org.postgresql.util.PSQLException: Connection to localhost:5432 refused. Check that the hostname and port are correct.
        connection-timed-out by=python | urlopen error timed out
            > urllib.error.URLError: <urlopen error timed out>
        connection-refused weight=2 also=connection-timed-out | could not be established. node may not be available
            > Connection to node -1 (localhost/127.0.0.1:9092) could not be established. Node may not be available.
        """#
}
