/// The whole guide, made of what the catalogue knows; nothing of a symptom, a cause or a program is written here again.
public enum Guide {
    public static let title = "When sockets do not work"

    public static var chapters: [GuideChapter] {
        [start] + Symptom.Category.allCases.map(chapter) + causes + [recipes, help]
    }

    public static var topics: [GuideTopic] { chapters.flatMap(\.topics) }

    /// The chapters or topics of that name: a symptom and a cause may share theirs.
    public static func chapters(named name: String) -> [GuideChapter] {
        let wanted = aliases[name] ?? name
        if let chapter = chapters.first(where: { $0.name == wanted }) { return [chapter] }
        return chapters.compactMap { chapter in
            let found = chapter.topics.filter { $0.name == wanted || $0.anchor == wanted }
            return found.isEmpty ? nil : GuideChapter(chapter.name, "", found)
        }
    }

    /// What people call them.
    private static let aliases = [
        "wireshark": "capture", "tcpdump": "capture", "containers": "docker", "machine": "wsl", "reference": "card",
        "flow": "flowchart", "misconception": "misconceptions",
    ]

    /// Everything that `chapters(named:)` finds, each name once.
    public static var names: [String] {
        var seen: Set<String> = []
        return (chapters.map(\.name) + topics.map(\.name)).filter { seen.insert($0).inserted }
    }

    // MARK: Chapters

    private static var start: GuideChapter {
        GuideChapter("start", "Start here", [ruleOfThumb, flowchart, categories])
    }

    private static var ruleOfThumb: GuideTopic {
        GuideTopic(
            kind: .part, name: "rule-of-thumb", title: "Rule of thumb",
            blocks: [
                .paragraph(
                    """
                    Four of five problems are one of three: the server is not running, the port is wrong, or the server \
                    listens on another address than the one dialled. Look there first.
                    """),
                .output(["sockdoctor check 127.0.0.1:9090"]),
                .paragraph(
                    """
                    This command walks the flowchart below on the machine itself and says at which box it stops. What a \
                    program printed is explained by the next one.
                    """),
                .output(["sockdoctor explain \"ConnectionRefusedError: [Errno 111] Connection refused\""]),
                .links([
                    GuideLink(ServerNotRunning.self), GuideLink(WrongPort.self),
                    GuideLink(ListeningOnLoopbackOnly.self),
                ]),
            ])
    }

    private static var flowchart: GuideTopic {
        GuideTopic(kind: .part, name: "flowchart", title: "The flowchart", blocks: [.flowchart])
    }

    private static var categories: GuideTopic {
        let rows = Symptom.Category.allCases.map { category -> [GuideCell] in
            [
                .links([GuideLink(.part, category.rawValue, category.title)]),
                .links(
                    Catalog.symptoms.filter { $0.symptom.category == category }.map { GuideLink($0.symptom) }
                        + quiet(category).map { GuideLink(.part, $0.name, $0.title) }),
                .links(category.usualCauses.map { GuideLink($0) }),
            ]
        }
        return GuideTopic(
            kind: .part, name: "categories", title: "Categories",
            blocks: [.table(["Category", "What shows", "Usual cause"], rows)])
    }

    private static func chapter(_ category: Symptom.Category) -> GuideChapter {
        GuideChapter(
            category.rawValue, category.title,
            Catalog.symptoms.filter { $0.symptom.category == category }.map { topic($0) }
                + quiet(category).map { topic($0) })
    }

    private static func quiet(_ category: Symptom.Category) -> [QuietProblem] {
        QuietProblem.all.filter { $0.category == category }
    }

    private static var causes: [GuideChapter] {
        func family(_ name: String, _ title: String, _ pages: [any CausePage.Type]) -> GuideChapter {
            GuideChapter(name, title, pages.map { topic($0) })
        }
        return [
            family("causes-reaching", "Causes: reaching a server", Catalog.reaching.map { $0 }),
            family("causes-owning", "Causes: taking a port", Catalog.owning.map { $0 }),
            family("causes-talking", "Causes: talking", Catalog.talking),
            family("causes-containers", "Causes: containers", Catalog.containers),
            family("causes-capturing", "Causes: capturing", Catalog.capturing),
            family("causes-machine", "Causes: the lab machine", Catalog.machine),
        ]
    }

    private static var recipes: GuideChapter {
        GuideChapter(
            "recipes", "Programs that do it right",
            Recipe.all.map {
                GuideTopic(kind: .recipe, name: $0.name, title: $0.title, blocks: [.programs($0)])
            })
    }

    private static var help: GuideChapter {
        GuideChapter("help", "Reference and help", [card, misconceptions, lastResorts, escalation])
    }

    // MARK: Topics

    /// The section of a symptom.
    public static func topic(_ page: SymptomPage) -> GuideTopic {
        var blocks: [GuideBlock] = [.heading("What it looks like"), .output(page.shows)]
        blocks += [.heading("What it means")] + paragraphs(page.meaning)
        blocks += [.heading("Look first"), .checks(page.firstLooks)]
        blocks += [.heading("What mends it"), .items(page.remedies)]
        if !page.misconceptions.isEmpty {
            blocks += [.heading("What is often said, and what does not help"), .items(page.misconceptions)]
        }
        let causes = Catalog.pages.filter { $0.symptoms.contains(page.symptom) }
        if !causes.isEmpty {
            blocks += [.heading("Causes that show in this way"), .links(causes.map { GuideLink($0) })]
        }
        if !page.recipes.isEmpty { blocks += [.heading("Programs"), .links(page.recipes.map { GuideLink($0) })] }
        return GuideTopic(kind: .symptom, name: page.name, title: page.title, blocks: blocks)
    }

