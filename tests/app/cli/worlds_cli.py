"""Worlds as people meet them: run, kept, joined, and run again one by one."""

import csv
import json
import os
import pathlib
import signal
import subprocess
import tempfile
import time
import unittest

import h5py

BIN = os.environ["LIANDONG_BIN"]
SMALL = str(pathlib.Path(__file__).resolve().parents[3] / "scenarios/studies/small.toml")
# Two communities of a hundred households, a few weeks: 25 worlds in seconds.
TINY = [SMALL, "--set", "place.households=100", "--set", "run.burn_in_weeks=4", "--set", "run.weeks=8", "--replicates", "2"]


def liandong(folder, *arguments, language="en_GB.UTF-8"):
    environment = {key: value for key, value in os.environ.items() if key not in ("LC_ALL", "LC_MESSAGES", "LANG")}
    environment["LANG"] = language
    return subprocess.run([BIN, *map(str, arguments)], capture_output=True, text=True, env=environment, cwd=folder, timeout=300)


class Worlds(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def done(self, *arguments, language="en_GB.UTF-8"):
        done = liandong(self.folder, *arguments, language=language)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def table(self, out):
        with (self.folder / out / "worlds.csv").open(newline="") as stream:
            return list(csv.DictReader(stream))

    def years(self, out):
        """Yearly means of the headline indicators of every world and arm."""
        with h5py.File(self.folder / out / "results.h5") as file:
            yearly = file["worlds/yearly"]
            self.assertEqual(yearly.shape[1:], (len(file["worlds/arm"]), len(file["worlds/yearly_indicator"]), 1))
            return yearly[()].tobytes()

    def test_a_study_is_answered_over_them_and_each_can_be_run_again(self):
        done = self.done("compare", *TINY, "--worlds", "25", "--out", "out")
        self.assertIn("A first answer, from 20 of up to 25 worlds: out/report.html", done.stderr)
        self.assertIn("25 worlds", done.stdout)
        rows = self.table("out")
        self.assertEqual([row["world"] for row in rows], [str(number) for number in range(25)])
        self.assertGreater(len({row["context.civic_intercept"] for row in rows}), 20)
        again = json.loads(self.done("rerun", "out/results.h5", "--world", "17", "--json").stdout)
        self.assertTrue(again["equal"])
        self.assertEqual({check["world"] for check in again["checks"]}, {17})
        recorded = {check["arm"]: check["recorded"] for check in again["checks"]}
        self.assertEqual(recorded["strong-community"], rows[17]["strong-community.state_hash"])
        self.assertEqual({entry.name for entry in (self.folder / "out").iterdir()},
                         {"report.html", "results.h5", "summary.csv", "worlds.csv"})

    def test_shares_and_the_ensemble_can_be_told_from_the_table_alone(self):
        study = self.folder / "study.toml"
        ensemble = '[worlds]\nensemble = "baotou"\ncount = 20\n\n[run]'
        study.write_text(pathlib.Path(SMALL).read_text().replace("[run]", ensemble))
        done = self.done("compare", study, *TINY[1:], "--out", "out", "--json")
        rows = self.table("out")
        self.assertEqual(len(rows), 20)
        shipped = {row["world"]: row for row in csv.DictReader((pathlib.Path(SMALL).parents[1] / "ensembles/baotou.csv").open(newline=""))}
        patterns = [heading for heading in rows[0] if heading.startswith("implausibility: ")]
        self.assertEqual(len(patterns), 5)
        for row in rows:
            self.assertEqual([row[pattern] for pattern in patterns], [shipped[row["world"]][pattern] for pattern in patterns])
        arms = [heading.removesuffix(".state_hash") for heading in rows[0] if heading.endswith(".state_hash")]
        self.assertEqual({row[heading] for row in rows for heading in row if heading.endswith(".equal_cost_to")}, {"strong-government"})
        told = json.loads(done.stdout)["worlds"]["pairs"]
        self.assertGreaterEqual(len(told), 4 * 3)
        for pair in told:
            a, b, key = arms[pair["a"]], arms[pair["b"]], pair["indicator"]
            gains = [(float(row[f"{a}.{key}"]) - float(row[f"{b}.{key}"])) * (float(row[f"direction: {key}"]) or 1)
                     for row in rows if row[f"{a}.{key}"] and row[f"{b}.{key}"]]
            matters = float(rows[0][f"smallest_effect: {key}"])
            self.assertEqual(pair["worlds"], len(gains))
            self.assertAlmostEqual(pair["ahead"], sum(gain > 0 and gain >= matters for gain in gains) / len(gains), places=6)
            self.assertAlmostEqual(pair["behind"], sum(gain < 0 and -gain >= matters for gain in gains) / len(gains), places=6)
            self.assertEqual([row[f"difference: {a} - {b}: {key}"] != "" for row in rows].count(True), len(gains))

    def test_the_answer_on_the_terminal_takes_ten_lines_at_most(self):
        for language in ("en_GB.UTF-8", "zh_CN.UTF-8"):
            said = self.done("compare", *TINY, "--worlds", "25", "--out", "out", language=language).stdout
            answer = said[:said.index("\nWritten:" if language.startswith("en") else "\n已写入：")]
            self.assertLessEqual(len(answer.splitlines()), 10, answer)

    def test_names_of_unknowns_that_would_be_taken_for_something_else_are_refused_with_their_place(self):
        for name, place, words in (("place.owner_share", "study.toml:6:", "arm.levers.staff.station.unknown: \"place.owner_share\" is a parameter"),
                                   ("a.satisfaction", "study.toml:2:", "has the name of a figure of an arm")):
            study = self.folder / "study.toml"
            lever = f'levers.staff.station = {{ value = 10, low = 8, high = 14, unknown = "{name}" }}'
            study.write_text(f'burn_in = "street-committee"\n[worlds]\ncount = 3\n[[arm]]\nname = "a"\n{lever}\n')
            done = liandong(self.folder, "validate", study)
            self.assertEqual(done.returncode, 2)
            self.assertIn(place, done.stdout + done.stderr)
            self.assertIn(words, done.stdout + done.stderr)

    def test_parts_of_them_join_to_those_of_one_run(self):
        self.done("compare", *TINY, "--worlds", "5", "--out", "whole", "--quiet")
        for part in ("1/2", "2/2"):
            self.done("compare", *TINY, "--worlds", "5", "--part", part, "--out", part[0], "--quiet")
        self.assertEqual([len(self.table(out)) for out in ("1", "2")], [2, 3])
        self.done("compare", *TINY, "--worlds", "5", "--from", "1/results.h5", "--from", "2/results.h5", "--out", "joined", "--quiet")
        self.assertEqual(*[(self.folder / out / "worlds.csv").read_bytes() for out in ("whole", "joined")])
        self.assertEqual(*[self.years(out) for out in ("whole", "joined")])

    def test_more_of_them_than_a_finished_study_has_run_only_the_new_ones(self):
        self.done("compare", *TINY, "--worlds", "4", "--out", "out", "--quiet")
        first = self.table("out")
        self.done("compare", *TINY, "--worlds", "6", "--out", "out", "--quiet")
        self.assertEqual(self.table("out")[:4], first)
        self.assertEqual(len(self.table("out")), 6)
        self.assertNotIn(b"\x00\x00\xc0\x7f", self.years("out"), "no year of any is left out")

    def stopped_in_worlds(self, *arguments):
        """Runs until worlds have been kept, then Ctrl-C; what it left in the folder `out`."""
        command = [BIN, "compare", SMALL, "--set", "run.burn_in_weeks=8", "--set", "run.weeks=52", "--replicates", "1", "--threads", "2",
                   "--worlds", "200", "--out", "out", *arguments]
        started = subprocess.Popen(command, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        kept = self.folder / "out/partial/worlds"
        while started.poll() is None and (not kept.is_dir() or len(list(kept.iterdir())) < 24):
            time.sleep(0.01)
        started.send_signal(signal.SIGINT)
        _, said = started.communicate(timeout=120)
        self.assertEqual(started.returncode, 3, said)
        self.assertIn("give the same command again", said)
        return command

    def test_a_stop_among_them_is_clean_and_the_same_command_goes_on(self):
        command = self.stopped_in_worlds()
        self.assertEqual(len(self.table("out")), 20, "the first answer stands")
        fewer = [word if word != "200" else "26" for word in command]
        subprocess.run(fewer, cwd=self.folder, check=True, capture_output=True)
        self.assertEqual(len(self.table("out")), 26)

    def test_a_finished_answer_stands_until_a_greater_one_is_whole(self):
        self.done("compare", SMALL, "--set", "run.burn_in_weeks=8", "--set", "run.weeks=52", "--replicates", "1", "--worlds", "30", "--out", "out",
                  "--quiet")
        before = (self.folder / "out/worlds.csv").read_bytes()
        self.stopped_in_worlds()
        self.assertEqual((self.folder / "out/worlds.csv").read_bytes(), before)

    def test_without_them_there_is_no_table(self):
        self.done("compare", *TINY, "--worlds", "0", "--out", "out", "--quiet")
        self.assertFalse((self.folder / "out/worlds.csv").exists())
        done = liandong(self.folder, "rerun", "out/results.h5", "--world", "3")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("no world 3 in the results", done.stderr)

    def test_an_ensemble_that_is_too_small_or_not_there_is_named_in_both_languages(self):
        ensemble = '[worlds]\nensemble = "{}"\ncount = 5000\n\n[run]'
        for name, words in (("baotou", "asks for 5000 worlds; the ensemble has "), ("baotow", 'did you mean "baotou"?')):
            study = self.folder / "study.toml"
            study.write_text(pathlib.Path(SMALL).read_text().replace("[run]", ensemble.format(name)))
            done = liandong(self.folder, "validate", study)
            self.assertEqual(done.returncode, 2)
            self.assertIn(words, done.stdout + done.stderr)
        self.assertIn("是否想写“baotou”？", liandong(self.folder, "validate", study, language="zh_CN.UTF-8").stdout)


if __name__ == "__main__":
    unittest.main()
