/// Where CPython keeps what leads from a thread to the line that it executes, by version.
///
/// The offsets are those of 64-bit builds, computed from the headers of each version (3.8.18, 3.9.18, 3.10.13, 3.11.2,
/// 3.11.7, 3.12.1, 3.13.0). They are internals of the interpreter: whoever reads by them checks what comes out. Builds
/// without the global lock ("3.13t") have others.
public struct PythonLayout: Hashable, Sendable {
    public enum LineTable: Sendable {
        /// `co_lnotab`: up to 3.9.
        case pairs
        /// `co_linetable` of 3.10.
        case ranges
        /// `co_linetable` since 3.11.
        case locations
    }

    /// In `_PyRuntime`: the first interpreter.
    public var firstInterpreter: UInt64
    /// In the interpreter's state.
    public var firstThread: UInt64
    public var nextInterpreter: UInt64
    /// In the thread's state. `threadNumber` holds what gettid(2) gives, before 3.11 what pthread_self(3) gives.
    public var nextThread: UInt64 = 8
    public var threadNumber: UInt64
    public var hasNativeNumber = true
    /// The frame, or what leads to it: then `innerFrame` is the frame's offset there.
    public var frame: UInt64
    public var innerFrame: UInt64?
    /// In the frame. `instruction` is an address, before 3.11 an index.
    public var previous: UInt64
    public var code: UInt64
    public var instruction: UInt64
    public var instructionSize: UInt64 = 8
    /// A frame whose owner is `cOwner` is no Python function.
    public var owner: UInt64?
    /// In the code object.
    public var fileName: UInt64
    public var name: UInt64
    public var lines: UInt64
    public var firstLine: UInt64
    public var bytecode: UInt64 = 0
    public var lineTable: LineTable
    /// Bytes of code for one step of `instruction`.
    public var unit: UInt64 = 1
    /// Sizes of the head of a text: of ASCII only, and of others.
    public var asciiHead: UInt64
    public var wideHead: UInt64

    public static let cOwner: UInt8 = 3

    /// - Parameter version: "3.11", as in the names of the program and its library.
    public init?(version: some StringProtocol) {
        switch version {
        case "3.8", "3.9": self.init(old: 104, .pairs, unit: 1)
        case "3.10": self.init(old: 96, .ranges, unit: 2)
        case "3.11":
            self.init(
                firstInterpreter: 40, firstThread: 16, nextInterpreter: 0, threadNumber: 160, frame: 56,
                innerFrame: 8, previous: 48, code: 32, instruction: 56, fileName: 112, name: 128, lines: 136,
                firstLine: 72, bytecode: 184, lineTable: .locations, asciiHead: 48, wideHead: 72)
        case "3.12":
            self.init(
                firstInterpreter: 40, firstThread: 72, nextInterpreter: 0, threadNumber: 144, frame: 56,
                innerFrame: 0, previous: 8, code: 0, instruction: 56, owner: 70, fileName: 112, name: 128, lines: 136,
                firstLine: 68, bytecode: 192, lineTable: .locations, asciiHead: 40, wideHead: 56)
        case "3.13":
            self.init(
                firstInterpreter: 632, firstThread: 7344, nextInterpreter: 7264, threadNumber: 160, frame: 72,
                previous: 8, code: 0, instruction: 56, owner: 70, fileName: 112, name: 128, lines: 136, firstLine: 68,
                bytecode: 200, lineTable: .locations, asciiHead: 40, wideHead: 56)
        default: return nil
        }
    }

    private init(
        firstInterpreter: UInt64, firstThread: UInt64, nextInterpreter: UInt64, threadNumber: UInt64, frame: UInt64,
        innerFrame: UInt64? = nil, previous: UInt64, code: UInt64, instruction: UInt64, owner: UInt64? = nil,
        fileName: UInt64, name: UInt64, lines: UInt64, firstLine: UInt64, bytecode: UInt64, lineTable: LineTable,
        asciiHead: UInt64, wideHead: UInt64
    ) {
        self.firstInterpreter = firstInterpreter
        self.firstThread = firstThread
        self.nextInterpreter = nextInterpreter
        self.threadNumber = threadNumber
        self.frame = frame
        self.innerFrame = innerFrame
        self.previous = previous
        self.code = code
        self.instruction = instruction
        self.owner = owner
        self.fileName = fileName
        self.name = name
        self.lines = lines
        self.firstLine = firstLine
        self.bytecode = bytecode
        self.lineTable = lineTable
        self.asciiHead = asciiHead
        self.wideHead = wideHead
    }

