/// A small program that does one thing right, in the languages of the labs.
///
/// Every program is complete and short; the tests compile or run each one for which the toolchain is there.
public struct Recipe: Sendable {
    public enum Language: String, CaseIterable, Sendable {
        case python
        case c
        case java
        case node
        case go
        case swift

        public var title: String {
            switch self {
            case .python: "Python"
            case .c: "C"
            case .java: "Java"
            case .node: "Node"
            case .go: "Go"
            case .swift: "Swift"
            }
        }

        /// What a fenced block of Markdown calls it.
        public var fence: String { self == .node ? "js" : rawValue }

        /// What a source file of the language is called after the dot.
        public var fileExtension: String {
            switch self {
            case .python: "py"
            case .node: "mjs"
            default: rawValue
            }
        }
    }

    public struct Program: Sendable {
        public var language: Language
        public var source: String

        public init(_ language: Language, _ source: String) {
            self.language = language
            self.source = source
        }
    }

    /// The identifier, in kebab case: "receive-exactly".
    public var name: String
    /// What the programs do: "Read exactly as many bytes as the length prefix says".
    public var title: String
    /// In the order of ``Language``; a language in which there is nothing to do is left out.
    public var programs: [Program]

    public init(_ name: String, _ title: String, _ programs: [Program]) {
        self.name = name
        self.title = title
        self.programs = programs
    }

    public func source(in language: Language) -> String? { programs.first { $0.language == language }?.source }
}
