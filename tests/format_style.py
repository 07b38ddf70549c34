"""The code is laid out as .clang-format says. To lay it out: cmake --build build/release --target format"""

import os
import pathlib
import subprocess
import unittest

ROOT = pathlib.Path(os.environ["LIANDONG_SOURCE_DIR"])
FOLDERS = ["sim", "models", "analysis", "app", "tests", "bench"]


class Format(unittest.TestCase):
    def test_the_code_is_laid_out_as_agreed(self):
        files = [str(p) for folder in FOLDERS for p in sorted((ROOT / folder).rglob("*")) if p.suffix in (".h", ".cpp")]
        self.assertTrue(files)
        check = subprocess.run(
            ["clang-format", "--dry-run", "--Werror", "--ferror-limit=1", *files], cwd=ROOT, capture_output=True, text=True
        )
        self.assertEqual(check.returncode, 0, check.stderr)
