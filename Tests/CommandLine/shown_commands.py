#!/usr/bin/env python3
"""Every command that the guide shows: the shell takes it, and the tool that it names takes its words.

usage: shown_commands.py --binary PATH [--list]

The commands are read from the guide's page. Each is parsed by bash. Programs are known ones. Those that only look (ss, ip,
sysctl, getent, /proc) are run in a network namespace made for it; capture filters are compiled by tcpdump -d, display filters
read a small capture with tshark. Words in capitals stand for what the reader fills in. Nothing leaves the namespace.
The last line is: N passed, N failed, N skipped. A command is skipped where its tool is missing.
"""

import argparse
import html
import os
import re
import shlex
import shutil
import struct
import subprocess
import sys
import tempfile

STAND_INS = {"PID": "self", "ADDRESS": "10.0.2.10", "NAME": "localhost", "PROGRAM": "/bin/true"}
KNOWN = set("""
    awk cat command curl cut date docker echo file findmnt getcap getent grep head hostname id ip iptables iptables-save jobs
    journalctl ls lsns lsof nc netsh netsh.exe netstat.exe nft nsenter nstat openssl ping powershell.exe printf ps python3
    readlink service sleep sockdoctor sort ss stat strace sudo sysctl systemctl systemd-detect-virt tcpdump tcptraceroute top
    traceroute tshark ufw uname uniq wc wsl.exe wslinfo wslpath xargs
""".split())
SETUP = ("ip link set lo up && ip link add eth0 type veth peer docker0 && ip link set docker0 up && ip addr add 10.0.2.5/24 dev eth0 && ip link set eth0 up"
         " && ip route add default via 10.0.2.1")
FIELDS_AFTER = {"-i", "-c", "-w", "-r", "-f", "-Y"}


class Skip(Exception):
    """The tool is not on this machine."""


def shown(page):
    """The commands of the page: below "look first" and "by hand", on the card, and the last resorts, each once."""
    found = re.findall(r"<dt><code>(.*?)</code></dt>", page, re.S)
    found += re.findall(r'<td data-label="First check"><code>(.*?)</code>', page, re.S)
    resorts = re.search(r'<article id="last-resorts".*?</article>', page, re.S).group(0)
    found += [re.sub(r"</?span>", "", text) for text in re.findall(r'<pre class="shows"><code>(.*?)</code>', resorts, re.S)]
    return sorted({html.unescape(text).strip() for text in found})


def display_filters(page):
    return sorted({html.unescape(text)
                   for text in re.findall(r'<td data-label="Display filter"><code>(.*?)</code>', page, re.S)})


def parts(command):
    """The simple commands of a line, as lists of words; sudo is left away."""
    inner = re.findall(r"\$\(([^()]*)\)", command)
    if inner:
        outer = re.sub(r"\$\(([^()]*)\)", "VALUE", command)
        return [part for text in [*inner, outer] for part in parts(text)]
    words = shlex.shlex(command.replace("\\\n", " "), posix=True, punctuation_chars="();<>|&\n")
    words.whitespace_split, words.commenters, words.whitespace = True, "#", " \t\r"
    result, current, is_file = [], [], False
    for word in list(words) + [";"]:
        if word and set(word) <= set("();|&\n"):
            result, current = result + ([current] if current else []), []
        elif word and set(word) <= set("<>"):
            is_file = True
        elif is_file:
            is_file = False
        elif word == "sudo" and not current:
            continue
        else:
            current.append(word)
    return result


def run(argv, **options):
    return subprocess.run(argv, capture_output=True, text=True, timeout=10, stdin=subprocess.DEVNULL, **options)


def filled(words):
    return [re.sub(r"\b(%s)\b" % "|".join(STAND_INS), lambda match: STAND_INS[match.group(0)], word) for word in words]


def looks(words, statuses=(0,)):
    """Runs a command that changes nothing; it must end well and complain about nothing."""
    if shutil.which(words[0]) is None:
        raise Skip(words[0])
    answer = run(filled(words))
    if "wrong state name: bound-inactive" in answer.stderr:
        raise Skip("ss that knows this state")
    # PID has no stand-in that every tool takes, so that such words do not reach this place.
    assert answer.returncode in statuses and not answer.stderr.strip(), f"{' '.join(words)}: {answer.stderr.strip() or answer.returncode}"
    return answer.stdout


