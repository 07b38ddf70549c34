"""The state hash of a small study is one number: however many threads, whatever the visiting order, compiler, build
type and C library. Builds the program with clang++, and again with sanitizers, unless
LIANDONG_CLANG_BIN and LIANDONG_ASAN_BIN name such programs."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ["LIANDONG_SOURCE_DIR"])
RELEASE = pathlib.Path(os.environ["LIANDONG_BIN"])

# Two communities, every arm, two replicates, an election: every phase and every fork of the burn-in, in half a second.
SMALL = ["--replicates", "2"]
for setting in (
    "place.communities=2",
    "place.households=1000",
    "run.burn_in_weeks=20",
    "run.weeks=40",
    "place.election_first_week=24",
    "place.election_weeks=6",
):
    SMALL += ["--set", setting]


def run(*command, **environment):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, env={**os.environ, **environment})
    if done.returncode:
        raise AssertionError(f"{' '.join(map(str, command))}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def build(preset, *targets):
    """Folder of a preset's build, with the targets up to date."""
    run("cmake", "-S", SOURCE, "--preset", preset, "-DLIANDONG_TESTS=ON")
    run("cmake", "--build", SOURCE / "build" / preset, "--target", *targets)
    return SOURCE / "build" / preset


def program(variable, preset):
    return pathlib.Path(os.environ.get(variable) or build(preset, "liandong_app") / "app/liandong")


class StateHash(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.out = pathlib.Path(folder.name)
        cls.reference = cls.hashes(RELEASE, "--threads", "1")

    @classmethod
    def hashes(cls, binary, *options, folder="out", **environment):
        """Of every arm and replicate, and what was drawn and came out in three worlds."""
        command = [binary, "compare", *SMALL, "--worlds", "3", "--json", "--out", cls.out / folder, *options]
        hashes = json.loads(run(*command, **environment))["state_hash"]
        return {**hashes, "worlds": (cls.out / folder / "worlds.csv").read_text()}

    def test_it_tells_arms_replicates_and_seeds_apart(self):
        digits = json.dumps(self.reference).split('"')
        hashes = [d for d in digits if len(d) == 16 and set(d) <= set("0123456789abcdef")]
        self.assertGreaterEqual(len(hashes), 4)
        self.assertEqual(len(set(hashes)), len(hashes))
        self.assertNotEqual(self.hashes(RELEASE, "--seed", "2"), self.reference)

    def test_it_does_not_depend_on_the_number_of_threads(self):
        for threads in ("2", "3", "7"):
            with self.subTest(threads=threads):
                self.assertEqual(self.hashes(RELEASE, "--threads", threads), self.reference)

    def test_it_does_not_depend_on_the_visiting_order(self):
        for order in ("forward", "backward", "shuffled"):
            for threads in ("1", "3"):
                with self.subTest(order=order, threads=threads):
                    self.assertEqual(self.hashes(RELEASE, "--order", order, "--threads", threads), self.reference)

    def test_it_does_not_depend_on_what_the_c_library_finds_in_the_processor(self):
        off = "-AVX,-AVX2,-AVX512F,-AVX512VL,-AVX512DQ,-AVX512BW,-FMA,-FMA4,-BMI2,-ERMS,-SSE4_1,-SSE4_2"
        self.assertEqual(self.hashes(RELEASE, GLIBC_TUNABLES=f"glibc.cpu.hwcaps={off}"), self.reference)

    def test_it_does_not_depend_on_the_compiler(self):
        self.assertEqual(self.hashes(program("LIANDONG_CLANG_BIN", "clang")), self.reference)

    def test_it_does_not_depend_on_the_build_type_and_the_sanitizers_find_nothing(self):
        self.assertEqual(self.hashes(program("LIANDONG_ASAN_BIN", "asan"), "--threads", "2"), self.reference)

    def test_an_arm_that_was_forked_from_the_burn_in_ends_as_one_that_ran_alone(self):
        for arm in ("strong-government", "strong-community"):
            alone = json.loads(run(RELEASE, "run", *SMALL[2:], "--arm", arm, "--replicate", "1", "--json"))
            self.assertEqual(alone["state_hash"][arm][0], self.reference[arm][1])

    def test_a_finished_study_runs_again_from_its_file_alone(self):
        self.hashes(RELEASE, folder="finished")
        run(RELEASE, "rerun", next((self.out / "finished").rglob("results.h5")))


class Sanitized(unittest.TestCase):
    def test_the_unit_tests_pass_under_the_sanitizers(self):
        folder = build("asan", "unit_tests", "liandong_app")
        run("ctest", "--test-dir", folder, "--output-on-failure", "--no-tests=error", "-L", "^unit$", "-j2")


if __name__ == "__main__":
    unittest.main()
