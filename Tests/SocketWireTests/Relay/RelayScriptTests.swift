import SocketFacts
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

    @Test("steps for datagrams")
    func datagrams() throws {
        let text = """
            - after 3 datagrams: drop 2
              direction: to-server
            - after 1 s: drop 30%
            - do: reorder
              connection: 2
            - after 0 datagrams: truncate 100
            - after 10 bytes: delay 50 ms
            """
        let steps = try RelayScript(parsing: text, transport: .udp).steps
        var share = DatagramChange()
        share.drop = 0.3
        var truncate = DatagramChange()
        truncate.truncate = 100
        #expect(
            steps.map { $0.trigger } == [
                .datagrams(3), .milliseconds(1000), .milliseconds(0), .datagrams(0), .bytes(10),
            ])
        #expect(steps[0].action == .next(.drop, 2) && steps[0].directions == [.toServer])
        #expect(steps[1].action == .datagrams(share))
        #expect(steps[2].action == .next(.reorder, 1) && steps[2].connections == [2])
        #expect(steps[3].action == .datagrams(truncate))
    }

    @Test(
        "what is for the other transport is a mistake",
        arguments: [
            ("- do: drop", Transport.tcp), ("- after 3 datagrams: reset", .tcp), ("- do: reset", .udp),
            ("- do: split 3", .udp), ("- do: drop 0", .udp), ("- do: drop 101%", .udp), ("- do: truncate", .udp),
            ("- after x datagrams: drop", .udp), ("- after -1 datagrams: drop", .udp),
        ])
    func otherTransport(_ text: String, _ transport: Transport) {
        #expect(throws: ScriptProblem.self) { _ = try RelayScript(parsing: text, transport: transport) }
    }

    @Test("the datagrams that a step means: of its client and direction, each for one step at a time")
    func pending() throws {
        let text = "- do: drop\n- do: duplicate 2\n  direction: to-client\n- do: reorder\n  connection: 2"
        var pending = PendingDatagrams()
        for step in try RelayScript(parsing: text, transport: .udp).steps {
            guard case .next(let fault, let count) = step.action else { continue }
            pending.add(fault, count, of: step)
        }
        #expect(pending.take(.toClient, connection: 2) == [.drop])
        #expect(pending.take(.toServer, connection: 1) == [])
        #expect(pending.take(.toClient, connection: 2) == [.duplicate, .reorder])
        #expect(pending.take(.toClient, connection: 1) == [.duplicate])
        #expect(pending.take(.toClient, connection: 2) == [])
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
