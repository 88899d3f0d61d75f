extension ErrorCode {
    /// NAME, numbers of Linux (asm-generic/errno.h, netdb.h), macOS and Windows (winerror.h), the symptom without anything
    /// around it (- for none); below it the words of strerror(3) in folded spelling: glibc, musl, macOS, Windows.
    static let table = #"""
        ECONNREFUSED 111 61 10061 connection-refused
            connection refused
            no connection could be made because the target machine actively refused it
            the remote computer refused the network connection
        ECONNRESET 104 54 10054 connection-reset
            connection reset by peer
            connection reset by remote
            connection reset by remote peer
            an existing connection was forcibly closed by the remote host
        ETIMEDOUT 110 60 10060 connection-timed-out
            connection timed out
            operation timed out
            a connection attempt failed because the connected party did not properly respond
            the semaphore timeout period has expired
        EHOSTUNREACH 113 65 10065 host-unreachable
            no route to host
            host is unreachable
            host unreachable
            a socket operation was attempted to an unreachable host
        EHOSTDOWN 112 64 10064 host-unreachable
            host is down
        ENETUNREACH 101 51 10051 network-unreachable
            network is unreachable
            network unreachable
            a socket operation was attempted to an unreachable network
        ENETDOWN 100 50 10050 network-unreachable
            network is down
            a socket operation encountered a dead network
        ENETRESET 102 52 10052 connection-reset
            network dropped connection on reset
        ECONNABORTED 103 53 10053 connection-reset
            software caused connection abort
            an established connection was aborted by the software in your host machine
        EPIPE 32 32 0 broken-pipe
            broken pipe
        ESHUTDOWN 108 58 10058 broken-pipe
            cannot send after transport endpoint shutdown
            can't send after socket shutdown
            cannot send after socket shutdown
            a request to send or receive data was disallowed because the socket had already been shut down
        EADDRINUSE 98 48 10048 address-in-use
            address already in use
            address in use
            only one usage of each socket address (protocol/network address/port) is normally permitted
        EADDRNOTAVAIL 99 49 10049 cannot-assign-address
            cannot assign requested address
            can't assign requested address
            address not available
            the requested address is not valid in its context
        EACCES 13 13 10013 -
            permission denied
            an attempt was made to access a socket in a way forbidden by its access permissions
        EPERM 1 1 0 -
            operation not permitted
        EMFILE 24 24 10024 too-many-open-files
            too many open files
            no file descriptors available
            too many open sockets
        ENFILE 23 23 0 too-many-open-files
            too many open files in system
            file table overflow
        EAGAIN 11 35 10035 would-block
            resource temporarily unavailable
            operation would block
            try again later (eagain)
            a non-blocking socket operation could not be completed immediately
        EINPROGRESS 115 36 10036 would-block
            operation now in progress
            operation in progress
            a blocking operation is currently executing
        EALREADY 114 37 10037 would-block
            operation already in progress
            an operation was attempted on a non-blocking socket that already had an operation in progress
        EINTR 4 4 10004 interrupted
            interrupted system call
            interrupted function call
            a blocking operation was interrupted by a call to wsacancelblockingcall
        EMSGSIZE 90 40 10040 message-too-long
            message too long
            message too large
            a message sent on a datagram socket was larger than the internal message buffer
        ENOTCONN 107 57 10057 not-connected
            transport endpoint is not connected
            socket is not connected
            socket not connected
            a request to send or receive data was disallowed because the socket is not connected
        EISCONN 106 56 10056 already-connected
            transport endpoint is already connected
            socket is already connected
            socket is connected
            a connect request was made on an already connected socket
        EDESTADDRREQ 89 39 10039 not-connected
            destination address required
            a required address was omitted from an operation on a socket
        EINVAL 22 22 10022 -
            invalid argument
            an invalid argument was supplied
        EAFNOSUPPORT 97 47 10047 address-family-mismatch
            address family not supported by protocol
            address family not supported
            an address incompatible with the requested protocol was used
        EPFNOSUPPORT 96 46 10046 address-family-mismatch
            protocol family not supported
        EPROTONOSUPPORT 93 43 10043 invalid-argument
            protocol not supported
            the requested protocol has not been configured into the system
        EPROTO 71 100 0 -
        EPROTOTYPE 91 41 10041 invalid-argument
            protocol wrong type for socket
        ESOCKTNOSUPPORT 94 44 10044 invalid-argument
            socket type not supported
        ENOPROTOOPT 92 42 10042 invalid-argument
            protocol not available
        EOPNOTSUPP 95 102 10045 -
            operation not supported
            the attempted operation is not supported for the type of object referenced
        ENOTSOCK 88 38 10038 invalid-argument
            socket operation on non-socket
            not a socket
            an operation was attempted on something that is not a socket
        EBADF 9 9 10009 -
            bad file descriptor
            the file handle supplied is not valid
        EFAULT 14 14 10014 -
            bad address
            the system detected an invalid pointer address in attempting to use a pointer argument in a call
        ENOBUFS 105 55 10055 ephemeral-ports-exhausted
            no buffer space available
            an operation on a socket could not be performed because the system lacked sufficient buffer space
        ENOMEM 12 12 0 -
            cannot allocate memory
        ENODEV 19 19 0 -
            no such device
        ENOENT 2 2 0 -
            no such file or directory
        ENOEXEC 8 8 0 -
            exec format error
        ENOSPC 28 28 0 -
            no space left on device
        EEXIST 17 17 0 -
            file exists
        EISDIR 21 21 0 -
            is a directory
        EIO 5 5 0 -
            input/output error
        ECHILD 10 10 0 -
            no child processes
        EAI_NONAME -2 8 11001 name-resolution
            name or service not known
            nodename nor servname provided, or not known
            name does not resolve
            no such host is known
            node name or service name not known
        EAI_AGAIN -3 2 11002 name-resolution
            temporary failure in name resolution
            temporary name lookup failure
            this is usually a temporary error during hostname resolution and means that the local server did not receive a response
        EAI_FAIL -4 4 11003 name-resolution
            non-recoverable failure in name resolution
            non-recoverable error occurred during a database lookup
            a non-recoverable error occurred during a database lookup
        EAI_NODATA -5 7 11004 name-resolution
            no address associated with hostname
            no address associated with nodename
            the requested name is valid, but no data of the requested type was found
        ENOTFOUND 0 0 0 name-resolution
        EAI_FAMILY -6 5 0 address-family-mismatch
            ai_family not supported
        EAI_ADDRFAMILY -9 1 0 address-family-mismatch
            address family for hostname not supported
            address family for nodename not supported
        EAI_SERVICE -8 9 10109 invalid-argument
            servname not supported for ai_socktype
            unrecognized service
            the specified class was not found
        EAI_SOCKTYPE -7 10 0 invalid-argument
            ai_socktype not supported
        """#
}
