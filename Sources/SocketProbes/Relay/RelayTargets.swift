import Glibc
import SocketFacts
import Synchronization

/// The addresses of the target: looked up once at the start, and again, by a thread of its own, when none of them works.
final class RelayTargets {
    private final class Lookup: Sendable {
        let result = Mutex<[IPAddress]?>(nil)
        let name: String
        init(_ name: String) { self.name = name }
    }

    private(set) var endpoints: [Endpoint]
    private let host: String
    private let port: UInt16
    private let isName: Bool
    private var lookup: Lookup?
    private var lastLookup = milliseconds()

    init(_ options: RelayOptions) throws(RelayProblem) {
        host = options.host
        port = options.port
        isName = options.literal == nil
        if let literal = options.literal {
            endpoints = [Endpoint(literal, port)]
            return
        }
        let resolution = NameProbe.resolve(options.host, wait: 5000).value
        guard let resolution, !resolution.addresses.isEmpty else {
            throw .nameUnknown(resolution?.failure ?? "the resolver gave no address")
        }
        endpoints = resolution.addresses.map { Endpoint($0, options.port) }
    }

    /// The one that answered is tried first from now on.
    func prefer(_ index: Int) { if index > 0 { endpoints.insert(endpoints.remove(at: index), at: 0) } }

    /// None of them worked: ask the resolver again, at most every five seconds.
    func failed(at now: Double) {
        guard isName, lookup == nil, now - lastLookup > 5000 else { return }
        lastLookup = now
        let question = Lookup(host)
        var thread = pthread_t()
        let context = unsafe Unmanaged.passRetained(question).toOpaque()
        let created = unsafe pthread_create(
            &thread, nil,
            { raw in
                guard let raw = unsafe raw else { return nil }
                let question = unsafe Unmanaged<Lookup>.fromOpaque(raw).takeRetainedValue()
                let found = NameProbe.resolve(question.name, wait: 5000).value?.addresses ?? []
                question.result.withLock { $0 = found }
                return nil
            }, context)
        if created == 0 {
            _ = pthread_detach(thread)
            lookup = question
        } else {
            unsafe Unmanaged<Lookup>.fromOpaque(context).release()
        }
    }

    /// Takes what the resolver has answered meanwhile.
    func refresh() {
        guard let found = lookup?.result.withLock({ $0 }) else { return }
        lookup = nil
        if !found.isEmpty { endpoints = found.map { Endpoint($0, port) } }
    }
}
