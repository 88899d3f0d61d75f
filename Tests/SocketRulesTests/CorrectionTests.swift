import SocketRules
import Testing

/// What is often taught and wrong stands corrected where a reader would look for it.
@Suite struct CorrectionTests {
    struct Correction: Sendable, CustomTestStringConvertible {
        var wrong: String
        /// The anchors of the sections, each of which says it.
        var topics: [String]
        /// Groups of words; one of each group is there.
        var words: [[String]]

        init(_ wrong: String, in topics: [String], _ words: [String]...) {
            self.wrong = wrong
            self.topics = topics
            self.words = words
        }

        var testDescription: String { wrong }
    }

    private static let texts: [String: String] = Dictionary(
        uniqueKeysWithValues: Guide.chapters.flatMap { chapter in
            chapter.topics.map { topic in
                var alone = chapter
                alone.topics = [topic]
                // Without the breaks of lines, so that a phrase is found wherever it was broken.
                let text = GuideTerminal.render([alone], width: 100, usesColor: false)
                return (topic.anchor, text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
            }
        })

    static let corrections = [
        Correction(
            "ss -tn shows TIME_WAIT",
            in: ["symptom-address-in-use", "cause-port-in-time-wait", "cause-reuse-address-missing", "misconceptions"],
            ["ss -tan", "ss -tano"], ["hides", "never shows", "it does not"]),
        Correction(
            "a listener has to show as *:9090", in: ["symptom-connection-refused", "misconceptions"],
            ["*:9090"], ["0.0.0.0:9090"], ["IPv6 wildcard"]),
        Correction(
            "SO_REUSEADDR always helps, and at once",
            in: ["symptom-address-in-use", "cause-port-in-time-wait", "cause-reuse-address-missing"],
            ["old socket must have had", "set on the old socket as well", "from a socket that had the option too"],
            ["first new run can still fail", "first start still fails", "next start still meets"]),
        Correction(
            "SO_REUSEADDR helps against a listener",
            in: ["symptom-address-in-use", "cause-reuse-address-missing", "misconceptions"],
            ["never against a listener", "against a server that still runs"]),
        Correction(
            "timed out and [Errno 110] are the same",
            in: ["symptom-connection-timed-out", "cause-no-answer-from-host"],
            ["[Errno 110] is the kernel's"], ["program's own timer"]),
        Correction(
            "recv(4) returns four bytes, and send() sends everything",
            in: ["symptom-partial-or-merged-data"],
            ["it returns at most 4"], ["send() may take fewer bytes"], ["sendall()"], ["read in a loop"]),
        Correction(
            "one recv() is one message, in the code too", in: ["cause-one-receive-per-message"],
            ["4 bytes long, is read in such a loop too"]),
        Correction(
            "docker ps has a filter name!=", in: ["last-resorts"], ["no negated name filter"],
            ["fails when nothing runs"]),
        Correction(
            "docker0 shows every container",
            in: ["container-traffic", "symptom-capture-no-such-device", "cause-capture-on-wrong-interface"],
            ["docker0"], ["br-"], ["12 digits"],
            ["default network only", "those of the default network", "not through docker0"]),
        Correction(
            "Docker traffic cannot be seen on the host",
            in: ["container-traffic", "symptom-capture-no-such-device", "cause-capture-on-wrong-interface"],
            ["visible on the host"], ["Docker Desktop"]),
        Correction(
            "any shows each packet once", in: ["container-traffic", "cause-capture-on-wrong-interface"],
            ["two or three times"]),
        Correction(
            "a packet to the bridge's own address is on the bridge",
            in: ["container-traffic", "cause-capture-on-wrong-interface"],
            ["bridge's own address stays on lo", "Ethernet, Wi-Fi or a bridge is reached over lo"]),
        Correction(
            "tcp.flags.syn == 1 shows the first packets only",
            in: ["no-packets", "symptom-capture-filter-syntax", "cause-filter-matches-nothing", "misconceptions"],
            ["SYN-ACK"]),
        Correction(
            "a pure SYN", in: ["no-packets", "symptom-capture-filter-syntax", "cause-filter-matches-nothing"],
            ["tcp.flags.syn == 1 && tcp.flags.ack == 0"]),
        Correction(
            "udp.port shows UDP only",
            in: ["no-packets", "symptom-capture-filter-syntax", "cause-filter-matches-nothing"], ["ICMP error"]),
        Correction(
            "ping google.com tests the network",
            in: ["symptom-network-unreachable", "container-without-way-out", "misconceptions"],
            ["ping google.com as"], ["tests no port", "TCP is not tested"]),
        Correction(
            "a name that is not found is the network that is unreachable",
            in: ["symptom-network-unreachable", "symptom-name-resolution", "container-without-way-out"],
            ["different fault", "routing and not DNS", "is DNS"]),
        Correction(
            "the adapter is always vEthernet (WSL)", in: ["no-packets", "symptom-capture-no-such-device"],
            ["vEthernet (WSL (Hyper-V firewall))"], ["in mirrored mode"]),
        Correction(
            "vEthernet is right for localhost",
            in: ["no-packets", "symptom-capture-no-such-device", "cause-capture-on-wrong-interface"],
            [
                "localhost and containers never pass it", "through localhost to WSL never passes it",
                "not on vEthernet (WSL)",
            ],
            ["loopback traffic"]),
        Correction(
            "10.0.2.0/24 is free", in: ["symptom-docker-network-missing", "cause-subnet-overlap"],
            ["10.0.2.0/24"], ["VirtualBox"], ["in silence"]),
        Correction("two equal routes", in: ["cause-subnet-overlap"], ["there first wins"]),
        Correction(
            "UDP of the lab is reached at localhost of Windows",
            in: ["symptom-wsl-specific", "cause-wsl-localhost-not-forwarded"],
            ["UDP is never relayed", "never for UDP"], ["hostname -I"]),
        Correction(
            "chmod +x mends a script on /mnt/c",
            in: [
                "symptom-permission-denied-file", "cause-script-not-executable", "cause-wsl-drvfs-without-metadata",
                "files",
            ], ["metadata"], ["changes nothing"]),
        Correction("the real cause is the line ending", in: ["symptom-permission-denied-file"], ["CRLF"], ["noexec"]),
        Correction(
            "wsl --shutdown restarts one distribution",
            in: ["last-resorts", "symptom-wsl-specific", "symptom-network-unreachable"],
            [
                "Every distribution and every container", "every distribution and every container",
                "every distribution and container",
            ]),
        Correction(
            "Portainer is mended by deleting its volume", in: ["last-resorts"],
            ["portainer_data"], ["loses all users and stacks"], ["helper-reset-password"], ["which stays"]),
        Correction(
            "Docker has to be started by hand after every start of Windows",
            in: ["symptom-docker-daemon-not-running", "cause-docker-not-started-in-wsl"],
            ["systemd=true"], ["systemctl enable"]),
        Correction(
            "switching the firewall off for a test", in: ["symptom-connection-timed-out"],
            ["open the one port instead"], ["firewall of Windows"]),
        Correction(
            "ping tells whether the server is there",
            in: ["symptom-connection-timed-out", "symptom-connection-refused"],
            ["ping answers"]),
        Correction(
            "restarting Docker mends a container without network", in: ["container-without-way-out"],
            ["stops every container"]),
        Correction(
            "network_mode host is the host everywhere", in: ["symptom-container-unreachable-localhost"],
            ["virtual machine, not of Windows"], ["published ports are ignored"], ["host.docker.internal:host-gateway"]),
    ]

    @Test(arguments: corrections) func stands(_ correction: Correction) throws {
        for topic in correction.topics {
            let text = try #require(Self.texts[topic], "\(topic)")
            for group in correction.words {
                #expect(group.contains { text.contains($0) }, "\(topic) says none of \(group)")
            }
        }
    }

    /// What the guide must tell, corrected or not, at the place where it is looked for.
    @Test(arguments: [
        ("rule-of-thumb", ["Four of five", "sockdoctor check"]),
        ("categories", ["Connection issues", "Binding issues", "Data issues", "Docker issues", "Wireshark", "WSL"]),
        ("symptom-address-in-use", ["Ctrl+C", "Ctrl+Z", "kill PID", "lsof", "systemctl stop", "Take another port"]),
        ("symptom-cannot-assign-address", ["ip -br addr", "0.0.0.0"]),
        ("symptom-partial-or-merged-data", ["length", "delimiter", "belongs to the next message"]),
        (
            "no-packets",
            ["Npcap", "Wi-Fi", "Clear the display filter", "tcp.port == 9090", "udp.port == 9091", "ip.addr =="]
        ),
        ("container-traffic", ["docker exec -it NAME tcpdump", "nsenter"]),
        ("files", ["/mnt/d/NETWORKING/WEEK2", "\\\\wsl.localhost\\Ubuntu\\home\\stud\\project", "\\\\wsl$"]),
        ("symptom-docker-daemon-not-running", ["sudo service docker start"]),
        ("symptom-permission-denied-file", ["python3 script.py", "chmod +x script.py"]),
        (
            "last-resorts",
            ["wsl.exe --shutdown", "wsl.exe --terminate", "systemctl restart docker", "docker run -d --name portainer"]
        ),
        ("escalation", ["15 minutes", "exact message", "misconceptions", "classmate", "open an issue"]),
    ]) func isTold(_ topic: String, _ words: [String]) throws {
        let text = try #require(Self.texts[topic])
        for word in words { #expect(text.contains(word), "\(topic): \(word)") }
    }

    /// The problems of the card that hangs in the lab, each with a first check.
    @Test func theCardHasEveryProblem() throws {
        let card = try #require(Guide.topics.first { $0.anchor == "card" })
        var titles: [String] = []
        for case .table(_, let rows) in card.blocks {
            for row in rows {
                guard case .links(let links) = row[0], case .command(let command) = row[1], case .text(let fix) = row[2]
                else { continue }
                #expect(!command.isEmpty && !fix.isEmpty)
                titles += links.map(\.title)
            }
        }
        for title in [
            "Connection refused", "Address already in use", "Connection timed out", "Wrong data",
            "localhost inside a container is the container", "No packets are captured",
            "The Docker daemon does not answer",
        ] { #expect(titles.contains(title), "\(title)") }
        #expect(titles.count == Symptom.allCases.count + QuietProblem.all.count)
    }

    /// What is shown to be typed must not be what the sections above call wrong.
    @Test func noCommandIsTheWrongOne() {
        var commands: [String] = LastResort.all.map(\.command)
        for topic in Guide.topics {
            for block in topic.blocks {
                switch block {
                case .checks(let checks): commands += checks.map(\.command)
                case .table(_, let rows):
                    for case .command(let command) in rows.joined() { commands.append(command) }
                default: continue
                }
            }
        }
        #expect(commands.count > 300)
        for command in commands {
            #expect(!command.contains("name!="), "\(command)")
            #expect(!command.contains("volume rm"), "\(command)")
            #expect(!command.contains("-i docker0"), "\(command)")
            #expect(!command.contains("ps aux | grep python"), "\(command)")
            #expect(!command.contains("ping google"), "\(command)")
            #expect(!command.contains("$(docker ps"), "\(command)")
            #expect(command.firstMatch(of: /ss -[a-z]*n[a-z]* ?\| ?grep [0-9]/) == nil, "\(command)")
            #expect(command.firstMatch(of: /chmod .*\/mnt\//) == nil, "\(command)")
            if command.contains("tcp.flags.syn == 1") { #expect(command.contains("tcp.flags.ack == 0"), "\(command)") }
        }
    }
}
