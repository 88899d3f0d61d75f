/// Faults put over those that hold; what is `nil` stays as it is.
public struct DatagramChange: Hashable, Sendable {
    public var drop: Double?
    public var duplicate: Double?
    public var reorder: Double?
    public var truncate: Int?
    public var delay: Double?
    public var jitter: Double?

    public init() {}

    public func applied(to faults: DatagramFaults) -> DatagramFaults {
        var result = faults
        result.drop = drop ?? faults.drop
        result.duplicate = duplicate ?? faults.duplicate
        result.reorder = reorder ?? faults.reorder
        result.truncate = truncate ?? faults.truncate
        result.delay = delay ?? faults.delay
        result.jitter = jitter ?? faults.jitter
        return result
    }
}

/// Datagrams that a step of a script has yet to meet: "drop 2".
public struct PendingDatagrams: Sendable {
    private struct Entry {
        var fault: RelayFault
        var count: Int
        var connections: Set<Int>?
        var directions: Set<RelayDirection>
    }
    private var entries: [Entry] = []

    public init() {}

    public mutating func add(_ fault: RelayFault, _ count: Int, of step: RelayScript.Step) {
        entries.append(
            Entry(fault: fault, count: count, connections: step.connections, directions: step.directions))
    }

    /// What must become of this client's next datagram. One that is dropped counts for nothing else.
    public mutating func take(_ direction: RelayDirection, connection: Int) -> Set<RelayFault> {
        var result: Set<RelayFault> = []
        for index in entries.indices {
            let entry = entries[index]
            guard entry.directions.contains(direction), entry.connections?.contains(connection) ?? true,
                !result.contains(entry.fault), !result.contains(.drop), entry.fault != .drop || result.isEmpty
            else { continue }
            entries[index].count -= 1
            result.insert(entry.fault)
        }
        entries.removeAll { $0.count == 0 }
        return result
    }
}

extension RelayScript {
    /// What a step does to datagrams: the next ones, or from now on.
    static func datagramAction(_ text: String, _ line: Int) throws(ScriptProblem) -> (Action, String) {
        let words = text.split(separator: " ").map(String.init)
        let value = words.dropFirst().joined()
        let title = words.joined(separator: " ")
        func problem(_ example: String) -> ScriptProblem {
            ScriptProblem(line: line, message: "\"\(text)\" is no action for UDP; for example: \(example)")
        }
        var change = DatagramChange()
        switch words.first {
        case "pass" where value.isEmpty: return (.pass, title)
        case "drop", "duplicate", "reorder":
            let fault = RelayFault(rawValue: words[0]) ?? .drop
            if value.hasSuffix("%") {
                guard let percent = Double(value.dropLast()), (0...100).contains(percent) else {
                    throw problem("\(words[0]) 30%")
                }
                switch fault {
                case .duplicate: change.duplicate = percent / 100
                case .reorder: change.reorder = percent / 100
                default: change.drop = percent / 100
                }
                return (.datagrams(change), title)
            }
            guard let count = value.isEmpty ? 1 : Int(value), (1...1_000_000_000).contains(count) else {
                throw problem("\(words[0]) 3, \(words[0]) 30%")
            }
            return (.next(fault, count), title)
        case "truncate":
            guard let count = RelayQuantity.bytes(value) else { throw problem("truncate 100") }
            change.truncate = count
        case "delay", "jitter":
            guard let time = RelayQuantity.milliseconds(value, needsUnit: false) else {
                throw problem("\(words[0]) 50 ms")
            }
            if words[0] == "delay" { change.delay = time } else { change.jitter = time }
        default: throw problem("drop, drop 3, drop 30%, duplicate, reorder, truncate 100, delay 50 ms, jitter 5, pass")
        }
        return (.datagrams(change), title)
    }
}
