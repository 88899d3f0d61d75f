public import SocketFacts

/// What a person reads about one reason for which a socket program does not work.
///
/// Its name is the type's name in kebab case; it is printed, asked for and never changes its meaning.
public protocol CausePage: Sendable {
    /// A type says it itself only where the kebab rule cannot: a hyphen before a digit.
    static var name: String { get }
    /// What is true, as a headline without a full stop: "Nothing listens on the port".
    static var title: String { get }
    static var symptoms: [Symptom] { get }
    /// What it means and why it happens, in plain paragraphs separated by an empty line.
    static var explanation: String { get }
    /// How to see it without this tool.
    static var byHand: [HandCheck] { get }
    /// What mends it, best first, without knowledge of the case at hand.
    static var remedies: [String] { get }
    /// What people try that does not help, and why. May be empty.
    static var misconceptions: [String] { get }
    /// Programs that do it right. May be empty: not every cause is mended in code.
    static var recipes: [Recipe] { get }
    /// What it looks like: one situation or one piece of output a line.
    static var illustrations: [String] { get }
    /// Situations that resemble it and are something else. May be empty.
    static var lookalikes: [String] { get }
}

/// A cause that is found in facts: how it is recognised, together with everything a person reads about it, so that the
/// two cannot drift apart.
public protocol Cause: CausePage {
    /// Causes that are mere consequences of this one, and are left out when this one is found.
    static var silences: [any Cause.Type] { get }
    /// Looks for the cause. Throws when a fact that would decide it could not be seen: *undecided*, not *healthy*.
    static func check(_ facts: Facts) throws(Unobserved) -> [Finding]
    /// Facts in which it fires and near misses in which it is silent; they are its tests and its illustrations.
    static var examples: [Example] { get }
}

extension CausePage {
    public static var misconceptions: [String] { [] }
    public static var recipes: [Recipe] { [] }
    public static var lookalikes: [String] { [] }

    /// The identifier: the type's name in kebab case, `ServerNotRunning` → `server-not-running`.
    public static var name: String {
        var result = ""
        // Not String(describing:), whose casts search all conformances of the program: 2 ms for the first one, measured.
        for byte in _typeName(Self.self, qualified: false).utf8 {
            let isUpper = (65...90).contains(byte)
            if isUpper, !result.isEmpty { result += "-" }
            result.unicodeScalars.append(Unicode.Scalar(isUpper ? byte + 32 : byte))
        }
        return result
    }
}

extension Cause {
    public static var silences: [any Cause.Type] { [] }
    public static var illustrations: [String] { examples.filter { $0.expectation == .fires }.map(\.title) }
    public static var lookalikes: [String] { examples.filter { $0.expectation == .silent }.map(\.title) }
}

/// A command for the student's own hands and what its output tells.
public struct HandCheck: Hashable, Sendable {
    public var command: String
    public var shows: String

    public init(_ command: String, shows: String) {
        self.command = command
        self.shows = shows
    }
}

/// How sure a finding is.
public enum Confidence: String, Codable, Hashable, Sendable, Comparable {
    case possible
    case likely
    /// The alternatives were looked at and ruled out.
    case certain

    private var rank: Int { self == .possible ? 0 : self == .likely ? 1 : 2 }
    public static func < (a: Confidence, b: Confidence) -> Bool { a.rank < b.rank }
}

/// Something that was seen, and the command with which a person sees it again.
public struct Evidence: Hashable, Codable, Sendable {
    public var text: String
    public var recheck: String

    /// - Parameter recheck: a shell command; never empty.
    public init(_ text: String, recheck: String) {
        self.text = text
        self.recheck = recheck
    }
}

/// What mends the case at hand.
public struct Fix: Hashable, Codable, Sendable {
    public var text: String
    public var command: String?

    public init(_ text: String, command: String? = nil) {
        self.text = text
        self.command = command
    }
}

/// A cause that was found, with its proof.
public struct Finding: Hashable, Sendable {
    public var cause: String
    public var confidence: Confidence
    /// One sentence without a full stop that names the process, address, rule or queue.
    public var summary: String
    /// Never empty: the initialiser asks for the first piece.
    public private(set) var evidence: [Evidence]
    public var fixes: [Fix]
    /// The call in the program's own source that suffers from it.
    public var location: SourceLocation?

    public init(
        _ cause: any CausePage.Type, _ confidence: Confidence, _ summary: String, evidence: Evidence,
        _ more: [Evidence] = [], fixes: [Fix], location: SourceLocation? = nil
    ) {
        self.cause = cause.name
        self.confidence = confidence
        self.summary = summary
        self.evidence = [evidence] + more
        self.fixes = fixes
        self.location = location
    }
}

/// A line of a source file.
public struct SourceLocation: Hashable, Codable, Sendable {
    public var file: String
    public var line: Int

    public init(file: String, line: Int) {
        self.file = file
        self.line = line
    }

    /// Of a place whose file and line are known.
    public init?(_ place: SourcePlace?) {
        guard let place, !place.file.isEmpty, place.line > 0 else { return nil }
        self.init(file: place.file, line: place.line)
    }
}

/// Facts with what a rule must make of them.
public struct Example: Sendable {
    public enum Expectation: Hashable, Sendable {
        case fires
        /// A near miss: the rule must stay silent and must not even be undecided.
        case silent
        /// A fact is missing: the rule must say so.
        case undecided
    }
    /// The situation in words: "server on 9091, client dials 9090".
    public var title: String
    public var expectation: Expectation
    public var facts: Facts

    public static func fires(_ title: String, _ facts: Facts) -> Example {
        Example(title: title, expectation: .fires, facts: facts)
    }
    public static func silent(_ title: String, _ facts: Facts) -> Example {
        Example(title: title, expectation: .silent, facts: facts)
    }
    public static func undecided(_ title: String, _ facts: Facts) -> Example {
        Example(title: title, expectation: .undecided, facts: facts)
    }
}
