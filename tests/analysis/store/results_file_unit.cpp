#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "analysis/store/file_problem.h"
#include "analysis/store/stored_record.h"
#include "sim/store/hdf5.h"
#include "tests/analysis/store/made_up.h"
#include "tests/sim/temporary_folder.h"

namespace liandong::analysis {
namespace {

using namespace tests;
using made_up::dump;
using ::testing::HasSubstr;
using ::testing::StartsWith;

const std::filesystem::path stored = LIANDONG_SOURCE_DIR "/tests/analysis/store/stored-v2.h5";

/// Why the file is refused, in both languages; empty if it is not.
Text refusal(const std::filesystem::path& file) {
  try {
    read_results(file);
  } catch (const FileProblem& problem) {
    EXPECT_EQ(problem.what(), problem.message.en);
    return problem.message;
  }
  return {};
}

TEST(ResultsFile, GivesBackEverythingThatWasWritten) {
  const TemporaryFolder folder;
  const Results written = made_up::results();
  write_results(written, folder / "results.h5");
  EXPECT_EQ(dump(read_results(folder / "results.h5")), dump(written));
}

TEST(ResultsFile, GivesBackTheRecordOfEveryReplicate) {
  const TemporaryFolder folder;
  Results written = made_up::results();
  written.identity = "of the study";
  written.replicate_residents = {94123, 94200, 93000};
  for (ArmResult& arm : written.arms) {
    arm.cost = {100, 200, 300};
    arm.flows[0][0].amounts = {7, 0, 9};
    arm.flows[0][1].amounts = {1, 2, 3};
  }
  write_results(written, folder / "results.h5");
  const Results read = read_results(folder / "results.h5");
  const auto record = stored_record(read, read.first_replicate + 1);
  ASSERT_TRUE(record);
  EXPECT_EQ(read.replicate_residents, written.replicate_residents);
  EXPECT_EQ(record->residents, 94200u);
  const ArmRecord& arm = record->arms.at(1);
  EXPECT_EQ(arm.public_cost, 200);
  EXPECT_EQ(arm.state_hash, written.arms[1].state_hash[1]);
  ASSERT_EQ(arm.flows[0].size(), 1u);  // what did not flow is no flow
  EXPECT_EQ(arm.flows[0][0].to, "station");
  EXPECT_EQ(arm.flows[0][0].amount, 2);
  const std::size_t figures = arm.weekly.size();
  EXPECT_EQ(figures, written.arms[1].weekly.in_memory().values.size() / 3);
  EXPECT_EQ(arm.weekly.front(), written.arms[1].weekly.in_memory().values[figures]);
  EXPECT_FALSE(stored_record(read, read.first_replicate + 3));
  EXPECT_FALSE(stored_record(made_up::results(), made_up::results().first_replicate)) << "of a file with means only";
}

TEST(ResultsFile, KnowsTheMeanOfResidentsWhereEveryReplicateCountsThem) {
  Results results = made_up::results();
  EXPECT_EQ(mean_residents(results), 94123);
  results.replicate_residents = {94123, 94200, 93000};
  EXPECT_NEAR(mean_residents(results), 93774.33, 0.01);
}

TEST(ResultsFile, OwnsItsCatalogue) {
  const TemporaryFolder folder;
  write_results(made_up::results(), folder / "results.h5");
  const std::string expected = dump(*made_up::catalogue());
  std::shared_ptr<const models::Catalogue> catalogue;
  {
    const Results read = read_results(folder / "results.h5");
    catalogue = read.catalogue;
  }
  EXPECT_EQ(dump(*catalogue), expected);
}

TEST(ResultsFile, OfACatalogueWithMoreOrFewerRowsReadsLikeAnyOther) {
  const TemporaryFolder folder;
  for (const auto& [indicators, levers] : {std::pair(2, 1), std::pair(4, 3), std::pair(1, 0)}) {
    const Results written = made_up::results(made_up::catalogue(indicators, levers));
    write_results(written, folder / "results.h5");
    EXPECT_EQ(dump(read_results(folder / "results.h5")), dump(written));
  }
}

// Written by an earlier program and kept; with LIANDONG_REFRESH_STORED=1 this test writes it anew, which only a new
// format version is a reason for.
TEST(ResultsFile, StoredByAnEarlierProgramStillReads) {
  const Results expected = made_up::results(made_up::catalogue(4, 3));
  if (std::getenv("LIANDONG_REFRESH_STORED") != nullptr) write_results(expected, stored);
  EXPECT_EQ(dump(read_results(stored)), dump(expected));
  EXPECT_LT(std::filesystem::file_size(stored), 110'000u);
}

TEST(ResultsFile, HoldsARunTooShortForAQuarterAndAStudyWithoutPictures) {
  const TemporaryFolder folder;
  Results results = made_up::results();
  results.weeks = 12;
  for (ArmResult& arm : results.arms) {
    arm.first_difference = {0, 12, 5};
    arm.weekly = Array<float>({3, 12, 3});
    arm.communities = Array<float>({3, 0, 4, 3});
    arm.groups = Array<float>({3, 0, 2, 1});
  }
  results.pictures.clear();
  results.happenings.clear();
  write_results(results, folder / "results.h5");
  EXPECT_EQ(dump(read_results(folder / "results.h5")), dump(results));
}

TEST(ResultsFile, OfAnyFlippedBitIsRefusedByNameWithWhatToDo) {
  const TemporaryFolder folder;
  const auto file = folder / "results.h5";
  const std::string whole = content(stored);
  for (std::size_t i = 0; i < 500; ++i) {
    put(file, made_up::with_flipped_bit(whole, i));
    const Text why = refusal(file);
    EXPECT_THAT(why.en, StartsWith(file.string() + ": ")) << i;
    EXPECT_THAT(why.en, HasSubstr("run `liandong compare` again")) << i;
    EXPECT_THAT(why.zh, HasSubstr("重新运行 liandong compare")) << i;
  }
}

TEST(ResultsFile, CutShortAnywhereIsRefused) {
  const TemporaryFolder folder;
  const std::string whole = content(stored);
  for (const double share : {0.0, 0.001, 0.1, 0.5, 0.9, 0.999}) {
    put(folder / "results.h5", whole.substr(0, static_cast<std::size_t>(share * static_cast<double>(whole.size()))));
    EXPECT_THAT(refusal(folder / "results.h5").en, HasSubstr("results.h5")) << share;
  }
}

TEST(ResultsFile, OfFormatVersion1NamesTheProgramThatReadsIt) {
  const TemporaryFolder folder;
  put(folder / "results.h5", content(stored).substr(sim::seal_size));
  EXPECT_THAT(refusal(folder / "results.h5").en, HasSubstr("git checkout 9cc6038"));
  EXPECT_THAT(refusal(folder / "results.h5").zh, HasSubstr("git checkout 9cc6038"));
}

TEST(ResultsFile, OfAnotherKindIsRefused) {
  const TemporaryFolder folder;
  const auto file = folder / "results.h5";
  EXPECT_THAT(refusal(file).en, HasSubstr("results.h5: cannot open: No such file"));
  EXPECT_THAT(refusal(file).zh, HasSubstr("无法读取（文件或文件夹不存在）"));
  put(file, "week,satisfaction\n");
  EXPECT_THAT(refusal(file).en, HasSubstr("is not a data file of this program"));
  sim::hdf5::Writer other(file);
  other.root().set("title", "rainfall");
  other.commit();
  EXPECT_THAT(refusal(file).en, HasSubstr("not results of a study"));
  sim::hdf5::Writer newer(file);
  newer.root().set("format", "liandong results");
  newer.root().set("format_version", 99);
  newer.commit();
  EXPECT_THAT(refusal(file).en, HasSubstr("format version is 99"));
}

TEST(ResultsFile, OfContradictionsIsRefused) {
  const TemporaryFolder folder;
  const auto refused = [&](auto&& change) {
    Results results = made_up::results();
    change(results);
    write_results(results, folder / "results.h5");
    return refusal(folder / "results.h5").en;
  };
  constexpr float nan = std::numeric_limits<float>::quiet_NaN();
  EXPECT_THAT(refused([](Results& r) { r.arms[1].equal_cost_to = "c"; }), HasSubstr("an arm that is not there"));
  EXPECT_THAT(refused([](Results& r) { r.arms[0].cost_scale = nan; }), HasSubstr("its cost is not a number"));
  EXPECT_THAT(refused([](Results& r) { r.arms[0].first_difference[1] = 27; }), HasSubstr("it first differs after"));
  EXPECT_THAT(refused([](Results& r) { r.arms[0].flows[0][0].amount = nan; }), HasSubstr("a flow is not a number"));
  EXPECT_THAT(refused([](Results& r) { r.contrasts[0].indicators[0].verdict = static_cast<Verdict>(5); }),
              HasSubstr("unknown verdict 5"));
  EXPECT_THAT(refused([](Results& r) { r.contrasts[0].groups[0].p = -0.1; }), HasSubstr("outside [0, 1]"));
  EXPECT_THAT(refused([](Results& r) { r.contrasts[0].groups[0].pairs = 4; }), HasSubstr("has 4 pairs"));
  EXPECT_THAT(refused([](Results& r) { r.pictures[1].arm = "c"; }), HasSubstr("a picture is of an arm"));
  EXPECT_THAT(refused([](Results& r) { r.pictures[1].to[0] = 3; }), HasSubstr("a tie ends at a resident"));
  EXPECT_THAT(refused([](Results& r) { r.pictures[1].x[0] = nan; }), HasSubstr("the layout leaves [0, 1]"));
  EXPECT_THAT(refused([](Results& r) { r.wall_seconds = -1; }), HasSubstr("wall_seconds"));
  EXPECT_THAT(refused([](Results& r) { r.replicate_residents = {1, 2, 3}; }), HasSubstr("counted twice"));
  EXPECT_THAT(refused([](Results& r) {
                auto catalogue = std::make_shared<models::Catalogue>(*r.catalogue);
                catalogue->indicators[0].theme = "nothing";
                r.catalogue = catalogue;
              }),
              HasSubstr("is of no theme"));
}

TEST(ResultsFile, StaysWholeWhenTheNextOneCannotBeWritten) {
  const TemporaryFolder folder;
  const auto file = folder / "results.h5";
  write_results(made_up::results(), file);
  Results broken = made_up::results();
  broken.arms[0].weekly.in_memory().values.pop_back();
  EXPECT_THROW(write_results(broken, file), std::runtime_error);
  broken = made_up::results();
  broken.arms[0].weekly = Array<float>({3, 13, 6});
  EXPECT_THAT(thrown_text([&] { write_results(broken, file); }), HasSubstr("'/week' is of length 26"));
  broken = made_up::results();
  broken.contrasts[0].indicators.pop_back();
  EXPECT_THAT(thrown_text([&] { write_results(broken, file); }), HasSubstr("not those of the catalogue"));
  EXPECT_EQ(dump(read_results(file)), dump(made_up::results()));
  EXPECT_EQ(folder.files(), 1u);
  EXPECT_THROW(write_results(made_up::results(), file / "below-a-file" / "results.h5"), std::runtime_error);
}

}  // namespace
}  // namespace liandong::analysis
