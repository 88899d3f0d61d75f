import Glibc
public import SocketFacts

/// Tries to bind a port as a server would, for less than a millisecond, and gives it back at once.
public enum BindPortProbe {
    /// TCP sockets are bound and never listen, so that no client can meet the probe.
    public static func probe(_ endpoint: Endpoint, _ transport: Transport) -> BindProbe {
        BindProbe(
            address: endpoint.address, plain: error(endpoint, transport, reuse: false),
            withReuseAddress: error(endpoint, transport, reuse: true))
    }

    private static func error(_ endpoint: Endpoint, _ transport: Transport, reuse: Bool) -> SystemError? {
        do {
            let descriptor = try newSocket(endpoint.address.family, transport)
            if reuse { set(descriptor, SOL_SOCKET, SO_REUSEADDR, 1) }
            _ = try call { unsafe endpoint.withSocketAddress { unsafe bind(descriptor.raw, $0, $1) } }
            return nil
        } catch {
            return error
        }
    }
}
