#include "analysis/scenario/reach.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "analysis/scenario/study_text.h"
#include "analysis/scenario/units.h"

namespace liandong::analysis {
namespace {

constexpr models::Parameter share_definition{
    "communities", "1", 0, 1, 1, false, "", {"share of communities", "社区比例"}, {}};

bool is_named(const Reach& reach) { return !reach.communities.empty(); }

Reach read_share(const Node& node, const std::string& key, Problems& problems) {
  const auto share = checked_value(node, share_definition, study_units(), key, problems);
  if (share && *share == 0)
    problems.add(node.origin, key,
                 {"reaches no community: give a share above 0, or leave the stage out",
                  "未覆盖任何社区：比例须大于 0，或删去该阶段"});
  return {share.value_or(1.0)};
}

/// The communities that are written down, of those with these names.
Reach read_names(const std::vector<std::string>& written, const Origin& where, const std::string& key,
                 const std::vector<std::string>& names, Problems& problems) {
  Reach reach;
  const std::vector<std::string_view> known(names.begin(), names.end());
  for (const auto& name : written) {
    const auto found = std::ranges::find(names, name);
    if (found != names.end()) {
      reach.communities.push_back(static_cast<std::uint32_t>(found - names.begin()));
    } else if (!names.empty()) {
      const auto near = nearest(name, known);
      problems.add(where, key,
                   {fmt::format("the place has no community \"{}\"", name) +
                        (near.empty() ? "" : fmt::format("; did you mean \"{}\"?", near)),
                    fmt::format("该地区没有名为“{}”的社区", name) +
                        (near.empty() ? "" : fmt::format("，是否想写“{}”？", near))});
    }
  }
  std::ranges::sort(reach.communities);
  reach.communities.erase(std::unique(reach.communities.begin(), reach.communities.end()), reach.communities.end());
  return reach;
}

std::vector<std::string> names_of(const Reach& reach, const std::vector<std::string>& names) {
  std::vector<std::string> result;
  for (const std::uint32_t c : reach.communities) result.push_back(names.at(c));
  return result;
}

}  // namespace

bool covers(const Reach& wide, const Reach& narrow) {
  if (wide.all()) return true;
  if (narrow.all() || is_named(wide) != is_named(narrow)) return false;
  return is_named(wide) ? std::ranges::includes(wide.communities, narrow.communities) : wide.share >= narrow.share;
}

std::optional<Reach> overlap(const Reach& a, const Reach& b) {
  if (covers(a, b)) return b;
  if (covers(b, a)) return a;
  Reach both;
  std::ranges::set_intersection(a.communities, b.communities, std::back_inserter(both.communities));
  return both.communities.empty() ? std::nullopt : std::optional(both);
}

Reach read_reach(TableReader& reader, const models::Catalogue& catalogue, const std::vector<std::string>& names,
                 Problems& problems) {
  const auto* node = reader.find("communities");
  if (!node) return {};
  if (!catalogue.has_pilots) {
    problems.add(node->origin, reader.key("communities"),
                 {fmt::format("levers of the model \"{}\" cannot differ between communities", catalogue.model),
                  fmt::format("模型“{}”的杠杆不能因社区而异", catalogue.model)});
    return {};
  }
  if (node->is_number()) return read_share(*node, reader.key("communities"), problems);
  if (node->is_list() && !node->list().empty()) {
    if (names.empty())
      problems.add(node->origin, reader.key("communities"),
                   {"the place's communities have no names; give a share of them, or a table of communities with names",
                    "该地区的社区没有名称：请给出社区比例，或提供带名称的社区表"});
    return read_names(reader.texts("communities"), node->origin, reader.key("communities"), names, problems);
  }
  add_wrong_type(*node, reader.key("communities"),
                 {"a share of communities, or a list of their names", "社区比例，或社区名称的列表"}, problems);
  return {};
}

std::vector<std::uint32_t> read_neighbours(TableReader& reader, const models::Catalogue& catalogue,
                                           const std::vector<std::string>& names, Problems& problems) {
  const auto* node = reader.find("communities");
  const auto key = reader.key("communities");
  const Origin& where = node ? node->origin : reader.node().origin;
  if (!catalogue.has_mergers) {
    problems.add(where, key,
                 {fmt::format("communities of the model \"{}\" cannot be merged", catalogue.model),
                  fmt::format("模型“{}”的社区不能合并", catalogue.model)});
    return {};
  }
  if (!node || !node->is_list() || node->list().size() < 2) {
    problems.add(where, key,
                 {"must list the names of two communities or more, which become one",
                  "须列出至少两个社区的名称，它们将合并为一个"});
    return {};
  }
  if (names.empty()) {
    problems.add(where, key,
                 {"the place's communities have no names; give a table of communities with names",
                  "该地区的社区没有名称：请提供带名称的社区表"});
    return {};
  }
  const auto written = reader.texts("communities");
  auto rows = read_names(written, where, key, names, problems).communities;
  if (std::set(written.begin(), written.end()).size() < written.size())
    problems.add(where, key, {"names a community twice", "重复列出了同一社区"});
  else if (rows.size() == written.size() && rows.back() - rows.front() + 1 != rows.size())
    problems.add(where, key,
                 {"communities that become one must follow one another in the table of communities",
                  "合并的社区在社区表中必须相邻"});
  return rows;
}

std::string reach_text(const Reach& reach, const std::vector<std::string>& names) {
  if (!is_named(reach)) return fmt::format("{}", reach.share);
  std::vector<std::string> quoted;
  for (const auto& name : names_of(reach, names)) quoted.push_back(toml_text(name));
  return fmt::format("[{}]", fmt::join(quoted, ", "));
}

Text reach_words(const Reach& reach, const std::vector<std::string>& names) {
  if (reach.all()) return {};
  if (is_named(reach)) {
    constexpr std::size_t most = 5;
    auto shown = names_of(reach, names);
    if (shown.size() <= most)
      return {fmt::format("in {}", fmt::join(shown, ", ")), fmt::format("{}", fmt::join(shown, "、"))};
    const std::size_t others = shown.size() - (most - 2);
    shown.resize(most - 2);
    return {fmt::format("in {} and {} others", fmt::join(shown, ", "), others),
            fmt::format("{}等 {} 个社区", fmt::join(shown, "、"), shown.size() + others)};
  }
  return {fmt::format("in {:.3g}% of communities", 100 * reach.share),
          fmt::format("{:.3g}% 的社区", 100 * reach.share)};
}

}  // namespace liandong::analysis
