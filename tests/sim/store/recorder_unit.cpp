#include "sim/store/recorder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sim/temporary_folder.h"

namespace liandong::sim {
namespace {

using namespace tests;
using testing::HasSubstr;

Recorder filled() {
  Recorder recorder;
  const auto trust = recorder.declare("trust", "1", "Mean trust.");
  const auto cases = recorder.declare_panel("cases", {"东河", "昆都仑"}, "piece", "Cases by district.");
  recorder.append(trust, 0.5);
  recorder.append(trust, 0.25);
  recorder.append(cases, std::vector{3.0, 4.0});
  return recorder;
}

TEST(Recorder, KeepsWhatWasAppendedInOrder) {
  const auto recorder = filled();
  EXPECT_EQ(recorder["trust"].values, (std::vector{0.5, 0.25}));
  EXPECT_EQ(recorder["trust"].steps(), 2u);
  EXPECT_EQ(recorder["cases"].steps(), 1u);
  EXPECT_EQ(recorder["cases"].width(), 2u);
}

TEST(Recorder, NamesTheNearestSeriesForAMisspeltOne) {
  const auto recorder = filled();
  EXPECT_THROW(recorder["trsut"], std::out_of_range);
  EXPECT_THAT(thrown_text([&] { recorder["trsut"]; }), HasSubstr("no series 'trsut'; the nearest is 'trust'"));
}

TEST(Recorder, RefusesRowsOfAnotherWidthAndNamesTwice) {
  auto recorder = filled();
  const auto handle = recorder.declare_panel("pairs", {"a", "b"}, "", "");
  EXPECT_THROW(recorder.append(handle, 1.0), std::invalid_argument);
  EXPECT_THROW(recorder.append(handle, std::vector{1.0, 2.0, 3.0}), std::invalid_argument);
  EXPECT_TRUE(recorder["pairs"].values.empty());
  EXPECT_THROW(recorder.declare("trust", "", ""), std::invalid_argument);
  EXPECT_THROW(recorder.declare("", "", ""), std::invalid_argument);
  EXPECT_THROW(recorder.declare("a/b", "", ""), std::invalid_argument);
  EXPECT_THROW(recorder.declare_panel("none", {}, "", ""), std::invalid_argument);
}

TEST(Recorder, ComesBackFromAFileWithUnitsAndLabels) {
  const TemporaryFolder folder;
  const auto recorder = filled();
  hdf5::Writer writer(folder / "r.h5");
  recorder.write(writer.root().create_group("arm"));
  writer.commit();
  const auto again = Recorder::read(hdf5::Reader(folder / "r.h5").root().group("arm"));
  ASSERT_EQ(again.all().size(), 2u);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(again.all()[i].name, recorder.all()[i].name);
    EXPECT_EQ(again.all()[i].unit, recorder.all()[i].unit);
    EXPECT_EQ(again.all()[i].description, recorder.all()[i].description);
    EXPECT_EQ(again.all()[i].labels, recorder.all()[i].labels);
    EXPECT_EQ(again.all()[i].values, recorder.all()[i].values);
  }
}

}  // namespace
}  // namespace liandong::sim
