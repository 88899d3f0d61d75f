import Testing

@testable import SocketRules

/// The index finds what a plain search finds, wherever it lies in its words.
@Suite struct PhraseIndexTests {
    /// A random number generator that begins alike in each run.
    private struct Sequence64: RandomNumberGenerator {
        var state: UInt64 = 1
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 33
        }
    }

    private static let literals = ["epipe", "10061", "x509: ", "connection refused", " is in use", "10054", "errno 1"]

    private func index(sample: String) -> PhraseIndex {
        var index = PhraseIndex(capacity: 8, sample: Array(sample.utf8))
        for literal in Self.literals {
            index.add(Array(literal.utf8), isNumber: literal.utf8.allSatisfy { (48...57).contains($0) })
        }
        index.close()
        return index
    }

    private func found(_ index: PhraseIndex, _ text: [UInt8], _ range: Range<Int>) -> Set<[Int]> {
        let words = TextWords.pack(text.span, count: text.count)
        var result: Set<[Int]> = []
        index.search(words.span, in: range) { literal, at in
            result.insert([literal, at])
            return nil
        }
        return result
    }

    @Test(arguments: ["", String(repeating: "a connection is in use 10061 ", count: 300)])
    func everyPlaceIsFound(_ sample: String) {
        let index = index(sample: sample)
        for (number, literal) in Self.literals.enumerated() {
            for before in 0..<9 {
                for after in 0..<5 {
                    let lead = [UInt8](repeating: 0x28, count: before)
                    let text = lead + Array(literal.uppercased().utf8) + [UInt8](repeating: 0x29, count: after)
                    #expect(found(index, text, 0..<text.count).contains([number, before]), "\(literal) at \(before)")
                    // One byte less on either side, and it is not there.
                    #expect(!found(index, text, 0..<before + literal.utf8.count - 1).contains([number, before]))
                    #expect(!found(index, text, before + 1..<text.count).contains([number, before]))
                }
            }
        }
    }

    @Test func aNumberWithinANumberMayBePassedOver() {
        let index = index(sample: "")
        for text in ["(10061)", "[10061]", " 10061,"] {
            #expect(!found(index, Array(text.utf8), 0..<7).isEmpty)
        }
    }

    @Test func theIndexAgreesWithAPlainSearch() {
        var random = Sequence64()
        let index = index(sample: "")
        let parts = Self.literals.map { Array($0.utf8) } + [[0x20], [0x0a], [0xe2, 0x80], Array("conn".utf8), [0x2e]]
        for _ in 0..<400 {
            var text: [UInt8] = []
            while text.count < 120 {
                text += parts.randomElement(using: &random) ?? []
                text.append(contentsOf: [0x20, 0x28, 0x2c].prefix(Int.random(in: 1...3, using: &random)))
            }
            var expected: Set<[Int]> = []
            for (number, literal) in Self.literals.enumerated() {
                let bytes = Array(literal.utf8)
                for at in 0...text.count - bytes.count where Array(text[at..<at + bytes.count]) == bytes {
                    expected.insert([number, at])
                }
            }
            #expect(found(index, text, 0..<text.count) == expected)
        }
    }

    @Test func wordsCountAndFindLineFeedsAsBytesDo() {
        var random = Sequence64()
        for length in [0, 1, 2, 3, 4, 5, 7, 8, 9, 63, 64, 1021, 1024, 5000] {
            for density in [2, 20, 2000] {
                let text = (0..<length).map { _ in
                    let isLineFeed = Int.random(in: 0..<density, using: &random) == 0
                    return isLineFeed ? 0x0a : UInt8.random(in: 0...255, using: &random)
                }
                let words = TextWords.pack(text.span, count: length)
                for _ in 0..<20 {
                    let low = Int.random(in: 0...length, using: &random)
                    let high = Int.random(in: low...length, using: &random)
                    #expect(TextWords.bytes(words.span, low..<high) == Array(text[low..<high]))
                    #expect(TextWords.countLineFeeds(words.span, low..<high) == text[low..<high].count { $0 == 0x0a })
                    #expect(TextWords.lineFeed(words.span, low..<high) == text[low..<high].firstIndex(of: 0x0a))
                }
            }
        }
    }

    @Test func literalsAreListedAsProgramsPrintThem() {
        let numbers = ErrorRecogniser.literals(.number)
        #expect(numbers.contains("ECONNREFUSED") && numbers.contains("Connection refused") && numbers.contains("10061"))
        #expect(ErrorRecogniser.literals(.phrase).contains("Could not resolve host: "))
        #expect(ErrorRecogniser.literals(.foreign).contains("Connexion refusée"))
    }
}
