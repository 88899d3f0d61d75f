#!/usr/bin/env python3
"""The judge itself: what it lets pass, and what it must not."""
import copy
import os
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.path.append(os.path.join(HERE, "..", "Worlds"))
sys.dont_write_bytecode = True

import catalogue  # noqa: E402
import verdict  # noqa: E402


def entry(key):
    return next(entry for entry in catalogue.scenarios() if entry.key == key)


def finding(cause, place=None, confidence="certain"):
    return {"cause": cause, "confidence": confidence, "summary": "s", "evidence": [{"text": "t", "recheck": "r"}],
            "fixes": [{"text": "f"}], "location": place and {"file": place[0], "line": place[1]}}


def runs(*findings, ended=0):
    plain = {"ended": ended, "stdout": "hello\n", "stderr": "", "remains": {"processes": [], "files": ["/tmp/a"]}}
    watched = copy.deepcopy(plain)
    watched.update(program_ended=ended, ended=1 if findings else 0, report={
        "schema": "sockdoctor.report/1", "command": "run", "subject": None,
        "verdict": "problem" if findings else "healthy", "symptom": None, "findings": list(findings), "undecided": [],
        "steps": [], "elapsed_ms": 1.0, "program": {"argv": ["x"], "exit_status": ended, "signal": None}, "sockets": [],
        "calls": 3})
    return plain, watched


class Judging(unittest.TestCase):
    def setUp(self):
        self.faulty, self.clean = entry("messages.hello_world"), entry("clean_tcp.prefix_fixed")
        self.place = next(iter(self.faulty.marks()["one-receive-per-message"]))
        self.right = finding("one-receive-per-message", self.place)

    def complaints(self, scenario, plain, watched):
        return " | ".join(verdict.judge(scenario, plain, watched))

    def test_right_answers_pass(self):
        self.assertEqual("", self.complaints(self.faulty, *runs(self.right)))
        self.assertEqual("", self.complaints(self.faulty, *runs(finding("messages-merged", self.place))))
        self.assertEqual("", self.complaints(self.clean, *runs()))

    def test_the_marked_line_is_the_call(self):
        with open(os.path.join(catalogue.PROGRAMS, self.place[0]), encoding="utf-8") as file:
            self.assertIn(".recv(", file.read().splitlines()[self.place[1] - 1])

    def test_a_clean_program_is_not_accused(self):
        weak = finding("reuse-address-missing", confidence="possible")
        self.assertIn("accused", self.complaints(self.clean, *runs(weak)))

    def test_a_fault_must_be_found_at_its_line(self):
        self.assertIn("does not find", self.complaints(self.faulty, *runs()))
        wrong = finding("one-receive-per-message", (self.place[0], self.place[1] + 1))
        self.assertIn("is placed at", self.complaints(self.faulty, *runs(wrong)))
        self.assertIn("no location", self.complaints(self.faulty, *runs(finding("one-receive-per-message"))))

    def test_a_second_accusation_is_judged(self):
        self.assertIn("beside it", self.complaints(self.faulty, *runs(self.right, finding("end-of-stream-ignored"))))
        scenario = entry("opening.connect_c")
        place = next(iter(scenario.marks()["connect-failed-ignored"]))
        own, other = finding("connect-failed-ignored", place), finding("server-not-running")
        self.assertEqual("", self.complaints(scenario, *runs(own, other)))
        self.assertIn("first", self.complaints(scenario, *runs(other, own)))

    def test_confidence_is_judged(self):
        weak = finding("one-receive-per-message", self.place, "possible")
        self.assertIn("only possible", self.complaints(self.faulty, *runs(weak)))

    def test_the_program_must_be_undisturbed(self):
        for change in ({"stdout": "hello"}, {"stderr": "ERROR: ld.so"}, {"program_ended": 1},
                       {"remains": {"processes": [], "files": ["/tmp/a", "/dev/shm/ring"]}},
                       {"remains": {"processes": ["sockdoctor run"], "files": ["/tmp/a"]}}):
            plain, watched = runs()
            watched.update(change)
            self.assertNotEqual("", self.complaints(self.clean, plain, watched), change)

    def test_what_varies_by_itself_is_no_difference(self):
        plain, watched = runs()
        plain["stdout"], watched["stdout"] = "from 127.0.0.1:41234\n", "from 127.0.0.1:50022\n"
        self.assertEqual("", self.complaints(self.clean, plain, watched))
        plain["stdout"], watched["stdout"] = "port 9090\n", "port 9091\n"
        self.assertIn("stdout differs", self.complaints(self.clean, plain, watched))

    def test_status_follows_the_verdict(self):
        plain, watched = runs(self.right)
        watched["ended"] = 0
        self.assertIn("exit status 0", self.complaints(self.faulty, plain, watched))

    def test_a_program_that_cannot_start(self):
        scenario = entry("starting.directory")
        told = finding("path-is-directory")
        told["summary"] = "./project is a directory"
        self.assertEqual("", self.complaints(scenario, None, runs(told)[1]))
        self.assertIn("do not say", self.complaints(scenario, None, runs(finding("x"))[1]))
        self.assertIn("does not find", self.complaints(scenario, None, runs()[1]))


class Scenarios(unittest.TestCase):
    def test_there_are_enough_of_each_kind(self):
        entries = catalogue.scenarios()
        self.assertGreaterEqual(len(entries), 90)
        self.assertGreaterEqual(sum(entry.clean for entry in entries), 35)
        found = {cause for entry in entries for cause in entry.causes()}
        self.assertEqual(set(), catalogue.VISIBLE_IN_CALLS - found)

    def test_every_program_is_used(self):
        used = {name for entry in catalogue.scenarios()
                for name in {entry.source, *catalogue.sourced(entry.source)} - {None}}
        self.assertEqual([], sorted(set(os.listdir(catalogue.PROGRAMS)) - used))

    def test_marks_stand_at_calls(self):
        receiving, sending = r"recv|read|receive|on(ce)?\('data'|for line in", r"[sS]end|write|print|sendto"
        places = {"reuse-address-missing": "bind|TCPServer|INET->new", "listen-missing": "accept|bind",
                  "port-bytes-swapped": "bind|connect", "bind-failed-ignored": "bind",
                  "connect-failed-ignored": "connect", "short-send-ignored": sending, "backlog-too-small": "listen",
                  "write-after-close": sending, "broadcast-not-enabled": sending,
                  "connection-never-closed": "accept|connect|createServer",
                  "one-client-at-a-time": receiving + "|accept",
                  "unconnected-udp-hides-errors": receiving + "|" + sending,
                  "delimiter-missing": receiving + "|" + sending}
        for cause in ("length-byte-order", "length-counts-characters", "length-includes-header"):
            places[cause] = receiving + "|" + sending
        for name in os.listdir(catalogue.PROGRAMS):
            with open(os.path.join(catalogue.PROGRAMS, name), encoding="utf-8") as file:
                for number, line in enumerate(file, 1):
                    match = catalogue.MARK.search(line)
                    # asyncio receives in its own frames; the program's innermost one is asyncio.run().
                    if not match or "asyncio.run(" in line:
                        continue
                    for cause in match.group(1).split(","):
                        self.assertRegex(line[:match.start()], places.get(cause.strip(), receiving), f"{name}:{number}")

    def test_marks_name_known_causes(self):
        for entry in catalogue.scenarios():
            self.assertLessEqual(set(entry.marks()), catalogue.VISIBLE_IN_CALLS, entry.source)


if __name__ == "__main__":
    unittest.main()
