#include "sim/store/hdf5.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/resource.h>

#include <cerrno>
#include <cmath>
#include <csignal>
#include <numeric>
#include <thread>

#include "sim/store/atomic_file.h"
#include "tests/sim/temporary_folder.h"

namespace liandong::sim {
namespace {

using namespace tests;
using testing::HasSubstr;

TEST(Hdf5, GivesBackNumbersOfEveryTypeWithTheirShape) {
  const TemporaryFolder folder;
  hdf5::Writer writer(folder / "a.h5");
  const auto check = [&]<class T>(std::string_view name, std::vector<T> values) {
    writer.root().write(name, values, {2, values.size() / 2});
  };
  check("u8", std::vector<std::uint8_t>{0, 255, 3, 4});
  check("u16", std::vector<std::uint16_t>{0, 65535});
  check("u32", std::vector<std::uint32_t>{0, 4294967295u});
  check("u64", std::vector<std::uint64_t>{0, ~std::uint64_t{0}});
  check("i32", std::vector<std::int32_t>{-2147483647, 7});
  check("i64", std::vector<std::int64_t>{-9223372036854775807, 7});
  check("f32", std::vector<float>{-0.0f, 1e-45f, 3.4e38f, 0.1f});
  check("f64", std::vector<double>{-0.0, 5e-324, 1.7e308, 0.1});
  writer.commit();

  const hdf5::Reader reader(folder / "a.h5");
  const auto root = reader.root();
  EXPECT_EQ(root.read<std::uint8_t>("u8", {2, 2}), (std::vector<std::uint8_t>{0, 255, 3, 4}));
  EXPECT_EQ(root.read<std::uint16_t>("u16", {2, 1}), (std::vector<std::uint16_t>{0, 65535}));
  EXPECT_EQ(root.read<std::uint32_t>("u32", {2, 1}), (std::vector<std::uint32_t>{0, 4294967295u}));
  EXPECT_EQ(root.read<std::uint64_t>("u64", {2, 1}), (std::vector<std::uint64_t>{0, ~std::uint64_t{0}}));
  EXPECT_EQ(root.read<std::int32_t>("i32", {2, 1}), (std::vector<std::int32_t>{-2147483647, 7}));
  EXPECT_EQ(root.read<std::int64_t>("i64", {2, 1}), (std::vector<std::int64_t>{-9223372036854775807, 7}));
  EXPECT_EQ(root.read<float>("f32", {2, 2}), (std::vector<float>{-0.0f, 1e-45f, 3.4e38f, 0.1f}));
  const auto f64 = root.read<double>("f64");
  EXPECT_EQ(f64.shape, (hdf5::Shape{2, 2}));
  EXPECT_EQ(f64.values, (std::vector<double>{-0.0, 5e-324, 1.7e308, 0.1}));
  EXPECT_TRUE(std::signbit(f64.values[0]));
}

TEST(Hdf5, GivesBackTextsAttributesAndRawBytes) {
  const TemporaryFolder folder;
  const std::vector<std::string> texts{"社区 ", "", "two words", std::string(100'000, 'x')};
  const std::vector<std::byte> raw{std::byte{0}, std::byte{255}, std::byte{7},
                                   std::byte{0}, std::byte{1},   std::byte{2}};
  {
    hdf5::Writer writer(folder / "a.h5");
    const auto group = writer.root().create_group("place/baotou");
    group.set("title", "包头市昆都仑区");
    group.set("scenario", std::string(hdf5::longest_attribute, 's'));
    group.set("empty", "");
    group.set("weeks", 520);
    group.set("share", 0.7);
    group.set("weeks", 521);
    group.write_texts("names", texts);
    group.write_text("study", std::string(2'000'000, 's') + "末");
    group.write_opaque("raw", raw, 3, {"", "Two elements."});
    writer.commit();
  }
  const hdf5::Reader reader(folder / "a.h5");
  const auto group = reader.root().group("place/baotou");
  EXPECT_EQ(group.text("title"), "包头市昆都仑区");
  EXPECT_EQ(group.text("scenario"), std::string(hdf5::longest_attribute, 's'));
  EXPECT_EQ(group.text("empty"), "");
  EXPECT_EQ(group.integer("weeks"), 521);
  EXPECT_EQ(group.real("share"), 0.7);
  EXPECT_EQ(group.read_texts("names"), texts);
  EXPECT_EQ(group.read_text("study"), std::string(2'000'000, 's') + "末");
  EXPECT_EQ(group.read_opaque("raw").bytes, raw);
  EXPECT_EQ(group.read_opaque("raw").element_size, 3u);
  EXPECT_EQ(group.dataset("raw").about().description, "Two elements.");
}

TEST(Hdf5, MakesTheGroupsOnTheWayAndHoldsEmptyDatasets) {
  const TemporaryFolder folder;
  hdf5::Writer writer(folder / "a.h5");
  const auto root = writer.root();
  root.write_list("b", std::vector{1.0}, {"fen", "Cost."});
  root.write_list("a/deep/values", std::vector<std::uint8_t>{});
  root.write_texts("a/deep/names", {});
  EXPECT_EQ(root.dataset("b").about().unit, "fen");
  writer.commit();
  const hdf5::Reader reader(folder / "a.h5");
  EXPECT_TRUE(reader.root().group("a/deep").read<std::uint8_t>("values", {0}).empty());
  EXPECT_TRUE(reader.root().read_texts("a/deep/names", 0).empty());
}

TEST(Hdf5, CompressesLargeDatasetsAndReadsThemBackExactly) {
  const TemporaryFolder folder;
  std::vector<std::uint32_t> values(30 * 520 * 100);
  std::iota(values.begin(), values.end(), 0u);
  {
    hdf5::Writer writer(folder / "a.h5");
    writer.root().write("weekly", values, {30, 520, 100});
    writer.commit();
  }
  // Counting up leaves three of the four byte planes nearly constant: a quarter of the size is generous.
  EXPECT_LT(std::filesystem::file_size(folder / "a.h5"), values.size() * sizeof(values[0]) / 4);
  EXPECT_EQ(hdf5::Reader(folder / "a.h5").root().read<std::uint32_t>("weekly", {30, 520, 100}), values);
}

TEST(Hdf5, RefusesOtherTypesShapesAndNamesInWordsThatNameTheObject) {
  const TemporaryFolder folder;
  hdf5::Writer writer(folder / "a.h5");
  const auto root = writer.root();
  root.write("g/x", std::vector<float>(6), {2, 3});
  EXPECT_THAT(thrown_text([&] { root.read<double>("g/x"); }),
              HasSubstr("a.h5: /g/x: holds 32-bit floating-point numbers, not 64-bit floating-point numbers"));
  EXPECT_THAT(thrown_text([&] { root.read<std::uint32_t>("g/x"); }), HasSubstr("not 32-bit unsigned integers"));
  EXPECT_THAT(thrown_text([&] { root.read<float>("g/x", {3, 2}); }), HasSubstr("has shape [2, 3], not [3, 2]"));
  EXPECT_THAT(thrown_text([&] { root.read<float>("g/y"); }), HasSubstr("/g/y: does not exist"));
  EXPECT_THAT(thrown_text([&] { root.read_texts("g/x"); }), HasSubstr("not text of fixed length"));
  EXPECT_THAT(thrown_text([&] { root.read_opaque("g/x"); }), HasSubstr("not raw bytes"));
  EXPECT_THAT(thrown_text([&] { root.group("g/x"); }), HasSubstr("is not a group"));
  EXPECT_THAT(thrown_text([&] { root.dataset("g"); }), HasSubstr("is not a dataset"));
  EXPECT_THAT(thrown_text([&] { root.text("absent"); }), HasSubstr("/: has no attribute 'absent'"));
  EXPECT_THAT(thrown_text([&] {
                root.write("z", std::vector<float>(5), {2, 3});
              }),
              HasSubstr("does not hold 5 values"));
  EXPECT_THAT(thrown_text([&] { root.write("g/x", std::vector<float>(6), {6}); }), HasSubstr("/g/x: cannot create"));
  EXPECT_THAT(thrown_text([&] { root.set("zero", std::string("a\0b", 3)); }), HasSubstr("zero byte"));
  EXPECT_THAT(thrown_text([&] { root.set("gbk", "\xc1\xbd\xc2\xb7"); }), HasSubstr("not UTF-8"));
  EXPECT_THAT(thrown_text([&] { root.write_texts("gbk", {"\xc1\xbd"}); }), HasSubstr("not UTF-8"));
  EXPECT_THAT(thrown_text([&] { root.set("long", std::string(hdf5::longest_attribute + 1, 'x')); }),
              HasSubstr("text of 60001 bytes is too long for attribute 'long'"));
  EXPECT_THAT(thrown_text([&] { root.write_opaque("o", std::vector<std::byte>(5), 2); }), HasSubstr("5 bytes"));
}

TEST(Hdf5, LeavesTheOldFileAndNothingElseWithoutCommit) {
  const TemporaryFolder folder;
  put(folder / "a.h5", "old");
  {
    hdf5::Writer writer(folder / "a.h5");
    writer.root().write_list("x", std::vector{1.0});
  }
  EXPECT_EQ(content(folder / "a.h5"), "old");
  EXPECT_EQ(folder.files(), 1u);
}

TEST(Hdf5, ReplacesTheOldFileAndNothingElseOnCommit) {
  const TemporaryFolder folder;
  put(folder / "a.h5", "old");
  hdf5::Writer writer(folder / "a.h5");
  const auto root = writer.root();
  root.write_list("x", std::vector{1.0});
  writer.commit();
  EXPECT_EQ(hdf5::Reader(folder / "a.h5").root().read<double>("x").values, std::vector{1.0});
  EXPECT_EQ(folder.files(), 1u);
  EXPECT_THAT(thrown_text([&] { root.group("x"); }), HasSubstr("already closed"));
}

TEST(Hdf5, SaysWhyAFileCannotBeOpened) {
  const TemporaryFolder folder;
  put(folder / "text.h5", "not a data file");
  put(folder / "empty.h5", "");
  {
    hdf5::Writer writer(folder / "whole.h5");
    writer.root().write_list("x", std::vector<double>(5000, 0.5));
    writer.commit();
  }
  const std::string whole = content(folder / "whole.h5");
  put(folder / "cut.h5", whole.substr(0, whole.size() - 100));
  put(folder / "unsealed.h5", whole.substr(seal_size));
  const auto reason = [&](const std::string& name) { return thrown_text([&] { hdf5::Reader reader(folder / name); }); };
  EXPECT_THAT(reason("missing.h5"), HasSubstr("missing.h5: cannot open: No such file or directory"));
  EXPECT_THAT(reason("text.h5"), HasSubstr("text.h5: is not a data file of this program"));
  EXPECT_THAT(reason("empty.h5"), HasSubstr("is not a data file of this program"));
  EXPECT_THAT(reason("unsealed.h5"), HasSubstr("is not a data file of this program"));
  EXPECT_THAT(reason("cut.h5"), HasSubstr("cut.h5: is damaged: its content does not match its checksum"));
  EXPECT_THAT(reason(""), HasSubstr("it is a folder"));
}

TEST(Hdf5, RefusesContentThatIsNoHdf5BehindASealThatIsWhole) {
  const TemporaryFolder folder;
  const std::string words = "not a data file";
  put(folder / "a.h5", seal_of(std::as_bytes(std::span(words))) + words);
  EXPECT_THAT(thrown_text([&] { hdf5::Reader reader(folder / "a.h5"); }), HasSubstr("a.h5: cannot open: not an HDF5"));
}

TEST(Hdf5, RefusesAFileOfWhichAnyBitIsFlipped) {
  const TemporaryFolder folder;
  hdf5::Writer writer(folder / "a.h5");
  writer.root().write_list("x", std::vector<double>(20'000, 0.25), {"1", "A share."});
  writer.root().write_texts("names", {"社区", "two words"});
  writer.commit();
  const std::string whole = content(folder / "a.h5");
  for (std::size_t i = 0; i < 500; ++i) {
    std::string flipped = whole;
    // The golden ratio spreads the places evenly over all bits of the file.
    const auto bit = static_cast<std::size_t>(std::fmod(0.6180339887 * static_cast<double>(i + 1), 1.0) *
                                              static_cast<double>(8 * whole.size()));
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
    put(folder / "a.h5", flipped);
    EXPECT_THROW(hdf5::Reader(folder / "a.h5"), FileError) << "bit " << bit;
  }
}

TEST(Hdf5, RefusesScalesThatDoNotFitTheirAxis) {
  const TemporaryFolder folder;
  const auto commit_with = [&](const std::vector<std::string>& axes) {
    hdf5::Writer writer(folder / "a.h5");
    writer.root().write_list("week", std::vector<std::uint32_t>{0, 1, 2});
    writer.root().write("square", std::vector<double>(9), {3, 3});
    writer.root().write("values", std::vector<double>(6), {2, 3}, {"1", "Values.", axes});
    writer.commit();
  };
  EXPECT_THAT(thrown_text([&] { commit_with({"/week", "/week"}); }), HasSubstr("'/week' is of length 3"));
  EXPECT_THAT(thrown_text([&] { commit_with({"", "/absent"}); }), HasSubstr("/absent: does not exist"));
  EXPECT_THAT(thrown_text([&] { commit_with({"", "/square"}); }), HasSubstr("/square: names an axis"));
  EXPECT_THAT(thrown_text([&] { commit_with({"/week"}); }), HasSubstr("1 scales"));
  EXPECT_EQ(folder.files(), 0u);
  commit_with({"", "/week"});
  EXPECT_EQ(hdf5::Reader(folder / "a.h5").root().read<double>("values", {2, 3}).size(), 6u);
}

TEST(Hdf5, HoldsNoBytesThatNobodyWrote) {
  const TemporaryFolder folder;
  hdf5::Writer writer(folder / "a.h5");
  writer.root().write_list("x", std::vector{1.0});
  writer.commit();
  // One dataset of eight bytes and two levels of headers; the library allots 2 kB at a time.
  EXPECT_LT(std::filesystem::file_size(folder / "a.h5"), 8192u);
}

TEST(Hdf5, SameContentGivesTheSameFile) {
  const TemporaryFolder folder;
  for (const auto* name : {"a.h5", "b.h5"}) {
    hdf5::Writer writer(folder / name);
    writer.root().write_list("place", std::vector<std::uint32_t>(20'000));
    writer.root().write_list("x", std::vector<double>(20'000, 0.25), {"1", "A share.", {"/place"}});
    writer.commit();
  }
  EXPECT_EQ(content(folder / "a.h5"), content(folder / "b.h5"));
}

TEST(Hdf5, SealsAFileThatGrewOnTheDiskAsOneThatGrewInMemory) {
  const TemporaryFolder folder;
  const std::vector<double> values(20'000, 0.25);
  {
    hdf5::Writer given_up(folder / "a.h5", hdf5::Writer::Growth::disk);
    given_up.root().write_list("x", values);
  }
  EXPECT_EQ(folder.files(), 0u) << "without commit nothing changes";
  hdf5::Writer writer(folder / "a.h5", hdf5::Writer::Growth::disk);
  writer.root().write_list("x", values);
  writer.commit();
  EXPECT_EQ(hdf5::Reader(folder / "a.h5").root().read<double>("x").values, values);
  EXPECT_EQ(folder.files(), 1u);
}

TEST(Hdf5, LeavesNothingThatLooksWholeAndSaysWhyWhereTheDiskIsFull) {
  const TemporaryFolder folder;
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  for (const rlim_t room : {4'000u, 100'000u}) {
    hdf5::Writer writer(folder / "a.h5", hdf5::Writer::Growth::disk);
    rlimit limit = before;
    limit.rlim_cur = room;
    setrlimit(RLIMIT_FSIZE, &limit);
    try {
      std::vector<float> noise(100'000);
      for (std::size_t i = 0; i < noise.size(); ++i) noise[i] = std::sin(static_cast<float>(i));
      writer.root().write<float>("x", noise, {100, 1000});
      writer.commit();
      ADD_FAILURE() << "it has no room";
    } catch (const WriteError& error) {
      EXPECT_EQ(error.system_error, EFBIG);
      EXPECT_EQ(error.file, folder / "a.h5");
    }
    setrlimit(RLIMIT_FSIZE, &before);
  }
  std::signal(SIGXFSZ, SIG_DFL);
  EXPECT_EQ(folder.files(), 0u);
}

TEST(Hdf5, LetsSeveralThreadsWriteFilesOfTheirOwn) {
  const TemporaryFolder folder;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&folder, t] {
      hdf5::Writer writer(folder / (std::to_string(t) + ".h5"));
      for (int i = 0; i < 50; ++i) writer.root().write_list(std::to_string(i), std::vector<double>(100, t));
      writer.commit();
    });
  for (auto& thread : threads) thread.join();
  for (int t = 0; t < 4; ++t) {
    const hdf5::Reader reader(folder / (std::to_string(t) + ".h5"));
    EXPECT_EQ(reader.root().read<double>("0").values, std::vector<double>(100, t));
    EXPECT_EQ(reader.root().read<double>("49").values, std::vector<double>(100, t));
  }
}

}  // namespace
}  // namespace liandong::sim
