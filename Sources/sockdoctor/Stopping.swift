import ArgumentParser
import SocketDoctor
import SocketFacts
import SocketProbes
import SocketRules

/// `sockdoctor port --stop`: shows what would be stopped, asks, and stops it: a supervisor by its own command, else the
/// processes that hold the listener. Their clients are never touched.
enum Stopping {
    static func stop(_ question: Question, from: String?, _ common: CommonOptions, withoutAsking: Bool) throws {
        let facts = try Answering.facts(question, from: from)
        let plan = StopPlan(facts)
        guard !plan.steps.isEmpty else {
            let report = Report(facts)
            try Answering.write(Answering.text(report, common.output))
            switch report.verdict {
            case .healthy: throw ExitCode.healthy
            case .problem:
                try Answering.complain(plan.obstacle ?? "there is no process to stop")
                throw ExitCode.problem
            case .undecided: throw ExitCode.undecided
            }
        }
        let out: Terminal.Stream = common.json ? .error : .output
        try? Terminal.write(plan.text, to: out)
        if !withoutAsking {
            guard Terminal.canAsk else {
                try? Terminal.write("Nothing was stopped. Add --yes to do it.\n", to: out)
                if common.json { try Answering.write(Answering.text(Report(facts), common.output)) }
                throw ExitCode.problem
            }
            try? Terminal.write("Stop it? [y/N] ", to: out)
            guard let answer = Terminal.line()?.lowercased(), answer == "y" || answer == "yes" else {
                try? Terminal.write("Nothing was stopped.\n", to: out)
                throw ExitCode.problem
            }
        }
        try carryOut(plan, out)
        // A dying process keeps its sockets for a moment after it has left the process table.
        for _ in 0..<20 {
            let now = try Answering.facts(question, from: nil)
            if !now.portHolders.contains(where: { $0.inode != 0 && $0.isServer }) { break }
            MonotonicClock.sleep(milliseconds: 50)
        }
        let after = Report(try Answering.facts(question, from: nil), afterStop: true)
        try Answering.write(Answering.text(after, common.output))
        throw after.verdict == .healthy ? ExitCode.healthy : after.verdict == .problem ? .problem : .undecided
    }

    private static func carryOut(_ plan: StopPlan, _ out: Terminal.Stream) throws {
        for step in plan.steps {
            do throws(Unobserved) {
                switch step {
                case .command(let command): try ProcessControl.run(command)
                case .terminate(let process): try terminate(process, out)
                }
            } catch {
                try Answering.complain(error.phrase)
                throw ExitCode.undecided
            }
        }
    }

    /// SIGTERM, and SIGKILL for what is still there after 3 s. A stopped process is continued, else it would never see
    /// the first.
    private static func terminate(_ process: ProcessFacts, _ out: Terminal.Stream) throws(Unobserved) {
        guard ProcessControl.isAlive(process) else { return }
        try ProcessControl.signal(ProcessControl.terminate, to: process)
        if process.isSuspended { try? ProcessControl.signal(ProcessControl.carryOn, to: process) }
        guard !ProcessControl.waitForEnd(of: [process], limit: 3000).isEmpty else { return }
        try? Terminal.write("pid \(process.pid) did not end within 3 s, killing it\n", to: out)
        try ProcessControl.signal(ProcessControl.kill9, to: process)
        guard ProcessControl.waitForEnd(of: [process], limit: 2000).isEmpty else {
            throw .failed("pid \(process.pid) cannot be ended: it waits in the kernel")
        }
    }
}
