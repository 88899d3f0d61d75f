/// From literals to what they mean where they stand.
extension ErrorRecogniser {
    func evidence(
        _ text: ErrorText, _ hits: [Hit], _ context: ContextScanner
    ) -> [Evidence] {
        var result: [Evidence] = []
        // Arrays rather than dictionaries: making a dictionary's type costs more than reading a short text.
        var near = [Surroundings?](repeating: nil, count: hits.isEmpty ? 0 : text.lineCount)
        func around(_ line: Int) -> Surroundings {
            if let known = near[line] { return known }
            let value = context.surroundings(max(0, line - 30)...min(text.lineCount - 1, line + 30))
            near[line] = value
            return value
        }
        // The hits of one literal follow each other.
        var last = (literal: -1, line: -1)
        for hit in hits {
            let at = hit.at
            let line = text.line(at: at)
            if isTestReport(text, line) { continue }
            switch hit.meaning {
            case .phrase(let recogniser):
                guard last != (hit.literal, line) else { continue }
                last = (hit.literal, line)
                if isHandler(text, line, at) { continue }
                if let found = match(recogniser, text, line, at, around) { result.append(found) }
            case .words(let name, let count, let isEnglish):
                if isEnglish, Self.everyday.contains(name), isMeantOtherwise(text, line, at, count, around) { continue }
                if isEnglish, isExplained(text, line, at, count) { continue }
                if isQuoted(text, line, at, count, around) || isLookup(text, line, at, name) { continue }
                if isChangeTitle(text, line, at) || isLiteral(text, line, at) { continue }
                var found = code(name, line, at, 2, text, around)
                found.range = at..<(at + count)
                result.append(found)
            case .symbol(let name):
                let count = name.utf8.count
                guard isWord(text, at, count), !isProgramText(text, line, at), !isLookup(text, line, at, name) else {
                    continue
                }
                if isQuoted(text, line, at, count, around) || isListed(text, line, at, count) { continue }
                if isChangeTitle(text, line, at) || isExplained(text, line, at, count) { continue }
                result.append(code(name, line, at, 2, text, around))
            case .windows(let name):
                if isWindowsNumber(text, at) { result.append(code(name, line, at, 2, text, around)) }
            case .returned:
                guard !around(line).isDisjoint(with: .anySocket) else { continue }
                if let name = returned(text, at, hits, line) { result.append(code(name, line, at, 2, text, around)) }
            case .number:
                if let name = numbered(text, at, hits, line) { result.append(code(name, line, at, 2, text, around)) }
            }
        }
        return result
    }

    func match(
        _ recogniser: Recogniser, _ text: ErrorText, _ line: Int, _ at: Int, _ around: (Int) -> Surroundings
    ) -> Evidence? {
        let phrase = recogniser.phrase
        let range = text.range(ofLine: line)
        let window = max(range.lowerBound, at - 2048)..<min(range.upperBound, at + 2048)
        guard let match = recogniser.matcher.match(text, in: window) else { return nil }
        if !phrase.needs.isEmpty || !phrase.unless.isEmpty {
            let near = around(line)
            if !phrase.needs.isEmpty, near.isDisjoint(with: phrase.needs) { return nil }
            if !near.isDisjoint(with: phrase.unless) { return nil }
        }
        var found = Evidence(
            line: line, offset: match.range.lowerBound, symptom: phrase.symptom, also: phrase.also, errno: phrase.errno,
            runtime: phrase.runtime, weight: phrase.weight)
        found.range = match.range
        found.isPhrase = true
        found.isOpen = phrase.template.contains("{*}")
        found.host = match.host.map { Self.trimmed(text.string($0)) }
        found.port = match.port
        // "Port:8080 already in use" names no host.
        if let host = found.host, ["port", "tcp", "udp", "address", "any"].contains(host.lowercased()) {
            found.host = nil
        }
        if phrase.wantsPlace {
            guard let host = found.host?.lowercased(),
                host == "localhost" || host.dropFirst().contains(where: { ".:".contains($0) })
            else { return nil }
        }
        // A display filter's field where tcpdump expects a host.
        if phrase.symptom == .captureFilterSyntax, let host = found.host,
            ["tcp.", "udp.", "ip.", "ipv6.", "http.", "frame.", "eth."].contains(where: host.hasPrefix)
        {
            found.host = nil
        }
        if found.port == nil, let host = found.host, let colon = host.lastIndex(of: ":"),
            host[..<colon].allSatisfy({ $0 != ":" }) || host.first == "[",
            let port = Int(host[host.index(after: colon)...])
        {
            found.port = port
            found.host = Self.trimmed(String(host[..<colon]))
        }
        return found
    }

