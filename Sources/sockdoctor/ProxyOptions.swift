import ArgumentParser
import SocketDoctor
import SocketFacts
import SocketProbes
import SocketWire

/// A time of the command line: `500`, `500ms`, `3s`.
struct TimeValue: ExpressibleByArgument {
    var milliseconds: Double
    init?(argument: String) {
        guard let value = RelayQuantity.milliseconds(argument, needsUnit: false) else { return nil }
        milliseconds = value
    }
}

/// A count of bytes: `1000`, `10k`, `2M`.
struct ByteCount: ExpressibleByArgument {
    var count: Int
    init?(argument: String) {
        guard let value = RelayQuantity.bytes(argument) else { return nil }
        count = value
    }
}

/// A share: `5`, `2.5`, `5%`, from 0 to 100.
struct Percentage: ExpressibleByArgument {
    var share: Double
    init?(argument: String) {
        let digits = argument.hasSuffix("%") ? argument.dropLast() : argument[...]
        guard digits.utf8.allSatisfy({ (48...57).contains($0) || $0 == UInt8(ascii: ".") }),
            let value = Double(digits), value <= 100
        else { return nil }
        share = value / 100
    }
}

/// What is done to TCP connections.
struct StreamFaultOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Deliver parts of at most N bytes, really apart.", valueName: "N"))
    var split: ByteCount?

    @Option(help: ArgumentHelp("Hold bytes for so long and deliver them as one.", valueName: "MS"))
    var merge: TimeValue?

    @Option(help: ArgumentHelp("Deliver everything so much later (UDP too).", valueName: "MS"))
    var delay: TimeValue?

    @Option(help: ArgumentHelp("Add a random delay from 0 to this (UDP too).", valueName: "MS"))
    var jitter: TimeValue?

    @Option(help: ArgumentHelp("Let so many bytes pass in a second.", valueName: "BYTES/S"))
    var bandwidth: ByteCount?

    @Option(
        help: ArgumentHelp("Pause once for so long, before the first byte or after --stall-after.", valueName: "MS"))
    var stall: TimeValue?

    @Option(help: ArgumentHelp("After so many bytes nothing passes: for --stall, or for ever.", valueName: "BYTES"))
    var stallAfter: ByteCount?

    @Option(help: ArgumentHelp("Reset both ends after so many bytes.", valueName: "BYTES"))
    var resetAfter: ByteCount?

    @Option(help: ArgumentHelp("End the stream after so many bytes; the other way goes on.", valueName: "BYTES"))
    var halfCloseAfter: ByteCount?

    @Option(help: ArgumentHelp("Close the connection, in the orderly way, after so many bytes.", valueName: "BYTES"))
    var limit: ByteCount?

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
    @Option(help: ArgumentHelp("UDP: drop so many datagrams of 100.", valueName: "PERCENT"))
    var drop: Percentage?

    @Option(help: ArgumentHelp("UDP: deliver so many of 100 twice.", valueName: "PERCENT"))
    var duplicate: Percentage?

    @Option(help: ArgumentHelp("UDP: let so many of 100 be overtaken by the next.", valueName: "PERCENT"))
    var reorder: Percentage?

    @Option(help: ArgumentHelp("UDP: cut datagrams to so many bytes.", valueName: "BYTES"))
    var truncate: ByteCount?

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
