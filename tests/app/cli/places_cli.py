"""Every place that comes with the program runs, and a planner's own table goes through to the results."""

import os
import pathlib
import subprocess
import tempfile
import unittest

import h5py

PROGRAM = os.environ["LIANDONG_BIN"]
PLACES = pathlib.Path(os.environ["LIANDONG_SOURCE_DIR"]) / "scenarios/places"

TABLE = '名称,户数,60岁以上比例,流动人口比例（%）\n钢铁大街,"1,200",24%,12\n友谊,９００,0.31,\n'
STUDY = """communities_csv = "社区.csv"
burn_in = "street-committee"
[run]
weeks = 60
replicates = 2
burn_in_weeks = 0
[[arm]]
name = "a"
arrangement = "strong-government"
[[arm]]
name = "b"
arrangement = "strong-community"
"""


def run(*arguments, code=0):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, env={**os.environ, "LANG": "C.UTF-8"})
    assert done.returncode == code, f"{arguments} ended with {done.returncode}: {done.stderr}"
    return done.stdout


class Places(unittest.TestCase):
    def test_each_runs_sixty_weeks_of_its_own(self):
        courses = {}
        for file in sorted(PLACES.glob("*.toml")):
            own_table = "communities_csv" in file.read_text(encoding="utf-8")  # which says how many there are
            course = run("run", "two-paths", "--arm", "strong-government", "--set", f"place={file.stem}",
                         *([] if own_table else ["--set", "place.communities=1"]),
                         "--set", "run.burn_in_weeks=0", "--set", "run.weeks=60")
            self.assertGreater(len(course.splitlines()), 60, file.stem)
            self.assertNotIn(course, courses, f"{file.stem} runs as {courses.get(course)}")
            courses[course] = file.stem
        self.assertGreaterEqual(len(courses), 24)


class OwnTable(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        (self.folder / "社区.csv").write_bytes(TABLE.encode("gb18030"))
        self.study = self.folder / "study.toml"
        self.study.write_text(STUDY, encoding="utf-8")

    def test_in_gb18030_is_read_back_in_the_units_of_the_model(self):
        reading = run("validate", str(self.study))
        self.assertIn("place.households: 900 to 1200", reading)
        self.assertIn("context.floating_share: 0.12", reading)

    def test_its_names_reach_results_and_page(self):
        out = self.folder / "out"
        run("compare", str(self.study), "--out", str(out))
        with h5py.File(out / "results.h5") as results:
            self.assertEqual([name.decode() for name in results["community_name"]], ["钢铁大街", "友谊"])
        self.assertIn("钢铁大街", (out / "report.html").read_text(encoding="utf-8"))

    def test_decides_how_many_communities_an_exploration_has(self):
        self.study.write_text(f'{STUDY}[design]\ngrid = {{ "place.communities" = [1, 2] }}\n', encoding="utf-8")
        done = subprocess.run([PROGRAM, "explore", str(self.study), "--out", str(self.folder / "out")],
                              capture_output=True, text=True, env={**os.environ, "LANG": "C.UTF-8"})
        self.assertEqual(done.returncode, 2)
        self.assertIn("the place has a table of 2 communities", done.stdout + done.stderr)
        self.assertFalse((self.folder / "out").exists())

    def test_that_is_no_table_is_refused_with_one_message(self):
        for content in (b"\x00\x01\x02\xff" * 100, b"", TABLE.splitlines()[0].encode()):
            (self.folder / "社区.csv").write_bytes(content)
            done = subprocess.run([PROGRAM, "validate", str(self.study)], capture_output=True, text=True,
                                  env={**os.environ, "LANG": "C.UTF-8"})
            self.assertNotEqual(done.returncode, 0)
            self.assertIn("社区.csv", done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