def capture_filter(words):
    """tcpdump's options are put aside, the rest is the filter."""
    if shutil.which("tcpdump") is None:
        raise Skip("tcpdump")
    rest, skips = [], False
    for word in words[1:]:
        if skips:
            skips = False
        elif word in FIELDS_AFTER or re.fullmatch(r"-[a-zA-Z]*i", word):
            skips = True
        elif not word.startswith("-"):
            rest.append(word)
    answer = run(["tcpdump", "-i", "lo", "-d", " ".join(rest)])
    # "expression rejects all packets" is what one page wants to show.
    assert answer.returncode == 0 or "rejects all packets" in answer.stderr, f"{' '.join(words)}: {answer.stderr.strip()}"


def display_filter(text, capture):
    if shutil.which("tshark") is None:
        raise Skip("tshark")
    answer = run(["tshark", "-r", capture, "-Y", text])
    assert answer.returncode == 0, f"{text}: {answer.stderr.strip()}"
    return answer.stdout.splitlines()


def empty_capture(path):
    with open(path, "wb") as file:
        file.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1))


def examine(command, capture):
    answer = run(["bash", "-n", "-c", command])
    assert answer.returncode == 0 and not answer.stderr, f"bash: {answer.stderr.strip()}"
    missing = []
    for words in parts(command):
        name = words[0]
        if "=" in name:
            continue
        assert name in KNOWN or name.startswith("./"), f"no program is known by the name of {name}"
        try:
            if name == "ss":
                looks(words)
            elif name == "ip":
                looks(words)
            elif name == "sysctl":
                assert "=" in looks(words)
            elif name == "nstat":
                assert re.search(r"^Tcp|^Udp", looks(words), re.M), "no such counter"
            elif name == "getent" and words[1] in ("ahosts", "hosts") and "localhost" in filled(words):
                assert "127.0.0.1" in looks(words) or "::1" in looks(words)
            elif name in ("cat", "ls", "grep", "readlink") and re.search(r"/proc/(PID|self)/(?!stack)", " ".join(words)):
                assert name != "grep" or looks(words).strip(), "the line is not there"
                looks(words)
            elif name == "ps" and "PID" in words:
                looks([str(os.getpid()) if word == "PID" else word for word in words])
            elif name == "tcpdump" and "-D" not in words:
                capture_filter(words)
            elif name == "tshark" and "-Y" in words:
                display_filter(words[words.index("-Y") + 1], capture)
            elif name == "strace" and "-e" in words:
                looks(["strace", "-o", os.devnull, "-e", words[words.index("-e") + 1], "/bin/true"])
            elif name == "python3" and "-c" in words:
                assert looks(words).strip().isdigit()
        except Skip as skip:
            missing.append(str(skip))
    if missing:
        raise Skip(missing[0])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--list", action="store_true", help="only print them")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    page = run([options.binary, "guide", "--format", "html"]).stdout
    commands = shown(page)
    filters = display_filters(page)
    if options.list:
        print("\n".join(commands + filters))
        return 0
    if not options.inside:
        return subprocess.run(["unshare", "-rn", sys.executable, "-B", os.path.abspath(__file__), "--inside", "--binary",
                               os.path.abspath(options.binary)]).returncode
    subprocess.run(["sh", "-c", SETUP], check=True)
    passed = failed = skipped = 0
    with tempfile.TemporaryDirectory() as scratch:
        capture = os.path.join(scratch, "empty.pcap")
        empty_capture(capture)
        trials = [(text, lambda text=text: examine(text, capture)) for text in commands]
        trials += [(text, lambda text=text: display_filter(text, capture)) for text in filters]
        # What must be noticed, so that a test that notices nothing does not pass.
        trials += [(f"refused: {text}", lambda text=text: refused(text, capture)) for text in (
            "ss -tn 'sport == = 9090'", "ss -tan state waiting", "ip route shw", "tcpdump -n 'tcp.port == 9090'",
            "tshark -r f.pcap -Y 'port 9090'", "sysctl net.ipv4.no_such", "echo 'open", "netsat -tn", "nstat -az TcpNoSuch")]
        for text, trial in trials:
            try:
                trial()
                passed += 1
            except Skip as skip:
                skipped += 1
                print(f"skip {text}: no {skip}")
            except (AssertionError, ValueError, subprocess.TimeoutExpired) as error:
                failed += 1
                print(f"FAIL {text}: {error}")
    if len(commands) < 200 or len(filters) < 5:
        failed += 1
        print(f"FAIL: only {len(commands)} commands and {len(filters)} filters were found")
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


def refused(text, capture):
    try:
        examine(text, capture)
    except (AssertionError, ValueError):
        return
    raise AssertionError("it was taken")


if __name__ == "__main__":
    sys.exit(main())
