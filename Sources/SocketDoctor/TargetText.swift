public import SocketFacts
import SocketProbes

/// A target as people write it: `9090`, `host:9090`, `[::1]:9090`, `udp://host:9091`, a pasted URL.
public struct TargetText: Hashable, Sendable {
    public var host: String
    /// Where the host is an address.
    public var literal: IPAddress?
    public var port: UInt16
    /// Where the text says so (`udp://`, `9091/udp`).
    public var transport: Transport?

    /// Why a text is no target, in one sentence, and the nearest text that would be one.
    public struct Problem: Error, Hashable, Sendable {
        public var message: String
        public var nearest: String
    }

    private static let schemePorts: [String: UInt16] = [
        "http": 80, "https": 443, "ws": 80, "wss": 443, "ftp": 21, "ssh": 22, "telnet": 23, "smtp": 25, "redis": 6379,
        "postgres": 5432, "postgresql": 5432, "mysql": 3306, "mongodb": 27017, "amqp": 5672, "mqtt": 1883, "ldap": 389,
    ]

    /// - Parameter defaultHost: the host of a bare port.
    public init(_ raw: String, defaultHost: String = "localhost") throws(Problem) {
        var text = raw.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text = text.dropLast() }
        let shown = Self.shown(String(text))
        var schemePort: UInt16?
        if let separator = text.firstRange(of: "://") {
            let scheme = text[..<separator.lowerBound].lowercased()
            text = text[separator.upperBound...]
            switch scheme {
            case "tcp": transport = .tcp
            case "udp": transport = .udp
            default:
                guard let port = Self.schemePorts[scheme] else {
                    throw Problem(
                        message: "\(shown) starts with a scheme that is not known here", nearest: "tcp://HOST:PORT")
                }
                schemePort = port
            }
            text = text[..<(text.firstIndex { "/?#".contains($0) } ?? text.endIndex)]
            if let at = text.lastIndex(of: "@") { text = text[text.index(after: at)...] }
        }
        for (suffix, value) in [("/tcp", Transport.tcp), ("/udp", .udp)] where text.lowercased().hasSuffix(suffix) {
            transport = value
            text = text.dropLast(4)
        }
        guard !text.isEmpty else { throw Problem(message: "the target is empty", nearest: "localhost:9090") }
        guard !text.unicodeScalars.contains(where: { $0.value <= 0x20 || $0.value == 0x7f || $0.value == 0xfffd })
        else {
            let parts = text.split(whereSeparator: \.isWhitespace)
            let isPair = parts.count == 2 && UInt16(parts[1]) != nil && !parts[0].contains(":")
            throw Problem(
                message: "\(shown) has a space or another character that no target has",
                nearest: isPair ? "\(parts[0]):\(parts[1])" : "HOST:PORT")
        }
        let (hostText, portText) = try Self.split(text, shown, hasPort: schemePort == nil)
        if let portText {
            port = try Self.port(portText, host: hostText ?? defaultHost)
        } else if let schemePort {
            port = schemePort
        } else {
            throw Problem(message: "\(shown) names no port", nearest: "\(hostText ?? defaultHost):9090")
        }
        // "*:9090" is how `ss` prints a listener on every address.
        host = hostText == "*" ? defaultHost : hostText ?? defaultHost
        literal = try Self.address(host, port)
        if literal == nil, !host.isEmpty { try Self.checkName(host, port) }
    }

    /// Long or unprintable input, cut and escaped for a message.
    private static func shown(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars.prefix(60) {
            let isPlain =
                scalar.value >= 0x20 && scalar.value != 0x7f && scalar.properties.generalCategory != .control
                && scalar.properties.generalCategory != .format
            if isPlain {
                result.unicodeScalars.append(scalar)
            } else {
                result += "\\u{\(String(scalar.value, radix: 16))}"
            }
        }
        return "\"" + result + (text.unicodeScalars.count > 60 ? "…" : "") + "\""
    }

    private static func split(
        _ text: Substring, _ shown: String, hasPort: Bool
    ) throws(Problem) -> (host: String?, port: Substring?) {
        if text.first == "[" {
            guard let close = text.firstIndex(of: "]") else {
                throw Problem(message: "\(shown) has no closing bracket", nearest: "[::1]:9090")
            }
            let host = String(text[text.index(after: text.startIndex)..<close])
            guard host.contains(":") else {
                throw Problem(message: "\(shown): only an IPv6 address stands in brackets", nearest: "[::1]:9090")
            }
            let rest = text[text.index(after: close)...]
            if rest.isEmpty { return (host, nil) }
            guard rest.first == ":" else {
                throw Problem(message: "\(shown): a colon and a port follow the bracket", nearest: "[\(host)]:9090")
            }
            return (host, rest.dropFirst())
        }
        let colons = text.filter { $0 == ":" }.count
        if colons == 0 {
            // A bare number is a port, unless the scheme gave the port already.
            let isNumber = text.allSatisfy { $0.isASCII && $0.isNumber }
            return isNumber && hasPort ? (nil, text) : (String(text), nil)
        }
        if colons == 1, let colon = text.firstIndex(of: ":") {
            let host = text[..<colon]
            return (host.isEmpty ? nil : String(host), text[text.index(after: colon)...])
        }
        if IPAddress(text.prefix { $0 != "%" }) != nil {
            let last = text.lastIndex(of: ":").map { text[text.index(after: $0)...] } ?? ""
            let head = text.lastIndex(of: ":").map { text[..<$0] } ?? text
            let isAmbiguous = IPAddress(head) != nil && UInt16(last) != nil
            throw Problem(
                message: "\(shown) is an IPv6 address; in front of a port it stands in brackets",
                nearest: isAmbiguous ? "[\(head)]:\(last)" : "[\(text)]:9090")
        }
        if let colon = text.lastIndex(of: ":"), IPAddress(text[..<colon].prefix { $0 != "%" }) != nil {
            throw Problem(
                message: "\(shown): an IPv6 address in front of a port stands in brackets",
                nearest: "[\(text[..<colon])]:\(text[text.index(after: colon)...])")
        }
        throw Problem(message: "\(shown) has too many colons", nearest: "HOST:PORT")
    }

    private static func port(_ text: Substring, host: String) throws(Problem) -> UInt16 {
        let shownHost = host.contains(":") ? "[\(host)]" : host
        guard !text.isEmpty else {
            throw Problem(message: "the port behind the colon is missing", nearest: "\(shownHost):9090")
        }
        guard text.allSatisfy({ $0.isASCII && $0.isNumber }) else {
            throw Problem(message: "\(shown(String(text))) is no port number", nearest: "\(shownHost):9090")
        }
        guard let number = UInt16(text), number > 0 else {
            throw Problem(message: "port \(text.prefix(20)) is not between 1 and 65535", nearest: "\(shownHost):9090")
        }
        return number
    }

    /// The address that the host is; `nil` for a name.
    private static func address(_ host: String, _ port: UInt16) throws(Problem) -> IPAddress? {
        if let address = IPAddress(host) { return address }
        guard host.contains(":") else { return nil }
        let parts = host.split(separator: "%", maxSplits: 1)
        if parts.count == 2, var address = IPAddress(parts[0]) {
            guard let index = InterfaceNames.index(String(parts[1])) else {
                throw Problem(
                    message: "there is no interface \(shown(String(parts[1])))", nearest: "[\(parts[0])%eth0]:\(port)")
            }
            address.zone = index
            return address
        }
        throw Problem(message: "\(shown(host)) is no IPv6 address", nearest: "[::1]:\(port)")
    }

    private static func checkName(_ host: String, _ port: UInt16) throws(Problem) {
        let isDotted = host.allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") }
        if isDotted {
            throw Problem(message: "\(shown(host)) is no IPv4 address", nearest: "127.0.0.1:\(port)")
        }
        let isLegal = host.unicodeScalars.allSatisfy { scalar in
            if scalar.value >= 0x80 { return scalar.properties.isAlphabetic || scalar.properties.numericType != nil }
            return (48...57).contains(scalar.value) || (65...90).contains(scalar.value)
                || (97...122).contains(scalar.value) || scalar == "-" || scalar == "." || scalar == "_"
        }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard isLegal, host.utf8.count <= 253, labels.dropLast().allSatisfy({ !$0.isEmpty }),
            labels.allSatisfy({ $0.utf8.count <= 63 })
        else {
            throw Problem(message: "\(shown(host)) is no host name", nearest: "localhost:\(port)")
        }
    }
}
