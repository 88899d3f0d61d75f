import SocketFacts
import SocketWire

/// The line of a Python program that a stopped thread executes, read from the interpreter's memory.
///
/// Nothing runs in the program for it. What is read is checked: the thread's number stands in its state, the code object
/// has a file name and a line table that knows the instruction. Where something does not fit, there is no place.
final class TracePython {
    private static let mostThreads = 2000
    private static let deepest = 64

    private let process: Int32
    private let layout: PythonLayout
    /// The address of `_PyRuntime`.
    private let runtime: UInt64
    private let libraryFolder: String
    /// Relative file names are of this directory; empty where the reader's own directory is the same.
    private let folder: String
    private var states: [Int32: UInt64] = [:]
    private var codes: [UInt64: Code] = [:]

    private struct Code {
        var filePointer: UInt64
        var firstLine: Int
        var file: String
        var name: String
        var table: [UInt8]
        var isLibrary: Bool
    }

    /// `nil` where the process is no Python of a version that is known.
    ///
    /// - Parameter runtimes: by the path of a module, where `_PyRuntime` lies behind its beginning.
    init?(_ process: Int32, maps: String, isAttached: Bool, runtimes: inout [String: UInt64]) {
        self.process = process
        var modules: [Substring] = []
        for line in maps.split(separator: "\n") {
            guard let slash = line.firstIndex(of: "/"), PythonLayout.version(line[slash...]) != nil,
                !modules.contains(line[slash...])
            else { continue }
            modules.append(line[slash...])
        }
        // The library before the program that has it.
        for path in modules.sorted(by: { $0.contains("/libpython") && !$1.contains("/libpython") }) {
            guard let version = PythonLayout.version(path), let layout = PythonLayout(version: version),
                let line = maps.split(separator: "\n").first(where: { $0.hasSuffix(path) }),
                let start = line.split(separator: "-").first.flatMap({ UInt64($0, radix: 16) }),
                let offset = runtimes[String(path)] ?? Self.runtime(in: "/proc/\(process)/root\(path)")
            else { continue }
            runtimes[String(path)] = offset
            self.layout = layout
            runtime = start &+ offset
            libraryFolder = "/lib/python\(version)/"
            folder = isAttached ? ((try? Files.link("/proc/\(process)/cwd")) ?? "") : ""
            return
        }
        return nil
    }

    private static func runtime(in path: String) -> UInt64? {
        guard let bytes = try? Files.bytes(path, limit: 64 << 20) else { return nil }
        let symbols = ElfSymbols(bytes) { $0.elementsEqual("_PyRuntime".utf8) }.symbols
        return symbols.first.map { $0.range.lowerBound &- ProgramText.base(bytes) }
    }

    /// The innermost frame of the program's own code; where library code calls all the way, the outermost.
    func place(_ thread: Int32) -> SourcePlace? {
        guard let state = states[thread].flatMap({ isState($0, thread) ? $0 : nil }) ?? findState(thread),
            var frame: UInt64 = number(state + layout.frame)
        else { return nil }
        states[thread] = state
        if let inner = layout.innerFrame {
            guard frame != 0, let next: UInt64 = number(frame + inner) else { return nil }
            frame = next
        }
        var outermost: SourcePlace?
        for _ in 0..<Self.deepest where frame != 0 {
            let bytes = TracedMemory.read(process, frame, 112)
            guard let previous = Self.number(bytes, layout.previous) else { break }
            if let owner = layout.owner, bytes[Int(owner)] == PythonLayout.cOwner {
                frame = previous
                continue
            }
            guard let code = Self.number(bytes, layout.code).flatMap(self.code) else { return nil }
            guard let place = place(bytes, code) else { return nil }
            if !code.isLibrary { return place }
            outermost = place
            frame = previous
        }
        return outermost
    }

    private func place(_ frame: [UInt8], _ code: Code) -> SourcePlace? {
        guard let address = Self.number(frame, layout.code), let word = Self.number(frame, layout.instruction) else {
            return nil
        }
        let offset: Int
        if layout.instructionSize == 4 {
            offset = Int(Int32(truncatingIfNeeded: word)) * Int(layout.unit)
        } else {
            offset = Int(truncatingIfNeeded: word &- address &- layout.bytecode)
        }
        guard (0..<1 << 24).contains(offset),
            let line = layout.line(at: offset, first: code.firstLine, table: code.table),
            line > 0
        else { return nil }
        return SourcePlace(language: .python, file: code.file, line: line, function: code.name)
    }

