import NIOCore
import NIOPosix
import SocketFacts

/// What a client of the lab can say of an exchange that failed.
public enum LabFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// Nothing came within `seconds`; `received` bytes of an unfinished reply were there.
    case timedOut(waitingFor: String, seconds: Double, received: Int)
    case closedEarly(received: Int)
    case doesNotFit(frame: String)
    case nameNotFound(String)
    /// A message behind one that failed: the connection was over.
    case notSent

    public var description: String {
        switch self {
        case .timedOut(let what, let seconds, let received):
            "timed out after \(LabText.seconds(seconds)) waiting for \(what)"
                + (received > 0 ? "; \(received) bytes of it have come" : "")
        case .closedEarly(0): "the server closed the connection without a reply"
        case .closedEarly(let received):
            "the server closed the connection in the middle of a reply, after \(received) bytes of it"
        case .doesNotFit(let frame): "the text cannot be sent with the framing \(frame)"
        case .nameNotFound(let name): "the name \(name) does not resolve"
        case .notSent: "not sent: the connection was over"
        }
    }

    /// The same for all that failed alike, for counting.
    var kind: String {
        switch self {
        case .timedOut(_, let seconds, _): "no reply within \(LabText.seconds(seconds))"
        case .closedEarly: "the server closed the connection before the reply was complete"
        default: description
        }
    }
}

/// Wording shared by servers and clients of the lab.
enum LabText {
    static func endpoint(_ address: SocketAddress) -> String {
        let host = address.ipAddress ?? "?"
        return host.contains(":") ? "[\(host)]:\(address.port ?? 0)" : "\(host):\(address.port ?? 0)"
    }

    static func seconds(_ value: Double) -> String {
        let whole = value.rounded()
        return value == whole && abs(whole) < 1e9 ? "\(Int(whole)) s" : "\(value) s"
    }

    /// What went wrong, by errno's name where there is one.
    static func error(_ error: any Error) -> String {
        switch error {
        case let error as IOError: return number(error.errnoCode)
        case let error as LabFailure: return error.description
        case let error as FrameDecoder.Failure: return error.description
        case let error as LabServer.BindFailure: return error.reason
        case let error as NIOConnectionError:
            guard !error.connectionErrors.isEmpty else {
                return LabFailure.nameNotFound(error.host).description
            }
            // `localhost` is tried on ::1 and on 127.0.0.1: say of each what it answered.
            return error.connectionErrors.map { "\(endpoint($0.target)): \(Self.error($0.error))" }
                .joined(separator: "; ")
        case let error as ChannelError:
            switch error {
            case .connectTimeout(let time):
                return
                    "no answer to the connection attempt within \(seconds(Double(time.nanoseconds) / 1e9))"
            case .ioOnClosedChannel, .alreadyClosed, .inputClosed, .outputClosed, .eof:
                return "the connection is closed"
            case .writeMessageTooLarge: return number(90)
            default: return "\(error)"
            }
        default: return "\(error)"
        }
    }

    /// One failure of many, without what differs between those that failed alike.
    static func kind(_ error: any Error) -> String {
        if let error = error as? LabFailure { return error.kind }
        if let first = (error as? NIOConnectionError)?.connectionErrors.first {
            return Self.error(first.error)
        }
        return Self.error(error)
    }

    /// The Linux numbers of asm-generic/errno-base.h and errno.h, for calls on sockets.
    private static let names: [CInt: String] = [
        1: "EPERM (errno 1), Operation not permitted",
        11: "EAGAIN (errno 11), Resource temporarily unavailable",
        12: "ENOMEM (errno 12), Cannot allocate memory", 13: "EACCES (errno 13), Permission denied",
        22: "EINVAL (errno 22), Invalid argument",
        23: "ENFILE (errno 23), Too many open files in system",
        24: "EMFILE (errno 24), Too many open files", 32: "EPIPE (errno 32), Broken pipe",
        90: "EMSGSIZE (errno 90), Message too long",
        97: "EAFNOSUPPORT (errno 97), Address family not supported by protocol",
        98: "EADDRINUSE (errno 98), Address already in use",
        99: "EADDRNOTAVAIL (errno 99), Cannot assign requested address",
        100: "ENETDOWN (errno 100), Network is down",
        101: "ENETUNREACH (errno 101), Network is unreachable",
        103: "ECONNABORTED (errno 103), Software caused connection abort",
        104: "ECONNRESET (errno 104), Connection reset by peer",
        105: "ENOBUFS (errno 105), No buffer space available",
        110: "ETIMEDOUT (errno 110), Connection timed out",
        111: "ECONNREFUSED (errno 111), Connection refused",
        112: "EHOSTDOWN (errno 112), Host is down", 113: "EHOSTUNREACH (errno 113), No route to host",
    ]

    private static func number(_ number: CInt) -> String { names[number] ?? "errno \(number)" }
}
