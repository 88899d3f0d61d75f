import Glibc
import SocketFacts

/// Reading /proc and /etc. Every failure is a value: files there vanish while they are read.
enum Files {
    /// The whole file, at most `limit` bytes.
    static func bytes(_ path: String, limit: Int = 1 << 20) throws(SystemError) -> [UInt8] {
        let descriptor = Descriptor(
            owning: try call { unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) })
        var result: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while result.count < limit {
            let room = min(chunk.count, limit - result.count)
            let count = try call {
                unsafe chunk.withUnsafeMutableBytes { unsafe read(descriptor.raw, $0.baseAddress, room) }
            }
            if count == 0 { break }
            result.append(contentsOf: chunk[..<count])
        }
        return result
    }

    /// The file as text; invalid UTF-8 becomes U+FFFD.
    static func text(_ path: String, limit: Int = 1 << 20) throws(SystemError) -> String {
        String(decoding: try bytes(path, limit: limit), as: UTF8.self)
    }

    /// What a symbolic link points to.
    static func link(_ path: String) throws(SystemError) -> String {
        var buffer = [UInt8](repeating: 0, count: 4096)
        // The array is not empty.
        // swift-format-ignore: NeverForceUnwrap
        let count = try call {
            unsafe buffer.withUnsafeMutableBytes { raw in
                unsafe readlink(path, raw.baseAddress!.assumingMemoryBound(to: CChar.self), raw.count)
            }
        }
        return String(decoding: buffer[..<count], as: UTF8.self)
    }

    /// The names in a directory, without `.` and `..`.
    static func names(in path: String) throws(SystemError) -> [String] {
        guard let directory = unsafe opendir(path) else { throw lastError }
        defer { unsafe closedir(directory) }
        var names: [String] = []
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { raw in
                unsafe String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    struct Status {
        var inode: UInt64
        var uid: UInt32
        var size: Int
        var isDirectory: Bool
    }

    static func status(_ path: String) throws(SystemError) -> Status {
        var status = stat()
        _ = try call { unsafe stat(path, &status) }
        return Status(
            inode: UInt64(status.st_ino), uid: status.st_uid, size: Int(status.st_size),
            isDirectory: status.st_mode & S_IFMT == S_IFDIR)
    }

    static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    /// The number in a file that holds one.
    static func number(_ path: String) -> Int? {
        guard let text = try? text(path, limit: 64) else { return nil }
        return text.split(whereSeparator: \.isWhitespace).first.flatMap { Int($0) }
    }
}

extension SystemError {
    /// Why something below a path could not be read, as an unseen fact.
    func unobserved(_ what: String) -> Unobserved {
        switch self {
        case .permissionDenied, .notPermitted: .needs("permission to read \(what)")
        case .noSuchFile: .unsupported("\(what), which this system does not have")
        default: .failed("\(what): \(name)")
        }
    }
}
