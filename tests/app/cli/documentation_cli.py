"""What the guides show works as shown."""

import os
import pathlib
import re
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ["LIANDONG_SOURCE_DIR"])
PROGRAM = os.environ["LIANDONG_BIN"]
GUIDES = [SOURCE / "docs/user-guide.md", SOURCE / "docs/user-guide.zh-CN.md"]
PAGES = [*GUIDES, SOURCE / "README.md", SOURCE / "README.zh-CN.md", SOURCE / "CONTRIBUTING.md"]

CENSUS = """code,household_size,share_under_15,share_over_60,registered_other_county_same_province,registered_other_province,\
housing_self_built,housing_purchased,housing_inherited
320508,2.42,0.123,0.252,0.169,0.175,0.05,0.69,0.01
"""
OF_COUNTY = """place = "county"
burn_in = "street-committee"
run.weeks = 20
[[arm]]
name = "a"
arrangement = "grid"
"""


def blocks(page, language):
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def run(*arguments):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True)


class Documentation(unittest.TestCase):
    def test_the_example_files_of_the_guides_are_valid(self):
        for guide in GUIDES:
            study, pilots, merger, worlds, claim, design, morris, sobol, arrangement, census = blocks(guide, "toml")
            (table,) = blocks(guide, "csv")
            with tempfile.TemporaryDirectory() as folder, self.subTest(guide=guide.name):
                shelf = pathlib.Path(folder)
                (shelf / "communities.csv").write_text(table, encoding="utf-8")
                (shelf / "lean-station.toml").write_text(arrangement, encoding="utf-8")
                (shelf / "census.csv").write_text(CENSUS, encoding="utf-8")
                (shelf / "county.toml").write_text(census, encoding="utf-8")
                (shelf / "study.toml").write_text(study, encoding="utf-8")
                with_table = study.replace("communities = 6", "communities = 2").replace(
                    "burn_in =", 'communities_csv = "communities.csv"\nburn_in =', 1)
                (shelf / "table.toml").write_text(with_table, encoding="utf-8")
                (shelf / "pilots.toml").write_text(f"{study}\n{pilots}", encoding="utf-8")
                names = [line.split(",")[0] for line in table.splitlines()[1:3]]
                merger = merger.replace("东河 Donghe 1", names[0]).replace("东河 Donghe 2", names[1])
                (shelf / "merger.toml").write_text(f"{with_table}\n{merger}", encoding="utf-8")
                small = (SOURCE / "scenarios/studies/small.toml").read_text(encoding="utf-8")
                for name, text in (("worlds", worlds), ("claim", claim), ("sweep", design), ("morris", morris),
                                   ("sobol", sobol)):
                    (shelf / f"{name}.toml").write_text(f"{small}\n{text}", encoding="utf-8")
                (shelf / "census-study.toml").write_text(OF_COUNTY, encoding="utf-8")
                for file in ("study.toml", "pilots.toml", "merger.toml", "lean-station.toml", "table.toml", "worlds.toml", "claim.toml",
                             "sweep.toml", "morris.toml", "sobol.toml", "census-study.toml"):
                    done = run("validate", shelf / file)
                    self.assertEqual(done.returncode, 0, f"{file}: {done.stdout}{done.stderr}")

    def test_the_help_lists_the_commands_of_the_guides(self):
        shown = run("--help").stdout
        for guide in GUIDES:
            first_section = guide.read_text(encoding="utf-8").partition("\n### ")[0]
            commands = re.findall(r"^\| `([a-z]+)[ `]", first_section, re.MULTILINE)
            self.assertGreater(len(commands), 7)
            for command in commands:
                self.assertIn(command, shown)

    def test_the_guides_list_every_layer_of_the_graph(self):
        there_are = run("run", "small", "--graphml", "zzzzzzzzzzzz@1", "never.graphml", "--lang", "en").stderr
        layers = there_are.partition("there are: ")[2].strip().split(", ")
        self.assertGreater(len(layers), 10)
        for guide in GUIDES:
            last_section = guide.read_text(encoding="utf-8").rpartition("--graphml")[2]
            self.assertEqual(re.findall(r"^\| `([a-z]+)` \|", last_section, re.MULTILINE), layers)

    def test_both_languages_show_the_same_commands(self):
        def commands(page):
            return [line.split("#")[0].strip() for line in page.read_text(encoding="utf-8").splitlines()
                    if line.startswith("./")]

        self.assertEqual(commands(GUIDES[0]), commands(GUIDES[1]))
        self.assertEqual(commands(SOURCE / "README.md"), commands(SOURCE / "README.zh-CN.md"))

    def test_every_link_and_picture_of_the_pages_exists(self):
        for page in PAGES:
            for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
                if "://" not in target:
                    self.assertTrue((page.parent / target).exists(), f"{page.name}: {target}")


if __name__ == "__main__":
    unittest.main()
