"""clang-tidy has nothing to say about the engine, the models and the studies.

In CI (CI=true) it reads every file; elsewhere those that differ from `origin/main`, with the bodies beside the headers
that do. The analyzer, which follows paths through a function and takes most of the time, is left to `clang-tidy` by hand.
"""

import concurrent.futures
import os
import pathlib
import subprocess
import unittest

ROOT = pathlib.Path(os.environ["LIANDONG_SOURCE_DIR"])
BUILD = os.environ["LIANDONG_BUILD_DIR"]
ROOMS = ("sim", "models", "analysis")


def every_file():
    return [p for room in ROOMS for p in sorted((ROOT / room).rglob("*.cpp"))]


def git(*arguments):
    """What git says, by line; nothing at all if it cannot answer."""
    done = subprocess.run(["git", "-C", ROOT, *arguments], capture_output=True, text=True)
    return done.stdout.splitlines() if done.returncode == 0 else None


def changed_files():
    """Files that differ from origin/main, with those not yet in git; every file without git or such a branch."""
    base = git("merge-base", "HEAD", "origin/main")
    if not base:
        return every_file()
    names = git("diff", "--name-only", *base) + git("ls-files", "--others", "--exclude-standard")
    bodies = {(ROOT / name).with_suffix(".cpp") for name in names if name.endswith((".h", ".cpp"))}
    return [file for file in every_file() if file in bodies]


def complaints(file):
    command = ["clang-tidy", "--quiet", "--checks=-clang-analyzer-*", "-p", BUILD, file]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stdout


class Tidy(unittest.TestCase):
    def test_engine_models_and_studies_are_tidy(self):
        self.assertTrue(every_file())
        files = every_file() if os.environ.get("CI") == "true" else changed_files()
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            self.assertEqual("".join(pool.map(complaints, files)), "")
