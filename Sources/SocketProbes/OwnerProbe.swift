import Glibc
public import SocketFacts
import SocketWire

/// From socket inodes to the processes that hold them, without reading every descriptor of the machine.
///
/// Likeliest first: the newest processes, and in each the lowest descriptors, because a server opens its listener
/// early and a program under development was started lately. A full sweep happens only when nothing else is left and
/// the question allows it.
public struct OwnerProbe {
    /// How much may be looked at.
    public enum Effort: Sendable {
        /// Until everything is found or every visible process was looked at.
        case thorough
        /// At most this many milliseconds of processor time: for processes that would only be worth a mention. Not of the
        /// clock: on a machine under load the search would then end before it found what it finds elsewhere.
        case bounded(milliseconds: Double)
        /// The same, and only processes that were started in the last seconds.
        case recent(seconds: Double, milliseconds: Double)
    }

    private let pids: [Int32]
    private let mayLook: Bool

    /// Lists the processes; newest first, because process ids are given in ascending order.
    public init() {
        let names = (try? Files.names(in: "/proc")) ?? []
        pids = names.compactMap { Int32($0) }.sorted(by: >)
        mayLook = !pids.isEmpty
    }

    /// All visible process ids, newest first.
    public var visible: [Int32] { pids }

    /// The holders of the sockets with these inodes.
    public func owners(_ inodes: Set<UInt32>, effort: Effort) -> [SocketOwner] {
        var links = DescriptorLinks()
        var missing = inodes
        missing.remove(0)
        var found: [UInt32: Set<Int32>] = [:]
        var numbers: [UInt32: Int] = [:]
        var wasDenied = false
        var ranOut = false
        var isTooOld = false
        let end: Double
        var recent: ProcessAge?
        switch effort {
        case .thorough: end = .infinity
        case .bounded(let limit): end = usedMilliseconds() + limit
        case .recent(let seconds, let limit):
            end = usedMilliseconds() + limit
            recent = ProcessAge(seconds: seconds)
        }
        func note(_ inode: UInt32, _ pid: Int32, _ descriptor: Int) {
            guard missing.remove(inode) != nil || found[inode] != nil else { return }
            found[inode, default: []].insert(pid)
            numbers[inode] = descriptor
        }
        // First pass: descriptors 3 to 8 of every process, one readlink each and no directory.
        var denied: Set<Int32> = []
        for (position, pid) in pids.enumerated() where !missing.isEmpty {
            if position % 4 == 0, end < .infinity, usedMilliseconds() > end {
                ranOut = true
                break
            }
            if position % 8 == 0, recent?.isOlder(pid) == true {
                isTooOld = true
                break
            }
            scan: for descriptor in 3...8 {
                switch links.link(pid, descriptor) {
                case .inode(let inode): note(inode, pid, descriptor)
                case .denied:
                    wasDenied = true
                    denied.insert(pid)
                case .other: continue
                // Kernel threads and programs without files; the second pass lists what has gaps.
                case .gone: break scan
                }
                if denied.contains(pid) { break }
            }
        }
        // Second pass: all descriptors of those that let us look.
        if !ranOut, !isTooOld {
            for pid in pids where !missing.isEmpty && !denied.contains(pid) {
                if end < .infinity, usedMilliseconds() > end {
                    ranOut = true
                    break
                }
                guard let names = try? Files.names(in: "/proc/\(pid)/fd") else { continue }
                for descriptor in names.compactMap({ Int($0) }) {
                    if case .inode(let inode) = links.link(pid, descriptor) { note(inode, pid, descriptor) }
                }
            }
        }
        for (inode, holders) in found { found[inode] = holders.union(sharers(inode, numbers[inode] ?? 3, of: holders)) }
        return inodes.sorted().map { inode in
            if let holders = found[inode] { return SocketOwner(inode: inode, pids: holders.sorted()) }
            let reason: Unobserved
            if ranOut {
                reason = .timedOut("the search for its owner")
            } else if isTooOld {
                reason = .notAsked
            } else if wasDenied {
                reason = .needs("root (CAP_SYS_PTRACE) to see which process holds the socket")
            } else {
                reason = .unsupported("a process that can be seen from here (it may be in another pid namespace)")
            }
            return SocketOwner(inode: inode, pids: [], reason: reason)
        }
    }

