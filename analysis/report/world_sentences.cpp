#include "analysis/report/world_sentences.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace liandong::analysis::report {

namespace {

constexpr auto of_hundred = &WorldWords::hundredths;

std::string listed(const WorldWords& words, const std::vector<std::string>& parts) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += i + 1 == parts.size() ? words.wording().pick(" and ", "和") : words.wording().pick(", ", "、");
    text += parts[i];
  }
  return text;
}

std::string joined(const WorldWords& words, const std::vector<std::string>& clauses) {
  std::string text;
  for (const auto& clause : clauses) text += (text.empty() ? "" : words.wording().pick("; ", "；")) + clause;
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text + words.wording().pick(".", "。");
}

/// Whether the verdict speaks of an indicator: not of public cost, nor where neither more nor less is better.
bool is_judged(const WorldWords& words, std::size_t position) {
  const auto& indicator = words.results().catalogue->indicators[position];
  return indicator.key != words.results().catalogue->cost_indicator &&
         indicator.direction != models::Direction::neutral;
}

bool is_always(WorldWord word) {
  return word == WorldWord::better_always || word == WorldWord::worse_always || word == WorldWord::same_always;
}

double share_of_word(const WorldEffect& effect) {
  return std::max({effect.shares.ahead, effect.shares.behind, effect.shares.neither});
}

/// "needs met (96) and satisfaction (91)" of the pairs that have the word.
std::string indicators_with(const WorldWords& words, const std::vector<const PairFinding*>& pairs) {
  std::vector<std::string> parts;
  for (const auto* pair : pairs)
    parts.push_back(fmt::format(fmt::runtime(words.wording().pick("{} ({})", "{}（{}）")),
                                words.indicator(pair->indicator), of_hundred(share_of_word(pair->effect))));
  return listed(words, parts);
}

/// A clause for all indicators of a pair of arms that have one word.
std::string clause(const WorldWords& words, WorldWord word, const std::vector<const PairFinding*>& pairs) {
  const Wording& w = words.wording();
  const std::string a = words.arm(pairs[0]->a), b = words.arm(pairs[0]->b), on = indicators_with(words, pairs);
  const auto better = [&](const std::string& first, const std::string& second, bool always) {
    return always ? w.pick(fmt::format("whatever we assumed, {} is better than {} on {}", first, second, on),
                           fmt::format("无论怎样假定，{}在{}上都优于{}", first, on, second))
                  : w.pick(fmt::format("{} is probably better than {} on {}", first, second, on),
                           fmt::format("{}在{}上多半优于{}", first, on, second));
  };
  switch (word) {
    case WorldWord::better_always:
    case WorldWord::better_probably:
      return better(a, b, word == WorldWord::better_always);
    case WorldWord::worse_always:
    case WorldWord::worse_probably:
      return better(b, a, word == WorldWord::worse_always);
    case WorldWord::same_always:
      return w.pick(fmt::format("whatever we assumed, no difference that matters on {}", on),
                    fmt::format("无论怎样假定，{}都没有实际差别", on));
    case WorldWord::same_probably:
      return w.pick(fmt::format("probably no difference that matters on {}", on),
                    fmt::format("{}多半没有实际差别", on));
    case WorldWord::depends:
      break;
  }
  std::vector<std::string> parts;
  for (const auto* pair : pairs) {
    const WorldShares& s = pair->effect.shares;
    parts.push_back(
        w.pick(fmt::format("on {} it depends: {} ahead in {} worlds of 100, {} in {}", words.indicator(pair->indicator),
                           a, of_hundred(s.ahead), b, of_hundred(s.behind)),
               fmt::format("{}视情况而定：100种情形中{}领先{}种，{}领先{}种", words.indicator(pair->indicator), a,
                           of_hundred(s.ahead), b, of_hundred(s.behind))));
  }
  std::string text;
  for (const auto& part : parts) text += (text.empty() ? "" : w.pick("; ", "；")) + part;
  return text;
}

/// Of two arms, the words of all indicators of which more or less is better.
std::string pair_sentence(const WorldWords& words, const WorldFindings& findings, std::size_t a, std::size_t b) {
  std::vector<std::string> clauses;
  for (const WorldWord word :
       {WorldWord::better_always, WorldWord::worse_always, WorldWord::better_probably, WorldWord::worse_probably,
        WorldWord::depends, WorldWord::same_probably, WorldWord::same_always}) {
    std::vector<const PairFinding*> with;
    for (const auto& pair : findings.pairs)
      if (pair.a == a && pair.b == b && pair.effect.word == word && is_judged(words, pair.indicator))
        with.push_back(&pair);
    if (!with.empty()) clauses.push_back(clause(words, word, with));
  }
  return clauses.empty() ? "" : joined(words, clauses);
}

