"""The shape of the project, read from its files."""

import os
import pathlib
import re
import unittest

ROOT = pathlib.Path(os.environ["LIANDONG_SOURCE_DIR"])
ROOMS = ["sim", "models", "analysis", "app"]  # each may include itself and what stands before it
# Hand-written code that the program holds the engine against. It needs nothing of the rooms above sim.
YARDSTICK = ("app/yardstick.cpp", '#include "bench/yardstick.h"')

GOVERNANCE_WORDS = re.compile(
    r"governance|arrangement|residents?\b|residents?_|communit|committee|hukou|households?|neighbourhood"
    r"|volunteer|station|street|district|party|grid_worker|property_company|deliberation|scenario|[\u4e00-\u9fff]",
    re.IGNORECASE,
)
ARRANGEMENT_NAMES = re.compile(
    r"strong[-_ ]?(government|community)|street[-_ ]?committee|strongGovernment|strongCommunity|StreetCommittee"
    r"|three[-_ ]?party[-_ ]?linkage|five[-_ ]?party[-_ ]?linkage|two[-_ ]?paths"
    r"|强政府|强社区|街居制|三社联动|五社联动|社区营造",
    re.IGNORECASE,
)


def sources(folder, *endings):
    return sorted(p for p in (ROOT / folder).rglob("*") if p.suffix in endings)


def lines_with(pattern, files):
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


def without_yardstick(lines):
    return [line for line in lines if not (line.startswith(YARDSTICK[0] + ":") and line.endswith(YARDSTICK[1]))]


class Structure(unittest.TestCase):
    maxDiff = None

    def test_no_room_includes_one_that_stands_above_it(self):
        for i, room in enumerate(ROOMS):
            files = sources(room, ".h", ".cpp")
            self.assertTrue(files, room)
            above = "|".join(ROOMS[i + 1 :] + ["tests", "bench"])
            self.assertEqual(without_yardstick(lines_with(re.compile(rf'#\s*include\s*["<]({above})/'), files)), [])

    def test_the_yardstick_shares_no_code_with_what_it_measures_but_the_draws_that_make_the_town(self):
        files = [f for f in sources("bench", ".h", ".cpp") if f.is_relative_to(ROOT / "bench/yardstick")]
        files.append(ROOT / "bench/yardstick.h")
        self.assertGreater(len(files), 2)
        rooms = "|".join(ROOMS)
        self.assertEqual(lines_with(re.compile(rf'#\s*include\s*["<](?!sim/draw\.h")({rooms})/'), files), [])

    def test_a_project_header_is_named_from_the_root(self):
        inside = re.compile(rf'#\s*include\s*"(?!({"|".join(ROOMS)})/|.*_build\.h)')
        found = lines_with(inside, [f for room in ROOMS for f in sources(room, ".h", ".cpp")])
        self.assertEqual(without_yardstick(found), [])

    def test_the_engine_knows_no_word_of_governance(self):
        # A comment may give an example of an agent ("a resident's number"); the code itself may not.
        found = []
        for path in sources("sim", ".h", ".cpp"):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if GOVERNANCE_WORDS.search(line.split("//")[0]):
                    found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()}")
        self.assertEqual(found, [])

    def test_no_equation_can_know_an_arrangement_by_name(self):
        self.assertEqual(lines_with(ARRANGEMENT_NAMES, sources("models", ".h", ".cpp")), [])

    def test_only_the_program_prints_or_exits(self):
        speaks = re.compile(r"\bstd::(cout|cerr|clog|exit|abort|_Exit|quick_exit)\b|\bf?printf\s*\(|\bfmt::print\s*\(")
        rooms = [f for room in ROOMS[:-1] for f in sources(room, ".h", ".cpp")]
        self.assertEqual(lines_with(speaks, rooms), [])

    def test_what_is_random_is_the_same_on_every_machine(self):
        forbidden = re.compile(r"\bstd::\w+_distribution\b|\bstd::(mt19937|random_device|default_random_engine)|\brand\(\)")
        self.assertEqual(lines_with(forbidden, [f for room in ROOMS for f in sources(room, ".h", ".cpp")]), [])
