"""A second model goes through every command from its study alone."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["LIANDONG_BIN"]
SOURCE = pathlib.Path(os.environ["LIANDONG_SOURCE_DIR"])
STUDY = str(SOURCE / "scenarios/studies/threshold-cascade.toml")


def run(*arguments, code=0):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, env={**os.environ, "LANG": "C.UTF-8"})
    assert done.returncode == code, f"{arguments} ended with {done.returncode}: {done.stderr}"
    return done.stdout


class SecondModel(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.out = pathlib.Path(cls.folder.name) / "cascade"
        cls.summary = json.loads(run("compare", STUDY, "--json", "--out", str(cls.out)))

    def test_validate_finds_no_problem_in_its_study(self):
        self.assertIn("good", run("validate", STUDY))

    def test_compare_shows_that_organisers_tip_communities(self):
        contrast = self.summary["contrasts"][0]
        joined = next(e for e in contrast["indicators"] if e["figure"] == "joined")
        self.assertEqual((contrast["arm_a"], joined["verdict"]), ("organised", "better"))

    def test_its_page_has_its_words_and_none_of_the_other_model(self):
        html = (self.out / "report.html").read_text(encoding="utf-8")
        for words in ("门槛级联", "参加率", "With organisers", "low threshold"):
            self.assertIn(words, html)
        self.assertNotIn("居委会", html)
        run("report", str(self.out / "results.h5"), "--out", str(self.out / "again.html"))
        self.assertEqual((self.out / "again.html").read_text(encoding="utf-8"), html)

    def test_rerun_gives_the_same_hashes(self):
        self.assertTrue(json.loads(run("rerun", str(self.out / "results.h5"), "--json"))["equal"])

    def test_describe_knows_its_parameters(self):
        found = json.loads(run("describe", "--model", "cascade", "--json"))["definitions"]
        keys = {d["key"] for d in found}
        self.assertTrue({"organisers", "behaviour.threshold_mean", "place.people", "run.weeks"} <= keys)
        self.assertNotIn("staff.committee", keys)
        self.assertIn("did you mean", subprocess.run(
            [PROGRAM, "describe", "--model", "cascades", "--lang", "en"], capture_output=True, text=True).stderr)

    def test_plan_lists_its_phases_and_times_them(self):
        phases = json.loads(run("plan", STUDY, "--time", "--json"))["phases"]
        self.assertEqual([p["name"] for p in phases], ["round"])
        self.assertGreater(phases[0]["seconds_per_week"], 0)

    def test_run_records_its_indicators_week_by_week(self):
        recorded = json.loads(run("run", STUDY, "--arm", "organised", "--json"))
        self.assertEqual(set(recorded["weekly"]), {"joined", "joining", "tipped"})
        self.assertEqual(recorded["state_hash"]["organised"][0], self.summary["state_hash"]["organised"][0])

    def test_bench_times_it(self):
        folder = pathlib.Path(self.folder.name) / "bench"
        found = json.loads(run("bench", STUDY, "--residents", "20000", "--ticks", "2", "--json", "--out", str(folder)))
        self.assertTrue(all(point["resident_weeks_per_second"] > 0 for point in found["model"]["points"]))

    def test_patterns_say_that_it_has_none(self):
        self.assertIn("has no observed patterns", subprocess.run(
            [PROGRAM, "patterns", str(self.out / "results.h5"), "--lang", "en"], capture_output=True, text=True).stderr)


class Exploration(unittest.TestCase):
    """The response of the cascade to organisers and to the mean threshold."""

    TEXT = """
