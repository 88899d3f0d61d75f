import Glibc
import SocketFacts
import SocketPackets
import SocketWire

/// Writes what the relay passed on into a pcapng file, as if it had been seen on a wire between client and server.
final class RelayRecorder {
    private let descriptor: Descriptor
    private var buffer: [UInt8]
    private var conversations: [Int: SynthesisedConversation] = [:]
    /// Why no more is written, once the disk is full.
    private(set) var failure: SystemError?
    private static let flushSize = 1 << 18

    init(path: String, description: String) throws(SystemError) {
        descriptor = Descriptor(
            owning: try call { unsafe Glibc.open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, 0o600) })
        buffer = CaptureWriter.header(application: "sockdoctor", interface: "sockdoctor", description: description)
        flush()
        if let failure { throw failure }
    }

    private static var time: UInt64 {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    func open(_ number: Int, client: Endpoint, server: Endpoint, comment: String) {
        var talk = SynthesisedConversation(client: client, server: server, number: number)
        write(talk.open(), comment)
        conversations[number] = talk
    }

    func add(_ number: Int, _ comment: String?, _ frames: (inout SynthesisedConversation) -> [[UInt8]]) {
        guard var talk = conversations[number] else { return }
        write(frames(&talk), comment)
        conversations[number] = talk
    }

    func close(_ number: Int) { conversations[number] = nil }

    func write(_ frames: [[UInt8]], _ comment: String?) {
        guard failure == nil else { return }
        let time = Self.time
        for (index, frame) in frames.enumerated() {
            CaptureWriter.append(frame, time: time, comment: index == 0 ? comment : nil, to: &buffer)
        }
        if buffer.count >= Self.flushSize { flush() }
    }

    /// Writes what is held, so that a reader of the file sees it.
    func flush() {
        var offset = 0
        while offset < buffer.count, failure == nil {
            do throws(SystemError) {
                offset += try call {
                    unsafe buffer.withUnsafeBytes { raw in
                        unsafe Glibc.write(descriptor.raw, raw.baseAddress?.advanced(by: offset), raw.count - offset)
                    }
                }
            } catch {
                failure = error
            }
        }
        buffer.removeAll(keepingCapacity: buffer.count < Self.flushSize * 2)
    }
}

extension StreamRelay {
    /// Records frames of a connection; the first carries what was noted about it.
    func record(
        _ connection: RelayConnection, _ lane: ShapedLane, _ note: String?,
        _ frames: (inout SynthesisedConversation) -> [[UInt8]]
    ) {
        guard let recorder else { return }
        let notes = lane.notes + (note.map { [$0] } ?? [])
        lane.notes = []
        let comment =
            notes.isEmpty
            ? nil : "connection \(connection.number), \(lane.direction.rawValue): " + notes.joined(separator: "; ")
        recorder.add(connection.number, comment, frames)
    }
}
