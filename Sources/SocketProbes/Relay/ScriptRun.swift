import SocketFacts
import SocketWire

/// How far a script has come.
struct ScriptRun {
    private let steps: [RelayScript.Step]
    private var index = 0
    /// When the step before was done.
    private var since: Double
    private var bytesBefore = 0
    private var datagramsBefore = 0
    /// What holds for connections that come.
    private var lasting: [RelayDirection: StreamFaults] = [:]
    private var passes = false
    /// Steps for connections that have not come yet.
    private var later: [Int: [RelayScript.Step]] = [:]

    init(_ script: RelayScript, at now: Double) {
        steps = script.steps
        since = now
    }

    /// When time alone makes the next step due; infinity where something else does.
    var wakeTime: Double {
        guard index < steps.count, case .milliseconds(let time) = steps[index].trigger else { return .infinity }
        return since + time
    }

    /// The faults of a connection that comes now.
    func faults(_ direction: RelayDirection, over faults: StreamFaults) -> StreamFaults {
        if passes { return lasting[direction] ?? StreamFaults() }
        return lasting[direction].map { faults.changed(by: $0) } ?? faults
    }

    mutating func takeLater(_ number: Int) -> [RelayScript.Step] { later.removeValue(forKey: number) ?? [] }

    /// The next step if its turn has come.
    mutating func next(
        at now: Double, connections: Int, bytes: () -> Int, datagrams: Int = 0
    ) -> RelayScript.Step? {
        guard index < steps.count else { return nil }
        let step = steps[index]
        switch step.trigger {
        case .connection(let number): guard connections >= number else { return nil }
        case .milliseconds(let time): guard now >= since + time else { return nil }
        case .bytes(let count): guard bytes() - bytesBefore >= count else { return nil }
        case .datagrams(let count): guard datagrams - datagramsBefore >= count else { return nil }
        }
        index += 1
        since = now
        bytesBefore = bytes()
        datagramsBefore = datagrams
        if let wanted = step.connections {
            for number in wanted where number > connections { later[number, default: []].append(step) }
        } else if case .set(let faults) = step.action {
            for direction in step.directions {
                lasting[direction] = (lasting[direction] ?? StreamFaults()).changed(by: faults)
            }
        } else if step.action == .pass {
            passes = true
            lasting = [:]
        }
        return step
    }
}

extension StreamRelay {
    /// Does the steps whose turn has come.
    func runScript() {
        while let step = script?.next(at: loop.now, connections: summary.connections, bytes: { totalBytes }) {
            let meant = shaped.values.filter { step.connections?.contains($0.number) ?? true }
            if meant.isEmpty, step.connections == nil { tell(.note("script: \(step.title), with no connection open")) }
            for connection in meant.sorted(by: { $0.number < $1.number }) { apply(step, to: connection) }
        }
    }

    func apply(_ step: RelayScript.Step, to connection: RelayConnection) {
        guard let pair = connection.shaped, connection.state != .closed else { return }
        let lanes = [pair.toServer, pair.toClient].filter { step.directions.contains($0.direction) }
        tell(.did(connection.number, lanes.count == 1 ? lanes[0].direction : nil, "script: \(step.title)"))
        for lane in lanes { lane.notes.append("script: \(step.title)") }
        switch step.action {
        case .reset:
            pair.toServer.schedule.count(.reset)
            return resetBoth(connection, pair.toServer)
        case .close:
            guard connection.state == .open else { return finish(connection, .closedOnPurpose) }
            pair.toServer.schedule.count(.limit)
            closeBoth(connection, "script: close", at: loop.now)
        case .halfClose:
            for lane in lanes {
                var faults = lane.schedule.faults
                faults.halfCloseAfter = lane.schedule.passed
                lane.schedule.change(to: faults)
            }
        case .stall(let duration):
            for lane in lanes { lane.schedule.stall(for: duration, at: loop.now) }
        case .set(let faults):
            for lane in lanes { lane.schedule.change(to: lane.schedule.faults.changed(by: faults)) }
        case .pass:
            for lane in lanes { lane.schedule.pass() }
        // Not in a script for TCP.
        case .datagrams, .next: break
        }
        advance(connection)
    }
}