model = "cascade"
name = "tipping"
[run]
weeks = 26
burn_in_weeks = 0
replicates = 3
[design.grid]
"organised.organisers" = [0.02, 0.08, 0.2]
"behaviour.threshold_mean" = [0.2, 0.3]
[burn_in]
[[arm]]
name = "organised"
levers.organisers = 0.1
[[arm]]
name = "spontaneous"
title = { en = "Left alone", zh = "自发" }
"""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.study = self.folder / "tipping.toml"
        self.study.write_text(self.TEXT, encoding="utf-8")

    def explore(self, *arguments):
        return json.loads(run("explore", str(self.study), "--json", "--out", str(self.folder / "out"), *arguments))

    def test_points_load_in_pandas_as_they_are(self):
        import pandas

        found = self.explore()
        self.assertEqual((found["points"], found["failures"]), (6, []))
        table = pandas.read_csv(self.folder / "out/points.csv")
        self.assertEqual(list(table.columns), ["point", "organised.organisers", "behaviour.threshold_mean", "arm",
                                               "replicate", "indicator", "mean"])
        self.assertEqual(len(table), 6 * 2 * 3 * 3)
        self.assertTrue(table["mean"].notna().all())
        joined = table[(table.indicator == "joined") & (table.arm == "organised")]
        response = joined.groupby("organised.organisers")["mean"].mean()
        self.assertTrue(response.is_monotonic_increasing)

    def test_its_axes_have_names_in_xarray(self):
        import xarray

        self.explore()
        with xarray.open_dataset(self.folder / "out/results.h5", engine="h5netcdf") as data:
            self.assertEqual(data["figures"].dims, ("point", "arm", "replicate", "indicator"))
            self.assertEqual(dict(data.sizes)["point"], 6)

    def test_a_killed_exploration_goes_on_and_ends_as_one_that_was_not(self):
        self.study.write_text(self.TEXT.replace("replicates = 3", "replicates = 40").replace("weeks = 26", "weeks = 520"),
                              encoding="utf-8")
        killed = subprocess.Popen([PROGRAM, "explore", str(self.study), "--quiet", "--out", str(self.folder / "killed")])
        partial = self.folder / "killed/partial"
        while killed.poll() is None and not (partial.is_dir() and len(list(partial.glob("replicate-*.h5"))) > 5):
            pass
        killed.kill()
        killed.wait()
        whole = self.explore()
        self.assertEqual(whole["failures"], [])
        resumed = subprocess.run([PROGRAM, "explore", str(self.study), "--out", str(self.folder / "killed"), "--lang", "en"],
                                 capture_output=True, text=True)
        self.assertEqual(resumed.returncode, 0, resumed.stderr)
        self.assertEqual((self.folder / "killed/points.csv").read_bytes(), (self.folder / "out/points.csv").read_bytes())

    def sensitivity(self):
        import pandas

        return pandas.read_csv(self.folder / "out/sensitivity.csv")

    def test_a_screening_ranks_the_keys_it_is_told_to_vary(self):
        found = self.explore("--morris", "4", "--vary", "organised.organisers=0.02..0.2",
                             "--vary", "behaviour.threshold_mean=0.2..0.3")
        self.assertEqual(found["points"], 4 * 3)
        self.assertIn(str(self.folder / "out/sensitivity.csv"), found["files"])
        table = self.sensitivity()
        self.assertEqual(set(table.measure), {"mu_star", "mu", "sigma", "chance"})
        joined = table[table.indicator == "joined"].set_index(["key", "measure"])
        self.assertEqual(set(joined.arm), {"organised"})
        self.assertEqual(set(joined.against), {"spontaneous"})
        self.assertGreater(joined.value["organised.organisers", "mu"], 0)
        page = (self.folder / "out/explore.html").read_text(encoding="utf-8")
        self.assertIn('"kind":"morris"', page)

    def test_a_design_of_sobol_varies_what_the_study_varies(self):
        import h5py

        found = self.explore("--sobol", "16")
        self.assertEqual((found["points"], found["keys"]),
                         (16 * 4, ["organised.organisers", "behaviour.threshold_mean"]))
        totals = self.sensitivity().query("measure == 'total' and indicator == 'joined'")
        self.assertTrue((totals.value >= 0).all() and (totals.low <= totals.value).all())
        with h5py.File(self.folder / "out/results.h5") as file:
            self.assertEqual(file.attrs["design_kind"].decode(), "sobol")
            text = file["study"][()].decode()
        (self.folder / "again.toml").write_text(text, encoding="utf-8")
        first = (self.folder / "out/sensitivity.csv").read_bytes()
        run("explore", str(self.folder / "again.toml"), "--json", "--out", str(self.folder / "again"))
        self.assertEqual((self.folder / "again/sensitivity.csv").read_bytes(), first)

    def test_a_screening_that_cannot_be_is_refused(self):
        for arguments, said in ((["--vary", "place.people"], "give one of them"),
                                (["--morris", "4", "--vary", "place.people=9"], "LOW..HIGH"),
                                (["--morris", "4", "--vary", "place.people"], "nothing says how far it may lie"),
                                (["--sobol", "12"], "a power of two, as 8 or 16")):
            refused = subprocess.run([PROGRAM, "explore", str(self.study), "--lang", "en", *arguments],
                                     capture_output=True, text=True)
            self.assertEqual(refused.returncode, 2, refused.stderr)
            self.assertIn(said, refused.stderr)

    def test_a_study_without_a_design_is_told_so(self):
        refused = subprocess.run([PROGRAM, "explore", STUDY, "--lang", "en"], capture_output=True, text=True)
        self.assertEqual(refused.returncode, 2)
        self.assertIn("has no [design]", refused.stderr)


if __name__ == "__main__":
    unittest.main()
