#!/usr/bin/env python3
"""Compiles every program of the recipes for which the toolchain is there, and runs it against a partner.

usage: run.py DIRECTORY [PART]

DIRECTORY holds the programs as NAME.EXT (receive-exactly.py, receive-exactly.c, ...). With PART, only the programs whose
file name contains it. checks.py says what each program must do, and has the partners. All traffic is on loopback.
The last line is: N passed, N failed, N skipped. A program is skipped where its toolchain is missing.
"""

import concurrent.futures
import os
import py_compile
import shutil
import subprocess
import sys
import tempfile
import threading

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import checks  # noqa: E402
from subject import Impossible, Subject, Wrong, spawn  # noqa: E402

MOST_LINES = 58
MOST_COLUMNS = 104
TOOLS = {"py": None, "c": "gcc", "java": "javac", "mjs": "node", "go": "go", "swift": "swiftc"}
# Makes the kernel seem short of room: C code that takes one call for the whole fails.
SHORT_CALLS = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <sys/socket.h>
ssize_t send(int fd, const void *data, size_t count, int flags) {
    ssize_t (*next)(int, const void *, size_t, int) = dlsym(RTLD_NEXT, "send");
    return next(fd, data, count > 1000 ? 1000 : count, flags);
}
ssize_t recv(int fd, void *data, size_t count, int flags) {
    ssize_t (*next)(int, void *, size_t, int) = dlsym(RTLD_NEXT, "recv");
    return next(fd, data, count > 700 ? 700 : count, flags);
}
"""


class Results:
    """Counts, and prints what failed when it fails."""

    def __init__(self):
        self.passed = self.failed = self.skipped = 0
        self.lock = threading.Lock()

    def ok(self):
        with self.lock:
            self.passed += 1

    def fail(self, name, text):
        with self.lock:
            self.failed += 1
            print(f"FAIL {name}: {text}", flush=True)

    def skip(self, name, text):
        with self.lock:
            self.skipped += 1
            print(f"skip {name}: {text}", flush=True)


def tool(command, environment=None):
    """Runs a compiler; its output is the error."""
    with spawn(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment) as process:
        try:
            output, _ = process.communicate(timeout=120)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    if process.returncode != 0:
        raise Wrong(f"{' '.join(command)}: {output.strip()}")
    return output


def go_environment(scratch):
    environment = dict(os.environ, GOPROXY="off", GOTOOLCHAIN="local", GO111MODULE="auto", CGO_ENABLED="0")
    if "HOME" not in environment and "GOCACHE" not in environment:
        environment["GOCACHE"] = os.path.join(scratch, "go-cache")
    return environment


def compile_program(path, scratch):
    """The command that runs the program, after the checks of its language."""
    name, extension = os.path.splitext(os.path.basename(path))
    out = os.path.join(scratch, f"{name}-{extension[1:]}")
    if extension == ".py":
        py_compile.compile(path, cfile=out, doraise=True)
        return [sys.executable, "-W", "error::SyntaxWarning", path]
    if extension == ".c":
        tool(["gcc", "-std=c17", "-Wall", "-Wextra", "-Werror", "-O1", "-pthread", path, "-o", out])
        return [out]
    if extension == ".java":
        tool(["javac", "-Xlint:all", "-Werror", "-d", out, path])
        return ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", out, "Main"]
    if extension == ".mjs":
        tool(["node", "--check", path])
        return ["node", path]
    if extension == ".go":
        environment = go_environment(scratch)
        tool(["go", "vet", path], environment)
        tool(["go", "build", "-o", out, path], environment)
        if shutil.which("gofmt") and tool(["gofmt", "-l", path]).strip():
            raise Wrong("is not formatted as gofmt does it")
        return [out]
    tool(["swiftc", "-swift-version", "6", "-warnings-as-errors", path, "-o", out])
    return [out]


def check_text(path):
    """What holds for every program: short, complete, an address from the arguments with the usual default."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    lines = text.splitlines()
    if not 8 <= len(lines) <= MOST_LINES:
        raise Wrong(f"has {len(lines)} lines")
    if any(len(line) > MOST_COLUMNS for line in lines):
        raise Wrong(f"has a line of more than {MOST_COLUMNS} columns")
    if not text.endswith("\n") or text.endswith("\n\n") or any(line != line.rstrip() for line in lines):
        raise Wrong("has space at the end of a line or of the file")
    if "9090" not in text:
        raise Wrong("has no default port 9090")


