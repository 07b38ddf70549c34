"""`liandong bench`: what it measures, what it refuses, what it leaves behind."""

import json
import os
import pathlib
import re
import signal
import subprocess
import tempfile
import time
import unittest

BIN = os.environ["LIANDONG_BIN"]
SANITIZED = re.search(r"^LIANDONG_SANITIZE:\w+=.+$", (pathlib.Path(os.environ["LIANDONG_BUILD_DIR"]) / "CMakeCache.txt").read_text(), re.M)
DONE, STUDY_SAYS_NO, BAD_INPUT, MACHINE_FAILED = range(4)
# Towns and a place so small that everything is over in seconds.
TINY = ["small", "--set", "place.households=100", "--residents", "20000", "--ticks", "3"]


def bench(*arguments, cwd=None, language="en", before=()):
    command = [*before, BIN, "bench", "--lang", language, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, timeout=300)


class Reference(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.whole = cls.measured()

    @classmethod
    def measured(cls, *arguments, residents=20000, ticks=5):
        done = bench("--reference", "--residents", residents, "--ticks", ticks, "--json", *arguments)
        if done.returncode != DONE:
            raise AssertionError(done.stderr)
        return json.loads(done.stdout)

    def test_one_json_object_holds_the_figures_and_where_they_come_from(self):
        found = self.whole
        self.assertEqual((found["residents"], found["ticks"]), (20000, 5))
        self.assertGreaterEqual(found["repetitions"], 5)
        self.assertLessEqual(found["updates_per_second_min"], found["updates_per_second"])
        self.assertLessEqual(found["updates_per_second"], found["updates_per_second_max"])
        for key in ("updates_per_second", "handwritten_updates_per_second", "build_seconds", "read_bandwidth", "threads"):
            self.assertGreater(found[key], 0, key)
        # Trust alone is four bytes, and ten arcs take two bytes each at least.
        self.assertGreater(found["bytes_per_resident"], 4 + 2 * found["arcs_per_resident"])
        self.assertAlmostEqual(found["arcs_per_resident"], 10, delta=0.1)
        self.assertAlmostEqual(found["share_of_handwritten"],
                               found["updates_per_second"] / found["handwritten_updates_per_second"])
        self.assertRegex(found["state_hash"], r"^[0-9a-f]{16}$")
        for key in ("compiler", "cpu", "instruction_set", "commit", "flags"):
            self.assertIsInstance(found[key], str, key)
        self.assertIsInstance(found["disturbed"], bool)

    def test_progress_goes_to_standard_error_unless_it_is_to_be_quiet(self):
        for words, shown in (([], True), (["--quiet"], False)):
            done = bench("--reference", "--residents", 20000, "--ticks", 1, "--threads", 1, "--json", *words)
            self.assertEqual("20000 residents" in done.stderr, shown, done.stderr)

    def test_the_state_hash_depends_on_size_and_ticks_and_not_on_threads(self):
        self.assertEqual(self.measured("--threads", 1)["state_hash"], self.whole["state_hash"])
        for other in ({"ticks": 6}, {"residents": 20001}):
            self.assertNotEqual(self.measured("--threads", 1, **other)["state_hash"], self.whole["state_hash"], other)

    def test_without_json_it_says_the_same_in_both_languages(self):
        for language, words in (("en", "hand-written"), ("zh", "手写代码")):
            done = bench("--reference", "--residents", 20000, "--ticks", 5, "--threads", 1, language=language)
            self.assertEqual(done.returncode, DONE, done.stderr)
            self.assertIn(words, done.stdout)
            self.assertIn("20,000", done.stdout)


class Refusals(unittest.TestCase):
    def test_what_makes_no_sense_is_refused_in_a_sentence(self):
        cases = {("--residents", 0): "must be a whole number from 2 to 4294967295", ("--residents", 5_000_000_000): "must be a whole number from 2",
                 ("--residents", -3): "must be a whole number from 2", ("--ticks", 0): "must be a whole number from 1", ("--threads", 0): "choose from 1 to",
                 ("--threads", 10_000): "choose from 1 to", ("--residents", "many"): "many", ("--reference", "--large"): "--large"}
        for words, message in cases.items():
            for more in ([], ["--reference"]):
                done = bench(*words, *more)
                self.assertEqual(done.returncode, BAD_INPUT, words)
                self.assertIn(message, done.stderr)
                self.assertEqual(done.stdout, "")

    def test_it_speaks_chinese_too(self):
        self.assertIn("须为 2 至 4294967295", bench("--residents", 0, language="zh").stderr)

    @unittest.skipIf(SANITIZED, "a sanitizer needs more address space than the limit leaves")
    def test_a_town_that_does_not_fit_is_refused_with_what_it_needs_and_what_there_is(self):
        limited = ["bash", "-c", 'ulimit -v 4000000; exec "$@"', "bash"]
        done = bench("--reference", "--residents", 400_000_000, before=limited)
        self.assertEqual(done.returncode, BAD_INPUT)
        self.assertRegex(done.stderr, r"400000000 residents need about \d+\.\d GiB of memory .* there are [0-3]\.\d GiB")


class Everything(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def test_table_page_and_data_are_written(self):
        done = bench(*TINY, cwd=self.folder)
        self.assertEqual(done.returncode, DONE, done.stderr)
        for words in ("Reference workload", "hand-written", "Model of the study", "results/bench/bench.html"):
            self.assertIn(words, done.stdout)
        self.assertNotIn("Whole worlds", done.stdout, "the study asks for none")
        self.assertIn("Checking the answers", done.stderr)
        self.assertEqual({file.name for file in (self.folder / "results/bench").iterdir()}, {"bench.html", "bench.json"})
        found = json.loads((self.folder / "results/bench/bench.json").read_text())
        self.assertEqual(found["format"], 1)
        threads = [point["threads"] for point in found["strong"]]
        self.assertEqual((threads[0], threads[-1]), (1, found["machine"]["hardware_threads"]))
        self.assertEqual([point["residents"] for point in found["weak"]], [20000 * count for count in threads])
        self.assertEqual(len({point["state_hash"] for point in found["strong"]}), 1)
        replicates = [point["replicates"] for point in found["model"]["points"]]
        self.assertEqual(replicates, [1] * len(threads) + [count for count in threads if count > 1])
        self.assertIn("foreign_threads", found["load"]["during"])
        self.assertGreater(found["bounds"][0]["read_bandwidth"], 0)
        page = (self.folder / "results/bench/bench.html").read_text(encoding="utf-8")
        self.assertIn(found["strong"][0]["state_hash"], page)
        self.assertNotIn("{{report}}", page)

    def test_worlds_per_minute_stand_beside_the_rest_where_the_study_asks_for_worlds(self):
        done = bench(*TINY, "--set", "run.weeks=26", "--set", "worlds.count=3", "--threads", 2, cwd=self.folder)
        self.assertEqual(done.returncode, DONE, done.stderr)
        self.assertIn("Whole worlds of the study", done.stdout)
        points = json.loads((self.folder / "results/bench/bench.json").read_text())["model"]["worlds"]
        self.assertEqual([(point["threads"], point["worlds"]) for point in points], [(1, 2), (2, 3)])
        for point in points:
            self.assertAlmostEqual(point["worlds_per_minute"], 60 * point["worlds"] / point["seconds"])

    def test_json_is_all_there_is_on_standard_output(self):
        done = bench(*TINY, "--threads", 1, "--json", "--quiet", "--out", "here", cwd=self.folder)
        self.assertEqual(done.returncode, DONE, done.stderr)
        found = json.loads(done.stdout)
        self.assertEqual(found["files"], ["here/bench.html", "here/bench.json"])
        self.assertEqual([point["threads"] for point in found["strong"]], [1])
        self.assertNotIn("Checking", done.stderr)

    def test_a_folder_that_cannot_be_made_fails_before_the_work(self):
        (self.folder / "out").write_text("a file stands here")
        done = bench(*TINY, "--out", "out", cwd=self.folder)
        self.assertEqual(done.returncode, MACHINE_FAILED)
        self.assertNotIn("Governance", done.stderr)
        self.assertEqual((self.folder / "out").read_text(), "a file stands here")

    def test_ctrl_c_leaves_the_old_files(self):
        out = self.folder / "out"
        out.mkdir()
        (out / "bench.json").write_text("old")
        process = subprocess.Popen([BIN, "bench", "--residents", "100000", "--ticks", "1000000", "--lang", "en", "--out", "out"],
                                   cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.stderr.close)
        for line in process.stderr:
            if "100,000 residents" in line:
                break
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        out_text, error = process.communicate(timeout=60)
        self.assertEqual(process.returncode, MACHINE_FAILED)
        self.assertEqual(out_text, "")
        self.assertIn("Stopped", error)
        self.assertEqual([file.name for file in out.iterdir()], ["bench.json"])
        self.assertEqual((out / "bench.json").read_text(), "old")


if __name__ == "__main__":
    unittest.main()
