import SocketFacts
import Testing

@Suite struct FrameTests {
    static let frames: [Frame] = [
        .line, .crlf, .delimiter([0x00]), .delimiter([0xaa, 0xaa, 0xbb]), .delimiter([0x61, 0x61]),
        .length(.one, isBigEndian: true), .length(.two, isBigEndian: true), .length(.two, isBigEndian: false),
        .length(.four, isBigEndian: true), .length(.four, isBigEndian: false),
    ]

    @Test(arguments: [
        ("none", Frame.none), ("line", .delimiter([0x0a])), ("CRLF", .delimiter([0x0d, 0x0a])),
        ("delimiter:7c7C", .delimiter([0x7c, 0x7c])), ("length8", .length(.one, isBigEndian: true)),
        ("length16", .length(.two, isBigEndian: true)), ("length16be", .length(.two, isBigEndian: true)),
        ("length16le", .length(.two, isBigEndian: false)), ("length32", .length(.four, isBigEndian: true)),
        ("length32le", .length(.four, isBigEndian: false)),
    ])
    func readsText(text: String, frame: Frame) throws {
        #expect(try Frame(text) == frame)
        #expect(try Frame(frame.description) == frame)
    }

    @Test(arguments: [
        "", "lines", "delimiter", "delimiter:", "delimiter:0", "delimiter:0g", "delimiter:+1", "delimiter:0x0a",
        "delimiter:ä", "length", "length24", "length16xe", "length64", " line",
        "delimiter:00112233445566778899aabbccddeeff00",
    ])
    func refusesText(text: String) {
        #expect(throws: Frame.Problem.self) { try Frame(text) }
    }

    @Test func encodesAsDocumented() {
        let message: [UInt8] = [0x68, 0x69]
        #expect(Frame.none.encode(message) == message)
        #expect(Frame.line.encode(message) == [0x68, 0x69, 0x0a])
        #expect(Frame.crlf.encode(message) == [0x68, 0x69, 0x0d, 0x0a])
        #expect(Frame.length(.one, isBigEndian: true).encode(message) == [2, 0x68, 0x69])
        #expect(Frame.length(.two, isBigEndian: true).encode(message) == [0, 2, 0x68, 0x69])
        #expect(Frame.length(.two, isBigEndian: false).encode(message) == [2, 0, 0x68, 0x69])
        #expect(Frame.length(.four, isBigEndian: true).encode(message) == [0, 0, 0, 2, 0x68, 0x69])
        #expect(Frame.length(.four, isBigEndian: false).encode(message) == [2, 0, 0, 0, 0x68, 0x69])
    }

    @Test func refusesWhatCannotBeFramed() {
        #expect(Frame.line.encode(Array("a\nb".utf8)) == nil)
        #expect(Frame.length(.one, isBigEndian: true).encode([UInt8](repeating: 1, count: 255))?.count == 256)
        #expect(Frame.length(.one, isBigEndian: true).encode([UInt8](repeating: 1, count: 256)) == nil)
        #expect(Frame.length(.two, isBigEndian: true).encode([UInt8](repeating: 1, count: 65_536)) == nil)
        // `xa` and the delimiter `aa` are `xaaa`: the receiver would see the message `x`.
        #expect(Frame.delimiter([0x61, 0x61]).encode([0x78, 0x61]) == nil)
        #expect(Frame.crlf.encode([0x78, 0x0d]) == [0x78, 0x0d, 0x0d, 0x0a])
    }

    /// Messages that the frame can carry, of bytes that often meet the delimiters.
    private func messages(_ frame: Frame, _ random: inout SplitMix) -> [[UInt8]] {
        let bytes: [UInt8] = [0x00, 0x0a, 0x0d, 0x61, 0x62, 0xaa, 0xbb, 0xff]
        return (0..<8).map { _ in
            (0..<Int.random(in: 0...9, using: &random)).map { _ in bytes.randomElement(using: &random) ?? 0 }
        }.filter { frame.encode($0) != nil }
    }

