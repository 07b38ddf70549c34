"""The program as people meet it: what it says, what it leaves behind, and the code it ends with."""

import csv
import json
import os
import pathlib
import signal
import subprocess
import tempfile
import time
import unittest
import xml.etree.ElementTree

BIN = os.environ["LIANDONG_BIN"]
SCENARIOS = pathlib.Path(__file__).resolve().parents[3] / "scenarios"
SMALL = str(SCENARIOS / "studies/small.toml")
# Two communities of a hundred households, a few weeks: a second or so.
TINY = [SMALL, "--set", "place.households=100", "--set", "run.burn_in_weeks=4", "--set", "run.weeks=8", "--replicates", "2"]
FILES = {"report.html", "results.h5", "summary.csv"}
DONE, STUDY_SAYS_NO, BAD_INPUT, MACHINE_FAILED = range(4)


def liandong(*arguments, language="en_GB.UTF-8", cwd=None):
    environment = {key: value for key, value in os.environ.items() if key not in ("LC_ALL", "LC_MESSAGES", "LANG")}
    environment["LANG"] = language
    return subprocess.run([BIN, *map(str, arguments)], capture_output=True, text=True, env=environment, cwd=cwd, timeout=300)


class InFolder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def write(self, name, content):
        file = self.folder / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    def refused(self, *arguments):
        """stderr of a call that must end as bad input, with nothing on stdout."""
        done = liandong(*arguments, cwd=self.folder)
        self.assertEqual(done.returncode, BAD_INPUT, done.stderr)
        self.assertEqual(done.stdout, "")
        self.assertNotEqual(done.stderr, "")
        return done.stderr


class Help(unittest.TestCase):
    def test_alone_it_leads_with_compare_in_the_users_language(self):
        for language, words in (("en_GB.UTF-8", "strong government against"), ("zh_CN.UTF-8", "强政府与强社区")):
            done = liandong(language=language)
            self.assertEqual(done.returncode, DONE)
            self.assertIn(words, done.stdout)
            first_command = next(line for line in done.stdout.splitlines() if "./liandong" in line)
            self.assertIn("./liandong compare", first_command)

    def test_every_command_has_help_in_both_languages(self):
        for command in ("compare", "run", "report", "rerun", "diff", "validate", "describe", "plan", "bench"):
            english, chinese = liandong(command, "--help"), liandong(command, "--lang", "zh", "--help")
            self.assertEqual((english.returncode, chinese.returncode), (DONE, DONE), command)
            self.assertIn("Options:", english.stdout)
            self.assertIn("选项:", chinese.stdout)

    def test_usage_errors_end_with_two_and_suggest(self):
        for words, hint in ((["comapre"], "compare"), (["compare", "--sed", "1"], "--sed"), (["run", "--threads", "x"], ""),
                            (["diff", "grid"], ""), (["report"], ""), (["compare", SMALL, "--set", "novalue"], "key=value"),
                            (["compare", SMALL, "--set", "run.sead=3"], "seed"), (["compare", "--seed", "-1"], "from 0 to"),
                            (["--lang", "en", "compare", "--out"], "--out: a value must follow")):
            done = liandong(*words)
            self.assertEqual(done.returncode, BAD_INPUT, words)
            self.assertIn(hint, done.stderr)
            self.assertEqual(done.stdout, "")


    def test_chinese_users_read_no_english_of_the_parser(self):
        for words in (["diff"], ["report"], ["compare", "--seed", "-1"], ["compare", "--out"], ["run", "--snapshot-at", "3"],
                      ["compare", "a", "b"], ["bench", "--reference", "--large"]):
            done = liandong(*words, language="zh_CN.UTF-8")
            self.assertEqual(done.returncode, BAD_INPUT, words)
            self.assertNotRegex(done.stderr, r"[a-z]{4,} [a-z]+", words)

    def test_the_language_may_stand_before_the_command(self):
        self.assertIn("用法", liandong("--lang", "zh", "compare", "--help").stdout)


