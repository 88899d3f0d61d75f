"""Judges one watched run: the program undisturbed, the report's shape, and what it accuses."""
import os
import re

from catalogue import ANY

CONFIDENCES = ["possible", "likely", "certain"]
KEYS = ["schema", "command", "subject", "verdict", "symptom", "findings", "undecided", "steps", "elapsed_ms", "program",
        "sockets", "calls"]
# Mistakes of which the calls of the one run show nothing that a correct program might not do as well. They must not be
# accused of anything else, and are welcome to be found one day.
BEYOND = {
    "messages.weather": "one piece is taken and the rest comes when the process has ended",
    "messages.json_async": "the receives are made by asyncio, what the program makes of them is not seen",
    "messages.handler": "two lines in, two lines out, only wrapped wrongly",
    "messages.select_chat": "the first piece is taken as a name without an answer, as if it were being gathered",
    "streams.java_logger": "Java's stream remembers its end: no call is made any more",
    "waiting.line_client": "the partner waits in poll(), which may be for something else",
}
STATUS = {"healthy": 0, "problem": 1, "undecided": 2}
# Languages whose every call has a line; in the others a location is optional, but must be right where it is given.
EXACT = ("py", "c")


def judge(entry, plain, watched):
    """A list of complaints; empty when all is right. `plain` is None for a program that cannot be started."""
    if watched.get("abandoned"):
        return remains(plain, watched)
    complaints = []
    if entry.starts:
        complaints += undisturbed(plain, watched)
    report = watched.get("report")
    if not isinstance(report, dict):
        return complaints + ["no report"]
    missing = [key for key in KEYS if key not in report]
    if missing:
        return complaints + [f"keys missing: {missing}"]
    return complaints + shape(entry, report, watched) + accusations(entry, report)


# ---- the program as if nobody watched

def normal(text):
    """Ephemeral ports, the time of day, addresses in memory and process numbers vary from run to run."""
    text = re.sub(r"\b(3[3-9]|[45]\d)\d{3}\b|\b(32[89]\d\d|60\d{3})\b", "PORT", text)
    text = re.sub(r"\d\d/[A-Z][a-z]{2}/\d{4} \d\d:\d\d:\d\d", "TIME", text)
    text = re.sub(r"0x[0-9a-f]{6,16}\b", "0xADDRESS", text)
    # Where a loop is when Ctrl+C comes is chance.
    text = re.sub(r"Traceback \(most recent call last\):\n(?:  .*\n)+KeyboardInterrupt", "KeyboardInterrupt", text)
    return re.sub(r"\bpid[ =]\d+", "pid N", text)


def undisturbed(plain, watched):
    complaints = []
    for name in ("stdout", "stderr"):
        before, after = normal(plain[name]), normal(watched[name])
        if before != after:
            at = next((i for i, pair in enumerate(zip(before, after)) if pair[0] != pair[1]),
                      min(len(before), len(after)))
            start = max(0, at - 60)
            complaints.append(f"{name} differs when watched, at character {at}: "
                              f"{before[start:at + 120]!r} became {after[start:at + 120]!r}")
    if plain["ended"] != watched["program_ended"]:
        complaints.append(f"the program ends with {plain['ended']}, watched with {watched['program_ended']}")
    return complaints + remains(plain, watched)


def remains(plain, watched):
    complaints = []
    for kind in ("processes", "files"):
        left = [item for item in watched["remains"][kind] if item not in plain["remains"][kind]]
        if left:
            complaints.append(f"{kind} left behind: {left}")
    return complaints


# ---- the report

def shape(entry, report, watched):
    complaints = []
    if report["schema"] != "sockdoctor.report/1" or report["command"] != "run":
        complaints.append(f"schema or command: {report['schema']} {report['command']}")
    if not {"argv", "exit_status", "signal"} <= set(report["program"] or {}):
        complaints.append(f"program is {report['program']}")
    if report["verdict"] not in STATUS:
        return complaints + [f"verdict {report['verdict']}"]
    right = watched["program_ended"] if "--propagate" in entry.options else STATUS[report["verdict"]]
    if watched["ended"] != right:
        complaints.append(f"exit status {watched['ended']} with the verdict {report['verdict']}, not {right}")
    if (report["verdict"] == "problem") != bool(report["findings"]):
        complaints.append(f"verdict {report['verdict']} with {len(report['findings'])} findings")
    for finding in report["findings"]:
        cause = finding.get("cause")
        if finding.get("confidence") not in CONFIDENCES:
            complaints.append(f"{cause}: confidence {finding.get('confidence')}")
        if not finding.get("summary") or not finding.get("evidence") or not finding.get("fixes"):
            complaints.append(f"{cause}: no summary, evidence or fix")
    return complaints


def accusations(entry, report):
    findings = report["findings"]
    causes = [finding["cause"] for finding in findings]
    if entry.clean:
        # Not being able to decide would be no accusation, but a program without a fault deserves better.
        wrong = [f"accused of {cause}: {finding['summary']}" for cause, finding in zip(causes, findings)
                 if cause not in entry.allow]
        return wrong or ([] if report["verdict"] == "healthy" or causes else [f"verdict {report['verdict']}"])
    complaints = []
    for item in entry.finds:
        if entry.key in BEYOND and not set(item) & set(causes):
            continue
        if not findings or ANY not in item and not set(item) & set(causes):
            complaints.append(f"does not find {' or '.join(item)}; it says {causes or report['verdict']}")
    if (ANY,) not in entry.finds:
        beside = [cause for cause in causes if cause not in entry.causes() | entry.allow]
        complaints += [f"accuses beside it: {beside}"] if beside else []
    # The first finding is the one to act on.
    if causes and causes[0] in entry.allow - entry.causes():
        complaints.append(f"puts {causes[0]} first")
    marks = entry.marks()
    for finding in findings:
        if finding["cause"] in entry.causes():
            if CONFIDENCES.index(finding["confidence"]) < CONFIDENCES.index(entry.least):
                complaints.append(f"{finding['cause']} is only {finding['confidence']}, not {entry.least}")
        complaints += place(entry, finding, marks.get(finding["cause"], set()))
    told = str(findings).lower()
    return complaints + [f"the findings do not say {text!r}" for text in entry.says if text.lower() not in told]


def place(entry, finding, marked):
    """The location must be one of the marked lines."""
    location = finding.get("location")
    if "--no-source" in entry.options:
        return [f"{finding['cause']}: a location in spite of --no-source"] if location else []
    if not marked:
        return []
    if not location:
        exact = any(os.path.splitext(file)[1][1:] in EXACT for file, _ in marked)
        return [f"{finding['cause']}: no location"] if exact else []
    here = (os.path.basename(location.get("file") or ""), location.get("line"))
    if here in marked:
        return []
    right = ", ".join(f"{file}:{line}" for file, line in sorted(marked))
    return [f"{finding['cause']} is placed at {here[0]}:{here[1]}, not at {right}"]