    private func decode(
        _ stream: [UInt8], cutBefore cuts: some Collection<Int>, _ frame: Frame, limit: Int = 1 << 20
    ) -> ([[UInt8]], rest: [UInt8]?) {
        var decoder = FrameDecoder(frame, limit: limit)
        var decoded: [[UInt8]] = []
        var start = 0
        for end in Array(cuts) + [stream.count] {
            decoder.append(stream[start..<end])
            start = end
            do {
                while let message = try decoder.next() { decoded.append(message) }
            } catch {
                return (decoded, nil)
            }
        }
        return (decoded, Array(decoder.pending))
    }

    @Test(arguments: frames) func everyCutInTwoDecodesTheSame(frame: Frame) {
        var random = SplitMix(seed: 2)
        let messages = messages(frame, &random)
        let stream = messages.compactMap(frame.encode).flatMap(\.self)
        for cut in 0...stream.count {
            let (decoded, rest) = decode(stream, cutBefore: [cut], frame)
            #expect(decoded == messages, "cut at \(cut)")
            #expect(rest == [], "cut at \(cut)")
        }
    }

    @Test(arguments: frames) func anyCutDecodesTheSame(frame: Frame) {
        for seed in 0..<200 {
            var random = SplitMix(seed: UInt64(seed))
            let messages = messages(frame, &random)
            let stream = messages.compactMap(frame.encode).flatMap(\.self)
            let cuts = (0..<Int.random(in: 0...stream.count, using: &random))
                .map { _ in Int.random(in: 0...stream.count, using: &random) }.sorted()
            let (decoded, rest) = decode(stream, cutBefore: cuts, frame)
            #expect(decoded == messages, "seed \(seed)")
            #expect(rest == [], "seed \(seed)")
        }
    }

    @Test(arguments: frames) func garbageNeverTrapsAndCutsDoNotMatter(frame: Frame) {
        for seed in 0..<200 {
            var random = SplitMix(seed: UInt64(seed))
            let stream = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                UInt8.random(in: 0...7, using: &random) &* 0x2a
            }
            let whole = decode(stream, cutBefore: [], frame, limit: 20)
            let single = decode(stream, cutBefore: 0..<stream.count, frame, limit: 20)
            #expect(whole.0 == single.0, "seed \(seed)")
            #expect(whole.rest == single.rest, "seed \(seed)")
        }
    }

    @Test(arguments: frames) func holdsTheLimit(frame: Frame) throws {
        let longest = [UInt8](repeating: 0x62, count: 100)
        let fits = try #require(frame.encode(longest))
        #expect(decode(fits, cutBefore: [50], frame, limit: 100).0 == [longest])
        let tooLong = try #require(frame.encode(longest + [0x62]))
        let (decoded, rest) = decode(tooLong, cutBefore: [50], frame, limit: 100)
        #expect(decoded.isEmpty)
        #expect(rest == nil)
    }

    @Test func announcedLengthIsRefusedBeforeItsBytesCome() {
        var decoder = FrameDecoder(.length(.four, isBigEndian: true))
        decoder.append([0xff, 0xff, 0xff, 0xff])
        #expect(throws: FrameDecoder.Failure.tooLong(limit: 1 << 20)) { try decoder.next() }
        #expect(throws: FrameDecoder.Failure.tooLong(limit: 1 << 20)) { try decoder.next() }
    }

    @Test func unfinishedMessageStays() throws {
        var decoder = FrameDecoder(.line)
        decoder.append(Array("one\ntw".utf8))
        #expect(try decoder.next() == Array("one".utf8))
        #expect(try decoder.next() == nil)
        #expect(Array(decoder.pending) == Array("tw".utf8))
    }
}

/// Random numbers that are the same in every run (Steele, Lea and Flood, 2014).
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