class Input(InFolder):
    def test_every_problem_of_every_file_is_listed_with_its_place(self):
        one = self.write("one.toml", 'burn_in = "grid"\ntitel = 1\n[run]\nweeks = "x"\nreplicates = 0\n[[arm]]\nname = "a"\n')
        two = self.write("two.toml", "[levers]\nstaff.comittee = 3\nstaff.station = 99\n")
        done = liandong("validate", one, two)
        self.assertEqual(done.returncode, BAD_INPUT)
        for part in (f"{one}:2:1: titel", f"{one}:4:1: run.weeks", f"{one}:5:1: run.replicates", f"{two}:2:7: levers.staff.comittee",
                     "staff.committee", "between 0 and 30 persons/3000 households; it is 99"):
            self.assertIn(part, done.stdout)

    def test_validate_gives_problems_as_one_json_object(self):
        bad = self.write("bad.toml", "[levers]\nstaff.comittee = 3\n")
        done = liandong("validate", bad, "--json")
        self.assertEqual(done.returncode, BAD_INPUT)
        (problem,) = json.loads(done.stdout)["problems"]
        self.assertEqual((problem["line"], problem["key"]), (2, "levers.staff.comittee"))

    def test_messages_are_chinese_for_chinese_users(self):
        bad = self.write("坏.toml", "[levers]\nstaff.committee = 99\n")
        done = liandong("validate", bad, language="zh_CN.UTF-8")
        self.assertIn("须为 0 至 30", done.stdout)

    def test_the_built_in_scenarios_are_good(self):
        done = liandong("validate", *sorted(SCENARIOS.rglob("*.toml")))
        self.assertEqual(done.returncode, DONE, done.stdout)

    def test_files_that_cannot_be_read_are_refused(self):
        cases = {"no such file": self.folder / "none.toml", "a folder": self.folder, "empty": self.write("empty.toml", ""),
                 "UTF-8": self.write("gbk.toml", b'title = "\xb0\xfc\xcd\xb7"\n'),
                 "written twice": self.write("twice.toml", "name = 'a'\nname = 'b'\n")}
        for message, file in cases.items():
            done = liandong("validate", file)
            self.assertEqual(done.returncode, BAD_INPUT)
            self.assertIn(message, done.stdout)

    def test_a_pipe_is_refused_and_not_waited_for(self):
        os.mkfifo(self.folder / "pipe.toml")
        for command in ("validate", "compare"):
            done = liandong(command, self.folder / "pipe.toml", cwd=self.folder)
            self.assertEqual(done.returncode, BAD_INPUT)
            self.assertIn("named pipe", done.stdout + done.stderr)

    def test_what_is_no_text_is_refused_before_the_work(self):
        for option in (b"--out=\xb0\xfc", b"--set=title=\xb0\xfc"):
            done = subprocess.run([BIN, "compare", *TINY, "--lang", "en", option], capture_output=True, cwd=self.folder, timeout=60)
            self.assertEqual(done.returncode, BAD_INPUT)
            self.assertIn(b"not UTF-8", done.stderr)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_text_of_a_file_has_no_power_over_the_terminal(self):
        bad = self.write("bad.toml", '[levers]\nstaff.committee = "\u202e"\n"\x1b[31m" = 1\n')
        done = liandong("validate", bad)
        self.assertEqual(done.returncode, BAD_INPUT)
        self.assertIn("U+001B", done.stdout + done.stderr)
        self.assertNotIn("\x1b", done.stdout + done.stderr)

    def test_keys_nested_without_end_are_refused(self):
        deep = self.write("deep.toml", "a." * 200_000 + "a = 1\n")
        self.assertIn("more than 64 levels", self.refused("compare", deep))

    def test_fifty_megabytes_are_refused_at_once(self):
        file = self.folder / "large.toml"
        with file.open("wb") as stream:
            stream.write(b"# line\n" * (50 * 1024 * 1024 // 7))
        start = time.monotonic()
        self.assertIn("larger than 8 MB", self.refused("compare", file))
        self.assertLess(time.monotonic() - start, 5)

    def test_a_circle_of_extends_is_refused(self):
        self.write("a.toml", 'extends = "b"\n')
        self.write("b.toml", 'extends = "a"\n')
        self.assertIn("circle", self.refused("diff", "a.toml", "grid"))

    def test_studies_that_cannot_be_run_are_refused(self):
        start = 'burn_in = "grid"\n[run]\nweeks = 10\n'
        arm = '[[arm]]\nname = "a"\n'
        stage = "[[arm.stage]]\nweek = {}\nlevers.staff.station = {}\n"
        cases = {"it is 0": start + arm + "[place]\nhouseholds = 0\n", "before the start": start + arm + stage.format(-1, 3),
                 "after the end": start + arm + stage.format(10, 3), "at least one": start,
                 "in conflict": start + arm + stage.format(5, 3) + stage.format(5, 4),
                 "no arm": start + arm + 'equal_cost_to = "b"\n'}
        for message, text in cases.items():
            with self.subTest(message):
                self.assertIn(message, self.refused("compare", self.write("study.toml", text)))
        self.assertFalse((self.folder / "results").exists())

    def test_an_unknown_arm_or_replicate_is_refused(self):
        self.assertIn("strong-government", self.refused("run", *TINY, "--arm", "strong-goverment"))
        self.assertIn("0 to 1", self.refused("run", *TINY, "--replicate", "2"))

    def test_files_that_are_no_results_are_refused(self):
        self.refused("report", self.write("results.h5", "no results"))
        self.refused("rerun", self.folder / "none.h5")


class Knowledge(unittest.TestCase):
    def test_describe_lists_every_key_with_unit_range_default_source_and_both_names(self):
        definitions = json.loads(liandong("describe", "--json").stdout)["definitions"]
        keys = {d["key"] for d in definitions}
        self.assertEqual(len(keys), len(definitions))
        self.assertLessEqual({"staff.committee", "place.communities", "context.floating_share", "run.seed", "run.weeks"}, keys)
        for d in definitions:
            self.assertTrue(d["low"] <= d["default"] <= d["high"], d["key"])
            for part in ("unit", "source", "name_en", "name_zh"):
                self.assertTrue(d[part], (d["key"], part))

    def test_describe_says_what_is_known_of_each_parameter_in_both_languages(self):
        definitions = {d["key"]: d for d in json.loads(liandong("describe", "--json").stdout)["definitions"]}
        prior = definitions["mechanisms.trust.gain"]["prior"]
        self.assertEqual(prior, {"status": "assumed", "reason": "M9",
                                 "plausible": {"low": 0.02, "high": 0.06, "distribution": "uniform"}})
        self.assertIsNone(definitions["place.household_size"]["prior"]["plausible"])
        self.assertAlmostEqual(sum(definitions["mechanisms.structure.casework"]["prior"]["plausible"]["weights"]), 1)
        self.assertTrue(all((d["prior"] is None) == (d["group"] in ("levers", "run", "worlds")) for d in definitions.values()))
        self.assertIn("assumed  plausible 0.02 … 0.06, uniform", liandong("describe", "trust.gain").stdout)
        self.assertIn("假定  合理范围 0.02 … 0.06，均匀分布", liandong("describe", "trust.gain", "--lang", "zh").stdout)
        page = liandong("describe", "--markdown", "--lang", "zh").stdout
        self.assertIn("| 假定 | 0.02 … 0.06，均匀分布 | M9 |", page)

    def test_describe_explains_one_key_and_suggests_for_a_slip(self):
        self.assertIn("居委会人员", liandong("describe", "staff.committee", "--lang", "zh").stdout)
        done = liandong("describe", "staff.comittee")
        self.assertEqual(done.returncode, BAD_INPUT)
        self.assertIn("staff.committee", done.stderr)

    def test_diff_names_levers_in_words_and_both_values(self):
        done = json.loads(liandong("diff", "street-committee", "strong-government", "--json").stdout)
        station = next(lever for lever in done["levers"] if lever["key"] == "staff.station")
        self.assertEqual((station["from"], station["to"]), (0, 10))
        self.assertIn("service station staff", liandong("diff", "street-committee", "strong-government").stdout)
        self.assertIn("服务站人员", liandong("diff", "street-committee", "strong-government", "--lang", "zh").stdout)
        self.assertIn("same levers", liandong("diff", "grid", "grid").stdout)

    def test_diff_and_validate_show_how_far_uncertain_levers_reach(self):
        levers = {lever["key"]: lever for lever in json.loads(
            liandong("diff", "strong-government", "strong-community", "--json").stdout)["levers"]}
        staff = levers["staff.committee"]
        self.assertEqual((staff["from"], staff["to"], staff["from_range"]), (5, 12, None))
        self.assertEqual(staff["to_range"], {"low": 9, "high": 15, "distribution": "uniform"})
        self.assertIn("12 (9 … 15)", liandong("diff", "strong-government", "strong-community").stdout)
        overlay = SCENARIOS / "overlays/pooled-funds.toml"
        self.assertIn("money.pooled = 0.8 (0.5 … 1)", liandong("validate", overlay).stdout)

    def test_plan_shows_every_phase_in_its_order(self):
        phases = json.loads(liandong("plan", "--json").stdout)["phases"]
        names = [phase["name"] for phase in phases]
        self.assertEqual((names[0], names[-1]), ("budgets", "closing"))
        self.assertLess(names.index("needs"), names.index("casework"))
        self.assertTrue(all(phase["writes"] for phase in phases))

    def test_plan_times_every_phase_of_a_short_run(self):
        phases = json.loads(liandong("plan", *TINY[:-2], "--time", "--json").stdout)["phases"]
        self.assertTrue(all(phase["seconds_per_week"] >= 0 for phase in phases))
        self.assertGreater(sum(phase["seconds_per_week"] for phase in phases), 0)
        ratios = {round(phase["nanoseconds_per_resident_week"] / (1e9 * phase["seconds_per_week"]), 9)
                  for phase in phases if phase["seconds_per_week"] > 1e-6}
        self.assertEqual(len(ratios), 1, "both are of the same weeks and residents")


class Runs(InFolder):
    def compare(self, *options):
        return liandong("compare", *TINY, "--out", "out", *options, cwd=self.folder)

    def test_compare_writes_three_files_and_a_summary(self):
        done = self.compare()
        self.assertEqual(done.returncode, DONE, done.stderr)
        self.assertEqual({file.name for file in (self.folder / "out").iterdir()}, FILES)
        self.assertIn("out/report.html", done.stdout)
        self.assertRegex(done.stdout, r"^Strong government.* against .* indicators \d+ are better")
        self.assertIn("Question: ", done.stdout)
        with (self.folder / "out/summary.csv").open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
        self.assertGreater(len(rows), 10)
        measured = [row for row in rows if row["delta"] and row["low"]]
        self.assertGreater(len(measured), 10)
        for row in measured:
            self.assertTrue(float(row["low"]) <= float(row["delta"]) <= float(row["high"]), row)

    def test_json_is_one_object_and_nothing_else(self):
        done = self.compare("--json")
        self.assertEqual(done.returncode, DONE, done.stderr)
        summary = json.loads(done.stdout)
        self.assertLessEqual({"residents", "weeks", "wall_seconds", "resident_weeks_per_second", "peak_bytes"}, summary.keys())
        self.assertEqual(set(summary["state_hash"]), {"strong-government", "strong-community", "strong-community-equal-cost"})
        self.assertEqual([len(hashes) for hashes in summary["state_hash"].values()], [2, 2, 2])

    def test_quiet_says_nothing(self):
        done = self.compare("--quiet")
        self.assertEqual((done.returncode, done.stdout, done.stderr), (DONE, "", ""))

    def test_parts_join_to_the_results_of_one_run(self):
        study = [*TINY[:-1], "5"]
        whole = json.loads(liandong("compare", *study, "--out", "whole", "--json", cwd=self.folder).stdout)["state_hash"]
        for part in ("1/2", "2/2"):
            done = liandong("compare", *study, "--part", part, "--out", part[0], "--quiet", cwd=self.folder)
            self.assertEqual(done.returncode, DONE, done.stderr)
        sources = ["--from", "1/results.h5", "--from", "2/results.h5"]
        done = liandong("compare", *study, *sources, "--out", "joined", "--json", cwd=self.folder)
        self.assertIn("5 of 5 replicates taken up from earlier runs", done.stderr)
        self.assertEqual(json.loads(done.stdout)["state_hash"], whole)
        tables = [(self.folder / name / "summary.csv").read_bytes() for name in ("whole", "joined")]
        self.assertEqual(*tables)

    def test_more_replicates_of_a_finished_study_run_only_the_new_ones(self):
        first = json.loads(self.compare("--json").stdout)["state_hash"]["strong-community"]
        done = liandong("compare", *TINY[:-1], "3", "--out", "out", "--json", cwd=self.folder)
        self.assertIn("2 of 3 replicates taken up from earlier runs", done.stderr)
        self.assertEqual(json.loads(done.stdout)["state_hash"]["strong-community"][:2], first)

    def test_results_of_another_study_are_not_taken_up(self):
        self.compare("--quiet")
        message = self.refused("compare", *TINY, "--seed", "7", "--from", "out/results.h5", "--out", "other")
        self.assertIn("out/results.h5: its replicates are of another study", message)
        self.assertIn("\"3/2\"", self.refused("compare", *TINY, "--part", "3/2"))

    def test_what_memory_cannot_hold_is_refused_with_figures_before_the_work(self):
        vast = [SMALL, "--set", "place.communities=10000", "--set", "place.households=20000"]
        for command in ("compare", "run"):
            begun = time.monotonic()
            done = liandong(command, *vast, cwd=self.folder)
            self.assertEqual(done.returncode, MACHINE_FAILED, done.stderr)
            self.assertRegex(done.stderr, r"about \d+\.\d GiB of memory are needed.* \d+\.\d GiB are available")
            self.assertLess(time.monotonic() - begun, 30)
        self.assertIn("可用", liandong("compare", *vast, language="zh_CN.UTF-8", cwd=self.folder).stderr)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_run_gives_the_state_hash_of_compare(self):
        expected = json.loads(self.compare("--json").stdout)["state_hash"]["strong-community"][1]
        done = json.loads(liandong("run", *TINY, "--arm", "strong-community", "--replicate", "1", "--json").stdout)
        self.assertEqual(done["state_hash"], {"strong-community": [expected]})
        self.assertTrue(all(len(weeks) == 12 for weeks in done["weekly"].values()))

    def test_run_writes_snapshots_and_graphs_on_its_way(self):
        done = liandong("run", *TINY, "--snapshot-at", "5", "state.h5", "--graphml", "ties@12", "ties.graphml", cwd=self.folder)
        self.assertEqual(done.returncode, DONE, done.stderr)
        self.assertTrue((self.folder / "state.h5").stat().st_size > 0)
        self.assertIn("<graphml", (self.folder / "ties.graphml").read_text()[:300])
        self.refused("run", *TINY, "--snapshot-at", "13", "late.h5")
        self.assertIn('did you mean "ties"?', self.refused("run", *TINY, "--graphml", "tise@1", "x.graphml"))
        self.assertIn("negotiates", self.refused("run", *TINY, "--graphml", "zzzzzzzzzzzz@1", "x.graphml"))

    def test_a_layer_of_the_graph_can_be_read_as_graphml(self):
        done = liandong("run", *TINY, "--graphml", "employs@12", "employs.graphml", "--json", cwd=self.folder)
        self.assertEqual(done.returncode, DONE, done.stderr)
        space = "{http://graphml.graphdrawing.org/xmlns}"
        root = xml.etree.ElementTree.parse(self.folder / "employs.graphml").getroot()
        names = {key.get("id"): key.get("attr.name") for key in root.iter(space + "key")}
        nodes = {
            node.get("id"): {names[data.get("key")]: data.text for data in node.iter(space + "data")}
            for node in root.iter(space + "node")
        }
        edges = [(nodes[edge.get("source")], nodes[edge.get("target")]) for edge in root.iter(space + "edge")]
        self.assertGreater(len(edges), 2)
        for employer, worker in edges:
            self.assertEqual(worker["table"], "worker")
            self.assertEqual(employer["table"], worker["employer"])
            self.assertEqual(employer["community"], worker["community"])

    def test_report_and_rerun_need_the_results_file_alone(self):
        self.assertEqual(self.compare("--quiet").returncode, DONE)
        moved = self.folder / "moved.h5"
        (self.folder / "out/results.h5").rename(moved)
        self.assertEqual(liandong("report", moved, "--out", self.folder / "again.html").returncode, DONE)
        self.assertEqual((self.folder / "again.html").read_bytes(), (self.folder / "out/report.html").read_bytes())
        again = liandong("rerun", moved, "--json", "--quiet")
        self.assertEqual(again.returncode, DONE, again.stderr)
        self.assertTrue(json.loads(again.stdout)["equal"])

    def test_pilots_and_mergers_run_again_from_the_results_file_alone_on_other_threads(self):
        names = "".join(f'[[community]]\nname = "{name}"\n' for name in ("East", "West"))
        study = self.write("pilots.toml", """burn_in = "street-committee"
[place]
households = 100
[run]
weeks = 30
burn_in_weeks = 4
replicates = 2
""" + names + """[[arm]]
name = "first-west"
[[arm.stage]]
week = 2
communities = ["West"]
arrangement = "strong-government"
[[arm.stage]]
week = 15
arrangement = "strong-government"
[[arm]]
name = "half"
[[arm.stage]]
week = 2
communities = 0.5
arrangement = "strong-government"
[[arm.merger]]
week = 15
communities = ["East", "West"]
[[arm]]
name = "none"
""")
        out = self.folder / "pilots"
        done = liandong("compare", study, "--quiet", "--threads", "1", "--out", out)
        self.assertEqual(done.returncode, DONE, done.stderr)
        page = self.folder / "pilots.html"
        told = liandong("report", out / "results.h5", "--out", page)
        self.assertEqual(told.returncode, DONE, told.stderr)
        self.assertIn("East and West become one", page.read_text(encoding="utf-8"))
        again = liandong("rerun", out / "results.h5", "--json", "--quiet", "--threads", "2", "--order", "backward")
        self.assertEqual(again.returncode, DONE, again.stderr)
        self.assertTrue(json.loads(again.stdout)["equal"])

    def test_a_truncated_results_file_is_refused(self):
        self.assertEqual(self.compare("--quiet").returncode, DONE)
        results = self.folder / "out/results.h5"
        os.truncate(results, results.stat().st_size // 2)
        self.refused("report", results)
        self.refused("rerun", results)


class Failures(InFolder):
    LONG = [SMALL, "--set", "run.weeks=1000", "--replicates", "40", "--threads", "1", "--set", "strong-government.staff.station=12"]

    def old_results(self):
        """A finished comparison in out/, and its bytes."""
        self.assertEqual(liandong("compare", *TINY, "--quiet", "--out", "out", cwd=self.folder).returncode, DONE)
        return self.bytes_of_results()

    def bytes_of_results(self):
        return {name: (self.folder / "out" / name).read_bytes() for name in FILES}

    def start(self, *arguments):
        process = subprocess.Popen([BIN, "compare", *arguments, "--out", "out", "--lang", "en"], cwd=self.folder,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.stderr.close)
        return process

    def wait_for_partial(self, process):
        """Until the first replicate is finished and kept."""
        end = time.monotonic() + 240
        while time.monotonic() < end and process.poll() is None:
            partial = self.folder / "out/partial"
            if partial.is_dir() and any("replicate" in file.name for file in partial.iterdir()):
                return
            time.sleep(0.02)
        self.fail("no replicate was kept")

    def test_an_output_folder_that_cannot_be_made_fails_before_the_work(self):
        self.write("out", "a file stands here")
        done = liandong("compare", *TINY, "--out", "out", cwd=self.folder)
        self.assertEqual(done.returncode, MACHINE_FAILED)
        self.assertIn("out", done.stderr)
        self.assertEqual((self.folder / "out").read_text(), "a file stands here")

    @unittest.skipIf(os.geteuid() == 0, "root may write anywhere")
    def test_a_folder_without_permission_keeps_its_results(self):
        old = self.old_results()
        (self.folder / "out").chmod(0o555)
        self.addCleanup((self.folder / "out").chmod, 0o755)
        done = liandong("compare", *TINY, "--out", "out", cwd=self.folder)
        self.assertEqual(done.returncode, MACHINE_FAILED)
        self.assertEqual(self.bytes_of_results(), old)

    def test_a_full_disk_keeps_the_old_results(self):
        old = self.old_results()
        limited = ["bash", "-c", 'ulimit -f 40; trap "" XFSZ; exec "$@"', "bash", BIN, "compare", *TINY, "--seed", "2", "--out", "out", "--quiet"]
        done = subprocess.run(limited, cwd=self.folder, capture_output=True, text=True, timeout=300)
        self.assertEqual(done.returncode, MACHINE_FAILED, done.stderr)
        self.assertNotEqual(done.stderr, "")
        self.assertEqual(self.bytes_of_results(), old)

    def test_a_file_that_grows_too_large_is_a_failure_without_leftovers(self):
        limited = ["bash", "-c", 'ulimit -f 40; exec "$@"', "bash", BIN, "compare", *TINY, "--out", "out", "--quiet", "--lang", "zh"]
        done = subprocess.run(limited, cwd=self.folder, capture_output=True, text=True, timeout=300)
        self.assertEqual(done.returncode, MACHINE_FAILED, done.stderr)
        self.assertRegex(done.stderr, r"失败：.*\.h5：超出文件大小上限")
        self.assertEqual([file for file in (self.folder / "out").rglob("*") if file.name.startswith(".")], [])

    def test_a_full_standard_output_is_a_failure_and_said_to_be_full(self):
        for language, words in (("en", "standard output: No space left on device"), ("zh", "标准输出：磁盘空间不足")):
            with open("/dev/full", "w") as full:
                done = subprocess.run([BIN, "describe", "--lang", language], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
            self.assertEqual(done.returncode, MACHINE_FAILED)
            self.assertIn(words, done.stderr)

    def test_a_standard_output_that_is_closed_is_a_failure(self):
        done = subprocess.run(["bash", "-c", '"$0" describe --lang en >&-', BIN], stderr=subprocess.PIPE, text=True, timeout=60)
        self.assertEqual(done.returncode, MACHINE_FAILED)
        self.assertIn("standard output: Bad file descriptor", done.stderr)

    def test_a_folder_in_place_of_a_file_is_refused_before_the_work(self):
        old = self.old_results()
        (self.folder / "out/summary.csv").unlink()
        (self.folder / "out/summary.csv").mkdir()
        done = liandong("compare", *self.LONG, "--out", "out", cwd=self.folder)
        self.assertEqual(done.returncode, MACHINE_FAILED)
        self.assertIn("summary.csv", done.stderr)
        self.assertEqual((self.folder / "out/results.h5").read_bytes(), old["results.h5"])

    def test_a_users_folder_named_partial_stays(self):
        (self.folder / "out/partial").mkdir(parents=True)
        self.write("out/partial/notes.txt", "mine")
        self.old_results()
        self.assertEqual([file.name for file in (self.folder / "out/partial").iterdir()], ["notes.txt"])

    def test_a_second_run_in_a_folder_ends_at_once_and_is_told_who_has_it(self):
        first = self.start(*self.LONG)
        self.wait_for_partial(first)
        done = liandong("compare", *TINY, "--out", "out", cwd=self.folder)
        self.assertEqual(done.returncode, MACHINE_FAILED)
        self.assertIn(f"process {first.pid} on ", done.stderr)
        self.assertIn("--replicates 40", done.stderr)
        first.kill()
        first.wait()
        self.assertEqual(liandong("compare", *TINY, "--out", "out", cwd=self.folder).returncode, DONE)

    def test_a_set_of_files_that_was_half_put_in_place_is_completed(self):
        old = self.old_results()
        finished = self.folder / "out/.liandong-finished"
        finished.mkdir()
        (self.folder / "out/report.html").rename(finished / "report.html")
        self.write("out/report.html", "an older page")
        done = liandong("rerun", self.folder / "out/results.h5", "--replicate", "0", "--quiet", "--json")
        self.assertEqual(done.returncode, DONE, done.stderr)
        self.assertEqual(self.bytes_of_results(), old)
        self.assertFalse(finished.exists())

    def test_ctrl_c_keeps_finished_replicates_says_how_to_go_on_and_harms_nothing(self):
        old = self.old_results()
        process = self.start(*self.LONG)
        self.wait_for_partial(process)
        process.send_signal(signal.SIGINT)
        out, error = process.communicate(timeout=120)
        self.assertEqual(process.returncode, MACHINE_FAILED)
        self.assertEqual(out, "")
        self.assertIn("give the same command again", error)
        self.assertIn("liandong compare", error)
        self.assertEqual(self.bytes_of_results(), old)
        self.assertTrue(any((self.folder / "out/partial").iterdir()))

    def test_kill_in_the_middle_leaves_the_old_results_and_the_study_can_go_on(self):
        old = self.old_results()
        study = [SMALL, "--replicates", "3", "--threads", "1", "--seed", "5"]
        process = self.start(*study)
        self.wait_for_partial(process)
        process.kill()
        process.wait()
        self.assertEqual(self.bytes_of_results(), old)
        done = liandong("compare", *study, "--out", "out", "--json", cwd=self.folder)
        self.assertEqual(done.returncode, DONE, done.stderr)
        fresh = liandong("compare", *study, "--out", "fresh", "--json", cwd=self.folder)
        self.assertEqual(json.loads(done.stdout)["state_hash"], json.loads(fresh.stdout)["state_hash"])
        self.assertEqual({file.name for file in (self.folder / "out").iterdir()}, FILES)


if __name__ == "__main__":
    unittest.main()
