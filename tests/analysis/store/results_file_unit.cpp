#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <limits>
#include <string>

#include "analysis/inference/contrasts.h"
#include "analysis/store/results.h"
#include "sim/store/hdf5.h"
#include "tests/analysis/experiment/toy_run.h"

namespace liandong::analysis {
namespace {

using ::testing::HasSubstr;

/// Fills an array with values of which no two are equal, and one that is undefined.
Array<float> filled(std::vector<std::size_t> shape, float from) {
  Array<float> array(std::move(shape));
  for (std::size_t i = 0; i < array.values.size(); ++i) array.values[i] = from + static_cast<float>(i) / 8;
  if (array.values.size() > 3) array.values[3] = std::numeric_limits<float>::quiet_NaN();
  return array;
}

ArmResult arm(const std::string& name, float from) {
  const std::size_t indicators = governance::indicators().size(), groups = governance::groups().size();
  ArmResult arm;
  arm.name = name;
  arm.title_en = "Arm " + name;
  arm.title_zh = "方案" + name;
  arm.cost_scale = 0.875;
  arm.cost_scale_clamped = true;
  arm.public_cost = 12345.5;
  arm.state_hash = {0xffffffffffffffffull, 2, 3};
  arm.first_difference = {0, 26, 5};
  arm.weekly = filled({3, 26, indicators}, from);
  arm.communities = filled({3, 2, 4, indicators}, from);
  arm.groups = filled({3, 2, groups, governance::group_indicators().size()}, from);
  arm.money = {{"treasury", "committee, 活动经费", 1.5}, {"treasury", "station", 2.5}};
  return arm;
}

/// Results of the governance model's shape with made-up values.
Results made_up() {
  Results results;
  results.study_text = "name = \"两条路径\"\n";
  results.name = "two-paths";
  results.first_replicate = 4;
  results.replicates = 3;
  results.weeks = 26;
  results.burn_in_weeks = 2;
  results.communities = 4;
  results.residents = 94123;
  results.seed = 0xfedcba9876543210ull;
  results.burn_in = filled({3, 2, governance::indicators().size()}, 7);
  results.arms = {arm("a", 1), arm("b", 100)};
  results.arms[1].equal_cost_to = "a";
  results.contrasts = all_contrasts(
      results.arms, {{}, governance::indicators(), governance::groups(), governance::group_indicators()}, 0.95);
  GraphPicture picture;
  picture.arm = "b";
  picture.week = 26;
  picture.x = picture.y = {0.25f, 0.5f};
  picture.migrant = picture.active = picture.volunteer = picture.leader = {0, 1};
  picture.age = {30, 70};
  picture.from = {0};
  picture.to = {1};
  picture.weight = {0.5f};
  picture.density = 0.125;
  results.pictures = {picture};
  results.provenance.commit = "0123abc";
  results.provenance.command = "liandong compare 研究.toml";
  results.provenance.dirty = true;
  return results;
}

class ResultsFile : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string test = ::testing::UnitTest::GetInstance()->current_test_info()->name();
    folder = std::filesystem::temp_directory_path() / ("liandong-results-" + test + std::to_string(getpid()));
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    file = folder / "results.h5";
  }
  void TearDown() override { std::filesystem::remove_all(folder); }

  /// Text of the error that reading the file gives; empty if there is none.
  std::string error_of_reading() const {
    try {
      read_results(file);
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    return "";
  }

  std::filesystem::path folder, file;
};

TEST_F(ResultsFile, GivesBackEverythingThatWasWritten) {
  const Results written = made_up();
  write_results(written, file);
  const Results read = read_results(file);
  EXPECT_EQ(toy::digest(read), toy::digest(written));
  EXPECT_EQ(read.provenance.commit, "0123abc");
  EXPECT_EQ(read.provenance.command, "liandong compare 研究.toml");
  EXPECT_TRUE(read.provenance.dirty);
  EXPECT_EQ(read.pictures[0].density, 0.125);
}

TEST_F(ResultsFile, HoldsARunTooShortForAQuarter) {
  Results results = made_up();
  for (ArmResult& arm : results.arms) {
    arm.communities = Array<float>({3, 0, 4, governance::indicators().size()});
    arm.groups = Array<float>({3, 0, governance::groups().size(), governance::group_indicators().size()});
  }
  write_results(results, file);
  EXPECT_EQ(read_results(file).arms[0].communities.shape[1], 0u);
}

TEST_F(ResultsFile, SaysWhichFileIsMissing) { EXPECT_THAT(error_of_reading(), HasSubstr("results.h5")); }

TEST_F(ResultsFile, CutShortAnywhereGivesAClearError) {
  write_results(made_up(), file);
  const auto size = std::filesystem::file_size(file);
  for (const double share : {0.0, 0.001, 0.1, 0.5, 0.9, 0.999}) {
    const auto cut = static_cast<std::uintmax_t>(share * static_cast<double>(size));
    write_results(made_up(), file);
    std::filesystem::resize_file(file, cut);
    EXPECT_THAT(error_of_reading(), HasSubstr("results.h5")) << cut << " of " << size << " bytes";
  }
}

TEST_F(ResultsFile, OfAnotherProgramIsRefused) {
  std::ofstream(file) << "week,satisfaction\n";
  EXPECT_THAT(error_of_reading(), HasSubstr("results.h5"));
  sim::hdf5::Writer writer(file);
  writer.root().set("title", "rainfall");
  writer.commit();
  EXPECT_THAT(error_of_reading(), HasSubstr("not results of liandong"));
}

TEST_F(ResultsFile, OfAnotherFormatVersionIsRefusedByNumber) {
  sim::hdf5::Writer writer(file);
  writer.root().set("format", "liandong results");
  writer.root().set("format_version", 99);
  writer.commit();
  EXPECT_THAT(error_of_reading(), HasSubstr("99"));
}

TEST_F(ResultsFile, StaysWholeWhenTheNextOneCannotBeWritten) {
  write_results(made_up(), file);
  Results broken = made_up();
  broken.arms[0].weekly.values.pop_back();
  EXPECT_THROW(write_results(broken, file), std::runtime_error);
  EXPECT_EQ(toy::digest(read_results(file)), toy::digest(made_up()));
  EXPECT_THROW(write_results(made_up(), file / "below-a-file" / "results.h5"), std::runtime_error);
}

}  // namespace
}  // namespace liandong::analysis
