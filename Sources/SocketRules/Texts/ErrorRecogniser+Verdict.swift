/// From all that was found to one answer.
extension ErrorRecogniser {
    /// The strongest; of equals the first, because what follows is mostly a consequence.
    func choose(_ found: [Evidence]) -> Evidence? {
        var best: Evidence?
        for evidence in found where evidence.symptom != nil {
            // A connect that does not wait always begins so; what became of it stands further down.
            if evidence.errno == "EINPROGRESS", !evidence.isPhrase,
                found.contains(where: { $0.offset > evidence.offset && $0.symptom != nil && $0.weight >= 2 })
            {
                continue
            }
            if best.map({ evidence.weight > $0.weight || isMore(evidence, than: $0) }) ?? true { best = evidence }
        }
        guard let best, best.isPhrase, best.errno == nil, best.weight <= 3 else { return best }
        return reason(behind: best, found) ?? best
    }

    /// A client's whole sentence says more than its beginning, which others use, too.
    private func isMore(_ evidence: Evidence, than other: Evidence) -> Bool {
        evidence.isPhrase && other.isPhrase && evidence.weight == other.weight && evidence.line == other.line
            && evidence.range.lowerBound == other.range.lowerBound
            && evidence.range.upperBound > other.range.upperBound
    }

    /// "Could not connect to 10.0.0.3": many clients end with a sentence of their own and give the kernel's reason beside
    /// it, which says more.
    private func reason(behind summary: Evidence, _ found: [Evidence]) -> Evidence? {
        let isUnsure = summary.symptom == .connectionRefused
        guard isUnsure || summary.weight <= 2,
            !found.contains(where: { $0.symptom == summary.symptom && $0.errno != nil })
        else { return nil }
        return found.first {
            guard let symptom = $0.symptom, $0.errno != nil, $0.weight >= 2 else { return false }
            return summary.also.contains(symptom) || isUnsure && Self.reasons.contains(symptom)
        }
    }

    private static let reasons: [Symptom] = [
        .connectionTimedOut, .hostUnreachable, .networkUnreachable, .connectionReset, .nameResolution,
    ]

    func place(_ best: Evidence, _ kin: [Evidence], _ scanner: HostScanner) -> (String?, Int?) {
        var host = best.host
        var port = best.port
        for other in kin where host == nil && port == nil || (host == nil && other.port == port) {
            if other.host != nil || other.port != nil {
                host = host ?? other.host
                port = port ?? other.port
            }
        }
        if host != nil, port != nil { return (host, port) }
        if host == nil, let name = best.name { host = name }
        // A filter's ports and the proxy settings of WSL are no place that anything went to.
        if best.symptom == .captureFilterSyntax || best.symptom == .captureNoSuchDevice
            || best.symptom == .permissionDeniedCapture && best.isPhrase && best.weight >= 4
        {
            return (host, port)
        }
        let named = scanner.candidates.filter {
            $0.strength > 0 && (best.symptom != .wslSpecific || $0.port != nil)
        }
        // A server's log that names no far end but its client means the client.
        let candidates = named.isEmpty ? scanner.candidates.filter { $0.strength < 0 } : named
        if let host {
            let same = candidates.filter { $0.host == host && $0.port != nil }
            return (host, (same.first { $0.line == best.line } ?? same.first)?.port)
        }
        func score(_ candidate: HostScanner.Candidate) -> Int {
            var score = candidate.strength * 10
            let distance = abs(candidate.line - best.line)
            score += distance == 0 ? 24 : distance <= 3 ? 6 : distance <= 12 ? 3 : 0
            return score
        }
        var chosen: HostScanner.Candidate?
        for candidate in candidates {
            if let port, candidate.port != nil, candidate.port != port { continue }
            if chosen.map({ score(candidate) > score($0) }) ?? true { chosen = candidate }
        }
        guard let chosen else { return (host, port) }
        if chosen.port == nil, port == nil {
            let same = candidates.first { $0.host == chosen.host && $0.port != nil }
            // psql's older wording ends with the port on the next line.
            let alone = candidates.first { $0.host == nil && ($0.line == chosen.line || $0.line == chosen.line + 1) }
            return (chosen.host, same?.port ?? alone?.port)
        }
        if chosen.host == nil {
            let near = candidates.first { $0.host != nil && $0.port == nil && $0.line == chosen.line }
            return (near?.host, port ?? chosen.port)
        }
        return (chosen.host, port ?? chosen.port)
    }

    func occurrences(_ found: [Evidence], _ text: ErrorText, _ scanner: HostScanner) -> [Recognised.Occurrence] {
        var result: [Recognised.Occurrence] = []
        // The strongest of each line; what was found is in the text's order.
        var strongest: [Evidence] = []
        for evidence in found
        where evidence.symptom != nil && evidence.symptom != .notASocketError && evidence.weight >= 2 {
            if let known = strongest.last, known.line == evidence.line {
                if known.weight < evidence.weight { strongest[strongest.count - 1] = evidence }
            } else {
                strongest.append(evidence)
            }
        }
        for evidence in strongest {
            guard let symptom = evidence.symptom else { continue }
            let line = evidence.line
            let kin = found.filter { $0.line == line && $0.symptom == symptom }
            let (host, port) = place(evidence, kin, scanner)
            // A traceback tells the same trouble on several lines.
            if let last = result.indices.last, result[last].symptom == symptom,
                result[last].host == host || host == nil || result[last].host == nil
            {
                result[last].count += 1
                result[last].host = result[last].host ?? host
                result[last].port = result[last].port ?? port
                continue
            }
            guard result.count < 200 else { break }
            result.append(
                Recognised.Occurrence(
                    line: line + 1, text: text.string(text.range(ofLine: line)), symptom: symptom,
                    errno: evidence.errno,
                    host: host, port: port, count: 1))
        }
        return result
    }

    /// A process in a container dials its own loopback address: docker compose puts the service before the line, or the
    /// command that ran it stands above.
    func isWithinContainer(_ text: ErrorText, _ line: Int, _ host: String?) -> Bool {
        guard let host, ["localhost", "127.0.0.1", "::1"].contains(host.lowercased()) else { return false }
        let range = text.range(ofLine: line)
        if let bar = text.find(
            Array(" | ".utf8), from: range.lowerBound, to: min(range.upperBound, range.lowerBound + 80))
        {
            let head = text.folded(range.lowerBound..<bar).split(separator: " ")
            if head.count == 1, let last = head[0].lastIndex(where: { $0 == "-" || $0 == "_" }),
                last > head[0].startIndex,
                Int(head[0][head[0].index(after: last)...]) != nil
            {
                return true
            }
        }
        let start = text.range(ofLine: max(0, line - 3)).lowerBound
        return ["docker exec ", "compose exec ", "podman exec "].contains {
            text.contains($0, in: start..<range.upperBound)
        }
    }
}
