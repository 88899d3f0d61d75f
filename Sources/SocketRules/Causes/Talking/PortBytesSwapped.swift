public import SocketFacts

/// The port bound or dialled is the byte-swapped form of the one meant.
public enum PortBytesSwapped: Cause {
    public static let title = "The two bytes of the port number are swapped"
    public static let symptoms: [Symptom] = [.connectionRefused, .permissionDeniedPrivilegedPort]

    public static let explanation = """
        In a sockaddr_in the port stands in network byte order, the high byte first. x86 and ARM processors keep the \
        low byte first. Without htons() the kernel reads the two bytes the other way round: 9090 is 0x2382 and becomes \
        0x8223, which is 33315. 8080 becomes 36895.

        Nothing fails in the program that forgot it. bind() and listen() succeed, on another port than the one meant. \
        When server and client both forget htons(), they find each other, and the fault shows only when a client in \
        another language comes. Some numbers swap into the range below 1024, where bind() fails with EACCES for a user \
        without the right to it: 5376 becomes 21.

        The same happens where htons() is applied once too often. Python, Java, Node and Go take the plain number in \
        their socket calls and convert it themselves.
        """

    public static let illustrations = [
        "the server says it listens on 9090, ss -tln shows 0.0.0.0:33315",
        "a client in C dials 9090, strace shows connect(…, sin_port=htons(33315), …) and ECONNREFUSED",
        "Python: sock.bind((\"\", socket.htons(9090))) listens on 33315",
        "a printed peer port is 36895 where 8080 is meant: ntohs() is missing on the way out",
    ]
    public static let lookalikes = [
        "a port such as 8995 (0x2323) has two equal bytes, so that the fault does not show with it"
    ]
    public static let byHand = [
        HandCheck("ss -tlnp", shows: "a listener of your program on a port that you never wrote"),
        HandCheck(
            "strace -e trace=bind,connect ./server",
            shows: "the port as the kernel understands it: sin_port=htons(33315)"),
        HandCheck("python3 -c 'import socket; print(socket.htons(9090))'", shows: "33315, the swapped form of 9090"),
    ]
    public static let remedies = [
        "Convert the port of a sockaddr_in: htons(9090) in C, UInt16(9090).bigEndian in Swift with Glibc.",
        "Convert with ntohs() before a port from getsockname(), getpeername() or accept() is printed.",
        "In Python, Java, Node and Go, give the plain number.",
        "With getaddrinfo() the port is already converted: use its result as it is.",
    ]
    public static let misconceptions = [
        """
        Swapping the port in the client as well: both then agree on a port that no other program, firewall rule \
        or port mapping knows.
        """,
        "Opening 9090 in the firewall: nothing listens there.",
    ]
    public static let recipes: [Recipe] = [.portByteOrder]

