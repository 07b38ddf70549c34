#include "analysis/report/exploration.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include <nlohmann/json.hpp>

#include "analysis/inference/statistics.h"
#include "analysis/report/exploration_keys.h"
#include "analysis/report/exploration_sensitivity.h"
#include "analysis/report/page.h"
#include "analysis/report/parts.h"
#include "sim/store/atomic_file.h"
#include "sim/store/hash.h"

namespace liandong::analysis {

using nlohmann::json;
using namespace report;

namespace {

constexpr std::size_t most_figures = 400'000, most_pairs = 15, most_messages = 50, most_points_of_message = 20;

using Positions = std::vector<std::size_t>;

/// Arms that are compared, in the order of their names; the first arms if there are too many pairs.
std::vector<std::pair<std::size_t, std::size_t>> arm_pairs(std::size_t arms) {
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (std::size_t a = 0; a < arms; ++a)
    for (std::size_t b = a + 1; b < arms && pairs.size() < most_pairs; ++b) pairs.emplace_back(a, b);
  return pairs;
}

/// All points, or so many of them, evenly spaced, that the document stays small.
Positions shown_points(const Exploration& e) {
  const std::size_t per_point = (e.arms.size() + arm_pairs(e.arms.size()).size()) * e.catalogue->indicators.size() +
                                e.arms.size() * e.replicates + e.keys.size();
  const std::size_t most = std::max<std::size_t>(1, most_figures / std::max<std::size_t>(1, per_point));
  const std::size_t count = std::min(most, e.points.size());
  Positions shown(count);
  for (std::size_t i = 0; i < count; ++i) shown[i] = i * e.points.size() / count;
  return shown;
}

json key_list(const Exploration& e) {
  json list = json::array();
  for (const auto& [key, parameter, burn_in, arms] : varied_keys(e)) {
    json one = term(key, parameter ? Text(parameter->name) : Text(key, key));
    one["meaning"] = text(parameter ? Text(parameter->meaning) : Text());
    one["unit"] = parameter ? parameter->unit : "";
    one["low"] = parameter ? rounded(parameter->low) : json(nullptr);
    one["high"] = parameter ? rounded(parameter->high) : json(nullptr);
    one["whole"] = parameter && parameter->whole;
    one["burn_in"] = burn_in;
    one["arms"] = arms;
    list.push_back(std::move(one));
  }
  return list;
}

json trust(const Exploration& e) {
  const Assumptions found = assumptions(e);
  return {{"of", found.of}, {"assumed", found.assumed}, {"varied", found.varied}};
}

json arm_list(const Exploration& e) {
  json list = json::array();
  for (std::size_t a = 0; a < e.arms.size(); ++a)
    list.push_back({{"name", e.arms[a]}, {"title", text(e.arm_titles[a])}});
  return list;
}

json point_list(const Exploration& e, const Positions& shown) {
  json values = json::array();
  for (const auto point : shown) values.push_back(e.points[point]);
  return {{"of", e.points.size()}, {"number", shown}, {"values", std::move(values)}};
}

/// Figures of one arm's replicates at a point.
std::vector<double> figures_of(const Exploration& e, std::size_t point, std::size_t arm, std::size_t indicator) {
  std::vector<double> values(e.replicates);
  for (std::size_t r = 0; r < values.size(); ++r) values[r] = e.figures.at(point, arm, r, indicator);
  return values;
}

/// [indicator][point] of what `figure_at` says.
template <class FigureAt>
json by_indicator(const Exploration& e, const Positions& shown, const FigureAt& figure_at) {
  json table = json::array();
  for (std::size_t i = 0; i < e.catalogue->indicators.size(); ++i) {
    json row = json::array();
    for (const auto point : shown) row.push_back(figure_at(point, i));
    table.push_back(std::move(row));
  }
  return table;
}

json figures_of_arm(const Exploration& e, const Positions& shown, std::size_t arm) {
  const auto quantiles = [&](double share) {
    return by_indicator(e, shown, [&](std::size_t point, std::size_t i) {
      return rounded(quantile(figures_of(e, point, arm, i), share));
    });
  };
  return {{"mean",
           by_indicator(e, shown,
                        [&](std::size_t point, std::size_t i) { return rounded(mean(figures_of(e, point, arm, i))); })},
          {"low", quantiles(0.1)},
          {"high", quantiles(0.9)}};
}

json pair_part(const Exploration& e, const Positions& shown, std::size_t a, std::size_t b) {
  json agree = json::array();
  json delta = by_indicator(e, shown, [&](std::size_t point, std::size_t i) {
    const Effect effect = paired_effect(figures_of(e, point, a, i), figures_of(e, point, b, i), 0.95);
    if (point == shown.front()) agree.push_back(json::array());
    agree.back().push_back(effect.pairs > 0 ? rounded(effect.agree, 3) : json(nullptr));
    return rounded(effect.delta);
  });
  return {{"a", a}, {"b", b}, {"delta", std::move(delta)}, {"agree", std::move(agree)}};
}

json failed_runs(const Exploration& e, const Positions& shown) {
  std::vector<std::size_t> runs(e.points.size());
  for (const auto& failure : e.failures) ++runs[failure.point];
  json list = json::array();
  for (const auto point : shown) list.push_back(runs[point]);
  return list;
}

/// Messages with what they befell, those of most runs first.
json failure_part(const Exploration& e) {
  std::map<std::string, std::vector<std::uint32_t>> points_of;
  for (const auto& failure : e.failures) points_of[failure.message].push_back(failure.point);
  std::vector<std::pair<std::string, std::vector<std::uint32_t>>> messages(points_of.begin(), points_of.end());
  std::ranges::stable_sort(messages, std::ranges::greater(), [](const auto& one) { return one.second.size(); });
  json list = json::array();
  for (const auto& [message, points] : messages) {
    if (list.size() == most_messages) break;
    const std::set<std::uint32_t> different(points.begin(), points.end());
    json first = json::array();
    for (const auto point : different)
      if (first.size() < most_points_of_message) first.push_back(point);
    list.push_back(
        {{"message", message}, {"runs", points.size()}, {"points", different.size()}, {"first", std::move(first)}});
  }
  return {{"runs", e.failures.size()}, {"messages", messages.size()}, {"list", std::move(list)}};
}

json hash_list(const Exploration& e, const Positions& shown) {
  json points = json::array();
  for (const auto point : shown) {
    json arms = json::array();
    for (std::size_t a = 0; a < e.arms.size(); ++a) {
      json replicates = json::array();
      for (std::size_t r = 0; r < e.replicates; ++r) {
        const auto hash = e.state_hash.at(point, a, r);
        replicates.push_back(hash == 0 ? json(nullptr) : json(sim::hash_text(hash)));
      }
      arms.push_back(std::move(replicates));
    }
    points.push_back(std::move(arms));
  }
  return points;
}

/// [point][arm]; null where a point failed before its arms were brought to equal cost.
json cost_scales(const Exploration& e, const Positions& shown) {
  json points = json::array();
  for (const auto point : shown) {
    json arms = json::array();
    for (std::size_t a = 0; a < e.arms.size(); ++a) {
      const double scale = e.cost_scales.at(point, a);
      arms.push_back(scale > 0 ? rounded(scale) : json(nullptr));
    }
    points.push_back(std::move(arms));
  }
  return points;
}

void add_what_figures_mean(json& document, const Exploration& e) {
  Results words_of;
  words_of.catalogue = e.catalogue;
  json words;
  add_words(words, words_of);
  document["model"] = {{"title", words["model"]["title"]}};
  document["themes"] = words["themes"];
  document["indicators"] = words["indicators"];
}

}  // namespace

json exploration_document(const Exploration& e) {
  const Positions shown = shown_points(e);
  json document{{"format", 1},
                {"name", e.name},
                {"title", text(e.title)},
                {"headline", e.headline},
                {"weeks", e.weeks},
                {"burn_in_weeks", e.burn_in_weeks},
                {"replicates", e.replicates},
                {"residents", e.residents},
                {"seed", std::to_string(e.seed)},
                {"provenance", provenance(e.provenance, e.wall_seconds, e.peak_bytes)},
                {"keys", key_list(e)},
                {"assumptions", trust(e)},
                {"arms", arm_list(e)},
                {"points", point_list(e, shown)},
                {"failed", failed_runs(e, shown)},
                {"failures", failure_part(e)},
                {"hashes", hash_list(e, shown)},
                {"cost_scales", cost_scales(e, shown)}};
  add_what_figures_mean(document, e);
  document["sensitivity"] = sensitivity_part(e);
  document["units"] = units(document, *e.catalogue);
  auto& figures = document["figures"] = json::array();
  for (std::size_t a = 0; a < e.arms.size(); ++a) figures.push_back(figures_of_arm(e, shown, a));
  auto& pairs = document["pairs"] = json::array();
  for (const auto& [a, b] : arm_pairs(e.arms.size())) pairs.push_back(pair_part(e, shown, a, b));
  return document;
}

void write_exploration_page(const Exploration& exploration, const std::filesystem::path& file) {
  sim::AtomicFile out(file);
  out.write(filled(explore_page(), exploration_document(exploration)));
  out.commit();
}

}  // namespace liandong::analysis
