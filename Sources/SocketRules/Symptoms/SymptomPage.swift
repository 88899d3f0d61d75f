/// A section of the guide: what a message means before anything is known about the machine.
///
/// The causes that show in this way are not written here: they name the symptom themselves.
public struct SymptomPage: Sendable {
    public var symptom: Symptom
    /// The words in which programs print it, one a line.
    public var shows: [String]
    /// What happened, in plain paragraphs separated by an empty line.
    public var meaning: String
    /// The first looks, in the order in which they pay.
    public var firstLooks: [HandCheck]
    /// What mends it most often, best first.
    public var remedies: [String]
    /// What is often said about it and is wrong, with what is right. May be empty.
    public var misconceptions: [String]
    public var recipes: [Recipe]

    public init(
        _ symptom: Symptom, shows: [String], meaning: String, firstLooks: [HandCheck], remedies: [String],
        misconceptions: [String] = [], recipes: [Recipe] = []
    ) {
        self.symptom = symptom
        self.shows = shows
        self.meaning = meaning
        self.firstLooks = firstLooks
        self.remedies = remedies
        self.misconceptions = misconceptions
        self.recipes = recipes
    }

    public var name: String { symptom.rawValue }
    public var title: String { symptom.title }
}
