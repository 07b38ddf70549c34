#include "analysis/store/partial_runs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/analysis/store/made_up.h"
#include "tests/sim/temporary_folder.h"

namespace liandong::analysis {
namespace {

using namespace tests;
using made_up::dump;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// A folder of kept replicates and what it told.
struct Kept {
  TemporaryFolder folder;
  std::vector<std::string> told;
  PartialRuns runs = of("identity");

  PartialRuns of(const std::string& identity, const Study& study = made_up::study()) {
    return {folder.path(), identity, record_shape(study), [this](const Text& why) { told.push_back(why.en + why.zh); }};
  }
};

TEST(PartialRuns, GiveBackWhatWasSavedUnderItsNumber) {
  Kept kept;
  kept.runs.save(7, made_up::record(7));
  kept.runs.save_cost_scales({1.0, 0.875});
  EXPECT_EQ(dump(kept.runs.load(7).value()), dump(made_up::record(7)));
  EXPECT_EQ(kept.runs.load_cost_scales().value(), (std::vector{1.0, 0.875}));
  EXPECT_FALSE(kept.runs.load(8));
  EXPECT_THAT(kept.told, IsEmpty());
}

TEST(PartialRuns, OfAnotherIdentityAreNotTakenUp) {
  Kept kept;
  kept.runs.save(7, made_up::record(7));
  kept.runs.save_cost_scales({1.0, 0.875});
  EXPECT_FALSE(kept.of("other").load(7));
  EXPECT_FALSE(kept.of("other").load_cost_scales());
  EXPECT_THAT(kept.told, IsEmpty());
}

TEST(PartialRuns, UnderAnotherNumberAreToldAndNotTakenUp) {
  Kept kept;
  kept.runs.save(7, made_up::record(7));
  std::filesystem::copy_file(kept.folder / "replicate-00007.h5", kept.folder / "replicate-00008.h5");
  EXPECT_FALSE(kept.runs.load(8));
  EXPECT_THAT(kept.told, ElementsAre(AllOf(HasSubstr("replicate-00008.h5"), HasSubstr("it holds replicate 7"),
                                           HasSubstr("is run again"), HasSubstr("将重新运行"))));
}

TEST(PartialRuns, OfAnyFlippedBitAreToldAndNotTakenUp) {
  Kept kept;
  kept.runs.save(7, made_up::record(7));
  const std::string whole = content(kept.folder / "replicate-00007.h5");
  for (std::size_t i = 0; i < 500; ++i) {
    put(kept.folder / "replicate-00007.h5", made_up::with_flipped_bit(whole, i));
    EXPECT_FALSE(kept.runs.load(7)) << i;
    EXPECT_EQ(kept.told.size(), i + 1);
  }
  std::string zeroed = whole;
  zeroed.replace(zeroed.size() / 2, 512, std::string(512, '\0'));
  put(kept.folder / "replicate-00007.h5", zeroed);
  EXPECT_FALSE(kept.runs.load(7));
  EXPECT_THAT(kept.told.back(), HasSubstr("is damaged"));
  kept.runs.save(7, made_up::record(7));
  EXPECT_TRUE(kept.runs.load(7));
}

TEST(PartialRuns, OfOtherLengthsAreToldAndNotTakenUp) {
  Kept kept;
  const auto told_of = [&](auto&& change) {
    ReplicateRecord record = made_up::record(7);
    change(record);
    kept.runs.save(7, record);
    kept.told = {"taken up"};
    EXPECT_FALSE(kept.runs.load(7));
    return kept.told.back();
  };
  EXPECT_THAT(told_of([](auto& r) { r.burn_in.pop_back(); }), HasSubstr("burn_in: has shape [5], not [6]"));
  EXPECT_THAT(told_of([](auto& r) { r.arms[1].weekly.pop_back(); }), HasSubstr("weekly: has shape"));
  EXPECT_THAT(told_of([](auto& r) { r.arms[1].groups.clear(); }), HasSubstr("groups: has shape"));
  EXPECT_THAT(told_of([](auto& r) { r.communities = 5; }), HasSubstr("communities: has shape"));
  EXPECT_THAT(told_of([](auto& r) { r.arms.pop_back(); }), HasSubstr("it holds 1 arms"));
  EXPECT_THAT(told_of([](auto& r) { r.arms[0].flows.push_back({{"a", "b", 1}}); }), HasSubstr("a ledger that is not"));
  EXPECT_THAT(told_of([](auto& r) { r.arms[0].first_difference = 27; }), HasSubstr("it first differs after"));
  EXPECT_THAT(told_of([](auto& r) { r.pictures[0].from[0] = 99; }), HasSubstr("a tie ends at a resident"));
  kept.runs.save_cost_scales({1.0, -1.0});
  EXPECT_FALSE(kept.runs.load_cost_scales());
  EXPECT_THAT(kept.told.back(), HasSubstr("a cost scale is not a factor"));
}

TEST(PartialRuns, WithoutAFolderKeepNothing) {
  const PartialRuns none({}, "identity", record_shape(made_up::study()));
  none.save(0, made_up::record(0));
  none.save_cost_scales({1.0, 1.0});
  EXPECT_FALSE(none.load(0));
  EXPECT_FALSE(none.load_cost_scales());
}

TEST(PartialRuns, AreDiscardedWithTheirFolderButNotWhatOthersPutThere) {
  Kept kept;
  std::filesystem::create_directory(kept.folder / "partial");
  const PartialRuns runs(kept.folder / "partial", "identity", record_shape(made_up::study()));
  runs.save(7, made_up::record(7));
  runs.save_cost_scales({1.0, 1.0});
  discard_partial_runs(kept.folder / "partial");
  EXPECT_FALSE(std::filesystem::exists(kept.folder / "partial"));

  runs.save(7, made_up::record(7));
  for (const auto* name : {"replicate-1.h5", "replicate-notes.h5", "equal-cost.h5", "notes.txt"})
    put(kept.folder / "partial" / name, "not ours");
  discard_partial_runs(kept.folder / "partial");
  EXPECT_FALSE(std::filesystem::exists(kept.folder / "partial/replicate-00007.h5"));
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(kept.folder / "partial"), {}), 4);
}

