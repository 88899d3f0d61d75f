#!/usr/bin/env python3
"""The judge itself, on answers made by hand: what is right passes, every kind of mistake is told."""
import copy
import json
import sys
import unittest

sys.dont_write_bytecode = True
import catalogue  # noqa: E402
import judge  # noqa: E402

FINDING = {"cause": "wrong-port", "confidence": "certain", "summary": "the server is on port 9091",
           "evidence": [{"text": "It listens.", "recheck": "ss -tln"}],
           "fixes": [{"text": "dial 9091", "command": None}]}
DOCUMENT = {"schema": "sockdoctor.report/1", "command": "check",
            "subject": {"host": "127.0.0.1", "address": "127.0.0.1", "port": 9090, "transport": "tcp", "from": None},
            "verdict": "problem", "symptom": "connection-refused", "findings": [FINDING], "undecided": [],
            "steps": [{"question": "Is the server running?", "answer": "yes", "detail": ""}], "elapsed_ms": 3.0,
            "attempts": []}


def entry(expect="wrong-port", **options):
    defaults = {"as_user": None, "allow": (), "also": (), "asked_by": ("root", "user")}
    return catalogue.Entry(lambda world: None, "title", "check 127.0.0.1:9090", expect, **{**defaults, **options})


def judged(document=DOCUMENT, status=1, asker="root", says=(), stdout=None, seconds=0.1, stderr="", **options):
    answer = {"status": status, "stdout": json.dumps(document) if stdout is None else stdout, "stderr": stderr,
              "seconds": seconds, "says": list(says), "command": "check"}
    return judge.judge(entry(**options), asker, answer)


def changed(**changes):
    return {**copy.deepcopy(DOCUMENT), **changes}


class JudgeTests(unittest.TestCase):
    def test_right_answer(self):
        self.assertEqual(judged(), [])
        self.assertEqual(judged(expect=("server-not-running", "wrong-port")), [])
        self.assertEqual(judged(says=["9091"]), [])

    def test_healthy_and_undecided(self):
        healthy = changed(verdict="healthy", findings=[], symptom=None)
        self.assertEqual(judged(healthy, 0, expect="healthy"), [])
        self.assertTrue(judged(healthy, 1, expect="healthy"))
        self.assertTrue(judged(healthy, 0, expect="wrong-port"))
        undecided = changed(verdict="undecided", findings=[], undecided=[{"cause": "firewall-drops", "needs": "root"}])
        self.assertEqual(judged(undecided, 2, expect="undecided"), [])
        self.assertTrue(judged(changed(verdict="undecided", findings=[]), 2, expect="undecided"))
        self.assertTrue(judged(changed(verdict="healthy"), 0, expect="healthy"))

    def test_by_asker(self):
        self.assertEqual(judged(asker="user", expect="no-route", as_user="wrong-port"), [])
        self.assertTrue(judged(asker="root", expect="no-route", as_user="wrong-port"))

    def test_wrong_cause_and_companions(self):
        self.assertTrue(judged(expect="server-not-running"))
        two = changed(findings=[FINDING, {**FINDING, "cause": "no-route"}])
        self.assertTrue(judged(two))
        self.assertEqual(judged(two, allow=("no-route",)), [])
        self.assertEqual(judged(two, also=("no-route",)), [])
        self.assertTrue(judged(also=("no-route",)))
        self.assertTrue(judged(changed(findings=[FINDING, FINDING])))

    def test_invariants(self):
        self.assertTrue(judged(stdout="not JSON"))
        self.assertTrue(judged(stdout=json.dumps(DOCUMENT) + "{}"))
        self.assertTrue(judged(stdout=json.dumps(changed(symptom="x")).replace('"x"', '"\udcff"')))
        self.assertTrue(judged(status=0))
        self.assertTrue(judged(status=-11))
        self.assertTrue(judged(seconds=20))
        self.assertTrue(judged(says=["something else"]))
        self.assertTrue(judged(changed(steps=[])))
        for key in judge.COMMON_KEYS + ["attempts"]:
            self.assertTrue(judged({k: v for k, v in DOCUMENT.items() if k != key}), key)
        for spoilt in ({"cause": "bad-luck"}, {"confidence": "sure"}, {"summary": ""}, {"evidence": []}, {"fixes": []},
                       {"evidence": [{"text": "It listens.", "recheck": ""}]}):
            self.assertTrue(judged(changed(findings=[{**FINDING, **spoilt}])), spoilt)

    def test_catalogue(self):
        worlds = catalogue.worlds()
        covered = {cause for world in worlds for cause in world.causes()}
        self.assertEqual(judge.CAUSES - covered, set())
        known = judge.CAUSES | {"healthy", "undecided"}
        self.assertEqual(covered - known, set())
        for world in worlds:
            self.assertTrue(set(world.asked_by) <= {"root", "user"} and world.asked_by, world.key)
            self.assertTrue(world.allow <= judge.CAUSES, world.key)
        self.assertGreaterEqual(sum("healthy" in world.causes() for world in worlds), 30)


if __name__ == "__main__":
    unittest.main()
