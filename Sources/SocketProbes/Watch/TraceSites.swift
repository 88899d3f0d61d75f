import SocketFacts
import SocketWire

/// Where in a native program a call was made, as far as that is certain without unwinding.
///
/// A return address on the stack proves nothing by itself: what earlier calls left there looks the same. In C one is taken
/// only when the call in front of it leads to the very function that holds the system call instruction. Go keeps frame
/// pointers throughout, and its own functions have names that begin with `main.`.
final class TraceSites {
    /// Words of the stack that are searched; the C library's wrappers keep their frames small.
    private static let words = 32
    /// The instruction that enters the kernel is no further than this behind the beginning of its wrapper.
    private static let wrapper: UInt64 = 512
    private static let frames = 40

    private let isWanted: Bool
    private var images: [Int32: Image] = [:]
    /// Where `_PyRuntime` lies in modules that were read.
    private var runtimes: [String: UInt64] = [:]
    private var symbols: [String: ElfSymbols] = [:]
    private var identifiers: [String: UInt32] = [:]
    /// Return addresses that were judged, by the instruction that they would belong to.
    private var verdicts: [Pair: Bool] = [:]

    private struct Pair: Hashable {
        var process: Int32
        var address: UInt64
        var instruction: UInt64
    }

    private struct Image {
        var path = ""
        var start: UInt64 = 0
        var text: Range<UInt64> = 0..<0
        var base: UInt64 = 0
        var isGo = false
        var python: TracePython?
        var told: Set<UInt32> = []
    }

    private let isAttached: Bool

    init(isWanted: Bool, isAttached: Bool) {
        self.isWanted = isWanted
        self.isAttached = isAttached
    }

    /// The process has become another program.
    func forget(_ process: Int32) { images[process] = nil }

    /// The number of the place; with the place itself when it is new in this process. 0: not known.
    func site(_ thread: TracedThread, _ instruction: UInt64, _ stack: UInt64) -> (UInt32, SourcePlace?) {
        guard isWanted else { return (0, nil) }
        let process = thread.process.id
        var image = images[process] ?? load(process)
        defer { images[process] = image }
        if let python = image.python {
            guard let place = python.place(thread.id) else { return (0, nil) }
            return number("\(place.file)\n\(place.line)\n\(place.function)", &image, place)
        }
        // The instructions around a call are those of x86.
        guard !image.path.isEmpty, TraceMachine.own == .x86 || image.isGo,
            let address = image.isGo
                ? goCaller(thread, image) : caller(process, image, instruction, stack)
        else { return (0, nil) }
        // The address behind a call belongs to the next statement: one byte before it is the call's.
        let offset = address - 1 - image.start + image.base
        let place = SourcePlace(language: .native, file: "", line: 0, module: image.path, offset: offset)
        return number("\(image.path) \(offset)", &image, place)
    }

    private func number(_ key: String, _ image: inout Image, _ place: SourcePlace) -> (UInt32, SourcePlace?) {
        let id = identifiers[key] ?? UInt32(identifiers.count + 1)
        identifiers[key] = id
        return (id, image.told.insert(id).inserted ? place : nil)
    }

    private func load(_ process: Int32) -> Image {
        var image = Image()
        guard let path = try? Files.link("/proc/\(process)/exe"),
            let maps = try? Files.text("/proc/\(process)/maps", limit: 1 << 20)
        else { return image }
        for line in maps.split(separator: "\n") where line.hasSuffix(path) {
            let fields = line.split(separator: " ", maxSplits: 2)
            let ends = fields[0].split(separator: "-").compactMap { UInt64($0, radix: 16) }
            guard fields.count == 3, ends.count == 2, ends[0] < ends[1] else { continue }
            if image.start == 0 { image.start = ends[0] }
            if fields[1].contains("x") { image.text = ends[0]..<ends[1] }
        }
        guard image.start != 0, !image.text.isEmpty else { return image }
        image.path = path
        image.python = TracePython(process, maps: maps, isAttached: isAttached, runtimes: &runtimes)
        if image.python != nil { return image }
        let file = "/proc/\(process)/exe"
        guard let head = try? Files.bytes(file, limit: 1 << 16) else { return image }
        image.base = ProgramText.base(head)
        image.isGo = ProgramText.isGo(head)
        if image.isGo, symbols[path] == nil {
            let bytes = (try? Files.bytes(file, limit: 64 << 20)) ?? []
            let prefix = Array("main.".utf8)
            symbols[path] = ElfSymbols(bytes) { $0.starts(with: prefix) }
        }
        return image
    }

    // MARK: C

    private func caller(_ process: Int32, _ image: Image, _ instruction: UInt64, _ stack: UInt64) -> UInt64? {
        var reader = ByteReader(TracedMemory.read(process, stack, Self.words * 8))
        while let address: UInt64 = reader.native() {
            guard image.text.contains(address) else { continue }
            let pair = Pair(process: process, address: address, instruction: instruction)
            if verdicts.count > 10_000 { verdicts = [:] }
            let isCaller = verdicts[pair] ?? leads(process, address, to: instruction)
            verdicts[pair] = isCaller
            if isCaller { return address }
        }
        return nil
    }

    /// The instruction before `address` calls the function that `instruction` is in, directly or through the linkage table.
    private func leads(_ process: Int32, _ address: UInt64, to instruction: UInt64) -> Bool {
        let bytes = TracedMemory.read(process, address - 6, 6)
        guard bytes.count == 6 else { return false }
        func relative(_ bytes: ArraySlice<UInt8>, from next: UInt64) -> UInt64? {
            var reader = ByteReader(bytes)
            return reader.native(Int32.self).map { next &+ UInt64(bitPattern: Int64($0)) }
        }
        func isWrapper(_ function: UInt64) -> Bool { instruction >= function && instruction - function < Self.wrapper }
        // call *slot(%rip)
        if bytes[0] == 0xff, bytes[1] == 0x15, let slot = relative(bytes[2...], from: address),
            let function: UInt64 = TracedMemory.number(process, slot), isWrapper(function)
        {
            return true
        }
        // call target
        guard bytes[1] == 0xe8, let target = relative(bytes[2...], from: address) else { return false }
        if isWrapper(target) { return true }
        // A stub: endbr64 or not, bnd or not, jmp *slot(%rip).
        let stub = TracedMemory.read(process, target, 16)
        for at in 0..<max(0, stub.count - 6) where stub[at] == 0xff && stub[at + 1] == 0x25 {
            guard let slot = relative(stub[(at + 2)...], from: target + UInt64(at) + 6),
                let function: UInt64 = TracedMemory.number(process, slot)
            else { return false }
            return isWrapper(function)
        }
        return false
    }

    // MARK: Go

    private func goCaller(_ thread: TracedThread, _ image: Image) -> UInt64? {
        guard let table = symbols[image.path], !table.symbols.isEmpty,
            var frame = Ptrace.registers(thread.id)?.frame
        else { return nil }
        for _ in 0..<Self.frames {
            var reader = ByteReader(TracedMemory.read(thread.process.id, frame, 16))
            guard let next: UInt64 = reader.native(), let address: UInt64 = reader.native(),
                image.text.contains(address)
            else { return nil }
            if table.symbol(at: address - 1 - image.start + image.base) != nil { return address }
            // Frames lie one above the other.
            guard next > frame, next - frame < 1 << 20 else { return nil }
            frame = next
        }
        return nil
    }
}
