import SocketFacts
import Testing

@testable import SocketRules

/// What makes two port numbers, and a program, a near miss.
@Suite("Near misses")
struct NearMissTests {
    @Test(
        "how two numbers resemble each other",
        arguments: [
            (9090, 9009, NearMiss.Kind.swappedDigits), (9091, 9019, .swappedDigits), (8080, 8008, .swappedDigits),
            (9090, 33315, .swappedBytes), (8080, 36895, .swappedBytes),
            (9090, 9091, .offByOne), (9090, 9089, .offByOne), (9099, 9100, .offByOne),
            (30000, 3000, .digitMissing), (9090, 909, .digitMissing), (8080, 18080, .digitMissing),
            (8080, 80880, nil), (3456, 34456, .digitMissing),
            (9080, 8090, .distantSwap), (5173, 7153, .distantSwap),
            (9090, 9092, .offByTwo), (9090, 9088, .offByTwo), (9099, 9101, .offByTwo),
            (9090, 9100, .round), (9090, 9190, .round), (9090, 8090, .round), (9950, 10050, .round),
            (9090, 9390, .oneDigit), (50000, 50070, .oneDigit),
            (9090, 9090, nil), (9090, 5000, nil), (80, 90, .round), (80, 85, nil), (443, 843, nil),
        ] as [(Int, Int, NearMiss.Kind?)])
    func kind(wanted: Int, other: Int, expected: NearMiss.Kind?) throws {
        // A number above 65535 stands for "no such port" in the table.
        guard let a = UInt16(exactly: wanted), let b = UInt16(exactly: other) else {
            #expect(expected == nil)
            return
        }
        #expect(NearMiss.kind(a, b) == expected)
    }

    @Test("resemblance goes both ways, except that byte swaps below 256 are none")
    func symmetry() {
        for wanted: UInt16 in [80, 443, 909, 3000, 5432, 8080, 9090, 33315, 65535] {
            for other in stride(from: UInt16(1), through: 65000, by: 7) {
                let there = NearMiss.kind(wanted, other)
                let back = NearMiss.kind(other, wanted)
                if there == .swappedBytes || back == .swappedBytes { continue }
                #expect(there == back, "\(wanted) and \(other)")
            }
        }
    }

    @Test("few of all ports resemble a given one strongly")
    func rarity() {
        let strong = (UInt16(1024)...65535).filter { NearMiss.kind(9090, $0)?.isStrong ?? false }
        // Three swaps, one byte swap, two neighbours, and the numbers with one digit more.
        #expect(strong.count < 40, "\(strong)")
        #expect(strong.contains(9009) && strong.contains(9091) && strong.contains(33315))
    }

    @Test(
        "programs that a student runs, and those of the machine",
        arguments: [
            (["python3", "server.py"], "/usr/bin/python3.11", true),
            (["python3", "-u", "server.py"], "/usr/bin/python3.11", true),
            (["python3", "/home/student/code/server.py"], "/usr/bin/python3.11", true),
            (["python3", "-m", "http.server"], "/usr/bin/python3.11", true),
            (["java", "Server.java"], "/usr/lib/jvm/java-17/bin/java", true),
            (["./server"], "/home/student/lab/server", true),
            (["/tmp/go-build1/b001/exe/main"], "/tmp/go-build1/b001/exe/main", true),
            (["/usr/bin/python3", "/usr/bin/networkd-dispatcher"], "/usr/bin/python3.11", false),
            (["python3"], "/usr/bin/python3.11", false),
            (["node", "/home/student/.vscode-server/bin/server-main.js"], "/usr/bin/node", false),
            (["python3", "-m", "ipykernel_launcher"], "/usr/bin/python3.11", false),
            (["node_exporter"], "/usr/local/bin/node_exporter", false),
            (["/usr/sbin/sshd"], "/usr/sbin/sshd", false),
        ])
    func programs(arguments: [String], executable: String, isStudents: Bool) {
        let process = ProcessFacts(pid: 1000, name: "x", arguments: arguments, executable: .seen(executable))
        #expect(NearMiss.isStudentProgram(process) == isStudents)
    }

    @Test("of several near servers the strongest resemblance wins, then the youngest process")
    func choice() throws {
        let facts = Facts.refused(
            sockets: [.listener(port: 9190), .listener(port: 9009, inode: 80), .listener(port: 9900, inode: 81)],
            owners: [
                77: .python(age: 1), 80: .python(pid: 4300, script: "a.py", age: 900),
                81: .python(pid: 4301, script: "b.py", age: 20),
            ])
        let near = try #require(try NearMiss.best(for: [.loopbackIPv4], in: facts))
        #expect(near.socket.local.port == 9009 || near.socket.local.port == 9900)
        #expect(near.owner?.pid == 4301)
        #expect(near.isOwn)
    }

    @Test("the command that starts the server on the dialled port")
    func command() throws {
        func command(_ arguments: [String]) throws -> String? {
            var process = ProcessFacts.python()
            process.arguments = arguments
            let facts = Facts.refused(sockets: [.listener(port: 9091)], owners: [77: process])
            return try #require(try WrongPort.check(facts).first).fixes[1].command
        }
        #expect(try command(["python3", "server.py", "9091"]) == "python3 server.py 9090")
        #expect(try command(["python3", "server.py", "--port=9091"]) == "python3 server.py --port=9090")
        #expect(try command(["./server", "0.0.0.0:9091"]) == "./server 0.0.0.0:9090")
        #expect(try command(["./my server", "9091"]) == "'./my server' 9090")
        // The number is part of another one, or not there at all: no command is invented.
        #expect(try command(["python3", "server.py", "19091"]) == nil)
        #expect(try command(["python3", "server.py"]) == nil)
        // What a shell could be led astray with is not offered for copying.
        #expect(try command(["python3", "x'; rm -r y; '", "9091"]) == nil)
        #expect(try command(["python3", "\u{1b}[2J", "9091"]) == nil)
    }
}
