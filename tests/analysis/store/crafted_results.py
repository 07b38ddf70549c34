"""Results files that someone made on purpose: whole by their seal, false by their content. `report` gives a message
that names the file, takes little memory and time, and follows no link."""
import os
import pathlib
import resource
import struct
import subprocess
import tempfile
import unittest

import h5py
import numpy

PROGRAM = os.environ["LIANDONG_BIN"]
STORED = pathlib.Path(os.environ["LIANDONG_SOURCE_DIR"]) / "tests/analysis/store/stored-v2.h5"
SEAL_SIZE = 512
WORD = (1 << 64) - 1
MULTIPLIER = 0x9FB21C651E98DF25


def mixed(value):
    value ^= value >> 32
    value = value * MULTIPLIER & WORD
    value ^= value >> 29
    value = value * MULTIPLIER & WORD
    return value ^ value >> 32


def digest(content):
    """The digest of docs/results-format.md, from its words."""
    lanes = [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5]
    whole = len(content) // 32 * 32
    for words in struct.iter_unpack("<4Q", content[:whole]):
        for lane, word in enumerate(words):
            value = (lanes[lane] ^ word) * MULTIPLIER & WORD
            lanes[lane] = value ^ value >> 31
    if whole < len(content):
        tail = struct.unpack("<4Q", content[whole:].ljust(32, b"\0"))
        lanes = [mixed(lane ^ word) for lane, word in zip(lanes, tail)]
    result = mixed(len(content))
    for lane in lanes:
        result = mixed(result ^ lane) + lane & WORD
    return result


def seal(content):
    text = (f"liandong file, seal 1\nbytes {len(content)}\ndigest {digest(content):016x}\n"
            "An HDF5 file follows these 512 bytes. The digest is of all that follows.\n")
    return text.encode().ljust(SEAL_SIZE, b"\n")


def limit():
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))


