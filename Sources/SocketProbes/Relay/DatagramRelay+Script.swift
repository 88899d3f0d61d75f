import SocketFacts
import SocketWire

extension DatagramRelay {
    /// What a script wants of datagrams.
    struct Wishes {
        var run: ScriptRun
        /// Datagrams that came, dropped ones too.
        var arrived = 0
        var pending = PendingDatagrams()
        /// Steps that hold for clients that come, too.
        var lasting: [RelayScript.Step] = []
    }

    /// Does the steps whose turn has come.
    func runScript() {
        let arrived = wishes?.arrived ?? 0
        while let step = wishes?.run.next(
            at: loop.now, connections: connectionCount, bytes: { passedBytes }, datagrams: arrived)
        {
            observer.relay(.note("script: \(step.title)"))
            if case .next(let fault, let count) = step.action {
                wishes?.pending.add(fault, count, of: step)
            } else {
                wishes?.lasting.append(step)
                for flow in openFlows { Self.apply(step, to: flow) }
            }
        }
    }

    static func apply(_ step: RelayScript.Step, to flow: DatagramFlow) {
        guard step.connections?.contains(flow.number) ?? true else { return }
        for direction in step.directions {
            switch step.action {
            case .pass: flow.schedules[direction]?.change(to: DatagramFaults())
            case .datagrams(let change):
                let faults = flow.schedules[direction]?.faults ?? DatagramFaults()
                flow.schedules[direction]?.change(to: change.applied(to: faults))
            // Not in a script for UDP, or for single datagrams.
            case .reset, .close, .halfClose, .stall, .set, .next: break
            }
        }
    }
}