    // MARK: Threads

    private func isState(_ state: UInt64, _ thread: Int32) -> Bool {
        guard let seen: UInt64 = number(state + layout.threadNumber) else { return false }
        return seen == identity(thread)
    }

    /// What the interpreter calls a thread.
    private func identity(_ thread: Int32) -> UInt64? {
        if layout.hasNativeNumber { return UInt64(thread) }
        // pthread_self(3) is the base of the thread's own storage: fs_base.
        return TraceMachine.own == .x86 ? Ptrace.registers(thread)?.words[21] : nil
    }

    private func findState(_ thread: Int32) -> UInt64? {
        guard let wanted = identity(thread), var interpreter: UInt64 = number(runtime + layout.firstInterpreter) else {
            return nil
        }
        var left = Self.mostThreads
        while interpreter != 0, left > 0 {
            var state: UInt64 = number(interpreter + layout.firstThread) ?? 0
            while state != 0, left > 0 {
                left -= 1
                if number(state + layout.threadNumber) == wanted { return state }
                state = number(state + layout.nextThread) ?? 0
            }
            left -= 1
            interpreter = number(interpreter + layout.nextInterpreter) ?? 0
        }
        return nil
    }

    // MARK: Objects

    private func code(_ address: UInt64) -> Code? {
        let bytes = TracedMemory.read(process, address, 160)
        guard let file = Self.number(bytes, layout.fileName), let name = Self.number(bytes, layout.name),
            let lines = Self.number(bytes, layout.lines), let first = Self.number(bytes, layout.firstLine)
        else { return nil }
        let firstLine = Int(Int32(truncatingIfNeeded: first))
        // Another code object may come to lie at the same place.
        if let known = codes[address], known.filePointer == file, known.firstLine == firstLine { return known }
        // Bytes: the length at 16, the bytes at 32.
        guard firstLine >= 0, let path = text(file), !path.isEmpty, let length: UInt64 = number(lines + 16),
            length < 1 << 20
        else { return nil }
        let table = TracedMemory.read(process, lines + 32, Int(length))
        guard table.count == Int(length) else { return nil }
        let isLibrary =
            path.hasPrefix("<frozen ") || path.contains(libraryFolder) || path.contains("/site-packages/")
            || path.contains("/dist-packages/")
        let isRelative = !folder.isEmpty && !path.hasPrefix("/") && !path.hasPrefix("<")
        if codes.count > 5000 { codes = [:] }
        let code = Code(
            filePointer: file, firstLine: firstLine, file: isRelative ? "\(folder)/\(path)" : path,
            name: text(name) ?? "", table: table, isLibrary: isLibrary)
        codes[address] = code
        return code
    }

    /// A compact text of at most 4096 characters.
    private func text(_ address: UInt64) -> String? {
        let head = TracedMemory.read(process, address, 40)
        guard let length = Self.number(head, 16), let state = Self.number(head, 32), (0...4096).contains(length) else {
            return nil
        }
        let width = Int(state >> 2 & 7)
        let isCompact = state >> 5 & 1 == 1
        let isASCII = state >> 6 & 1 == 1
        guard isCompact, [1, 2, 4].contains(width) else { return nil }
        let start = address + (isASCII ? layout.asciiHead : layout.wideHead)
        let bytes = TracedMemory.read(process, start, Int(length) * width)
        guard bytes.count == Int(length) * width else { return nil }
        var reader = ByteReader(bytes)
        switch width {
        case 1: return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        case 2:
            var units: [UInt16] = []
            while let unit: UInt16 = reader.native() { units.append(unit) }
            return String(decoding: units, as: UTF16.self)
        default:
            var units: [UInt32] = []
            while let unit: UInt32 = reader.native() { units.append(unit) }
            return String(decoding: units, as: UTF32.self)
        }
    }

    private func number<T: FixedWidthInteger>(_ address: UInt64) -> T? { TracedMemory.number(process, address) }

    private static func number(_ bytes: [UInt8], _ at: UInt64) -> UInt64? {
        guard Int(at) + 8 <= bytes.count else { return nil }
        var reader = ByteReader(bytes[Int(at)...])
        return reader.native()
    }
}
