#include "analysis/report/worlds_summary.h"

#include "analysis/report/text_layout.h"
#include "analysis/report/world_sentences.h"

namespace liandong::analysis::report {

std::string worlds_summary(const Results& results, const Study& study, Language language) {
  if (results.worlds.empty()) return "";
  const auto findings = world_findings(results.worlds, *results.catalogue, told_in_worlds(study, *results.catalogue));
  if (findings.pairs.empty()) return "";
  const WorldWords words(results, study, language);
  const Wording& wording = words.wording();
  const WorldSentences said = world_sentences(words, findings);
  std::string text;
  const auto line = [&](const std::string& sentence) {
    if (!sentence.empty()) text += wrapped(sentence, text_columns, 2) + "\n";
  };
  const std::string question = wording.pick(study.question);
  if (!question.empty()) line(wording.pick("Question: ", "问题：") + question);
  for (const auto& sentence : said.reversals) line(wording.pick("! ", "！") + sentence);
  for (const auto& sentence : said.verdict) line(sentence);
  line(wording.pick("It depends on:", "取决于："));
  for (const auto& sentence : said.depends) line("- " + sentence);
  line(said.data);
  line(said.worlds);
  return text;
}

}  // namespace liandong::analysis::report
