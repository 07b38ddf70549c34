"""The shape of the project, read from its files."""

import os
import pathlib
import re
import subprocess
import unittest

ROOT = pathlib.Path(os.environ["LIANDONG_SOURCE_DIR"]).resolve()
ROOMS = ["sim", "models", "analysis", "app"]  # each may include itself and what stands before it
# The same inside two rooms. Of the engine, phases stand between the store, whose hash they use, and graphs.
ENGINE = ["instructions", "tables", "chance", "store", "phase", "graph"]
STUDIES = ["scenario", "experiment", "store", "inference", "calibration", "report"]
# The command `bench` stands beside the studies and uses of the report only what fills a page and lays out text.
PAGE_TOOLS = {"analysis/report/page.h", "analysis/report/text_layout.h"}
# All that studies know of models.
MODEL_INTERFACE = {"models/model.h", "models/definition.h", "models/prior.h"}
# Observed targets say of which arm a figure is; only the list of what the model offers takes them up.
PATTERNS = "models/governance/patterns"
PATTERNS_READER = "models/governance/model.cpp"
# Names of temporary files are to differ, between machines too.
MAY_ASK_THE_MACHINE_FOR_CHANCE = "sim/store/atomic_file.cpp"
# Hand-written code that the program holds the engine against.
YARDSTICK = "bench/yardstick.h"
# Where the program takes it up, and the workload that it is held against.
REFERENCE_WORKLOAD = "app/cli/yardstick.cpp"

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
    endings = endings or (".h", ".cpp")
    return sorted(p for p in (ROOT / folder).rglob("*") if p.suffix in endings and "node_modules" not in p.parts)


def rooms(names=ROOMS):
    return [file for room in names for file in sources(room)]


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def included(path):
    """The project's headers that a file includes, as written."""
    return re.findall(r'^\s*#\s*include\s*"([^"]+)"', path.read_text(encoding="utf-8"), re.MULTILINE)


def includes(files, forbidden):
    """What files include although forbidden(file, header) says that they may not."""
    return [f"{name_of(f)} includes {h}" for f in files for h in included(f) if forbidden(name_of(f), h)]


def part(file, room):
    """Folder of a room, or file at its top without its ending, in which a file lies; nothing if it lies elsewhere."""
    return file.removeprefix(room + "/").split("/")[0].split(".")[0] if file.startswith(room + "/") else None


def backwards(room, order):
    def forbidden(file, header):
        here, there = part(file, room), part(header, room)
        return here in order and there in order and order.index(there) > order.index(here)

    return includes(sources(room), forbidden)


