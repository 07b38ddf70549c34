#include "models/governance/world/world.h"

namespace liandong::governance {

void World::make_lists(std::uint32_t communities) {
#define LIANDONG_SIZE(Type, name, column, meaning) name.resize(communities);
  LIANDONG_LISTS(LIANDONG_SIZE)
  LIANDONG_RECORDS(LIANDONG_SIZE)
#undef LIANDONG_SIZE
  in_hand.resize(communities);
  elsewhere.resize(communities);
  helped.resize(communities);
}

std::vector<Community> World::existing_communities() const {
  std::vector<Community> result;
  for (std::uint32_t c = 0; c < communities(); ++c)
    if (exists(Community{c})) result.push_back(Community{c});
  return result;
}

std::vector<sim::ColumnText> World::column_texts() {
  std::vector<sim::ColumnText> texts;
// NOLINTNEXTLINE(bugprone-macro-parentheses): a type takes none
#define LIANDONG_DESCRIBE(Type, name) sim::describe_columns(Type{}, #name, texts);
  LIANDONG_AGENTS(LIANDONG_DESCRIBE)
#undef LIANDONG_DESCRIBE
  return texts;
}

}  // namespace liandong::governance
