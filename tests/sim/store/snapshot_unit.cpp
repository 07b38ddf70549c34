#include "sim/store/snapshot.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/graph/layer.h"
#include "sim/tables/ordered_queue.h"
#include "tests/sim/temporary_folder.h"

namespace liandong::sim {
namespace {

using namespace tests;
using testing::HasSubstr;

enum class Person : std::uint32_t {};

struct Letter {
  std::uint32_t week, kind, id;
};

struct Town {
  Column<Person, float> mood;
  Column<Person, std::uint8_t> age;
  Layer friends;
  OrderedQueue<Letter> post;
  std::string first_column = "person.mood";

  template <class Self, class Visitor>
  static void each_column(Self& self, Visitor& visit) {
    visit(self.first_column, self.mood);
    visit("person.age", self.age);
    Layer::each_column(self.friends, "friends", visit);
    OrderedQueue<Letter>::each_column(self.post, "post/letters", visit);
  }
};

Town town(std::uint32_t people) {
  Town result;
  for (std::uint32_t p = 0; p < people; ++p) {
    result.mood.push_back(0.1f * static_cast<float>(p));
    result.age.push_back(static_cast<std::uint8_t>(p % 100));
    result.post.accept({p % 5, p % 3, p});
  }
  std::vector<Tie> ties;
  for (std::uint32_t p = 1; p < people; ++p) ties.push_back({p - 1, p, 0.5f, p});
  result.friends = Layer::from_ties(people, people, ties, true);
  result.post.settle();
  return result;
}

TEST(Snapshot, GivesBackEveryColumnBitForBitWithItsMetadata) {
  const TemporaryFolder folder;
  // Large enough that columns are chunked and compressed.
  const Town before = town(30'000);
  const Metadata metadata{{"study", "两条路"}, {"week", "104"}};
  write_snapshot(before, folder / "town.h5", metadata);
  Town after = town(3);
  EXPECT_EQ(read_snapshot(after, folder / "town.h5"), metadata);
  EXPECT_EQ(state_hash(after), state_hash(before));
  EXPECT_EQ(after.mood.values(), before.mood.values());
  EXPECT_EQ(after.friends.targets(), before.friends.targets());
  EXPECT_EQ(after.post.size(), before.post.size());
  EXPECT_EQ(folder.files(), 1u);
}

TEST(Snapshot, KeepsAnEmptyStateEmpty) {
  const TemporaryFolder folder;
  write_snapshot(Town{}, folder / "town.h5");
  Town after = town(3);
  read_snapshot(after, folder / "town.h5");
  EXPECT_EQ(after.mood.size(), 0u);
  EXPECT_EQ(state_hash(after), state_hash(Town{}));
}

TEST(Snapshot, OfAnotherModelNamesTheFirstColumnThatDiffers) {
  const TemporaryFolder folder;
  write_snapshot(town(5), folder / "town.h5");
  Town other = town(4);
  other.first_column = "person.temper";
  const auto before = state_hash(other);
  EXPECT_THAT(thrown_text([&] { read_snapshot(other, folder / "town.h5"); }),
              HasSubstr("column 1 is 'person.mood' in the file and 'person.temper' in the model"));
  EXPECT_EQ(state_hash(other), before);
}

struct OneColumn {
  std::vector<double> values{1.0, 2.0};
  template <class Self, class Visitor>
  static void each_column(Self& self, Visitor& visit) {
    visit("values", self.values);
  }
};

struct NarrowColumn {
  std::vector<float> values{1.0f, 2.0f};
  template <class Self, class Visitor>
  static void each_column(Self& self, Visitor& visit) {
    visit("values", self.values);
  }
};

TEST(Snapshot, WithMoreColumnsThanTheModelNamesTheFirstOfThem) {
  const TemporaryFolder folder;
  write_snapshot(town(5), folder / "town.h5");
  OneColumn state;
  EXPECT_THAT(thrown_text([&] { read_snapshot(state, folder / "town.h5"); }), HasSubstr("column 1 is 'person.mood'"));
}

TEST(Snapshot, WithOtherElementsNamesTheColumnAndBothSizes) {
  const TemporaryFolder folder;
  write_snapshot(OneColumn{}, folder / "one.h5");
  NarrowColumn narrow;
  EXPECT_THAT(thrown_text([&] { read_snapshot(narrow, folder / "one.h5"); }),
              HasSubstr("column 'values' has elements of 8 bytes in the file and of 4 in the model"));
  EXPECT_EQ(narrow.values[1], 2.0f);
}

TEST(Snapshot, WithChangedBytesFailsItsHashAndLeavesTheState) {
  const TemporaryFolder folder;
  write_snapshot(OneColumn{{1.0, 1234.5678}}, folder / "one.h5");
  std::string text = content(folder / "one.h5").substr(seal_size);
  const double needle = 1234.5678;
  const auto at = text.find(std::string(reinterpret_cast<const char*>(&needle), 8));
  ASSERT_NE(at, std::string::npos);
  text[at] = static_cast<char>(text[at] ^ 1);
  put(folder / "one.h5", seal_of(std::as_bytes(std::span(text))) + text);
  OneColumn state;
  EXPECT_THAT(thrown_text([&] { read_snapshot(state, folder / "one.h5"); }), HasSubstr("but was written with"));
  EXPECT_EQ(state.values, (std::vector{1.0, 2.0}));
}

TEST(Snapshot, CutShortOrForeignIsRefused) {
  const TemporaryFolder folder;
  write_snapshot(town(500), folder / "town.h5");
  const std::string whole = content(folder / "town.h5");
  put(folder / "cut.h5", whole.substr(0, whole.size() / 2));
  Town state = town(2);
  EXPECT_THAT(thrown_text([&] { read_snapshot(state, folder / "cut.h5"); }), HasSubstr("is damaged"));
  hdf5::Writer foreign(folder / "foreign.h5");
  foreign.commit();
  EXPECT_THAT(thrown_text([&] { read_snapshot(state, folder / "foreign.h5"); }), HasSubstr("is not a snapshot"));
  hdf5::Writer newer(folder / "newer.h5");
  newer.root().set("format", "liandong snapshot");
  newer.root().set("format_version", 99);
  newer.commit();
  EXPECT_THAT(thrown_text([&] { read_snapshot(state, folder / "newer.h5"); }), HasSubstr("snapshot format 99"));
}

}  // namespace
}  // namespace liandong::sim