    static func trimmed(_ host: String) -> String {
        var host = Substring(host)
        // Docker's "Bind for :::3000": any address of IPv6.
        if host == "::" { return "::" }
        while let last = host.last, last == "." || last == ":" { host.removeLast() }
        // OpenVPN's "[AF_INET]10.8.0.1".
        if host.hasPrefix("[AF_"), let end = host.firstIndex(of: "]") { host = host[host.index(after: end)...] }
        // Elasticsearch's "[node][10.0.0.3:9300]".
        if host.utf8.contains(0x5d), host.contains("]["), let start = host.lastIndex(of: "[") { host = host[start...] }
        while host.hasPrefix("[") { host = host.dropFirst() }
        while host.hasSuffix("]") { host = host.dropLast() }
        return String(host)
    }

    func code(
        _ name: String, _ line: Int, _ at: Int, _ weight: Int, _ text: ErrorText, _ around: (Int) -> Surroundings
    ) -> Evidence {
        let near = around(line)
        var result = Evidence(
            line: line, offset: at, symptom: ErrorCode.named(name)?.symptom, errno: name, weight: weight)
        if name.hasPrefix("EAI_") { result.name = Self.name(before: at, in: text, text.range(ofLine: line)) }
        for rule in Refinement.all where rule.names.contains(name) {
            if !rule.needs.isEmpty, near.isDisjoint(with: rule.needs) { continue }
            if rule.isOwnHost, !namesOwnHost(text, line, at) { continue }
            if !near.isDisjoint(with: rule.unless) { continue }
            result.symptom = rule.symptom
            result.also = rule.also
            break
        }
        return result
    }

    /// What stands before ": " before the words, if it can be the name of a host.
    static func name(before at: Int, in text: ErrorText, _ line: Range<Int>) -> String? {
        var end = at
        while end > line.lowerBound, text.folded[end - 1] == 0x20 { end -= 1 }
        guard end > line.lowerBound, text.folded[end - 1] == 0x3a else { return nil }
        end -= 1
        var start = end
        while start > line.lowerBound, TemplateMatcher.isHostByte(text.folded[start - 1]) { start -= 1 }
        // "../crypto/bio/bio_addr.c:746:system lib": a source file, behind a single slash.
        if start > line.lowerBound + 1, text.folded[start - 1] == 0x2f, text.folded[start - 2] != 0x2f { return nil }
        // "Redis at cache.lab:6379: Temporary failure": the scanner reads the port.
        var digits = end
        while digits > start, (48...57).contains(text.folded[digits - 1]) { digits -= 1 }
        if digits < end, digits > start, text.folded[digits - 1] == 0x3a { end = digits - 1 }
        let word = text.folded(start..<end)
        // A program's or function's name stands in the same place.
        guard word.contains("."), word.utf8.contains(where: { (97...122).contains($0) }), word.utf8.first != 0x2e,
            !word.hasPrefix("socket."), !word.hasSuffix("error"), !word.hasSuffix("exception")
        else { return nil }
        return text.string(start..<end)
    }

    static func isWordByte(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (97...122).contains(byte) || byte == 0x5f
    }