    /// The section of a problem without a message.
    public static func topic(_ problem: QuietProblem) -> GuideTopic {
        var blocks: [GuideBlock] = [.heading("What it looks like"), .output(problem.shows)]
        blocks += [.heading("What it means")] + paragraphs(problem.meaning)
        for table in problem.tables {
            let rows = table.rows.map { row in
                row.enumerated().map { index, words -> GuideCell in
                    index == 0 && table.startsWithCommand ? .command(words) : .text(words)
                }
            }
            blocks += [.heading(table.title), .table(table.head, rows)]
        }
        blocks += [.heading("Look first"), .checks(problem.firstLooks)]
        blocks += [.heading("What mends it"), .items(problem.remedies)]
        blocks += [.heading("What is often said, and what does not help"), .items(problem.misconceptions)]
        blocks += [.heading("Causes to look at"), .links(problem.causes.map { GuideLink($0) })]
        return GuideTopic(kind: .part, name: problem.name, title: problem.title, blocks: blocks)
    }

    /// The page of a cause.
    public static func topic(_ cause: any CausePage.Type) -> GuideTopic {
        var blocks = paragraphs(cause.explanation)
        blocks += [.heading("What it looks like"), .items(cause.illustrations)]
        if !cause.lookalikes.isEmpty { blocks += [.paragraph("Not to be confused with:"), .items(cause.lookalikes)] }
        blocks += [.heading("How to see it by hand"), .checks(cause.byHand)]
        blocks += [.heading("What mends it"), .items(cause.remedies)]
        if !cause.misconceptions.isEmpty { blocks += [.heading("What does not help"), .items(cause.misconceptions)] }
        if !cause.symptoms.isEmpty { blocks += [.heading("Shows as"), .links(cause.symptoms.map { GuideLink($0) })] }
        if !cause.recipes.isEmpty { blocks += [.heading("Programs"), .links(cause.recipes.map { GuideLink($0) })] }
        return GuideTopic(kind: .cause, name: cause.name, title: cause.title, blocks: blocks)
    }

    private static func paragraphs(_ text: String) -> [GuideBlock] {
        text.split(separator: "\n\n").map { .paragraph($0.split(separator: "\n").joined(separator: " ")) }
    }

    private static var card: GuideTopic {
        func row(_ link: GuideLink, _ looks: [HandCheck], _ remedies: [String]) -> [GuideCell] {
            [.links([link]), .command(looks.first?.command ?? ""), .text(remedies.first ?? "")]
        }
        let rows = Symptom.Category.allCases.flatMap { category in
            Catalog.symptoms.filter { $0.symptom.category == category }.map {
                row(GuideLink($0.symptom), $0.firstLooks, $0.remedies)
            } + quiet(category).map { row(GuideLink(.part, $0.name, $0.title), $0.firstLooks, $0.remedies) }
        }
        return GuideTopic(
            kind: .part, name: "card", title: "Quick reference card",
            blocks: [.table(["Problem", "First check", "First fix"], rows)])
    }

    private static var misconceptions: GuideTopic {
        var blocks: [GuideBlock] = []
        for page in Catalog.symptoms where !page.misconceptions.isEmpty {
            blocks += [.heading(page.title), .items(page.misconceptions), .links([GuideLink(page.symptom)])]
        }
        for problem in QuietProblem.all {
            blocks += [
                .heading(problem.title), .items(problem.misconceptions),
                .links([GuideLink(.part, problem.name, problem.title)]),
            ]
        }
        return GuideTopic(kind: .part, name: "misconceptions", title: "Often said, and wrong", blocks: blocks)
    }

    private static var lastResorts: GuideTopic {
        var blocks: [GuideBlock] = [
            .paragraph("Each of these loses something. They come after the cause was looked for, not before.")
        ]
        for resort in LastResort.all {
            blocks += [
                .heading(resort.title), .output(resort.command.split(separator: "\n").map(String.init)),
                .paragraph("What is lost: \(resort.loses)"), .paragraph(resort.note),
            ]
        }
        return GuideTopic(kind: .part, name: "last-resorts", title: "Last resorts", blocks: blocks)
    }

    private static var escalation: GuideTopic {
        GuideTopic(kind: .part, name: "escalation", title: Escalation.title, blocks: [.items(Escalation.steps)])
    }
}

extension Symptom.Category {
    /// What it mostly is.
    var usualCauses: [any CausePage.Type] {
        switch self {
        case .connection: [ServerNotRunning.self, WrongPort.self, ListeningOnLoopbackOnly.self]
        case .binding: [PreviousInstanceRunning.self, PortInTimeWait.self, ReuseAddressMissing.self]
        case .data: [OneReceivePerMessage.self, MessagesMerged.self, LengthByteOrder.self]
        case .docker: [PortNotPublished.self, ListeningOnLoopbackInContainer.self, DockerNotRunning.self]
        case .capture: [CaptureOnWrongInterface.self, FilterMatchesNothing.self, CaptureNotPermitted.self]
        case .wsl: [ScriptHasWindowsLineEndings.self, ScriptNotExecutable.self, WslLocalhostNotForwarded.self]
        }
    }
}
