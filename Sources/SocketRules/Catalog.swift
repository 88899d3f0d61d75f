public import SocketFacts

/// Every cause this product knows, in the guide's order. Adding one is one file and one line here.
public enum Catalog {
    public static let reaching: [any Cause.Type] = [
        ServerNotRunning.self,
        WrongPort.self,
        WrongTransport.self,
        ListeningOnLoopbackOnly.self,
        ListeningOnAnotherAddress.self,
        AddressFamilyMismatch.self,
        BoundNotListening.self,
        ListeningInAnotherNamespace.self,
        ShadowedBySpecificAddress.self,
        FirewallRejects.self,
        FirewallDrops.self,
        RejectedOnThePath.self,
        NoRoute.self,
        RouteForbids.self,
        HostNotAnsweringOnLink.self,
        InterfaceDown.self,
        NoAnswerFromHost.self,
        ServerSuspended.self,
        AcceptQueueFull.self,
        ServerNotAccepting.self,
        ServerNotReading.self,
        ServerNotReplying.self,
        UnexpectedReply.self,
        ConnectionResetByServer.self,
        ConnectionClosedByServer.self,
        DescriptorsExhausted.self,
        EphemeralPortsExhausted.self,
        NameNotFound.self,
        NameResolvesElsewhere.self,
        LocalPolicyForbids.self,
        UdpPortClosed.self,
        UdpQueueOverflow.self,
    ]

    public static let owning: [any Cause.Type] = [
        PreviousInstanceRunning.self,
        PortHeldByAnotherProgram.self,
        PortHeldByService.self,
        PortHeldByContainer.self,
        PortHeldByOrphan.self,
        PortHeldByOutgoingConnection.self,
        PortInTimeWait.self,
        OverlappingWildcardBind.self,
        OwnerNotVisible.self,
        AddressNotOnThisHost.self,
        PrivilegedPort.self,
        PortReservedByWindows.self,
    ]

    /// How two programs talk once they are connected.
    public static let talking: [any CausePage.Type] = [
        ReuseAddressMissing.self,
        ListenMissing.self,
        PortBytesSwapped.self,
        BindFailedIgnored.self,
        ConnectFailedIgnored.self,
        OneReceivePerMessage.self,
        MessagesMerged.self,
        MessageSplit.self,
        ShortSendIgnored.self,
        EndOfStreamIgnored.self,
        ReceiveBufferTooSmall.self,
        LengthByteOrder.self,
        LengthCountsCharacters.self,
        LengthIncludesHeader.self,
        DelimiterMissing.self,
        DeadlockBothReceiving.self,
        ConnectionNeverClosed.self,
        OneClientAtATime.self,
        NoReceiveTimeout.self,
        BacklogTooSmall.self,
        WriteAfterClose.self,
        UnconnectedUdpHidesErrors.self,
        BroadcastNotEnabled.self,
    ]

    public static let containers: [any CausePage.Type] = [
        DockerNotRunning.self,
        DockerSocketForbidden.self,
        DockerSocketMissing.self,
        ContainerNotRunning.self,
        PortNotPublished.self,
        PublishedToWrongPort.self,
        PublishedOnLoopbackOnly.self,
        ListeningOnLoopbackInContainer.self,
        NoServerInContainer.self,
        LocalhostInsideContainer.self,
        HostGatewayMissing.self,
        HostServerOnLoopbackOnly.self,
        ContainersOnDifferentNetworks.self,
        ContainerNameNotResolved.self,
        NetworkMissing.self,
        NetworkInternal.self,
        ForwardingDisabled.self,
        MasqueradeMissing.self,
        SubnetOverlap.self,
    ]

    public static let capturing: [any CausePage.Type] = [
        CaptureNotPermitted.self,
        CaptureInterfaceMissing.self,
        CaptureOnWrongInterface.self,
        CaptureStartedLate.self,
        FilterMatchesNothing.self,
        FilterInvalid.self,
        NoTraffic.self,
    ]

    /// The machine on which the lab runs: WSL, scripts, tools.
    public static let machine: [any CausePage.Type] = [
        ScriptNotExecutable.self,
        ScriptHasWindowsLineEndings.self,
        ScriptInterpreterMissing.self,
        ScriptOnNoexecMount.self,
        WslNotPresent.self,
        WslVersion1.self,
        WslLocalhostNotForwarded.self,
        WslWindowsFirewall.self,
        WslStalePortproxy.self,
        WslDrvfsWithoutMetadata.self,
        DockerNotStartedInWsl.self,
        ToolMissing.self,
        ToolTooOld.self,
    ]

    /// Causes that show in the calls of a watched program, those of ``talking`` and ``machine`` among them.
    public static let watched: [any Cause.Type] = [
        // A program that does not start.
        ToolMissing.self,
        ScriptOnNoexecMount.self,
        ScriptNotExecutable.self,
        ScriptHasWindowsLineEndings.self,
        ScriptInterpreterMissing.self,
        // Calls whose failure explains all that comes after them.
        PortBytesSwapped.self,
        BindFailedIgnored.self,
        ListenMissing.self,
        ConnectFailedIgnored.self,
        BroadcastNotEnabled.self,
        // What the program does with its data.
        ReceiveBufferTooSmall.self,
        ShortSendIgnored.self,
        EndOfStreamIgnored.self,
        LengthByteOrder.self,
        LengthCountsCharacters.self,
        LengthIncludesHeader.self,
        DelimiterMissing.self,
        OneReceivePerMessage.self,
        // And with its connections.
        WriteAfterClose.self,
        DeadlockBothReceiving.self,
        ConnectionNeverClosed.self,
        UnconnectedUdpHidesErrors.self,
        BacklogTooSmall.self,
        OneClientAtATime.self,
        NoReceiveTimeout.self,
        ReuseAddressMissing.self,
    ]

