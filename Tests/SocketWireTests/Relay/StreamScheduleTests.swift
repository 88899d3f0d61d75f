import SocketFacts
import SocketWire
import Testing

@Suite("The schedule of one direction")
struct StreamScheduleTests {
    func schedule(_ change: (inout StreamFaults) -> Void, seed: UInt64 = 1) -> StreamSchedule {
        var faults = StreamFaults()
        change(&faults)
        return StreamSchedule(faults, random: SeededRandom(seed: seed, connection: 1, direction: .toServer))
    }

    /// Runs until nothing is left to do, with a clock of its own; what went out when.
    func run(_ schedule: inout StreamSchedule, from start: Double = 0) -> (
        sent: [Int], times: [Double], acts: [RelayFault]
    ) {
        var now = start
        var result: (sent: [Int], times: [Double], acts: [RelayFault]) = ([], [], [])
        for _ in 0..<10_000 {
            switch schedule.next(at: now) {
            case .send(let count, _):
                schedule.sent(count, at: now)
                result.sent.append(count)
                result.times.append(now)
            case .wait(let time): now = time
            case .act(let fault): result.acts.append(fault)
            case .idle, .end: return result
            }
        }
        Issue.record("the schedule never ends")
        return result
    }

    @Test("without faults everything passes at once, then the end")
    func plain() {
        var plain = schedule { _ in }
        plain.arrive(5, at: 0)
        plain.arrive(6, at: 0)
        #expect(plain.next(at: 0) == .send(count: 11, isApart: false))
        plain.sent(11, at: 0)
        #expect(plain.next(at: 0) == .idle)
        plain.finish(at: 1)
        #expect(plain.next(at: 1) == .end)
        #expect(plain.next(at: 1) == .idle)
    }

    @Test("split cuts at multiples, however the bytes arrived")
    func split() {
        var cut = schedule { $0.split = 4 }
        cut.arrive(3, at: 0)
        #expect(run(&cut).sent == [3])
        cut.arrive(7, at: 1)
        #expect(run(&cut, from: 1).sent == [1, 4, 2])
    }

    @Test("merge holds what comes in time, and no longer than told")
    func merge() {
        var held = schedule { $0.merge = 50 }
        held.arrive(5, at: 0)
        held.arrive(5, at: 30)
        #expect(held.next(at: 40) == .wait(until: 50))
        held.arrive(2, at: 60)
        let result = run(&held, from: 50)
        #expect(result.sent == [10, 2])
        #expect(result.times == [50, 110])
    }

    @Test("the end of the stream ends the hold")
    func mergeEnd() {
        var held = schedule { $0.merge = 5000 }
        held.arrive(5, at: 0)
        held.finish(at: 10)
        #expect(held.next(at: 10) == .send(count: 5, isApart: false))
        held.sent(5, at: 10)
        #expect(held.next(at: 10) == .end)
    }

    @Test("delay and jitter keep the order and come from the seed")
    func jitter() {
        func times(_ seed: UInt64) -> [Double] {
            var late = schedule(
                {
                    $0.delay = 100; $0.jitter = 50
                }, seed: seed)
            for index in 0..<20 { late.arrive(1, at: Double(index)) }
            return run(&late).times
        }
        #expect(times(1) == times(1))
        #expect(times(1) != times(2))
        #expect(times(1) == times(1).sorted())
        #expect(times(1).allSatisfy { $0 >= 100 && $0 <= 170 })
    }

    @Test("bandwidth takes the time it should")
    func bandwidth() {
        var slow = schedule { $0.bandwidth = 1000 }
        slow.arrive(2000, at: 0)
        let result = run(&slow)
        #expect(result.sent.reduce(0, +) == 2000)
        #expect((1900...2000).contains(result.times.last ?? 0))
    }

    @Test("stall: in front of the first byte, behind some, and for ever")
    func stall() {
        var before = schedule { $0.stall = 500 }
        #expect(before.next(at: 0) == .idle)
        before.arrive(5, at: 10)
        let first = run(&before, from: 10)
        #expect(first.acts == [.stall])
        #expect(first.times == [510])
        var after = schedule {
            $0.stallAfter = 3; $0.stall = 500
        }
        after.arrive(5, at: 0)
        let second = run(&after)
        #expect(second.sent == [3, 2])
        #expect(second.times == [0, 500])
        var ever = schedule { $0.stallAfter = 3 }
        ever.arrive(5, at: 0)
        #expect(run(&ever).sent == [3])
    }

    @Test("thresholds act after exactly so many bytes", arguments: [RelayFault.reset, .halfClose, .limit])
    func thresholds(_ fault: RelayFault) {
        var ends = schedule {
            switch fault {
            case .reset: $0.resetAfter = 7
            case .halfClose: $0.halfCloseAfter = 7
            default: $0.limit = 7
            }
        }
        ends.arrive(5, at: 0)
        ends.arrive(5, at: 0)
        let result = run(&ends)
        #expect(result.sent == [7])
        #expect(result.acts == [fault])
        #expect(ends.next(at: 1) == .idle)
    }

    @Test("what was done is counted, and how long bytes were held")
    func counts() {
        var cut = schedule {
            $0.split = 4
            $0.delay = 100
        }
        cut.arrive(10, at: 0)
        #expect(run(&cut).sent == [4, 4, 2])
        #expect(cut.counts == [.split: 2, .delay: 3])
        #expect(cut.lastHeld == 100)
    }

    @Test("pass ends all faults, pauses too, and lets go what is held")
    func pass() {
        var held = schedule {
            $0.delay = 5000
            $0.split = 1
        }
        held.arrive(10, at: 0)
        held.stall(for: nil, at: 0)
        #expect(held.next(at: 1) == .idle)
        held.pass()
        #expect(held.next(at: 1) == .send(count: 10, isApart: false))
    }

    @Test("numbers do not change between releases")
    func numbers() {
        var random = SeededRandom(seed: 0)
        #expect(random.next() == 0xe220_a839_7b1d_cdaf)
        #expect(random.next() == 0x6e78_9e6a_a1b9_65f4)
    }

    @Test("datagrams: shares are met, and one share does not move another's choices")
    func datagrams() {
        func fates(_ change: (inout DatagramFaults) -> Void) -> [DatagramSchedule.Fate] {
            var faults = DatagramFaults()
            change(&faults)
            var schedule = DatagramSchedule(
                faults, random: SeededRandom(seed: 3, connection: 1, direction: .toServer))
            return (0..<2000).map { _ in schedule.next(size: 100) }
        }
        let dropped = fates { $0.drop = 0.25 }
        let count = dropped.filter { $0.copies == 0 }.count
        #expect((400...600).contains(count))
        let both = fates {
            $0.drop = 0.25; $0.duplicate = 0.5; $0.truncate = 10
        }
        #expect(zip(dropped, both).allSatisfy { ($0.copies == 0) == ($1.copies == 0) })
        #expect(both.allSatisfy { $0.size == 10 })
        #expect(fates { $0.drop = 1 }.allSatisfy { $0.copies == 0 })
        #expect(fates { $0.reorder = 1 }.allSatisfy { $0.isHeld })
    }
}
