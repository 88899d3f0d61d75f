import Glibc
import SocketFacts
import SocketWire

/// One input through the decoder that the environment variable DECODER names; nothing may trap.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    switch decoder {
    case "socket-diag": socketDiag(bytes)
    case "route": route(bytes)
    case "control": _ = ControlMessages.extendedError(bytes[...])
    case "process": process(bytes)
    case "network": network(bytes)
    case "windows": windows(bytes)
    case "iptables": iptables(bytes)
    default: break
    }
    return 0
}

/// libFuzzer's own loop. SwiftPM gives an executable's entry point the module's name, so the library's `main` is not taken.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ body: @convention(c) (UnsafePointer<UInt8>, Int) -> CInt
) -> CInt

@_cdecl("Fuzz_main")
public func entry(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CInt {
    var count = count
    var arguments = arguments
    return runDriver(&count, &arguments) { fuzz($0, $1) }
}

private let decoder = getenv("DECODER").map { String(cString: $0) } ?? "socket-diag"

private func socketDiag(_ bytes: [UInt8]) {
    _ = SocketDiag.record(bytes[...], transport: .tcp)
    for message in NetlinkMessage.all(in: bytes[...]) {
        _ = message.errorNumber
        _ = SocketDiag.record(message.payload, transport: .udp)
    }
}

private func route(_ bytes: [UInt8]) {
    for payload in [bytes[...]] + NetlinkMessage.all(in: bytes[...]).map(\.payload) {
        _ = RouteNetlink.link(payload)
        _ = RouteNetlink.address(payload)
        _ = RouteNetlink.route(payload)
        _ = RouteNetlink.neighbour(payload)
    }
}

private func process(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    _ = ProcessText.status(bytes)
    _ = ProcessText.arguments(bytes)
    _ = ProcessText.cgroup(text).flatMap { ProcessText.supervisor(cgroup: $0) }
    _ = ProcessText.supervisor(cgroup: text)
    _ = ProcessText.openFileLimit(text)
    _ = ProcessText.variable("LISTEN_PID", in: bytes)
}

private func network(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    for family in AddressFamily.allCases {
        _ = NetworkText.sockets(bytes, transport: .tcp, family: family) { _, _ in true }
    }
    _ = NetworkText.localAddresses(fibTrie: text)
    _ = NetworkText.localAddresses(ifInet6: text)
    _ = NetworkText.counter("ListenDrops", group: "TcpExt", in: bytes)
    _ = NetworkText.hostsLine(text, name: "lab", addresses: [.loopbackIPv4])
    _ = NetworkText.nameServers(text)
    if let address = IPAddress(text) { precondition(IPAddress(address.description) == address) }
}

private func windows(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    _ = WindowsText.excludedRange(text, containing: 9090)
    _ = WindowsText.owner(netstat: text, port: 9090, transport: "tcp")
    _ = WindowsText.processID(powershell: text)
    _ = WindowsText.imageName(tasklist: text)
}

private func iptables(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let rules = FirewallRuleset.merging(nft: nil, iptables: [IptablesSave.parse(text, family: .ipv4)])
    let packet = FirewallPacket.syn(from: Endpoint(.loopbackIPv4, 40000), to: Endpoint(.loopbackIPv4, 9090))
    _ = rules.evaluate(packet, path: .loopback)
    _ = rules.portRewrites(to: .tcp, 9090)
}