    /// Causes that are looked for in facts.
    public static let all: [any Cause.Type] = reaching + owning + watched

    /// Everything that has a page, in the guide's order.
    public static let pages: [any CausePage.Type] =
        reaching.map { $0 } + owning.map { $0 } + talking + containers + capturing + machine

    /// The cause with this name, if there is one.
    public static func cause(named name: String) -> (any Cause.Type)? { all.first { $0.name == name } }

    /// The page with this name, if there is one.
    public static func page(named name: String) -> (any CausePage.Type)? { pages.first { $0.name == name } }

    /// The sections of the guide that start from what a person sees, in the order of ``Symptom``.
    public static let symptoms: [SymptomPage] =
        SymptomPage.connection + SymptomPage.binding + SymptomPage.data + SymptomPage.docker + SymptomPage.capture
        + SymptomPage.machine
}

/// What all rules together made of the facts.
public struct Diagnosis: Sendable {
    /// Best first; the first one is the one to act on. A cause that another one explains is left out.
    public var findings: [Finding]
    /// Causes that could not be decided, with what was missing.
    public var undecided: [Undecided]

    public struct Undecided: Hashable, Sendable {
        public var cause: String
        public var needs: String
    }

    /// Asks the rules that belong to the question.
    public init(_ facts: Facts) {
        var found: [(cause: any Cause.Type, finding: Finding)] = []
        undecided = []
        for cause in Self.rules(facts.question.command) {
            do {
                found += try cause.check(facts).map { (cause, $0) }
            } catch .notAsked {
                continue
            } catch {
                undecided.append(Undecided(cause: cause.name, needs: error.phrase))
            }
        }
        if let watch = facts.watch.value { found += Self.followUps(watch, &undecided) }
        var silenced: Set<String> = []
        for (cause, _) in found { silenced.formUnion(cause.silences.map { $0.name }) }
        let kept = found.filter { !silenced.contains($0.finding.cause) }.map(\.finding)
        // Stable: rules that are equally sure keep the catalogue's order.
        findings = kept.enumerated().sorted { a, b in
            a.element.confidence == b.element.confidence
                ? a.offset < b.offset : a.element.confidence > b.element.confidence
        }.map(\.element)
        // It says how the two collide; the owner is the one to act on, even where it could be seen less clearly.
        if findings.count > 1, findings[0].cause == OverlappingWildcardBind.name { findings.swapAt(0, 1) }
        undecided.removeAll { silenced.contains($0.cause) }
    }

    private static func rules(_ command: Question.Command) -> [any Cause.Type] {
        switch command {
        case .check: Catalog.reaching
        case .port: Catalog.owning
        case .run: Catalog.watched
        }
    }

    /// What a look at the machine said about calls that failed: each at the call's place, each cause once.
    private static func followUps(
        _ watch: WatchFacts, _ undecided: inout [Undecided]
    ) -> [(cause: any Cause.Type, finding: Finding)] {
        var found: [(cause: any Cause.Type, finding: Finding)] = []
        for followUp in watch.followUps {
            if let holder = watch.ownHolder(of: followUp) {
                found.append((PreviousInstanceRunning.self, watch.ownsThePort(followUp, holder)))
                continue
            }
            var facts = watch.withoutOwnListeners(followUp)
            if let program = watch.arguments.first { facts.question.program = program }
            let diagnosis = Diagnosis(facts)
            for entry in diagnosis.undecided where !undecided.contains(entry) { undecided.append(entry) }
            for var finding in diagnosis.findings {
                guard let cause = Catalog.cause(named: finding.cause),
                    !found.contains(where: { $0.finding.summary == finding.summary })
                else { continue }
                finding.location = SourceLocation(watch.place(of: followUp.call))
                found.append((cause, finding))
            }
        }
        return found
    }
}

extension Catalog {
    /// The name that a mistyped one is closest to (Levenshtein distance).
    public static func nearestName(to text: String, among names: [String]? = nil) -> String {
        let wanted = Array(text.lowercased().utf8.prefix(64))
        func distance(_ name: [UInt8]) -> Int {
            var row = Array(0...name.count)
            for (i, a) in wanted.enumerated() {
                var previous = row[0]
                row[0] = i + 1
                for (j, b) in name.enumerated() {
                    let old = row[j + 1]
                    row[j + 1] = min(previous + (a == b ? 0 : 1), row[j] + 1, old + 1)
                    previous = old
                }
            }
            return row[name.count]
        }
        return (names ?? pages.map { $0.name }).min { distance(Array($0.utf8)) < distance(Array($1.utf8)) }
            ?? "server-not-running"
    }
}
