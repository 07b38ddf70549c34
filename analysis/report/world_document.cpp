#include <algorithm>
#include <array>

#include "analysis/inference/world_findings.h"
#include "analysis/report/parts.h"
#include "analysis/report/world_sentences.h"

namespace liandong::analysis::report {

using nlohmann::json;

namespace {

/// Unknowns that a document speaks of, numbered as they are met.
class Mentioned {
 public:
  std::size_t operator()(std::size_t unknown) {
    const auto found = std::ranges::find(met_, unknown);
    if (found != met_.end()) return static_cast<std::size_t>(found - met_.begin());
    met_.push_back(unknown);
    return met_.size() - 1;
  }
  const std::vector<std::size_t>& all() const { return met_; }

 private:
  std::vector<std::size_t> met_;
};

struct Telling {
  const WorldWords &en, &zh;
  Mentioned& mentioned;
  const Results& results() const { return en.results(); }
};

json shares_part(const WorldShares& shares, std::uint32_t worlds) {
  return {{"worlds", worlds},
          {"ahead", rounded(shares.ahead, 8)},
          {"neither", rounded(shares.neither, 8)},
          {"behind", rounded(shares.behind, 8)}};
}

json in_both(const Telling& of, std::size_t unknown, double value) {
  return {{"zh", of.zh.value(unknown, value)}, {"en", of.en.value(unknown, value)}};
}

json parts_list(const std::vector<WorldPart>& parts, std::size_t unknown, const Telling& of) {
  json list = json::array();
  for (const auto& part : parts)
    list.push_back({{"low", in_both(of, unknown, part.low)},
                    {"high", in_both(of, unknown, part.high)},
                    {"worlds", part.worlds},
                    {"difference", rounded(part.difference)}});
  return list;
}

constexpr std::array<const char*, 3> end_names = {"low", "high", "neither"};

json decider_list(const Deciders& deciders, Telling& of) {
  json list = json::array();
  for (const auto& one : deciders.found)
    list.push_back({{"unknown", of.mentioned(one.unknown)},
                    {"share", rounded(one.share)},
                    {"low", rounded(one.low)},
                    {"high", rounded(one.high)},
                    {"favours_a", end_names[static_cast<std::size_t>(one.favours_a)]},
                    {"parts", parts_list(one.parts, one.unknown, of)},
                    {"worth", rounded(one.worth)}});
  return list;
}

json structure_list(const std::vector<StructureFinding>& structures, Telling& of) {
  json list = json::array();
  for (const auto& one : structures) {
    json alternatives = json::array();
    for (const auto& alternative : one.alternatives) {
      json part = shares_part(alternative.effect.shares, alternative.effect.worlds);
      part["name"] = {{"zh", of.zh.alternative(one.unknown, alternative.value)},
                      {"en", of.en.alternative(one.unknown, alternative.value)}};
      part["median"] = rounded(alternative.effect.median);
      part["word"] = word_key(alternative.effect.word);
      alternatives.push_back(std::move(part));
    }
    list.push_back({{"unknown", of.mentioned(one.unknown)},
                    {"reverses", one.reverses},
                    {"alternatives", std::move(alternatives)}});
  }
  return list;
}

json map_part(const FlipMap& map, Telling& of) {
  json axes = json::array(), cells = json::array();
  for (const auto& axis : map.axes)
    axes.push_back({{"unknown", of.mentioned(axis.unknown)},
                    {"of_context", axis.of_context},
                    {"parts", parts_list(axis.parts, axis.unknown, of)}});
  for (const auto& cell : map.cells) {
    cells.push_back(shares_part(cell.shares, cell.worlds));
    cells.back()["enough"] = cell.enough();
  }
  return {{"axes", std::move(axes)}, {"cells", std::move(cells)}};
}

json pair_part(const PairFinding& pair, Telling& of) {
  const WorldEffect& effect = pair.effect;
  const SeedNoise noise = seed_noise(of.results(), pair.a, pair.b, pair.indicator);
  json part = shares_part(effect.shares, effect.worlds);
  part.update({{"a", pair.a},
               {"b", pair.b},
               {"indicator", of.results().catalogue->indicators[pair.indicator].key},
               {"word", word_key(effect.word)},
               {"said", {{"zh", word_in_words(of.zh, pair)}, {"en", word_in_words(of.en, pair)}}},
               {"depends", {{"zh", depends_sentence(of.zh, pair)}, {"en", depends_sentence(of.en, pair)}}},
               {"settled", effect.settled},
               {"median", rounded(effect.median)},
               {"low", rounded(effect.low)},
               {"high", rounded(effect.high)},
               {"deciders", decider_list(pair.deciders, of)},
               {"unexplained", rounded(pair.deciders.unexplained)},
               {"worth_of_all", rounded(pair.deciders.worth_of_all)},
               {"structures", structure_list(pair.structures, of)},
               {"map", map_part(pair.map, of)},
               {"over_seeds", rounded(noise.over_seeds)},
               {"over_seeds_of_a_world", rounded(noise.over_seeds_of_a_world)},
               {"over_worlds", rounded(noise.over_worlds)}});
  return part;
}

json ranking_part(const Ranking& ranking, Telling& of) {
  json arms = json::array(), worths = json::array();
  for (const auto& one : ranking.arms)
    arms.push_back({{"arm", one.arm},
                    {"best", rounded(one.best)},
                    {"alone", rounded(one.alone)},
                    {"median", rounded(one.median)},
                    {"low", rounded(one.low)},
                    {"high", rounded(one.high)},
                    {"mean_regret", rounded(one.mean_regret)},
                    {"greatest_regret", rounded(one.greatest_regret)}});
  for (const auto& worth : ranking.worths)
    worths.push_back({{"unknown", of.mentioned(worth.unknown)}, {"gain", rounded(worth.gain)}});
  return {{"indicator", of.results().catalogue->indicators[ranking.indicator].key},
          {"worlds", ranking.worlds},
          {"arms", std::move(arms)},
          {"least_regret", ranking.least_regret ? json(*ranking.least_regret) : json(nullptr)},
          {"worths", std::move(worths)},
          {"worth_of_all", rounded(ranking.worth_of_all)}};
}

json range_part(const CourseYear& year) {
  return {{"low", rounded(year.low)},
          {"lower", rounded(year.lower)},
          {"median", rounded(year.median)},
          {"upper", rounded(year.upper)},
          {"high", rounded(year.high)}};
}

json course_part(const WorldCourse& course, const Telling& of) {
  json years = json::array();
  for (const CourseYear& year : course.years) {
    years.push_back(shares_part(year.shares, year.worlds));
    years.back().update(range_part(year));
  }
  return {{"a", course.a},
          {"b", course.b},
          {"indicator", of.results().catalogue->indicators[course.indicator].key},
          {"first", course.first},
          {"said", {{"zh", course_sentence(of.zh, course)}, {"en", course_sentence(of.en, course)}}},
          {"years", std::move(years)}};
}

json dates_part(const ChangeDates& dates, const Telling& of) {
  json dated = json::array();
  for (const DatedArm& one : dates.dated) {
    json part = shares_part(one.difference.shares, one.difference.worlds);
    part.update({{"arm", one.arm}, {"week", one.week}, {"best", rounded(one.best)}});
    part.update(range_part(one.difference));
    dated.push_back(std::move(part));
  }
  return {{"never", dates.never},
          {"never_best", rounded(dates.never_best)},
          {"indicator", of.results().catalogue->indicators[dates.indicator].key},
          {"said", {{"zh", dates_sentence(of.zh, dates)}, {"en", dates_sentence(of.en, dates)}}},
          {"dated", std::move(dated)}};
}

json unknown_part(std::size_t position, const Telling& of) {
  const Unknown& unknown = of.results().worlds.unknowns[position];
  return {{"key", unknown.key},
          {"name", {{"zh", of.zh.unknown(position)}, {"en", of.en.unknown(position)}}},
          {"low", in_both(of, position, unknown.range.low)},
          {"high", in_both(of, position, unknown.range.high)},
          {"usual", in_both(of, position, unknown.usual)},
          {"alternatives", of.en.has_alternatives(position)},
          {"reason", unknown.reason}};
}

json both(const std::vector<std::string>& zh, const std::vector<std::string>& en) {
  json list = json::array();
  for (std::size_t i = 0; i < zh.size(); ++i) list.push_back({{"zh", zh[i]}, {"en", en[i]}});
  return list;
}

json sentences_part(const WorldFindings& findings, const Telling& of) {
  const WorldSentences zh = world_sentences(of.zh, findings), en = world_sentences(of.en, findings);
  return {{"reversals", both(zh.reversals, en.reversals)},
          {"verdict", both(zh.verdict, en.verdict)},
          {"depends", both(zh.depends, en.depends)},
          {"data", {{"zh", zh.data}, {"en", en.data}}},
          {"worlds", {{"zh", zh.worlds}, {"en", en.worlds}}}};
}

}  // namespace

json worlds_part(const Results& results, const Study& study) {
  const Worlds& worlds = results.worlds;
  if (worlds.empty()) return nullptr;
  const auto findings =
      world_findings(worlds, *results.catalogue, told_in_worlds(study, *results.catalogue), study.worlds.map);
  if (findings.pairs.empty()) return nullptr;
  const WorldWords en(results, study, Language::en), zh(results, study, Language::zh);
  Mentioned mentioned;
  Telling of{en, zh, mentioned};
  json pairs = json::array(), rankings = json::array(), unknowns = json::array(), courses = json::array(),
       dates = json::array();
  for (const auto& pair : findings.pairs) pairs.push_back(pair_part(pair, of));
  for (const auto& ranking : findings.rankings) rankings.push_back(ranking_part(ranking, of));
  for (const auto& course : world_courses(worlds, study)) courses.push_back(course_part(course, of));
  for (const auto& one : change_dates(worlds, study)) dates.push_back(dates_part(one, of));
  for (const std::size_t position : mentioned.all()) unknowns.push_back(unknown_part(position, of));
  return {{"ensemble", worlds.ensemble},
          {"asked", worlds.asked},
          {"run", worlds.numbers.size() - worlds.failures.size()},
          {"failed", worlds.failures.size()},
          {"settled", worlds.settled},
          {"preliminary", is_preliminary(worlds)},
          {"communities", worlds.communities},
          {"drawn", worlds.unknowns.size()},
          {"unknowns", std::move(unknowns)},
          {"said", sentences_part(findings, of)},
          {"asked_arms", arms_asked_about(results, study)},
          {"asked_pairs", asked_pairs(results, study, findings)},
          {"pairs", std::move(pairs)},
          {"rankings", std::move(rankings)},
          {"courses", std::move(courses)},
          {"dates", std::move(dates)}};
}

}  // namespace liandong::analysis::report