    public static let silences: [any Cause.Type] = [ServerNotRunning.self, WrongPort.self, PrivilegedPort.self]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        let watch = try facts.watch.get()
        let typed = numbers(watch)
        for socket in watch.sockets {
            for call in socket.calls where call.kind == .bind || call.kind == .connect {
                guard let port = call.address?.port, port != 0, let proof = proof(port, call, typed, watch) else {
                    continue
                }
                return [finding(watch, call, port, proof)]
            }
        }
        return []
    }

    private static let mostPorts = 3

    /// Where the number that was meant stands.
    private static func proof(_ port: UInt16, _ call: WatchedCall, _ typed: Set<Int>, _ watch: WatchFacts) -> String? {
        let meant = Int(port.byteSwapped)
        let place = watch.place(of: call)
        let written = Set(place?.numbers ?? [])
        guard meant != Int(port), meant != 0, !typed.contains(Int(port)), !written.contains(Int(port)) else {
            return nil
        }
        // Who dials port after port means each of them.
        guard Set(watch.sockets.compactMap { $0.first(.connect)?.address?.port }).count <= mostPorts else { return nil }
        if typed.contains(meant) { return "\(meant) stands among the program's arguments, \(port) does not" }
        // Small numbers stand in any file, and so do sizes of buffers.
        if meant >= 256, meant & (meant - 1) != 0, written.contains(meant), let place {
            return "\(meant) stands in \(Wording.file(place.file)), \(port) does not"
        }
        return peer(port, call, watch).map { "\($0) listens on port \(meant), nobody on port \(port)" }
    }

    /// A server that was found on the swapped port when the connection was refused.
    private static func peer(_ port: UInt16, _ call: WatchedCall, _ watch: WatchFacts) -> String? {
        guard call.kind == .connect, let target = call.address else { return nil }
        for followUp in watch.followUps where followUp.facts.question.port == port {
            guard followUp.facts.question.command == .check, let sockets = followUp.facts.sockets.value else {
                continue
            }
            let found = sockets.filter { socket in
                socket.state == .listening
                    && (socket.local.address.isUnspecified || socket.local.address.unmapped == target.address.unmapped)
            }
            guard !found.contains(where: { $0.local.port == port }) else { continue }
            if let server = found.first(where: { $0.local.port == port.byteSwapped }) {
                return followUp.facts.owner(of: server).map { Wording.brief($0) } ?? "another program"
            }
        }
        return nil
    }

    /// Whole numbers among the arguments, also as `host:9090` and `--port=9090`; not the parts of an address.
    private static func numbers(_ watch: WatchFacts) -> Set<Int> {
        var result: Set<Int> = []
        for argument in watch.arguments.dropFirst() + watch.processes.flatMap({ $0.arguments.dropFirst() }) {
            // Digits in the name of a file are no port.
            if argument.utf8.contains(0x2f), !argument.utf8.contains(0x3a) { continue }
            let words = argument.utf8.split { !((0x30...0x39).contains($0) || $0 == 0x2e) }
            for word in words where word.count <= 5 && !word.contains(0x2e) {
                if let number = Int(Substring(word)) { result.insert(number) }
            }
        }
        return result
    }

    private static func finding(_ watch: WatchFacts, _ call: WatchedCall, _ port: UInt16, _ proof: String) -> Finding {
        let meant = port.byteSwapped
        func hex(_ number: UInt16) -> String {
            let digits = String(number, radix: 16)
            return "0x" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
        }
        let outcome = call.hasFailed ? call.failure : "worked"
        return Finding(
            PortBytesSwapped.self, .certain,
            "\(call.kind.function)() takes port \(port), which is \(meant) with its two bytes swapped",
            evidence: Evidence(
                "\(call.told)\(watch.at(call)) \(outcome); \(port) is \(hex(port)), \(meant) is \(hex(meant)).",
                recheck: watch.trace("bind,connect")),
            [
                Evidence(
                    "\(proof.capitalizedFirst).", recheck: "python3 -c 'import socket; print(socket.htons(\(meant)))'")
            ],
            fixes: [
                Fix(
                    "give the port in network byte order where a sockaddr is filled, and as a plain number elsewhere",
                    command: watch.code(
                        call, python: "\(call.kind.function)((host, \(meant)))",
                        c: "address.sin_port = htons(\(meant));"))
            ], location: watch.location(call))
    }

    private static func binding(_ port: UInt16, numbers: [Int] = [], arguments: [String] = ["./server"]) -> Facts {
        .watched(
            [.server(port: port)], places: [.python(10, numbers: numbers)],
            change: {
                $0.arguments = arguments
                $0.processes[0].arguments = arguments
            })
    }

    /// A connection that was refused, and what a look at the machine found then.
    private static func dialling(_ port: UInt16, listener: UInt16) -> Facts {
        let target = Endpoint(.loopbackIPv4, port)
        let call = WatchedCall.failed(.connect, .connectionRefused, address: target)
        let question = Question(
            command: .check, host: "127.0.0.1", literal: .loopbackIPv4, port: port, transport: .tcp)
        var facts = Facts(question: question)
        facts.sockets = .seen([
            SocketRecord(
                transport: .tcp, family: .ipv4, state: .listening, local: Endpoint(.anyIPv4, listener), inode: 7)
        ])
        let socket = WatchedSocket(role: .connecting, calls: [WatchedCall(.socket, result: 3, place: 0), call])
        return .watched([socket], change: { $0.followUps = [.init(facts: facts, call: call)] })
    }

    public static let examples: [Example] = [
        .fires("bind() without htons(), the port is an argument", binding(33315, arguments: ["./server", "9090"])),
        .fires("the argument is an option", binding(36895, arguments: ["./server", "--port=8080"])),
        .fires("the port stands in the source", binding(33315, numbers: [5, 9090])),
        .fires("the server that was meant is on the swapped port", dialling(33315, listener: 9090)),
        .silent("a server on the port itself, and one on the swapped port", dialling(33315, listener: 33315)),
        .silent("a server on another port", dialling(33315, listener: 9091)),
        .silent("the port as it was given", binding(9090, arguments: ["./server", "9090"])),
        .silent("the swapped number was meant", binding(33315, arguments: ["./server", "33315", "9090"])),
        .silent("the source has both numbers", binding(33315, numbers: [9090, 33315])),
        .silent("two equal bytes", binding(8995, arguments: ["./server", "8995"])),
        .silent("a small number in the source is no port", binding(20480, numbers: [80, 1024])),
        .silent("a part of an address is no port", binding(32512, arguments: ["./server", "127.0.0.1"])),
        .silent("the kernel chooses the port", binding(0, arguments: ["./server", "0"])),
        .undecided("nothing was watched", Facts(question: .run, watch: .unseen(.unsupported("preloading")))),
    ]
}
