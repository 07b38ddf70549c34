#include "analysis/report/world_sentences.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <vector>

namespace liandong::analysis::report {

namespace {

constexpr auto of_hundred_worlds = &WorldWords::hundredths;

/// The order in which words are told: the surest first, and no difference last.
constexpr std::array in_order = {WorldWord::better_always,  WorldWord::worse_always, WorldWord::better_probably,
                                 WorldWord::worse_probably, WorldWord::depends,      WorldWord::same_probably,
                                 WorldWord::same_always};

double share_of_word(const WorldEffect& effect) {
  return std::max({effect.shares.ahead, effect.shares.behind, effect.shares.neither});
}

std::string indicator_names(const WorldWords& words, const std::vector<const PairFinding*>& pairs) {
  std::vector<std::string> names;
  for (const auto* pair : pairs) names.push_back(words.indicator(pair->indicator));
  return words.listed(names);
}

/// "(97 worlds of 100)", or the fewest of several indicators.
std::string so_many(const WorldWords& words, const std::vector<const PairFinding*>& pairs) {
  long long least = 100, most = 0;
  for (const auto* pair : pairs) {
    least = std::min(least, of_hundred_worlds(share_of_word(pair->effect)));
    most = std::max(most, of_hundred_worlds(share_of_word(pair->effect)));
  }
  if (least == most)
    return words.wording().pick(fmt::format(" ({} worlds of 100)", least), fmt::format("（100个世界中{}个）", least));
  return words.wording().pick(fmt::format(" (at least {} worlds of 100)", least),
                              fmt::format("（100个世界中至少{}个）", least));
}

/// "whether a or b is better depends (worlds of 100 in which each is ahead: satisfaction 15 to 43)"
std::string depends_clause(const WorldWords& words, const std::vector<const PairFinding*>& pairs) {
  const Wording& w = words.wording();
  const std::string a = words.path(pairs[0]->a), b = words.path(pairs[0]->b);
  std::vector<std::string> parts;
  for (const auto* pair : pairs) {
    const WorldShares& shares = pair->effect.shares;
    const auto whole = whole_hundredths({shares.ahead, shares.neither, shares.behind});
    const long long ahead = whole[0], behind = whole[2];
    const std::string on = words.indicator(pair->indicator);
    parts.push_back(w.pick(fmt::format("{} {} to {}", on, ahead, behind), fmt::format("{}{}比{}", on, ahead, behind)));
  }
  return w.pick(fmt::format("whether {} or {} is better depends (worlds of 100 in which each is ahead: {})", a, b,
                            fmt::join(parts, ", ")),
                fmt::format("{}与{}谁更好，视情况而定（100个世界中各自领先的个数：{}）", a, b, fmt::join(parts, "，")));
}

/// A clause for all indicators of a pair of arms that have one word.
std::string clause(const WorldWords& words, WorldWord word, const std::vector<const PairFinding*>& pairs) {
  const Wording& w = words.wording();
  const std::string a = words.path(pairs[0]->a), b = words.path(pairs[0]->b);
  const std::string on = indicator_names(words, pairs), many = so_many(words, pairs);
  const auto better = [&](const std::string& first, const std::string& second, bool always) {
    return always ? w.pick(fmt::format("whatever we assumed, {} is better than {} on {}{}", first, second, on, many),
                           fmt::format("无论怎样假定，{}在{}上都优于{}{}", first, on, second, many))
                  : w.pick(fmt::format("{} is probably better than {} on {}{}", first, second, on, many),
                           fmt::format("{}在{}上多半优于{}{}", first, on, second, many));
  };
  switch (word) {
    case WorldWord::better_always:
    case WorldWord::better_probably:
      return better(a, b, word == WorldWord::better_always);
    case WorldWord::worse_always:
    case WorldWord::worse_probably:
      return better(b, a, word == WorldWord::worse_always);
    case WorldWord::same_always:
      return w.pick(fmt::format("whatever we assumed, {} and {} do not differ by what matters on {}{}", a, b, on, many),
                    fmt::format("无论怎样假定，{}与{}在{}上都没有实际差别{}", a, b, on, many));
    case WorldWord::same_probably:
      return w.pick(fmt::format("{} and {} probably do not differ by what matters on {}{}", a, b, on, many),
                    fmt::format("{}与{}在{}上多半没有实际差别{}", a, b, on, many));
    case WorldWord::depends:
      break;
  }
  return depends_clause(words, pairs);
}

/// Of two arms, the words of all indicators of which more or less is better, but those that are left out.
std::vector<std::string> pair_clauses(const WorldWords& words, const WorldFindings& findings, std::size_t a,
                                      std::size_t b, const std::vector<std::size_t>& left_out = {}) {
  std::vector<std::string> clauses;
  for (const WorldWord word : in_order) {
    std::vector<const PairFinding*> with;
    for (const auto& pair : findings.pairs)
      if (pair.a == a && pair.b == b && pair.effect.word == word && words.is_judged(pair.indicator) &&
          std::ranges::find(left_out, pair.indicator) == left_out.end())
        with.push_back(&pair);
    if (!with.empty()) clauses.push_back(clause(words, word, with));
  }
  return clauses;
}

/// In how many of a hundred worlds the costs of two arms are within 1%, if that is not all: levels jump by whole posts,
/// and levers end.
std::string how_equal(const WorldWords& words, std::size_t a, std::size_t b) {
  const Worlds& worlds = words.results().worlds;
  const auto& catalogue = *words.results().catalogue;
  const auto cost = catalogue.indicator(catalogue.cost_indicator);
  if (!cost) return "";
  double known = 0, near = 0;
  for (std::size_t w = 0; w < worlds.numbers.size(); ++w) {
    const double of_a = worlds.figures.at(w, a, *cost), of_b = worlds.figures.at(w, b, *cost);
    if (std::isnan(of_a - of_b)) continue;
    ++known;
    near += std::abs(of_a - of_b) <= 0.01 * std::max(std::abs(of_a), std::abs(of_b)) ? 1 : 0;
  }
  if (near == known) return "";
  const auto hundredths = std::min(99LL, WorldWords::hundredths(near / known));
  return words.wording().pick(fmt::format(" (to 1% in {} worlds of 100)", hundredths),
                              fmt::format("（100个世界中有{}个相差不到1%）", hundredths));
}

/// Two arms at equal cost, one of them an arm that is asked about.
std::string equal_cost_sentence(const WorldWords& words, const WorldFindings& findings, std::size_t a, std::size_t b) {
  const auto both = equal_cost_arms(words.results(), a, b);
  auto clauses = both ? pair_clauses(words, findings, both->first, both->second) : std::vector<std::string>();
  if (clauses.empty()) return "";
  const auto equal = how_equal(words, both->first, both->second);
  clauses[0] =
      words.wording().pick("at equal public cost" + equal + ", ", "公共支出相等时" + equal + "，") + clauses[0];
  return words.joined(clauses);
}

/// The word of a pair as the other arm than `base` sees it.
WorldWord word_against(std::size_t base, const PairFinding& pair) {
  if (pair.b == base) return pair.effect.word;
  switch (pair.effect.word) {
    case WorldWord::better_always:
      return WorldWord::worse_always;
    case WorldWord::better_probably:
      return WorldWord::worse_probably;
    case WorldWord::worse_always:
      return WorldWord::better_always;
    case WorldWord::worse_probably:
      return WorldWord::better_probably;
    default:
      return pair.effect.word;
  }
}

/// What several arms that have one word are against an arm named before.
std::string group_clause(const WorldWords& words, WorldWord word, const std::vector<std::string>& arms,
                         const std::vector<const PairFinding*>& pairs) {
  const Wording& w = words.wording();
  const std::string names = words.listed(arms), many = so_many(words, pairs);
  const bool several = arms.size() > 1;
  const std::string_view are = several ? "are" : "is", differ = several ? "do not differ" : "does not differ";
  const auto said = [&](std::string_view en, std::string_view zh) {
    return w.pick(fmt::format(fmt::runtime(en), names, are, many), fmt::format(fmt::runtime(zh), names, many));
  };
  switch (word) {
    case WorldWord::better_always:
      return said("{} {} better, whatever we assumed{}", "无论怎样假定，{}都更好{}");
    case WorldWord::better_probably:
      return said("{} {} probably better{}", "{}多半更好{}");
    case WorldWord::worse_always:
      return said("{} {} worse, whatever we assumed{}", "无论怎样假定，{}都更差{}");
    case WorldWord::worse_probably:
      return said("{} {} probably worse{}", "{}多半更差{}");
    case WorldWord::same_always:
      return w.pick(fmt::format("{} {} by what matters, whatever we assumed{}", names, differ, many),
                    fmt::format("无论怎样假定，{}都没有实际差别{}", names, many));
    case WorldWord::same_probably:
      return w.pick(fmt::format("{} probably {} by what matters{}", names, differ, many),
                    fmt::format("{}多半没有实际差别{}", names, many));
    case WorldWord::depends:
      break;
  }
  return w.pick("for " + names + " it depends", names + "视情况而定");
}

/// How many arms fare against going on as before, an indicator a sentence: those that have one word are named together.
std::vector<std::string> grouped_baseline_sentences(const WorldWords& words, const WorldFindings& findings,
                                                    const std::vector<std::size_t>& arms, std::size_t base) {
  std::vector<std::string> sentences;
  for (const auto& ranking : findings.rankings) {
    if (!words.is_judged(ranking.indicator)) continue;
    std::vector<std::string> clauses;
    for (const WorldWord word : in_order) {
      std::vector<std::string> names;
      std::vector<const PairFinding*> pairs;
      for (const auto& pair : findings.pairs) {
        const std::size_t arm = pair.a == base ? pair.b : pair.a;
        const bool asked = (pair.a == base || pair.b == base) && std::ranges::find(arms, arm) != arms.end();
        if (!asked || pair.indicator != ranking.indicator || word_against(base, pair) != word) continue;
        names.push_back(words.path(arm));
        pairs.push_back(&pair);
      }
      if (!names.empty()) clauses.push_back(group_clause(words, word, names, pairs));
    }
    if (clauses.empty()) continue;
    clauses[0] = words.wording().pick(
        fmt::format("on {}, against {}: {}", words.indicator(ranking.indicator), words.path(base), clauses[0]),
        fmt::format("在{}上，与{}相比：{}", words.indicator(ranking.indicator), words.path(base), clauses[0]));
    sentences.push_back(words.joined(clauses));
  }
  return sentences;
}

/// How the arms that are asked about fare against going on as before: first on what all of them are better in almost
/// every world. Many arms are told by groups.
std::vector<std::string> baseline_sentences(const WorldWords& words, const WorldFindings& findings,
                                            const std::vector<std::size_t>& asked, std::size_t base) {
  std::vector<std::size_t> all_better, arms;
  std::vector<const PairFinding*> shown;
  for (const std::size_t arm : asked)
    if (arm != base) arms.push_back(arm);
  constexpr std::size_t told_one_by_one = 3;
  if (arms.size() > told_one_by_one) return grouped_baseline_sentences(words, findings, arms, base);
  const auto surely_better = [&](const PairFinding& pair) {
    return pair.effect.word == (pair.a == base ? WorldWord::worse_always : WorldWord::better_always);
  };
  for (const auto& ranking : findings.rankings) {
    std::vector<const PairFinding*> pairs;
    for (const auto& pair : findings.pairs)
      if (pair.indicator == ranking.indicator && (pair.a == base || pair.b == base) &&
          std::ranges::find(arms, pair.a == base ? pair.b : pair.a) != arms.end() && surely_better(pair))
        pairs.push_back(&pair);
    if (!words.is_judged(ranking.indicator) || pairs.size() != arms.size() || arms.size() < 2) continue;
    all_better.push_back(ranking.indicator);
    shown.push_back(*std::ranges::min_element(pairs, {}, [](auto* pair) { return share_of_word(pair->effect); }));
  }
  std::vector<std::string> clauses;
  std::vector<std::string> names;
  for (const std::size_t arm : arms) names.push_back(words.path(arm));
  if (!shown.empty())
    clauses.push_back(
        words.wording().pick(fmt::format("whatever we assumed, {} are better than {} on {}{}", words.listed(names),
                                         words.path(base), indicator_names(words, shown), so_many(words, shown)),
                             fmt::format("无论怎样假定，{}在{}上都优于{}{}", words.listed(names),
                                         indicator_names(words, shown), words.path(base), so_many(words, shown))));
  std::vector<std::string> sentences;
  for (const std::size_t arm : arms)
    for (auto& one : pair_clauses(words, findings, std::min(arm, base), std::max(arm, base), all_better))
      clauses.push_back(std::move(one));
  if (!clauses.empty()) sentences.push_back(words.joined(clauses));
  return sentences;
}

/// Best alone, by as much as matters: where several come out alike none is.
std::string ranking_clause(const WorldWords& words, const Ranking& ranking, const std::vector<std::size_t>& asked) {
  auto order = asked;
  const auto alone = [&](std::size_t arm) { return ranking.arms[arm].alone; };
  std::ranges::stable_sort(order, std::greater{}, alone);
  const double most = alone(order[0]);
  const auto whole = alone_of_hundred(ranking, order);
  const Wording& w = words.wording();
  std::vector<std::string> told;
  for (std::size_t i = 0; i < order.size() && told.size() < 3; ++i)
    if (whole[i] > 0)
      told.push_back(w.pick(fmt::format("{} {}", words.path(order[i]), whole[i]),
                            fmt::format("{}{}", words.path(order[i]), whole[i])));
  const std::string on = words.indicator(ranking.indicator), first = words.path(order[0]);
  const auto word = word_for({most, 0, 1 - most}, ranking.worlds);
  if (word == WorldWord::better_always)
    return w.pick(fmt::format("whatever we assumed, {} is best on {} ({} worlds of 100)", first, on, whole[0]),
                  fmt::format("无论怎样假定，{}在{}上都最好（100个世界中{}个）", first, on, whole[0]));
  if (word == WorldWord::better_probably)
    return w.pick(fmt::format("{} is probably best on {} ({} worlds of 100)", first, on, whole[0]),
                  fmt::format("{}在{}上多半最好（100个世界中{}个）", first, on, whole[0]));
  if (told.empty())
    return w.pick(fmt::format("on {} no arm is best, as several come out alike in all worlds", on),
                  fmt::format("{}上没有哪一个最好：在所有世界里都有几个不相上下", on));
  return w.pick(fmt::format("on {} no arm is best by itself in {} worlds of 100, as several come out alike; best by "
                            "itself in others: {}",
                            on, whole.back(), fmt::join(told, ", ")),
                fmt::format("{}上，100个世界中有{}个没有单独最好的方案（几个不相上下），其余世界中单独最好的个数：{}",
                            on, whole.back(), fmt::join(told, "，")));
}

}  // namespace

std::vector<long long> whole_hundredths(const std::vector<double>& shares) {
  std::vector<long long> whole, rests;
  std::vector<std::size_t> order;
  long long left = 100;
  for (const double share : shares) {
    order.push_back(order.size());
    whole.push_back(static_cast<long long>(std::floor(100 * share + 1e-9)));
    rests.push_back(std::llround(1e4 * (100 * share - static_cast<double>(whole.back()))));
    left -= whole.back();
  }
  std::ranges::stable_sort(order, std::greater{}, [&](std::size_t i) { return rests[i]; });
  for (const std::size_t i : order)
    if (left-- > 0) ++whole[i];
  return whole;
}

std::vector<long long> alone_of_hundred(const Ranking& ranking, const std::vector<std::size_t>& arms) {
  std::vector<double> shares;
  double none = 1;
  for (const std::size_t arm : arms) {
    shares.push_back(ranking.arms[arm].alone);
    none -= shares.back();
  }
  shares.push_back(std::max(0.0, none));
  return whole_hundredths(shares);
}

std::optional<std::pair<std::size_t, std::size_t>> equal_cost_arms(const Results& results, std::size_t a,
                                                                   std::size_t b) {
  for (std::size_t first = 0; first < results.arms.size(); ++first)
    for (std::size_t second = first + 1; second < results.arms.size(); ++second)
      for (const auto& [own, scaled] : {std::pair{first, second}, std::pair{second, first}})
        if ((own == a || own == b) && results.arms[scaled].equal_cost_to == results.arms[own].name)
          return std::pair{first, second};
  return std::nullopt;
}

bool is_plain_baseline(const WorldWords& words, std::size_t arm) {
  const ArmResult& of = words.results().arms[arm];
  return of.equal_cost_to.empty() && is_baseline(words.study(), of.name);
}

std::vector<std::string> verdict_sentences(const WorldWords& words, const WorldFindings& findings,
                                           const std::vector<std::size_t>& asked) {
  std::vector<std::string> sentences;
  if (asked.size() > 2) {
    std::vector<std::string> clauses;
    for (const auto& ranking : findings.rankings)
      if (words.is_judged(ranking.indicator) && ranking.worlds > 0)
        clauses.push_back(ranking_clause(words, ranking, asked));
    if (!clauses.empty()) sentences.push_back(words.joined(clauses));
  } else if (asked.size() == 2) {
    const auto clauses = pair_clauses(words, findings, asked[0], asked[1]);
    if (!clauses.empty()) sentences.push_back(words.joined(clauses));
    sentences.push_back(equal_cost_sentence(words, findings, asked[0], asked[1]));
  }
  const auto& arms = words.results().arms;
  for (std::size_t base = 0; base < arms.size(); ++base) {
    if (!is_plain_baseline(words, base) || std::ranges::find(asked, base) != asked.end()) continue;
    for (auto& one : baseline_sentences(words, findings, asked, base)) sentences.push_back(std::move(one));
  }
  std::erase(sentences, "");
  return sentences;
}

std::string word_in_words(const WorldWords& words, const PairFinding& pair) {
  const std::string a = words.path(pair.a), b = words.path(pair.b);
  const Wording& w = words.wording();
  const bool is_cost =
      words.results().catalogue->indicators[pair.indicator].key == words.results().catalogue->cost_indicator;
  const std::string en = is_cost ? "cheaper" : "better", zh = is_cost ? "更省" : "更好";
  switch (pair.effect.word) {
    case WorldWord::better_always:
      return w.pick(a + " " + en + ", whatever we assumed", "无论怎样假定，" + a + "都" + zh);
    case WorldWord::worse_always:
      return w.pick(b + " " + en + ", whatever we assumed", "无论怎样假定，" + b + "都" + zh);
    case WorldWord::better_probably:
      return w.pick(a + " probably " + en, a + "多半" + zh);
    case WorldWord::worse_probably:
      return w.pick(b + " probably " + en, b + "多半" + zh);
    case WorldWord::same_always:
      return w.pick("no difference that matters, whatever we assumed", "无论怎样假定，都没有实际差别");
    case WorldWord::same_probably:
      return w.pick("probably no difference that matters", "多半没有实际差别");
    case WorldWord::depends:
      break;
  }
  return w.pick("it depends", "视情况而定");
}

}  // namespace liandong::analysis::report
