import Foundation
import SocketRules
import Testing

/// The guide in its formats: everything is there, every link leads somewhere, nothing comes from elsewhere.
@Suite struct GuideTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Documentation/Guide")
    private static let html = GuideHTML.document(Guide.chapters)

    private func captures(_ pattern: String, in text: String) throws -> [String] {
        let expression = try NSRegularExpression(pattern: pattern)
        let whole = text as NSString
        return expression.matches(in: text, range: NSRange(location: 0, length: whole.length)).map {
            whole.substring(with: $0.range(at: 1))
        }
    }

    @Test func everythingIsThereOnce() {
        let anchors = Guide.topics.map(\.anchor) + Guide.chapters.map(\.name)
        #expect(Set(anchors).count == anchors.count)
        for symptom in Symptom.allCases { #expect(anchors.contains("symptom-\(symptom.rawValue)")) }
        for cause in Catalog.pages { #expect(anchors.contains("cause-\(cause.name)")) }
        for recipe in Recipe.all { #expect(anchors.contains("recipe-\(recipe.name)")) }
    }

    @Test func topicsAreFoundByName() {
        for name in Guide.names { #expect(!Guide.chapters(named: name).isEmpty, "\(name)") }
        #expect(Guide.chapters(named: "wireshark").first?.name == "capture")
        #expect(Guide.chapters(named: "address-family-mismatch").flatMap(\.topics).count == 2)
        #expect(Guide.chapters(named: "nonsense").isEmpty)
    }

    @Test func linksOfThePageResolve() throws {
        let ids = try captures(" id=\"([^\"]+)\"", in: Self.html)
        #expect(Set(ids).count == ids.count)
        let links = try captures("href=\"([^\"]+)\"", in: Self.html)
        #expect(links.count > 500)
        for link in Set(links) {
            #expect(link.hasPrefix("#") && ids.contains(String(link.dropFirst())), "\(link)")
        }
    }

    @Test func thePageNeedsNothingFromElsewhere() throws {
        #expect(try captures("(<link|<img|<iframe|@import|url\\((?!#)| src=)", in: Self.html).isEmpty)
        #expect(try captures("(<script)", in: Self.html).count == 1)
        #expect(!Self.html.contains("fetch(") && !Self.html.contains("XMLHttpRequest"))
    }

    @Test func theFlowchartHasEveryBoxAndCauseOfCheck() throws {
        let chart = try #require(try captures("(<figure>[\\s\\S]*?</figure>)", in: Self.html).first)
        for question in ["Is the server running?", "Is it listening?", "Is the address right?", "Firewall and port"] {
            #expect(chart.contains(question))
        }
        for cause in Catalog.reaching { #expect(chart.contains("#cause-\(cause.name)\""), "\(cause.name)") }
    }

    /// Without scripts nothing is offered that needs one, and nothing else is missing.
    @Test func thePageIsWholeWithoutScripts() throws {
        #expect(Self.html.contains("<html lang=\"en\">") && Self.html.contains("<title>\(Guide.title)</title>"))
        #expect(Self.html.contains("<search hidden>") && Self.html.contains("name=\"viewport\""))
        #expect(try captures("(<article id=)", in: Self.html).count == Guide.topics.count)
        // The pictures are groups: as an image their links would be out of reach for a screen reader.
        #expect(try captures("<svg ([^>]*)>", in: Self.html).allSatisfy { $0.contains("role=\"group\"") })
    }

    @Test func filesLinkToFilesThatAreThere() throws {
        let files = GuideMarkdown.files
        let texts = Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.text) })
        for file in files {
            // Programs hold brackets of their own.
            let prose = file.text.replacing(/```[\s\S]*?\n```/, with: "")
            for link in try captures("\\]\\(([^)]+)\\)", in: prose) {
                let parts = link.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
                let target = parts[0].isEmpty ? file.path : parts[0]
                let text = try #require(texts[target], "\(file.path): \(link)")
                if parts.count > 1 { #expect(text.contains("<a id=\"\(parts[1])\">"), "\(file.path): \(link)") }
            }
        }
    }

    @Test func committedFilesAreCurrent() throws {
        for file in GuideMarkdown.files {
            let text = try? String(contentsOf: Self.folder.appending(path: file.path), encoding: .utf8)
            #expect(text == file.text, "\(file.path) is not current; run scripts/generate-pages")
        }
        let there = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(there) == Set(GuideMarkdown.files.map(\.path)))
    }

    @Test func terminalLinesFit() {
        for width in [40, 80, 120] {
            let text = GuideTerminal.render(Guide.chapters(named: "flowchart"), width: width, usesColor: false)
            #expect(text.split(separator: "\n").allSatisfy { $0.count <= width }, "\(width)")
        }
        let text = GuideTerminal.render(Guide.chapters, width: 80, usesColor: false)
        #expect(!text.contains("\u{1b}") && text.hasSuffix("\n"))
    }
}