def short_calls(scratch):
    """A library for LD_PRELOAD, or None without a C compiler."""
    if not shutil.which("gcc"):
        return None
    source = os.path.join(scratch, "short.c")
    with open(source, "w", encoding="ascii") as file:
        file.write(SHORT_CALLS)
    library = os.path.join(scratch, "short.so")
    tool(["gcc", "-shared", "-fPIC", source, "-o", library, "-ldl"])
    return library


def examine(path, scratch, results, compilers, library):
    """All checks of one program."""
    file_name = os.path.basename(path)
    name, extension = os.path.splitext(file_name)
    try:
        check_text(path)
        with compilers:
            command = compile_program(path, scratch)
    except (Wrong, py_compile.PyCompileError, subprocess.SubprocessError, OSError) as error:
        results.fail(file_name, error)
        return
    results.ok()
    recipe = checks.RECIPES[name]
    runs = [("", None)]
    if name in checks.SHORT and extension in (".py", ".c", ".swift") and library:
        runs.append((" with short calls", library))
    for suffix, preload in runs:
        subject = Subject(command, preload)
        for check in recipe.checks:
            label = f"{file_name}: {check.__name__.replace('_', ' ')}{suffix}"
            try:
                check(subject)
                if recipe.serves and check is recipe.checks[-1]:
                    subject.end()
                elif recipe.serves and not subject.runs():
                    raise Wrong(f"ended with status {subject.process.returncode}")
                results.ok()
            except Impossible as reason:
                results.skip(label, reason)
            except (Wrong, OSError) as error:
                results.fail(label, f"{type(error).__name__}: {error}; it printed: {subject.output()!r}")
                subject.close()
            if not subject.runs():  # the next check gets a new process, and a port that was never used
                subject.close()
                subject = Subject(command, preload)
        subject.close()


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    directory, part = sys.argv[1], sys.argv[2] if len(sys.argv) == 3 else ""
    results = Results()
    jobs = []
    for name, recipe in checks.RECIPES.items():
        for extension in recipe.languages:
            file_name = f"{name}.{extension}"
            path = os.path.join(os.path.abspath(directory), file_name)
            if part not in file_name:
                continue
            if not os.path.exists(path):
                results.fail(file_name, "is not there")
            elif TOOLS[extension] and not shutil.which(TOOLS[extension]):
                results.skip(file_name, f"{TOOLS[extension]} is not installed")
            else:
                jobs.append(path)
    known = {f"{name}.{extension}" for name, recipe in checks.RECIPES.items() for extension in recipe.languages}
    for file_name in sorted(set(os.listdir(directory)) - known):
        results.fail(file_name, "no check knows this program")
    # The slow compilers first, so that the end does not wait for them.
    jobs.sort(key=lambda path: ("swift", "java", "go", "c", "mjs", "py").index(path.rsplit(".", 1)[1]))
    with tempfile.TemporaryDirectory(prefix="recipes-") as scratch:
        library = short_calls(scratch)
        compilers = threading.Semaphore(2)
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            for job in [pool.submit(examine, path, scratch, results, compilers, library) for path in jobs]:
                job.result()
    print(f"{results.passed} passed, {results.failed} failed, {results.skipped} skipped")
    sys.exit(1 if results.failed or not results.passed else 0)


if __name__ == "__main__":
    main()
