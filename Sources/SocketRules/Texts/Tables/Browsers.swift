extension PhraseTable {
    /// Browsers, TLS, and one protocol taken for another.
    static let browsers = #"""
        # Browsers
        connection-refused by=browser weight=4 | err_connection_refused
            > localhost refused to connect.\nERR_CONNECTION_REFUSED
        connection-refused by=browser | {host} refused to connect
            > 127.0.0.1 refused to connect.
        connection-timed-out by=browser weight=4 | err_connection_timed_out
            > ERR_CONNECTION_TIMED_OUT
        connection-timed-out by=browser weight=4 | err_timed_out
            > net::ERR_TIMED_OUT
        connection-timed-out by=browser | {host} took too long to respond
            > 10.0.0.3 took too long to respond.
        connection-reset by=browser weight=4 | err_connection_reset
            > ERR_CONNECTION_RESET
        connection-closed-by-peer by=browser weight=4 | err_connection_closed
            > ERR_CONNECTION_CLOSED
        connection-reset by=browser weight=4 | err_connection_aborted
            > ERR_CONNECTION_ABORTED
        connection-refused by=browser weight=4 also=connection-timed-out | err_connection_failed
            > ERR_CONNECTION_FAILED
        connection-closed-by-peer by=browser weight=4 | err_empty_response
            > 10.0.0.3 didn't send any data.\nERR_EMPTY_RESPONSE
        connection-closed-by-peer by=browser | {host} didn't send any data
            > 10.0.0.3 didn't send any data.
        connection-closed-by-peer by=browser weight=4 also=partial-or-merged-data | err_incomplete_chunked_encoding
            > net::ERR_INCOMPLETE_CHUNKED_ENCODING 200 (OK)
        connection-closed-by-peer by=browser weight=4 also=partial-or-merged-data | err_content_length_mismatch
            > net::ERR_CONTENT_LENGTH_MISMATCH
        name-resolution by=browser weight=4 | err_name_not_resolved
            > ERR_NAME_NOT_RESOLVED
        name-resolution by=browser weight=4 | dns_probe_
            > DNS_PROBE_FINISHED_NXDOMAIN
        name-resolution by=browser | {host}'s server ip address could not be found
            > api.lab's server IP address could not be found.
        name-resolution by=browser | {host}'s dns address could not be found
            > api.lab's DNS address could not be found.
        host-unreachable by=browser weight=4 also=network-unreachable | err_address_unreachable
            > ERR_ADDRESS_UNREACHABLE
        cannot-assign-address by=browser weight=4 also=invalid-argument | err_address_invalid
            > ERR_ADDRESS_INVALID
        network-unreachable by=browser weight=4 | err_internet_disconnected
            > ERR_INTERNET_DISCONNECTED
        connection-reset by=browser weight=4 also=network-unreachable | err_network_changed
            > ERR_NETWORK_CHANGED
        firewall-blocked by=browser weight=4 | err_network_access_denied
            > ERR_NETWORK_ACCESS_DENIED
        protocol-mismatch by=browser weight=4 also=tls-certificate | err_ssl_protocol_error
            > ERR_SSL_PROTOCOL_ERROR
        protocol-mismatch by=browser weight=4 also=tls-certificate | err_ssl_version_or_cipher_mismatch
            > ERR_SSL_VERSION_OR_CIPHER_MISMATCH
        protocol-mismatch by=browser weight=4 | err_invalid_http_response
            > ERR_INVALID_HTTP_RESPONSE
        tls-certificate by=browser weight=4 | err_cert_
            > NET::ERR_CERT_AUTHORITY_INVALID
        invalid-argument by=browser weight=4 also=firewall-blocked,not-a-socket-error | err_unsafe_port
            > ERR_UNSAFE_PORT
        connection-refused by=browser weight=4 also=connection-timed-out | err_proxy_connection_failed
            > ERR_PROXY_CONNECTION_FAILED
        invalid-argument by=browser also=firewall-blocked,not-a-socket-error | this address is restricted
            > This address is restricted
        connection-refused by=browser also=connection-timed-out,host-unreachable,network-unreachable | can't establish a connection to the server at {host}:{port}
            > Firefox can't establish a connection to the server at 192.168.64.5:8081.
        connection-refused by=browser also=connection-timed-out,host-unreachable,network-unreachable | can't establish a connection to the server at {host}
            > Firefox can't establish a connection to the server at web.lab.
        name-resolution by=browser | can't find the server at {host}
            > Firefox can't find the server at api.lab.
        name-resolution by=browser | having trouble finding that site
            > Hmm. We're having trouble finding that site.
        name-resolution by=browser weight=2 | we can't connect to the server at {host}.
            > We can't connect to the server at grades.campus.test.
        connection-refused by=browser | ns_error_connection_refused
            > NS_ERROR_CONNECTION_REFUSED
        connection-timed-out by=browser | ns_error_net_timeout
            > NS_ERROR_NET_TIMEOUT
        connection-reset by=browser | ns_error_net_reset
            > NS_ERROR_NET_RESET
        name-resolution by=browser | ns_error_unknown_host
            > NS_ERROR_UNKNOWN_HOST
        connection-reset by=browser | pr_connect_reset_error
            > PR_CONNECT_RESET_ERROR
        connection-closed-by-peer by=browser also=tls-certificate,connection-reset | pr_end_of_file_error
            > PR_END_OF_FILE_ERROR
        protocol-mismatch by=browser | ssl_error_rx_record_too_long
            > SSL_ERROR_RX_RECORD_TOO_LONG
        tls-certificate by=browser | sec_error_unknown_issuer
            > SEC_ERROR_UNKNOWN_ISSUER
        tls-certificate by=browser | mozilla_pkix_error_self_signed_cert
            > MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT
        tls-certificate by=browser | ssl_error_bad_cert_domain
            > SSL_ERROR_BAD_CERT_DOMAIN
        connection-reset by=browser weight=2 | the connection was reset
            > The connection was reset
        connection-timed-out by=browser | the connection has timed out
            > The connection has timed out
        connection-reset by=browser weight=2 also=connection-closed-by-peer | the connection was interrupted
            > The connection was interrupted
        connection-refused by=browser also=connection-timed-out | safari can't connect to the server
            > Safari Can't Connect to the Server
        name-resolution by=browser | can't open the page "{*}" because safari can't find the server
            > Safari can't open the page "api.lab" because Safari can't find the server "api.lab".
        name-resolution by=browser | safari can't find the server
            > Safari Can't Find the Server
        connection-refused also=connection-timed-out | couldn't connect to the server "{host}"
            > Safari can't open the page because it couldn't connect to the server "10.0.0.3".
        connection-refused by=browser also=connection-timed-out | websocket connection to '{*}://{host}:{port}{*}' failed: error in connection establishment
            > WebSocket connection to 'ws://localhost:8080/' failed: Error in connection establishment: net::ERR_CONNECTION_REFUSED
        # TLS
        tls-certificate | certificate_verify_failed
            > [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate
        tls-certificate | certificate verify failed
            > certificate verify failed: unable to get local issuer certificate
        tls-certificate | certificate verification failed
            > Server certificate verification failed
        tls-certificate | ssl certificate problem
            > curl: (60) SSL certificate problem: self-signed certificate
        tls-certificate weight=2 | self-signed certificate
            > Error: self-signed certificate in certificate chain
        tls-certificate weight=2 | self signed certificate
            > Error: self signed certificate
        tls-certificate | depth_zero_self_signed_cert
            > code: 'DEPTH_ZERO_SELF_SIGNED_CERT'
        tls-certificate | unable_to_verify_leaf_signature
            > code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'
        tls-certificate | unable to verify the first certificate
            > Error: unable to verify the first certificate
        tls-certificate | unable to get local issuer certificate
            > unable to get local issuer certificate
        tls-certificate by=node | err_tls_cert_altname_invalid
            > Error [ERR_TLS_CERT_ALTNAME_INVALID]: Hostname/IP does not match certificate's altnames
        tls-certificate | does not match certificate's altnames
            > Hostname/IP does not match certificate's altnames
        tls-certificate | cert_has_expired
            > code: 'CERT_HAS_EXPIRED'
        tls-certificate | certificate has expired
            > Error: certificate has expired
        tls-certificate | certificate signed by unknown authority
            > x509: certificate signed by unknown authority
        tls-certificate | x509:
            > x509: certificate is valid for a.lab, not b.lab
        tls-certificate by=java | pkix path building failed
            > PKIX path building failed: unable to find valid certification path to requested target
        tls-certificate by=java | pkix path validation failed
            > PKIX path validation failed: java.security.cert.CertPathValidatorException: validity check failed
        tls-certificate by=java weight=4 | no subject alternative {*} matching {host} found
            > No subject alternative DNS name matching web.lab found.
        tls-certificate by=java | no subject alternative names present
            > No subject alternative names present
        tls-certificate by=java | no name matching {host} found
            > java.security.cert.CertificateException: No name matching web.lab found
        tls-certificate by=curl | no alternative certificate subject name matches target host name '{host}'
            > curl: (60) SSL: no alternative certificate subject name matches target host name 'web.lab'
        tls-certificate by=curl | curl: (60)
            > curl: (60) SSL certificate problem: certificate has expired
        tls-certificate by=curl | curl: (51)
            > curl: (51) SSL: certificate subject name 'a' does not match target host name 'b'
        tls-certificate | hostname mismatch, certificate is not valid for '{host}'
            > certificate verify failed: Hostname mismatch, certificate is not valid for 'web.lab'.
        tls-certificate by=wget | cannot verify {host}'s certificate
            > ERROR: cannot verify web.lab's certificate, issued by 'CN=web.lab':
        tls-certificate by=wget | the certificate of '{host}' is not trusted
            > ERROR: The certificate of 'web.lab' is not trusted.
        tls-certificate | server certificate does not match
            > server certificate does not match host name
        tls-certificate by=dotnet | the remote certificate is invalid
            > The remote certificate is invalid according to the validation procedure: RemoteCertificateNameMismatch
        tls-certificate by=dotnet | the remote certificate was rejected
            > The remote certificate was rejected by the provided RemoteCertificateValidationCallback.
        tls-certificate by=dotnet | could not establish trust relationship
            > Could not establish trust relationship for the SSL/TLS secure channel.
        tls-certificate by=dotnet weight=1 also=protocol-mismatch | the ssl connection could not be established
            > System.Net.Http.HttpRequestException: The SSL connection could not be established, see inner exception.
        tls-certificate by=rust | invalid peer certificate
            > invalid peer certificate: UnknownIssuer
        tls-certificate | tls_process_server_certificate
            > error:0A000086:SSL routines:tls_process_server_certificate:certificate verify failed
        tls-certificate | unknown_ca
            > Received fatal alert: unknown_ca
        tls-certificate | alert unknown ca
            > sslv3 alert unknown ca
        tls-certificate | alert bad certificate
            > sslv3 alert bad certificate
        tls-certificate | alert certificate
            > sslv3 alert certificate unknown
        tls-certificate | bad_certificate
            > javax.net.ssl.SSLHandshakeException: Received fatal alert: bad_certificate
        tls-certificate | certificate_unknown
            > Received fatal alert: certificate_unknown
        tls-certificate | certificate_expired
            > TLS client: In state certify: certificate_expired
        tls-certificate | certificate is not yet valid
            > certificate is not yet valid
        tls-certificate by=browser | {host} uses an invalid security certificate
            > web.lab uses an invalid security certificate.
        tls-certificate by=browser | your connection is not private
            > Your connection is not private
        protocol-mismatch | wrong version number
            > [SSL: WRONG_VERSION_NUMBER] wrong version number
        protocol-mismatch weight=4 | wrong_version_number
            > SSLError(1, '[SSL: WRONG_VERSION_NUMBER]')
        protocol-mismatch | packet length too long
            > SSL routines:ssl3_get_record:packet length too long
        protocol-mismatch weight=2 also=invalid-argument near=tls,socket,connect | unsupported protocol
            > SSL routines::unsupported protocol
        protocol-mismatch | [ssl: http_request] http request
            > [SSL: HTTP_REQUEST] http request (_ssl.c:1006)
        protocol-mismatch | ssl routines::http request
            > error:0A00009C:SSL routines::http request
        protocol-mismatch | plain http request was sent to https port
            > 400 The plain HTTP request was sent to HTTPS port
        protocol-mismatch | client sent an http request to an https server
            > Client sent an HTTP request to an HTTPS server.
        protocol-mismatch | an unexpected tls packet was received
            > gnutls_handshake() failed: An unexpected TLS packet was received.
        connection-closed-by-peer also=connection-reset,protocol-mismatch,tls-certificate | ssl_error_syscall
            > OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to 10.0.0.3:443
        connection-closed-by-peer also=protocol-mismatch | unexpected eof while reading
            > error:0A000126:SSL routines::unexpected eof while reading
        connection-closed-by-peer also=protocol-mismatch | unexpected_eof_while_reading
            > [SSL: UNEXPECTED_EOF_WHILE_READING] EOF occurred in violation of protocol
        connection-closed-by-peer also=protocol-mismatch | eof occurred in violation of protocol
            > ssl.SSLEOFError: EOF occurred in violation of protocol (_ssl.c:997)
        connection-closed-by-peer | the tls connection was non-properly terminated
            > The TLS connection was non-properly terminated.
        protocol-mismatch by=python | code 400, message bad request version
            > code 400, message Bad request version ('À\\x14')
        protocol-mismatch by=python | code 400, message bad http/0.9 request type
            > code 400, message Bad HTTP/0.9 request type ('\\x16\\x03')
        protocol-mismatch by=python | code 400, message bad request syntax
            > code 400, message Bad request syntax ('hello')
        protocol-mismatch by=python | invalid http request received
            > WARNING:  Invalid HTTP request received.
        protocol-mismatch weight=2 | invalid http version
            > Invalid HTTP Version: (0, 0)
        protocol-mismatch weight=2 | invalid request line
            > Invalid request line: 'hello'
        protocol-mismatch | bad protocol 'http/
            > Bad protocol 'http/1.1'
        protocol-mismatch weight=2 near=tls,connect,socket | unknown protocol
            > SSL23_GET_SERVER_HELLO:unknown protocol
        protocol-mismatch by=git | fatal: protocol error: bad line length character
            > fatal: protocol error: bad line length character: HTTP
        protocol-mismatch | unexpected response code for upgrade
            > unexpected response code for upgrade
        protocol-mismatch by=node weight=2 also=not-a-socket-error | unexpected server response:
            > Error: Unexpected server response: 200
        """#
}