/// The arm at another's cost that follows one of these arms' courses, beside the other of them.
std::string equal_cost_sentence(const WorldWords& words, const WorldFindings& findings, std::size_t a, std::size_t b) {
  const auto& arms = words.results().arms;
  for (const auto& pair : findings.pairs)
    for (const auto& [own, scaled] : {std::pair{pair.a, pair.b}, std::pair{pair.b, pair.a}})
      if ((own == a || own == b) && arms[scaled].equal_cost_to == arms[own].name && arms[own].equal_cost_to.empty())
        return words.wording().pick("At equal public cost: ", "公共支出相等时：") +
               pair_sentence(words, findings, pair.a, pair.b);
  return "";
}

std::string ranking_clause(const WorldWords& words, const Ranking& ranking, const std::vector<std::size_t>& asked) {
  std::vector<const RankedArm*> arms;
  for (const auto& arm : ranking.arms)
    if (std::ranges::find(asked, arm.arm) != asked.end()) arms.push_back(&arm);
  std::ranges::stable_sort(arms, std::greater{}, &RankedArm::best);
  const Wording& w = words.wording();
  std::vector<std::string> shares;
  for (const auto* arm : arms)
    if (shares.size() < 3 && of_hundred(arm->best) > 0)
      shares.push_back(w.pick(fmt::format("{} in {}", words.arm(arm->arm), of_hundred(arm->best)),
                              fmt::format("{}{}种", words.arm(arm->arm), of_hundred(arm->best))));
  const std::string on = words.indicator(ranking.indicator), first = words.arm(arms[0]->arm);
  const double best = arms[0]->best;
  if (best >= always_share)
    return w.pick(fmt::format("whatever we assumed, {} is best on {} ({} worlds of 100)", first, on, of_hundred(best)),
                  fmt::format("无论怎样假定，{}在{}上都最好（100种情形中{}种）", first, on, of_hundred(best)));
  if (best >= probably_share)
    return w.pick(fmt::format("{} is probably best on {} ({} worlds of 100)", first, on, of_hundred(best)),
                  fmt::format("{}在{}上多半最好（100种情形中{}种）", first, on, of_hundred(best)));
  return w.pick(fmt::format("which is best on {} depends: of 100 worlds {}", on, listed(words, shares)),
                fmt::format("{}上谁最好视情况而定：100种情形中，最好的是{}", on, listed(words, shares)));
}

std::vector<std::string> verdict(const WorldWords& words, const WorldFindings& findings,
                                 const std::vector<std::size_t>& asked) {
  std::vector<std::string> sentences;
  if (asked.size() > 2) {
    std::vector<std::string> clauses;
    for (const auto& ranking : findings.rankings)
      if (is_judged(words, ranking.indicator) && ranking.worlds > 0)
        clauses.push_back(ranking_clause(words, ranking, asked));
    if (!clauses.empty()) sentences.push_back(joined(words, clauses));
  } else if (asked.size() == 2) {
    sentences.push_back(pair_sentence(words, findings, asked[0], asked[1]));
    sentences.push_back(equal_cost_sentence(words, findings, asked[0], asked[1]));
  }
  const auto& arms = words.results().arms;
  for (std::size_t base = 0; base < arms.size(); ++base) {
    if (!arms[base].equal_cost_to.empty() || !is_baseline(words.study(), arms[base].name)) continue;
    for (const std::size_t arm : asked)
      if (arm != base) sentences.push_back(pair_sentence(words, findings, std::min(arm, base), std::max(arm, base)));
  }
  std::erase(sentences, "");
  return sentences;
}

/// "X is at least 30%" or what else a bound asks for.
std::string condition(const WorldWords& words, const RuleBound& bound) {
  const std::string name = words.unknown(bound.variable);
  const auto value = [&](double v) { return words.value(bound.variable, v); };
  const Wording& w = words.wording();
  if (words.has_alternatives(bound.variable)) {
    const double one = std::isfinite(bound.low) ? std::ceil(bound.low) : std::floor(bound.high);
    return w.pick(fmt::format("for {} this holds: “{}”", name, value(one)), fmt::format("{}为“{}”", name, value(one)));
  }
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
  const std::string ahead = words.arm(pair.of_a ? pair.a : pair.b), on = words.indicator(pair.indicator);
  return words.wording().pick(
      fmt::format("On {}, {} is ahead in {} worlds of 100 where {} ({} of 100 worlds are so), elsewhere in {} of 100.",
                  on, ahead, of_hundred(rule.density), listed(words, conditions), of_hundred(rule.mass),
                  of_hundred(outside)),
      fmt::format("就{}而言，若{}（100种情形中有{}种如此），{}领先的占{}%；否则只占{}%。", on,
                  fmt::join(conditions, "，且"), of_hundred(rule.mass), ahead, of_hundred(rule.density),
                  of_hundred(outside)));
}

/// "open is ahead by 2.1 points"
std::string lead_in(const WorldWords& words, const PairFinding& pair, const WorldPart& part) {
  const auto& indicator = words.results().catalogue->indicators[pair.indicator];
  const bool less_is_better = indicator.direction == models::Direction::worse;
  const bool of_a = (part.difference > 0) != less_is_better;
  const std::string ahead = words.arm(of_a ? pair.a : pair.b), by = words.amount(pair.indicator, part.difference);
  return words.wording().pick(fmt::format("{} is ahead by {}", ahead, by), fmt::format("{}平均领先{}", ahead, by));
}