class CraftedResults(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.file = self.folder / "results.h5"

    def report(self):
        return subprocess.run([PROGRAM, "report", self.file, "--out", self.folder / "page"], capture_output=True,
                              text=True, timeout=60, preexec_fn=limit, cwd=self.folder)

    def refused(self, change, reason, libver=("v108", "latest")):
        """Makes the stored file anew with `change(file)` applied and sealed, and expects it to be refused."""
        plain = self.folder / "plain.h5"
        with h5py.File(STORED) as stored, h5py.File(plain, "w", libver=libver) as file:
            for name in stored:
                stored.copy(name, file)
            for name, value in stored.attrs.items():
                file.attrs.create(name, value, dtype=stored.attrs.get_id(name).dtype)
            change(file)
        content = plain.read_bytes()
        self.file.write_bytes(seal(content) + content)
        ended = self.report()
        said = ended.stdout + ended.stderr
        self.assertEqual(ended.returncode, 2, said)
        self.assertIn(str(self.file), said)
        self.assertIn(reason, said)

    @staticmethod
    def replaced(path, **new):
        def change(file):
            del file[path]
            file.create_dataset(path, **new)
        return change

    def test_the_seal_is_as_the_page_says(self):
        stored = STORED.read_bytes()
        self.assertEqual(stored[:SEAL_SIZE], seal(stored[SEAL_SIZE:]))

    def test_links_to_elsewhere_are_not_followed(self):
        secret = self.folder / "secret.h5"
        with h5py.File(secret, "w") as file:
            file["week"] = numpy.arange(26, dtype="u4")

        def link(made):
            def change(file):
                del file["week"]
                file["week"] = made
            return change

        self.refused(link(h5py.ExternalLink(str(secret), "/week")), "is a link to elsewhere")
        self.refused(link(h5py.SoftLink("/quarter")), "is a link to elsewhere")
        self.refused(link(h5py.SoftLink("/week")), "is a link to elsewhere")

    def test_headers_without_a_checksum_are_not_read(self):
        self.refused(lambda file: None, "is laid out in a way that is not ours", libver="earliest")

    def test_cycles_of_groups_end(self):
        def cycle(file):
            del file["arms/001"]
            file["arms/001"] = file["arms"]
        self.refused(cycle, "/arms/001")

    def test_data_in_other_files_are_not_read(self):
        (self.folder / "raw").write_bytes(b"\0" * 104)
        self.refused(self.replaced("week", shape=(26,), dtype="u4", external=[(str(self.folder / "raw"), 0, 104)]),
                     "keeps its data in another file")

        def virtual(file):
            del file["week"]
            layout = h5py.VirtualLayout(shape=(26,), dtype="u4")
            layout[:] = h5py.VirtualSource(str(self.folder / "secret.h5"), "week", shape=(26,))
            file.create_virtual_dataset("week", layout)
        self.refused(virtual, "is laid out in a way that is not ours")

    def test_huge_extents_take_no_memory(self):
        self.refused(self.replaced("week", shape=(1 << 40,), dtype="u4", chunks=(1024,)), "has shape [1099511627776]")

        def many_weeks(file):
            self.replaced("week", shape=(1 << 31,), dtype="u4", chunks=(1024,))(file)
            file.attrs.create("weeks", 1 << 31, dtype="i8")
        self.refused(many_weeks, "more than a file of this size can hold")
        self.refused(self.replaced("pictures/001/x", shape=(1 << 60,), dtype="f4", chunks=(1024,)),
                     "more than a file of this size can hold")
        self.refused(self.replaced("catalogue/theme", shape=(1 << 33,), dtype="S4", chunks=(1024,)), "too long a list")

        def sparse(file):
            self.replaced("pictures/001/x", shape=(4096,), dtype="f4", chunks=(1024,))(file)
        self.refused(sparse, "has a part of 0 bytes")

    def test_large_or_foreign_chunks_are_refused(self):
        self.refused(self.replaced("pictures/001/x", data=numpy.zeros(1 << 20, "f4"), chunks=(1 << 20,),
                                   compression="gzip"), "has chunks that are too large")
        self.refused(self.replaced("pictures/001/x", data=numpy.zeros(4096, "f4"), chunks=(1024,), compression="lzf"),
                     "is packed in an unknown way")

    def test_text_of_variable_length_is_refused(self):
        self.refused(self.replaced("indicator", data=["a", "b", "c", "d"], dtype=h5py.string_dtype()),
                     "not text of fixed length")
        self.refused(self.replaced("study", data="name = 1", dtype=h5py.string_dtype()), "not text of fixed length")

        def attribute(file):
            file.attrs["format"] = "liandong results"
        self.refused(attribute, "not text of fixed length")

    def test_text_that_is_not_utf8_is_refused(self):
        self.refused(self.replaced("study", data=numpy.bytes_("两条".encode("gbk")),
                                   dtype=h5py.string_dtype("utf-8", 4)), "not UTF-8")

    def test_types_that_stand_elsewhere_are_refused(self):
        def committed(file):
            file["type"] = numpy.dtype("u4")
            del file["week"]
            file.create_dataset("week", data=numpy.arange(26), dtype=file["type"])
        self.refused(committed, "is of a type that stands elsewhere")

    def test_numbers_that_cannot_be_are_refused(self):
        def count(name, value):
            return lambda file: file.attrs.create(name, value, dtype="i8")
        self.refused(count("weeks", -1), "weeks is -1, which is not a count")
        self.refused(count("replicates", 0), "there is no replicate")
        self.refused(count("communities", 1 << 32), "which is not a count")
        self.refused(lambda file: file["arms"].attrs.create("count", 7, dtype="i8"), "/arms/002: does not exist")
        self.refused(lambda file: file["contrasts/arm_a"].write_direct(numpy.array([2], "u4")), "an arm that is not")
        self.refused(lambda file: file["catalogue/parameters/group"].write_direct(numpy.array([0, 1, 9, 1], "u4")),
                     "is of group 9")
        self.refused(lambda file: file["catalogue/indicators/smallest_effect"].write_direct(
            numpy.array([0, numpy.nan, 0, 0])), "has no smallest effect")
        self.refused(lambda file: file["pictures/001/to"].write_direct(numpy.array([2, 3], "u4")), "a tie ends at")


if __name__ == "__main__":
    unittest.main()
