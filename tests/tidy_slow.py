"""clang-tidy has nothing to say about the engine and the models, where a mistake is hardest to see in a result."""

import concurrent.futures
import os
import pathlib
import subprocess
import unittest

ROOT = pathlib.Path(os.environ["LIANDONG_SOURCE_DIR"])
BUILD = os.environ["LIANDONG_BUILD_DIR"]


def complaints(file):
    done = subprocess.run(["clang-tidy", "--quiet", "-p", BUILD, file], cwd=ROOT, capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stdout


class Tidy(unittest.TestCase):
    def test_the_engine_and_the_models_are_tidy(self):
        files = [str(p) for folder in ("sim", "models") for p in sorted((ROOT / folder).rglob("*.cpp"))]
        self.assertTrue(files)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            self.assertEqual("".join(pool.map(complaints, files)), "")
