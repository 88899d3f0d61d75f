import CSocketLinux
import Glibc
import SocketFacts
import SocketWire

/// Starts a program, or says from its file why it cannot be started.
enum ProgramStart {
    /// The path that execvp(3) would take, or the name with the reason why there is none.
    static func find(_ name: String) -> (path: String, error: SystemError?) {
        if name.contains("/") { return (name, nil) }
        var denied: String?
        for directory in (ObserverProbe.variable("PATH") ?? "/usr/local/bin:/usr/bin:/bin").split(
            separator: ":", omittingEmptySubsequences: false)
        {
            let path = (directory.isEmpty ? "." : String(directory)) + "/" + name
            guard let status = try? Files.status(path), !status.isDirectory else { continue }
            if unsafe access(path, X_OK) == 0 { return (path, nil) }
            denied = denied ?? path
        }
        if let denied { return (denied, .permissionDenied) }
        return (name, .noSuchFile)
    }

    /// - Parameters:
    ///   - environment: in place of variables of the same name.
    ///   - ownGroup: in a process group of its own.
    static func start(
        _ path: String, _ arguments: [String], environment: [String], ownGroup: Bool
    ) throws(SystemError) -> Int32 {
        var pid: Int32 = 0
        let error = unsafe CommandRunner.withCStrings(arguments) { argv in
            unsafe CommandRunner.withCStrings(merged(environment)) { envp in
                unsafe csl_spawn(&pid, path, argv, envp, ownGroup ? 1 : 0)
            }
        }
        guard error == 0 else { throw SystemError(error) }
        return pid
    }

    private static func merged(_ changes: [String]) -> [String] {
        let names = Set(changes.compactMap { $0.split(separator: "=", maxSplits: 1).first.map(String.init) })
        var result: [String] = []
        var entry = unsafe environ
        while let text = unsafe entry.pointee {
            let line = unsafe String(cString: text)
            let name = line.split(separator: "=", maxSplits: 1).first.map(String.init) ?? line
            if !names.contains(name) { result.append(line) }
            unsafe entry = unsafe entry.successor()
        }
        return result + changes
    }

    // MARK: The file

    /// What the program's file tells of its failure to start.
    static func file(_ path: String, error: SystemError?) -> ProgramFile {
        var file = ProgramFile(path: path, kind: .other, error: error)
        file.suffix = path.split(separator: "/").last?.split(separator: ".").dropFirst().last.map(String.init) ?? ""
        guard let status = try? Files.status(path) else {
            file.kind = .missing
            return file
        }
        if status.isDirectory {
            file.kind = .directory
            return file
        }
        var mode = stat()
        if unsafe stat(path, &mode) == 0 { file.isExecutable = mode.st_mode & 0o111 != 0 }
        file.isOnNoexecMount = unsafe csl_is_noexec(path) == 1
        if file.isOnNoexecMount { file.mountPoint = mountPoint(of: path) }
        guard var bytes = try? Files.bytes(path, limit: 4096) else { return file }
        if bytes.isEmpty { file.kind = .empty }
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) {
            file.hasByteOrderMark = true
            bytes.removeFirst(3)
        }
        if bytes.starts(with: [0x7f, 0x45, 0x4c, 0x46]) {
            file.kind = .elf
            let program = ProgramText.architecture(bytes)
            let own = (try? Files.bytes("/proc/self/exe", limit: 64)).flatMap(ProgramText.architecture)
            (file.architecture, file.machine) = (program, own)
            if let loader = ProgramText.loader(bytes) {
                file.interpreter = loader
                file.interpreterIsThere = Files.exists(loader)
            }
        } else if let line = ProgramText.interpreter(bytes) {
            file.kind = .script
            file.interpreter = line.path
            file.interpreterArgument = line.argument
            file.hasCarriageReturn = line.hasCarriageReturn
            file.interpreterIsThere = Files.exists(line.path)
            if let argument = line.argument, line.path.hasSuffix("/env") {
                // `env NAME` looks NAME up in PATH.
                let words = argument.split(separator: " ").filter { !$0.hasPrefix("-") && !$0.contains("=") }
                if let name = words.first { file.interpreterIsThere = CommandRunner.locate(String(name)) != nil }
            }
        } else if bytes.prefix(512).allSatisfy({ $0 >= 0x20 || $0 == 0x0a || $0 == 0x0d || $0 == 0x09 }), !bytes.isEmpty
        {
            file.kind = .script
        }
        return file
    }

    /// Of a script whose `env` was started and did not find the program named behind it: 127 is env's status for that.
    static func interpreterFailure(_ path: String, _ facts: WatchFacts) -> ProgramFile? {
        guard facts.exitStatus == 127, facts.calls == 0 else { return nil }
        let file = file(path, error: nil)
        guard file.kind == .script, file.interpreter?.hasSuffix("/env") == true,
            file.hasCarriageReturn || !file.interpreterIsThere
        else { return nil }
        return file
    }

    private static func mountPoint(of path: String) -> String? {
        guard let resolved = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(resolved) }
        let absolute = unsafe String(cString: resolved)
        let text = (try? Files.text("/proc/self/mounts", limit: 1 << 20)) ?? ""
        return text.split(separator: "\n").compactMap { line in
            line.split(separator: " ").dropFirst().first.map { ProgramText.unescaped(String($0)) }
        }.filter { absolute == $0 || absolute.hasPrefix($0 == "/" ? "/" : $0 + "/") }.max {
            $0.utf8.count < $1.utf8.count
        }
    }
}
