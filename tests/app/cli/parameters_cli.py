"""The tables of parameters in the documentation are those of the program."""

import os
import pathlib
import re
import subprocess
import tempfile
import unittest

DOCS = pathlib.Path(os.environ["LIANDONG_SOURCE_DIR"]) / "docs"
PROGRAM = os.environ["LIANDONG_BIN"]
PAGES = {"en": DOCS / "parameters.md", "zh": DOCS / "parameters.zh-CN.md"}


def describe(*arguments):
    return subprocess.run([PROGRAM, "describe", *arguments], capture_output=True, text=True, encoding="utf-8", check=True).stdout


class ParameterTables(unittest.TestCase):
    maxDiff = None

    def test_the_pages_say_what_the_definitions_say(self):
        for language, page in PAGES.items():
            with self.subTest(page=page.name):
                self.assertEqual(page.read_text(encoding="utf-8"), describe("--markdown", "--lang", language),
                                 f"refresh it: ./liandong describe --markdown --lang {language} > docs/{page.name}")

    def test_the_first_line_says_how_a_page_is_made(self):
        for language, page in PAGES.items():
            first = page.read_text(encoding="utf-8").splitlines()[0]
            self.assertIn(f"./liandong describe --markdown --lang {language} > docs/{page.name}", first)

    def test_every_row_has_the_cells_of_its_heading(self):
        for page in PAGES.values():
            columns = 0
            for line in page.read_text(encoding="utf-8").splitlines():
                cells = len(re.findall(r"(?<!\\)\|", line)) - 1 if line.startswith("|") else 0
                if cells and columns:
                    self.assertEqual(cells, columns, line)
                columns = cells

    def test_both_languages_list_the_same_keys(self):
        keys = [re.findall(r"^\| `([^`]+)`", page.read_text(encoding="utf-8"), re.MULTILINE) for page in PAGES.values()]
        self.assertGreater(len(keys[0]), 200)
        self.assertEqual(*keys)


class Odd(unittest.TestCase):
    def test_a_key_in_backticks_exists(self):
        """Keys are named, never their values; those of a shape `group.name` must be in the tables."""
        known = set(re.findall(r"^\| `([^`]+)`", PAGES["en"].read_text(encoding="utf-8"), re.MULTILINE))
        known |= {key.split(".", 1)[1] for key in known if key.startswith(("mechanisms.", "place.", "context."))}
        for name in ("odd.md", "odd.zh-CN.md"):
            text = (DOCS / name).read_text(encoding="utf-8")
            keys = {key for key in re.findall(r"`([a-z]+\.[a-z_]+)`", text) if not key.endswith((".md", ".h", ".cpp", ".toml"))}
            self.assertGreater(len(keys), 30)
            self.assertEqual(keys - known, set(), name)


class ValidationPages(unittest.TestCase):
    def test_the_pages_list_every_pattern_with_its_target_and_source(self):
        def listed(page):
            rows = [line.strip("| \n").split(" | ") for line in page.splitlines() if line.startswith("| ")]
            return [(row[0], row[2], row[5]) for row in rows]

        with tempfile.TemporaryDirectory() as folder:
            settings = [word for pair in ("run.weeks=13", "run.burn_in_weeks=13", "place.households=60")
                        for word in ("--set", pair)]
            subprocess.run([PROGRAM, "compare", "patterns", "--quiet", "--replicates", "2", "--out", folder, *settings],
                           capture_output=True, check=True)
            for language, name in (("en", "validation.md"), ("zh", "validation.zh-CN.md")):
                made = subprocess.run([PROGRAM, "patterns", f"{folder}/results.h5", "--markdown", "--lang", language],
                                      capture_output=True, text=True, encoding="utf-8", check=True).stdout
                self.assertGreater(len(listed(made)), 10)
                self.assertEqual(listed((DOCS / name).read_text(encoding="utf-8")), listed(made), name)


class Links(unittest.TestCase):
    def test_every_page_that_is_linked_exists(self):
        names = ("odd.md", "odd.zh-CN.md", "glossary.md", "parameters.md", "parameters.zh-CN.md", "validation.md",
                 "validation.zh-CN.md")
        pages = [DOCS / name for name in names] + sorted((DOCS / "design").glob("*.md"))
        self.assertGreater(len(pages), 9)
        for page in pages:
            for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
                if "://" not in target:
                    self.assertTrue((page.parent / target).exists(), f"{page.name}: {target}")


if __name__ == "__main__":
    unittest.main()
