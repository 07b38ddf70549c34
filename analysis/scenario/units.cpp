#include "analysis/scenario/units.h"

#include <algorithm>
#include <array>
#include <utility>

namespace liandong::analysis {
namespace {

using Word = std::pair<std::string_view, std::string_view>;

constexpr auto chinese = std::to_array<Word>({
    {"10k", "万"},
    {"1000", "千"},
    {"10000", "万"},
    {"weeks", "周"},
    {"week", "周"},
    {"year", "年"},
    {"years", "年"},
    {"quarter", "季"},
    {"hours", "小时"},
    {"hour", "小时"},
    {"minutes", "分钟"},
    {"levels", "级"},
    {"level", "级"},
    {"persons", "人"},
    {"person", "人"},
    {"residents", "居民"},
    {"resident", "居民"},
    {"households", "户"},
    {"household", "户"},
    {"communities", "社区"},
    {"community", "社区"},
    {"worker", "工作人员"},
    {"workers", "工作人员"},
    {"building", "楼栋"},
    {"items", "项"},
    {"item", "项"},
    {"cases", "件"},
    {"case", "件"},
    {"visits", "次"},
    {"visit", "次"},
    {"meetings", "次会议"},
    {"meeting", "次会议"},
    {"organisations", "个组织"},
    {"organisation", "组织"},
    {"yuan", "元"},
    {"ties", "条联系"},
    {"m²", "平方米"},
    {"estates", "小区"},
    {"departments", "部门"},
    {"member", "党员"},
    {"members", "成员"},
    {"adult", "成年人"},
    {"replicates", "次"},
    {"rounds", "轮"},
    {"logit", "对数几率"},
    {"volunteers", "志愿者"},
    {"projects", "项目"},
    {"disputes", "纠纷"},
    {"cell", "网格"},
    {"contract", "合同"},
});

std::string_view chinese_for(std::string_view word) {
  const auto found =
      std::find_if(chinese.begin(), chinese.end(), [&](const Word& entry) { return entry.first == word; });
  return found == chinese.end() ? word : found->second;
}

bool separates(char c) { return c == ' ' || c == '/'; }

}  // namespace

std::string unit_in_words(std::string_view unit, Language language) {
  if (unit == "1") return {};
  if (language == Language::en) return std::string(unit);
  std::string result;
  for (std::size_t at = 0; at < unit.size();) {
    if (separates(unit[at])) {
      if (unit[at] == '/') result += '/';
      ++at;
      continue;
    }
    const auto end = std::find_if(unit.begin() + at, unit.end(), separates) - unit.begin();
    result += chinese_for(unit.substr(at, end - at));
    at = static_cast<std::size_t>(end);
  }
  return result;
}

}  // namespace liandong::analysis
