"""The results file as others read it: with h5py, by what docs/results-format.md says."""
import contextlib
import io
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

import h5py

PROGRAM = os.environ["LIANDONG_BIN"]
PAGE = pathlib.Path(os.environ["LIANDONG_SOURCE_DIR"]) / "docs" / "results-format.md"
SMALL = ["--set", "run.weeks=26", "--set", "run.burn_in_weeks=13", "--set", "place.communities=2",
         "--set", "place.households=200", "--replicates", "2"]


def documented_names(page):
    """Names in the first column of the tables, which may hold several, e.g. `low`, `high`."""
    for row in re.findall(r"^\| (`[^|]*) \|", page, re.MULTILINE):
        yield from re.findall(r"`([^`]+)`", row)


class ResultsFile(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        subprocess.run([PROGRAM, "compare", *SMALL, "--out", cls.folder.name, "--quiet"], check=True,
                       cwd=os.environ["LIANDONG_SOURCE_DIR"])
        cls.file = next(pathlib.Path(cls.folder.name).rglob("results.h5"))
        cls.page = PAGE.read_text(encoding="utf-8")

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_reader_of_the_page_works_as_it_stands(self):
        reader = re.search(r"```python\n(.*?)```", self.page, re.DOTALL).group(1)
        self.assertLessEqual(len([line for line in reader.splitlines() if line.strip()]), 10)
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed), contextlib.chdir(self.file.parent):
            exec(compile(reader, "docs/results-format.md", "exec"), {})
        lines = printed.getvalue().splitlines()
        self.assertEqual(lines[0].split()[0], "strong-government")
        self.assertTrue(0 <= float(lines[0].split()[1]) <= 1)

    def test_every_number_says_its_unit_and_meaning(self):
        def check(name, item):
            if isinstance(item, h5py.Dataset) and item.dtype.kind in "uif":
                self.assertIn("unit", item.attrs, name)
                self.assertIn("description", item.attrs, name)

        with h5py.File(self.file) as file:
            file.visititems(check)

    def test_page_names_everything_in_the_file_and_nothing_else(self):
        in_file = set()

        def note(name, item):
            in_file.update(item.attrs)
            if not name.split("/")[-1].isdigit():
                in_file.add(name.split("/")[-1])

        with h5py.File(self.file) as file:
            in_file.update(file.attrs)
            file.visititems(note)
        in_file -= {"unit", "description"}
        for name in in_file:
            self.assertIn(f"`{name}`", self.page.replace("/", "`/`"), name)
        for name in documented_names(self.page):
            self.assertIn(name.split("/")[-1], in_file | {"unit"}, name)

    def test_shapes_are_as_the_page_says(self):
        with h5py.File(self.file) as file:
            sizes = {"R": file.attrs["replicates"], "W": file.attrs["weeks"], "B": file.attrs["burn_in_weeks"],
                     "Q": file.attrs["weeks"] // 13, "C": file.attrs["communities"], "I": len(file["indicator"]),
                     "G": len(file["group"]), "J": len(file["group_indicator"]),
                     "F": len(file["arms/000/flow"])}
            arm = file["arms/000"]
            for name, shape in re.findall(r"^\| `(\w+)` \| \[([A-Z, ]+)\] \|", self.page, re.MULTILINE):
                dataset = arm.get(name) if name in arm else file.get(name)
                if isinstance(dataset, h5py.Dataset):
                    self.assertEqual(dataset.shape, tuple(sizes[size] for size in shape.split(", ")), name)


if __name__ == "__main__":
    unittest.main()
