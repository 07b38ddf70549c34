// Assessment teaches desks what counts, and moves pay and budgets (P14, P15, P22, P32).
#include <algorithm>

#include "models/governance/week/hotline.h"
#include "models/governance/week/phases.h"

namespace liandong::governance {
namespace {

/// What those who come to the congress think of a desk: their satisfaction and their trust in it.
double residents_rating(const World& w, Community c, Trusted desk) {
  double sum = 0.0;
  std::uint32_t n = 0;
  const std::uint32_t first = w.community.first_resident[c], last = first + w.community.residents[c];
  for (std::uint32_t row = first; row < last; ++row) {
    const Resident r{row};
    if (!(w.resident.roles[r] & role::representative)) continue;
    sum += 0.5 * (w.resident.satisfaction[r] + w.resident.trust[static_cast<std::size_t>(desk)][r]);
    ++n;
  }
  return n > 0 ? sum / n : 0.5;
}

/// Weights move to what is assessed. What residents think counts only where they are asked; a rank by calls is earned
/// by resolving cases.
void learn_weights(const World& w, Desk& desk, Community c, bool rated_by_residents) {
  const Levers& l = w.levers(c);
  const auto pace = static_cast<float>(w.mechanisms().assessment_pace);
  const double rank = weight_of_rank(w), rest = 1.0 - rank;
  const std::array<double, 4> assessed = {rest * l.weight_top_down, rest * l.weight_resolve + rank,
                                          rated_by_residents ? rest * l.weight_resident : 0.0,
                                          rest * l.weight_autonomy};
  for (std::size_t i = 0; i < assessed.size(); ++i)
    desk.weights[c][i] += pace * (static_cast<float>(assessed[i]) - desk.weights[c][i]);
}

double score(const World& w, const Desk& desk, Community c, double rating) {
  const Weights& weights = desk.weights[c];
  const double total = std::max(1e-6, static_cast<double>(weights[0] + weights[1] + weights[2] + weights[3]));
  const auto meetings = static_cast<double>(w.quarter_tally[sim::row(c)].meetings);
  const double autonomy = std::min(1.0, meetings / w.mechanisms().meetings_full);
  return (weights[0] * desk.task_completion[c] + weights[1] * w.community.success[c] + weights[2] * rating +
          weights[3] * autonomy) /
         total;
}

void assess(World& w, Desk& desk, Community c, bool rated, double rating) {
  learn_weights(w, desk, c, rated);
  const double rank = weight_of_rank(w);
  const double result = (1.0 - rank) * score(w, desk, c, rating) + rank * w.community.hotline_rank[c];
  desk.score[c] = static_cast<float>(result);
  desk.pay_factor[c] = static_cast<float>(1.0 + w.levers(c).assessment_pay * std::clamp(2.0 * result - 1.0, -1.0, 1.0));
}

/// Representatives are the active residents of each building with the most ties.
void choose_representatives(World& w, Community c) {
  const std::uint32_t first = w.community.first_building[c];
  for (std::uint32_t b = first; b < first + w.community.buildings[c]; ++b) {
    const std::uint32_t r0 = w.building.first_resident[Building{b}], n = w.building.residents[Building{b}];
    std::uint32_t best = none32, most = 0;
    for (std::uint32_t r = r0; r < r0 + n; ++r) {
      const Resident id{r};
      constexpr auto others = static_cast<std::uint8_t>(~role::representative);
      w.resident.roles[id] &= others;
      const bool entitled = w.has_rights(c, id), eligible = entitled & (w.resident.age[id] >= adult_age);
      const std::uint32_t rank = (w.resident.roles[id] & role::active) * 1000u + w.ties.degree(r);
      if (eligible & ((best == none32) | (rank > most))) {
        best = r;
        most = rank;
      }
    }
    if (best == none32) continue;
    w.resident.roles[Resident{best}] |= role::representative;
  }
}

}  // namespace

void run_assessment(World& w, const sim::Execution& execution) {
  const bool yearly = w.week % weeks_per_year == weeks_per_year - 1;
  const bool captured = w.mechanisms().structure_evaluator > 0.0;
  const bool called_back = w.everywhere().hotline > 0.0 && w.everywhere().hotline_callback > 0.0;
  each_community(w, execution, [&](Community c) {
    const Levers& l = w.levers(c);
    const auto interval = static_cast<std::uint32_t>(l.resident_rating_weeks);
    const bool report = interval > 0 && w.week % interval == interval - 1;
    if (!report && !yearly) return;
    choose_representatives(w, c);
    for (const Side side : sides) {
      Desk& desk = w.desk(side);
      // The other desk sees how residents' cases fare here, or what both are told from above.
      const bool rated_by_other =
          (side == Side::station ? l.committee_rates_station : l.station_rates_committee) > 0.0 &&
          w.has(c, other(side));
      const double view = rated_by_other ? w.mechanisms().peer_view : 0.0;
      const double rating = (1.0 - view) * residents_rating(w, c, trusted_of(side)) +
                            view * (captured ? desk.task_completion[c] : w.community.success[c]);
      assess(w, desk, c, interval > 0 || rated_by_other || called_back, rating);
      if (yearly) desk.fund_factor[c] = desk.pay_factor[c];
    }
  });
}

}  // namespace liandong::governance
