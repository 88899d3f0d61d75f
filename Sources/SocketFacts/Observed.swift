/// Why a probe could not look. It is never an answer about the thing itself.
public enum Unobserved: Error, Hashable, Codable, Sendable {
    /// A permission or capability is missing, named as a person would grant it, for example
    /// "CAP_NET_ADMIN to read the firewall".
    case needs(String)
    /// A program that would have answered is not installed.
    case toolMissing(String)
    /// The kernel or the platform has no such interface; says which.
    case unsupported(String)
    /// The answer did not come within the time given to it; says from whom.
    case timedOut(String)
    /// The answer came but could not be understood, or the read failed; says what and with which errno.
    case failed(String)
    /// Nobody asked, because the outcome left no doubt that this would settle.
    case notAsked

    /// What would be needed to see it, as one phrase.
    public var phrase: String {
        switch self {
        case .needs(let what): what
        case .toolMissing(let tool): "the program \(tool), which is not installed"
        case .unsupported(let what): what
        case .timedOut(let whom): "an answer from \(whom), which did not come in time"
        case .failed(let what): what
        case .notAsked: "a look that this question did not call for"
        }
    }
}

/// What a probe saw, or why it could not look. "Could not look" is a value, not an empty list.
public enum Observed<Value> {
    case seen(Value)
    case unseen(Unobserved)

    /// The value, or the reason thrown, so that a rule that reads an unseen fact leaves as undecided.
    public func get() throws(Unobserved) -> Value {
        switch self {
        case .seen(let value): return value
        case .unseen(let reason): throw reason
        }
    }

    /// The value where it was seen. For callers to whom "unseen" and "nothing" mean the same.
    public var value: Value? {
        if case .seen(let value) = self { return value }
        return nil
    }

    /// The reason where it was not seen.
    public var reason: Unobserved? {
        if case .unseen(let reason) = self { return reason }
        return nil
    }
}

extension Observed: Equatable where Value: Equatable {}
extension Observed: Hashable where Value: Hashable {}
extension Observed: Sendable where Value: Sendable {}
extension Observed: Encodable where Value: Encodable {}
extension Observed: Decodable where Value: Decodable {}
