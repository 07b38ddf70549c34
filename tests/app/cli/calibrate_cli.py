"""Finding worlds: the files of an ensemble, what is refused, and going on after a stop."""

import csv
import json
import pathlib
import signal
import subprocess
import time
import tomllib
import unittest

from cli_test import BIN, DONE, MACHINE_FAILED, InFolder, liandong

TINY = ["small", "--set", "run.burn_in_weeks=60", "--worlds", "20"]


class Calibrate(InFolder):
    def test_an_ensemble_has_its_numbers_and_a_table_and_is_valid(self):
        done = liandong("calibrate", *TINY, "--name", "town", "--json", "--quiet", cwd=self.folder)
        self.assertEqual(done.returncode, DONE, done.stderr)
        told = json.loads(done.stdout)
        file = self.folder / "ensembles/town.toml"
        self.assertEqual([pathlib.Path(f).name for f in told["files"]], ["town.toml", "town.csv"])
        self.assertEqual({f.name for f in file.parent.iterdir()} - {".liandong.lock"}, {"town.toml", "town.csv"})
        ensemble = tomllib.loads(file.read_text(encoding="utf-8"))
        self.assertEqual(ensemble["worlds"], told["worlds"])
        self.assertGreaterEqual(len(ensemble["worlds"]), 20)
        self.assertEqual(sum(wave["accepted"] for wave in ensemble["wave"]), len(ensemble["worlds"]))
        with open(file.with_suffix(".csv"), encoding="utf-8", newline="") as table:
            rows = list(csv.DictReader(table))
        self.assertEqual([int(row["world"]) for row in rows], ensemble["worlds"])
        for row in rows:
            far = [float(v) for k, v in row.items() if k.startswith("implausibility") and v]
            self.assertLess(max(far), ensemble["cutoff"])
        self.assertEqual(liandong("validate", file).returncode, DONE)
        file.write_text(file.read_text(encoding="utf-8").replace(ensemble["priors"], "0" * 16), encoding="utf-8")
        self.assertIn("liandong calibrate", self.refused_file(file))

    def refused_file(self, file):
        done = liandong("validate", file)
        self.assertNotEqual(done.returncode, DONE)
        return done.stdout + done.stderr

    def test_what_cannot_be_held_against_anything_is_refused(self):
        self.assertIn("nothing to hold worlds against", self.refused("calibrate", "threshold-cascade"))
        for name in ("a/b", "a\\b", "..", ".a", "a\nb", "a\x1b[31mb", "a\x7f", "a\u0085b", "n" * 101):
            self.assertRegex(self.refused("calibrate", *TINY, "--name", name), "must serve as the name of a file|control character")
        self.assertIn("from 1 to", self.refused("calibrate", "small", "--worlds", "0"))

    def test_after_a_stop_the_same_command_goes_on(self):
        command = ["calibrate", *TINY, "--set", "run.burn_in_weeks=150"]
        started = subprocess.Popen([BIN, *command], cwd=self.folder, stderr=subprocess.PIPE, text=True)
        partial = self.folder / "ensembles/partial"
        while started.poll() is None and (not partial.is_dir() or len(list(partial.iterdir())) < 30):
            time.sleep(0.01)
        started.send_signal(signal.SIGINT)
        _, said = started.communicate(timeout=60)
        self.assertEqual(started.returncode, MACHINE_FAILED, said)
        self.assertGreaterEqual(len(list(partial.iterdir())), 30)
        done = liandong(*command, cwd=self.folder)
        self.assertEqual(done.returncode, DONE, done.stderr)
        self.assertIn("taken up from earlier runs", done.stderr)
        self.assertFalse(partial.exists())


if __name__ == "__main__":
    unittest.main()
