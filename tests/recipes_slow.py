"""What the recipes of CONTRIBUTING.md make compiles."""

import json
import os
import pathlib
import shlex
import subprocess
import tempfile
import unittest

from recipes_unit import RECIPES, ROOT, copy_of_the_sources, touched

BUILD = pathlib.Path(os.environ["LIANDONG_BUILD_DIR"])


def checker(copy):
    """How the build compiles the commands, for the copy and without writing anything."""
    entries = json.loads((BUILD / "compile_commands.json").read_text(encoding="utf-8"))
    command = next(e["command"] for e in entries if "/liandong_commands.dir/" in e["command"])
    return [*shlex.split(command.split(" -o ")[0].replace(f"-I{ROOT} ", f"-I{copy} -I{ROOT} ")), "-fsyntax-only"]


class Recipes(unittest.TestCase):
    maxDiff = None

    def test_what_each_recipe_makes_compiles(self):
        for name, follow in RECIPES.items():
            with self.subTest(name), tempfile.TemporaryDirectory() as folder:
                copy = copy_of_the_sources(folder)
                follow(copy)
                files = [str(copy / f) for f in touched(copy) if f.suffix == ".cpp"]
                self.assertTrue(files)
                done = subprocess.run([*checker(copy), *files], cwd=BUILD, capture_output=True, text=True)
                self.assertEqual((done.returncode, done.stderr), (0, ""))
