/// What the first bytes of a program's file say.
public enum ProgramText {
    public struct Interpreter: Hashable, Sendable {
        public var path: String
        /// All that stands behind the path, as the kernel passes it on: one argument (execve(2)).
        public var argument: String?
        /// A carriage return ends the line; the kernel takes it for a part of the path or argument.
        public var hasCarriageReturn: Bool
    }

    /// The `#!` line; `nil` where there is none.
    public static func interpreter(_ bytes: [UInt8]) -> Interpreter? {
        guard bytes.starts(with: [0x23, 0x21]) else { return nil }
        var line = bytes.dropFirst(2).prefix { $0 != 0x0a }
        let hasCarriageReturn = line.last == 0x0d
        if hasCarriageReturn { line.removeLast() }
        let text = String(decoding: line, as: UTF8.self)
        let parts = text.split(maxSplits: 1, omittingEmptySubsequences: true) { $0 == " " || $0 == "\t" }
        guard let path = parts.first else { return nil }
        let argument = parts.count > 1 ? String(parts[1]) : nil
        return Interpreter(path: String(path), argument: argument, hasCarriageReturn: hasCarriageReturn)
    }

    /// The processor that an ELF file is for (`e_machine`, elf.h) with its word size; `nil` for another file.
    public static func architecture(_ bytes: [UInt8]) -> String? {
        guard bytes.count >= 20, bytes.starts(with: [0x7f, 0x45, 0x4c, 0x46]) else { return nil }
        let isBig = bytes[5] == 2
        let machine = isBig ? Int(bytes[18]) << 8 | Int(bytes[19]) : Int(bytes[19]) << 8 | Int(bytes[18])
        let names = [
            3: "i386", 8: "MIPS", 20: "PowerPC", 21: "PowerPC 64", 22: "S/390", 40: "ARM", 62: "x86-64", 183: "AArch64",
            243: "RISC-V", 258: "LoongArch",
        ]
        return (names[machine] ?? "machine \(machine)") + (bytes[4] == 1 && machine == 243 ? " (32 bit)" : "")
    }

    /// A path of /proc/mounts, in which blanks are written in octal (getmntent(3)).
    public static func unescaped(_ path: String) -> String {
        path.replacing("\\040", with: " ").replacing("\\011", with: "\t").replacing("\\134", with: "\\")
    }

    /// A place that addr2line(1) names; a file of "" and line 0 where it knows none.
    public struct SourceFrame: Hashable, Sendable {
        public var function: String
        public var file: String
        public var line: Int
    }

    /// The output of `addr2line -a -f -i`: for each address its frames, the innermost inlined one first.
    public static func sourceFrames(_ output: [UInt8]) -> [[SourceFrame]] {
        var result: [[SourceFrame]] = []
        var function: String?
        for line in String(decoding: output, as: UTF8.self).split(separator: "\n") {
            if line.hasPrefix("0x"), function == nil {
                result.append([])
            } else if let name = function {
                // FILE:LINE, with a remark in brackets behind it at times.
                let place = line.split(separator: " (").first ?? line
                let colon = place.lastIndex(of: ":") ?? place.startIndex
                let number = place.isEmpty ? 0 : Int(place[place.index(after: colon)...]) ?? 0
                let isKnown = number > 0 && !place.hasPrefix("??")
                let frame = SourceFrame(
                    function: name == "??" ? "" : name, file: isKnown ? String(place[..<colon]) : "",
                    line: isKnown ? number : 0)
                if !result.isEmpty { result[result.count - 1].append(frame) }
                function = nil
            } else {
                function = String(line)
            }
        }
        return result
    }

    private struct Segment {
        var type: Int
        var offset: Int
        var address: Int
        var length: Int
    }

    /// The program headers of a 64-bit little-endian ELF file.
    private static func segments(_ bytes: [UInt8]) -> [Segment] {
        guard bytes.count >= 64, bytes.starts(with: [0x7f, 0x45, 0x4c, 0x46, 2, 1]) else { return [] }
        func number(_ at: Int, _ size: Int) -> Int {
            guard at >= 0, at <= bytes.count - size else { return 0 }
            return (0..<size).reduce(0) { $0 | Int(truncatingIfNeeded: UInt64(bytes[at + $1]) << UInt64(8 * $1)) }
        }
        let table = number(32, 8)
        let size = number(54, 2)
        guard table >= 0, table <= bytes.count else { return [] }
        return (0..<min(64, number(56, 2))).map { index in
            let entry = table + index * size
            return Segment(
                type: number(entry, 4), offset: number(entry + 8, 8), address: number(entry + 16, 8),
                length: number(entry + 32, 8))
        }
    }

    /// The address at which an ELF file wants its first page (elf.h, the lowest `p_vaddr`): 0 where it may lie anywhere.
    public static func base(_ bytes: [UInt8]) -> UInt64 {
        let segments = segments(bytes).filter { $0.type == 1 }
        return segments.map { UInt64(truncatingIfNeeded: $0.address) & ~0xfff }.min() ?? 0
    }

    /// The Go compiler made it: it has a note of the owner "Go" (its build id).
    public static func isGo(_ bytes: [UInt8]) -> Bool {
        segments(bytes).contains { segment in
            segment.type == 4 && segment.offset >= 0 && segment.offset < bytes.count
                && Array(bytes[segment.offset...].dropFirst(12).prefix(3)) == [0x47, 0x6f, 0]
        }
    }

    /// The loader that a dynamic program of 64 bits names (PT_INTERP, elf.h), with an absolute path.
    public static func loader(_ bytes: [UInt8]) -> String? {
        guard let segment = segments(bytes).first(where: { $0.type == 3 }), segment.offset >= 0,
            segment.offset < bytes.count, segment.length > 1
        else { return nil }
        let text = bytes[segment.offset...].prefix(min(4096, segment.length)).prefix { $0 != 0 }
        return text.first == 0x2f ? String(decoding: text, as: UTF8.self) : nil
    }

    /// How a program's calls can be recorded.
    public enum Linkage: Hashable, Sendable {
        /// Takes preloaded libraries.
        case dynamic
        /// Does not: says why.
        case notPreloadable(String)
    }

    /// From the program header of an ELF file (elf.h): a preloaded library of this machine's kind reaches it or not.
    ///
    /// - Parameter bytes: the beginning of the file, at best 64 KiB: Go's note stands there.
    public static func linkage(_ bytes: [UInt8]) -> Linkage {
        guard bytes.count >= 64, bytes.starts(with: [0x7f, 0x45, 0x4c, 0x46]) else {
            return .notPreloadable("it is no ELF program")
        }
        guard bytes[4] == 2, bytes[5] == 1 else { return .notPreloadable("it is a 32-bit program") }
        var interpreter: String?
        var isGo = false
        for segment in segments(bytes) {
            guard segment.offset >= 0, segment.offset < bytes.count, segment.length > 0 else { continue }
            let part = bytes[segment.offset...].prefix(min(4096, segment.length))
            switch segment.type {
            case 3: interpreter = String(decoding: part.prefix { $0 != 0 }, as: UTF8.self)
            // A note of the owner "Go" (its build id).
            case 4: isGo = isGo || Array(part.dropFirst(12).prefix(3)) == [0x47, 0x6f, 0]
            default: break
            }
        }
        if isGo { return .notPreloadable("it is a Go program, which calls the kernel itself") }
        guard let interpreter else { return .notPreloadable("it is a static program") }
        if interpreter.contains("musl") { return .notPreloadable("it uses the C library musl") }
        return .dynamic
    }
}
