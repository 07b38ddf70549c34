#include "analysis/scenario/study_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>

#include "analysis/scenario/arrangement.h"
#include "analysis/scenario/reach.h"
#include "models/prior.h"

namespace liandong::analysis {
namespace {

using Out = std::back_insert_iterator<std::string>;

void write_text(Out out, const char* key, const Text& text) {
  if (!text.empty()) fmt::format_to(out, "{} = {{ en = {}, zh = {} }}\n", key, toml_text(text.en), toml_text(text.zh));
}

/// A value as read_uncertain or checked_value reads it back.
std::string uncertain_text(double value, const std::optional<LeverRange>& range) {
  if (!range) return fmt::format("{}", value);
  return fmt::format("{{ value = {}, low = {}, high = {}, distribution = \"{}\", unknown = {} }}", value, range->low,
                     range->high, models::term_of(range->distribution).key, toml_text(range->unknown));
}

/// The values of a group, which begin at `values`.
void write_group(Out out, const std::string& header, const models::ParameterGroup& group, const double* values,
                 const Ranges& ranges = {}) {
  fmt::format_to(out, "\n[{}]\n", header);
  for (std::size_t i = 0; i < group.parameters.size(); ++i)
    fmt::format_to(out, "{} = {}\n", short_key(group.parameters[i].key, group.key),
                   uncertain_text(values[i], range_of(i, ranges)));
}

/// Rows hold what differs between communities; the rest is as for the whole place.
void write_communities(Out out, const Study& study) {
  const auto& whole = study.values.whole;
  const auto& communities = study.values.communities;
  const auto differs = [&](std::size_t position) {
    return std::ranges::any_of(communities, [&](const auto& row) { return row[position] != whole[position]; });
  };
  for (std::size_t c = 0; c < communities.size(); ++c) {
    fmt::format_to(out, "\n[[community]]\n");
    if (!study.community_names.empty() && !study.community_names[c].empty())
      fmt::format_to(out, "name = {}\n", toml_text(study.community_names[c]));
    std::size_t position = 0;
    for (const auto& group : study.catalogue->groups)
      for (const auto& parameter : group.parameters) {
        if (group.by_community && differs(position))
          fmt::format_to(out, "{}.{} = {}\n", group.key, short_key(parameter.key, group.key), communities[c][position]);
        ++position;
      }
  }
}

void write_levers(Out out, const std::string& header, const Study& study, const Levers& levers, const Ranges& ranges) {
  if (const auto* group = study.catalogue->levers()) write_group(out, header, *group, levers.data(), ranges);
}

void write_run(Out out, const Study& study) {
  fmt::format_to(
      out, "\n[run]\nweeks = {}\nburn_in_weeks = {}\nreplicates = {}\nseed = {}\nstart_year = {}\nconfidence = {}\n",
      study.weeks, study.burn_in_weeks, study.replicates, study.seed, study.start_year, study.confidence);
}

void write_texts(Out out, const char* key, const std::vector<std::string>& texts) {
  std::vector<std::string> quoted;
  for (const auto& text : texts) quoted.push_back(toml_text(text));
  if (!quoted.empty()) fmt::format_to(out, "{} = [{}]\n", key, fmt::join(quoted, ", "));
}

/// Where an ensemble's worlds stand as its name alone says nothing to who has not its file.
void write_worlds(Out out, const WorldChoice& worlds) {
  if (worlds.count == 0) return;
  fmt::format_to(out, "\n[worlds]\ncount = {}\ncommunities = {}\n", worlds.count, worlds.communities);
  write_texts(out, "known", worlds.known);
  write_texts(out, "map", worlds.map);
  if (!worlds.numbers.empty())
    fmt::format_to(out, "ensemble = {{ name = {}, seed = {}, worlds = [{}] }}\n", toml_text(worlds.ensemble),
                   worlds.seed, fmt::join(worlds.numbers, ", "));
}

void write_pair(Out out, const ArmPair& pair) {
  fmt::format_to(out, "treatment = {}\ncontrol = {}\n", toml_text(pair.treatment), toml_text(pair.control));
}

void write_claim(Out out, const std::optional<Claim>& claim) {
  if (!claim) return;
  fmt::format_to(out, "\n[claim]\nid = {}\n", toml_text(claim->id));
  write_text(out, "text", claim->text);
  fmt::format_to(out, "source = {}\n", toml_text(claim->source));
  std::vector<std::string> trend;
  for (const auto& arm : claim->trend) trend.push_back(toml_text(arm));
  if (trend.empty())
    write_pair(out, claim->arms);
  else
    fmt::format_to(out, "trend = [{}]\n", fmt::join(trend, ", "));
  fmt::format_to(out, "indicator = {}\ndirection = {}\nsmallest_effect = {}\n", toml_text(claim->indicator),
                 toml_text(std::string(claim_directions[static_cast<std::size_t>(claim->direction)])),
                 claim->smallest_effect);
  write_text(out, "reason", claim->reason);
  fmt::format_to(out, "by_construction = {}\n", claim->by_construction);
  if (const auto& condition = claim->only_if) {
    fmt::format_to(out, "\n[claim.only_if]\nunknown = {}\nside = \"{}\"\n", toml_text(condition->unknown),
                   condition_sides[condition->above ? 0 : 1]);
    if (condition->at) fmt::format_to(out, "at = {}\n", *condition->at);
  }
  if (!claim->through) return;
  fmt::format_to(out, "\n[claim.through]\n");
  write_pair(out, *claim->through);
}

void write_design(Out out, const Design& design) {
  if (design.points.empty()) return;
  std::vector<std::string> keys;
  for (const auto& key : design.keys) keys.push_back(toml_text(key));
  fmt::format_to(out, "\n[design]\nkeys = [{}]\npoints = [\n", fmt::join(keys, ", "));
  for (const auto& point : design.points) fmt::format_to(out, "  [{}],\n", fmt::join(point, ", "));
  fmt::format_to(out, "]\n");
  const auto& [kind, step, moves] = design.shape;
  if (kind != DesignKind::listed) fmt::format_to(out, "kind = \"{}\"\n", design_kinds[static_cast<std::size_t>(kind)]);
  if (kind == DesignKind::morris) fmt::format_to(out, "step = {}\nmoves = [{}]\n", step, fmt::join(moves, ", "));
}

void write_own_values(Out out, const Study& study, const OwnValues& own) {
  const models::ParameterGroup* last = nullptr;
  for (const auto& [position, value] : own)
    for (const auto& group : study.catalogue->groups) {
      const std::size_t first = study.catalogue->first_of(group);
      if (position < first || position >= first + group.parameters.size()) continue;
      if (&group != last) fmt::format_to(out, "\n[arm.{}]\n", group.key);
      last = &group;
      fmt::format_to(out, "{} = {}\n", short_key(group.parameters[position - first].key, group.key), value);
    }
}

void write_arm(Out out, const Study& study, const Arm& arm) {
  fmt::format_to(out, "\n[[arm]]\nname = {}\n", toml_text(arm.name));
  write_text(out, "title", arm.title);
  if (!arm.equal_cost_to.empty()) fmt::format_to(out, "equal_cost_to = {}\n", toml_text(arm.equal_cost_to));
  write_own_values(out, study, arm.own);
  for (const auto& stage : arm.stages) {
    fmt::format_to(out, "\n[[arm.stage]]\nweek = {}\n", stage.week);
    if (!stage.reach.all()) fmt::format_to(out, "communities = {}\n", reach_text(stage.reach, study.community_names));
    write_text(out, "label", stage.label);
    write_levers(out, "arm.stage.levers", study, stage.levers, stage.ranges);
  }
  for (const Merger& merger : arm.mergers) {
    fmt::format_to(out, "\n[[arm.merger]]\nweek = {}\ncommunities = {}\n", merger.week,
                   reach_text({1.0, merger.communities}, study.community_names));
    write_text(out, "label", merger.label);
  }
}

}  // namespace

std::string study_text(const Study& study) {
  std::string text;
  const Out out(text);
  fmt::format_to(out, "name = {}\nmodel = {}\n", toml_text(study.name), toml_text(std::string(study.catalogue->model)));
  write_text(out, "title", study.title);
  write_text(out, "question", study.question);
  fmt::format_to(out, "headline = [");
  for (std::size_t i = 0; i < study.headline.size(); ++i)
    fmt::format_to(out, "{}{}", i > 0 ? ", " : "", toml_text(study.headline[i]));
  fmt::format_to(out, "]\n");
  write_run(out, study);
  write_worlds(out, study.worlds);
  const double* values = study.values.whole.data();
  for (const auto& group : study.catalogue->groups) {
    if (!group.levers) write_group(out, std::string(group.key), group, values);
    values += group.parameters.size();
  }
  write_communities(out, study);
  fmt::format_to(out, "\n[burn_in]\n");
  if (!study.burn_in_name.empty()) fmt::format_to(out, "name = {}\n", toml_text(study.burn_in_name));
  write_text(out, "title", study.burn_in_title);
  write_levers(out, "burn_in.levers", study, study.burn_in(), study.burn_in_ranges);
  write_claim(out, study.claim);
  write_design(out, study.design);
  for (const auto& arm : study.arms) write_arm(out, study, arm);
  return text;
}

std::string toml_text(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\')
      result += {'\\', c};
    else if (code < 0x20 || code == 0x7f)
      result += fmt::format("\\u{:04X}", code);
    else
      result += c;
  }
  return result + "\"";
}

}  // namespace liandong::analysis
