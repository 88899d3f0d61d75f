#!/usr/bin/env python3
"""What watching costs, as ratios in one run: each program alone, under `sockdoctor run`, and under strace, in turn.

Four programs: 400,000 UDP calls (bound by calls), an echo server under load, 2,000 processes, 300,000 files. The ratio is
the median of the pairwise ones; start-up of the watcher is in it. Loopback only. Needs gcc, and strace for its column.
"""
import argparse
import os
import shutil
import statistics
import subprocess
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
BINARY = os.path.join(HERE, "..", ".build", "release", "sockdoctor")


def seconds(argv):
    start = time.perf_counter()
    done = subprocess.run(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
                          timeout=300)
    assert done.returncode in (0, 1), (argv, done.returncode)
    return time.perf_counter() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", default=BINARY)
    parser.add_argument("--quick", action="store_true", help="a tenth of the calls, 3 runs")
    parser.add_argument("--no-strace", action="store_true")
    options = parser.parse_args()
    part = 10 if options.quick else 1
    runs = 3 if options.quick else 7
    place = tempfile.mkdtemp(prefix="watch-bench-")
    try:
        programs = {}
        for name, flags in (("load", []), ("load-static", ["-static"])):
            programs[name] = os.path.join(place, name)
            subprocess.run(["gcc", "-O2", *flags, "-o", programs[name], os.path.join(HERE, "programs", "load.c")],
                           check=True)
        cases = [("udp", 400_000 // part, 1.5), ("echo", 60_000 // part, 1.1), ("storm", 2000 // part, 1.1),
                 ("files", 300_000 // part, 1.1)]
        for name in programs:
            for case, count, goal in cases:
                argv = [programs[name], case, str(count)]
                report = os.path.join(place, "report")
                ours = [options.binary, "run", "-o", report, "--"] + argv
                tracer = ["strace", "-f", "--seccomp-bpf", "-e", "trace=network", "-o", os.path.join(place, "trace")]
                seconds(argv), seconds(ours)
                pairs = [(seconds(argv), seconds(ours)) for _ in range(runs)]
                ratio = statistics.median(b / a for a, b in pairs)
                line = f"{ratio:6.2f}  goal {goal:<4}  {name} {case} {count}: watched / alone"
                if name == "load-static":
                    line = f"{ratio:6.2f}            {name} {case} {count}: watched with ptrace / alone"
                if not options.no_strace and shutil.which("strace"):
                    small = [programs[name], case, str(max(1, count // 10))]
                    alone, strace = seconds(small), seconds(tracer + small)
                    us = seconds(ours[:-3] + small)
                    added = (strace - alone) / max(us - alone, 1e-4)
                    line += f"; strace adds {added:.1f} times as much (a tenth of the calls)"
                print(line, flush=True)
    finally:
        shutil.rmtree(place, ignore_errors=True)


if __name__ == "__main__":
    main()