TEST(Fingerprint, ChangesWithEverythingThatDecidesARecord) {
  const auto base = made_up::study();
  const auto of = [](const Study& study) {
    models::Model model;
    model.catalogue = study.catalogue;
    return identity_of(model, study);
  };
  const auto changed = [&](auto&& change) {
    Study study = made_up::study();
    change(study);
    return of(study);
  };
  EXPECT_EQ(of(base), of(made_up::study()));
  EXPECT_NE(of(base), changed([](Study& s) { s.seed = 2; }));
  EXPECT_NE(of(base), changed([](Study& s) { s.weeks = 27; }));
  EXPECT_NE(of(base), changed([](Study& s) { s.burn_in_weeks = 3; }));
  EXPECT_NE(of(base), changed([](Study& s) { s.values.whole[0] = 5; }));
  EXPECT_NE(of(base), changed([](Study& s) { s.values.communities = {s.values.whole}; }));
  EXPECT_NE(of(base), changed([](Study& s) { s.arms[0].stages[0].levers[1] = 0; }));
  EXPECT_NE(of(base), changed([](Study& s) { s.arms[0].equal_cost_to = "b"; }));
  EXPECT_NE(of(base), changed([](Study& s) { s.catalogue = made_up::catalogue(4); }));
  EXPECT_NE(of(base), changed([](Study& s) { s.arms[0].own[0] = 0.9; }));
  EXPECT_EQ(of(base), changed([](Study& s) { s.claim = Claim{}; })) << "a claim changes no world";
}

}  // namespace
}  // namespace liandong::analysis