def lines_with(pattern, files):
    return [
        f"{name_of(path)}:{number}: {line.strip()}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


class Rooms(unittest.TestCase):
    maxDiff = None

    def test_no_room_includes_one_that_stands_above_it(self):
        for i, room in enumerate(ROOMS):
            self.assertTrue(sources(room), room)
            above = {*ROOMS[i + 1 :], "tests", "bench"}
            may = {YARDSTICK} if room == "app" else set()
            self.assertEqual(includes(sources(room), lambda _, h: h.split("/")[0] in above and h not in may), [])

    def test_studies_know_of_models_what_every_model_offers(self):
        found = includes(sources("analysis"), lambda _, h: h.startswith("models/") and h not in MODEL_INTERFACE)
        self.assertEqual(found, [])

    def test_studies_never_name_a_model(self):
        text = (".h", ".cpp", ".in", ".ts", ".mjs", ".json", ".css", ".html", ".cmake", ".txt")
        models = "|".join(f.name for f in (ROOT / "models").iterdir() if f.is_dir() and f.name != "reference")
        self.assertIn("governance", models)
        named = re.compile(models, re.IGNORECASE)
        self.assertEqual(lines_with(named, sources("analysis", *text)), [])
        self.assertEqual([name_of(f) for f in sources("analysis", *text) if named.search(name_of(f))], [])

    def test_the_program_knows_a_model_in_one_place(self):
        for model in sorted(f.name for f in (ROOT / "models").iterdir() if f.is_dir()):
            files = [f for f in sources("app") if any(h.startswith(f"models/{model}/") for h in included(f))]
            files = [name_of(f) for f in files if name_of(f) != REFERENCE_WORKLOAD]
            self.assertLessEqual(len(files), 1, files)

    def test_what_every_model_offers_is_known_without_any_model(self):
        files = [f for f in sources("models") if f.parent == ROOT / "models"]
        self.assertTrue(files)
        self.assertEqual(includes(files, lambda _, h: h.startswith("models/") and h not in MODEL_INTERFACE), [])

    def test_no_model_includes_another(self):
        def forbidden(file, header):
            return header.startswith("models/") and header.count("/") > 1 and part(header, "models") != part(file, "models")

        self.assertEqual(includes(sources("models"), forbidden), [])

    def test_the_engine_goes_from_tables_and_chance_to_store_phases_and_graphs(self):
        self.assertEqual({part(name_of(f), "sim") for f in sources("sim")}, set(ENGINE))
        self.assertEqual(backwards("sim", ENGINE), [])

    def test_studies_go_from_scenarios_to_the_report(self):
        self.assertEqual({part(name_of(f), "analysis") for f in sources("analysis")}, {*STUDIES, "speed"})
        self.assertEqual(backwards("analysis", STUDIES), [])

    def test_measuring_speed_stands_beside_the_studies(self):
        def forbidden(file, header):
            here, there = part(file, "analysis"), part(header, "analysis")
            return (here != "speed" and there == "speed") or (
                here == "speed" and there == "report" and header not in PAGE_TOOLS
            )

        self.assertEqual(includes(sources("analysis"), forbidden), [])

    def test_the_yardstick_shares_no_code_with_what_it_measures_but_the_draws_that_make_the_town(self):
        files = [*sources("bench/yardstick"), ROOT / YARDSTICK]
        self.assertGreater(len(files), 2)
        self.assertEqual(includes(files, lambda _, h: h.split("/")[0] in ROOMS and h != "sim/chance/draw.h"), [])


class Files(unittest.TestCase):
    maxDiff = None

    def test_a_project_header_is_named_from_the_root(self):
        def forbidden(_, header):
            return header.split("/")[0] not in ROOMS and not header.endswith("_build.h") and header != YARDSTICK

        self.assertEqual(includes(rooms(), forbidden), [])

    def test_a_body_stands_in_the_folder_of_its_contract(self):
        # A file without a header of its name holds bodies of another header of its folder, such as the list of phases.
        def has_contract(file):
            return any((ROOT / h).parent == file.parent for h in included(file))

        files = [f for room in ROOMS for f in sources(room, ".cpp") if f.name != "main.cpp"]
        self.assertEqual([name_of(f) for f in files if not has_contract(f)], [])

    def test_no_two_headers_of_studies_define_a_type_of_one_name(self):
        # They share a namespace: the linker would take one for the other without a word.
        places = {}
        for header in sources("analysis", ".h"):
            for name in re.findall(r"^(?:class|struct|enum class) (\w+)\b(?!;|::)", header.read_text(encoding="utf-8"), re.M):
                places.setdefault(name, set()).add(name_of(header))
        self.assertEqual({name: files for name, files in places.items() if len(files) > 1}, {})

    def test_no_header_has_its_name_from_a_body_of_another_folder(self):
        # Inside one model or one room; two models may each have a file on the same matter.
        def house(file):
            return "/".join(name_of(file).split("/")[: 2 if name_of(file).startswith("models/") else 1])

        bodies = {(house(f), f.stem): f for room in ROOMS for f in sources(room, ".cpp")}
        lone = [f for room in ROOMS for f in sources(room, ".h") if not f.with_suffix(".cpp").exists()]
        self.assertEqual(
            [f"{name_of(f)}: {name_of(bodies[house(f), f.stem])}" for f in lone if (house(f), f.stem) in bodies], []
        )

    def test_the_top_holds_the_rooms_of_the_house_and_nothing_that_a_run_left(self):
        if not (ROOT / ".git").exists():
            self.skipTest("not a clone: what belongs to the project is not known")
        tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        folders = {line.split("/")[0] for line in tracked.splitlines() if "/" in line}
        self.assertEqual(folders, {".ci", "analysis", "app", "bench", "cmake", "docs", "models", "scenarios", "sim", "tests"})

    def test_tests_mirror_the_folders(self):
        files = [f for room in ROOMS for f in sources(f"tests/{room}", ".h", ".cpp", ".py", ".mjs")]
        self.assertTrue(files)
        there = [(f, ROOT / f.parent.relative_to(ROOT / "tests")) for f in files if "__pycache__" not in f.parts]
        self.assertEqual([name_of(file) for file, folder in there if not folder.is_dir()], [])


class Contents(unittest.TestCase):
    maxDiff = None

    def test_the_engine_knows_no_word_of_governance(self):
        # A comment may give an example of an agent ("a resident's number"); the code itself may not.
        found = []
        for path in sources("sim"):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if GOVERNANCE_WORDS.search(line.split("//")[0]):
                    found.append(f"{name_of(path)}:{number}: {line.strip()}")
        self.assertEqual(found, [])

    def test_no_equation_can_know_an_arrangement_by_name(self):
        files = [f for f in sources("models") if name_of(f) != PATTERNS + ".cpp"]
        self.assertLess(len(files), len(sources("models")), "the observed targets are elsewhere now")
        self.assertEqual(lines_with(ARRANGEMENT_NAMES, files), [])

    def test_only_what_the_model_offers_takes_up_observed_targets(self):
        may = {PATTERNS + ".cpp", PATTERNS_READER}
        self.assertEqual(includes(rooms(), lambda file, h: h == PATTERNS + ".h" and file not in may), [])

    def test_only_the_program_prints_or_exits(self):
        speaks = re.compile(r"\bstd::(cout|cerr|clog|exit|abort|_Exit|quick_exit)\b|\bf?printf\s*\(|\bfmt::print\s*\(")
        self.assertEqual(lines_with(speaks, rooms(ROOMS[:-1])), [])

    def test_processors_are_asked_for_lines_where_gcc_does_not_drop_it(self):
        files = [f for f in rooms() if name_of(f) != "sim/instructions.h"]
        self.assertEqual(lines_with(re.compile("__builtin_prefetch"), files), [])

    def test_what_is_random_is_the_same_on_every_machine(self):
        forbidden = re.compile(r"\bstd::\w+_distribution\b|\bstd::(mt19937|random_device|default_random_engine)|\brand\(\)")
        files = [f for f in rooms() if name_of(f) != MAY_ASK_THE_MACHINE_FOR_CHANCE]
        self.assertEqual(lines_with(forbidden, files), [])
