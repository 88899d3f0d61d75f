import SocketFacts
import SocketWire
import Testing

/// What a filter answers, computed as the kernel does (seccomp(2), classic BPF).
private func answer(
    _ code: [TraceFilter.Instruction], _ number: UInt32, _ arguments: [UInt64] = [], machine: UInt32
) -> UInt32? {
    func word(_ offset: UInt32) -> UInt32? {
        switch offset {
        case 0: return number
        case 4: return machine
        default:
            let index = Int(offset - 16) / 8
            let value = index < arguments.count ? arguments[index] : 0
            return offset % 8 == 0 ? UInt32(truncatingIfNeeded: value) : nil
        }
    }
    var accumulator: UInt32 = 0
    var at = 0
    for _ in 0..<1000 {
        guard code.indices.contains(at) else { return nil }
        let one = code[at]
        at += 1
        switch one.code {
        case TraceFilter.load:
            guard let value = word(one.value) else { return nil }
            accumulator = value
        case TraceFilter.equal: at += Int(accumulator == one.value ? one.yes : one.no)
        case TraceFilter.greater: at += Int(accumulator > one.value ? one.yes : one.no)
        case TraceFilter.greaterOrEqual: at += Int(accumulator >= one.value ? one.yes : one.no)
        case TraceFilter.answer: return one.value
        default: return nil
        }
    }
    return nil
}

