public import SocketFacts

/// Puts the records of a run together: which call belongs to which socket, and what became of each.
///
/// Its size follows from the sockets that are open, not from the calls or connections that have been: of a socket that has
/// ended the first and last calls are kept, of many that have ended only the first, the last and the remarkable ones.
public struct WatchStory: Sendable {
    /// Calls that are kept of one socket, from its beginning and from its end.
    static let callsFromStart = 200
    static let callsFromEnd = 24
    /// Ended sockets that are kept: the first, and the latest.
    static let socketsFromStart = 150
    static let socketsFromEnd = 50
    static let remarkableSockets = 200

    var processes: [Int32: ProcessState] = [:]
    var open: [Int: Tracked] = [:]
    private var endedFirst: [WatchedSocket] = []
    private var endedLast: [WatchedSocket] = []
    private var remarkable: [WatchedSocket] = []
    private var nextKey = 1
    private var places: [SourcePlace] = []
    private var placeIndex: [SourcePlace: Int] = [:]
    private(set) public var processList: [WatchedProcess] = []
    private var processIndex: [Int32: Int] = [:]
    /// Children of which only their parents have told so far.
    private var toldOf: Set<Int32> = []
    private var omittedSockets = 0
    private var failedNames: [WatchedCall] = []
    /// Both ends of a connection by (one, other), to join them.
    private var ends: [Pair: Int] = [:]
    /// All socket calls so far.
    public private(set) var calls = 0

    struct Pair: Hashable {
        var from: Endpoint
        var to: Endpoint
    }

    struct ProcessState: Sendable {
        var descriptors: [Int32: Int] = [:]
        /// Closed a moment ago: a child that was forked before may have them still.
        var closed: [(descriptor: Int32, key: Int, at: UInt64)] = []
        /// Of the program before this one in the same process, until it is known which survived execve(2).
        var inherited: [Int32: Int] = [:]
        var places: [UInt32: Int] = [:]
    }

    struct Tracked: Sendable {
        var socket: WatchedSocket
        var references = 1
        var recent: [WatchedCall] = []
        var emptyRow = 0
        var isRemarkable = false
        /// A send that was cut, until its rest has gone out: at most one (an array keeps this small).
        var unfinished: [UnfinishedSend] = []
    }

    public init() {}

    // MARK: Records

    public mutating func add(_ record: WatchRecord) {
        switch record {
        case .call(let call, let family, let transport): add(call, family, transport)
        case .place(let process, let id, let place):
            let index = placeIndex[place] ?? places.count
            if index == places.count {
                // A program that calls from everywhere is no program of a student.
                guard places.count < 5000 else { return }
                places.append(place)
                placeIndex[place] = index
            }
            processes[process, default: ProcessState()].places[id] = index
        case .start(let process, let parent, let at, let arguments): start(process, parent, at, arguments)
        case .forked(let process, let parent, let at):
            // The child may have been quicker.
            if let index = processIndex[process], processList[index].startedAt >= at { return }
            start(process, parent, at, [])
            toldOf.insert(process)
        case .exec(let process, _, let isWatchable, let error, let arguments):
            if !isWatchable, error == nil, let index = processIndex[process] {
                processList[index].arguments = arguments
                processList[index].unwatched = "its program is static, setuid or of another kind"
            }
        case .exit(let process, let at, _): end(process, at: at)
        }
    }

    private mutating func start(_ process: Int32, _ parent: Int32, _ at: UInt64, _ arguments: [String]) {
        if let index = processIndex[process], processList[index].endedAt == nil {
            // Its parent has told of it already.
            if toldOf.remove(process) != nil, arguments.isEmpty { return }
            // execve: the descriptors that survive are announced next.
            var state = processes[process] ?? ProcessState()
            dropInherited(process, &state, at)
            state.inherited = state.descriptors
            state.descriptors = [:]
            state.places = [:]
            processes[process] = state
            processList[index].arguments = arguments
            processList[index].unwatched = nil
            return
        }
        var state = ProcessState()
        if let mother = processes[parent] {
            state.descriptors = mother.descriptors
            for entry in mother.closed where entry.at >= at { state.descriptors[entry.descriptor] = entry.key }
            for key in state.descriptors.values { open[key]?.references += 1 }
            state.descriptors = state.descriptors.filter { open[$0.value] != nil }
            state.places = mother.places
        }
        processes[process] = state
        guard processList.count < 5000 else { return }
        processIndex[process] = processList.count
        let told = arguments.isEmpty ? processIndex[parent].map { processList[$0].arguments } ?? [] : arguments
        processList.append(WatchedProcess(pid: process, parent: parent, arguments: told, startedAt: at))
    }

    private mutating func dropInherited(_ process: Int32, _ state: inout ProcessState, _ at: UInt64) {
        let dropped = state.inherited
        state.inherited = [:]
        for key in dropped.values { release(key, at, .closed) }
    }

