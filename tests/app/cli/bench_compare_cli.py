"""bench/compare against programs whose speeds are known."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

COMPARE = pathlib.Path(os.environ["LIANDONG_SOURCE_DIR"]) / "bench/compare"

# Counts its calls: with each the machine is slower by a quarter of its speed at rest, and it recovers after the fourth.
PROGRAM = """#!{python} -IS
import json, pathlib, sys
calls = pathlib.Path({folder!r}) / "calls"
number = len(calls.read_text()) if calls.exists() else 0
calls.write_text("x" * (number + 1))
drift = 1 + 0.25 * (number % 4)
print({output})
"""
GOOGLE = 'json.dumps({{"benchmarks": [{{"name": "week", "run_type": "iteration", "real_time": {time} * drift}}]}})'
REFERENCE = 'json.dumps({{"updates_per_second": 1e8 / ({time} * drift), "state_hash": "{hash}"}})'


class Compare(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def program(self, name, output):
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(PROGRAM.format(python=sys.executable, folder=str(self.folder), output=output))
        file.chmod(0o755)
        return file

    def compare(self, *arguments, language="C.UTF-8"):
        environment = {**os.environ, "LC_ALL": language}
        return subprocess.run([sys.executable, COMPARE, *map(str, arguments)], capture_output=True, text=True, env=environment)

    def result(self, *arguments):
        done = self.compare(*arguments, "--quiet", "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def test_a_known_ratio_is_found_although_the_machine_drifts(self):
        base = self.program("base", GOOGLE.format(time=2.0))
        change = self.program("change", GOOGLE.format(time=1.0))
        (found,) = self.result(base, change, "--rounds", 12)["results"]
        self.assertEqual(found["name"], "week")
        # The second run of a round is slower by 1.25 or by 1.75 / 1.5; each build is second in every other round.
        self.assertTrue(2 / 1.25 <= found["low"] <= 2 <= found["high"] <= 2 * 1.25, found)
        self.assertGreater(found["low"], 1)
        self.assertEqual(found["rounds"], 12)

    def test_equal_programs_are_not_told_apart(self):
        base, change = (self.program(name, GOOGLE.format(time=1.0)) for name in ("base", "change"))
        (found,) = self.result(base, change, "--rounds", 8)["results"]
        self.assertTrue(found["low"] <= 1 <= found["high"], found)
        self.assertIn("no difference found", self.compare(base, change, "--rounds", 8, "--quiet").stdout)

    def test_the_interval_is_that_of_the_sign_test(self):
        base, change = (self.program(name, GOOGLE.format(time=1.0)) for name in ("base", "change"))
        # Of eleven, from the second smallest to the second largest: 1 − 2 (1 + 11) / 2^11.
        (found,) = self.result(base, change, "--rounds", 11)["results"]
        self.assertAlmostEqual(found["confidence"], 1 - 24 / 2048)
        ordered = sorted(found["ratios"])
        self.assertEqual((found["low"], found["high"]), (ordered[1], ordered[-2]))
        # Three cannot give 95%: all there is, with the chance it has.
        (found,) = self.result(base, change, "--rounds", 3)["results"]
        self.assertAlmostEqual(found["confidence"], 0.75)

    def test_build_folders_are_compared_by_the_reference_workload(self):
        for build, time in (("old", 1.0), ("new", 0.5)):
            self.program(f"{build}/app/liandong", REFERENCE.format(time=time, hash="0123"))
        found = self.result(self.folder / "old", self.folder / "new")
        self.assertEqual(found["results"][0]["name"], "updates_per_second")
        self.assertGreater(found["results"][0]["low"], 1)
        self.assertTrue(found["same_answers"])

    def test_a_program_of_the_folders_can_be_named(self):
        for build, time in (("old", 1.0), ("new", 3.0)):
            self.program(f"{build}/bench/job_bench", GOOGLE.format(time=time))
        done = self.compare(self.folder / "old", self.folder / "new", "--quiet", "--", "job_bench", "--benchmark_filter=x")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("slower", done.stdout)

    def test_other_answers_are_a_failure(self):
        for build in ("old", "new"):
            self.program(f"{build}/app/liandong", REFERENCE.format(time=1.0, hash=build))
        done = self.compare(self.folder / "old", self.folder / "new", "--rounds", 2)
        self.assertEqual(done.returncode, 1)
        self.assertIn("the answers differ: state_hash", done.stderr)

    def test_what_cannot_be_measured_is_said(self):
        good = self.program("good", GOOGLE.format(time=1.0))
        failing = self.program("failing", 'sys.exit("no memory")')
        wrong = self.program("wrong", 'json.dumps({{"benchmarks": [{{"name": "week", "error_occurred": True, '
                                      '"error_message": "a tie is lost"}}]}})'.replace("{{", "{").replace("}}", "}"))
        for change, words in ((self.folder / "none", "there is no"), (failing, "no memory"), (wrong, "a tie is lost"),
                              (self.program("text", '"hello"'), "no JSON"), (self.folder, "no program app/liandong")):
            done = self.compare(good, change, "--quiet")
            self.assertEqual(done.returncode, 2, change)
            self.assertIn(words, done.stderr)
            self.assertEqual(done.stdout, "")

    def test_it_speaks_chinese_too(self):
        base, change = (self.program(name, GOOGLE.format(time=1.0)) for name in ("base", "change"))
        self.assertIn("未见差别", self.compare(base, change, "--rounds", 8, "--quiet", language="zh_CN.UTF-8").stdout)


if __name__ == "__main__":
    unittest.main()
