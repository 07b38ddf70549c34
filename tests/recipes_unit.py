"""The recipes of CONTRIBUTING.md, followed on a copy of the sources: nothing but the stated number of files changes.

A recipe copies the nearest neighbour of what it adds, as an engineer would, so that it goes on working when the layout of
a definition changes. recipes_slow.py compiles what the recipes make.
"""

import os
import pathlib
import re
import shutil
import tempfile
import unittest

ROOT = pathlib.Path(os.environ["LIANDONG_SOURCE_DIR"]).resolve()
MODEL = pathlib.Path("models/governance")


def entry_at(text, start):
    """End of the braced entry that begins at `start`; braces inside texts do not count."""
    depth = 0
    for token in re.finditer(r'"(?:[^"\\]|\\.)*"|[{}]', text[start:]):
        depth += {"{": 1, "}": -1}.get(token.group(), 0)
        if depth == 0:
            return start + token.end()
    raise ValueError("an entry without an end")


def copy_entries(root, key, *replacements):
    """Before each table entry that begins with `key`, puts a copy with the replacements."""
    changed = 0
    for file in (root / MODEL).rglob("*.[ch]*"):
        text = file.read_text(encoding="utf-8")
        for found in reversed(list(re.finditer(rf'\{{+\s*"{re.escape(key)}"', text))):
            copy = text[found.start() : entry_at(text, found.start())]
            for old, new in replacements:
                copy = re.sub(old, new, copy)
            text = f"{text[: found.start()]}{copy},\n{text[found.start():]}"
            changed += 1
        file.write_text(text, encoding="utf-8")
    assert changed, f"no table has an entry {key}"


def edit_first(root, folder, pattern, replacement):
    """Makes one replacement, in the first file of a folder that has the pattern."""
    for file in sorted((root / folder).rglob("*.[chi]*")):
        text, count = re.subn(pattern, replacement, file.read_text(encoding="utf-8"), count=1)
        if count:
            file.write_text(text, encoding="utf-8")
            return
    raise AssertionError(f"nothing in {folder} looks like {pattern}")


def lever(root):
    broker = r'(PARAMETER\()broker_hours(, ")party\.broker_hours(",(?:[^()"]|"[^"]*")*\)\n)'
    edit_first(root, MODEL / "parameters", broker, r"\1recipe\2party.recipe\3\g<0>")
    edit_first(root, MODEL / "week", r"(\w+\.levers\(c\))\.broker_hours", r"(\1.broker_hours + \1.recipe)")


def indicator(root):
    copy_entries(root, "gini", ('"gini"', '"recipe"'), (r"return ([^;]*);", r"return 1.0 - \1;"))


def phase(root):
    edit_first(root, MODEL / "week", r"(void run_)closing(\([^;{]*\);\n)", r"\1recipe\2\g<0>")
    copy_entries(root, "closing", ('"closing"', '"recipe"'), (r"\brun_closing\b", "run_recipe"))
    (root / MODEL / "week/recipe.cpp").write_text(
        '#include "models/governance/week/phases.h"\n\nnamespace liandong::governance {\n\n'
        "void run_recipe(World& w, const sim::Execution& execution) {\n"
        "  each_community(w, execution, [&](Community c) { w.community.slack[c] *= 0.5f; });\n}\n\n"
        "}  // namespace liandong::governance\n",
        encoding="utf-8",
    )


def column(root):
    line = r'  COLUMN(float, recipe, 0.5f, "of nothing") \\\n'
    edit_first(root, MODEL / "world", r"  COLUMN\(\w+, efficacy, [^)]*\) *\\\n", line + r"\g<0>")
    edit_first(root, MODEL / "week", r"(\w\.resident)\.efficacy(\[[^]]+\]) \+=", r"\1.recipe\2 = \1.efficacy\2;\n\g<0>")


def command(root):
    listing = (root / "app/cli/list.cpp").read_text(encoding="utf-8")
    (root / "app/cli/recipe.cpp").write_text(listing.replace("list", "recipe"), encoding="utf-8")
    edit_first(root, "app/cli", r"Command list_command\(\);\n", r"\g<0>Command recipe_command();\n")
    edit_first(root, "app/cli", r"\blist_command\(\),", r"\g<0> recipe_command(),")


def model(root):
    """A model of one's own: its folder, and its line among the models of the program."""
    folder = root / "models/recipe"
    folder.mkdir()
    for file in (root / "models/reference").glob("cascade*"):
        text = file.read_text(encoding="utf-8")
        text = text.replace("reference::cascade", "recipe").replace("cascade::", "recipe::")
        text = text.replace("models/reference/cascade", "models/recipe/recipe")
        (folder / file.name.replace("cascade", "recipe")).write_text(text, encoding="utf-8")
    include = r'#include "models/recipe/recipe_model.h"\n'
    edit_first(root, "app/cli", r'#include "models/reference/cascade_model.h"\n', r"\g<0>" + include)
    edit_first(root, "app/cli", r" *&reference::cascade::model\(\),\n", r"\g<0>      &recipe::model(),\n")


RECIPES = {
    "a lever": lever,
    "an indicator": indicator,
    "a phase": phase,
    "a column": column,
    "a command": command,
    "a model": model,
}


def copy_of_the_sources(folder):
    for room in ("sim", "models", "app"):
        shutil.copytree(ROOT / room, pathlib.Path(folder) / room)
    return pathlib.Path(folder)


def touched(copy):
    """Files that differ from the project's, or are not there."""
    files = [f.relative_to(copy) for f in copy.rglob("*") if f.is_file()]
    return sorted(f for f in files if not (ROOT / f).is_file() or (ROOT / f).read_bytes() != (copy / f).read_bytes())


def stated_limits():
    """Number of files of each recipe, from the table in CONTRIBUTING.md."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return {name: int(files) for name, files in re.findall(r"^\| ([^|]+?) \|[^|\n]*\| (\d+) \|$", text, re.MULTILINE)}


class Recipes(unittest.TestCase):
    def test_each_recipe_touches_no_more_files_than_it_says(self):
        limits = stated_limits()
        for name, follow in RECIPES.items():
            with self.subTest(name), tempfile.TemporaryDirectory() as folder:
                copy = copy_of_the_sources(folder)
                self.assertEqual(touched(copy), [])
                follow(copy)
                files = [f.as_posix() for f in touched(copy)]
                self.assertTrue(files)
                self.assertLessEqual(len(files), limits[name], files)
