extension PhraseTable {
    /// What looks like trouble with a socket and is none.
    static let harmless = #"""
        not-a-socket-error weight=7 | permission denied (publickey
            > git@git.lab: Permission denied (publickey).
        not-a-socket-error weight=7 | permission denied, please try again
            > Permission denied, please try again.
        not-a-socket-error weight=7 | password authentication failed
            > FATAL:  password authentication failed for user "lab"
        not-a-socket-error weight=7 | access denied for user
            > ERROR 1045 (28000): Access denied for user 'lab'@'localhost'
        not-a-socket-error weight=7 | no pg_hba.conf entry for host
            > FATAL:  no pg_hba.conf entry for host "10.0.0.1"
        not-a-socket-error weight=7 also=connection-timed-out | connection is not available, request timed out
            > HikariPool-1 - Connection is not available, request timed out after 30001ms.
        not-a-socket-error weight=7 | undefined reference to
            > undefined reference to `connect'
        not-a-socket-error weight=7 | implicit declaration of function
            > warning: implicit declaration of function 'bind'
        not-a-socket-error weight=7 | cannot find module '
            > Error: Cannot find module 'socket.io-client'
        not-a-socket-error weight=7 | modulenotfounderror:
            > ModuleNotFoundError: No module named 'socketserverx'
        not-a-socket-error weight=7 | nullpointerexception
            > java.lang.NullPointerException: Cannot invoke "java.net.Socket.getPort()"
        not-a-socket-error weight=7 | deadlock found when trying to get lock
            > ERROR 1213 (40001): Deadlock found when trying to get lock
        not-a-socket-error weight=7 | blocked by cors policy
            > Access to fetch has been blocked by CORS policy
        not-a-socket-error weight=7 | cross-origin request blocked
            > Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource
        not-a-socket-error weight=7 | mixed content:
            > Mixed Content: The page at 'https://lab.example/' was loaded over HTTPS
        not-a-socket-error weight=7 | already in use by another account
            > The email address is already in use by another account.
        not-a-socket-error weight=7 | exceeded your current quota
            > You exceeded your current quota
        not-a-socket-error weight=7 | permission denied for table
            > ERROR:  permission denied for table connections
        not-a-socket-error weight=7 | permission denied for relation
            > ERROR:  permission denied for relation connections
        not-a-socket-error weight=7 | permission denied for schema
            > ERROR:  permission denied for schema public
        not-a-socket-error weight=7 | permission denied for database
            > FATAL:  permission denied for database "lab"
        not-a-socket-error weight=7 | permission denied for sequence
            > ERROR:  permission denied for sequence users_id_seq
        not-a-socket-error weight=7 | ' undeclared (first use in this function)
            > error: 'ECONNREFUSED' undeclared (first use in this function)
        not-a-socket-error weight=7 | must be caught or declared to be thrown
            > error: unreported exception ConnectException; must be caught or declared to be thrown
        not-a-socket-error weight=7 | exceeded. for async tests and hooks
            > Error: Timeout of 2000ms exceeded. For async tests and hooks, ensure "done()" is called
        not-a-socket-error weight=7 | could not get lock /
            > E: Could not get lock /var/lib/dpkg/lock-frontend - open (11: Resource temporarily unavailable)
        not-a-socket-error weight=7 | unable to acquire the dpkg frontend lock
            > E: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), is another process using it?
        not-a-socket-error weight=7 | connection refused: not authorised
            > Connection error: Connection Refused: not authorised.
        not-a-socket-error weight=7 | connection refused: bad user name or password
            > Connection error: Connection Refused: bad user name or password.
        not-a-socket-error weight=7 | violates the following content security policy
            > Refused to connect to 'http://10.0.0.1:8080/' because it violates the following Content Security Policy directive
        not-a-socket-error weight=7 | fork: retry:
            > bash: fork: retry: Resource temporarily unavailable
        not-a-socket-error weight=7 | fork: resource temporarily unavailable
            > sh: fork: Resource temporarily unavailable
        not-a-socket-error weight=7 | cannot fork
            > sh: 1: Cannot fork
        not-a-socket-error weight=7 | connection resets received
            > 7 connection resets received
        not-a-socket-error weight=7 | passive connection openings
            > 12 passive connection openings
        not-a-socket-error weight=7 | active connection openings
            > 120 active connection openings
        not-a-socket-error weight=7 | ping: usage error
            > ping: usage error: Destination address required
        """#
}
