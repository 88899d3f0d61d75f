import Glibc

/// Ctrl+C and kill as something to wait for, so that a server can end in order.
public struct Interrupts {
    /// Blocks SIGINT and SIGTERM; made before any other thread, because threads inherit what is blocked.
    public init() {
        var set = Self.signals()
        _ = unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    private static func signals() -> sigset_t {
        var set = sigset_t()
        _ = unsafe sigemptyset(&set)
        _ = unsafe sigaddset(&set, SIGINT)
        _ = unsafe sigaddset(&set, SIGTERM)
        return set
    }

    /// Waits for either of them.
    public func wait() {
        var set = Self.signals()
        var number: Int32 = 0
        while unsafe sigwait(&set, &number) != 0 {}
    }
}

/// The limit of open files of this process.
public enum OpenFiles {
    /// Raises the soft limit as far as the hard one allows; a load test needs a descriptor per client.
    public static func raiseLimit(to wanted: Int) {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        guard limit.rlim_cur < rlim_t(wanted) else { return }
        limit.rlim_cur = min(limit.rlim_max, rlim_t(wanted))
        _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}

/// The end of this process.
public enum ProcessExit {
    public static func exit(_ status: Int32) -> Never { Glibc.exit(status) }
}

/// The time of day.
public enum WallClock {
    /// ISO 8601 in UTC, to the second.
    public static func text() -> String {
        var seconds = time(nil)
        var parts = unsafe tm()
        guard unsafe gmtime_r(&seconds, &parts) != nil else { return "unknown" }
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let date = unsafe "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
        let clock = unsafe "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))"
        return "\(date)T\(clock)Z"
    }
}
