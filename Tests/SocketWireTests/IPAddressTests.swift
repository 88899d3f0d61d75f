import SocketFacts
import Testing

@Suite struct IPAddressTests {
    @Test(arguments: [
        ("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "0.0.0.0"), ("255.255.255.255", "255.255.255.255"), ("::", "::"),
        ("::1", "::1"), ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("2001:DB8::0:1", "2001:db8::1"),
        ("::ffff:1.2.3.4", "::ffff:1.2.3.4"), ("fe80::1%2", "fe80::1%2"), ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"),
        ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"), ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"),
        // RFC 5952 section 4: no leading zeros, the longest run of zeros and the first of equals, never a single group.
        ("2001:0db8::0001", "2001:db8::1"), ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
        ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"), ("2001:db8:0:0:1:0:0:0", "2001:db8:0:0:1::"), ("::0", "::"),
        ("0:0:0:0:0:0:0:1", "::1"), ("1::", "1::"), ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"),
        ("ABCD::EF01", "abcd::ef01"),
        ("1:0:0:2:0:0:0:3", "1:0:0:2::3"), ("0:0:1::", "0:0:1::"), ("::1.2.3.4", "::102:304"),
        ("::ffff:0:1", "::ffff:0.0.0.1"),
        ("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"), ("fe80::%1", "fe80::%1"), ("::ffff:102:304", "::ffff:1.2.3.4"),
        ("0:0:0:0:0:ffff:1.2.3.4", "::ffff:1.2.3.4"), ("255.0.1.10", "255.0.1.10"),
    ])
    func reads(_ text: String, _ printed: String) {
        #expect(IPAddress(text)?.description == printed)
    }

    @Test(arguments: [
        "", ".", "1", "1.2.3", "1.2.3.4.5", "256.1.1.1", "1.2.3.-4", "01234.1.1.1", ":", ":::", "1::2::3", "12345::",
        "1:2:3:4:5:6:7:8:9", "::g", "+1::", "1.2.3.4:80", "fe80::1%eth0", "::1%0", "1:2:3:4:5:6:7", "localhost",
        "１.2.3.4", "010.0.0.1", "1.2.3.00", "1.2.3.4 ", " 1.2.3.4", "1.2.3.4\n", "1.2.3.", ".1.2.3", "1..2.3",
        "0x7f.0.0.1",
        "127.1", "2130706433", "fe80::1%", "fe80::1%+2", "fe80::1%-1", "fe80::1%4294967296", "1::%2%3", "%1",
        "1:2:3:4:5:6:7:8::", "::1:2:3:4:5:6:7:8", "::1:", "1:", ":1", "1:::2", "::1.2.3", "::1.2.3.4.5", "1.2.3.4::",
        "::ffff:1.2.3.4:5", "::ffff:256.0.0.1", "1:2:3:4:5:6:7:1.2.3.4", "::00001", "[::1]", "::1/128", "::-1", "::+1",
        "::１",
        "::\u{0}", "\u{0}1.2.3.4", "::1\u{301}", "1.2.3.4\u{301}", "1۰.2.3.4",
    ])
    func refuses(_ text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test func knowsItsKind() throws {
        let mapped = try #require(IPAddress("::ffff:127.0.0.1"))
        #expect(mapped.isIPv4Mapped && mapped.isLoopback && mapped.unmapped == .loopbackIPv4)
        #expect(try #require(IPAddress("fe80::1")).isLinkLocal)
        #expect(try #require(IPAddress("169.254.1.1")).isLinkLocal)
        #expect(try #require(IPAddress("239.1.1.1")).isMulticast)
        #expect(try !#require(IPAddress("128.0.0.1")).isLoopback)
    }

    @Test func isInsideNetworks() throws {
        let address = try #require(IPAddress("10.1.2.3"))
        #expect(address.isInside(try #require(IPAddress("10.1.0.0")), prefixLength: 16))
        #expect(!address.isInside(try #require(IPAddress("10.2.0.0")), prefixLength: 16))
        #expect(address.isInside(.anyIPv4, prefixLength: 0))
        #expect(!address.isInside(.anyIPv6, prefixLength: 0))
        let six = try #require(IPAddress("2001:db8:0:0:8000::1"))
        #expect(six.isInside(try #require(IPAddress("2001:db8:0:0:8000::")), prefixLength: 65))
        #expect(!six.isInside(try #require(IPAddress("2001:db8::")), prefixLength: 65))
    }

    @Test func bytesGoRoundTrip() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<500 {
            for count in [4, 16] {
                let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
                let address = IPAddress(bytes: bytes)
                #expect(address?.bytes == bytes)
                #expect(address.flatMap { IPAddress($0.description) } == address)
            }
        }
        #expect(IPAddress(bytes: [1, 2, 3]) == nil)
    }

    @Test func socketsTakeTheRightClients() {
        func socket(_ address: IPAddress, only: Bool? = nil) -> SocketRecord {
            SocketRecord(
                transport: .tcp, family: address.family, state: .listening, local: Endpoint(address, 1),
                isIPv6Only: only)
        }
        #expect(socket(.anyIPv4).takes(.loopbackIPv4) && !socket(.anyIPv4).takes(.loopbackIPv6))
        #expect(
            socket(.anyIPv6, only: false).takes(.loopbackIPv4) && !socket(.anyIPv6, only: true).takes(.loopbackIPv4))
        #expect(!socket(.loopbackIPv4).takes(IPAddress(127, 0, 0, 2)))
        #expect(socket(.anyIPv6, only: true).overlaps(.anyIPv6) && socket(.loopbackIPv4).overlaps(.anyIPv4))
        #expect(!socket(.loopbackIPv6).overlaps(.anyIPv4))
    }
}
