/// The symbol table of a 64-bit little-endian ELF file (elf.h).
public struct ElfSymbols: Sendable {
    public struct Symbol: Hashable, Sendable {
        public var name: String
        public var range: Range<UInt64>
    }

    /// Sorted by address.
    public private(set) var symbols: [Symbol] = []

    /// - Parameters:
    ///   - bytes: the whole file.
    ///   - isWanted: which symbols are kept, by the bytes of their names.
    public init(_ bytes: [UInt8], _ isWanted: (ArraySlice<UInt8>) -> Bool) {
        guard bytes.starts(with: [0x7f, 0x45, 0x4c, 0x46, 2, 1]) else { return }
        func number<T: FixedWidthInteger>(_ at: UInt64, _ type: T.Type) -> UInt64? {
            guard at <= UInt64(bytes.count) else { return nil }
            var reader = ByteReader(bytes[Int(at)...])
            return reader.native(T.self).map { UInt64(truncatingIfNeeded: $0) }
        }
        guard let table = number(40, UInt64.self), let size = number(58, UInt16.self),
            let count = number(60, UInt16.self), size >= 64
        else { return }
        for index in 0..<count {
            let section = table &+ index * size
            // SHT_SYMTAB, SHT_DYNSYM.
            guard let type = number(section &+ 4, UInt32.self), type == 2 || type == 11,
                let start = number(section &+ 24, UInt64.self),
                let length = number(section &+ 32, UInt64.self), let link = number(section &+ 40, UInt32.self),
                let texts = number(table &+ link * size &+ 24, UInt64.self), length < UInt64(bytes.count)
            else { continue }
            for entry in stride(from: start, to: start &+ length, by: 24) {
                guard let name = number(entry, UInt32.self), let value = number(entry &+ 8, UInt64.self),
                    let extent = number(entry &+ 16, UInt64.self)
                else { break }
                let at = texts &+ name
                guard extent > 0, at < UInt64(bytes.count), value < UInt64.max - extent else { continue }
                let text = bytes[Int(at)...].prefix(512).prefix { $0 != 0 }
                guard isWanted(text) else { continue }
                symbols.append(Symbol(name: String(decoding: text, as: UTF8.self), range: value..<value + extent))
            }
        }
        symbols.sort { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// The symbol that an address lies in.
    public func symbol(at address: UInt64) -> Symbol? {
        var low = 0
        var high = symbols.count
        while low < high {
            let middle = (low + high) / 2
            if symbols[middle].range.lowerBound <= address { low = middle + 1 } else { high = middle }
        }
        guard low > 0, symbols[low - 1].range.contains(address) else { return nil }
        return symbols[low - 1]
    }
}
