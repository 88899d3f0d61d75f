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
        if place.language == .java, let call = line.firstRange(of: ".read(") {
            let inside = line[call.upperBound...].prefix { $0 != ")" && $0 != "," }
            let names = words(inside)
            return names.count == 1 ? names[0] : nil
        }
        guard place.language == .python, !line.contains("+=") else { return nil }
        return assigned(line)
    }

    /// The receive fills one structure, `recv(fd, &packet, sizeof packet, 0)`, and not an array.
    static func fillsStructure(_ place: SourcePlace) -> Bool {
        guard place.language == .native, let (lines, own) = lines(place) else { return false }
        return ["recv(", "read("].contains { function in
            guard let call = lines[own].firstRange(of: function) else { return false }
            let arguments = lines[own][call.upperBound...].split(separator: ",")
            guard arguments.count > 2, arguments[2].contains("sizeof") else { return false }
            let second = arguments[1].drop { $0 == " " }
            // The address of an element is a place in an array.
            return second.first == "&" && !second.contains("[")
        }
    }

    /// The next lines take the variable, as it came, for one JSON text: `json.loads(data)`, `json.loads(data.decode())`.
    static func parsesAsJSON(_ place: SourcePlace) -> Bool {
        guard place.language == .python, let (lines, own) = lines(place), let name = target(place), !collects(place),
            !keeps(place)
        else { return false }
        // `data = data + conn.recv(1024)` collects in its own line.
        // A decoder that says where the text ended goes on with the rest.
        guard words(lines[own]).count(where: { $0 == name }) == 1, !lines.contains(where: { $0.contains("raw_decode") })
        else { return false }
        for line in lines[(own + 1)...].prefix(8) where words(line).contains(name) {
            for call in ["json.loads(\(name))", "json.loads(\(name).decode("] where line.contains(call) { return true }
            // A new value, such as one line of it, is no longer what came.
            if assigned(line) == name { return false }
        }
        return false
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

    /// The variable that takes the data is printed within the next lines as it is, and handed to nothing else.
    static func printsWhatItReceives(_ place: SourcePlace) -> Bool {
        guard let (lines, own) = lines(place), let name = target(place) else { return false }
        let printing = ["print(", "println(", "printf(", "puts(", "logging.", "print "]
        var prints = false
        for line in lines[(own + 1)...].prefix(8) where words(line).contains(name) {
            if printing.contains(where: { line.contains($0) }) {
                // A length, or a text without a line's end of its own, is no message.
                if line.contains("len(") || line.contains("strlen(") || line.contains("end=") { continue }
                if line.contains("%.*s") || line.contains("fwrite(") { continue }
                prints = true
            } else if isHandedOn(name, line) {
                return false
            }
        }
        return prints
    }

    /// The lines up to a later one give the variable to a function that may collect it.
    static func handsOn(_ place: SourcePlace, before line: Int) -> Bool {
        guard let (lines, own) = lines(place), let name = target(place) else { return false }
        return lines[(own + 1)...].prefix(max(0, line - place.line - 1)).contains {
            words($0).contains(name) && isHandedOn(name, $0)
        }
    }

    /// The next lines add the variable to something.
    static func keeps(_ place: SourcePlace) -> Bool {
        guard let (lines, own) = lines(place), let name = target(place) else { return false }
        let signs = ["+=", ".append(", ".extend(", ".feed(", "memcpy(", "strcat(", "strncat("]
        return lines[own...].prefix(9).contains { line in
            words(line).contains(name) && signs.contains { line.contains($0) }
        }
    }

    /// The line gives the variable to a function that may collect it.
    private static func isHandedOn(_ name: String, _ line: Substring) -> Bool {
        let harmless: Set<String> = [
            "if", "while", "for", "len", "str", "repr", "strlen", "not", "print", "strcmp", "strncmp", "perror",
            "return",
            "memset", "isinstance", "elif", "recv", "read", "sizeof",
        ]
        if line.contains("+=") { return true }
        var callees: [String] = []
        var word = ""
        for character in line {
            if character.isLetter || character.isNumber || character == "_" {
                word.append(character)
                continue
            }
            if word == name, let callee = callees.last, !callee.isEmpty, !harmless.contains(callee) { return true }
            if character == "(" { callees.append(word) }
            if character == ")" { _ = callees.popLast() }
            word = ""
        }
        return false
    }

    /// The lines behind the call turn bytes into a number.
    static func unpacksNumber(_ place: SourcePlace) -> Bool {
        guard let (lines, own) = lines(place) else { return false }
        let signs = ["unpack(", "from_bytes(", "ntohl(", "ntohs(", "be32toh(", "readUInt", "getInt(", "readInt("]
        return lines[own...].prefix(8).contains { line in signs.contains { line.contains($0) } }
    }

    /// Words between quotation marks that the lines behind the call compare something with.
    static func comparedWords(_ place: SourcePlace) -> [String] {
        guard let (lines, own) = lines(place), let name = target(place) else { return [] }
        let signs = ["==", "strcmp(", " in ["]
        // Only the variable itself: a part that was cut out of it has another name.
        return lines[own...].prefix(14).filter { line in
            words(line).contains(name) && signs.contains { line.contains($0) }
        }.flatMap { line in
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