    /// Before 3.11.
    private init(old instruction: UInt64, _ lineTable: LineTable, unit: UInt64) {
        self.init(
            firstInterpreter: 32, firstThread: 8, nextInterpreter: 0, threadNumber: 176, frame: 24, previous: 24,
            code: 32, instruction: instruction, fileName: 104, name: 112, lines: 120, firstLine: 40, bytecode: 0,
            lineTable: lineTable, asciiHead: 48, wideHead: 72)
        hasNativeNumber = false
        instructionSize = 4
        self.unit = unit
    }

    /// The version in a file's name: "3.11" of `libpython3.11.so.1.0` and of `python3.11`.
    public static func version(_ path: some StringProtocol) -> String? {
        guard let name = path.split(separator: "/").last else { return nil }
        for prefix in ["libpython", "python"] where name.hasPrefix(prefix) {
            let rest = name.dropFirst(prefix.count)
            let version = rest.prefix { $0.isNumber || $0 == "." }
            let tail = rest.dropFirst(version.count)
            // "3.11.so.1.0" ends in a dot before "so".
            let isWhole = tail.isEmpty || tail.hasPrefix("so")
            let text = version.hasSuffix(".") ? version.dropLast() : version
            return isWhole && text.contains(".") ? String(text) : nil
        }
        return nil
    }

    // MARK: Lines

    /// The line of the instruction at `offset` bytes in the code; `nil` where the table gives none.
    public func line(at offset: Int, first: Int, table: [UInt8]) -> Int? {
        switch lineTable {
        case .pairs: Self.pairs(offset, first, table)
        case .ranges: Self.ranges(offset, first, table)
        case .locations: Self.locations(offset, first, table)
        }
    }

    private static func pairs(_ offset: Int, _ first: Int, _ table: [UInt8]) -> Int? {
        var line = first
        var address = 0
        for index in stride(from: 0, to: table.count - 1, by: 2) {
            address += Int(table[index])
            if address > offset { break }
            line += Int(Int8(bitPattern: table[index + 1]))
        }
        return line
    }

    private static func ranges(_ offset: Int, _ first: Int, _ table: [UInt8]) -> Int? {
        var line = first
        var end = 0
        for index in stride(from: 0, to: table.count - 1, by: 2) {
            end += Int(table[index])
            let delta = Int8(bitPattern: table[index + 1])
            let hasLine = delta != -128
            if hasLine { line += Int(delta) }
            if offset < end { return hasLine ? line : nil }
        }
        return nil
    }

    /// Entries of one byte with the kind and the length in units of two bytes, and numbers of six bits a byte behind it.
    private static func locations(_ offset: Int, _ first: Int, _ table: [UInt8]) -> Int? {
        var reader = ByteReader(table)
        var line = first
        var end = 0
        func number() -> Int? {
            var value = 0
            for shift in stride(from: 0, to: 48, by: 6) {
                guard let byte = reader.byte() else { return nil }
                value |= Int(byte & 0x3f) << shift
                if byte & 0x40 == 0 { return value }
            }
            return nil
        }
        func skipNumber() { _ = number() }
        while let byte = reader.byte() {
            // Every entry's first byte has this bit.
            guard byte & 0x80 != 0 else { return nil }
            end += (Int(byte & 7) + 1) * 2
            var hasLine = true
            switch byte >> 3 & 15 {
            case 15: hasLine = false
            case 14, 13:
                guard let value = number() else { return nil }
                line += value & 1 == 1 ? -(value >> 1) : value >> 1
                if byte >> 3 & 15 == 14 { for _ in 0..<3 { skipNumber() } }
            case let kind where kind >= 10:
                line += Int(kind) - 10
                reader.skip(2)
            default: reader.skip(1)
            }
            if offset < end { return hasLine ? line : nil }
        }
        return nil
    }
}
