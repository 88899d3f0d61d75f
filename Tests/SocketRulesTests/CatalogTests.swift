import Foundation
import SocketFacts
import SocketRules
import Testing

/// What holds for every cause, so that adding one is one file and one line.
@Suite struct CatalogTests {
    private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources/SocketRules/Causes")

    /// The names of the first two tables of the contract. Once released they never change.
    private static let promised = """
        server-not-running wrong-port wrong-transport listening-on-loopback-only listening-on-another-address \
        address-family-mismatch bound-not-listening listening-in-another-namespace shadowed-by-specific-address \
        firewall-rejects firewall-drops rejected-on-the-path no-route route-forbids host-not-answering-on-link interface-down \
        no-answer-from-host server-suspended accept-queue-full server-not-accepting server-not-reading server-not-replying \
        connection-reset-by-server connection-closed-by-server descriptors-exhausted ephemeral-ports-exhausted name-not-found \
        name-resolves-elsewhere local-policy-forbids udp-port-closed udp-queue-overflow previous-instance-running \
        port-held-by-another-program port-held-by-service port-held-by-container port-held-by-orphan \
        port-held-by-outgoing-connection port-in-time-wait overlapping-wildcard-bind owner-not-visible \
        address-not-on-this-host privileged-port port-reserved-by-windows
        """.split(separator: " ").map(String.init)

    /// The names of the other tables, which have pages.
    private static let promisedPages = """
        backlog-too-small bind-failed-ignored broadcast-not-enabled capture-interface-missing \
        capture-not-permitted capture-started-late connection-never-closed container-name-not-resolved \
        container-not-running containers-on-different-networks deadlock-both-receiving delimiter-missing \
        docker-not-running end-of-stream-ignored filter-invalid filter-matches-nothing host-gateway-missing \
        host-server-on-loopback-only length-byte-order listen-missing listening-on-loopback-in-container \
        localhost-inside-container message-split messages-merged network-missing no-receive-timeout \
        no-server-in-container no-traffic one-client-at-a-time one-receive-per-message port-bytes-swapped \
        port-not-published published-on-loopback-only published-to-wrong-port receive-buffer-too-small \
        reuse-address-missing script-not-executable short-send-ignored subnet-overlap tool-missing \
        unconnected-udp-hides-errors write-after-close wsl-not-present
        """.split(separator: " ").map(String.init)

    /// A finding that another cause's example may rightly bring along.
    private static let companions: [String: Set<String>] = [
        "overlapping-wildcard-bind": ["previous-instance-running", "port-held-by-another-program"],
        "previous-instance-running": ["overlapping-wildcard-bind"],
    ]

