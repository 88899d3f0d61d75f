"""Judges one answer: the contract's invariants first, then this world's expectation."""
import json

REACHING = """server-not-running wrong-port wrong-transport listening-on-loopback-only listening-on-another-address
address-family-mismatch bound-not-listening listening-in-another-namespace shadowed-by-specific-address
firewall-rejects firewall-drops rejected-on-the-path no-route route-forbids host-not-answering-on-link interface-down
no-answer-from-host server-suspended accept-queue-full server-not-accepting server-not-reading server-not-replying
connection-reset-by-server connection-closed-by-server descriptors-exhausted ephemeral-ports-exhausted name-not-found
name-resolves-elsewhere local-policy-forbids udp-port-closed udp-queue-overflow""".split()
OWNING = """previous-instance-running port-held-by-another-program port-held-by-service port-held-by-container
port-held-by-orphan port-held-by-outgoing-connection port-in-time-wait overlapping-wildcard-bind owner-not-visible
address-not-on-this-host privileged-port port-reserved-by-windows""".split()
# Causes of our own beyond the two tables.
ADDED = ["unexpected-reply"]
CAUSES = set(REACHING + OWNING + ADDED)

COMMON_KEYS = ["schema", "command", "subject", "verdict", "symptom", "findings", "undecided", "steps", "elapsed_ms"]
OWN_KEYS = {"check": ["attempts"], "port": ["owners", "bindable"]}
SUBJECT_KEYS = {"host", "address", "port", "transport", "from"}
OWNER_KEYS = {"address", "port", "transport", "state", "pid", "command", "directory", "user", "started", "supervisor",
              "container", "ancestry"}
STATUS = {"healthy": 0, "problem": 1, "undecided": 2}
# The question is bounded at 5 s by default; the rest is start and a busy machine.
SLOWEST_SECONDS = 8.0


def judge(entry, asker, answer):
    """A list of complaints about `answer` (status, stdout, stderr, seconds, says); empty when all is right."""
    complaints = []
    if "Fatal error" in answer["stderr"] or answer["status"] < 0:
        complaints.append(f"the program trapped or was killed (status {answer['status']}): {answer['stderr'][-600:]}")
    if any(0xDC80 <= ord(character) <= 0xDCFF for character in answer["stdout"]):
        complaints.append("the document is not UTF-8")
    try:
        document = json.loads(answer["stdout"])
    except ValueError as error:
        return complaints + [f"no JSON document ({error}); status {answer['status']}; stderr: "
                             + answer["stderr"][-600:]]
    complaints += shape(document, answer["command"])
    if complaints:
        return complaints
    complaints += consistency(document, answer)
    return complaints + expectation(entry, asker, document, answer)


def shape(document, command):
    missing = [key for key in COMMON_KEYS + OWN_KEYS[command] if key not in document]
    if missing:
        return [f"keys missing: {missing}"]
    complaints = []
    if document["schema"] != "sockdoctor.report/1" or document["command"] != command:
        complaints.append(f"schema or command: {document['schema']} {document['command']}")
    if set(document["subject"]) != SUBJECT_KEYS:
        complaints.append(f"subject has the keys {sorted(document['subject'])}")
    if document["verdict"] not in STATUS:
        complaints.append(f"verdict {document['verdict']}")
    for finding in document["findings"]:
        if finding.get("cause") not in CAUSES:
            complaints.append(f"unknown cause {finding.get('cause')}")
        if finding.get("confidence") not in ("certain", "likely", "possible"):
            complaints.append(f"confidence {finding.get('confidence')}")
        if not finding.get("summary"):
            complaints.append("a finding without a summary")
        if not finding.get("evidence") or any(not e.get("text") or not e.get("recheck") for e in finding["evidence"]):
            complaints.append(f"{finding.get('cause')}: evidence without text or recheck")
        if not finding.get("fixes") or any(not fix.get("text") for fix in finding["fixes"]):
            complaints.append(f"{finding.get('cause')}: no fix")
    for entry in document["undecided"]:
        if not entry.get("cause") or not entry.get("needs"):
            complaints.append(f"undecided without cause or needs: {entry}")
    for step in document["steps"]:
        if step.get("answer") not in ("yes", "no", "unknown", "not-asked") or not step.get("question"):
            complaints.append(f"step {step}")
    if not document["steps"]:
        complaints.append("no steps")
    for owner in document.get("owners") or []:
        if set(owner) != OWNER_KEYS:
            complaints.append(f"an owner has the keys {sorted(owner)}")
    return complaints


def consistency(document, answer):
    complaints = []
    verdict, causes = document["verdict"], [finding["cause"] for finding in document["findings"]]
    if answer["status"] != STATUS[verdict]:
        complaints.append(f"exit status {answer['status']} with the verdict {verdict}")
    if verdict == "healthy" and causes:
        complaints.append(f"healthy with findings {causes}")
    if verdict == "problem" and not causes:
        complaints.append("a problem without a finding")
    if verdict == "undecided" and not document["undecided"]:
        complaints.append("undecided without saying what is needed")
    if len(causes) != len(set(causes)):
        complaints.append(f"a cause twice: {causes}")
    question = answer.get("question", [])
    bound = float(question[question.index("--timeout") + 1]) + 2 if "--timeout" in question else SLOWEST_SECONDS
    if answer["seconds"] > bound:
        complaints.append(f"took {answer['seconds']:.1f} s")
    return complaints


def expectation(entry, asker, document, answer):
    accepted = entry.accepted(asker)
    causes = [finding["cause"] for finding in document["findings"]]
    outcome = causes[0] if causes else document["verdict"]
    if outcome not in accepted:
        return [f"said {outcome} {causes[1:] or ''}, expected {entry.expectation(asker)}"]
    wanted = [cause for cause in entry.also if causes and cause not in causes]
    if wanted:
        return [f"does not find {wanted} beside {causes}"]
    beside = [cause for cause in causes[1:] if cause not in {*entry.allow, *accepted, *entry.also}]
    complaints = [f"accuses beside it: {beside}"] if beside else []
    told = json.dumps([document["findings"], document.get("owners")], ensure_ascii=False)
    for text in answer["says"] if causes else []:
        if text.lower() not in told.lower():
            complaints.append(f"the findings do not say {text!r}")
    return complaints
