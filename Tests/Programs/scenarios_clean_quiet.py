"""Programs without a fault: datagrams, daemons, programs without any socket, and nothing changed by the watching."""
import signal

from catalogue import scenario


# ---- datagrams

@scenario("a UDP echo server with room for any datagram", "./udp_echo 9091")
def udp_echo(p):
    p.start(port=9091, transport="udp")
    u = p.datagrams()
    for size in (1, 1000, 60000):
        u.send(b"d" * size, 9091)
        p.prove(len(u.receive()) == size, "cut off")
    u.send(b"stop", 9091)
    p.end()


@scenario("datagrams that fill the buffer exactly", "python3 udp_exact.py")
def udp_exact(p):
    p.start(port=9091, transport="udp")
    u = p.datagrams()
    for number in range(3):
        u.send(b"r%03d" % number + b"." * 60, 9091)
        p.prove(u.receive() == b"ok", "no answer")
    p.end(out="0 64 r000\n1 64 r001\n2 64 r002\n")


@scenario("a UDP client asks again when no reply comes", "python3 udp_retry.py")
def udp_retry(p):
    u = p.datagrams(9091)
    p.start()
    u.receive()
    p.prove(u.receive() == b"1 time?", "not asked again")
    u.send(b"noon")
    p.end(out="reply noon at attempt 1\n")


@scenario("a UDP client in Java with a timeout", "java UdpClient")
def udp_java(p):
    u = p.datagrams(9091)
    p.start()
    u.receive()
    u.send(b"9")
    p.end(out="answer 9\n")


@scenario("a UDP server in Node", "node udp_server.js")
def udp_js(p):
    p.start(port=9091, transport="udp")
    u = p.datagrams()
    u.send(b"hello", 9091)
    p.prove(u.receive() == b"HELLO", "no answer")
    u.send(b"bye", 9091)
    p.end()


@scenario("broadcast with SO_BROADCAST", "python3 broadcaster.py")
def broadcaster(p):
    p.start()
    p.end(out="announced\n")


@scenario("multicast to its own group", "python3 multicast.py")
def multicast(p):
    p.sh("ip route add 224.0.0.0/4 dev lo")
    p.start()
    p.end(out="to the group\n")


# ---- as if nobody watched

@scenario("a daemon that serves after its parent has ended", "python3 daemon.py 9090")
def daemon(p):
    p.start()
    p.until(lambda: "listen" in p.states(9090), "no daemon")
    for line in (b"hi\n", b"quit\n"):
        with p.connect(9090) as c:
            c.send(line)
            p.prove(c.rest() == b"daemon: " + line, "no answer")
    p.end(out="the server runs in the background\n")


@scenario("a script that leaves a child behind", "sh leaves_child.sh")
def leaves_child(p):
    p.start()
    p.end(status=3, out="a child goes on\n", seconds=3)


@scenario("60000 lines of output and a status of 7", "./heavy_output")
def heavy(p):
    p.start()
    out = p.end(status=7)["stdout"]
    p.prove(out.count("\n") == 60000, "lines are missing")


@scenario("a program that reads its standard input", "python3 count_input.py")
def count_input(p):
    p.start(stdin=b"the cat and the dog\nand the rest\n" * 2000)
    p.end(out="and 4000\ncat 2000\ndog 2000\nrest 2000\nthe 6000\n")


@scenario("a program that prints its environment and its descriptors", "python3 look_around.py one two")
def look_around(p):
    p.start(env={"LAB": "2"})
    p.end(has="descriptors [0, 1, 2]\narguments ['one', 'two']\n")


@scenario("a shell script that prints its environment", "sh look_around.sh one")
def look_around_sh(p):
    p.start()
    p.end(has="look_around.sh 1 one\n")


@scenario("a program without sockets in Node", "node primes.js")
def primes(p):
    p.start()
    p.end(out="3571 2\n")


@scenario("a C program that crashes for another reason", "./crash")
def crash(p):
    p.start()
    p.end(status=-11, out="copying\n")


@scenario("150 children, then the script kills itself", "sh many_children.sh")
def many_children(p):
    p.start()
    p.end(status=-15, out="last status 9\n")


@scenario("Ctrl+C reaches the program once", "python3 signals.py")
def signals(p):
    p.start()
    p.wait_output("9\n")
    p.pause(0.1)
    p.ctrl_c()
    p.end(status=4, out="5\n9\ninterrupted 1 time\n")


@scenario("an interrupt for the watcher alone reaches the program once", "python3 signals.py")
def signals_alone(p):
    p.start()
    p.wait_output("9\n")
    p.pause(0.1)
    p.interrupt()
    p.end(status=4, out="5\n9\ninterrupted 1 time\n")


@scenario("a program with a terminal keeps it", "python3 look_around.py")
def terminal(p):
    p.start(terminal=True)
    p.end(has="terminal [True, True, True]")


@scenario("Ctrl+C on the terminal reaches the program once", "python3 signals.py")
def terminal_interrupt(p):
    p.start(terminal=True)
    p.wait_output("9\r\n")
    p.pause(0.2)
    p.type(b"\x03")
    p.end(status=4, has="interrupted 1 time")


@scenario("the job is stopped and goes on", "python3 until_quit.py 9090")
def stopped(p):
    p.start(port=9090)
    p.job(signal.SIGTSTP)
    p.until(lambda: "T" in p.process_states(), "it is not stopped")
    c = p.connect(9090)
    c.send("quit\n")
    p.prove(c.silent(0.3), "it is not stopped")
    p.job(signal.SIGCONT)
    p.prove(c.rest() == b"still here\n", "it does not go on")
    p.end()


@scenario("the program lives on when its watcher is killed", "python3 until_quit.py 9090")
def watcher_dies(p):
    p.start(port=9090)
    for line in (b"hi\n", b"quit\n"):
        with p.connect(9090) as c:
            c.send(line)
            p.prove(c.rest() == b"still here\n", "it does not answer")
        p.kill_watcher()
    p.end(status=None)


@scenario("the program's own status with --propagate", "./heavy_output", options=["--propagate"])
def propagate(p):
    p.start()
    p.end(status=7)


@scenario("300 threads with a connection each", "./threads")
def threads(p):
    p.start()
    p.end(out="300 answers\n")


@scenario("300 threads with a connection each, linked statically", "./threads-static")
def threads_static(p):
    threads(p)


@scenario("Python's http.server as a module", "python3 -m http.server 8000 --bind 127.0.0.1 --directory /usr/games")
def http_module(p):
    import http.client
    p.start(port=8000)
    c = http.client.HTTPConnection("127.0.0.1", 8000, timeout=5)
    c.request("GET", "/none")
    p.prove(c.getresponse().status == 404, "found")
    c.close()
    p.pause(0.1)
    p.terminate()
    p.end(status=-15)


@scenario("netcat, which has no debug information", "nc -l 127.0.0.1 9090")
def netcat(p):
    p.start(port=9090, stdin=None)
    with p.connect(9090) as c:
        c.send("to nc\n")
        p.wait_output("to nc")
        p.feed(b"from nc\n")
        p.prove(c.line() == b"from nc\n", "nothing came")
    p.pause(0.1)
    p.process.stdin.close()
    p.end(out="to nc\n")
