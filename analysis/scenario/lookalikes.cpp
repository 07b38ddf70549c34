#include "analysis/scenario/lookalikes.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/locale/utf.hpp>

namespace liandong::analysis {
namespace {

struct Lookalike {
  char32_t character;
  char meant;
};

constexpr Lookalike marks[] = {
    {U'“', '"'},      {U'”', '"'},      {U'„', '"'},      {U'‘', '\''},     {U'’', '\''},     {U'、', ','},
    {U'。', '.'},     {U'【', '['},     {U'】', ']'},     {U'「', '"'},     {U'」', '"'},     {U'–', '-'},
    {U'—', '-'},      {U'−', '-'},      {U'\u3000', ' '}, {U'\u00A0', ' '}, {U'\u200B', ' '}, {U'\u200C', ' '},
    {U'\u200D', ' '}, {U'\u2060', ' '}, {U'\uFEFF', ' '},
};

/// What was meant by the character; 0 if it is none of ours.
char meant_by(char32_t character) {
  constexpr char32_t first_full_width = 0xFF01, last_full_width = 0xFF5E;
  if (character >= first_full_width && character <= last_full_width)
    return static_cast<char>(character - first_full_width + '!');
  const auto found = std::find_if(std::begin(marks), std::end(marks),
                                  [&](const Lookalike& mark) { return mark.character == character; });
  return found == std::end(marks) ? '\0' : found->meant;
}

}  // namespace

Text lookalike_message(std::string_view character) {
  if (character.size() < 2) return {};
  auto at = character.begin();
  const char32_t point = boost::locale::utf::utf_traits<char>::decode(at, character.end());
  const char meant = meant_by(point);
  if (meant == '\0') return {};
  if (meant == ' ')
    return {
        fmt::format("an unusual blank (U+{:04X}) stands here; write a plain space or nothing", std::uint32_t{point}),
        fmt::format("此处是特殊空白（U+{:04X}），请改为普通空格或删除", std::uint32_t{point})};
  return {fmt::format("the full-width or typographic mark \"{}\" stands here; write {}", character, meant),
          fmt::format("此处是中文或排版符号“{}”，请改为英文半角的 {}", character, meant)};
}

std::string_view closing_lookalike(std::string_view text) {
  std::string_view last;
  for (const std::string_view mark : {"”", "’", "“", "‘", "＂", "＇", "」"})
    if (const auto at = text.rfind(mark);
        at != std::string_view::npos && (last.empty() || at > static_cast<std::size_t>(last.data() - text.data())))
      last = text.substr(at, mark.size());
  return last;
}

}  // namespace liandong::analysis
