public import SocketFacts

/// A sequence of things to do to connections, or to datagrams, one after the other.
///
/// ```yaml
/// - after connection 2: reset
/// - after 3 s: stall 500 ms
/// - after: 1000 bytes
///   do: delay 50 ms
///   direction: to-client
///   connection: [3, 4]
/// - after 3 datagrams: drop 2
/// ```
public struct RelayScript: Hashable, Sendable {
    /// When a step's turn comes, once the one before it was done.
    public enum Trigger: Hashable, Sendable {
        /// The connection of this number was accepted.
        case connection(Int)
        /// So long after the step before, or after the start.
        case milliseconds(Double)
        /// So many bytes, of all connections and both directions, after the step before.
        case bytes(Int)
        /// So many datagrams, of all clients and both directions, dropped ones too, after the step before.
        case datagrams(Int)
    }

    public enum Action: Hashable, Sendable {
        case reset
        case close
        case halfClose
        /// `nil`: for ever.
        case stall(Double?)
        /// Faults that hold from now on, put over those that hold.
        case set(StreamFaults)
        /// The same for datagrams.
        case datagrams(DatagramChange)
        /// Done to so many of the datagrams that come next.
        case next(RelayFault, Int)
        /// No faults from now on.
        case pass
    }

    public struct Step: Hashable, Sendable {
        public var trigger: Trigger
        public var action: Action
        /// The step as it is told to people, "stall 500 ms".
        public var title: String
        /// `nil`: all that are open and, for what lasts, all that follow.
        public var connections: Set<Int>?
        public var directions: Set<RelayDirection>
        public var line: Int
    }

    public var steps: [Step]

    public init(steps: [Step]) { self.steps = steps }

    public init(parsing text: String, transport: Transport = .tcp) throws(ScriptProblem) {
        steps = []
        var root = try ScriptNode(parsing: text)
        if case .mapping(let pairs, let line) = root, pairs.contains(where: { $0.key == "steps" }) {
            guard pairs.count == 1 else { throw ScriptProblem(line: line, message: "beside steps nothing else stands") }
            root = pairs[0].value
        }
        switch root {
        case .list(let items, _):
            for item in items {
                guard case .mapping(let pairs, let line) = item else {
                    throw ScriptProblem(line: item.line, message: "a step reads like this: after 3 s: stall 500 ms")
                }
                steps.append(try Self.step(pairs, line, transport))
            }
        case .mapping(let pairs, _):
            for pair in pairs { steps.append(try Self.step([pair], pair.line, transport)) }
        case .scalar(_, let line):
            throw ScriptProblem(line: line, message: "a script is a list of steps: - after 3 s: stall 500 ms")
        }
        guard !steps.isEmpty else { throw ScriptProblem(line: 1, message: "the script is empty") }
    }

    private static func step(
        _ pairs: [ScriptNode.Pair], _ line: Int, _ transport: Transport
    ) throws(ScriptProblem) -> Step {
        var trigger: Trigger?
        var action: (Action, String)?
        var connections: Set<Int>?
        var directions = Set(RelayDirection.allCases)
        for pair in pairs {
            let words = pair.key.split(separator: " ").map(String.init)
            switch words.first {
            case "after" where words.count > 1:
                trigger = try Self.trigger(Array(words.dropFirst()), pair.line, transport)
                action = try Self.action(try text(pair.value), pair.line, transport)
            case "after": trigger = try Self.trigger(Self.words(try text(pair.value)), pair.line, transport)
            case "do": action = try Self.action(try text(pair.value), pair.line, transport)
            case "connection", "connections": connections = try numbers(pair.value)
            case "direction":
                let name = try text(pair.value)
                guard name == "both" || RelayDirection(rawValue: name) != nil else {
                    throw ScriptProblem(line: pair.line, message: "direction takes to-server, to-client or both")
                }
                if let one = RelayDirection(rawValue: name) { directions = [one] }
            default:
                throw ScriptProblem(
                    line: pair.line, message: "\"\(pair.key)\": a step has after, do, connection and direction")
            }
        }
        guard let action else { throw ScriptProblem(line: line, message: "the step does nothing: do is missing") }
        if case .connection(let number)? = trigger, connections == nil { connections = [number] }
        return Step(
            trigger: trigger ?? .milliseconds(0), action: action.0, title: action.1, connections: connections,
            directions: directions, line: line)
    }

    private static func text(_ node: ScriptNode) throws(ScriptProblem) -> String {
        guard case .scalar(let text, _) = node else {
            throw ScriptProblem(line: node.line, message: "one text is expected here")
        }
        return text
    }

