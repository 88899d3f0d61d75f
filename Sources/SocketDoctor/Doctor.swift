public import SocketFacts
public import SocketProbes

/// The front door: a question in, facts out. What they mean is told by `SocketRules`.
public enum Doctor {
    /// Looks, in the network namespace of the calling thread.
    ///
    /// - Parameter progress: told what is being done, for whoever waits; may be called at any time.
    public static func examine(_ question: Question, progress: @escaping (String) -> Void = { _ in }) -> Facts {
        var examination = Examination(question, progress: progress)
        switch question.command {
        case .check: examination.check()
        case .port: examination.port()
        case .run: break
        }
        return examination.finish()
    }

    /// Moves into another network namespace; called once, before anything else.
    public static func enter(_ place: NamespaceEntry.Place) throws(Unobserved) {
        try NamespaceEntry.enter(place)
    }
}