    /// The symbol stands alone, or with WSA before it.
    func isWord(_ text: ErrorText, _ at: Int, _ count: Int) -> Bool {
        if at + count < text.folded.count, Self.isWordByte(text.folded[at + count]) { return false }
        guard at > 0, Self.isWordByte(text.folded[at - 1]) else { return true }
        // Winsock's and the Unreal engine's spelling.
        return at >= 3 && ["wsa", "se_"].contains(text.folded(at - 3..<at))
    }

    /// 10061 is an error number only where the text says so.
    func isWindowsNumber(_ text: ErrorText, _ at: Int) -> Bool {
        let end = at + 5
        if end < text.folded.count, Self.isWordByte(text.folded[end]) { return false }
        // A full stop ends a sentence, or begins the rest of a number.
        if end + 1 < text.folded.count, text.folded[end] == 0x2e, (48...57).contains(text.folded[end + 1]) {
            return false
        }
        if at > 0, Self.isWordByte(text.folded[at - 1]) || text.folded[at - 1] == 0x2e { return false }
        let before = text.folded(max(0, at - 24)..<at)
        // `sshd[10061]: accepted` names a process.
        if before.hasSuffix("["), at > 1, Self.isWordByte(text.folded[at - 2]) { return false }
        if before.hasSuffix("("), end < text.folded.count, text.folded[end] == 0x29 {
            return ["exception (", "error (", "' (", "failed (", "(", "socket ("].contains { before.hasSuffix($0) }
        }
        return [
            "error ", "error: ", "error code ", "errno ", "errno=", "errno: ", "code: ", "code ", "error #", "error=",
            "errorcode=", "error code: ", "system:", "(wsa ", "error = ", "[", "fehler ", "errno:", "wsagetlasterror: ",
            "wsagetlasterror() = ", "error '",
            "() failed: ",
        ]
        .contains { before.hasSuffix($0) }
    }

    /// The English words of an error number stand in the line.
    func hasWords(_ hits: [Hit], _ line: Range<Int>) -> Bool {
        hits.contains { hit in
            guard hit.literal < firstForeign, case .words = hit.meaning else { return false }
            return hit.at >= line.lowerBound && hit.at <= line.upperBound
        }
    }

    /// The name of the number behind `[Errno `, unless words beside it say more.
    func numbered(_ text: ErrorText, _ at: Int, _ hits: [Hit], _ line: Int) -> String? {
        var digit = at
        while digit < text.folded.count, !(48...57).contains(text.folded[digit]), text.folded[digit] != 0x2d {
            // "errno ECONNREFUSED", "errno value": no number.
            if digit - at > 24 || text.folded[digit] == 0x0a { return nil }
            digit += 1
        }
        let lead = text.folded(at..<digit)
        guard Self.leads.contains(lead) else { return nil }
        var isNegative = false
        if digit < text.folded.count, text.folded[digit] == 0x2d {
            isNegative = true
            digit += 1
        }
        var value = 0
        let start = digit
        while digit < text.folded.count, (48...57).contains(text.folded[digit]), digit - start < 6 {
            value = value * 10 + Int(text.folded[digit] - 48)
            digit += 1
        }
        guard digit > start else { return nil }
        // The words beside a number decide what the number is: 61 is another error on macOS. They have been found on
        // their own.
        if hasWords(hits, text.range(ofLine: line)) { return nil }
        if isNegative, value < 10, lead != "error code ", let code = ErrorCode.all.first(where: { $0.linux == -value })
        {
            return code.name
        }
        if lead.contains("winerror") || value > 10_000 { return ErrorCode.all.first { $0.windows == value }?.name }
        // "errno=0" is no error, whatever the text complains about.
        guard value > 0 else { return nil }
        if isEmbedded(text, line), let name = ErrorCode.newlib(value) { return name }
        return (ErrorCode.all.first { $0.linux == value } ?? ErrorCode.all.first { $0.bsd == value && $0.linux > 0 })?
            .name
    }
}
