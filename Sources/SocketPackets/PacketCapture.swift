/// Writes pcapng (draft-ietf-opsawg-pcapng), little-endian, with times in nanoseconds.
public enum CaptureWriter {
    static let sectionHeader: UInt32 = 0x0a0d_0d0a
    static let interfaceDescription: UInt32 = 1
    static let enhancedPacket: UInt32 = 6
    static let byteOrderMagic: UInt32 = 0x1a2b_3c4d

    /// The section header and one Ethernet interface.
    public static func header(application: String, interface: String, description: String) -> [UInt8] {
        var result: [UInt8] = []
        block(sectionHeader, to: &result) { body in
            put(byteOrderMagic, to: &body)
            put(UInt16(1), to: &body)
            put(UInt16(0), to: &body)
            // The section's length is not known while it is written.
            put(UInt64.max, to: &body)
            option(4, Array(application.utf8), to: &body)
            put(UInt32(0), to: &body)
        }
        block(interfaceDescription, to: &result) { body in
            put(UInt16(1), to: &body)
            put(UInt16(0), to: &body)
            put(UInt32(262_144), to: &body)
            option(2, Array(interface.utf8), to: &body)
            option(3, Array(description.utf8), to: &body)
            option(9, [9], to: &body)
            put(UInt32(0), to: &body)
        }
        return result
    }

    /// One packet of interface 0.
    ///
    /// - Parameters:
    ///   - time: nanoseconds since 1970.
    ///   - comment: what Wireshark shows with the packet.
    public static func append(_ frame: [UInt8], time: UInt64, comment: String?, to result: inout [UInt8]) {
        block(enhancedPacket, to: &result) { body in
            put(UInt32(0), to: &body)
            put(UInt32(truncatingIfNeeded: time >> 32), to: &body)
            put(UInt32(truncatingIfNeeded: time), to: &body)
            put(UInt32(frame.count), to: &body)
            put(UInt32(frame.count), to: &body)
            body += frame
            pad(&body)
            if let comment {
                option(1, Array(comment.utf8.prefix(4000)), to: &body)
                put(UInt32(0), to: &body)
            }
        }
    }

    private static func block(_ type: UInt32, to result: inout [UInt8], _ fill: (inout [UInt8]) -> Void) {
        var body: [UInt8] = []
        fill(&body)
        let length = UInt32(body.count + 12)
        put(type, to: &result)
        put(length, to: &result)
        result += body
        put(length, to: &result)
    }

    private static func option(_ code: UInt16, _ value: [UInt8], to body: inout [UInt8]) {
        put(code, to: &body)
        put(UInt16(value.count), to: &body)
        body += value
        pad(&body)
    }

    private static func pad(_ bytes: inout [UInt8]) { while bytes.count % 4 != 0 { bytes.append(0) } }

    private static func put<T: FixedWidthInteger>(_ value: T, to bytes: inout [UInt8]) {
        for index in 0..<(T.bitWidth / 8) { bytes.append(UInt8(truncatingIfNeeded: value >> T(index * 8))) }
    }
}

/// Reads the packets of a pcapng file, of either byte order. What is cut short at the end is left out.
public enum CaptureReader {
    public struct Packet: Hashable, Sendable {
        public var linkType: UInt16
        public var bytes: [UInt8]
        public var comments: [String]
    }

    public enum Problem: Error, Hashable, Sendable {
        case notPcapng
        /// A block at this offset contradicts itself.
        case damaged(at: Int)
    }

    public static func packets(_ file: [UInt8]) throws(Problem) -> [Packet] { try contents(file).packets }

    /// - Returns: the packets, and the offset of the block in which the file breaks off; `nil` where it is whole.
    public static func contents(_ file: [UInt8]) throws(Problem) -> (packets: [Packet], brokenAt: Int?) {
        var packets: [Packet] = []
        var links: [UInt16] = []
        var offset = 0
        var isLittle = true
        guard file.count >= 12, file[0..<4].elementsEqual([0x0a, 0x0d, 0x0d, 0x0a]) else { throw .notPcapng }
        func word(_ at: Int) -> UInt32? {
            guard at >= 0, at + 4 <= file.count else { return nil }
            let bytes = file[at..<at + 4]
            return isLittle
                ? bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) } : bytes.reduce(0) { $0 << 8 | UInt32($1) }
        }
        func half(_ at: Int) -> UInt16? {
            guard at >= 0, at + 2 <= file.count else { return nil }
            let pair = (UInt16(file[at]), UInt16(file[at + 1]))
            return isLittle ? pair.1 << 8 | pair.0 : pair.0 << 8 | pair.1
        }
        while offset + 12 <= file.count {
            if file[offset..<offset + 4].elementsEqual([0x0a, 0x0d, 0x0d, 0x0a]) {
                isLittle = file[offset + 8] == 0x4d
                links = []
                guard word(offset + 8) == CaptureWriter.byteOrderMagic else { throw .damaged(at: offset) }
            }
            guard let type = word(offset), let length = word(offset + 4).map(Int.init) else { break }
            guard length >= 12, length % 4 == 0 else { throw .damaged(at: offset) }
            guard offset + length <= file.count else { break }
            let end = offset + length - 4
            switch type {
            case CaptureWriter.interfaceDescription: links.append(half(offset + 8) ?? 0)
            case CaptureWriter.enhancedPacket:
                guard let interface = word(offset + 8).map(Int.init), interface < links.count,
                    let size = word(offset + 20).map(Int.init), offset + 28 + size <= end
                else { throw .damaged(at: offset) }
                let start = offset + 28
                var comments: [String] = []
                var option = start + (size + 3) / 4 * 4
                while option + 4 <= end, let code = half(option), code != 0, let count = half(option + 2) {
                    guard option + 4 + Int(count) <= end else { break }
                    if code == 1 {
                        comments.append(String(decoding: file[(option + 4)..<(option + 4 + Int(count))], as: UTF8.self))
                    }
                    option += 4 + (Int(count) + 3) / 4 * 4
                }
                packets.append(
                    Packet(linkType: links[interface], bytes: Array(file[start..<start + size]), comments: comments))
            default: break
            }
            offset += length
        }
        return (packets, offset < file.count ? offset : nil)
    }
}