    /// Relatives that share a socket: a prefork server's parent, brothers and children. A descriptor that was inherited
    /// has the same number everywhere, so that one look each is enough.
    private func sharers(_ inode: UInt32, _ descriptor: Int, of holders: Set<Int32>) -> Set<Int32> {
        var links = DescriptorLinks()
        func holds(_ pid: Int32) -> Bool { links.link(pid, descriptor) == .inode(inode) }
        var sharing: Set<Int32> = []
        for pid in holders {
            sharing.formUnion(children(pid).filter(holds))
            guard let text = try? Files.bytes("/proc/\(pid)/stat"), let status = ProcessText.status(text),
                status.parent > 0
            else { continue }
            if holds(status.parent) { sharing.insert(status.parent) }
            sharing.formUnion(children(status.parent).filter(holds))
        }
        return sharing
    }

    private func children(_ pid: Int32) -> [Int32] {
        guard let text = try? Files.text("/proc/\(pid)/task/\(pid)/children", limit: 1 << 16) else { return [] }
        return text.split(separator: " ").prefix(256).compactMap { Int32($0) }
    }
}

/// Tells old processes from new ones. Process ids are given in ascending order, so that one old process ends a scan.
private struct ProcessAge {
    private let limit: Double
    private let now: Double
    private let ticksPerSecond = Double(max(1, sysconf(Int32(_SC_CLK_TCK))))

    init(seconds: Double) {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_BOOTTIME, &time)
        now = Double(time.tv_sec)
        limit = seconds
    }

    func isOlder(_ pid: Int32) -> Bool {
        guard let status = (try? Files.bytes("/proc/\(pid)/stat", limit: 1024)).flatMap({ ProcessText.status($0) })
        else { return false }
        return now - Double(status.startTicks) / ticksPerSecond > limit
    }
}

/// What the descriptors of processes are, read with one buffer for all: this runs thousands of times.
private struct DescriptorLinks {
    enum Link: Equatable {
        case inode(UInt32)
        case other
        case gone
        case denied
    }

    private var path = Array("/proc/".utf8)
    private var target = [UInt8](repeating: 0, count: 48)

    /// The socket behind one descriptor.
    mutating func link(_ pid: Int32, _ descriptor: Int) -> Link {
        path.removeSubrange(6...)
        append(Int(pid))
        path += [0x2f, 0x66, 0x64, 0x2f]
        append(descriptor)
        path.append(0)
        // Neither array is empty.
        // swift-format-ignore: NeverForceUnwrap
        let count = unsafe path.withUnsafeBytes { path in
            unsafe target.withUnsafeMutableBytes { target in
                unsafe readlink(
                    path.baseAddress!.assumingMemoryBound(to: CChar.self),
                    target.baseAddress!.assumingMemoryBound(to: CChar.self), target.count)
            }
        }
        if count < 0 {
            let error = lastError
            return error == .permissionDenied || error == .notPermitted ? .denied : .gone
        }
        // socket:[12345]
        guard count > 9, count < target.count, target[0] == UInt8(ascii: "s"), target[6] == UInt8(ascii: ":") else {
            return .other
        }
        var inode: UInt32 = 0
        for digit in target[8..<(count - 1)] {
            guard (48...57).contains(digit) else { return .other }
            inode = inode &* 10 &+ UInt32(digit - 48)
        }
        return .inode(inode)
    }

    private mutating func append(_ number: Int) {
        if number >= 10 { append(number / 10) }
        path.append(UInt8(48 + max(0, number) % 10))
    }
}
