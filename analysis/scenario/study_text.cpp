#include "analysis/scenario/study_text.h"

#include <fmt/format.h>

#include <iterator>

#include "analysis/scenario/values.h"

namespace liandong::analysis {
namespace {

using Out = std::back_insert_iterator<std::string>;

/// A TOML basic string.
std::string quoted(const std::string& text) {
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

void write_text(Out out, const char* key, const std::string& en, const std::string& zh) {
  if (!en.empty() || !zh.empty()) fmt::format_to(out, "{} = {{ en = {}, zh = {} }}\n", key, quoted(en), quoted(zh));
}

template <class Group>
void write_group(Out out, const std::string& header, std::string_view section, const Group& group,
                 std::span<const governance::DefinitionOf<Group>> definitions) {
  fmt::format_to(out, "\n[{}]\n", header);
  for (const auto& definition : definitions)
    fmt::format_to(out, "{} = {}\n", short_key(definition.key, section), group.*definition.member);
}

/// Rows hold what differs between communities; the rest is as in [place] and [context].
template <class Group, class Of>
void write_differences(Out out, const char* section, const Study& study, const Group& row, const Group& whole,
                       std::span<const governance::DefinitionOf<Group>> definitions, Of&& of) {
  for (const auto& definition : definitions) {
    bool differs = false;
    for (const auto& community : study.setting.communities)
      differs = differs || of(community).*definition.member != whole.*definition.member;
    if (differs)
      fmt::format_to(out, "{}.{} = {}\n", section, short_key(definition.key, section), row.*definition.member);
  }
}

void write_communities(Out out, const Study& study) {
  for (const auto& community : study.setting.communities) {
    fmt::format_to(out, "\n[[community]]\n");
    write_differences(out, "place", study, community.place, study.setting.place, governance::place_definitions(),
                      [](const auto& c) -> const governance::Place& { return c.place; });
    write_differences(out, "context", study, community.context, study.setting.context,
                      governance::context_definitions(),
                      [](const auto& c) -> const governance::Context& { return c.context; });
  }
}

void write_run(Out out, const Study& study) {
  fmt::format_to(
      out, "\n[run]\nweeks = {}\nburn_in_weeks = {}\nreplicates = {}\nseed = {}\nstart_year = {}\nconfidence = {}\n",
      study.weeks, study.burn_in_weeks, study.replicates, study.seed, study.start_year, study.confidence);
}

void write_arm(Out out, const Arm& arm) {
  fmt::format_to(out, "\n[[arm]]\nname = {}\n", quoted(arm.name));
  write_text(out, "title", arm.title_en, arm.title_zh);
  if (!arm.equal_cost_to.empty()) fmt::format_to(out, "equal_cost_to = {}\n", quoted(arm.equal_cost_to));
  for (const auto& stage : arm.stages) {
    fmt::format_to(out, "\n[[arm.stage]]\nweek = {}\n", stage.week);
    write_text(out, "label", stage.label_en, stage.label_zh);
    write_group(out, "arm.stage.levers", "levers", stage.levers, governance::lever_definitions());
  }
}

}  // namespace

std::string study_text(const Study& study) {
  std::string text;
  const Out out(text);
  fmt::format_to(out, "name = {}\n", quoted(study.name));
  write_text(out, "title", study.title_en, study.title_zh);
  write_text(out, "question", study.question_en, study.question_zh);
  fmt::format_to(out, "headline = [");
  for (std::size_t i = 0; i < study.headline.size(); ++i)
    fmt::format_to(out, "{}{}", i > 0 ? ", " : "", quoted(study.headline[i]));
  fmt::format_to(out, "]\n");
  write_run(out, study);
  write_group(out, "place", "place", study.setting.place, governance::place_definitions());
  write_group(out, "context", "context", study.setting.context, governance::context_definitions());
  write_group(out, "mechanisms", "mechanisms", study.setting.mechanisms, governance::mechanism_definitions());
  write_communities(out, study);
  fmt::format_to(out, "\n[burn_in]\n");
  write_text(out, "title", study.burn_in_title_en, study.burn_in_title_zh);
  write_group(out, "burn_in.levers", "levers", study.burn_in, governance::lever_definitions());
  for (const auto& arm : study.arms) write_arm(out, arm);
  return text;
}

}  // namespace liandong::analysis
