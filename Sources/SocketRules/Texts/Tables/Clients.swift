extension PhraseTable {
    /// What clients of the standard libraries and of the command line say when the other end is silent, gone or speaks
    /// another protocol.
    static let clients = #"""
        # Mail and files: clients of the standard libraries
        protocol-mismatch by=python | imap4.abort: unexpected response:
            > imaplib.IMAP4.abort: unexpected response: b'\x16\x03\x01 what is this'
        connection-closed-by-peer by=python weight=2 near=receive | line = self.getline()
            > line = self.getline() # sock.recv\n    raise EOFError\nEOFError
        protocol-mismatch by=python also=connection-closed-by-peer | smtpconnecterror: (-1,
            > smtplib.SMTPConnectError: (-1, b'what is this')
        protocol-mismatch by=python also=partial-or-merged-data,message-too-long | oserror: bad message length
            > OSError: bad message length
        protocol-mismatch by=ruby | (net::ftpprotoerror)
            > getresp': SSH-2.0-OpenSSH_9.2 (Net::FTPProtoError)
        protocol-mismatch by=ruby also=not-a-socket-error | (net::smtpunknownerror)
            > check_response': SSH-2.0-OpenSSH_9.2 (Net::SMTPUnknownError)
        connection-closed-by-peer by=ruby | connection closed (drb::drbconnerror)
            > drb/drb.rb:584:in `load': connection closed (DRb::DRbConnError)
        protocol-mismatch by=ruby also=message-too-long | too large packet
            > drb/drb.rb:577:in `load': too large packet 369164576 (DRb::DRbConnError)
        protocol-mismatch by=perl | malformed status-line:
            > 599 Internal Exception: Malformed Status-Line: 220 ready
        connection-timed-out by=perl | timed out while waiting for socket to become ready
            > 599 Internal Exception: Timed out while waiting for socket to become ready for reading
        connection-closed-by-peer by=perl | [net::{*}] connection closed
            > Cannot connect: [Net::FTP] Connection closed at c.pl line 1.
        connection-timed-out by=perl | [net::{*}] timeout
            > Cannot connect: [Net::SMTP] Timeout at c.pl line 1.
        protocol-mismatch by=node weight=2 also=connection-closed-by-peer | err_http2_error
            > Error [ERR_HTTP2_ERROR]: Protocol error
        protocol-mismatch by=java | non-jrmp server at remote endpoint
            > java.rmi.ConnectIOException: non-JRMP server at remote endpoint
        connection-closed-by-peer by=go weight=2 also=partial-or-merged-data,not-a-socket-error | panic: eof
            > panic: EOF
        protocol-mismatch by=go weight=2 also=not-a-socket-error | panic: invalid response code:
            > panic: invalid response code: SSH-2.0-OpenSSH_9.2
        connection-closed-by-peer by=go weight=2 unless=file,jsonFile also=partial-or-merged-data,not-a-socket-error | read frame: eof
            > read frame: EOF
        connection-closed-by-peer by=go weight=2 unless=file,jsonFile also=partial-or-merged-data,not-a-socket-error | read header: eof
            > read header: EOF
        connection-closed-by-peer by=go weight=2 unless=file,jsonFile also=partial-or-merged-data,not-a-socket-error | read length: eof
            > read length: EOF
        connection-closed-by-peer by=erlang | socket_closed_remotely
            > {error,socket_closed_remotely}
        protocol-mismatch by=erlang | could_not_parse_as_http
            > {error,{could_not_parse_as_http,<<"220 ready\r\n">>}}
        connection-closed-by-peer by=php also=protocol-mismatch,connection-timed-out | error while reading greeting packet
            > PHP Warning:  mysqli::__construct(): Error while reading greeting packet. PID=18536 in c.php on line 1
        # Command lines: the errno that curl adds is a left-over of an earlier call
        connection-closed-by-peer by=curl weight=4 | curl: (56) response reading failed
            > curl: (56) response reading failed (errno: 115)
        connection-closed-by-peer by=curl | curl: (97) connection to proxy closed
            > curl: (97) connection to proxy closed
        protocol-mismatch by=curl | received invalid version in initial socks
            > curl: (97) Received invalid version in initial SOCKS5 response.
        connection-closed-by-peer weight=2 also=connection-reset,protocol-mismatch | error in the pull function
            > GnuTLS: Error in the pull function.
        protocol-mismatch by=wget weight=1 also=connection-closed-by-peer,connection-timed-out,tls-certificate | unable to establish ssl connection
            > Unable to establish SSL connection.
        connection-timed-out by=mysql errno=ETIMEDOUT weight=4 also=connection-closed-by-peer | initial communication packet', system error: 110
            > ERROR 2013 (HY000): Lost connection to server at 'handshake: reading initial communication packet', system error: 110
        connection-reset by=mysql errno=ECONNRESET weight=4 also=connection-closed-by-peer | initial communication packet', system error: 104
            > ERROR 2013 (HY000): Lost connection to server at 'handshake: reading initial communication packet', system error: 104
        connection-refused by=lftp weight=1 also=connection-timed-out,connection-closed-by-peer,connection-reset,host-unreachable | fatal error: max-retries exceeded
            > ls: Fatal error: max-retries exceeded
        connection-closed-by-peer weight=2 also=connection-reset,broken-pipe | the connection was lost
            > Error: The connection was lost.
        protocol-mismatch by=mosquitto | a network protocol error occurred when communicating
            > Error: A network protocol error occurred when communicating with the broker.
        connection-reset by=dig errno=ECONNRESET weight=4 | communications error to {host}#{port}: connection reset
            > ;; communications error to 127.0.0.1#5353: connection reset
        connection-closed-by-peer by=dig weight=4 | communications error to {host}#{port}: end of file
            > ;; communications error to 127.0.0.1#5353: end of file
        host-unreachable by=dig errno=EHOSTUNREACH weight=4 | communications error to {host}#{port}: host unreachable
            > ;; communications error to 10.0.0.53#53: host unreachable
        network-unreachable by=dig errno=ENETUNREACH weight=4 | communications error to {host}#{port}: network unreachable
            > ;; communications error to 10.0.0.53#53: network unreachable
        connection-refused by=dig errno=ECONNREFUSED weight=4 | connection to {host}#{port}({*}) for {*} failed: connection refused
            > ;; Connection to 127.0.0.1#5353(127.0.0.1) for a.lab failed: connection refused.
        connection-timed-out by=dig weight=4 | connection to {host}#{port}({*}) for {*} failed: timed out
            > ;; Connection to 10.0.0.53#53(10.0.0.53) for a.lab failed: timed out.
        host-unreachable by=dig errno=EHOSTUNREACH weight=4 | connection to {host}#{port}({*}) for {*} failed: host unreachable
            > ;; Connection to 10.0.0.53#53(10.0.0.53) for a.lab failed: host unreachable.
        """#
}
