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


class WithOtherPrograms(unittest.TestCase):
    """The two commands in a folder of their own, with made-up programs before those of the system."""

    PROGRAMS = {}  # name: what /bin/sh is to do

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name) / "with a space"
        self.root.mkdir()
        for name in ("liandong", "run-tests"):
            shutil.copy(SOURCE / name, self.root)
        shutil.copytree(SOURCE / "cmake", self.root / "cmake")
        (self.root / "bin").mkdir()
        for name, script in self.PROGRAMS.items():
            (self.root / "bin" / name).write_text(f"#!/bin/sh\n{script}\n")
            (self.root / "bin" / name).chmod(0o755)
        for path in (self.root.parent, self.root):
            path.chmod(0o777)

    def start(self, command, *arguments, language="C.UTF-8"):
        user = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
        environment = {"PATH": f"{self.root}/bin:/usr/bin:/bin", "LANG": language, "HOME": str(self.root)}
        return subprocess.run([*user, self.root / command, *arguments], env=environment, capture_output=True, text=True,
                              stdin=subprocess.DEVNULL)


class OnABareMachine(WithOtherPrograms):
    """A dpkg-query that knows some packages only, and a user who is not root."""

    PROGRAMS = {
        "dpkg-query": "printf '%s ' installed:g++ installed:cmake not-installed:ninja-build; exit 1",
        "node": "echo v12.22.0",
        "npm": "exit 0",
    }

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
        self.assertIn("需要安装的 Debian 软件包", self.start("liandong", language="zh_CN.UTF-8").stderr)


class InAFreshClone(WithOtherPrograms):
    """All packages are there; cmake and ninja make at once a program that repeats what it was asked."""

    PROGRAMS = {
        "dpkg-query": """while read -r _ name; do printf 'installed:%s ' "$name"; done <cmake/debian-packages.txt""",
        "node": "echo v20.0.0",
        "npm": "exit 0",
        "nproc": "echo 2",
        "cmake": """root=$PWD; mkdir -p build/release; touch build/release/build.ninja
            echo "CMAKE_HOME_DIRECTORY:INTERNAL=$root" >build/release/CMakeCache.txt""",
        "ninja": """mkdir -p build/release/app; echo '#!/bin/sh
            echo "asked: $*"' >build/release/app/liandong; chmod +x build/release/app/liandong; echo '[1/1] all'""",
    }

    def start(self, command, *arguments, **more):
        before = os.getcwd()
        os.chdir(self.root)
        try:
            return super().start(command, *arguments, **more)
        finally:
            os.chdir(before)

    def test_a_small_study_is_answered_first_and_then_the_default_one(self):
        for arguments in ([], ["compare"]):
            shutil.rmtree(self.root / "build", ignore_errors=True)
            done = self.start("liandong", *arguments)
            self.assertEqual((done.returncode, done.stdout), (0, "asked: compare\n"), done.stderr)
            self.assertLess(done.stderr.index("asked: compare small"), done.stderr.index("Ctrl-C"))

    def test_what_is_asked_for_is_all_that_is_run(self):
        done = self.start("liandong", "list", language="zh_CN.UTF-8")
        self.assertEqual(done.stdout, "asked: list\n")
        self.assertNotIn("asked", done.stderr)
        self.assertIn("正在构建程序", done.stderr)

    def test_once_built_it_says_nothing_of_its_own(self):
        self.start("liandong", "list")
        done = self.start("liandong")
        self.assertEqual((done.stdout, done.stderr), ("asked: \n", "[1/1] all\n"))

    def test_a_build_of_another_user_is_left_alone_and_the_remedy_told(self):
        self.start("liandong", "list")
        (self.root / "build/release").chmod(0o555)
        (self.root / "build").chmod(0o555)
        for language, words in (("C.UTF-8", "You may not write"), ("zh_CN.UTF-8", "您无权写入")):
            for command in ("liandong", "run-tests"):
                done = self.start(command, language=language)
                self.assertEqual((done.returncode, done.stdout), (3, ""), done.stderr)
                self.assertIn(f"{words} {self.root}/build", done.stderr)
                self.assertIn("cp -r", done.stderr)
                self.assertIn("build/release/app/liandong", done.stderr)

    def test_only_what_writes_a_page_asks_npm_again(self):
        self.start("liandong", "list")
        page = self.root / "build/release/analysis/report-page"
        page.mkdir(parents=True)
        page.chmod(0o777)
        for arguments, asks in ((["list"], False), (["report", "x.h5"], True), (["--lang", "zh", "compare"], True)):
            (page / "unavailable").touch()
            (page / "installed").touch()
            self.start("liandong", *arguments)
            self.assertEqual((page / "installed").exists(), not asks, arguments)


class WithoutANetwork(unittest.TestCase):
    """The packages of the page, from a registry that nobody answers for and a cache with nothing in it."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.page = SOURCE / "analysis/report/page"
        for name in ("package.json", "package-lock.json"):
            shutil.copy(self.page / name, self.folder)

    def packages(self, *arguments, language="C.UTF-8"):
        environment = os.environ | {"npm_config_registry": "http://127.0.0.1:9/", "LC_ALL": language,
                                    "npm_config_cache": str(self.folder / "cache"), "npm_config_fetch_retries": "0"}
        return subprocess.run([self.page / "packages.sh", *arguments], cwd=self.folder, env=environment,
                              capture_output=True, text=True)

    def test_the_build_goes_on_with_empty_pages_and_says_why(self):
        done = self.packages(language="zh_CN.UTF-8")
        self.assertEqual(done.returncode, 0)
        self.assertIn("不含网页", done.stdout)
        self.assertIn("ECONNREFUSED", (self.folder / "unavailable").read_text())
        subprocess.run([self.page / "build.sh"], cwd=self.folder, check=True)
        self.assertEqual([(self.folder / f"{name}.html").read_bytes() for name in ("report", "explore", "bench")],
                         [b"", b"", b""])

    def test_where_the_page_is_needed_the_build_fails_with_npms_reason(self):
        done = self.packages("required")
        self.assertEqual(done.returncode, 1)
        self.assertIn("ECONNREFUSED", done.stderr)


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
