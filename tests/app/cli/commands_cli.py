"""The two commands at the root: what they say before they install, and that the program gets the rest."""

import os
import pathlib
import resource
import shutil
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ["LIANDONG_SOURCE_DIR"])
PROGRAM = pathlib.Path(os.environ["LIANDONG_BIN"])


class OnABareMachine(unittest.TestCase):
    """A dpkg-query that knows some packages only, and a user who is not root."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name) / "with a space"
        self.root.mkdir()
        for name in ("liandong", "run-tests"):
            shutil.copy(SOURCE / name, self.root)
        shutil.copytree(SOURCE / "cmake", self.root / "cmake")
        (self.root / "bin").mkdir()
        for name, script in {
            "dpkg-query": "printf '%s ' installed:g++ installed:cmake not-installed:ninja-build; exit 1",
            "node": "echo v12.22.0",
            "npm": "exit 0",
        }.items():
            (self.root / "bin" / name).write_text(f"#!/bin/sh\n{script}\n")
            (self.root / "bin" / name).chmod(0o755)
        for path in (self.root.parent, self.root):
            path.chmod(0o777)

    def start(self, command, language="C.UTF-8"):
        user = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
        environment = {"PATH": f"{self.root}/bin:/usr/bin:/bin", "LANG": language, "HOME": str(self.root)}
        return subprocess.run([*user, self.root / command], env=environment, capture_output=True, text=True,
                              stdin=subprocess.DEVNULL)

    def test_what_is_missing_is_named_and_nothing_is_installed_unasked(self):
        done = self.start("liandong")
        self.assertEqual(done.returncode, 3)
        self.assertEqual(done.stdout, "")
        packages = done.stderr.splitlines()[-1].split("--no-install-recommends ")[1].split()
        self.assertIn("ninja-build", packages)
        self.assertNotIn("g++", packages)
        self.assertNotIn("libgtest-dev", packages)

    def test_an_old_node_does_not_count(self):
        self.assertIn(" nodejs npm", self.start("liandong").stderr)

    def test_the_tests_need_more(self):
        self.assertIn("libgtest-dev", self.start("run-tests").stderr)

    def test_it_speaks_the_language_of_the_user(self):
        self.assertIn("Only root can install", self.start("liandong").stderr)
        self.assertIn("需要安装的 Debian 软件包", self.start("liandong", "zh_CN.UTF-8").stderr)


@unittest.skipUnless(PROGRAM == SOURCE / "build/release/app/liandong", "another build is under test")
class OnceBuilt(unittest.TestCase):
    def test_any_folder_and_a_link_will_do_and_only_the_program_writes_to_standard_output(self):
        question = ["describe", "staff.committee", "--json"]
        direct = subprocess.run([PROGRAM, *question], capture_output=True, text=True)
        with tempfile.TemporaryDirectory() as folder:
            link = pathlib.Path(folder) / "a link"
            link.symlink_to(SOURCE / "liandong")
            linked = subprocess.run([link, *question], cwd=folder, capture_output=True, text=True)
        self.assertEqual((linked.returncode, linked.stdout), (direct.returncode, direct.stdout), linked.stderr)
        self.assertNotEqual(direct.stdout, "")

    def test_a_second_start_costs_less_than_a_second(self):
        def seconds(command):
            """Processor time: a busy machine makes a start longer, but not costlier."""
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([command, "--help"], capture_output=True, check=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

        seconds(SOURCE / "liandong")
        self.assertLess(seconds(SOURCE / "liandong") - seconds(PROGRAM), 1.0)


if __name__ == "__main__":
    unittest.main()
