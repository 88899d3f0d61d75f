import SocketFacts

/// What the lines around a call show. Only ever used beside evidence from the calls themselves.
enum SourceReading {
    /// The lines around a place, and the index of the place's own line among them.
    private static func lines(_ place: SourcePlace) -> (lines: [Substring], own: Int)? {
        guard let text = place.surroundings else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        // The place stands 30 lines below the first one, or on its own line near the beginning of the file.
        let own = min(30, place.line - 1)
        return lines.indices.contains(own) ? (lines, own) : nil
    }

    /// The variable that the line assigns.
    static func assigned(_ line: Substring) -> String? {
        guard let equals = line.firstIndex(of: "=") else { return nil }
        let left = line[..<equals].split { !($0.isLetter || $0.isNumber || $0 == "_") }
        guard var name = left.last else { return nil }
        // `while (n = recv(…)) > 0`, `if data := conn.recv(…)`, `char *data`: the last word before the sign.
        if name == "if" || name == "while" { return nil }
        if line[..<equals].hasSuffix(":") { name = left.last ?? name }
        return String(name)
    }

    /// The variable that a receive fills from its beginning: `name = conn.recv(1024)`, `recv(fd, name, size, 0)`.
    static func target(_ place: SourcePlace) -> String? {
        guard let (lines, own) = lines(place) else { return nil }
        let line = lines[own]
        for function in ["recv(", "read("] where place.language == .native {
            guard let call = line.firstRange(of: function) else { continue }
            let arguments = line[call.upperBound...].split(separator: ",", omittingEmptySubsequences: false)
            guard arguments.count > 2 else { return nil }
            let second = words(arguments[1])
            return second.count == 1 && !arguments[1].contains("+") ? second[0] : nil
        }
        guard place.language == .python, !line.contains("+=") else { return nil }
        return assigned(line)
    }

    /// The variable that takes the data is added to something within the next lines: the program may well cut it right.
    static func collects(_ place: SourcePlace) -> Bool {
        guard let (lines, own) = lines(place) else { return false }
        let signs = ["+=", ".append(", ".extend(", ".write(", "memcpy(", "strcat(", "concat("]
        // `buffer += sock.recv(1024)` does both in one line.
        if lines[own].contains("+=") { return true }
        guard let name = assigned(lines[own]) else { return false }
        return lines[(own + 1)...].prefix(8).contains { line in
            guard words(line).contains(name) else { return false }
            return signs.contains { line.contains($0) } || line.contains("+ \(name)")
                || line.contains("\(name) +")
        }
    }

    /// The variable that takes the data is printed within the next lines, and neither added to anything nor written.
    static func printsWhatItReceives(_ place: SourcePlace) -> Bool {
        guard let (lines, own) = lines(place), let name = assigned(lines[own]) else { return false }
        let behind = lines[(own + 1)...].prefix(8)
        var prints = false
        for line in behind where words(line).contains(name) || line.contains("print") {
            if line.contains("+=") || line.contains(".append(") || line.contains(".write(") || line.contains(".extend(")
                || line.contains("fwrite(") || line.contains("memcpy(")
            {
                return false
            }
            if line.contains("print(") || line.contains("println(") || line.contains("printf(")
                || line.contains("puts(")
                || line.contains("logging.") || line.contains("print ")
            {
                prints = true
            }
        }
        return prints
    }

    /// The lines behind the call turn bytes into a number.
    static func unpacksNumber(_ place: SourcePlace) -> Bool {
        guard let (lines, own) = lines(place) else { return false }
        let signs = ["unpack(", "from_bytes(", "ntohl(", "ntohs(", "be32toh(", "readUInt", "getInt(", "readInt("]
        return lines[own...].prefix(8).contains { line in signs.contains { line.contains($0) } }
    }

    /// Words between quotation marks that the lines behind the call compare something with.
    static func comparedWords(_ place: SourcePlace) -> [String] {
        guard let (lines, own) = lines(place) else { return [] }
        let signs = ["==", "strcmp(", ".equals(", " in ["]
        return lines[own...].prefix(14).filter { line in signs.contains { line.contains($0) } }.flatMap { line in
            ["\"", "'"].flatMap { mark -> [String] in
                // Between the first and the second mark, the third and the fourth, and so on.
                line.split(separator: mark, omittingEmptySubsequences: false).enumerated()
                    .filter { $0.offset % 2 == 1 }.map { String($0.element) }
            }
        }
    }

    private static func words(_ line: Substring) -> [String] {
        line.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
    }

    /// The lines around the call look for a line feed, or read by lines.
    static func looksForLineFeed(_ place: SourcePlace) -> Bool {
        if let via = place.via?.lowercased(), via.contains("readline") { return true }
        guard let (lines, own) = lines(place) else { return false }
        let near = lines[max(0, own - 6)..<min(lines.count, own + 7)]
        return near.contains { line in
            let isTest =
                line.contains("not in") || line.contains(" in ") || line.contains("find(") || line.contains("endswith(")
                || line.contains("indexOf(") || line.contains("strchr(") || line.contains("memchr(")
                || line.contains("!=") || line.contains("==") || line.contains("includes(")
            if isTest, line.contains("\\n") { return true }
            return line.contains("readline") || line.contains("readLine") || line.contains("fgets(")
        }
    }
}
