"""Files are laid out as .clang-format and .editorconfig say. To lay out C++: cmake --build build/release --target format"""

import os
import pathlib
import subprocess
import unittest

ROOT = pathlib.Path(os.environ["LIANDONG_SOURCE_DIR"])
FOLDERS = ["sim", "models", "analysis", "app", "tests", "bench"]


def files_of(*endings):
    return [p for folder in FOLDERS for p in sorted((ROOT / folder).rglob("*")) if p.suffix in endings]


def shell_scripts():
    commands = [p for p in [*ROOT.glob("*"), *(ROOT / ".ci").glob("*")] if p.is_file()]
    return [p for p in commands if p.read_bytes().startswith(b"#!/usr/bin/env bash")] + [*(ROOT / "cmake").glob("*.sh")]


def check(*command):
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


class Format(unittest.TestCase):
    maxDiff = None

    def test_the_code_is_laid_out_as_agreed(self):
        files = files_of(".h", ".cpp")
        self.assertTrue(files)
        done = check("clang-format", "--dry-run", "--Werror", "--ferror-limit=1", *files)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_lines_end_where_their_text_does_and_files_with_a_line(self):
        tables = [ROOT / "CMakeLists.txt", ROOT / "CMakePresets.json", *sorted((ROOT / "scenarios").rglob("*.toml"))]
        wrong = []
        for path in files_of(".h", ".cpp", ".py", ".ts", ".mjs", ".cmake", ".txt") + tables:
            text = path.read_bytes().decode("utf-8")
            if "\r" in text or (text and not text.endswith("\n")):
                wrong.append(f"{path.relative_to(ROOT)}: its end, or the end of a line")
            lines = enumerate(text.splitlines(), 1)
            wrong += [f"{path.relative_to(ROOT)}:{n}: blanks at the end" for n, line in lines if line != line.rstrip()]
        self.assertEqual(wrong, [])

    def test_shellcheck_has_nothing_to_say(self):
        scripts = shell_scripts()
        self.assertGreaterEqual(len(scripts), 4)
        done = check("shellcheck", "--external-sources", *scripts)
        self.assertEqual(done.returncode, 0, done.stdout)
