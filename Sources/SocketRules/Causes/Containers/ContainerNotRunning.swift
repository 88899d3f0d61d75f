/// The container does not run.
public enum ContainerNotRunning: CausePage {
    public static let title = "The container does not run"
    public static let symptoms: [Symptom] = [.connectionRefused, .containerUnreachableLocalhost]

    public static let explanation = """
        A port is published only while the container runs. It has exited, was only created, is paused, or is being \
        restarted again and again; docker ps without -a shows none of the first two.

        A container ends when its first process ends. A server that goes into the background, or fails in bind(), \
        ends it at once. The exit status tells: 0 done, 1 an error, 137 killed (often out of memory), 143 stopped.
        """

    public static let illustrations = [
        "docker ps -a shows Exited (1) 3 seconds ago",
        "Restarting (1) in docker ps, and refusals between the attempts",
    ]
    public static let lookalikes = [
        "a container that runs without a server inside: then connections are reset, not refused, on 127.0.0.1"
    ]
    public static let byHand = [
        HandCheck(
            "docker ps -a",
            shows: "the state and the exit status"),
        HandCheck(
            "docker logs --tail 20 NAME",
            shows: "the last words of the program"),
        HandCheck(
            "docker inspect -f '{{.State.Status}} {{.State.ExitCode}} {{.State.OOMKilled}}' NAME",
            shows: "state, exit status, and whether memory was the reason"),
    ]
    public static let remedies = [
        "Read the log, mend what it names, then docker start NAME.",
        "Run the server in the foreground, as the first process.",
        "docker unpause NAME for a paused one.",
    ]
    public static let misconceptions = [
        "A restart policy as the cure: it repeats the failure.",
        "Adding sleep infinity to the command: the container then runs without the server.",
    ]
}