    private static func numbers(_ node: ScriptNode) throws(ScriptProblem) -> Set<Int> {
        let nodes: [ScriptNode]
        if case .list(let items, _) = node { nodes = items } else { nodes = [node] }
        var result: Set<Int> = []
        for node in nodes {
            for part in try text(node).split(whereSeparator: { $0 == "," || $0 == " " }) {
                guard let number = Int(part), number > 0 else {
                    throw ScriptProblem(line: node.line, message: "connections are numbers from 1 on")
                }
                result.insert(number)
            }
        }
        return result
    }

    private static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

    private static func trigger(
        _ words: [String], _ line: Int, _ transport: Transport
    ) throws(ScriptProblem) -> Trigger {
        let count = transport == .tcp ? "100 bytes" : "3 datagrams"
        let problem = ScriptProblem(
            line: line, message: "after takes connection N, a time such as 3 s or 500 ms, or a count such as \(count)")
        if words.first == "connection" {
            guard words.count == 2, let number = Int(words[1]), number > 0 else { throw problem }
            return .connection(number)
        }
        let joined = words.joined()
        if let time = RelayQuantity.milliseconds(joined, needsUnit: true) { return .milliseconds(time) }
        if transport == .udp, words.count == 2, ["datagram", "datagrams"].contains(words[1]),
            let count = Int(words[0]), count >= 0
        {
            return .datagrams(count)
        }
        for unit in ["bytes", "byte"] where joined.hasSuffix(unit) {
            if let count = RelayQuantity.bytes(String(joined.dropLast(unit.count))) { return .bytes(count) }
        }
        throw problem
    }

    private static func action(
        _ text: String, _ line: Int, _ transport: Transport
    ) throws(ScriptProblem) -> (Action, String) {
        if transport == .udp { return try datagramAction(text, line) }
        let words = words(text)
        let value = words.dropFirst().joined()
        let title = words.joined(separator: " ")
        func problem(_ example: String) -> ScriptProblem {
            ScriptProblem(line: line, message: "\"\(text)\" is no action; for example: \(example)")
        }
        func time() throws(ScriptProblem) -> Double {
            guard let time = RelayQuantity.milliseconds(value, needsUnit: false) else {
                throw problem("\(words[0]) 50 ms")
            }
            return time
        }
        var faults = StreamFaults()
        switch words.first {
        case "reset" where value.isEmpty: return (.reset, title)
        case "close" where value.isEmpty: return (.close, title)
        case "half-close" where value.isEmpty: return (.halfClose, title)
        case "pass" where value.isEmpty: return (.pass, title)
        case "stall": return (.stall(value.isEmpty ? nil : try time()), title)
        case "delay": faults.delay = try time()
        case "jitter": faults.jitter = try time()
        case "merge": faults.merge = try time()
        case "split", "bandwidth":
            guard let count = RelayQuantity.bytes(value), count > 0 else { throw problem("\(words[0]) 100") }
            if words[0] == "split" { faults.split = count } else { faults.bandwidth = Double(count) }
        default: throw problem("reset, close, half-close, stall 500 ms, delay 50 ms, split 3, bandwidth 10k, pass")
        }
        return (.set(faults), title)
    }
}

/// Times and counts as people write them.
public enum RelayQuantity {
    /// `3s`, `500ms`, `2min`, and without a unit milliseconds, where that is allowed. At most a day.
    public static func milliseconds(_ text: String, needsUnit: Bool) -> Double? {
        for (unit, factor) in [("ms", 1.0), ("min", 60_000), ("s", 1000)] where text.hasSuffix(unit) {
            return number(text.dropLast(unit.count)).map { $0 * factor }.flatMap { $0 <= 86_400_000 ? $0 : nil }
        }
        return needsUnit ? nil : number(text[...]).flatMap { $0 <= 86_400_000 ? $0 : nil }
    }

    /// `1000`, `10k`, `2M`, `1G`; the letters count thousands. At most 2^50.
    public static func bytes(_ text: String) -> Int? {
        var digits = text[...]
        var factor = 1.0
        if let last = digits.last, let known = ["k": 1e3, "K": 1e3, "M": 1e6, "G": 1e9][last] {
            factor = known
            digits = digits.dropLast()
        }
        guard let value = number(digits), value * factor <= 1_125_899_906_842_624 else { return nil }
        return Int(value * factor)
    }

    private static func number(_ text: Substring) -> Double? {
        let isPlain = text.utf8.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: ".") }
        guard isPlain, text.utf8.count <= 18, text.first?.isNumber == true else { return nil }
        return Double(text)
    }
}