@Suite("Filters of a traced program")
struct TraceFilterTests {
    @Test(
        "the base filter stops at Internet sockets and at what concerns SIGPIPE and filters",
        arguments: TraceMachine.allCases)
    func base(machine: TraceMachine) throws {
        let code = TraceFilter.base(machine)
        func ask(_ call: TracedCall, _ arguments: UInt64...) throws -> Bool {
            answer(code, try #require(machine.number(call)), arguments, machine: machine.audit) == TraceFilter.trace
        }
        #expect(try ask(.socket, 2, 1))
        #expect(try ask(.socket, 10, 2))
        #expect(try !ask(.socket, 1, 1))
        #expect(try !ask(.socket, 16, 3))
        #expect(try ask(.rtSigaction, 13, 4096))
        #expect(try !ask(.rtSigaction, 15, 4096))
        #expect(try ask(.prctl, 22, 2))
        #expect(try !ask(.prctl, 38, 1))
        #expect(try ask(.seccomp, 1))
        for call in TracedCall.onDescriptor + [.mmap, .munmap] where machine.number(call) != nil {
            #expect(try !ask(call, 3))
        }
        let other = TraceMachine.allCases.first { $0 != machine }
        #expect(
            answer(code, try #require(machine.number(.socket)), [2, 1], machine: try #require(other).audit)
                == TraceFilter.allow)
    }

    @Test("a filter for descriptors stops at calls about them and at no others", arguments: TraceMachine.allCases)
    func descriptors(machine: TraceMachine) throws {
        let code = TraceFilter.descriptors(5...7, isFirst: false, machine)
        func ask(_ call: TracedCall, _ arguments: UInt64...) -> Bool? {
            machine.number(call).map {
                answer(code, $0, arguments, machine: machine.audit) == TraceFilter.trace
            }
        }
        for call in TracedCall.onDescriptor where machine.number(call) != nil {
            #expect(ask(call, 5) == true)
            #expect(ask(call, 7) == true)
            #expect(ask(call, 4) == false)
            #expect(ask(call, 8) == false)
            // An int: what stands in the upper half is nobody's.
            #expect(ask(call, 0xffff_ffff_0000_0006) == true)
        }
        #expect(ask(.dup3, 1, 6) == true)
        #expect(ask(.dup3, 1, 8) == false)
        #expect(ask(.splice, 1, 0, 6) == true)
        #expect(ask(.splice, 1, 6, 8) == false)
        for call in TracedCall.onMany where machine.number(call) != nil { #expect(ask(call, 99) == false) }
        #expect(ask(.mmap, 6) == false)
        #expect(ask(.socket, 6) == false)
    }

    @Test("the first one stops at calls about any descriptor, too", arguments: TraceMachine.allCases)
    func first(machine: TraceMachine) throws {
        let code = TraceFilter.descriptors(3...3, isFirst: true, machine)
        for call in TracedCall.onMany {
            guard let number = machine.number(call) else { continue }
            for first: UInt64 in [0, 3, 0x7fff_0000_0000] {
                #expect(answer(code, number, [first], machine: machine.audit) == TraceFilter.trace)
            }
        }
        let read = try #require(machine.number(.read))
        #expect(answer(code, read, [4], machine: machine.audit) == TraceFilter.allow)
    }

    @Test("every path of a filter ends in an answer, and its bytes are eight an instruction")
    func shape() {
        for machine in TraceMachine.allCases {
            for code in [TraceFilter.base(machine), TraceFilter.descriptors(3...9, isFirst: true, machine)] {
                #expect(code.count < 256)
                #expect(TraceFilter.bytes(code).count == code.count * 8)
                for number in 0..<UInt32(500) {
                    for first: UInt64 in [0, 2, 3, 9, 10, 13, 22] {
                        #expect(answer(code, number, [first, first, first], machine: machine.audit) != nil)
                    }
                }
            }
        }
        #expect(TraceFilter.bytes(TraceFilter.base(.x86)).prefix(8) == [0x20, 0, 0, 0, 4, 0, 0, 0])
    }

    @Test("however many descriptors there are, the filters are few")
    func growth() {
        var ranges: [ClosedRange<UInt32>] = []
        for descriptor in UInt32(3)..<60_000 where !ranges.contains(where: { $0.contains(descriptor) }) {
            let range = TraceFilter.range(for: descriptor, after: ranges.count)
            #expect(range.contains(descriptor))
            ranges.append(range)
        }
        #expect(ranges.count == 12)
        #expect(ranges[0] == 3...3)
    }
}

@Suite("Calls in another's name")
struct TraceRegisterTests {
    @Test("numbers and names of calls belong together", arguments: TraceMachine.allCases)
    func numbers(machine: TraceMachine) {
        for call in TracedCall.allCases {
            if let number = machine.number(call) { #expect(machine.call(UInt64(number)) == call) }
        }
        #expect(machine.call(511) == nil)
        #expect(machine.call(UInt64.max) == nil)
    }

    @Test("the instruction before is executed once more, with other registers")
    func calling() {
        let words = (0..<27).map { UInt64($0) * 1000 }
        let before = TraceRegisters(words, .x86)
        let after = before.calling(317, [1, 2, 3])
        #expect(after.words[10] == 317)
        #expect(after.words[14] == 1 && after.words[13] == 2 && after.words[12] == 3)
        #expect(after.words[16] == 16_000 - 2)
        #expect(after.stack == before.stack)
        let changed = zip(before.words, after.words).filter { $0 != $1 }
        #expect(changed.count == 5)
        let arm = TraceRegisters((0..<34).map { UInt64($0) * 1000 }, .arm).calling(277, [7])
        #expect(arm.words[8] == 277 && arm.words[0] == 7 && arm.words[32] == 32_000 - 4)
    }
}

@Suite("Records that the tracer writes")
struct WatchRecordWriterTests {
    private func again(_ record: WatchRecord) -> WatchRecord? {
        let bytes = record.encoded()
        #expect(bytes.count % WatchRecord.unit == 0)
        #expect(Int(bytes[8]) | Int(bytes[9]) << 8 == bytes.count / WatchRecord.unit)
        return WatchRecord(bytes.span)
    }

    @Test("calls come back as they were")
    func calls() throws {
        var address = IPAddress(family: .ipv6, high: 0xfe80_0000_0000_0000, low: 7)
        address.zone = 3
        let call = WatchedCall(
            .receive, process: 70_000, thread: 70_001, descriptor: 9, result: 100, begin: 1 << 50, end: 1 << 51,
            argument: 1 << 33, flags: [.peek, .timeout], segments: 12, unread: 34,
            address: Endpoint(address, 8080), local: Endpoint(IPAddress(127, 0, 0, 1), 9),
            head: Array(0..<96), tail: Array(84..<100), newlines: 5, place: 77)
        guard case .call(let seen, let family, let transport)? = again(.call(call, .ipv6, .udp)) else {
            Issue.record("no call")
            return
        }
        #expect(seen == call)
        #expect(family == .ipv6)
        #expect(transport == .udp)
        for kind in WatchedCall.Kind.allCases {
            let failed = WatchedCall(
                kind, descriptor: -1, result: -1, error: .connectionRefused,
                head: kind == .listen ? [1, 0, 1] : kind == .setSignal ? [2] : [10, 11], newlines: 1)
            guard case .call(let seen, _, _)? = again(.call(failed, .ipv4, .tcp)) else {
                Issue.record("no call")
                continue
            }
            #expect(seen == failed)
        }
        let accepted = WatchedCall(.accept, result: 5, waited: 70_000)
        guard case .call(let seen, _, _)? = again(.call(accepted, .ipv4, .tcp)) else {
            Issue.record("no call")
            return
        }
        #expect(seen.waited == 70_000)
    }

    @Test("starts, ends and places come back as they were")
    func others() {
        guard
            case .start(7, 6, 5, ["a b", "", "ü"])? = again(
                .start(process: 7, parent: 6, at: 5, arguments: ["a b", "", "ü"]))
        else {
            Issue.record("start")
            return
        }
        guard case .forked(7, 6, 5)? = again(.forked(process: 7, parent: 6, at: 5)) else {
            Issue.record("forked")
            return
        }
        guard
            case .exec(7, 5, false, .noSuchFile?, ["x"])? = again(
                .exec(process: 7, at: 5, isWatchable: false, error: .noSuchFile, arguments: ["x"]))
        else {
            Issue.record("exec")
            return
        }
        guard case .exit(7, 5, 255)? = again(.exit(process: 7, at: 5, status: 255)) else {
            Issue.record("exit")
            return
        }
        let native = SourcePlace(language: .native, file: "", line: 0, function: "f", module: "/bin/x", offset: 0xabcd)
        let python = SourcePlace(language: .python, file: "a.py", line: 31, function: "g", via: "socket.py")
        for place in [native, python] {
            guard case .place(3, 4, let seen)? = again(.place(process: 3, id: 4, place)) else {
                Issue.record("place")
                continue
            }
            #expect(seen == place)
        }
        // Too much for a record: cut, and still one.
        let long = (0..<5000).map { "argument \($0)" }
        guard case .start(_, _, _, let seen)? = again(.start(process: 1, parent: 1, at: 1, arguments: long)) else {
            Issue.record("long start")
            return
        }
        #expect(seen.count < long.count && Array(long.prefix(seen.count)) == seen)
    }
}

@Suite("Symbols of programs")
struct ElfSymbolTests {
    /// A file of 64-bit ELF with one section of symbols.
    private func file(_ symbols: [(name: String, address: UInt64, size: UInt64)]) -> [UInt8] {
        var texts: [UInt8] = [0]
        var table = ByteWriter()
        for symbol in symbols {
            table.native(UInt32(texts.count))
            table.native(UInt32(0x12))
            table.native(symbol.address)
            table.native(symbol.size)
            texts += Array(symbol.name.utf8) + [0]
        }
        var file = ByteWriter()
        file.append([0x7f, 0x45, 0x4c, 0x46, 2, 1] + [UInt8](repeating: 0, count: 34))
        file.native(UInt64(64))
        file.append([UInt8](repeating: 0, count: 10))
        file.native(UInt16(64))
        file.native(UInt16(2))
        file.native(UInt16(0))
        func section(_ type: UInt32, _ offset: Int, _ size: Int, _ link: UInt32) {
            file.native(UInt32(0))
            file.native(type)
            file.append([UInt8](repeating: 0, count: 16))
            file.native(UInt64(offset))
            file.native(UInt64(size))
            file.native(link)
            file.append([UInt8](repeating: 0, count: 20))
        }
        section(2, 192, table.bytes.count, 1)
        section(3, 192 + table.bytes.count, texts.count, 0)
        file.append(table.bytes)
        file.append(texts)
        return file.bytes
    }

    @Test("an address is found in the function that it lies in")
    func lookup() {
        let bytes = file([
            ("main.b", 0x2000, 0x10), ("other", 0x1800, 0x100), ("main.a", 0x1000, 0x20), ("main.c", 1, 0),
        ])
        let symbols = ElfSymbols(bytes) { $0.starts(with: Array("main.".utf8)) }
        #expect(symbols.symbols.map(\.name) == ["main.a", "main.b"])
        #expect(symbols.symbol(at: 0x1000)?.name == "main.a")
        #expect(symbols.symbol(at: 0x101f)?.name == "main.a")
        #expect(symbols.symbol(at: 0x1020) == nil)
        #expect(symbols.symbol(at: 0x1850) == nil)
        #expect(symbols.symbol(at: 0x200f)?.name == "main.b")
        #expect(symbols.symbol(at: 0) == nil)
    }

    @Test("a file that is cut or broken gives what it has")
    func broken() {
        let bytes = file([("main.a", 0x1000, 0x20), ("main.b", UInt64.max, 2)])
        for count in 0..<bytes.count {
            let symbols = ElfSymbols(Array(bytes[..<count])) { _ in true }
            #expect(symbols.symbols.count <= 1)
        }
        for index in bytes.indices.dropFirst(6) {
            var changed = bytes
            changed[index] = 0xff
            #expect(ElfSymbols(changed) { _ in true }.symbols.count <= 2)
        }
    }
}
