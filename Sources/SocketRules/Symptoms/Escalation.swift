/// When a problem lasts: what to collect, and whom to ask.
public enum Escalation {
    public static let title = "When to ask for help"

    /// In the order in which they are done.
    public static let steps = [
        "After 15 minutes without progress, stop trying and write down what was tried and what came out.",
        "Copy the exact message, as text and whole, with the command that led to it.",
        "Save what the machine looks like: sockdoctor check HOST:PORT --facts facts.json writes a file that others "
            + "can read with sockdoctor check --facts facts.json.",
        "Reduce the program to the smallest one that still shows it; often the cause is found on the way.",
        "Note versions: uname -r, python3 --version, docker version, and wsl.exe --version in WSL.",
        "Explain it to a classmate, in order: what was expected, what happened, what is already ruled out.",
        "Read what is often said and wrong about this kind of problem: sockdoctor guide misconceptions.",
        "Then open an issue or ask the instructor, with what was noted, saved and ruled out.",
    ]
}

/// What sets a part of the machine back, and what is lost by it. Best tried in this order.
public struct LastResort: Sendable {
    public var title: String
    /// For a terminal; one command a line.
    public var command: String
    /// What it ends or deletes.
    public var loses: String
    /// What to know before.
    public var note: String

    public static let all: [LastResort] = [
        LastResort(
            title: "Restart Docker",
            command: "sudo systemctl restart docker    # without systemd: sudo service docker restart",
            loses: "Running containers stop; those without a restart policy stay stopped. Nothing is deleted.",
            note:
                "It renews the firewall rules of Docker, which a reload of ufw, firewalld or iptables may have removed."
        ),
        LastResort(
            title: "Stop and remove all containers but one",
            command: """
                docker ps -a --format '{{.ID}} {{.Names}}' | awk '$2 != "portainer" {print $1}' | xargs -r docker stop
                docker ps -a --format '{{.ID}} {{.Names}}' | awk '$2 != "portainer" {print $1}' | xargs -r docker rm
                """,
            loses: "Everything that was written inside these containers and not into a volume.",
            note: """
                docker ps has no negated name filter: name!= is refused as invalid. docker stop $(docker ps -q) would \
                stop Portainer too, and fails when nothing runs.
                """),
        LastResort(
            title: "Get into Portainer again",
            command: """
                docker restart portainer
                docker stop portainer
                docker run --rm -v portainer_data:/data portainer/helper-reset-password
                docker start portainer
                """,
            loses: "The password of the administrator; the last but one command prints a new one.",
            note: """
                The first line alone is enough when the page for the first administrator has timed out. Deleting the \
                volume portainer_data loses all users and stacks and is hardly ever needed.
                """),
        LastResort(
            title: "Make the Portainer container anew, with its data",
            command: """
                docker stop portainer
                docker rm portainer
                docker run -d --name portainer --restart unless-stopped -p 127.0.0.1:9000:9000 \\
                    -v /var/run/docker.sock:/var/run/docker.sock -v portainer_data:/data portainer/portainer-ce
                """,
            loses: "Nothing that Portainer stored: users and stacks are in the volume portainer_data, which stays.",
            note: """
                docker volume rm portainer_data is no part of it. Who reaches Portainer rules this machine, so that the \
                port is published on 127.0.0.1 only; Windows still reaches it through localhost.
                """),
        LastResort(
            title: "Restart one distribution of WSL",
            command: "wsl.exe --terminate Ubuntu",
            loses: "All programs in this distribution end, unsaved work with them.",
            note: "Other distributions and the network of WSL stay as they are."),
        LastResort(
            title: "Restart all of WSL",
            command: "wsl.exe --shutdown",
            loses: """
                Every distribution and every container ends, Docker Desktop's too. The address of WSL changes, so that \
                portproxy rules that name it no longer fit.
                """,
            note: "It applies changes in .wslconfig and renews relays of localhost that hang."),
    ]
}
