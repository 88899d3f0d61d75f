#!/usr/bin/env python3
"""Watched programs: as students write them, each with a partner of exact timing, run plain and under `sockdoctor run`.

    Tests/Programs/run.py [--binary PATH] [--only REGEX] [--jobs N] [--plain] [--list] [--verbose]

Every run lives in network, process, mount and host-name namespaces of its own. `--plain` only proves that each program
does by itself what its title says. Needs root; Debian packages: iproute2 util-linux gcc default-jdk-headless nodejs
perl openssl netcat-openbsd.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.path.append(os.path.join(HERE, "..", "Worlds"))
sys.dont_write_bytecode = True

import catalogue  # noqa: E402
import stage  # noqa: E402
import verdict  # noqa: E402

DEFAULT_BINARY = os.path.normpath(os.path.join(HERE, "..", "..", ".build", "release", "sockdoctor"))
TOOLS = {"py": ["python3"], "c": ["gcc"], "java": ["java", "javac"], "js": ["node"], "pl": ["perl"], "sh": ["openssl"],
         "none": []}
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default=DEFAULT_BINARY, help="the sockdoctor that watches")
    parser.add_argument("--only", metavar="REGEX", help="looked for in title, command, expectation and key")
    parser.add_argument("--jobs", type=int, default=2, help="runs at once (default 2)")
    parser.add_argument("--plain", action="store_true", help="only let each program prove itself; watch nothing")
    parser.add_argument("--list", action="store_true", help="print the titles and stop")
    parser.add_argument("--verbose", action="store_true", help="print every report and output")
    parser.add_argument("--inside", nargs=3, metavar=("KEY", "MODE", "TOOLS"), help=argparse.SUPPRESS)
    return parser.parse_args()


def selected(pattern):
    entries = catalogue.scenarios()
    if not pattern:
        return entries
    wanted = re.compile(pattern, re.I)
    return [entry for entry in entries
            if wanted.search("\n".join([entry.title, entry.key, " ".join(entry.argv), entry.expectation()]))]


def prepare(directory, entries):
    """Compiles what the chosen scenarios need, once."""
    os.chmod(directory, 0o755)
    java = []
    sources = {(name, entry.variant() if name == entry.source else "")
               for entry in entries for name in {entry.source, *catalogue.sourced(entry.source)} - {None}}
    for name, variant in sorted(sources):
        path = os.path.join(catalogue.PROGRAMS, name)
        if name.endswith(".c"):
            output = os.path.join(directory, name[:-2] + variant)
            # The source is found where the program runs; our own folder may be hidden there, below /tmp for one.
            home = f"-ffile-prefix-map={os.path.dirname(path)}={stage.LAB}"
            subprocess.run(["gcc", *catalogue.VARIANTS[variant], "-w", "-pthread", home, "-o", output, path], check=True)
        elif name.endswith(".java"):
            java.append(path)
    if java:
        subprocess.run(["javac", "-g", "-nowarn", "-J-Xshare:auto", "-J-XX:-UsePerfData", "-d", directory, *java],
                       check=True)


def perform(entry, mode, options, tools):
    """One run in new namespaces; gives its outcome as a dictionary."""
    command = ["unshare", "--net", "--pid", "--mount", "--uts", "--ipc", "--fork", "--kill-child", "--mount-proc",
               sys.executable, os.path.abspath(__file__), "--inside", entry.key, mode, tools, "--binary",
               os.path.abspath(options.binary)]
    environment = {"PATH": PATH, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               env=environment, cwd="/", start_new_session=True)
    try:
        output, errors = process.communicate(timeout=stage.SECONDS + 20)
    except subprocess.TimeoutExpired:
        process.kill()
        output, errors = process.communicate()
    try:
        return json.loads(output)
    except ValueError:
        told = errors.decode(errors="replace")[-2500:]
        return {"status": "FAIL", "why": ["the run ended without an outcome: " + told]}


def run_one(entry, options, tools):
    started = time.monotonic()
    result = {"status": "ok", "why": [], "runs": {}}
    missing = [tool for tool in TOOLS[entry.language()] if shutil.which(tool, path=PATH) is None]
    if missing:
        return {"status": "skip", "why": ["not installed: " + " ".join(missing)], "runs": {}, "seconds": 0.0}
    for mode in ("plain",) if options.plain else ("plain", "watched"):
        outcome = result["runs"][mode] = perform(entry, mode, options, tools)
        if outcome["status"] != "ok":
            result.update(status=outcome["status"], why=[f"{mode}: {why}" for why in outcome["why"]])
            break
    else:
        if not options.plain:
            result["why"] = verdict.judge(entry, result["runs"]["plain"], result["runs"]["watched"])
            result["status"] = "FAIL" if result["why"] else "ok"
    result["seconds"] = time.monotonic() - started
    return result


def report(entry, result, options):
    print(f"{result['status']:4} {entry.title} ({entry.language()}, {result['seconds']:.1f} s)"
          + (": " + "; ".join(result["why"]) if result["status"] == "skip" else ""), flush=True)
    if result["status"] == "FAIL" or options.verbose:
        print(f"     expected: {entry.expectation()}   ({entry.key}: {' '.join(entry.argv)})")
        for why in result["why"]:
            print("     because:  " + why.replace("\n", "\n               "))
        if options.verbose:
            for mode, outcome in result["runs"].items():
                for name in ("stdout", "stderr", "report"):
                    if outcome.get(name):
                        text = outcome[name] if isinstance(outcome[name], str) else json.dumps(outcome[name], indent=1)
                        print(f"     {mode} {name}: " + text[-3000:].rstrip().replace("\n", "\n               "))
        sys.stdout.flush()


def listing(entries):
    for entry in entries:
        print(f"{entry.family}: {entry.title} [{entry.language()}] -> {entry.expectation()}")
    languages = collections.Counter(entry.language() for entry in entries)
    print(f"{len(entries)} scenarios, {sum(entry.clean for entry in entries)} of them clean; "
          + ", ".join(f"{count} {name}" for name, count in languages.most_common()))
    for cause in sorted(catalogue.VISIBLE_IN_CALLS):
        which = [entry.language() for entry in entries if cause in entry.causes()]
        print(f"  {cause}: {len(which)} ({' '.join(sorted(set(which))) or 'none'})")


def main():
    options = arguments()
    if options.inside:
        stage.enter(options)
        return 0
    entries = selected(options.only)
    if options.list:
        listing(entries)
        return 0
    if os.geteuid() != 0:
        print("run.py: private places are made of namespaces, which needs root", file=sys.stderr)
        return 1
    if not options.plain and not os.access(options.binary, os.X_OK):
        print(f"run.py: no binary at {options.binary} (build it, or give --binary, or --plain)", file=sys.stderr)
        return 1
    if not entries:
        print("run.py: no scenario matches", file=sys.stderr)
        return 1
    count = collections.Counter()
    tools = tempfile.mkdtemp(prefix="sockprograms-")
    try:
        prepare(tools, entries)
        with concurrent.futures.ThreadPoolExecutor(max(1, options.jobs)) as pool:
            waiting = {pool.submit(run_one, entry, options, tools): entry for entry in entries}
            for done in concurrent.futures.as_completed(waiting):
                result = done.result()
                count[result["status"]] += 1
                report(waiting[done], result, options)
    finally:
        shutil.rmtree(tools, ignore_errors=True)
    print(f"{count['ok']} passed, {count['FAIL']} failed, {count['skip']} skipped")
    return 1 if count["FAIL"] else 0


if __name__ == "__main__":
    sys.exit(main())
