"""The register of scenarios: the `@scenario` mark, the list of all of them, and the lines marked in the programs."""
import functools
import importlib
import os
import re

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAMS = os.path.join(HERE, "programs")
SUFFIXES = (".py", ".c", ".java", ".js", ".pl", ".sh")
# How a C program is compiled, by the end of its name in the argument vector.
VARIANTS = {"-O2": ["-g", "-O2"], "-static": ["-g", "-O0", "-static"], "": ["-g", "-O0"]}
# A program that is accused of anything at all; used where the contract names no cause.
ANY = "any cause"
MARK = re.compile(r"(?:#|//|/\*)\s*<- ([a-z, -]+)")
_scenarios = []


class Scenario:
    """One program with its partner, and what must be said about it."""

    def __init__(self, drive, title, command, finds, allow, says, least, starts, user, options):
        self.drive = drive
        self.family = drive.__module__.removeprefix("scenarios_")
        self.key = f"{self.family}.{drive.__name__}"
        self.title = title
        self.argv = command.split() if isinstance(command, str) else list(command)
        # Each item is a cause, or a tuple of causes of which one is enough.
        self.finds = [(item,) if isinstance(item, str) else tuple(item) for item in finds]
        self.allow = frozenset(allow)
        self.says = tuple(says)
        self.least = least
        self.starts = starts
        self.user = user
        self.options = tuple(options)
        self.source = self._source()

    @property
    def clean(self):
        return not self.finds

    def causes(self):
        return {cause for item in self.finds for cause in item}

    def expectation(self):
        text = " and ".join(" or ".join(item) for item in self.finds) or "clean"
        return text + (f" (beside it: {', '.join(sorted(self.allow))})" if self.allow else "")

    def language(self):
        return os.path.splitext(self.source)[1][1:] if self.source else "none"

    def _source(self):
        """The file name of the program's source, where the argument vector names one."""
        for word in self.argv:
            name = os.path.basename(word).removesuffix(self.variant())
            for candidate in (name, name + ".c", name + ".java"):
                if candidate.endswith(SUFFIXES) and os.path.exists(os.path.join(PROGRAMS, candidate)):
                    return candidate
        return None

    def variant(self):
        return next((end for end in VARIANTS for word in self.argv if end and word.endswith(end)), "")

    def marks(self):
        """cause -> the set of (file, line) at which the programs' own comments place it."""
        found = {}
        for name in sorted({self.source, *sourced(self.source)} - {None}):
            with open(os.path.join(PROGRAMS, name), encoding="utf-8") as file:
                for number, line in enumerate(file, 1):
                    match = MARK.search(line)
                    for cause in match.group(1).split(",") if match else []:
                        found.setdefault(cause.strip(), set()).add((name, number))
        return found


@functools.lru_cache(None)
def sourced(name):
    """The programs that a launcher script of ours starts, and the modules that a program imports."""
    if not name:
        return []
    with open(os.path.join(PROGRAMS, name), encoding="utf-8", errors="replace") as file:
        text = file.read()
    return [other for other in os.listdir(PROGRAMS) if other != name and other.endswith(SUFFIXES)
            and (re.search(rf"\b{re.escape(other)}\b", text)
                 or name.endswith(".sh") and re.search(rf"\./{re.escape(other.removesuffix('.c'))}\b", text)
                 or name.endswith(".py") and re.search(rf"^(import|from) {re.escape(other[:-3])}\b", text, re.M))]


def scenario(title, command, finds=(), allow=(), says=(), least="likely", starts=True, user="student",
             options=()):
    """Registers the driver below it.

    `finds` lists what must be found (empty: nothing may be), `allow` what may stand beside it, `says` words that must
    occur in the findings, `least` the weakest acceptable confidence. `starts` is false for a program that cannot be
    executed, `options` stand behind `run`. The driver starts the program and plays the other side.
    """
    finds = [finds] if isinstance(finds, str) else finds

    def register(drive):
        _scenarios.append(Scenario(drive, title, command, finds, allow, says, least, starts, user, options))
        return drive
    return register


def scenarios(checked=True):
    """Every scenario, in the order of files and of their lines; a run that is under way need not check them again."""
    if not _scenarios:
        for name in sorted(os.listdir(HERE)):
            if re.match(r"scenarios_\w+\.py$", name):
                importlib.import_module(name[:-3])
        keys = [entry.key for entry in _scenarios]
        assert len(keys) == len(set(keys)), "two scenarios share a name: " + str([k for k in keys if keys.count(k) > 1])
        for entry in _scenarios if checked else []:
            check(entry)
    return list(_scenarios)


def check(entry):
    """What a scenario promises must be consistent with the marks in its program."""
    marks = entry.marks()
    assert entry.source or entry.language() == "none"
    for cause in marks:
        known = entry.causes() | entry.allow
        assert not entry.clean or cause in known, f"{entry.key} is clean, yet {entry.source} is marked {cause}"
    if entry.language() in ("py", "c"):
        for item in entry.finds:
            needed = [cause for cause in item if cause in VISIBLE_IN_CALLS]
            missing = [cause for cause in needed if cause not in marks]
            assert not needed or len(missing) < len(needed), f"{entry.key}: no line is marked {missing}"


# Causes that are placed at a call in the program; the others are about the machine or the file.
VISIBLE_IN_CALLS = set("""reuse-address-missing listen-missing port-bytes-swapped bind-failed-ignored
connect-failed-ignored one-receive-per-message messages-merged message-split short-send-ignored end-of-stream-ignored
receive-buffer-too-small length-byte-order length-counts-characters length-includes-header delimiter-missing
deadlock-both-receiving connection-never-closed one-client-at-a-time no-receive-timeout backlog-too-small
write-after-close unconnected-udp-hides-errors broadcast-not-enabled""".split())
