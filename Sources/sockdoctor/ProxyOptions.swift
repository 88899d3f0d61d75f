import ArgumentParser
import SocketDoctor
import SocketFacts
import SocketProbes
import SocketWire

/// A quantity of the command line. What is none is taken, too, and named in one sentence later on.
protocol ProxyQuantity: ExpressibleByArgument {
    static var meaning: String { get }
    static var example: String { get }
    var isValid: Bool { get }
}

/// A time of the command line: `500`, `500ms`, `3s`.
struct TimeValue: ProxyQuantity {
    static let meaning = "a time in milliseconds from 0 on, or like 3s"
    static let example = "500"
    var milliseconds: Double
    var isValid: Bool { milliseconds >= 0 }
    init?(argument: String) { milliseconds = RelayQuantity.milliseconds(argument, needsUnit: false) ?? -1 }
}

/// A count of bytes: `1000`, `10k`, `2M`.
struct ByteCount: ProxyQuantity {
    static let meaning = "a count of bytes, like 1000, 10k or 2M"
    static let example = "1000"
    var count: Int
    var isValid: Bool { count >= 0 }
    init?(argument: String) { count = RelayQuantity.bytes(argument) ?? -1 }
}

/// A share: `5`, `2.5`, `5%`, from 0 to 100.
struct Percentage: ProxyQuantity {
    static let meaning = "a share from 0 to 100"
    static let example = "10"
    var share: Double
    var isValid: Bool { share >= 0 }
    init?(argument: String) {
        let digits = argument.hasSuffix("%") ? argument.dropLast() : argument[...]
        let isNumber = digits.utf8.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: ".") }
        let value = isNumber ? Double(digits) : nil
        share = value.map { $0 <= 100 ? $0 / 100 : -1 } ?? -1
    }
}

/// The first option that holds no quantity of its kind.
private func checkQuantities(_ options: [(String, (any ProxyQuantity)?)], nearest: String) throws {
    for case (let name, let value?) in options where !value.isValid {
        let kind = type(of: value)
        throw usageError("\(name) takes \(kind.meaning)", nearest: "\(nearest) \(name) \(kind.example)")
    }
}

/// What is done to TCP connections.
struct StreamFaultOptions: ParsableArguments {
    @Option(
        parsing: .unconditional, help: ArgumentHelp("Deliver parts of at most N bytes, really apart.", valueName: "N"))
    var split: ByteCount?

    @Option(
        parsing: .unconditional, help: ArgumentHelp("Hold bytes for so long and deliver them as one.", valueName: "MS"))
    var merge: TimeValue?

    @Option(parsing: .unconditional, help: ArgumentHelp("Deliver everything so much later (UDP too).", valueName: "MS"))
    var delay: TimeValue?

    @Option(
        parsing: .unconditional, help: ArgumentHelp("Add a random delay from 0 to this (UDP too).", valueName: "MS"))
    var jitter: TimeValue?

    @Option(parsing: .unconditional, help: ArgumentHelp("Let so many bytes pass in a second.", valueName: "BYTES/S"))
    var bandwidth: ByteCount?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Pause once for so long, before the first byte or after --stall-after.", valueName: "MS"))
    var stall: TimeValue?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("After so many bytes nothing passes: for --stall, or for ever.", valueName: "BYTES"))
    var stallAfter: ByteCount?

    @Option(parsing: .unconditional, help: ArgumentHelp("Reset both ends after so many bytes.", valueName: "BYTES"))
    var resetAfter: ByteCount?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("End the stream after so many bytes; the other way goes on.", valueName: "BYTES"))
    var halfCloseAfter: ByteCount?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Close the connection, in the orderly way, after so many bytes.", valueName: "BYTES"))
    var limit: ByteCount?

    /// - Parameter nearest: a command line to which the option can be added.
    func check(nearest: String) throws {
        try checkQuantities(
            [
                ("--split", split), ("--merge", merge), ("--delay", delay), ("--jitter", jitter),
                ("--bandwidth", bandwidth), ("--stall", stall), ("--stall-after", stallAfter),
                ("--reset-after", resetAfter), ("--half-close-after", halfCloseAfter), ("--limit", limit),
            ], nearest: nearest)
    }

    var faults: StreamFaults {
        var faults = StreamFaults()
        faults.split = split?.count
        faults.merge = merge?.milliseconds
        faults.delay = delay?.milliseconds
        faults.jitter = jitter?.milliseconds
        faults.bandwidth = bandwidth.map { Double($0.count) }
        faults.stall = stall?.milliseconds
        faults.stallAfter = stallAfter?.count
        faults.resetAfter = resetAfter?.count
        faults.halfCloseAfter = halfCloseAfter?.count
        faults.limit = limit?.count
        return faults
    }
}

/// What is done to datagrams.
struct DatagramFaultOptions: ParsableArguments {
    @Option(parsing: .unconditional, help: ArgumentHelp("UDP: drop so many datagrams of 100.", valueName: "PERCENT"))
    var drop: Percentage?

    @Option(parsing: .unconditional, help: ArgumentHelp("UDP: deliver so many of 100 twice.", valueName: "PERCENT"))
    var duplicate: Percentage?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("UDP: let so many of 100 be overtaken by the next.", valueName: "PERCENT"))
    var reorder: Percentage?

    @Option(parsing: .unconditional, help: ArgumentHelp("UDP: cut datagrams to so many bytes.", valueName: "BYTES"))
    var truncate: ByteCount?

    func check(nearest: String) throws {
        try checkQuantities(
            [("--drop", drop), ("--duplicate", duplicate), ("--reorder", reorder), ("--truncate", truncate)],
            nearest: nearest)
    }

    func faults(_ stream: StreamFaultOptions) -> DatagramFaults {
        var faults = DatagramFaults()
        faults.drop = drop?.share ?? 0
        faults.duplicate = duplicate?.share ?? 0
        faults.reorder = reorder?.share ?? 0
        faults.truncate = truncate?.count
        faults.delay = stream.delay?.milliseconds ?? 0
        faults.jitter = stream.jitter?.milliseconds ?? 0
        return faults
    }

    var isEmpty: Bool { drop == nil && duplicate == nil && reorder == nil && truncate == nil }
}
