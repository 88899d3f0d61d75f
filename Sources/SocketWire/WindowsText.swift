/// What programs of the Windows side of WSL print. Headings are localised there, so only numbers are read.
public enum WindowsText {
    /// The reserved range a port lies in, from `netsh interface ipv4 show excludedportrange`: lines with two numbers.
    public static func excludedRange(_ text: String, containing port: UInt16) -> ClosedRange<UInt16>? {
        for line in text.split(whereSeparator: \.isNewline) {
            let fields = line.split(whereSeparator: \.isWhitespace)
            guard fields.count >= 2, fields.count <= 3, let first = UInt16(fields[0]), let last = UInt16(fields[1]),
                first <= last
            else { continue }
            if (first...last).contains(port) { return first...last }
        }
        return nil
    }

    /// The process id behind `port` in the output of `netstat.exe -ano`: a local address that ends in the port and,
    /// for TCP, a remote port of 0, because the word LISTENING is localised.
    public static func owner(netstat text: String, port: UInt16, transport: String) -> UInt32? {
        for line in text.split(whereSeparator: \.isNewline) {
            let fields = line.split(whereSeparator: \.isWhitespace)
            guard fields.count >= 4, fields[0].uppercased() == transport.uppercased(), fields[1].hasSuffix(":\(port)"),
                let pid = UInt32(fields[fields.count - 1])
            else { continue }
            if transport.uppercased() == "UDP" || fields[2].hasSuffix(":0") { return pid }
        }
        return nil
    }

    /// The image name in one line of `tasklist.exe /FO CSV /NH`: the first quoted field.
    public static func imageName(tasklist text: String) -> String? {
        guard let line = text.split(whereSeparator: \.isNewline).first(where: { $0.hasPrefix("\"") }) else {
            return nil
        }
        let name = line.dropFirst().prefix { $0 != "\"" }
        return name.isEmpty ? nil : String(name)
    }
}

extension WindowsText {
    /// The first process id that PowerShell prints: as a bare number, or as the last column of a table.
    public static func processID(powershell text: String) -> UInt32? {
        for line in text.split(whereSeparator: \.isNewline) {
            if let last = line.split(whereSeparator: \.isWhitespace).last, let pid = UInt32(last), pid > 0 {
                return pid
            }
        }
        return nil
    }
}
