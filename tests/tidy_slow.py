"""clang-tidy has nothing to say about the engine, the models, the studies and the program.

It reads what the compiler reads: units that hold several files each, so that the library's headers are gone through
once for all of them. In CI (CI=true) it reads every unit; elsewhere those with a file that differs from `origin/main`,
with the bodies beside the headers that do. The analyzer, which follows paths through a function and takes most of the
time, is left to `clang-tidy` by hand.
"""

import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import unittest

ROOT = pathlib.Path(os.environ["LIANDONG_SOURCE_DIR"])
BUILD = pathlib.Path(os.environ["LIANDONG_BUILD_DIR"])
ROOMS = ("sim", "models", "analysis", "app")


def units():
    """What is compiled for the rooms: {unit: its files}."""
    commands = json.loads((BUILD / "compile_commands.json").read_text())
    found = {}
    for file in (pathlib.Path(command["file"]) for command in commands):
        home = BUILD if file.is_relative_to(BUILD) else ROOT
        if file.relative_to(home).parts[0] in ROOMS:
            held = re.findall(r'#include "(.+)"', file.read_text()) if home == BUILD else [file]
            found[file] = {pathlib.Path(name) for name in held}
    return found


def git(*arguments):
    """What git says, by line; nothing at all if it cannot answer."""
    done = subprocess.run(["git", "-C", ROOT, *arguments], capture_output=True, text=True)
    return done.stdout.splitlines() if done.returncode == 0 else None


def changed_bodies():
    """Sources that differ from origin/main or are not yet in git, or whose headers do; None without such a branch."""
    base = git("merge-base", "HEAD", "origin/main")
    if not base:
        return None
    names = git("diff", "--name-only", *base) + git("ls-files", "--others", "--exclude-standard")
    return {(ROOT / name).with_suffix(".cpp") for name in names if name.endswith((".h", ".cpp"))}


def complaints(unit):
    settings = ["--quiet", f"--config-file={ROOT}/.clang-tidy", "--checks=-clang-analyzer-*"]
    done = subprocess.run(["clang-tidy", *settings, "-p", BUILD, unit], cwd=ROOT, capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stdout + done.stderr


class Tidy(unittest.TestCase):
    maxDiff = None

    def test_engine_models_studies_and_program_are_tidy(self):
        every = units()
        read = set().union(*every.values())
        for room in ROOMS:
            self.assertEqual({p for p in (ROOT / room).rglob("*.cpp")} - read, set())
        changed = None if os.environ.get("CI") == "true" else changed_bodies()
        chosen = [unit for unit, files in every.items() if changed is None or files & changed]
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            self.assertEqual("".join(pool.map(complaints, chosen)), "")
