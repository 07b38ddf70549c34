"""What a command says of the memory that it will need, held against the peak that is measured when it runs."""
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["LIANDONG_BIN"]
SHORT = ("--set", "run.weeks=26", "--set", "run.burn_in_weeks=26")
UNITS = {"MiB": 1 << 20, "GiB": 1 << 30}
LEAST, MOST = 0.7, 1.3  # of the measured peak
CACHE = (pathlib.Path(os.environ["LIANDONG_BUILD_DIR"]) / "CMakeCache.txt").read_text()
SANITIZED = re.search(r"^LIANDONG_SANITIZE:\w+=.+$", CACHE, re.M)


def ended(*words, folder):
    """The finished program and its peak, bytes."""
    with open(os.path.join(folder, "said"), "w+") as said:
        begun = subprocess.Popen([PROGRAM, *words], stdout=said, stderr=subprocess.STDOUT, cwd=folder,
                                 env={**os.environ, "LC_ALL": "C"})
        _, status, usage = os.wait4(begun.pid, 0)
        begun.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        return begun.returncode, said.read(), usage.ru_maxrss * 1024


@unittest.skipIf(SANITIZED, "a sanitizer needs memory of its own")
class Memory(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def refused(self, *words):
        code, said, _ = ended(*words, folder=self.folder)
        self.assertEqual(code, 3, said)
        return said

    def reckoned(self, *words):
        said = self.refused(*words, "--memory", "1MiB")
        number, unit = re.search(r"about ([\d.]+) (MiB|GiB) of memory are needed", said).groups()
        return float(number) * UNITS[unit]

    def expect_good_reckoning(self, *words):
        reckoned = self.reckoned(*words)
        code, said, peak = ended(*words, "--quiet", folder=self.folder)
        self.assertEqual(code, 0, said)
        ratio = reckoned / peak
        print(f"{ratio:.2f} = {reckoned / 2**20:.0f} / {peak / 2**20:.0f} MiB: {' '.join(words)}")
        self.assertTrue(LEAST < ratio < MOST, f"{reckoned} reckoned, {peak} measured for {words}")

    def test_reckons_what_a_comparison_takes_on_one_thread_and_on_two(self):
        for threads in "12":
            for communities in "3", "12":
                self.expect_good_reckoning("compare", "two-paths", *SHORT, "--worlds", "0", "--replicates", "2",
                                           "--threads", threads, "--set", f"place.communities={communities}")

    def test_reckons_what_worlds_take(self):
        self.expect_good_reckoning("compare", "two-paths", *SHORT, "--worlds", "4", "--replicates", "1", "--threads",
                                   "2", "--set", "worlds.communities=12")

    def test_reckons_what_one_run_takes_with_few_ties_and_with_many(self):
        for ring in "0", "20":
            self.expect_good_reckoning("run", "two-paths", *SHORT, "--set", f"network.ring={ring}", "--threads", "1")

    def test_reckons_what_a_design_takes(self):
        design = ("explore", "two-paths", *SHORT, "--replicates", "1", "--threads", "2", "--vary", "trust.gain")
        self.expect_good_reckoning(*design, "--morris", "2", "--set", "place.communities=9")
        self.expect_good_reckoning(*design, "--morris", "60", "--vary", "trust.loss", "--set", "place.communities=1",
                                   "--set", "place.households=20")

    def test_reckons_what_records_of_many_replicates_take_of_memory(self):
        few = ("compare", "small", "--set", "run.weeks=13", "--set", "run.burn_in_weeks=13", "--set",
               "place.households=20", "--set", "place.communities=1", "--threads", "2")
        self.expect_good_reckoning(*few, "--replicates", "400")
        many = self.reckoned("compare", "small", "--replicates", "10000") / 2**20
        self.assertTrue(LEAST < many / 84 < MOST, f"{many} MiB reckoned, 84 were measured")

    def test_says_what_would_fit(self):
        place = ("compare", "two-paths", "--set", "place.communities=200", "--worlds", "0")
        alone = self.reckoned(*place, "--threads", "1")
        all_of_them = self.reckoned(*place, "--threads", "4")
        self.assertGreater(all_of_them, alone)
        between = f"{(alone + all_of_them) / 2 / 2**20:.0f}MiB"
        self.assertRegex(self.refused(*place, "--threads", "4", "--memory", between), r"With --threads [23] it fits")
        said = self.refused(*place, "--threads", "4", "--memory", f"{alone / 2 / 2**20:.0f}MiB")
        fits = re.search(r"--set (place\.communities=\d+)", said).group(1)
        self.refused("compare", "two-paths", "--worlds", "0", "--set", fits, "--threads", "4", "--memory", "21MiB")
        smaller = self.reckoned("compare", "two-paths", "--worlds", "0", "--set", fits, "--threads", "1")
        self.assertLess(smaller, alone / 2 * 1.02)
        self.assertIn("not one community fits", self.refused(*place, "--memory", "1MiB"))

    def test_refuses_a_size_that_is_none_and_speaks_chinese(self):
        for size in "2G", "GiB", "-1GiB", "0MiB", "1..5GB":
            code, said, _ = ended("compare", "small", "--memory", size, folder=self.folder)
            self.assertEqual(code, 2, said)
            self.assertIn(f'--memory: must be a size such as 2GiB, 1.5GB or 500MiB, but this is "{size}"', said)
        code, said, _ = ended("run", "two-paths", "--memory", "1MiB", "--lang", "zh", folder=self.folder)
        self.assertEqual(code, 3, said)
        self.assertIn("约需内存", said)
        self.assertIn("--memory 只允许 1 MiB", said)


if __name__ == "__main__":
    unittest.main()
