extension PhraseTable {
    /// What programs without a table of their own write: it says that something failed, not why. Anything else in the
    /// text that says more wins.
    static let generic = #"""
        # Connecting
        connection-refused weight=1 unless=login also=connection-timed-out,name-resolution,host-unreachable | failed to connect to {host}:{port}
            > Failed to connect to 10.0.0.3:8080
        connection-refused weight=1 unless=login also=connection-timed-out,name-resolution,host-unreachable | could not connect to {host}:{port}
            > Could not connect to 10.0.0.3:8080
        connection-refused weight=1 unless=login also=connection-timed-out,name-resolution,host-unreachable | couldn't connect to {host}:{port}
            > Couldn't connect to db.lab:5432
        connection-refused weight=1 unless=login also=connection-timed-out,name-resolution,host-unreachable | cannot connect to {host}:{port}
            > Cannot connect to 10.0.0.3:8080
        connection-refused weight=1 unless=login also=connection-timed-out,name-resolution,host-unreachable | can't connect to {host}:{port}
            > Can't connect to 10.0.0.3:8080
        connection-refused weight=1 unless=login also=connection-timed-out,name-resolution,host-unreachable | unable to connect to {host}:{port}
            > Unable to connect to 10.0.0.3:8080
        connection-refused weight=1 unless=login also=connection-timed-out,name-resolution,host-unreachable | error connecting to {host}:{port}
            > Error connecting to 10.0.0.3:8080
        connection-refused weight=1 also=connection-timed-out,host-unreachable | connection to {host}:{port} failed
            > connection to 10.0.0.3:8080 failed
        connection-refused weight=1 also=connection-timed-out,host-unreachable | connect to {host}:{port} failed
            > connect to 10.0.0.3:8080 failed
        connection-refused weight=1 also=connection-timed-out,host-unreachable | failed to connect to server
            > client: failed to connect to server
        connection-refused weight=1 also=connection-timed-out,host-unreachable | failed to connect to {host} port {port}
            > Failed to connect to 10.0.0.3 port 8080
        connection-refused weight=1 also=connection-timed-out,host-unreachable | could not connect to {host} port {port}
            > could not connect to 10.0.0.3 port 8080
        connection-refused weight=1 also=connection-timed-out,host-unreachable | could not connect to {host} on port {port}
            > could not connect to 10.0.0.3 on port 8080
        connection-refused weight=1 also=connection-timed-out,host-unreachable | unable to connect to {host} on port {port}
            > Unable to connect to 10.0.0.3 on port 8080
        connection-refused weight=1 also=connection-timed-out,host-unreachable | could not open connection to {host}
            > Could not open connection to 10.0.0.3
        connection-refused weight=2 | server refused the connection
            > the server refused the connection
        connection-refused weight=2 | refused our connection
            > host refused our connection
        connection-refused weight=2 | connection was refused
            > The connection was refused
        connection-refused weight=2 | connection attempt was refused
            > the connection attempt was refused
        connection-refused weight=2 | actively refused
            > the target machine actively refused the connection
        # Ports that are taken
        address-in-use weight=2 unless=account | port {port} already in use
            > Port 8080 already in use
        address-in-use weight=2 unless=account | port {port} was already in use
            > Port 8080 was already in use
        address-in-use weight=2 | port {port} is already taken
            > Port 8080 is already taken
        address-in-use weight=2 | port {port} is taken
            > Port 8080 is taken
        address-in-use weight=2 | port {port} is occupied
            > Port 8080 is occupied
        address-in-use weight=2 | port {port} is busy
            > Port 8080 is busy
        address-in-use weight=2 | port {port} is already being used
            > Port 8080 is already being used by another process
        address-in-use weight=2 | port {port} is being used
            > Port 8080 is being used by another process
        address-in-use weight=2 | port {port} is used by
            > Port 8080 is used by another process
        address-in-use weight=2 | already listening on port {port}
            > Another process is already listening on port 8080
        address-in-use weight=2 | already running on port {port}
            > A server is already running on port 8080
        address-in-use weight=2 | port may already be in use
            > The port may already be in use or the connector may be misconfigured.
        address-in-use weight=1 also=permission-denied-privileged-port,cannot-assign-address | failed to bind to {host}:{port}
            > failed to bind to 0.0.0.0:8080
        address-in-use weight=1 also=permission-denied-privileged-port,cannot-assign-address | could not bind to {host}:{port}
            > could not bind to 0.0.0.0:8080
        address-in-use weight=1 also=permission-denied-privileged-port,cannot-assign-address | cannot bind to {host}:{port}
            > cannot bind to 0.0.0.0:8080
        address-in-use weight=1 also=permission-denied-privileged-port,cannot-assign-address | unable to bind to {host}:{port}
            > unable to bind to 0.0.0.0:8080
        address-in-use weight=1 also=permission-denied-privileged-port,cannot-assign-address | failed to bind to port {port}
            > failed to bind to port 8080
        address-in-use weight=1 also=permission-denied-privileged-port,cannot-assign-address | could not bind to port {port}
            > could not bind to port 8080
        address-in-use weight=1 also=permission-denied-privileged-port,cannot-assign-address | unable to bind to port {port}
            > unable to bind to port 8080
        address-in-use weight=1 also=permission-denied-privileged-port,cannot-assign-address | cannot bind to port {port}
            > cannot bind to port 8080
        address-in-use weight=1 also=permission-denied-privileged-port,cannot-assign-address | failed to listen on port {port}
            > failed to listen on port 8080
        address-in-use weight=1 also=permission-denied-privileged-port,cannot-assign-address | could not listen on port {port}
            > could not listen on port 8080
        address-in-use weight=1 also=permission-denied-privileged-port,cannot-assign-address | unable to listen on {host}:{port}
            > unable to listen on 0.0.0.0:8080
        address-in-use weight=1 also=permission-denied-privileged-port,cannot-assign-address | failed to listen on {host}:{port}
            > failed to listen on 0.0.0.0:8080
        # Silence
        connection-timed-out weight=2 unless=pool | timed out while connecting to
            > timed out while connecting to 10.0.0.3:8080
        connection-timed-out weight=2 unless=pool | timed out connecting to
            > timed out connecting to 10.0.0.3:8080
        connection-timed-out weight=2 unless=pool | timeout while connecting to
            > timeout while connecting to 10.0.0.3:8080
        connection-timed-out weight=2 unless=pool | timeout connecting to
            > Timeout connecting to 10.0.0.3:8080
        connection-timed-out weight=2 | connection attempt timed out
            > The connection attempt timed out
        connection-timed-out weight=2 unless=pool | connection to {host}:{port} timed out
            > connection to 10.0.0.3:8080 timed out
        connection-timed-out weight=1 also=no-reply | no response from {host}:{port}
            > no response from 10.0.0.3:8080
        connection-timed-out weight=2 | server did not respond in time
            > the server did not respond in time
        # The other end is gone
        connection-closed-by-peer weight=2 | server closed the connection
            > The server closed the connection
        connection-closed-by-peer weight=2 | peer closed the connection
            > peer closed the connection
        connection-closed-by-peer weight=2 | client closed the connection
            > client closed the connection
        connection-closed-by-peer weight=2 | remote host closed the connection
            > remote host closed the connection
        connection-closed-by-peer weight=2 | remote host has closed
            > remote host has closed the connection
        connection-closed-by-peer weight=2 | connection closed by the server
            > connection closed by the server
        connection-closed-by-peer weight=2 | connection closed by server
            > connection closed by server
        connection-closed-by-peer weight=2 | connection was closed by the remote
            > the connection was closed by the remote host
        connection-closed-by-peer weight=2 | connection was closed unexpectedly
            > the underlying connection was closed unexpectedly
        connection-closed-by-peer weight=2 | underlying connection was closed
            > The underlying connection was closed: The connection was closed unexpectedly.
        connection-closed-by-peer weight=2 | server disconnected unexpectedly
            > server disconnected unexpectedly
        connection-closed-by-peer weight=2 | peer disconnected
            > recv: peer disconnected
        connection-closed-by-peer weight=1 also=connection-reset near=anySocket | connection lost
            > socket: connection lost
        connection-reset weight=2 | connection reset by server
            > connection reset by server
        connection-reset weight=2 | connection was reset by
            > the connection was reset by the server
        connection-reset weight=2 | connection has been reset
            > the connection has been reset
        connection-reset weight=2 | connection was forcibly closed
            > the connection was forcibly closed by a peer
        connection-reset weight=1 near=receive,send | connection reset
            > recv: connection reset
        # Names
        name-resolution weight=2 | could not resolve host '{host}'
            > Could not resolve host 'server9.lab'
        name-resolution weight=2 | could not resolve hostname {host}
            > could not resolve hostname server9.lab
        name-resolution weight=2 | could not resolve host name {host}
            > Could not resolve host name server9.lab
        name-resolution weight=2 | failed to resolve host {host}
            > failed to resolve host server9.lab
        name-resolution weight=2 | failed to resolve hostname {host}
            > failed to resolve hostname server9.lab
        name-resolution weight=2 | failed to resolve host '{host}'
            > failed to resolve host 'server9.lab'
        name-resolution weight=2 | unable to resolve hostname {host}
            > unable to resolve hostname server9.lab
        name-resolution weight=2 | cannot resolve hostname {host}
            > cannot resolve hostname server9.lab
        name-resolution weight=2 | cannot resolve host {host}
            > cannot resolve host server9.lab
        name-resolution weight=2 | can't resolve '{host}'
            > nslookup: can't resolve 'server9.lab'
        name-resolution weight=2 | unable to resolve address
            > unable to resolve address for server9.lab
        name-resolution weight=2 | failed to resolve address
            > failed to resolve address server9.lab:80
        name-resolution weight=2 | dns lookup failed
            > DNS lookup failed for server9.lab
        name-resolution weight=2 | name resolution failed
            > name resolution failed for server9.lab
        name-resolution weight=2 | unknown host: {host}
            > Unknown host: server9.lab
        name-resolution weight=2 unless=capture | unknown host {host}
            > Unknown host repo.lab
        name-resolution weight=2 unless=capture | no such host
            > lookup failed: no such host
        name-resolution weight=2 unless=capture | host not found: {host}
            > host not found: server9.lab
        address-in-use weight=2 | port {port} in use by
            > ERROR: distribution port 25672 in use by another node: rabbit@lab
        address-in-use weight=1 also=permission-denied-privileged-port,cannot-assign-address | could not bind listening
            > 500 OOPS: could not bind listening IPv4 socket
        connection-closed-by-peer weight=2 also=connection-reset | mongonetworkerror: connection {n} to {host}:{port} closed
            > MongoNetworkError: connection 4 to 10.5.0.13:27017 closed
        """#
}
