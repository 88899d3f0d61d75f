/// A section of the guide before it takes a format: a heading that can be linked to, and what stands below it.
public struct GuideTopic: Sendable {
    public enum Kind: String, Sendable {
        case symptom
        case cause
        case recipe
        /// A part that is written once: the flowchart, the reference card.
        case part
    }

    public var kind: Kind
    /// What a person types: `sockdoctor guide NAME`. A symptom and a cause may share it.
    public var name: String
    public var title: String
    public var blocks: [GuideBlock]

    /// The identifier within the guide; unlike the name it is unique.
    public var anchor: String { GuideLink(kind, name, title).anchor }
}

/// A link to a topic.
public struct GuideLink: Hashable, Sendable {
    public var kind: GuideTopic.Kind
    public var name: String
    public var title: String

    init(_ kind: GuideTopic.Kind, _ name: String, _ title: String) {
        self.kind = kind
        self.name = name
        self.title = title
    }

    init(_ symptom: Symptom) { self.init(.symptom, symptom.rawValue, symptom.title) }
    init(_ cause: any CausePage.Type) { self.init(.cause, cause.name, cause.title) }
    init(_ recipe: Recipe) { self.init(.recipe, recipe.name, recipe.title) }

    public var anchor: String { kind == .part ? name : "\(kind.rawValue)-\(name)" }
}

/// What stands below a heading.
public enum GuideBlock: Sendable {
    case paragraph(String)
    case heading(String)
    case items([String])
    /// What programs print, or what is typed, as it is.
    case output([String])
    case checks([HandCheck])
    case links([GuideLink])
    /// A title row, and rows of the same length.
    case table([String], [[GuideCell]])
    case programs(Recipe)
    case flowchart
}

/// A cell of a table.
public enum GuideCell: Sendable {
    case text(String)
    case command(String)
    case links([GuideLink])
}

/// A chapter: what stands in one file of the Markdown form.
public struct GuideChapter: Sendable {
    public var name: String
    public var title: String
    public var topics: [GuideTopic]

    init(_ name: String, _ title: String, _ topics: [GuideTopic]) {
        self.name = name
        self.title = title
        self.topics = topics
    }
}
