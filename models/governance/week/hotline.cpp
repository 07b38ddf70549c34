// Cases that residents called in: dispatch, deadlines, closures on paper, ranks.
#include "models/governance/week/hotline.h"

#include <algorithm>

#include "models/governance/rules/procedure.h"
#include "models/governance/week/casework.h"
#include "models/governance/week/phases.h"
#include "models/governance/world/purpose.h"

namespace liandong::governance {
namespace {

std::uint32_t deadline(const World& w) { return static_cast<std::uint32_t>(w.everywhere().hotline_deadline); }

}  // namespace

bool dispatch(World& w, Community c, const WaitingCase& waiting) {
  if (w.everywhere().hotline_dispatch <= 0.0 || waiting.kind != CaseKind::departmental || !waiting.fresh ||
      waiting.astray)
    return false;
  Case& item = w.cases[sim::row(c)][waiting.position];
  if (item.channel != Channel::hotline) return false;
  w.desk(static_cast<Side>(waiting.side)).handed[c] += waiting.work;
  pass_up(w, c, item);
  return true;
}

bool close_on_paper(World& w, Community c, const WaitingCase& waiting) {
  const double chance = paper_chance(w.mechanisms(), weight_of_rank(w), w.everywhere().hotline_callback);
  if (chance <= 0.0 || deadline(w) == 0) return false;
  Case& item = w.cases[sim::row(c)][waiting.position];
  if (item.channel != Channel::hotline || w.week - item.reported != deadline(w)) return false;
  if (w.chance.uniform(item.born, Purpose::paper_closure, item.resident) >= chance) return false;
  ++w.tally[sim::row(c)].paper_closures;
  count_called(w, c, item, true);
  item.channel = Channel::counter;  // the city counts it no more
  close_case(w, c, item, Ending::given_up, item.holder, 0.0);
  return true;
}

void count_called(World& w, Community c, const Case& item, bool closed) {
  Tally& tally = w.tally[sim::row(c)];
  ++tally.called_ended;
  tally.called_in_time += closed && (deadline(w) == 0 || w.week - item.reported <= deadline(w));
}

void rank_communities(World& w) {
  if (weight_of_rank(w) <= 0.0) return;
  const std::vector<Community> communities = w.existing_communities();
  std::vector<double> scores;
  for (const Community c : communities) {
    const Tally& quarter = w.quarter_tally[sim::row(c)];
    scores.push_back(quarter.called_ended > 0
                         ? static_cast<double>(quarter.called_in_time) / static_cast<double>(quarter.called_ended)
                         : 1.0);
  }
  std::vector<double> sorted = scores;
  std::ranges::sort(sorted);
  for (std::size_t i = 0; i < communities.size(); ++i) {
    const auto [below, above] = std::equal_range(sorted.begin(), sorted.end(), scores[i]);
    w.community.hotline_rank[communities[i]] =
        static_cast<float>(rank_among(static_cast<double>(below - sorted.begin()),
                                      static_cast<double>(above - sorted.begin()), static_cast<double>(sorted.size())));
  }
}

}  // namespace liandong::governance
