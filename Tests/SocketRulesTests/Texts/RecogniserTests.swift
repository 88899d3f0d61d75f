import Foundation
import SocketFacts
import Testing

@testable import SocketRules

/// The recognisers are one list, tested as a whole: every entry with its example, and a corpus of texts.
@Suite struct RecogniserTests {
    private static let recogniser = ErrorRecogniser()
    private static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    struct Entry: Sendable, CustomTestStringConvertible {
        var line: String
        var example: String
        var testDescription: String { line }
    }

    static let entries: [Entry] = PhraseTable.all.flatMap { table in
        var entries: [Entry] = []
        var line: String?
        for raw in table.split(separator: "\n") where !raw.hasPrefix("#") {
            let text = raw.drop { $0 == " " }
            if text.hasPrefix("> "), let known = line {
                entries.append(Entry(line: known, example: unescaped(String(text.dropFirst(2)))))
                line = nil
            } else if text.contains("|"), !text.hasPrefix(">") {
                if let line { entries.append(Entry(line: line, example: "")) }
                line = String(text)
            }
        }
        return entries
    }

    private static func unescaped(_ text: String) -> String {
        text.replacingOccurrences(of: "\\\\", with: "\u{1}").replacingOccurrences(of: "\\n", with: "\n")
            .replacingOccurrences(of: "\\t", with: "\t").replacingOccurrences(of: "\u{1}", with: "\\")
    }

