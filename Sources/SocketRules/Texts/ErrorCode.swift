/// An error number with its names and words on the systems whose texts students paste.
struct ErrorCode: Sendable {
    /// The POSIX name; a Windows or macOS number is reported under the same name.
    var name: String
    /// 0 where there is none.
    var linux: Int
    var bsd: Int
    var windows: Int
    /// What it means without anything around it; `nil` where that is no trouble with a socket.
    var symptom: Symptom?

    private init?(_ line: String) {
        let words = line.split(separator: " ")
        guard words.count == 5, let linux = Int(words[1]), let bsd = Int(words[2]), let windows = Int(words[3]) else {
            return nil
        }
        name = String(words[0])
        self.linux = linux
        self.bsd = bsd
        self.windows = windows
        symptom = Symptom(named: String(words[4]))
    }

    /// Without their words.
    static let all: [ErrorCode] = {
        var result: [ErrorCode] = []
        let table = Self.table.utf8Span.span
        TableReader.lines(table) { line, isIndented in
            if !isIndented, let code = ErrorCode(TableReader.string(table, line)) { result.append(code) }
        }
        return result
    }()

    /// The names of the numbers of newlib (sys/errno.h), which ESP32 and other microcontrollers use.
    static func newlib(_ number: Int) -> String? {
        switch number {
        case 11: "EAGAIN"
        case 104: "ECONNRESET"
        case 105: "ENOBUFS"
        case 106: "EAFNOSUPPORT"
        case 108: "ENOTSOCK"
        case 111: "ECONNREFUSED"
        case 112: "EADDRINUSE"
        case 113: "ECONNABORTED"
        case 114: "ENETUNREACH"
        case 115: "ENETDOWN"
        case 116: "ETIMEDOUT"
        case 117: "EHOSTDOWN"
        case 118: "EHOSTUNREACH"
        case 119: "EINPROGRESS"
        case 120: "EALREADY"
        case 121: "EDESTADDRREQ"
        case 122: "EMSGSIZE"
        case 125: "EADDRNOTAVAIL"
        case 127: "EISCONN"
        case 128: "ENOTCONN"
        default: nil
        }
    }

    static func named(_ name: String) -> ErrorCode? { all.first { $0.name == name } }
}
