import SocketWire
import Testing

@Suite("Scripts of the relay")
struct RelayScriptTests {
    @Test("the short and the long form")
    func forms() throws {
        let script = try RelayScript(
            parsing: """
                # what to do
                - after connection 2: reset
                - after 3 s: stall 500 ms   # a pause
                - after: 1k bytes
                  do: "delay 50 ms"
                  direction: to-client
                  connection: [3, 4]
                """)
        #expect(script.steps.count == 3)
        #expect(script.steps[0].trigger == .connection(2))
        #expect(script.steps[0].action == .reset)
        #expect(script.steps[0].connections == [2])
        #expect(script.steps[1].trigger == .milliseconds(3000))
        #expect(script.steps[1].action == .stall(500))
        #expect(script.steps[1].connections == nil)
        var faults = StreamFaults()
        faults.delay = 50
        #expect(script.steps[2].trigger == .bytes(1000))
        #expect(script.steps[2].action == .set(faults))
        #expect(script.steps[2].directions == [.toClient])
        #expect(script.steps[2].connections == [3, 4])
    }

    @Test("a mapping, and steps under a name")
    func mapping() throws {
        #expect(try RelayScript(parsing: "after connection 1: close\nafter 10 ms: pass\n").steps.count == 2)
        #expect(try RelayScript(parsing: "---\nsteps:\n- do: half-close\n").steps[0].action == .halfClose)
    }

    @Test(
        "mistakes are named with their line",
        arguments: [
            ("", 1), ("- after connection 0: reset", 1), ("- after 3 s: explode", 1),
            ("- after 3 s: reset\n- after 3: reset", 2), ("- do: reset\n  whom: me", 2),
            ("- do: reset\n\tdirection: both", 2),
            ("- do: {reset: true}", 1), ("- after 1 s: delay\n", 1), ("- do: split 0", 1), ("hello", 1),
            ("- do: reset\n  do: close", 2), ("- do: [reset", 1), ("- do: reset\n    x", 2),
            ("- connection: [0]\n  do: reset", 1),
        ])
    func mistakes(_ text: String, _ line: Int) {
        #expect {
            _ = try RelayScript(parsing: text)
        } throws: { ($0 as? ScriptProblem)?.line == line }
    }

    @Test("no damage to a script traps")
    func damage() {
        let text = "- after connection 2: reset\n- after: 3 s\n  do: 'stall 500 ms'\n  connection: [1, 2]\n"
        for index in text.indices {
            for character in ["\n", " ", ":", "-", "[", "\"", "#", "\t", "é"] {
                var broken = text
                broken.replaceSubrange(index...index, with: character)
                _ = try? RelayScript(parsing: broken)
            }
            _ = try? RelayScript(parsing: String(text[..<index]))
        }
        _ = try? RelayScript(parsing: String(repeating: "- ", count: 5000) + "x")
    }

    @Test("quantities as people write them")
    func quantities() {
        #expect(RelayQuantity.bytes("10k") == 10_000)
        #expect(RelayQuantity.bytes("1.5M") == 1_500_000)
        #expect(RelayQuantity.bytes("-1") == nil)
        #expect(RelayQuantity.bytes("") == nil)
        #expect(RelayQuantity.bytes("nan") == nil)
        #expect(RelayQuantity.milliseconds("3s", needsUnit: true) == 3000)
        #expect(RelayQuantity.milliseconds("500", needsUnit: true) == nil)
        #expect(RelayQuantity.milliseconds("500", needsUnit: false) == 500)
    }
}
