public import SocketFacts

extension FirewallRuleset {
    /// What this ruleset does to the packet on its way, and by which rule.
    ///
    /// What the evaluator cannot know (a rate limit's state, a match it does not model) it first takes as it usually is,
    /// and then the other way round, up to `maximumOfWalks` combinations. Only what changes the verdict is named in
    /// ``FirewallVerdict/unmodelled``.
    public func evaluate(_ packet: FirewallPacket, path: FirewallPath) -> FirewallVerdict {
        let maximumOfWalks = 96
        let plan = FirewallPlan(self)
        var primary: (end: FirewallWalk.End, rewrittenTo: Endpoint?, isUntracked: Bool)?
        var doubts: [String] = []
        var waiting: [[Bool]] = [[]]
        var walks = 0
        while walks < maximumOfWalks, let assumptions = waiting.popLast() {
            walks += 1
            var walk = FirewallWalk(plan, packet, path: path, assumptions: assumptions)
            let end = walk.run()
            let questions = walk.questions
            if let first = primary {
                let isSame =
                    end == first.end && walk.rewrittenTo == first.rewrittenTo && walk.isUntracked == first.isUntracked
                // The last assumption is the one that this walk has turned round.
                if !isSame, let doubt = questions[..<min(assumptions.count, questions.count)].last?.text,
                    !doubts.contains(doubt)
                {
                    doubts.append(doubt)
                }
            } else {
                primary = (end, walk.rewrittenTo, walk.isUntracked)
                if end == .lost { doubts += questions.suffix(1).map { $0.text } }
            }
            guard questions.count > assumptions.count else { continue }
            for index in (assumptions.count..<questions.count).reversed() {
                waiting.append(questions[..<index].map { $0.answer } + [!questions[index].answer])
            }
        }
        if !waiting.isEmpty { doubts.append("more rules that are not modelled than can be tried") }
        doubts += unmodelled.filter { !doubts.contains($0) }
        guard let primary, case .decided(let decision) = primary.end else {
            return FirewallVerdict(.accepted, unmodelled: doubts.isEmpty ? ["a chain that has no end"] : doubts)
        }
        return FirewallVerdict(
            decision, unmodelled: doubts, rewrittenTo: primary.rewrittenTo,
            isUntracked: primary.isUntracked ? true : nil)
    }
}
