import SocketFacts
import SocketWire

/// Fills in what the source files say: lines of native programs from their debug information, and the text of lines.
enum SourceReader {
    private static let surroundings = 30

    static func fill(_ places: inout [SourcePlace]) {
        resolve(&places)
        var files: [String: [Substring]] = [:]
        for index in places.indices {
            let place = places[index]
            guard !place.file.isEmpty, place.line > 0 else { continue }
            let lines: [Substring]
            if let known = files[place.file] {
                lines = known
            } else {
                let text = (try? Files.text(place.file, limit: 1 << 20)) ?? ""
                lines = text.split(separator: "\n", omittingEmptySubsequences: false)
                files[place.file] = lines
            }
            guard place.line <= lines.count else { continue }
            places[index].text = String(lines[place.line - 1].prefix(200))
            let from = max(0, place.line - 1 - surroundings)
            let to = min(lines.count, place.line + surroundings)
            places[index].surroundings = lines[from..<to].joined(separator: "\n")
            places[index].numbers = numbers(lines)
        }
    }

    /// Whole decimal numbers between 1024 and 65535, which may be ports.
    private static func numbers(_ lines: [Substring]) -> [Int] {
        var found: Set<Int> = []
        for line in lines.prefix(4000) {
            for word in line.split(whereSeparator: { !($0.isNumber && $0.isASCII) })
            where (2...5).contains(word.utf8.count) {
                if let number = Int(word), number <= 65535 { found.insert(number) }
            }
            if found.count > 400 { break }
        }
        return found.sorted()
    }

    /// addr2line(1), one call for each module.
    private static func resolve(_ places: inout [SourcePlace]) {
        let modules = Set(places.filter { $0.language == .native && $0.file.isEmpty }.map(\.module))
        for module in modules.sorted() where module.hasPrefix("/") {
            let indices = places.indices.filter { places[$0].language == .native && places[$0].module == module }
            let addresses = indices.map { "0x" + String(places[$0].offset, radix: 16) }
            guard
                let output = try? CommandRunner.run(
                    "addr2line", ["-a", "-f", "-i", "-C", "-e", module] + addresses, limit: 3000, maximum: 1 << 20)
            else { continue }
            let frames = ProgramText.sourceFrames(output.standardOutput)
            for (number, index) in indices.enumerated() where number < frames.count {
                // The C library's checked variants of calls are inlined from its headers.
                let own = frames[number].first { !$0.file.hasPrefix("/usr/include/") } ?? frames[number].first
                guard let own else { continue }
                if !own.function.isEmpty { places[index].function = own.function }
                places[index].file = own.file
                places[index].line = own.line
            }
        }
    }
}
