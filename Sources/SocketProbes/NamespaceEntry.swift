import CSocketLinux
import Glibc
public import SocketFacts

/// Moves the calling thread into another network namespace, for `--from`.
public enum NamespaceEntry {
    /// Whose namespace a question is asked from.
    public enum Place: Hashable, Sendable {
        /// A name below /run/netns, as `ip netns add` makes them.
        case named(String)
        case process(Int32)
    }

    /// Enters the namespace. Called before any other thread exists, because a user namespace can only be joined then.
    ///
    /// - Throws: why not: it does not exist, or a permission is missing.
    public static func enter(_ place: Place) throws(Unobserved) {
        let path: String
        switch place {
        case .named(let name):
            guard !name.isEmpty, !name.contains("/"), name != ".", name != ".." else {
                throw .failed("network namespace \(name): no such name")
            }
            path = "/run/netns/\(name)"
            guard Files.exists(path) else { throw .failed("network namespace \(name) does not exist") }
        case .process(let pid):
            path = "/proc/\(pid)/ns/net"
            guard Files.exists("/proc/\(pid)") else { throw .failed("process \(pid) does not exist") }
        }
        // Already there: nothing to do, and no permission needed.
        if let own = try? Files.status("/proc/thread-self/ns/net").inode,
            let wanted = try? Files.status(path).inode, own == wanted
        {
            return
        }
        do throws(SystemError) {
            let descriptor = Descriptor(owning: try call { unsafe open(path, O_RDONLY | O_CLOEXEC) })
            do throws(SystemError) {
                _ = try call { csl_setns(descriptor.raw, csl_new_network_namespace) }
                return
            } catch {
                // A namespace of one's own making (unshare -Urn) can be entered through its user namespace.
                guard error == .notPermitted, case .process(let pid) = place else { throw error }
                let user = Descriptor(
                    owning: try call { unsafe open("/proc/\(pid)/ns/user", O_RDONLY | O_CLOEXEC) })
                _ = try call { csl_setns(user.raw, csl_new_user_namespace) }
                _ = try call { csl_setns(descriptor.raw, csl_new_network_namespace) }
            }
        } catch {
            switch error {
            case .notPermitted, .permissionDenied:
                throw .needs("root (CAP_SYS_ADMIN) to ask from another network namespace")
            default: throw .failed("\(path): \(error.message)")
            }
        }
    }
}
