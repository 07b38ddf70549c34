"""What a build says of itself: found anew at every build, with and without git."""
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

SCRIPT = pathlib.Path(os.environ["LIANDONG_SOURCE_DIR"]) / "analysis" / "store" / "provenance.cmake"


class Provenance(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.tree = pathlib.Path(folder.name) / "tree"
        (self.tree / "sim").mkdir(parents=True)
        (self.tree / "sim" / "draw.cpp").write_text("int one = 1;\n")
        self.header = pathlib.Path(folder.name) / "provenance_build.h"

    def git(self, *words):
        identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
        return subprocess.run(["git", "-C", self.tree, *identity, *words], check=True, capture_output=True,
                              text=True).stdout.strip()

    def baked(self, flags="-O2"):
        subprocess.run(["cmake", f"-DSOURCE_DIR={self.tree}", f"-DOUTPUT={self.header}", "-DLIANDONG_VERSION=1.2.3",
                        "-DLIANDONG_COMPILER=GNU 12.2.0", f"-DLIANDONG_FLAGS={flags}", "-P", SCRIPT], check=True)
        return dict(re.findall(r"(\w+) = (.*);$", self.header.read_text(), re.MULTILINE))

    def test_works_without_git(self):
        said = self.baked()
        self.assertEqual(said["commit"], '"unknown"')
        self.assertEqual(said["dirty"], "false")
        self.assertEqual(said["version"], '"1.2.3"')

    def test_follows_commits_and_uncommitted_changes(self):
        self.git("init", "-q")
        self.git("add", ".")
        self.git("commit", "-q", "-m", "first")
        clean = self.baked()
        self.assertEqual(clean["commit"], f'"{self.git("rev-parse", "HEAD")}"')
        self.assertEqual(clean["dirty"], "false")
        (self.tree / "sim" / "draw.cpp").write_text("int one = 2;\n")
        changed = self.baked()
        self.assertEqual(changed["dirty"], "true")
        self.assertNotEqual(changed["sources"], clean["sources"])
        self.git("commit", "-q", "-a", "-m", "second")
        self.assertNotEqual(self.baked()["commit"], clean["commit"])

    def test_leaves_the_header_alone_when_nothing_changed(self):
        self.baked()
        os.utime(self.header, (1, 1))
        self.baked()
        self.assertEqual(self.header.stat().st_mtime, 1)

    def test_keeps_quotes_in_flags(self):
        self.assertEqual(self.baked('-DNAME="a b" -O2')["flags"], r'"-DNAME=\"a b\" -O2"')


if __name__ == "__main__":
    unittest.main()
