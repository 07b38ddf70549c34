"""A program that was built without the pages: it answers all the same and says how to get them."""

import os
import pathlib
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["LIANDONG_WITHOUT_PAGES"]
TINY = ["--set", "place.households=100", "--set", "run.burn_in_weeks=4", "--set", "run.weeks=8", "--replicates", "2"]


class WithoutPages(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def start(self, *arguments, language="en_GB.UTF-8"):
        environment = {k: v for k, v in os.environ.items() if k not in ("LC_ALL", "LC_MESSAGES")} | {"LANG": language}
        return subprocess.run([PROGRAM, *arguments], cwd=self.folder, env=environment, capture_output=True, text=True)

    def left(self, name):
        return {file.name for file in (self.folder / "results" / name).iterdir()}

    def test_a_study_is_answered_and_the_page_promised(self):
        stale = self.folder / "results/small/report.html"
        stale.parent.mkdir(parents=True)
        stale.write_text("of another answer")
        done = self.start("compare", "small", *TINY)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.left("small"), {"results.h5", "summary.csv"})
        self.assertIn("satisfaction", done.stdout)
        self.assertIn("./liandong report results/small/results.h5", done.stderr)
        self.assertNotIn("report.html", done.stdout)

    def test_an_exploration_leaves_its_tables(self):
        done = self.start("explore", "small-sweep", *TINY, language="zh_CN.UTF-8")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.left("small-sweep"), {"results.h5", "points.csv"})
        self.assertIn("未生成网页", done.stderr)

    def test_a_report_is_refused_rather_than_written_empty(self):
        self.start("compare", "small", *TINY)
        done = self.start("report", "results/small/results.h5")
        self.assertEqual(done.returncode, 3)
        self.assertIn("With a network", done.stderr)
        self.assertEqual(self.left("small"), {"results.h5", "summary.csv"})


if __name__ == "__main__":
    unittest.main()