std::string stretch(const WorldWords& words, std::size_t unknown, const WorldPart& part) {
  if (words.has_alternatives(unknown)) return words.alternative(unknown, part.low);
  const std::string low = words.value(unknown, part.low), high = words.value(unknown, part.high);
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

/// Words under one alternative and under another, where they contradict each other.
std::string reversal_sentence(const WorldWords& words, const PairFinding& pair, const StructureFinding& structure) {
  const auto side = [&](bool ahead) {
    const auto best = std::ranges::max_element(structure.alternatives, {}, [&](const StructureAlternative& one) {
      return ahead ? one.effect.shares.ahead : one.effect.shares.behind;
    });
    return words.alternative(structure.unknown, best->value);
  };
  const std::string on = words.indicator(pair.indicator), name = words.unknown(structure.unknown);
  return words.wording().pick(
      fmt::format("One disputed mechanism turns the order on {}, {}: if “{}”, {} is ahead; if “{}”, {} is.", on, name,
                  side(true), words.arm(pair.a), side(false), words.arm(pair.b)),
      fmt::format("有一处机制尚有争议，会使{}的优劣反转（{}）：若“{}”，{}领先；若“{}”，{}领先。", on, name, side(true),
                  words.arm(pair.a), side(false), words.arm(pair.b)));
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
    if (is_judged(words, indicator) && matters > best.matters) best = {unknown, indicator, gain, matters};
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
  return words.wording().pick(
      fmt::format(
          "From {} worlds: in each, all {} numbers that nobody has measured are drawn anew, and all arms meet the "
          "same residents and the same chance.",
          count, worlds.unknowns.size()),
      fmt::format("依据{}种情形：每种情形把{}个尚无实测的数值全部重新抽取一遍，各方案面对同一批居民和同一组随机事件。",
                  count, worlds.unknowns.size()));
}

}  // namespace

std::vector<std::size_t> arms_asked_about(const Results& results, const Study& study) {
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
  const std::string on = words.indicator(pair.indicator);
  return words.wording().pick(
      fmt::format("On {} no single unknown stands out: many weak ones and chance decide together.", on),
      fmt::format("{}没有哪个未知数起主导作用，由许多较弱的因素与偶然性共同决定。", on));
}

std::string word_in_words(const WorldWords& words, const PairFinding& pair) {
  const std::string a = words.arm(pair.a), b = words.arm(pair.b);
  const Wording& w = words.wording();
  switch (pair.effect.word) {
    case WorldWord::better_always:
      return w.pick(a + " better, whatever we assumed", "无论怎样假定，" + a + "都更好");
    case WorldWord::worse_always:
      return w.pick(b + " better, whatever we assumed", "无论怎样假定，" + b + "都更好");
    case WorldWord::better_probably:
      return w.pick(a + " probably better", a + "多半更好");
    case WorldWord::worse_probably:
      return w.pick(b + " probably better", b + "多半更好");
    case WorldWord::same_always:
      return w.pick("no difference that matters, whatever we assumed", "无论怎样假定，都没有实际差别");
    case WorldWord::same_probably:
      return w.pick("probably no difference that matters", "多半没有实际差别");
    case WorldWord::depends:
      break;
  }
  return w.pick("it depends", "视情况而定");
}

WorldSentences world_sentences(const WorldWords& words, const WorldFindings& findings) {
  const auto asked = arms_asked_about(words.results(), words.study());
  const auto pairs = asked_pairs(words.results(), words.study(), findings);
  WorldSentences said;
  said.verdict = verdict(words, findings, asked);
  for (const std::size_t i : pairs) {
    const PairFinding& pair = findings.pairs[i];
    if (!is_judged(words, pair.indicator)) continue;
    for (const auto& structure : pair.structures)
      if (structure.reverses) said.reversals.push_back(reversal_sentence(words, pair, structure));
    if (!is_always(pair.effect.word) && said.depends.size() < 3) said.depends.push_back(depends_sentence(words, pair));
  }
  if (said.depends.empty() && !pairs.empty())
    said.depends.push_back(
        words.wording().pick("No number that we varied turns this.", "所变动的数值，没有一个能使它改变。"));
  said.data = data_sentence(words, findings, pairs, asked.size() > 2);
  said.worlds = worlds_sentence(words);
  return said;
}

std::vector<std::size_t> told_in_worlds(const Study& study, const models::Catalogue& catalogue) {
  std::vector<std::size_t> told;
  for (const auto& key : study.headline)
    if (const auto position = catalogue.indicator(key)) told.push_back(*position);
  for (std::size_t i = 0; study.headline.empty() && told.size() < 4 && i < catalogue.indicators.size(); ++i)
    if (catalogue.indicators[i].direction != models::Direction::neutral) told.push_back(i);
  return told;
}

}  // namespace liandong::analysis::report
