#include "analysis/report/world_sentences.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "analysis/report/text_layout.h"

namespace liandong::analysis::report {

namespace {

constexpr auto of_hundred = &WorldWords::hundredths;

bool is_always(WorldWord word) {
  return word == WorldWord::better_always || word == WorldWord::worse_always || word == WorldWord::same_always;
}

/// A bound at values that there are: "at most 2.5 levels" asks for 2 at most.
RuleBound at_values(const WorldWords& words, RuleBound bound) {
  if (!words.is_whole(bound.variable)) return bound;
  const models::Plausible& range = words.results().worlds.unknowns[bound.variable].range;
  bound.low = std::ceil(bound.low), bound.high = std::floor(bound.high);
  if (bound.low == range.high) bound.high = bound.low;
  if (bound.high == range.low) bound.low = bound.high;
  return bound;
}

/// "X is at least 30%" or what else a bound asks for.
std::string condition(const WorldWords& words, const RuleBound& found) {
  const RuleBound bound = at_values(words, found);
  const std::string name = words.unknown(bound.variable);
  const auto value = [&](double v) { return words.value(bound.variable, v); };
  const Wording& w = words.wording();
  if (words.has_alternatives(bound.variable)) {
    const auto& range = words.results().worlds.unknowns[bound.variable].range;
    std::vector<std::string> those;
    for (double one = std::max(bound.low, range.low); one <= std::min(bound.high, range.high); ++one)
      those.push_back(fmt::format("“{}”", value(one)));
    return w.pick(fmt::format("{} holds for {}", fmt::join(those, " or "), name),
                  fmt::format("{}为{}", name, fmt::join(those, "或")));
  }
  if (bound.low == bound.high)
    return w.pick(fmt::format("{} is {}", name, value(bound.low)), fmt::format("{}为{}", name, value(bound.low)));
  if (!std::isfinite(bound.high))
    return w.pick(fmt::format("{} is at least {}", name, value(bound.low)),
                  fmt::format("{}不低于{}", name, value(bound.low)));
  if (!std::isfinite(bound.low))
    return w.pick(fmt::format("{} is at most {}", name, value(bound.high)),
                  fmt::format("{}不高于{}", name, value(bound.high)));
  return w.pick(fmt::format("{} lies between {} and {}", name, value(bound.low), value(bound.high)),
                fmt::format("{}在{}与{}之间", name, value(bound.low), value(bound.high)));
}

std::string rule_sentence(const WorldWords& words, const PairFinding& pair) {
  const Box& rule = pair.rule;
  std::vector<std::string> conditions;
  for (const auto& bound : rule.bounds) conditions.push_back(condition(words, bound));
  const double all = pair.of_a ? pair.effect.shares.ahead : pair.effect.shares.behind;
  const double outside = rule.mass < 1 ? std::max(0.0, (all - rule.mass * rule.density) / (1 - rule.mass)) : all;
  const std::string ahead = words.path(pair.of_a ? pair.a : pair.b), on = words.indicator(pair.indicator);
  return words.wording().pick(
      fmt::format("On {}, {} is ahead in {} worlds of 100 where {} ({} of 100 worlds are so), elsewhere in {} of 100.",
                  on, ahead, of_hundred(rule.density), words.listed(conditions), of_hundred(rule.mass),
                  of_hundred(outside)),
      fmt::format("就{}而言，若{}（100个世界中有{}个如此），{}领先的占{}%；否则只占{}%。", on,
                  fmt::join(conditions, "，且"), of_hundred(rule.mass), ahead, of_hundred(rule.density),
                  of_hundred(outside)));
}

/// "open is ahead by 2.1 points"
std::string lead_in(const WorldWords& words, const PairFinding& pair, const WorldPart& part) {
  const auto& indicator = words.results().catalogue->indicators[pair.indicator];
  const bool less_is_better = indicator.direction == models::Direction::worse;
  const bool of_a = (part.difference > 0) != less_is_better;
  const std::string ahead = words.path(of_a ? pair.a : pair.b), by = words.amount(pair.indicator, part.difference);
  return words.wording().pick(fmt::format("{} is ahead by {}", ahead, by), fmt::format("{}平均领先{}", ahead, by));
}

std::string stretch(const WorldWords& words, std::size_t unknown, const WorldPart& part) {
  if (words.has_alternatives(unknown)) return words.alternative(unknown, part.low);
  std::string low = words.value(unknown, part.low), high = words.value(unknown, part.high);
  if (low == high) return low;
  return words.wording().pick(low + " to " + high, low + "至" + high);
}

std::string decider_sentence(const WorldWords& words, const PairFinding& pair) {
  const Decider& decider = pair.deciders.found.front();
  const WorldPart &first = decider.parts.front(), &last = decider.parts.back();
  const std::string on = words.indicator(pair.indicator), name = words.unknown(decider.unknown);
  return words.wording().pick(
      fmt::format("{} hangs most on {}: at {} {}, at {} {}, on average.", on, name,
                  stretch(words, decider.unknown, first), lead_in(words, pair, first),
                  stretch(words, decider.unknown, last), lead_in(words, pair, last)),
      fmt::format("{}最取决于{}：取{}时，{}；取{}时，{}。", on, name, stretch(words, decider.unknown, first),
                  lead_in(words, pair, first), stretch(words, decider.unknown, last), lead_in(words, pair, last)));
}

std::string none_stands_out(const WorldWords& words, const std::string& on) {
  return words.wording().pick(
      fmt::format("On {} no single unknown stands out: many decide together, or there are too few worlds to tell one.",
                  on),
      fmt::format("在{}上，没有哪一个未知数特别突出：是许多因素共同决定，或者世界数还不足以分辨。", on));
}

/// Whether a word says that the first arm (or else the second) is better.
bool says(WorldWord word, bool first) {
  return first ? word == WorldWord::better_always || word == WorldWord::better_probably
               : word == WorldWord::worse_always || word == WorldWord::worse_probably;
}

/// "if “X”, a is ahead in 80 worlds of 100": of the alternatives of which the word says so that with the most worlds;
/// without any, what all worlds together say.
std::string reversed_side(const WorldWords& words, const PairFinding& pair, const StructureFinding& structure,
                          bool first) {
  const StructureAlternative* told = nullptr;
  for (const auto& one : structure.alternatives)
    if (says(one.effect.word, first) && (!told || one.effect.worlds > told->effect.worlds)) told = &one;
  const WorldShares& shares = (told ? told->effect : pair.effect).shares;
  const auto many = of_hundred(first ? shares.ahead : shares.behind);
  const std::string ahead = words.path(first ? pair.a : pair.b);
  const std::string name = told ? words.alternative(structure.unknown, told->value) : "";
  const auto where = told ? words.wording().pick("if “" + name + "”", "若“" + name + "”")
                          : words.wording().pick("over all worlds", "就所有世界而言");
  return words.wording().pick(fmt::format("{}, {} is ahead in {} worlds of 100", where, ahead, many),
                              fmt::format("{}，{}领先的占{}%", where, ahead, many));
}

/// Words under one alternative and under another, or over all worlds, where they contradict each other.
std::string reversal_sentence(const WorldWords& words, const PairFinding& pair, const StructureFinding& structure) {
  const auto side = [&](bool first) { return reversed_side(words, pair, structure, first); };
  const std::string on = words.indicator(pair.indicator), name = words.unknown(structure.unknown);
  return words.wording().pick(
      fmt::format("A disputed mechanism, {}, turns the order on {}: {}; {}.", name, on, side(true), side(false)),
      fmt::format("有一处机制尚有争议，会使{}的优劣反转（{}）：{}；{}。", on, name, side(true), side(false)));
}

/// Gain of knowing an unknown in multiples of the smallest effect, so that indicators can be told against each other.
struct Prize {
  std::size_t unknown = 0, indicator = 0;
  double gain = 0, matters = 0;
};

std::string data_sentence(const WorldWords& words, const WorldFindings& findings, const std::vector<std::size_t>& pairs,
                          bool of_many) {
  Prize best;
  const auto take = [&](std::size_t unknown, std::size_t indicator, double gain) {
    const double smallest = words.results().catalogue->indicators[indicator].smallest_effect;
    const double matters = smallest > 0 ? gain / smallest : 0;
    if (words.is_judged(indicator) && matters > best.matters) best = {unknown, indicator, gain, matters};
  };
  if (of_many)
    for (const auto& ranking : findings.rankings)
      for (const auto& worth : ranking.worths) take(worth.unknown, ranking.indicator, worth.gain);
  else
    for (const std::size_t pair : pairs)
      for (const auto& decider : findings.pairs[pair].deciders.found)
        take(decider.unknown, findings.pairs[pair].indicator, decider.worth);
  if (best.matters < 0.02) return "";
  const models::Plausible& range = words.results().worlds.unknowns[best.unknown].range;
  const std::string name = words.unknown(best.unknown), gain = words.amount(best.indicator, best.gain);
  const std::string low = words.value(best.unknown, range.low), high = words.value(best.unknown, range.high);
  if (words.has_alternatives(best.unknown))
    return words.wording().pick(
        fmt::format("What would help most to find out: {}. To know it before choosing is worth {} of {} on average.",
                    name, gain, words.indicator(best.indicator)),
        fmt::format("最值得先查清的是{}：若选择之前就知道，{}平均可多得{}。", name, words.indicator(best.indicator),
                    gain));
  return words.wording().pick(
      fmt::format("What would help most to find out: {}, which may lie anywhere from {} to {}. To know it before "
                  "choosing is worth {} of {} on average.",
                  name, low, high, gain, words.indicator(best.indicator)),
      fmt::format("最值得先查清的是{}（目前只知在{}至{}之间）：若选择之前就知道，{}平均可多得{}。", name, low, high,
                  words.indicator(best.indicator), gain));
}

std::string worlds_sentence(const WorldWords& words) {
  const Worlds& worlds = words.results().worlds;
  const std::size_t count = worlds.numbers.size() - worlds.failures.size();
  const Wording& w = words.wording();
  if (worlds.unknowns.empty())
    return w.pick(fmt::format("From {} that differ by chance alone.", counted(count, "run")),
                  fmt::format("依据{}次运行，彼此只有偶然之别。", count));
  const auto so_far =
      is_preliminary(worlds)
          ? w.pick(fmt::format("A first answer, {} of up to {}. ", count, counted(worlds.asked, "world")),
                   fmt::format("初步答案：已有{}个世界，上限{}个。", count, worlds.asked))
          : std::string();
  return so_far +
         w.pick(
             fmt::format("From {}: in each, all {} numbers that nobody has measured are drawn anew, and all "
                         "arms meet the "
                         "same residents and the same chance.",
                         counted(count, "world"), worlds.unknowns.size()),
             fmt::format(
                 "依据{}个世界：每个世界把{}个尚无实测的数值全部重新抽取一遍，各方案面对同一批居民和同一组随机事件。",
                 count, worlds.unknowns.size()));
}

std::vector<std::size_t> arms_claimed_about(const Results& results, const Claim& claim) {
  std::vector<std::size_t> claimed;
  for (std::size_t i = 0; i < results.arms.size(); ++i) {
    const std::string& arm = results.arms[i].name;
    if (arm == claim.arms.treatment || arm == claim.arms.control ||
        std::ranges::find(claim.trend, arm) != claim.trend.end())
      claimed.push_back(i);
  }
  return claimed;
}

}  // namespace

bool is_preliminary(const Worlds& worlds) { return !worlds.settled && worlds.numbers.size() < worlds.asked; }

std::vector<std::size_t> arms_asked_about(const Results& results, const Study& study) {
  if (study.claim) return arms_claimed_about(results, *study.claim);
  std::vector<std::size_t> own, changing;
  for (std::size_t i = 0; i < results.arms.size(); ++i) {
    if (!results.arms[i].equal_cost_to.empty()) continue;
    own.push_back(i);
    if (!is_baseline(study, results.arms[i].name)) changing.push_back(i);
  }
  return changing.size() > 1 ? changing : own;
}

std::vector<std::size_t> asked_pairs(const Results& results, const Study& study, const WorldFindings& findings) {
  std::vector<std::size_t> asked = arms_asked_about(results, study), found;
  for (const auto& ranking : findings.rankings) {
    std::vector<std::size_t> two = asked;
    std::ranges::stable_sort(two, [&](std::size_t x, std::size_t y) {
      return asked.size() > 2 && ranking.arms[x].best > ranking.arms[y].best;
    });
    if (two.size() < 2) continue;
    const auto [a, b] = std::minmax(two[0], two[1]);
    for (std::size_t i = 0; i < findings.pairs.size(); ++i)
      if (const auto& pair = findings.pairs[i]; pair.a == a && pair.b == b && pair.indicator == ranking.indicator)
        found.push_back(i);
  }
  return found;
}

std::string depends_sentence(const WorldWords& words, const PairFinding& pair) {
  if (!pair.rule.bounds.empty()) return rule_sentence(words, pair);
  if (!pair.deciders.found.empty()) return decider_sentence(words, pair);
  return none_stands_out(words, words.indicator(pair.indicator));
}

WorldSentences world_sentences(const WorldWords& words, const WorldFindings& findings) {
  const auto asked = arms_asked_about(words.results(), words.study());
  const auto pairs = asked_pairs(words.results(), words.study(), findings);
  WorldSentences said;
  said.verdict = verdict_sentences(words, findings, asked);
  std::vector<std::string> open;
  for (const std::size_t i : pairs) {
    const PairFinding& pair = findings.pairs[i];
    if (!words.is_judged(pair.indicator)) continue;
    for (const auto& structure : pair.structures)
      if (structure.reverses) said.reversals.push_back(reversal_sentence(words, pair, structure));
    if (is_always(pair.effect.word)) continue;
    if (pair.rule.bounds.empty() && pair.deciders.found.empty())
      open.push_back(words.indicator(pair.indicator));
    else if (said.depends.size() < 3)
      said.depends.push_back(depends_sentence(words, pair));
  }
  if (!open.empty()) said.depends.push_back(none_stands_out(words, words.listed(open)));
  if (said.depends.empty() && !said.verdict.empty() && !words.results().worlds.unknowns.empty())
    said.depends.push_back(
        words.wording().pick("No single number that we varied stands out.", "所变动的数值中，没有哪一个特别突出。"));
  said.data = data_sentence(words, findings, pairs, asked.size() > 2);
  said.worlds = worlds_sentence(words);
  return said;
}

}  // namespace liandong::analysis::report
