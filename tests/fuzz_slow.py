"""No input makes a reader crash, hang or forget its promises: each fuzzer of tests/fuzz runs for a while from its corpus.

LIANDONG_FUZZ_SECONDS says for how long each (default: 30). Executions are printed. Found inputs stay in build/asan/found.
"""

import concurrent.futures
import os
import pathlib
import re
import subprocess
import unittest

ROOT = pathlib.Path(os.environ["LIANDONG_SOURCE_DIR"])
FOLDER = ROOT / "tests/fuzz"
SECONDS = int(os.environ.get("LIANDONG_FUZZ_SECONDS", "30"))
# libhdf5 leaks when it refuses a file and asks for as much memory as a header claims, which is then refused.
HDF5 = {"results", "replicate"}


def run(*command, **environment):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, errors="replace", cwd=ROOT,
                          env={**os.environ, **environment})


def fuzz(name):
    """What a fuzzer printed, and the code it ended with."""
    found = ROOT / "build/asan/found" / name
    found.mkdir(parents=True, exist_ok=True)
    options = ["-max_len=200000", "-detect_leaks=0"] if name in HDF5 else []
    # HDF5 allocates what a damaged header asks for; it is refused, as by a machine that has not got it.
    sanitizer = f"allocator_may_return_null=1:max_allocation_size_mb=256:detect_leaks={0 if name in HDF5 else 1}"
    return run(ROOT / f"build/asan/tests/fuzz/{name}_fuzz", f"-max_total_time={SECONDS}", "-timeout=25",
               f"-artifact_prefix={found}/", *options, found, FOLDER / "corpus" / name,
               ASAN_OPTIONS=sanitizer)


class Fuzzers(unittest.TestCase):
    maxDiff = None

    def test_find_nothing(self):
        names = sorted(file.name.removesuffix("_fuzz.cpp") for file in FOLDER.glob("*_fuzz.cpp"))
        self.assertEqual(names, sorted(folder.name for folder in (FOLDER / "corpus").iterdir()))
        for step in (["cmake", "-S", ROOT, "--preset", "asan", "-DLIANDONG_TESTS=ON"],
                     ["cmake", "--build", ROOT / "build/asan", "--target", *(f"{name}_fuzz" for name in names)]):
            done = run(*step)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for name, done in zip(names, pool.map(fuzz, names)):
                with self.subTest(name):
                    self.assertEqual(done.returncode, 0, done.stderr[-6000:])
                    executions = int(re.search(r"Done (\d+) runs", done.stderr).group(1))
                    print(f"{name}: {executions} executions in {SECONDS} s")
                    self.assertGreater(executions, 0)
