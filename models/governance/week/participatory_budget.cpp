// Once a year residents vote on projects that buildings propose.
#include <algorithm>

#include "models/governance/week/deliberation.h"
#include "models/governance/week/phases.h"

namespace liandong::governance {
namespace {

/// A building's proposal and those who take part there, who vote for it.
struct Candidate {
  Building building;
  std::vector<std::uint32_t> voters;
};

/// Buildings with open matters and without a project under way propose one, if anybody there takes part.
std::vector<Candidate> candidates(const World& w, Community c) {
  std::vector<Candidate> result;
  for (std::uint32_t i = 0; i < w.community.buildings[c]; ++i) {
    const Building b{w.community.first_building[c] + i};
    if (w.building.project_minutes[b] > 0 || w.building.commons_cases[b] == 0) continue;
    Candidate candidate{b, {}};
    const std::uint32_t first = w.building.first_resident[b];
    for (std::uint32_t r = first; r < first + w.building.residents[b]; ++r)
      if (w.is(Resident{r}, role::active) && w.has_rights(c, Resident{r})) candidate.voters.push_back(r);
    if (!candidate.voters.empty()) result.push_back(std::move(candidate));
  }
  return result;
}

/// Those who voted hope for the project; how many accept what comes of it is found without discussion.
void win(World& w, Community c, const Candidate& candidate) {
  Meeting vote;
  vote.building = candidate.building;
  vote.present = candidate.voters;
  vote.issue = w.week % issues;
  take_positions(w, vote);
  decide(w, c, vote);
  start_project(w, c, vote.building, vote.accepted);
  ++w.tally[sim::row(c)].voted;
  for (const std::uint32_t row : candidate.voters)
    if (w.resident.project[Resident{row}] == none32) w.resident.project[Resident{row}] = sim::row(vote.building);
}

}  // namespace

void vote_on_budget(World& w, Community c) {
  const Mechanisms& m = w.mechanisms();
  const auto cost = static_cast<std::int32_t>(m.vote_minutes);
  if (w.levers(c).voted_share <= 0.0 || w.community.meeting_minutes[c] < cost) return;
  w.community.meeting_minutes[c] -= cost;
  const double fund =
      static_cast<double>(w.money.balance(w.money_kind.fund[at(w.host(c))], sim::row(c))) / fen_per_yuan;
  const auto projects = static_cast<std::size_t>(w.levers(c).voted_share * fund / m.project_cost);
  std::vector<Candidate> those = candidates(w, c);
  const std::size_t all = std::min(projects, those.size());
  const auto reserved = static_cast<std::size_t>(nearest_whole(w.levers(c).reserved_share * static_cast<double>(all)));
  std::ranges::stable_sort(those, {}, [&](const Candidate& one) { return w.building.commons[one.building]; });
  const auto by_vote = those.begin() + static_cast<std::ptrdiff_t>(reserved);
  std::stable_sort(by_vote, those.end(),
                   [](const Candidate& a, const Candidate& b) { return a.voters.size() > b.voters.size(); });
  for (std::size_t i = 0; i < all; ++i) win(w, c, those[i]);
  for (std::size_t i = all; i < those.size(); ++i)
    for (const std::uint32_t row : those[i].voters) record_voice(w, c, Resident{row}, 0.0);
}

}  // namespace liandong::governance
