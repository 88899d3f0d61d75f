#!/usr/bin/env python3
"""`sockdoctor proxy` from outside, in a network namespace of its own. Last line: N passed, N failed, N skipped."""

import argparse
import importlib
import os
import subprocess
import sys
import tempfile
import time
import traceback

HERE = os.path.dirname(os.path.abspath(__file__))
MODULES = ["streams", "faults", "datagrams", "records", "endurance"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary")
    parser.add_argument("--only", default="", help="cases whose name contains this")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not options.inside:
        # Nothing leaves this namespace: it has a loopback interface and no other.
        os.execvp("unshare", ["unshare", "-rn", sys.executable, "-B", os.path.abspath(__file__), "--inside", *sys.argv[1:]])
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    sys.path.insert(0, HERE)
    import harness

    if options.binary:
        harness.BINARY = os.path.abspath(options.binary)
    passed = failed = 0
    for name in MODULES:
        module = importlib.import_module(name)
        for case in module.CASES:
            if options.only not in case.__name__:
                continue
            start = time.monotonic()
            try:
                with tempfile.TemporaryDirectory() as directory:
                    case(directory)
                passed += 1
                print(f"ok    {name}.{case.__name__} ({time.monotonic() - start:.1f} s)", flush=True)
            except Exception:
                failed += 1
                print(f"FAIL  {name}.{case.__name__}\n{traceback.format_exc()}", flush=True)
    print(f"{passed} passed, {failed} failed, 0 skipped")
    sys.exit(failed > 0 or passed == 0)


if __name__ == "__main__":
    main()
