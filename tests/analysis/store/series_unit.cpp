#include "analysis/store/series.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "analysis/inference/by_figure.h"
#include "analysis/store/results.h"
#include "analysis/store/series_file.h"
#include "sim/store/atomic_file.h"
#include "tests/analysis/store/made_up.h"
#include "tests/sim/temporary_folder.h"

namespace liandong::analysis {
namespace {

using tests::TemporaryFolder;

constexpr std::size_t nothing = 0;  // bytes that may stand in memory

/// The same rows in a scratch file, put there from the last to the first.
Series on_disk(const Series& rows, const std::filesystem::path& folder) {
  Series copy = Series::to_fill(rows.shape(), folder, nothing);
  for (std::size_t r = rows.shape()[0]; r-- > 0;) copy.put(r, rows.row(r));
  return copy;
}

std::string rows_of(const Series& series) {
  std::string text;
  for (std::size_t r = 0; r < series.shape()[0]; ++r) text += made_up::dump(series.row(r));
  return text;
}

TEST(Series, GivesBackFromAFileWhatWasPutThereInAnyOrder) {
  const TemporaryFolder folder;
  const Series rows = made_up::filled({5, 3, 2}, 1);
  const Series file = on_disk(rows, folder / "made");
  EXPECT_FALSE(file.is_in_memory());
  EXPECT_EQ(rows_of(file), rows_of(rows));
  EXPECT_TRUE(std::filesystem::is_empty(folder / "made")) << "the file has no name that would outlive a kill";
}

TEST(Series, StaysInMemoryWhereItIsSmallAndRefusesRowsOfAnotherLength) {
  Series few = Series::to_fill({5, 3, 2}, {});
  EXPECT_TRUE(few.is_in_memory());
  EXPECT_EQ(few.row(4), std::vector<float>(6));
  EXPECT_THROW(few.put(0, std::vector<float>(5)), std::logic_error);
}

TEST(Series, NamesTheFolderThatTakesNoFile) {
  const TemporaryFolder folder;
  std::ofstream(folder / "file") << "no folder";
  EXPECT_THROW(Series::to_fill({1000, 10}, folder / "file", nothing), std::exception);
}

TEST(Series, TakesTheFolderOfTemporaryFilesWhereNoneIsNamed) {
  const Series rows = made_up::filled({5, 3, 2}, 1);
  EXPECT_EQ(rows_of(on_disk(rows, {})), rows_of(rows));
}

TEST(ResultsFile, HoldsTheSameWhetherSeriesStoodInMemoryOrInFiles) {
  const TemporaryFolder folder;
  const Results made = made_up::results();
  Results results = made;
  for (ArmResult& arm : results.arms)
    for (auto rows : {&ArmResult::weekly, &ArmResult::communities, &ArmResult::groups})
      arm.*rows = on_disk(arm.*rows, folder / "scratch");
  results.burn_in = on_disk(results.burn_in, folder / "scratch");
  write_results(results, folder / "files.h5");
  EXPECT_EQ(made_up::dump(read_results(folder / "files.h5")), made_up::dump(made));
}

TEST(SeriesFile, ReadsRowByRowWhatItWroteInChunksAndLeavesItInTheFile) {
  const TemporaryFolder folder;
  const Series rows = made_up::filled({37, 100, 101}, 1);  // 1.5 MB in chunks of half a megabyte, the last one shorter
  sim::hdf5::Writer writer(folder / "rows.h5", sim::hdf5::Writer::Growth::disk);
  write_series(writer.root(), "rows", on_disk(rows, folder / "scratch"), {});
  writer.commit();
  const auto file = std::make_shared<const sim::hdf5::Reader>(folder / "rows.h5");
  const Series read = read_series(file, file->root(), "rows", rows.shape(), nothing);
  EXPECT_FALSE(read.is_in_memory());
  EXPECT_EQ(rows_of(read), rows_of(rows));
  EXPECT_THROW(Series(read).put(0, rows.row(0)), std::logic_error);
  EXPECT_THROW(read_series(file, file->root(), "rows", {37, 101, 100}, nothing), sim::FileError);
}

TEST(ByFigure, GivesEveryFigureOfAllReplicatesHoweverFewAreHeldAtOnce) {
  const TemporaryFolder folder;
  const Series a = made_up::filled({4, 6}, 1), b = on_disk(made_up::filled({4, 6}, 50), folder / "scratch");
  const auto told = [&](std::size_t bytes) {
    std::string text;
    by_figure<2>(
        {&a, &b}, 5, [](std::span<const float> row, std::size_t f) { return row[f] + row[f + 1]; },
        [&](std::size_t f, const auto& of) {
          text += fmt::format("{}: ", f);
          for (const auto values : of) text += made_up::dump(std::vector(values.begin(), values.end()));
        },
        bytes);
    return text;
  };
  EXPECT_THAT(told(1 << 20), testing::StartsWith("0: [2.125 3.625"));
  EXPECT_EQ(told(1), told(1 << 20));
  EXPECT_EQ(told(2 * 2 * 4 * sizeof(double)), told(1 << 20)) << "two at once, and one is left over";
}

}  // namespace
}  // namespace liandong::analysis
