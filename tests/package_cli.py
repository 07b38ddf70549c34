"""Another project finds the installed package and builds a model of its own on the engine."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ["LIANDONG_SOURCE_DIR"])
BUILD = pathlib.Path(os.environ["LIANDONG_BUILD_DIR"])


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode:
        raise AssertionError(f"{command} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.prefix = pathlib.Path(cls.folder.name) / "prefix"
        run("cmake", "--install", BUILD, "--prefix", cls.prefix)

    def test_another_project_builds_and_runs_a_model_on_the_engine(self):
        build = pathlib.Path(self.folder.name) / "build"
        run("cmake", "-S", SOURCE / "tests/package", "-B", build, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release",
            f"-DCMAKE_PREFIX_PATH={self.prefix}")
        run("cmake", "--build", build)
        weeks, state_hash = run(build / "rumour").split()
        self.assertGreater(int(weeks), 0)
        self.assertRegex(state_hash, "^[0-9a-f]{16}$")

    def test_the_installed_headers_compile_from_their_new_place(self):
        headers = sorted((self.prefix / "include/liandong").rglob("*.h"))
        self.assertIn(self.prefix / "include/liandong/sim/phase.h", headers)
        unit = "".join(f'#include "{h.relative_to(self.prefix / "include/liandong")}"\n' for h in headers)
        run("sh", "-c", f"printf '%s' '{unit}' | g++ -std=c++20 -fsyntax-only -x c++ -I{self.prefix}/include/liandong "
            "$(pkg-config --cflags hdf5-serial) -I/usr/include/eigen3 -")

    def test_the_program_finds_what_was_installed_with_it_from_any_folder_and_after_a_move(self):
        place = pathlib.Path(self.folder.name) / "moved"
        shutil.copytree(self.prefix, place)
        shelf = place / "share/liandong/scenarios/studies"
        (shelf / "two-paths.toml").rename(shelf / "only-here.toml")  # with its place, arrangements and ensemble
        out = pathlib.Path(self.folder.name) / "out"
        run("env", "-C", "/", place / "bin/liandong", "compare", "only-here", "--worlds", "2", "--replicates", "2", "--set",
            "run.weeks=4", "--set", "run.burn_in_weeks=4", "--set", "place.communities=1", "--out", out)
        self.assertEqual({file.name for file in out.iterdir()}, {"report.html", "results.h5", "summary.csv", "worlds.csv"})
        self.assertIn("<script>", (out / "report.html").read_text())


if __name__ == "__main__":
    unittest.main()