    @Test func tableIsWellFormed() {
        #expect(Self.entries.count > 500)
        for entry in Self.entries {
            guard let phrase = Phrase(entry.line) else {
                Issue.record("cannot be read: \(entry.line)")
                continue
            }
            #expect(phrase.template == phrase.template.lowercased(), "\(entry.line)")
            #expect(!entry.example.isEmpty, "no example: \(entry.line)")
            let table = entry.line.utf8Span.span
            let bar = entry.line.utf8.distance(
                from: entry.line.utf8.startIndex, to: entry.line.utf8.firstIndex(of: 0x7c) ?? entry.line.utf8.endIndex)
            let anchor = Phrase.anchor(table, bar + 2..<table.count)
            #expect(anchor.count >= PhraseIndex.shortestLiteral, "the literal part is too short: \(entry.line)")
            if let errno = phrase.errno { #expect(ErrorCode.named(errno) != nil, "\(errno)") }
        }
    }

    @Test(arguments: entries)
    func exampleIsRecognised(_ entry: Entry) throws {
        let phrase = try #require(Phrase(entry.line))
        let found = Self.recogniser.recognise(entry.example.utf8)
        let allowed = [phrase.symptom] + phrase.also
        #expect(allowed.contains(found.symptom), "\(entry.example) is taken for \(found.symptom.rawValue)")
        if let errno = phrase.errno, phrase.symptom == found.symptom { #expect(found.errno == errno) }
    }

    struct Sample: Decodable, Sendable {
        var id: String
        var text: String
        var symptom: String
        var also: [String]
        var errno: String?
        var host: String?
        var port: Int?
    }

    /// The project's own texts, and those beside it where they are there.
    static func samples() throws -> [Sample] {
        var samples: [Sample] = []
        for path in ["Tests/ErrorTexts/corpus.jsonl", "../shared/data/errors.jsonl"] {
            let file = repository.appending(path: path)
            guard let text = try? String(contentsOf: file, encoding: .utf8) else { continue }
            for line in text.split(separator: "\n") {
                samples.append(try JSONDecoder().decode(Sample.self, from: Data(line.utf8)))
            }
        }
        return samples
    }

    @Test func corpusIsUnderstood() throws {
        let samples = try Self.samples()
        guard !samples.isEmpty else { return }
        var wrong: (symptom: [String], place: [String], errno: [String], accused: [String]) = ([], [], [], [])
        for sample in samples {
            let found = Self.recogniser.recognise(sample.text.utf8)
            let isRight = ([sample.symptom] + sample.also).contains(found.symptom.rawValue)
            if !isRight { wrong.symptom.append("\(sample.id): \(found.symptom.rawValue), not \(sample.symptom)") }
            if !isRight, sample.symptom == "not-a-socket-error" { wrong.accused.append(sample.id) }
            if found.errno != sample.errno { wrong.errno.append("\(sample.id): \(found.errno ?? "none")") }
            if found.host != sample.host || found.port != sample.port {
                wrong.place.append("\(sample.id): \(found.host ?? "none") \(found.port ?? -1)")
            }
        }
        let count = Double(samples.count)
        #expect(Double(wrong.symptom.count) <= 0.01 * count, "\(wrong.symptom)")
        #expect(Double(wrong.place.count) <= 0.01 * count, "\(wrong.place)")
        #expect(Double(wrong.errno.count) <= 0.01 * count, "\(wrong.errno)")
        // A false accusation costs more than silence: of four hundred look-alikes at most three.
        #expect(wrong.accused.count <= 3, "\(wrong.accused)")
    }

    // MARK: Sentences, programs, numbers

    @Test(arguments: [
        "The pipe under the sink is broken; broken pipe repair costs 80 euro.", "broken pipeline #98",
        "Message too long, please shorten it.", "case ECONNREFUSED: return \"refused\";",
        "# handle ECONNREFUSED by trying again", "except OSError as e: if e.errno == errno.ECONNREFUSED: pass",
        "openssl finished with errno=0", "make: *** [Makefile:7: run] Error 98", "job failed (-104 points)",
        "switch (e.code) {\n  case 'EADDRINUSE': port++; break;\n}", "if errors.Is(err, syscall.ECONNREFUSED) {",
        "RETRYABLE = {\"ECONNREFUSED\", \"ETIMEDOUT\"}", "#define ECONNREFUSED 111 /* Connection refused */",
        "ERRORS\n       EADDRINUSE\n              The port is taken already.",
        "The call fails with EADDRINUSE if another socket listens.",
        "\"Connection refused\" means that nobody listens.", "server.on('error', () => { /* e.g. EADDRINUSE */ });",
        "Could not connect to smtp.lab: 535 5.7.8 Authentication failed", "Failed to connect to the headset",
    ])
    func whatOnlySoundsLikeAnErrorIsNone(_ text: String) {
        #expect(Self.recogniser.recognise(text.utf8).symptom == .notASocketError)
    }

    @Test(arguments: [
        ("connect to 10.0.0.3:80 failed (-111)", "ECONNREFUSED"), ("connect returned -110", "ETIMEDOUT"),
        ("connect() failed: 113", "EHOSTUNREACH"), ("bind failed: 98", "EADDRINUSE"),
        ("SO_ERROR=111 after connect", "ECONNREFUSED"), ("getaddrinfo returned -2 for socket", "EAI_NONAME"),
        ("accept: Too many open files in system", "ENFILE"), ("accept: Too many open files", "EMFILE"),
        ("Socket error: 10053.", "ECONNABORTED"), ("socket: Zu viele offene Dateien im System", "ENFILE"),
    ])
    func numbersAreReadInEveryNotation(_ text: String, _ errno: String) {
        #expect(Self.recogniser.recognise(text.utf8).errno == errno)
    }

    @Test(
        arguments: [
            (
                "[client 10.0.0.2:51000] AH01102: Connection reset by peer: remote server 127.0.0.1:8080", "127.0.0.1",
                8080
            ),
            (
                "Could not proxy request /x from localhost:3000 to http://localhost:5004/. (ECONNREFUSED)", "localhost",
                5004
            ),
            ("bind [127.0.0.1]:8080: Address already in use", "127.0.0.1", 8080),
            (";; communications error to 10.0.0.53#5353: connection refused", "10.0.0.53", 5353),
            ("connect to mail.lab[10.5.0.22]:25: Connection refused", "mail.lab", 25),
            ("connect to backup.lab (10.3.9.9): Connection refused", "backup.lab", nil),
            ("web.lab [10.0.3.16] 5555 (?) : Connection timed out", "web.lab", 5555),
            ("for reason eaddrinuse in ranch_tcp:listen([{port,8088},{ip,{127,0,0,1}}])", "127.0.0.1", 8088),
            ("$ mosquitto_pub -h broker.lab -p 1885 -t a -m b\nError: Connection refused", "broker.lab", 1885),
            ("Connect to 10.1.1.1<43211> failed : Connection refused", "10.1.1.1", 43211),
            ("Unable to connect to 10.1.1.2,1433: Connection refused", "10.1.1.2", 1433),
            ("Cannot connect to amqp://guest:**@rabbit.lab:5672//: timed out.", "rabbit.lab", 5672),
            ("OS Error: Connection refused, errno = 111, address = api.lab, port = 4000", "api.lab", 4000),
            ("TCP: connect to [AF_INET]10.8.0.1:1194 failed: Connection refused", "10.8.0.1", 1194),
            ("12:00:01.003 Port 8501 is already in use", nil, 8501),
            ("{\"msg\":\"dial tcp :9999: connect: connection refused\",\"remote_ip\":\"10.0.0.1\"}", nil, 9999),
            ("read: connection reset by peer remote_addr=10.0.0.5:41000", "10.0.0.5", 41000),
            (
                "connect(3, {sin_port=htons(91), sin_addr=inet_addr(\"10.0.0.8\")}, 16) = -1 ECONNREFUSED", "10.0.0.8",
                91
            ),
        ] as [(String, String?, Int?)])
    func theFarEndIsFound(_ text: String, _ host: String?, _ port: Int?) {
        let found = Self.recogniser.recognise(text.utf8)
        #expect(found.host == host && found.port == port)
    }

    /// A client's own sentence says less than the kernel's words beside it.
    @Test(arguments: [
        (
            "* connect to 10.9.8.1 port 8443 failed: No route to host\ncurl: (7) Failed to connect to 10.9.8.1 port 8443",
            Symptom.hostUnreachable
        ),
        (
            "BrokerUnreachableException: None of the specified endpoints were reachable\nSocketException (110): "
                + "Connection timed out", .connectionTimedOut
        ),
        ("Can't grab 0.0.0.0:80 with bind : Permission denied", .permissionDeniedPrivilegedPort),
        ("ssh_exchange_identification: read: Connection reset by peer", .connectionReset),
        ("curl: (7) Failed to connect to 10.9.8.1 port 8443: Couldn't connect to server", .connectionRefused),
    ])
    func theReasonBehindASummaryCounts(_ text: String, _ symptom: Symptom) {
        #expect(Self.recogniser.recognise(text.utf8).symptom == symptom)
    }

    @Test(arguments: [
        ("api-1  | connection to server at \"localhost\" (127.0.0.1), port 5432 failed: Connection refused", true),
        ("$ docker exec app curl -s http://localhost:80\ncurl: (7) Failed to connect to localhost port 80", true),
        ("api-1  | connection to server at \"db\" (172.18.0.2), port 5432 failed: Connection refused", false),
        ("connection to server at \"localhost\" (127.0.0.1), port 5432 failed: Connection refused", false),
    ])
    func loopbackWithinAContainerIsItsOwn(_ text: String, _ isWithin: Bool) {
        let symptom = Self.recogniser.recognise(text.utf8).symptom
        #expect(symptom == (isWithin ? .containerUnreachableLocalhost : .connectionRefused))
    }

    // MARK: What surrounds a text does not disturb

    @Test(arguments: [
        "\u{1b}[31mError:\u{1b}[0m connect: \u{1b}[1mConnection refused\u{1b}[0m",
        "connect: Connection refused\r\n", "\tconnect:\tConnection refused",
        "2026-11-22T16:06:41.123Z host app[123]: connect: Connection refused",
        "Nov 22 16:06:41 host app[123]: connect: CONNECTION REFUSED",
    ])
    func decorationIsIgnored(_ text: String) {
        #expect(Self.recogniser.recognise(text.utf8).symptom == .connectionRefused)
    }

    @Test func bytesThatAreNoTextAreNoError() {
        var random = SystemRandomNumberGenerator()
        for length in [0, 1, 3, 7, 100, 4000] {
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            #expect(Self.recogniser.recognise(bytes).symptom == .notASocketError)
            let found = Self.recogniser.recognise(
                [0xff, 0xfe] + bytes + Array("\nbind: Address already in use\n".utf8))
            #expect(found.symptom == .addressInUse)
        }
    }

    @Test func longLinesAreRead() {
        let noise = String(repeating: "x=1, ", count: 200_000)
        let text = noise + "connect: Connection refused" + noise
        #expect(Self.recogniser.recognise(text.utf8).symptom == .connectionRefused)
    }

    @Test func severalSymptomsKeepTheirOrder() {
        let text = """
            bind: Address already in use
            something else
            connect to 10.0.0.3:80: Connection refused
            connect to 10.0.0.3:80: Connection refused
            send: Broken pipe
            """
        let found = Self.recogniser.recognise(text.utf8)
        #expect(found.occurrences.map(\.symptom) == [.addressInUse, .connectionRefused, .brokenPipe])
        #expect(found.occurrences.map(\.line) == [1, 3, 5])
        #expect(found.occurrences[1].count == 2 && found.occurrences[1].port == 80)
    }

    @Test func aStreamSaysTheSameAsAText() {
        var stream = ErrorStream(everyMark: true)
        var log: [UInt8] = []
        var expected: [Symptom] = []
        for (number, entry) in Self.entries.enumerated() where !entry.example.contains("\n") {
            log += Array("2026-11-22 16:06:41 ordinary line \(number)\n".utf8)
            let line = Array(entry.example.utf8)
            log += line + [0x0a]
            let found = Self.recogniser.recognise(line).symptom
            if found != .notASocketError { expected.append(found) }
        }
        var marks: [Symptom] = []
        // Pieces whose ends fall anywhere.
        var start = 0
        while start < log.count {
            let end = min(log.count, start + 137)
            stream.feed(Array(log[start..<end]), count: end - start) { marks.append($0.recognised.symptom) }
            start = end
        }
        stream.finish { marks.append($0.recognised.symptom) }
        #expect(marks == expected)
        #expect(stream.lines == log.count { $0 == 0x0a })
        #expect(stream.counts.values.reduce(0, +) == expected.count)
    }

    @Test func aTextThatLiesAcrossACutOfALongLineIsFound() {
        var stream = ErrorStream(everyMark: true)
        let filler = [UInt8](repeating: 0x61, count: 65_530)
        var marks = 0
        let line = filler + Array(" connect: Connection refused ".utf8) + filler
        for start in stride(from: 0, to: line.count, by: 1000) {
            let piece = Array(line[start..<min(line.count, start + 1000)])
            stream.feed(piece, count: piece.count) { _ in marks += 1 }
        }
        stream.finish { _ in marks += 1 }
        #expect(marks >= 1)
        #expect(stream.counts[.connectionRefused, default: 0] >= 1)
    }

    @Test func theQuestionFollowsFromTheText() {
        func command(_ text: String) -> String? { TextReport.command(Self.recogniser.recognise(text.utf8)) }
        #expect(command("connect ECONNREFUSED 127.0.0.1:7890") == "sockdoctor check 127.0.0.1:7890")
        #expect(command("listen tcp 127.0.0.1:6063: bind: address already in use") == "sockdoctor port 127.0.0.1:6063")
        #expect(command("dial tcp [::1]:8080: connect: connection refused") == "sockdoctor check '[::1]:8080'")
        #expect(command("connect: Connection refused") == nil)
    }

    @Test func localizedWordsAreCurrent() throws {
        let table = LocalizedWords.table.split(separator: "\n")
        #expect(table.count > 1000)
        for line in table {
            let parts = line.split(separator: "\t")
            #expect(parts.count == 2 && ErrorCode.named(String(parts[0])) != nil, "\(line)")
        }
    }
}
