import Glibc
public import SocketFacts

/// Who asks, with which rights, on what machine.
public enum ObserverProbe {
    public static func observe() -> Observer {
        let capabilities = effectiveCapabilities()
        var name = [UInt8](repeating: 0, count: 256)
        // The array is not empty.
        // swift-format-ignore: NeverForceUnwrap
        _ = unsafe name.withUnsafeMutableBytes { raw in
            unsafe gethostname(raw.baseAddress!.assumingMemoryBound(to: CChar.self), raw.count - 1)
        }
        let directory = (try? Files.link("/proc/self/cwd")) ?? "/"
        return Observer(
            uid: getuid(), sudoUID: variable("SUDO_UID").flatMap { UInt32($0) }, directory: directory,
            mayReadFirewall: capabilities & 1 << 12 != 0, maySeeAllProcesses: capabilities & 1 << 19 != 0,
            isWSL: isWSL(), hostName: String(decoding: name.prefix { $0 != 0 }, as: UTF8.self))
    }

    static func variable(_ name: String) -> String? { unsafe getenv(name).map { unsafe String(cString: $0) } }

    /// The bits of `CapEff` (capabilities(7)); 12 is CAP_NET_ADMIN, 19 CAP_SYS_PTRACE.
    private static func effectiveCapabilities() -> UInt64 {
        guard let text = try? Files.text("/proc/thread-self/status", limit: 1 << 14) else { return 0 }
        for line in text.split(separator: "\n") where line.hasPrefix("CapEff:") {
            return UInt64(line.dropFirst(7).filter { !$0.isWhitespace }, radix: 16) ?? 0
        }
        return 0
    }

    /// A WSL distribution: its kernel's name, or the marks that WSL leaves where a kernel was built by hand
    /// (facts.md A.1). A container on such a kernel is no distribution.
    private static func isWSL() -> Bool {
        if variable("WSL_DISTRO_NAME") != nil || variable("WSL_INTEROP") != nil { return true }
        let release = (try? Files.text("/proc/sys/kernel/osrelease", limit: 256))?.lowercased() ?? ""
        guard release.contains("microsoft") else { return Files.exists("/run/WSL") }
        return !Files.exists("/.dockerenv")
    }
}
