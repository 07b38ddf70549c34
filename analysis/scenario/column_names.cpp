#include "analysis/scenario/column_names.h"

#include <algorithm>
#include <array>
#include <utility>

#include "analysis/scenario/half_width.h"
#include "analysis/scenario/problem.h"
#include "analysis/scenario/values.h"

namespace liandong::analysis {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array names_of_communities = {"name"sv, "名称"sv, "community"sv, "社区"sv, "社区名称"sv, "社区名"sv};

/// Words that say the same in tables; the right one stands in catalogues. A row is a community in any case.
constexpr auto synonyms = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"占比", "比例"}, {"比重", "比例"}, {"及以上", "以上"}, {"每个社区", ""}, {"每社区", ""}, {"percommunity", ""}});

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

/// A unit in brackets at the end, which is cut off.
std::string cut_unit(std::string& text) {
  const auto open = text.rfind('(');
  if (!text.ends_with(')') || open == 0 || open == std::string::npos) return {};
  std::string unit = text.substr(open + 1, text.size() - open - 2);
  text.resize(open);
  return unit;
}

/// What is compared of a header.
std::string plain_header(std::string_view header) {
  std::string text = half_width(header);
  std::erase_if(text, [](char c) { return c == ' ' || c == '_'; });
  std::ranges::transform(text, text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
  for (const auto& [from, to] : synonyms) replace_all(text, from, to);
  return text;
}

}  // namespace

ColumnNames::ColumnNames(const models::Catalogue& catalogue) {
  for (const auto& group : catalogue.groups)
    for (std::size_t i = 0; i < group.parameters.size(); ++i) {
      const auto& parameter = group.parameters[i];
      const auto position = catalogue.first_of(group) + i;
      const auto key = full_key(parameter, group), shared_key = group.by_community ? "" : key;
      for (const auto written : {short_key(parameter.key, group.key), parameter.name.en, parameter.name.zh})
        entries_.push_back({plain_header(written), written, position, shared_key});
      entries_.push_back({plain_header(key), parameter.key, position, shared_key});
    }
  std::stable_partition(entries_.begin(), entries_.end(), [](const Entry& entry) { return entry.shared_key.empty(); });
}

TableColumn ColumnNames::column(const std::string& header) const {
  TableColumn column{header, std::nullopt, false, {}, false};
  std::string plain = plain_header(header);
  column.percent = cut_unit(plain) == "%";
  column.names = std::ranges::find(names_of_communities, plain) != names_of_communities.end();
  const auto found = std::ranges::find(entries_, plain, &Entry::plain);
  if (found == entries_.end()) return column;
  column.shared_key = found->shared_key;
  if (column.shared_key.empty()) column.position = found->position;
  return column;
}

std::string_view ColumnNames::nearest_to(const std::string& header) const {
  std::vector<std::string_view> known(names_of_communities.begin(), names_of_communities.end());
  for (const Entry& entry : entries_)
    if (entry.shared_key.empty()) known.push_back(entry.written);
  return nearest(header, known);
}

}  // namespace liandong::analysis