    /// The process has ended; its descriptors with it.
    public mutating func end(_ process: Int32, at: UInt64) {
        toldOf.remove(process)
        guard let state = processes.removeValue(forKey: process) else { return }
        for key in state.inherited.values { release(key, at, .closed) }
        for key in state.descriptors.values { release(key, at, .exit) }
        if let index = processIndex[process] { processList[index].endedAt = at }
    }

    /// Processes that have not said that they ended.
    public var liveProcesses: [Int32] { Array(processes.keys) }

    // MARK: Calls

    private mutating func add(_ told: WatchedCall, _ family: AddressFamily, _ transport: Transport) {
        calls += 1
        var call = told
        let process = call.process
        var state = processes.removeValue(forKey: process) ?? ProcessState()
        defer { processes[process] = state }
        call.place = told.place.flatMap { state.places[UInt32(truncatingIfNeeded: $0)] }
        if call.kind == .socket, call.flags.contains(.inherited) {
            if let key = state.inherited.removeValue(forKey: call.descriptor) {
                state.descriptors[call.descriptor] = key
                return
            }
        } else if !state.inherited.isEmpty {
            dropInherited(process, &state, call.begin)
        }
        switch call.kind {
        case .socket:
            guard let descriptor = call.result.map({ Int32(truncatingIfNeeded: $0) }), descriptor >= 0 else { return }
            make(call, descriptor, family, transport, &state) { socket in
                // One from before the watching.
                guard call.flags.contains(.inherited) else { return }
                if let local = call.local { socket.local = local }
                if let peer = call.address { socket.peer = peer }
                switch call.argument {
                case 1: socket.role = .listener
                case 2: socket.role = .accepted
                case 3 where transport == .tcp: socket.role = .connecting
                default: break
                }
            }
        case .accept:
            append(call, to: key(call, family, transport, &state))
            guard !call.hasFailed, let result = call.result, result >= 0 else { return }
            let listener = state.descriptors[call.descriptor]
            make(call, Int32(truncatingIfNeeded: result), family, transport, &state) { socket in
                socket.role = .accepted
                socket.listener = listener
                socket.peer = call.address
                socket.local = call.local
            }
        case .close:
            guard let key = state.descriptors.removeValue(forKey: call.descriptor) else { return }
            append(call, to: key)
            state.closed.append((call.descriptor, key, call.begin))
            if state.closed.count > 64 { state.closed.removeFirst(32) }
            release(key, call.end, .closed)
        case .duplicate:
            guard let result = call.result.map({ Int32(truncatingIfNeeded: $0) }), result >= 0 else { return }
            let from = state.descriptors[call.descriptor]
            guard result != call.descriptor else { return }
            if let old = state.descriptors.removeValue(forKey: result) { release(old, call.end, .closed) }
            if let from {
                state.descriptors[result] = from
                open[from]?.references += 1
            }
        case .resolve:
            if failedNames.count < 20 { failedNames.append(call) }
        case .setSignal:
            if let index = processIndex[process] { processList[index].handlesPipeSignal = call.head.first != 2 }
        case .wait where call.descriptor < 0: break
        default: append(call, to: key(call, family, transport, &state))
        }
    }

    private mutating func make(
        _ call: WatchedCall, _ descriptor: Int32, _ family: AddressFamily, _ transport: Transport,
        _ state: inout ProcessState, _ change: (inout WatchedSocket) -> Void = { _ in }
    ) {
        // A close that was not seen.
        if let old = state.descriptors[descriptor] { release(old, call.end, .closed) }
        let key = nextKey
        nextKey += 1
        var socket = WatchedSocket(
            id: key, process: call.process, transport: transport, family: family,
            role: transport == .udp ? .datagram : .unused, openedAt: call.end, end: .open)
        change(&socket)
        state.descriptors[descriptor] = key
        open[key] = Tracked(socket: socket)
        append(call, to: key)
        if socket.role == .accepted { join(key) }
    }

    /// The socket that the call is about; one that was never seen before came from outside.
    private mutating func key(
        _ call: WatchedCall, _ family: AddressFamily, _ transport: Transport, _ state: inout ProcessState
    ) -> Int {
        if let key = state.descriptors[call.descriptor] { return key }
        let key = nextKey
        nextKey += 1
        state.descriptors[call.descriptor] = key
        open[key] = Tracked(
            socket: WatchedSocket(
                id: key, process: call.process, transport: transport, family: family,
                role: transport == .udp ? .datagram : .unused, openedAt: call.begin, end: .open))
        return key
    }

    private mutating func append(_ call: WatchedCall, to key: Int) {
        guard var tracked = open.removeValue(forKey: key) else { return }
        tracked.add(call)
        open[key] = tracked
        if call.kind == .connect { join(key) }
    }

    private mutating func join(_ key: Int) {
        guard let socket = open[key]?.socket, let local = socket.local, let peer = socket.peer,
            socket.transport == .tcp
        else { return }
        if let other = ends[Pair(from: peer, to: local)], other != key, open[other] != nil {
            open[other]?.socket.partner = key
            open[key]?.socket.partner = other
        }
        ends[Pair(from: local, to: peer)] = key
    }

