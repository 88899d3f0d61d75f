import Glibc
public import SocketFacts
import SocketWire
import Synchronization

/// Turns a host name into addresses through the system's own resolver, as every client does.
public enum NameProbe {
    /// What the resolving thread leaves behind; it may outlive the question when the resolver hangs.
    private final class Answer: Sendable {
        struct Content {
            var addresses: [IPAddress] = []
            var code: Int32 = 0
            var isDone = false
        }
        let content = Mutex(Content())
        let name: String
        init(_ name: String) { self.name = name }
    }

    /// - Parameter wait: milliseconds after which a resolver that does not answer is given up; its thread is left
    ///   behind, because getaddrinfo(3) cannot be cancelled.
    public static func resolve(_ name: String, wait limit: Double) -> Observed<Resolution> {
        let answer = Answer(name)
        var thread = pthread_t()
        let context = unsafe Unmanaged.passRetained(answer).toOpaque()
        let created = unsafe pthread_create(
            &thread, nil,
            { raw in
                if let raw = unsafe raw { unsafe NameProbe.ask(Unmanaged<Answer>.fromOpaque(raw).takeRetainedValue()) }
                return nil
            }, context)
        guard created == 0 else {
            unsafe Unmanaged<Answer>.fromOpaque(context).release()
            return .unseen(.failed("a thread for the resolver: \(SystemError(created).name)"))
        }
        _ = pthread_detach(thread)
        let end = milliseconds() + limit
        var step = 0.1
        while milliseconds() < end {
            if answer.content.withLock({ $0.isDone }) { break }
            pause(milliseconds: step)
            step = min(step * 1.5, 10)
        }
        let content = answer.content.withLock { $0 }
        let hosts = (try? Files.text("/etc/hosts")) ?? ""
        let servers = NetworkText.nameServers((try? Files.text("/etc/resolv.conf")) ?? "")
        if !content.isDone {
            return .seen(
                Resolution(
                    addresses: [], source: .resolver(servers: servers),
                    failure:
                        "the resolver did not answer within \(Int(limit / 100) / 10 == 0 ? 1 : Int(limit / 1000)) s",
                    timedOut: true))
        }
        let source: Resolution.Source
        if let line = NetworkText.hostsLine(hosts, name: name, addresses: content.addresses) {
            source = .hostsFile(line: line)
        } else {
            source = .resolver(servers: servers)
        }
        let failure = content.code == 0 ? nil : message(content.code)
        return .seen(Resolution(addresses: content.addresses, source: source, failure: failure))
    }

    private static func message(_ code: Int32) -> String {
        let symbols: [Int32: String] = [
            -1: "EAI_BADFLAGS", -2: "EAI_NONAME", -3: "EAI_AGAIN", -4: "EAI_FAIL", -5: "EAI_NODATA", -6: "EAI_FAMILY",
            -7: "EAI_SOCKTYPE", -8: "EAI_SERVICE", -10: "EAI_MEMORY", -11: "EAI_SYSTEM", -105: "EAI_IDN_ENCODE",
        ]
        let text = unsafe String(cString: gai_strerror(code))
        return "\(text) (\(symbols[code] ?? "gai error \(code)"))"
    }

    private static func ask(_ answer: Answer) {
        var hints = unsafe addrinfo()
        unsafe hints.ai_family = AF_UNSPEC
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = unsafe getaddrinfo(answer.name, nil, &hints, &list)
        var addresses: [IPAddress] = []
        var entry = unsafe list
        while let current = unsafe entry {
            if let raw = unsafe current.pointee.ai_addr {
                let bytes = unsafe UnsafeRawBufferPointer(start: raw, count: Int(current.pointee.ai_addrlen))
                if let address = unsafe Endpoint(socketAddress: Array(bytes))?.address, !addresses.contains(address) {
                    addresses.append(address)
                }
            }
            unsafe entry = current.pointee.ai_next
        }
        if code == 0 { unsafe freeaddrinfo(list) }
        answer.content.withLock { content in
            content.addresses = addresses
            content.code = code
            content.isDone = true
        }
    }
}
