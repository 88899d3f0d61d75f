import SocketFacts

/// The file of a program that did not start, as several rules read it. No accusation is made here.
extension ProgramFile {
    var shown: String { Wording.escaped(path, limit: 120) }

    /// For a command line.
    var word: String { Wording.shellWord(path) }

    /// "execve(./server.py) failed with EACCES (Permission denied)", or what env said in its place.
    var failure: String {
        guard let error else { return "\(shown) was started, and its interpreter ended with status 127" }
        return "execve(\(shown)) failed with \(error.name) (\(error.message))"
    }

    /// The `#!` line as it stands, the carriage return written out.
    var firstLine: String {
        let line = [interpreter, interpreterArgument].compactMap { $0 }.joined(separator: " ")
        return "#!" + Wording.escaped(line + (hasCarriageReturn ? "\r" : ""), limit: 120)
    }

    /// The program that the first line asks for: behind `env` it is the name that env looks up.
    var wanted: String {
        guard let interpreter else { return "" }
        if interpreter.hasSuffix("/env"), let interpreterArgument {
            let words = interpreterArgument.split(separator: " ").filter { !$0.hasPrefix("-") && !$0.contains("=") }
            if let name = words.first { return String(name) }
        }
        return interpreter
    }

    /// How it is run without its first line.
    var byInterpreter: String {
        switch suffix {
        case "sh": "bash \(word)"
        case "pl": "perl \(word)"
        case "js": "node \(word)"
        case "rb": "ruby \(word)"
        default: wanted.isEmpty || !interpreterIsThere || hasCarriageReturn ? "python3 \(word)" : "\(wanted) \(word)"
        }
    }

    var isScriptWithLine: Bool { kind == .script && interpreter != nil }

    /// The first line that suits its ending.
    var suitableLine: String {
        switch suffix {
        case "sh": "#!/bin/bash"
        case "pl": "#!/usr/bin/env perl"
        case "js": "#!/usr/bin/env node"
        case "rb": "#!/usr/bin/env ruby"
        default: "#!/usr/bin/env python3"
        }
    }
}
