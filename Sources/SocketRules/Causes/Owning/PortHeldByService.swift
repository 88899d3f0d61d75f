public import SocketFacts

public enum PortHeldByService: Cause {
    public static let title = "A service that is kept alive holds the port"
    public static let symptoms: [Symptom] = [.addressInUse]

    public static let explanation = """
        The program with the port is run by a supervisor: systemd, pm2, supervisord, nodemon, cron or another. Killing the \
        process brings it back, because that is what the supervisor is for; it has to be stopped where it is kept.

        With a systemd socket unit the listener belongs to systemd itself. Stopping only the service changes nothing: the \
        next connection starts it again, so the socket unit is stopped first.
        """
    public static let byHand = [
        HandCheck("systemctl status PID", shows: "the unit that the process belongs to"),
        HandCheck("cat /proc/PID/cgroup", shows: "the path with the unit's name"),
        HandCheck("systemctl list-sockets", shows: "the ports on which systemd itself listens"),
        HandCheck("ps -o pid,ppid,cmd -p PID", shows: "the parent, for supervisors other than systemd"),
    ]
    public static let remedies = [
        "Stop it through its supervisor: sudo systemctl stop UNIT, pm2 stop NAME, supervisorctl stop NAME.",
        "If it is not to come back with the next start of the machine: sudo systemctl disable --now UNIT.",
        "Or choose another port for your server.",
    ]
    public static let misconceptions = ["kill PID: the supervisor starts it again, often within a second."]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard case .service(let socket, let supervisor, let owner) = try facts.holdingStory() else { return [] }
        let program =
            owner.map { "\(Wording.brief($0)), " } ?? "a process of user "
            + "\(Wording.user(socket.uid, in: facts)), "
        let group = owner?.cgroup ?? socket.cgroupPath
        let kept =
            "It is kept by \(title(supervisor))"
            + (group.map { ", control group \(Wording.escaped($0))" } ?? "") + "."
        return [
            Finding(
                PortHeldByService.self, .certain, "\(program)run by \(title(supervisor)), holds the port",
                evidence: .holds(socket, facts),
                [Evidence(kept, recheck: recheck(supervisor, owner, socket))] + Evidence.bind(facts),
                fixes: stop(supervisor, owner, facts) + [Fix("or choose another port")])
        ]
    }

    private static func title(_ supervisor: Supervisor) -> String {
        let name = Wording.escaped(supervisor.name)
        switch supervisor.kind {
        case .systemdService: return "systemd unit \(name)"
        case .systemdSocket: return "systemd socket activation (\(name))"
        case .systemdUserService: return "systemd user unit \(name)"
        default:
            let kind = supervisor.kind.rawValue
            return kind == name ? kind : "\(kind) (\(name))"
        }
    }

    private static func recheck(_ supervisor: Supervisor, _ owner: ProcessFacts?, _ socket: SocketRecord) -> String {
        if let owner {
            if let above = supervisor.pid { return "ps -o pid,ppid,cmd -p \(owner.pid),\(above)" }
            return "systemctl status \(owner.pid)"
        }
        return "ss -\(socket.transport.ssFlag)lne 'sport = :\(socket.local.port)'"
    }

    /// Names reach a command only where a shell leaves them alone.
    private static func stop(_ supervisor: Supervisor, _ owner: ProcessFacts?, _ facts: Facts) -> [Fix] {
        let name = Wording.commandWord(supervisor.name)
        switch supervisor.kind {
        case .systemdService: return [Fix("stop the unit", command: "sudo systemctl stop \(name ?? "UNIT")")]
        case .systemdUserService: return [Fix("stop the unit", command: "systemctl --user stop \(name ?? "UNIT")")]
        case .systemdSocket:
            guard let name, name.hasSuffix(".service") else {
                return [
                    Fix("see which socket unit listens", command: "systemctl list-sockets"),
                    Fix("stop it and its service", command: "sudo systemctl stop NAME.socket NAME.service"),
                ]
            }
            // lab@0.service belongs to lab.socket, unless the socket unit is a template too.
            let base = String(name.dropLast(".service".count))
            let socket = base.split(separator: "@").first.map(String.init) ?? base
            return [
                Fix("stop the socket unit and its service", command: "sudo systemctl stop \(socket).socket \(name)")
            ]
        case .pm2: return [Fix("stop it in pm2", command: "pm2 stop \(name ?? "NAME")")]
        case .supervisord:
            return [
                Fix("see its name in supervisord", command: "supervisorctl status"),
                Fix("stop it there", command: "supervisorctl stop NAME"),
            ]
        case .runit: return [Fix("stop it in runit", command: "sudo sv down NAME")]
        case .openrc: return [Fix("stop it in OpenRC", command: "sudo rc-service NAME stop")]
        case .cron:
            let isOwn = owner?.uid == facts.observer.uid
            let user = owner?.user.flatMap { Wording.commandWord($0) } ?? "USER"
            let edit = isOwn ? "crontab -e" : "sudo crontab -u \(user) -e"
            return [Fix("remove its line from the crontab", command: edit)]
                + (owner.map { [facts.fix(ending: $0)] } ?? [])
        default:
            return [
                Fix(
                    "end \(supervisor.kind.rawValue) with Ctrl+C in its terminal, and the server with it",
                    command: supervisor.pid.map { "kill \($0)" })
            ]
        }
    }

    private static func supervised(_ supervisor: Supervisor?, cgroup: String? = nil) -> ProcessFacts {
        ProcessFacts(
            pid: 700, name: "nginx", arguments: ["nginx: master process"], uid: 0, user: "root", ageSeconds: 7200,
            supervisor: supervisor, cgroup: cgroup)
    }
    private static func kept(_ kind: Supervisor.Kind, _ name: String, pid: Int32? = nil) -> Facts {
        .held(sockets: [.listener(uid: 0)], owners: [77: supervised(Supervisor(kind: kind, name: name, pid: pid))])
    }

    public static let examples: [Example] = [
        .fires("nginx, a unit of systemd", kept(.systemdService, "nginx.service")),
        .fires("a service started by its socket unit", kept(.systemdSocket, "lab@0.service")),
        .fires("an app under pm2", kept(.pm2, "app", pid: 600)),
        .fires("a server that nodemon starts again", kept(.nodemon, "nodemon", pid: 600)),
        .fires("a job of cron", kept(.cron, "cron", pid: 500)),
        .fires(
            "the process is hidden, the socket's control group names the unit",
            .held(sockets: [.listener(uid: 0).inGroup("/system.slice/nginx.service")]).hidingOwner()),
        .silent(
            "started from a shell inside tmux",
            .held(
                sockets: [.listener()],
                owners: [
                    77: {
                        var process = ProcessFacts.python()
                        process.supervisor = Supervisor(kind: .tmux, name: "tmux: server", pid: 650)
                        return process
                    }()
                ])),
        .silent(
            "hidden, in the session of a person who is logged in",
            .held(sockets: [.listener(uid: 1001).inGroup("/user.slice/user-1001.slice/session-3.scope")])
                .hidingOwner()),
        .silent("the port is free", .held(plain: nil, reuse: nil)),
        .undecided("the socket table could not be read", .heldBlindly),
    ]
}
