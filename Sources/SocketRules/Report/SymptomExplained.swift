/// The page of one symptom, for `sockdoctor explain NAME`: what the message means, and the causes that show in this way.
public enum SymptomExplained {
    /// - Returns: `nil` when there is no symptom of that name.
    public static func terminal(named name: String, width: Int, usesColor: Bool) -> String? {
        guard let symptom = Symptom(named: name) else { return nil }
        let columns = max(40, min(100, width))
        let page = Catalog.symptoms.first { $0.symptom == symptom }
        var text = TerminalText.paint(symptom.title, .bold, usesColor) + "\n"
        text += TerminalText.paint("\(symptom.rawValue), a symptom", .faint, usesColor) + "\n\n"
        for paragraph in (page?.meaning ?? "").split(separator: "\n\n") {
            let flat = paragraph.split(separator: "\n").joined(separator: " ")
            for line in TerminalText.wrap(flat, width: columns - 2) { text += "  \(line)\n" }
            text += "\n"
        }
        func section(_ title: String, _ items: [String]) {
            guard !items.isEmpty else { return }
            text += TerminalText.paint(title, .bold, usesColor) + "\n"
            for item in items {
                for (index, line) in TerminalText.wrap(item, width: columns - 4).enumerated() {
                    text += (index == 0 ? "  - " : "    ") + line + "\n"
                }
            }
            text += "\n"
        }
        section("What it looks like", page?.shows ?? [])
        if let looks = page?.firstLooks, !looks.isEmpty {
            text += TerminalText.paint("Look first", .bold, usesColor) + "\n"
            text += ExplainPage.checks(looks, columns, usesColor) + "\n"
        }
        section("What mends it", page?.remedies ?? [])
        section("What does not help", page?.misconceptions ?? [])
        let causes = Catalog.pages.filter { $0.symptoms.contains(symptom) }
        section("Causes that show in this way (sockdoctor explain NAME)", causes.map { "\($0.name): \($0.title)" })
        while text.hasSuffix("\n\n") { text.removeLast() }
        return text
    }
}