    @Test func namesAreUniqueAndLegal() {
        let names = Catalog.pages.map { $0.name }
        #expect(Set(names).count == names.count)
        for name in names { #expect(name.wholeMatch(of: /[a-z][a-z0-9]*(-[a-z0-9]+)*/) != nil, "\(name)") }
    }

    @Test func everyPromisedCauseIsThere() {
        #expect(Self.promised.count == 43)
        let names = Set(Catalog.all.map { $0.name })
        for name in Self.promised { #expect(names.contains(name), "\(name)") }
        #expect(Self.promisedPages.count == 43)
        let pages = Set(Catalog.pages.map { $0.name })
        for name in Self.promisedPages { #expect(pages.contains(name), "\(name)") }
    }

    @Test func everyFileIsRegistered() throws {
        let registered = Set(Catalog.pages.map { String(describing: $0) })
        let files = try #require(FileManager.default.enumerator(at: Self.sources, includingPropertiesForKeys: nil))
        var count = 0
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            guard let match = text.firstMatch(of: /enum (\w+): Cause(?:Page)? \{/) else { continue }
            count += 1
            #expect(registered.contains(String(match.1)), "\(match.1) is not in Catalog.swift")
            #expect(file.deletingPathExtension().lastPathComponent == String(match.1), "file and type names differ")
        }
        #expect(count == Catalog.pages.count)
    }

    @Test(arguments: Catalog.all.map { $0.name })
    func examplesBehaveAlone(_ name: String) throws {
        let cause = try #require(Catalog.cause(named: name))
        #expect(cause.examples.contains { $0.expectation == .fires }, "\(name) has no example in which it fires")
        #expect(cause.examples.contains { $0.expectation == .silent }, "\(name) has no near miss")
        for example in cause.examples {
            do throws(Unobserved) {
                let findings = try cause.check(example.facts)
                #expect(findings.isEmpty != (example.expectation == .fires), "\(name): \(example.title)")
                #expect(example.expectation != .undecided, "\(name): \(example.title) is decided")
            } catch {
                #expect(example.expectation == .undecided, "\(name): \(example.title): \(error.phrase)")
            }
        }
    }

    @Test(arguments: Catalog.all.map { $0.name })
    func firingExamplesMakeNoUnrelatedRuleFire(_ name: String) throws {
        let cause = try #require(Catalog.cause(named: name))
        for example in cause.examples where example.expectation == .fires {
            let found = Diagnosis(example.facts).findings.map(\.cause)
            #expect(found.contains(name), "\(name): \(example.title) gives \(found)")
            let strangers = Set(found).subtracting([name]).subtracting(Self.companions[name] ?? [])
            #expect(strangers.isEmpty, "\(name): \(example.title) also gives \(strangers)")
        }
    }

    @Test func nearMissesAccuseNobodyWrongly() {
        for cause in Catalog.all {
            for example in cause.examples where example.expectation == .silent {
                let found = Diagnosis(example.facts).findings.map(\.cause)
                #expect(!found.contains(cause.name), "\(cause.name): \(example.title)")
            }
        }
    }

    @Test func nothingFiresWhenNothingWasSeen() {
        for command in [Question.Command.check, .port] {
            for transport in Transport.allCases {
                let question = Question(
                    command: command, host: "127.0.0.1", literal: .loopbackIPv4, port: 9090, transport: transport)
                #expect(Diagnosis(Facts(question: question)).findings.isEmpty)
            }
        }
    }

    @Test func hidingAnyFactAccusesNobodyElse() {
        for cause in Catalog.all {
            for example in cause.examples where example.expectation != .undecided {
                let before = Set(Diagnosis(example.facts).findings.map(\.cause))
                var blind = example.facts
                blind.sockets = .unseen(.failed("hidden"))
                blind.owners = []
                blind.processes = []
                blind.namespaces = .unseen(.failed("hidden"))
                let after = Set(Diagnosis(blind).findings.map(\.cause))
                let allowed = before.union([
                    "server-not-running", "no-answer-from-host", "firewall-drops", "firewall-rejects",
                ])
                #expect(after.isSubset(of: allowed), "\(cause.name): \(example.title): \(after)")
            }
        }
    }

    @Test func findingsCarryEvidenceAndFixes() {
        for cause in Catalog.all {
            for example in cause.examples where example.expectation == .fires {
                for finding in Diagnosis(example.facts).findings {
                    #expect(finding.evidence.allSatisfy { !$0.text.isEmpty && !$0.recheck.isEmpty }, "\(cause.name)")
                    #expect(
                        !finding.fixes.isEmpty && !finding.summary.isEmpty && !finding.summary.hasSuffix("."),
                        "\(cause.name)")
                }
            }
        }
    }

    @Test func textsKeepTheTone() {
        for cause in Catalog.pages {
            let texts =
                [cause.title, cause.explanation] + cause.remedies + cause.misconceptions + cause.byHand.map(\.shows)
            for text in texts {
                // Filters and scripts have operators of that shape.
                #expect(text.firstMatch(of: /\w!(\s|$)/) == nil, "\(cause.name): \(text)")
                #expect(text.range(of: "please", options: .caseInsensitive) == nil, "\(cause.name): \(text)")
            }
            #expect(!cause.title.hasSuffix("."), "\(cause.name)")
            #expect(cause.explanation.filter { $0 == "." }.count >= 2, "\(cause.name)")
            #expect(!cause.byHand.isEmpty && !cause.remedies.isEmpty && !cause.symptoms.isEmpty, "\(cause.name)")
        }
    }

    @Test func everySymptomHasItsSection() {
        #expect(Catalog.symptoms.map(\.symptom) == Symptom.allCases)
        for page in Catalog.symptoms {
            let texts = [page.title, page.meaning] + page.remedies + page.misconceptions + page.firstLooks.map(\.shows)
            for text in texts {
                #expect(text.firstMatch(of: /\w!(\s|$)/) == nil, "\(page.name): \(text)")
                #expect(text.range(of: "please", options: .caseInsensitive) == nil, "\(page.name): \(text)")
                #expect(!text.isEmpty, "\(page.name)")
            }
            #expect(!page.shows.isEmpty && !page.firstLooks.isEmpty && !page.remedies.isEmpty, "\(page.name)")
            #expect(page.meaning.filter { $0 == "." }.count >= 2, "\(page.name)")
        }
    }

    /// What a person sees leads to at least one cause, where one of the contract fits: a call on a socket that is connected
    /// already, an interrupted call and a certificate are explained by their symptom alone.
    @Test func everySymptomLeadsToACause() {
        let alone: Set<Symptom> = [.notASocketError, .alreadyConnected, .interrupted, .tlsCertificate]
        for symptom in Symptom.allCases where !alone.contains(symptom) {
            #expect(Catalog.pages.contains { $0.symptoms.contains(symptom) }, "\(symptom.rawValue)")
        }
    }

    @Test func pagesAreCurrent() throws {
        let folder = Self.sources.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Documentation/Causes")
        for cause in Catalog.pages {
            let page = try? String(contentsOf: folder.appending(path: "\(cause.name).md"), encoding: .utf8)
            #expect(page == ExplainPage.markdown(cause), "\(cause.name).md is not current; run scripts/generate-pages")
        }
    }

    @Test func factsSurviveAFile() throws {
        for cause in Catalog.all {
            for example in cause.examples {
                let data = try JSONEncoder().encode(example.facts)
                #expect(
                    try JSONDecoder().decode(Facts.self, from: data) == example.facts, "\(cause.name): \(example.title)"
                )
            }
        }
    }

    @Test func reportsAreReadableAtEveryWidth() throws {
        for cause in Catalog.all {
            for example in cause.examples {
                let report = Report(example.facts)
                for width in [40, 80, 200] {
                    let text = TerminalReport.render(
                        report, style: .init(width: width, usesColor: false, isVerbose: true))
                    #expect(!text.contains("\u{1b}") && text.hasSuffix("\n"), "\(cause.name): \(example.title)")
                }
                let document =
                    try JSONSerialization.jsonObject(with: Data(JSONReport.render(report).utf8)) as? [String: Any]
                #expect(document?["schema"] as? String == "sockdoctor.report/1")
            }
        }
    }

    @Test func namesFromProgramsAreEscaped() {
        var process = Facts.refused(sockets: [], owners: [:]).processes.first ?? ProcessFacts(pid: 9, name: "x")
        process.arguments = ["evil\u{1b}[2J\u{202e}\n", "a\u{7}b"]
        process.directory = .seen("/tmp/\u{1b}]0;x\u{7}")
        let socket = SocketRecord(
            transport: .tcp, family: .ipv4, state: .listening, local: Endpoint(.anyIPv4, 9091), uid: 1000, inode: 5)
        let facts = Facts.refused(sockets: [socket], owners: [5: process])
        let report = Report(facts)
        for text in [TerminalReport.render(report), JSONReport.render(report)] {
            #expect(!text.unicodeScalars.contains { $0.value == 0x1b || $0.value == 7 || $0.value == 0x202e })
        }
    }
}
