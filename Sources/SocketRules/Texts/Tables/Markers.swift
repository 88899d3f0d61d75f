/// Words that tell what surrounds an error, and words that tell which program speaks.
///
/// Folded spelling; each word between two backticks, because spaces count.
enum Markers {
    /// The name of a ``Surroundings``, then its words.
    static let surroundings = #"""
        bind `bind [` `bind(` `.bind` `bind to` `bind:` `binding` `bind failed` `bind error` `could not bind`
            `cannot bind` `failed to bind` `bind0(` `bind on` `bind port` ` bind ` `to bind` `bind_addr`
            `unable to bind` `bindexception` `stream_socket_server` `unable to start kestrel`
        listen `cannot listen` `listening socket` `listen(` `.listen` `listen tcp` `listen udp` `listen e`
            `listen:` `listen on` `listening on`
            `setuplistenhandle` `could not listen` `failed to listen` `serversocket` `start server`
            `starting server` `failed to start server`
        connect `connect returned` `connect_ex` `so_error` `connect =`
            `connect(` `.connect` `connect:` `connect0(` `dial tcp` `dial udp` `connect to` `connecting`
            `create_connection` `newconnectionerror` `establish a new connection` `connect e` `connectexception`
            `connect failed` `failed to connect` `connect error` `open_connection` `finishconnect` `doconnect`
            `tcpconnectwrap` `tcp_connect` `socket_connect` `net.connect`
        accept `accept(` `.accept` `accept4` `accept:` `accept tcp` `accept fail` `accept error`
        send `send(` `sendto` `.send` `sendmsg` `sendall` `send:` `write udp` `write tcp` `send failed`
            `sending to` `sendmmsg` `send e` `sending packet`
        receive `recv(` `recv_` `.recv` `recvfrom` `recv:` `read tcp` `read udp` `receive` `addchunk`
            `socket.<anonymous>` `onstreamread` `socket.ondata` `read_frame` `readframe` `readint(`
            `inputstream` `conn.read` `sock.read` `reader.read` `readexactly` `read_exact` `streamreader`
            `socketinput` `tcp.ondata` `self.getresp()`
        socket `socket` `sockaddr` `setsockopt` `getsockopt` `tcpstream` `udpsocket` `tcplistener` `af_inet`
            `tcpclient` `networkstream` `tcpserver` `tcpsocket` `sock.` `asyncio/` `tcp/ip` `udpclient` `datagram`
            `inet_` `ftplib.py"` `imaplib.py"` `smtplib.py"` `poplib.py"` `telnetlib.py"` `http/client.py"`
            `socketserver.py"` `multiprocessing/connection.py"`
        docker `driver failed programming` `userland proxy` `ports are not available` `rootlessport` `docker:`
            `error response from daemon` `exposing port` `docker0` `container networking` `docker compose`
            `failed to bind host port` `cannot start service`
        dockerSocket `docker.sock` `docker daemon socket` `podman.sock` `docker api at unix` `containerd.sock`
        container `container` `docker exec` `docker run` `kubectl` `docker-compose` `compose`
        containerHost `host.docker.internal` `host.containers.internal` `docker exec` `docker run`
            `docker compose exec` `docker-compose exec` `podman exec` `kubectl exec`
        capture `tcpdump` `tshark` `dumpcap` `wireshark` `pcap` `capture` `scapy` `packet socket` `af_packet`
            `siocgif` `promiscuous` `iface` `sniff`
        raw `sock_raw` `raw socket` `ipproto_icmp` `icmp socket` `cap_net_raw` `ping:` `traceroute`
            `socket.c_raw` `rawsocket` `socket(af_packet` `hping` `arping` `nmap`
        file `denied: '/` `denied: './` `denied: "/` `denied: '` `: /etc/` `: /var/` `: /usr/` `: /root`
            `: /tmp/` `: /mnt/` `: /home/` `: /opt/` `: /proc` `: /dev/` `: /sys/` ` ./` `open(` `openat`
            `mkdir` `cannot open` `can't open` `could not open` `fopen` `chmod` `chown` `cannot create`
            `cannot access` `cannot remove` `cannot stat` `can't create` `unlink` `rename` `writefile`
            `readfile` `filenotfound` `scandir` `execve` `spawn ` `permissions` `directory` `file:`
            `permitted: '` `permitted: /` `line {n}: /` `argument: '/` `argument: '.` `cannot touch` `rm: `
            `cp: ` `mv: ` `ls: ` `cat: `
        unixSocket `.sock'` `.sock:` `.sock"` `.sock ` `.sock,` `.sock)` `.s.pgsql` `unix://` `unix socket`
            `unix domain` `/run/` `af_unix` `sun_path` `unix:/`
        loopback `::1` `localhost`
        portZero `port 0:` `port 0 ` `port=0` `:0: bind` `', 0)` `port 0)` `port: 0` `0.0.0.0:0`
        jsonFile `.json'` `.json"` `json.load(` `read_text` `readfilesync` `open(` `package.json` `readfile(`
            `config.` `settings.`
        tls `ssl` `tls` `https` `openssl`
        account `email` `e-mail` `account` `username` `user name` `auth/`
        compose `-1    | ` `-1  | ` `-1   | ` `-1 | ` `_1    | ` `_1  | ` `_1 | ` `_1   | `
        interface `so_bindtodevice` `membership` `bindtodevice` `interface` `enp0s` `eth0` `eth1` `wlan0` `wlp`
            `siocg`
            `if_nametoindex` `sioc` `tun0` `ioctl(` `netdev` `device "`
        login `authentication failed` `access denied` `invalid credentials` `unauthorized` `login failed`
            `bad credentials` `wrong password` `incorrect password` `invalid password` `not authorized` `forbidden`
            `authentication error` `authenticationexception` `invalid api key` `invalid token`
        url `http://` `https://` `tcp://`
        http `http/1` `http/2` `status code` `status=` `404 not found` `http error` `get /` `post /`
        pool `hikaripool` `connection pool` `connectionpool exhausted` `queuepool` `connection is not available`
            `lock wait` `lock timeout` `statement timeout` `query timeout` `pytest` `test timed out` `jest`
            `acquire connection` `pool size` `pool.acquire`
        healthy `timeout=` `timeout:` `timeout set to` `timeout is` `default timeout` `timeout of` `keepalive`
            `keep-alive` `established` `timeout to` `with timeout` `_timeout `
        buffer `chunk` `buffer` `payload` `packet` `frame` `header` `conn` `sock` `stream` `(data)` `recv`
            `message` `msg =` `loads(line`
        pipe `stdout` `standard output` `| head` `sys.stdout` `write error` `closing standard` `std::io::stdio`
            `grep:` `tee:` `cat:` `echo:`
        broadcast `255.255.255.255` `.255:` `.255'` `.255"` `.255 ` `broadcast`
        """#

    /// A program, its rank, and what shows that it printed the text. The greatest rank wins: tools come before the languages
    /// that they are written in.
    static let runtimes = #"""
        python 9 `traceback (most recent call last)` `file "<stdin>"`
        python 7 `psycopg2.` `psycopg.` `pymysql.err` `sqlalchemy.exc` `pymongo.errors` `redis.exceptions`
            `kafka.errors` `django.db` `mysql.connector` `docker.errors` `paramiko.` `pika.exceptions`
        python 4 `.py", line` `site-packages` `is in use by another program` `[error] connection in use`
            `[error] can't connect to (` `[error] invalid address: (` `zmq.error` `notebookapp` `streamlit`
        python 3 `[errno ` `[winerror ` `oserror:` `socket.error:` `connectionrefusederror`
            `connectionreseterror` `brokenpipeerror` `permissionerror:` `blockingioerror` `interruptederror`
            `timeouterror:` `socket.gaierror` `socket.timeout` `requests.exceptions` `urllib3.` `aiohttp.`
            `httpx.` `asyncio.` `ssl.sslerror` `ssl.sslcertverificationerror` `http.client.` `select.error`
            `valueerror:` `typeerror: a bytes-like` `jsondecodeerror` `modulenotfounderror` `struct.error`
            `uvicorn` `gunicorn` `werkzeug` `django` `flask` `connectionpool(` `paramiko` `psycopg` `pymysql`
            `redis.exceptions` `_ssl.c:` `no matching distribution found` `pip._vendor` `websockets.exceptions`
            `unicodedecodeerror` `twisted.internet` `tornado.`
        java 7 `com.mysql.cj` `org.postgresql.util` `com.mongodb.` `io.lettuce` `redis.clients.jedis`
            `org.apache.kafka` `exception in thread "` `at java.base/` `org.springframework`
        java 4 `feign.` `jvm_bind` `java.rmi` `android.` `jdwp transport` `transport error 202`
            `could not transfer artifact`
        java 4 `at java.base/` `java.net.` `java.io.` `java.lang.` `java.nio.` `exception in thread "`
            `caused by: java` `javax.net.` `io.netty.` `sun.nio.` `org.springframework` `reactor.core`
            `hikaripool` `okhttp3.` `(native method)` `.java:` `org.apache.` `com.mysql.cj` `ktor.` `kotlinx.`
            `akka.` `sun.security.` `tomcat` `spring` `scala.`
        node 7 `node:internal/` `tcpconnectwrap` `node_modules/` `at process.processticks`
        node 3 `error: accept emfile` `error: connect ` `starting inspector on` `getaddrinfo e`
            `at object.<anonymous> (/` `.js:` `mongooseerror` `prismaclient` `webpack-dev-server` `proxy error`
        node 4 `(node:internal` `node:internal` `node:net:` `node:events` `node:dns` `node.js v`
            `tcpconnectwrap` `setuplistenhandle` `(internal/` `at process.processticks` `node:_http`
            `axioserror` `npm err!` `npm error` `error: connect e` `error: listen e` `getaddrinfo enotfound`
            `getaddrinfo eai_again` `socket hang up` `syscall: '` `econnrefused ` `require stack` `(net.js:`
            `(dns.js:` `(events.js:` `error: read e` `error: write e` `error: send e` `error: bind e` `und_err_`
            `fetch failed` `vite` `webpack` `mongooseserver` `error [err_`
        go 3 `connectex: ` `wsarecv: ` `wsasend: ` `accept tcp` `rpc error: code = ` `http: tls handshake error`
            `bufio.scanner`
        go 3 `goroutine ` `panic: ` `dial tcp` `dial udp` `listen tcp` `listen udp` `read tcp` `write tcp`
            `write udp` `read udp` `i/o timeout` `.go:` `context deadline exceeded` `net/http:` `x509: `
            `lookup ` `: eof` `unexpected eof` `exit status 2`
        rust 4 `hyper_util` `addrparseerror` `kind: connectionrefused`
        rust 4 `(os error ` `thread 'main'` `result::unwrap()` `.rs:` `reqwest::` `hyper::` `kind: ` `tokio`
            `cargo`
        dotnet 7 `stackexchange.redis` `npgsql.` `rabbitmq.client.` `microsoft.data.sqlclient`
        dotnet 4 `system.net.` `system.io.` `unhandled exception. system` `microsoft.aspnetcore`
            `system.exception` `system.invalidoperation` ` in system.` `system.threading` `kestrel`
            `system.objectdisposed`
        ruby 7 `pg::connectionbad` `activerecord::` `redis::cannotconnecterror`
        ruby 4 `socketerror: ` `eoferror: end of file reached` `openssl::ssl` `faraday::` `net::http`
        ruby 4 `(errno::` `.rb:` `errno::e` `(socketerror)` `net::opentimeout` `net::readtimeout` `(eoferror)`
            `puma` `actionview`
        php 7 `sqlstate[` `php warning` `php fatal` `mysqli_` `guzzlehttp` `predis\`
        php 4 `curl error ` `redisexception`
        php 4 `php warning` `php fatal` `php parse` `php notice` `warning: fsockopen` `stream_socket_`
            `php_network` `.php on line` `fsockopen()` `pdoexception` `.php:`
        perl 7 `.pl line ` ` at -e line`
        perl 4 `.pl line ` `io::socket` ` at -e line` `at ./` `lwp::` `dbd::`
        elixir 4 `** (` `(elixir ` `.exs:` `.ex:` `mint.transporterror` `dbconnection` `postgrex` `genserver`
        erlang 3 `{error,` `=error report` `** exception error` `=supervisor report` `gen_tcp` `{badmatch,`
        swift 4 `httpclienterror` `[vapor]` `bind(descriptor:` `nw_socket_` `nwconnection`
        swift 4 `nioconnectionerror` `niocore` `nsurlerrordomain` `(errno ` `.swift:` `nioposix`
            `nslocalizeddescription` `fatal error: 'try!'`
        tcl 4 `couldn't open socket` `while executing` `invoked from within`
        lua 4 `.lua:` `lua: ` `[string "`
        haskell 4 `network.socket` `<socket:`
        dart 4 `socketexception: ` `dart:io` `.dart:` `handshakeexception: ` `httpexception: ` `(os error: `
        julia 4 `.jl:` `sockets.jl` `loaderror: ` `dnserror: `
        zig 4 `.zig:`
        matlab 4 `error using `
        r 3 `socketconnection(` `error in socket` `error in file(`
        c 3 `collect2: error` `undefined reference to` `boost::` `asio.` `qabstractsocket` `qtcpsocket`
            `program received`
        c 1 `perror` `errno` `(code ` `failed with error`
        curl 6 `curl: (`
        wget 6 `wget: ` `saving to:` `http request sent, awaiting` `wget`
            `verbindungsaufbau zu ` `connexion à ` `conectando con ` `connessione a ` `conectando-se a ` `a ligar a `
            `se conectează la ` `подключение к ` `正在连接 ` `正在連接 ` ` に接続しています` `다음으로 연결 중`
            `auflösen des hostnamens` `résolution de ` `resolviendo ` `risoluzione di ` `resolvendo `
            `rezolvare ` `正在解析` `http-anforderung gesendet` `łączenie się z ` `verbinding maken met `
        nc 6 `nc: ` `ncat: ` `ncat `
        socat 6 ` e connect` `socat[` `socat `
        telnet 6 `server lookup failure` `could not open connection to the host`
        telnet 6 `telnet: ` `telnet>` `$ telnet` `unable to connect to remote host` `escape character is`
        ssh 6 `ssh: ` `client_loop:` `kex_exchange` `ssh_exchange` `ssh_dispatch` `scp: ` `sftp`
            `bad packet length` `packet_write_wait` `channel_setup` `bad port '` `sshd[` `channel 0` `channel 1`
            `channel 2` `channel 3`
        ping 6 `ping: ` `icmp_seq` `ping statistics` `connect: network is unreach`
        git 7 `]: errno=` `fatal: unable to access` `src refspec` `could not read from remote` `fatal: the remote end`
            `fatal: unable to connect to` `git@` `failed to push` `fatal: unable to look up`
        psql 6 `another postmaster`
        psql 6 `psql: ` `connection to server ` `pg_hba` `pg_isready` `pg_dump` `fatal:  password`
        mysql 6 `[my-0` `(hy000)` `mysql` `mariadb`
        redis 6 `server tcp listening socket` `redis-cli` `to redis at` `redis server`
        mongo 6 `initandlisten` `mongosh` `mongonetworkerror` `mongoserver` `mongodb shell` `mongod`
        nginx 6 `worker_connections` `while connecting to upstream` `[emerg]` `upstream: ` `[crit]` `nginx: `
        apache 6 `ah01` `[proxy` `ah00` `make_sock` `apache2` `httpd`
        haproxy 6 `haproxy` `starting frontend` `starting proxy` `[alert]  `
        docker 7 `docker daemon` `docker.sock` `error response from daemon` `docker: ` `dockerdesktop`
            `error during connect` `docker api` `no such network` `driver failed programming` `exposing port`
            `failed to set up container` `docker desktop` `moby`
        docker-compose 8 `declared as external` `docker-compose` `docker compose`
            `couldn't connect to docker daemon` `undefined network`
        podman 8 `podman` `rootlessport`
        kubectl 8 `kubectl` `unable to connect to the server` `the connection to the server`
            `error: client rate limiter` `kube-apiserver` `memcache.go`
        helm 8 `error: installation failed` `error: kubernetes cluster unreachable` `helm`
        browser 6 `err_connection` `err_name` `err_address` `err_empty` `this site can't be reached` `firefox`
            `net::err_` `mixed content` `ns_error_` `ssl_error_` `safari` `chrome` `dns_probe` `err_ssl`
            `err_cert` `having trouble finding` `your connection is not private`
            `took too long to respond`
        ssh 6 `kex_exchange` `host key verification` `permission denied (publickey` `channel_setup_fwd` `putty`
            `plink: `
            `network error: `
        systemd 5 `systemd-resolved` `failed to start ` `systemd[` `.service: ` `.socket: `
        wsl 8 `wsl: ` `wsl/` `wslregister` `wsl.exe` `wsl_e_` `subsystem for linux`
        powershell 6 `invoke-webrequest` `test-netconnection` `tcptestsucceeded` `+ categoryinfo`
            `fullyqualifiederrorid` `warning: tcp connect` `test-connection`
        tcpdump 7 `tcpdump: `
        tshark 7 `tshark: `
        wireshark 7 `dumpcap: ` `wireshark` `the capture session could not`
        dig 6 `communications error` `no servers could be reached` `<<>> dig`
        wsl 6 `wsl 2 `
        nmap 6 `nmap scan` `nmap done` `/tcp filtered` `starting nmap`
        bash 7 `/dev/tcp/` `/dev/udp/`
        bash 5 `bash: ` `sh: ` `zsh: ` `dash: `
        apt 6 `err:1` `failed to fetch` `temporary failure resolving`
        rsync 6 `rsync: ` `rsync error`
        ftp 5 `ftp: `
        iperf 6 `iperf`
        kafka 6 `kafka` `bootstrap broker`
        """#
}
