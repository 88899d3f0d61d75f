#!/usr/bin/env python3
"""Live worlds: real situations in private namespaces, the real binary asked about them, its answer judged.

    Tests/Worlds/run.py [--binary PATH] [--only PATTERN] [--jobs N] [--list] [--dry] [--verbose]

Every run lives in a network, process, mount and host-name namespace of its own, without any uplink. What a world
starts ends with its process namespace. Needs root; Debian packages: iproute2 iptables nftables util-linux gcc
default-jdk-headless nodejs netcat-openbsd procps.
"""
import argparse
import concurrent.futures
import fnmatch
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True

import catalogue  # noqa: E402
import judge  # noqa: E402
import sandbox  # noqa: E402

DEFAULT_BINARY = os.path.normpath(os.path.join(HERE, "..", "..", ".build", "release", "sockdoctor"))
TOOLS = ["unshare", "ip", "ss", "nft", "iptables", "ip6tables", "gcc", "java", "javac", "node", "nc", "sysctl"]
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
# A world gets 30 s; the rest is for the namespaces to be made and unmade on a busy machine.
WORLD_SECONDS = 30


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default=DEFAULT_BINARY, help="the sockdoctor to ask")
    parser.add_argument("--only", action="append", default=[], metavar="PATTERN",
                        help="a part of a title, family or cause (or a glob); may be repeated")
    parser.add_argument("--jobs", type=int, default=2, help="worlds at once (default 2)")
    parser.add_argument("--list", action="store_true", help="print the titles and stop")
    parser.add_argument("--dry", action="store_true", help="only let each world prove itself; ask nothing")
    parser.add_argument("--verbose", action="store_true", help="print every answer")
    parser.add_argument("--inside", nargs=2, metavar=("RUN", "RESULT"), help=argparse.SUPPRESS)
    parser.add_argument("--tools", help=argparse.SUPPRESS)
    return parser.parse_args()


def selected(patterns):
    """The runs (world and asker) that match one of the patterns; all without a pattern."""
    runs = [(world, asker) for world in catalogue.worlds() for asker in world.asked_by]
    if not patterns:
        return runs
    chosen = []
    for world, asker in runs:
        names = [world.key, world.family, *world.causes(), f"{world.title} [{asker}]"]
        if any(fnmatch.fnmatch(name, pattern) or pattern in name for pattern in patterns for name in names):
            chosen.append((world, asker))
    return chosen


def prepare_tools(directory):
    """Compiles the servers once; every world copies what it needs from here."""
    os.chmod(directory, 0o755)
    servers = os.path.join(HERE, "servers")
    for name in sorted(os.listdir(servers)):
        source = os.path.join(servers, name)
        if name.endswith(".c"):
            binary = os.path.join(directory, name[:-2])
            subprocess.run(["gcc", "-O1", "-Wall", "-pthread", "-o", binary, source], check=True)
        elif name.endswith(".java"):
            subprocess.run(["javac", "-J-Xshare:auto", "-J-XX:-UsePerfData", "-d", directory, source], check=True)
        else:
            shutil.copy(source, directory)


def run_one(world, asker, options, tools):
    """Runs one world in new namespaces; gives its result as a dictionary."""
    started = time.monotonic()
    handle, result_path = tempfile.mkstemp(dir=tools, suffix=".result")
    os.close(handle)
    run = f"{world.key}:{asker}"
    command = ["unshare", "--net", "--pid", "--mount", "--uts", "--ipc", "--fork", "--kill-child", "--mount-proc",
               sys.executable, os.path.abspath(__file__), "--inside", run, result_path,
               "--binary", os.path.abspath(options.binary), "--tools", tools]
    if options.dry:
        command.append("--dry")
    environment = {"PATH": PATH, "LANG": "C.UTF-8",
                   "PYTHONDONTWRITEBYTECODE": "1"}
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                               env=environment, cwd="/", start_new_session=True)
    try:
        output, _ = process.communicate(timeout=WORLD_SECONDS + 10)
    except subprocess.TimeoutExpired:
        process.kill()
        output, _ = process.communicate()
    sandbox.remove_cgroups(run)
    try:
        with open(result_path, encoding="utf-8") as file:
            result = json.load(file)
    except ValueError:
        result = {"status": "FAIL", "why": ["the world ended without a result: "
                                             + output.decode(errors="replace")[-3000:]]}
    os.unlink(result_path)
    result["seconds"] = time.monotonic() - started
    return result


def report(world, asker, result, options):
    line = f"{result['status']:4} {world.title} [{asker}] ({result['seconds']:.1f} s)"
    if result["status"] == "skip":
        line += ": " + "; ".join(result["why"])
    print(line, flush=True)
    if result["status"] == "FAIL" or options.verbose:
        if result.get("question"):
            print("     asked:    sockdoctor " + " ".join(result["question"])
                  + f"   (in {result.get('asked_seconds', 0):.2f} s)")
        print(f"     expected: {world.expectation(asker)}   ({world.key})")
        for why in result.get("why", []):
            print("     because:  " + why.replace("\n", "\n               "))
        if result.get("answer"):
            print("     answer:   " + result["answer"].rstrip().replace("\n", "\n               "))
        sys.stdout.flush()


def main():
    options = arguments()
    if options.inside:
        sandbox.enter(options)
        return 0
    runs = selected(options.only)
    if options.list:
        for world, asker in runs:
            print(f"{world.family}: {world.title} [{asker}] -> {world.expectation(asker)}")
        unseen = judge.CAUSES - {cause for world in catalogue.worlds() for cause in world.causes()}
        print("causes without a world: " + (" ".join(sorted(unseen)) or "none"))
        print(f"{len({world.key for world, _ in runs})} worlds, {len(runs)} runs")
        return 0
    if os.geteuid() != 0:
        print("run.py: worlds are made of namespaces, which needs root", file=sys.stderr)
        return 1
    missing = [tool for tool in TOOLS if shutil.which(tool, path=PATH) is None]
    if missing:
        print("run.py: not installed: " + " ".join(missing), file=sys.stderr)
        return 1
    if not options.dry and not os.access(options.binary, os.X_OK):
        print(f"run.py: no binary at {options.binary} (build it, or give --binary, or --dry)", file=sys.stderr)
        return 1
    if not runs:
        print("run.py: no world matches", file=sys.stderr)
        return 1
    count = {"ok": 0, "FAIL": 0, "skip": 0}
    tools = tempfile.mkdtemp(prefix="sockworlds-")
    try:
        prepare_tools(tools)
        with concurrent.futures.ThreadPoolExecutor(max(1, options.jobs)) as pool:
            waiting = {pool.submit(run_one, world, asker, options, tools): (world, asker) for world, asker in runs}
            for done in concurrent.futures.as_completed(waiting):
                world, asker = waiting[done]
                result = done.result()
                count[result["status"]] += 1
                report(world, asker, result, options)
    finally:
        shutil.rmtree(tools, ignore_errors=True)
    print(f"{count['ok']} passed, {count['FAIL']} failed, {count['skip']} skipped")
    return 1 if count["FAIL"] else 0


if __name__ == "__main__":
    sys.exit(main())
