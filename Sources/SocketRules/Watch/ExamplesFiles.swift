public import SocketFacts

extension Facts {
    /// A program that did not start, and what its file says.
    public static func notStarted(
        _ path: String, _ kind: ProgramFile.Kind, _ error: SystemError, exitStatus: Int32? = nil,
        change: (inout ProgramFile) -> Void = { _ in }
    ) -> Facts {
        var file = ProgramFile(path: path, kind: kind, error: error)
        change(&file)
        let watch = WatchFacts(
            arguments: [path], pid: exitStatus == nil ? nil : 100, exitStatus: exitStatus,
            means: exitStatus == nil ? .none : .preload, file: file)
        return Facts(question: .run, watch: .seen(watch))
    }
}
