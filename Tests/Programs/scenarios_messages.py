"""One receive is taken for one message: merged, split, and never looped."""
import struct

from catalogue import scenario

ONE = ("one-receive-per-message", "messages-merged")
PART = ("one-receive-per-message", "message-split")


@scenario("two sends arrive in one recv of a server that prints messages", "python3 hello_world_server.py", [ONE])
def hello_world(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        p.pause(0.1)
        with p.at_once():
            c.send("Hello", "World")
        p.pause(0.1)
    p.end(out="message 1 is HelloWorld\n")


@scenario("a server with threads numbers the replies; three requests at once are one", "python3 numbered_upper.py 9090",
          [ONE])
def numbered(p):
    p.start(port=9090)
    a, b = p.connect(9090), p.connect(9090)
    a.send("first")
    p.prove(a.take(8) == b"1: FIRST", "no reply")
    p.pause(0.05)
    with p.at_once():
        b.send("one", "two", "three")
    p.prove(b.some() == b"1: ONETWOTHREE", "the requests are not merged")
    a.close()
    b.close()
    p.pause(0.1)
    p.interrupt()
    p.end(out="")


@scenario("the calculator in C answers the first of two requests only", "./calc_server 7000", [ONE])
def calc(p):
    p.start(port=7000)
    with p.connect(7000) as c:
        c.send("1 + 2")
        p.prove(c.line() == b"3\n", "wrong sum")
        p.pause(0.05)
        with p.at_once():
            c.send("3 * 4 ", "10 - 4 ")
        p.prove(c.some() == b"12\n", "both are answered")
    p.end()


@scenario("the calculator, linked statically", "./calc_server-static 7000", [ONE])
def calc_static(p):
    calc(p)


@scenario("the calculator, compiled with -O2, gets a request in two pieces", "./calc_server-O2 7000", [PART],
          allow=["messages-merged"])
def calc_split(p):
    p.start(port=7000)
    with p.connect(7000) as c:
        c.send("100 + ", "23", gap=0.08)
        p.prove(c.some() == b"error\nerror\n", "the pieces are joined")
        c.send("2 * 3")
        p.prove(c.line() == b"6\n", "wrong product")
    p.end()


@scenario("the Java chat server counts two merged lines as one message", "java ChatServer 9090", [ONE])
def java_chat(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        c.send("hi\n")
        p.prove(c.line() == b"got message 1\n", "no answer")
        p.pause(0.1)
        with p.at_once():
            c.send("how are you\n", "bye\n")
        p.prove(c.line() == b"got message 2\n" and c.silent(), "two answers")
    p.end()


@scenario("the Node chat parses each chunk as a JSON object", "node json_chat.js 9090", [ONE])
def node_json(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        c.send('{"user":"ana","text":"hi"}')
        p.prove(c.take(11) == b'{"ok":true}', "no answer")
        p.pause(0.05)
        with p.at_once():
            c.send('{"user":"ana","text":"a"}', '{"user":"ana","text":"b"}')
        p.prove(c.take(12) == b'{"ok":false}', "both are understood")
    p.end(out="ana says hi\nbad message of 50 bytes\n")


@scenario("the Perl server reads with sysread, one read a message", "perl shout_server.pl 9090", [ONE])
def perl_shout(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        c.send("x")
        p.prove(c.take(3) == b"1 X", "no answer")
        p.pause(0.05)
        with p.at_once():
            c.send("left", "right")
        p.prove(c.some() == b"2 LEFTRIGHT", "not merged")
    p.end(out="1 x\n2 leftright\n")


@scenario("a client takes the first piece of a quote for the whole", "python3 quote_client.py", [PART])
def quote(p):
    server = p.listen(9090)
    p.start()
    c = server.accept()
    p.prove(c.line() == b"QUOTE\n", "no question")
    c.send("To be, or not to be: ", "that is the question.", gap=0.1)
    p.pause(0.1)
    c.close()
    p.end(out="Quote of the day: To be, or not to be: \n")


@scenario("a hand-made HTTP client takes the head for the whole response", "python3 http_by_hand.py 8080", [PART])
def http_hand(p):
    server = p.listen(8080)
    p.start()
    c = server.accept()
    p.prove(c.line() == b"GET /index.html HTTP/1.1\r\n", "no request")
    p.pause(0.05)
    c.send("HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\n", "<h1>Hello</h1>", gap=0.1)
    p.pause(0.1)
    p.end(out="HTTP/1.1 200 OK\n0 bytes: \n")


@scenario("a C client reads a struct of 32 bytes in one read, it comes in two pieces", "./record_client 5555", [PART])
def record(p):
    server = p.listen(5555)
    p.start()
    c = server.accept()
    whole = struct.pack(">II24s", 7, 21, b"roof")
    c.send(whole, whole[:10], whole[10:], gap=0.08)
    p.pause(0.1)
    c.close()
    out = p.end()["stdout"]
    p.prove(out.startswith("7: 21 degrees at roof\n7: ") and out.count("\n") == 3, f"not split: {out!r}")


@scenario("the guide's length prefix: recv(4) and recv(length) without a loop", "python3 prefix_guide.py", [PART])
def prefix(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        c.send(struct.pack(">I", 5) + b"Hello")
        p.prove(c.take(9) == b"\0\0\0\5olleH", "no answer")
        c.send(struct.pack(">I", 1000) + b"x" * 536, b"y" * 464, gap=0.1)
        c.some()
    p.end(status=0, has="received 536 of 1000")


@scenario("the guide's length prefix: the four length bytes come in two pieces", "python3 prefix_guide.py", [PART])
def prefix_cut(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        c.send(b"\0\0", b"\0\5Hello", gap=0.08)
        p.pause(0.1)
        p.wait_gone()
    p.end(out="short length: b'\\x00\\x00'\n", status=0)


@scenario("a Java server reads length and body by one read each", "java PrefixServer 9000", [PART])
def java_prefix(p):
    p.start(port=9000)
    with p.connect(9000) as c:
        c.send(struct.pack(">I", 3) + b"abc")
        p.pause(0.1)
        c.send(struct.pack(">I", 10) + b"12345", "67890", gap=0.1)
        p.pause(0.1)
    p.end(out="wanted 3 got 3: abc\nwanted 10 got 5: 12345\nimpossible length 909588537\n")


@scenario("an asyncio server parses what read(1000) gives as one JSON object", "python3 json_async.py 8888", [ONE])
def json_async(p):
    p.start(port=8888)
    with p.connect(8888) as c:
        c.send('{"price": 5}')
        p.prove(c.take(12) == b'{"total": 5}', "no total")
        p.pause(0.05)
        with p.at_once():
            c.send('{"price": 1}', '{"price": 2}')
        p.prove(c.some() == b'{"error": "Extra data"}', "not merged")
    p.end(out="", err="")


@scenario("a Node client listens to one 'data' event for the whole forecast", "node weather_client.js", [PART])
def weather(p):
    server = p.listen(9090)
    p.start()
    c = server.accept()
    c.line()
    c.send("sun,rain,", "snow,fog\n", gap=0.15)
    p.end(out="days: 3 last: \n")


@scenario("a guessing game without framing, played in lock step", "python3 guess_server.py 5000",
          ["one-receive-per-message"])
def guess(p):
    p.start(port=5000)
    with p.connect(5000) as c:
        p.prove(c.take(16) == b"Guess a number: ", "no greeting")
        for number, answer in ((10, b"Higher"), (80, b"Lower"), (40, b"Higher"), (42, b"Correct!")):
            c.send(str(number))
            p.prove(c.take(len(answer)) == answer, "wrong answer")
            p.pause(0.02)
    p.end(out="won after 4\n")


@scenario("a chat room with select: name and first words arrive together", "python3 select_chat.py 6000", [ONE])
def select_chat(p):
    p.start(port=6000)
    ana, dan = p.connect(6000), p.connect(6000)
    ana.send("ana")
    p.pause(0.1)
    dan.send("dan")
    p.pause(0.1)
    with p.at_once():
        dan.send("hello", "anybody there?")
    p.prove(ana.line() == b"[dan] helloanybody there?\n", "not merged")
    dan.close()
    p.pause(0.05)
    ana.close()
    p.end(out="ana joined\ndan joined\n")


@scenario("socketserver's BaseRequestHandler with one recv a word, and no reuse of the address",
          "python3 handler_upper.py 9999", [ONE, "reuse-address-missing"])
def handler(p):
    p.start(port=9999)
    with p.connect(9999) as c:
        c.send("abc\n")
        p.prove(c.line() == b"3 ABC\n", "no answer")
        p.pause(0.05)
        with p.at_once():
            c.send("de\n", "fgh\n")
        p.prove(c.line() == b"6 DE\n", "not merged")
    p.end()


@scenario("a photo of 10000 bytes sent at once is cut at the size of the buffer",
          "python3 photo_server.py 9090", [PART])
def photo(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        c.send(bytes(range(250)) * 40)
        p.prove(c.take(2) == b"OK", "no OK")
        p.wait_gone()
    p.end(out="saved photo of 4096 bytes\n")


@scenario("a Java client expects each headline by a read of its own", "java NewsClient 9090", [ONE])
def news(p):
    server = p.listen(9090)
    p.start()
    c = server.accept()
    c.line()
    p.pause(0.1)
    with p.at_once():
        c.send("Rain in the north", "Sun in the south")
    p.pause(0.2)
    c.send("Snow in the west")
    p.pause(0.1)
    c.close()
    p.end(out="headline 1: Rain in the northSun in the south\nheadline 2: Snow in the west\nno headline 3\n")


@scenario("server and client are both watched; three sends arrive in one recv", "sh word_pair.sh", [ONE])
def both(p):
    p.start()
    p.end(out="word 1 applepearplum\nno word number 2\n")


@scenario("a Perl client takes half of the price for the price", "perl stock_client.pl 4000", [PART])
def stock(p):
    server = p.listen(4000)
    p.start()
    c = server.accept()
    c.line()
    c.send("ACME=1", "50.20\n", gap=0.1)
    p.end(out="ACME costs 1\n")
    c.close()


@scenario("greeting and question arrive in one recv of a C client", "./login_client 2121", [ONE])
def login(p):
    server = p.listen(2121)
    p.start()
    with p.at_once():
        c = server.accept()
        c.send("Welcome!")
        c.send("Your name?")
    p.pause(0.2)
    c.close()
    out = p.end()["stdout"]
    p.prove(out == "greeting: Welcome!Your name?\nquestion: \n", f"not merged: {out!r}")


@scenario("one send of 5000 letters is counted as several messages", "python3 long_messages.py", [PART],
          allow=["messages-merged"])
def long_messages(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        c.send("hello")
        p.prove(c.line() == b"message 1 has 5 letters\n", "no answer")
        with p.at_once():
            c.send("x" * 5000)
        lines = [c.line() for _ in range(5)]
        p.prove(lines[0] == b"message 2 has 1024 letters\n" and lines[4] == b"message 6 has 904 letters\n", str(lines))
    p.end()


@scenario("name and password arrive in one recv, and the one for the password waits", "python3 login_server.py 7000",
          [ONE])
def login_server(p):
    p.start(port=7000)
    with p.connect(7000) as c:
        with p.at_once():
            c.send("alice")
            c.send("secret")
        p.prove(c.silent(1.2), "an answer")
        p.interrupt()
        p.end(status=-2, has="KeyboardInterrupt")


@scenario("name and password arrive in one recv of a C server, and its client leaves", "./login_server 7000", [ONE])
def login_server_c(p):
    p.start(port=7000)
    with p.connect(7000) as c:
        with p.at_once():
            c.send("alice")
            c.send("secret")
        p.pause(0.3)
    p.end(status=0, out="alicesecret logs in with \n")


@scenario("the second client sends two commands at once and gets one answer", "python3 clock_server.py 4545", [ONE])
def clock_server(p):
    p.start(port=4545)
    with p.connect(4545) as c:
        c.send("time\n")
        p.prove(len(c.line()) == 6, "no time")
    with p.connect(4545) as c:
        with p.at_once():
            c.send("date\n")
            c.send("time\n")
        p.prove(len(c.line()) == 11 and c.silent(0.5), "two answers")
    p.end(status=0)


@scenario("two orders in JSON arrive in one recv and are parsed as one", "python3 json_orders.py 7000", [ONE])
def json_orders(p):
    p.start(port=7000)
    with p.connect(7000) as c:
        with p.at_once():
            c.send('{"id": 1}')
            c.send('{"id": 2}')
        p.pause(0.3)
    p.end(out="unreadable\n")


@scenario("a structure of 64 bytes arrives in two halves", "./packet_server 7000", [ONE])
def packets(p):
    p.start(port=7000)
    with p.connect(7000) as c:
        c.send(b"anna".ljust(64, b"\0"))
        p.prove(c.take(1) == b"k", "no answer")
        for half in (b"ben".ljust(32, b"\0"), bytes(32)):
            c.send(half)
            p.prove(c.take(1) == b"k", "no answer")
    p.end(has="anna\nben\n")


@scenario("a Node server parses two JSON texts as one and crashes", "node json_sums.js",
          [("one-receive-per-message", "messages-merged")])
def json_sums(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        c.send('{"a": 1, "b": 2}')
        p.prove(c.take(9) == b'{"sum":3}', "no sum")
        p.pause(0.1)
        with p.at_once():
            c.send('{"a": 1, "b": 2}', '{"a": 3, "b": 4}')
        c.rest()
    p.end(status=1, has="SyntaxError")


@scenario("a Java server takes what is available for an order", "java Orders",
          [("one-receive-per-message", "messages-merged")])
def orders(p):
    p.start(port=9090)
    with p.connect(9090) as c:
        c.send("tea")
        p.prove(c.take(12) == b"ordered: tea", "no order")
        p.pause(0.1)
        with p.at_once():
            c.send("milk", "bread")
        p.prove(c.take(18) == b"ordered: milkbread", "not merged")
    p.end(out="")
