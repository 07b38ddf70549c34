"""The tables of parameters in the documentation are those of the program."""

import collections
import json
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
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        settings = [word for pair in ("run.weeks=13", "run.burn_in_weeks=13", "place.households=60")
                    for word in ("--set", pair)]
        subprocess.run([PROGRAM, "compare", "patterns", "--quiet", "--replicates", "2", "--out", folder.name, *settings],
                       capture_output=True, check=True)
        cls.results = f"{folder.name}/results.h5"

    def patterns(self, *arguments):
        return subprocess.run([PROGRAM, "patterns", self.results, *arguments], capture_output=True, text=True,
                              encoding="utf-8", check=True).stdout

    def listed(self, page):
        """Pattern, status, target and source of each row."""
        rows = [line.strip("| \n").split(" | ") for line in page.splitlines() if line.startswith("| ")]
        return [(row[0], row[1], row[3], row[6]) for row in rows[1:]]

    def test_the_pages_list_every_pattern_with_its_status_target_and_source(self):
        for language, name in (("en", "validation.md"), ("zh", "validation.zh-CN.md")):
            made = self.listed(self.patterns("--markdown", "--lang", language))
            self.assertGreater(len(made), 10)
            self.assertEqual(self.listed((DOCS / name).read_text(encoding="utf-8")), made, name)

    def test_fitted_patterns_are_counted_apart_from_those_held_out(self):
        checks = json.loads(self.patterns("--json"))["patterns"]
        for line, status in (("Fitted, so that a hit is no evidence of its own", "fitted"), ("Held out", "held_out")):
            verdicts = collections.Counter(check["verdict"] for check in checks if check["status"] == status)
            self.assertGreater(verdicts.total(), 6)
            counted = (f"{line}: {verdicts['met']} of {verdicts.total()} met, {verdicts['missed']} missed, "
                       f"{verdicts['unclear']} unclear, {verdicts['not_measured']} not measured.\n")
            self.assertIn(counted, self.patterns("--lang", "en"))
            self.assertIn(counted, self.patterns("--markdown", "--lang", "en"))

    def test_a_relative_pattern_is_shown_in_percent_and_given_as_a_share(self):
        name = "a list cuts the working time for ledgers"
        check = next(check for check in json.loads(self.patterns("--json"))["patterns"] if check["pattern"] == name)
        self.assertEqual((check["relative"], check["target"]), (True, [-1, -0.67]))
        row = next(line for line in self.patterns("--lang", "en").splitlines() if line.startswith(name))
        self.assertIn(f"-100% … -67% · {100 * check['value']:+.3g}%", row)

    def test_the_report_page_finds_what_the_command_finds(self):
        html = pathlib.Path(self.results).with_name("report.html").read_text(encoding="utf-8")
        page = json.loads(re.search(r'<script type="application/json" id="report">(.*?)</script>', html, re.S)[1])
        checks = json.loads(self.patterns("--json"))["patterns"]
        self.assertEqual([(p["name"]["en"], p["status"], p["finding"]) for p in page["patterns"]],
                         [(c["pattern"], c["status"], c["verdict"]) for c in checks])

    def test_the_description_of_the_model_names_the_fitted_patterns(self):
        for language, name, word in (("en", "odd.md", "fitted"), ("zh", "odd.zh-CN.md", "已拟合")):
            text = re.sub(r"\s+", " ", (DOCS / name).read_text(encoding="utf-8"))
            fitted = [row[0] for row in self.listed(self.patterns("--markdown", "--lang", language)) if row[1] == word]
            self.assertEqual(len(fitted), 7)
            for pattern in fitted:
                self.assertIn(pattern, text, name)


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