    private mutating func release(_ key: Int, _ at: UInt64, _ end: WatchedSocket.End) {
        guard var tracked = open[key] else { return }
        tracked.references -= 1
        guard tracked.references <= 0 else {
            open[key] = tracked
            return
        }
        open[key] = nil
        tracked.socket.endedAt = at
        tracked.socket.end = end
        if let local = tracked.socket.local, let peer = tracked.socket.peer {
            ends[Pair(from: local, to: peer)] = nil
        }
        keep(tracked)
    }

    private mutating func keep(_ tracked: Tracked) {
        let socket = tracked.finished
        if endedFirst.count < Self.socketsFromStart { return endedFirst.append(socket) }
        if tracked.isRemarkable, remarkable.count < Self.remarkableSockets { return remarkable.append(socket) }
        endedLast.append(socket)
        if endedLast.count > Self.socketsFromEnd * 2 {
            omittedSockets += endedLast.count - Self.socketsFromEnd
            endedLast.removeFirst(endedLast.count - Self.socketsFromEnd)
        }
    }

    // MARK: While it runs, and at the end

    /// The socket that a descriptor stands for now.
    public func socket(_ process: Int32, _ descriptor: Int32) -> WatchedSocket? {
        processes[process]?.descriptors[descriptor].flatMap { open[$0]?.socket }
    }

    public var openSockets: [WatchedSocket] { open.values.map(\.socket) }

    /// Notes a call that has not returned.
    public mutating func hang(_ call: WatchedCall) {
        guard let state = processes[call.process], let key = state.descriptors[call.descriptor] else { return }
        var call = call
        call.place = call.place.flatMap { state.places[UInt32(truncatingIfNeeded: $0)] }
        open[key]?.socket.hanging = call
    }

    /// The calls of this process cannot be recorded.
    public mutating func unwatched(_ process: Int32, _ reason: String) {
        if let index = processIndex[process] { processList[index].unwatched = reason }
    }

    public mutating func clearHangs() {
        for key in open.keys { open[key]?.socket.hanging = nil }
    }

    public mutating func look(_ id: Int, _ change: (inout SocketLook) -> Void) {
        guard var look = open[id].map({ $0.socket.look ?? SocketLook() }) else { return }
        change(&look)
        open[id]?.socket.look = look
    }

    /// Everything so far, for the rules. `facts` brings what the story cannot know.
    public func facts(_ facts: WatchFacts) -> WatchFacts {
        var facts = facts
        var sockets = endedFirst + remarkable + endedLast
        sockets += open.values.map(\.finished)
        facts.sockets = sockets.sorted { $0.id < $1.id }
        facts.socketsOmitted = omittedSockets
        facts.failedNames = failedNames
        facts.places = places
        facts.processes = processList
        facts.calls = calls
        return facts
    }
}

extension WatchStory.Tracked {
    var finished: WatchedSocket {
        var result = socket
        result.calls += recent
        return result
    }

    mutating func add(_ call: WatchedCall) {
        // It has returned: this is its record.
        if socket.hanging?.thread == call.thread { socket.hanging = nil }
        if socket.calls.count < WatchStory.callsFromStart {
            socket.calls.append(call)
        } else {
            recent.append(call)
            if recent.count > WatchStory.callsFromEnd * 2 {
                socket.omitted += recent.count - WatchStory.callsFromEnd
                recent.removeFirst(recent.count - WatchStory.callsFromEnd)
            }
        }
        follow(call)
        switch call.kind {
        case .bind:
            if !call.hasFailed { socket.local = call.local ?? call.address }
        case .listen:
            socket.role = .listener
            if let local = call.local { socket.local = local }
        // It is the first call of the new socket, too.
        case .accept: if socket.role != .accepted { socket.role = .listener }
        case .connect:
            if socket.transport == .tcp { socket.role = .connecting }
            if let local = call.local { socket.local = local }
            socket.peer = call.address
        case .send, .sendFile:
            socket.sends += 1
            socket.bytesSent += call.bytes
            if call.bytes < Int(truncatingIfNeeded: call.argument) { isRemarkable = true }
        // A look that leaves the data where it is.
        case .receive where call.flags.contains(.peek): break
        case .receive:
            socket.receives += 1
            socket.bytesReceived += call.bytes
            if call.result == 0, call.argument > 0, socket.transport == .tcp {
                emptyRow += 1
                socket.emptyReceives = max(socket.emptyReceives, emptyRow)
                if emptyRow > 2 { isRemarkable = true }
            } else {
                emptyRow = 0
            }
        default: break
        }
        if let error = call.error, error != .tryAgain, error != .inProgress { isRemarkable = true }
    }

    private mutating func follow(_ call: WatchedCall) {
        if unfinished.isEmpty {
            guard call.kind == .send, call.bytes < Int(truncatingIfNeeded: call.argument), socket.transport == .tcp,
                socket.lostRests.isEmpty, let cut = UnfinishedSend(call)
            else { return }
            unfinished = [cut]
            return
        }
        unfinished[0].follow(call)
        if case .lost = unfinished[0].outcome { socket.lostRests = unfinished }
        if unfinished[0].outcome != .open { unfinished = [] }
    }
}
