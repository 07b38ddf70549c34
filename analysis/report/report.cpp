#include "analysis/report/report.h"

#include "analysis/report/document.h"
#include "analysis/report/page.h"
#include "analysis/scenario.h"
#include "sim/atomic_file.h"

namespace liandong::analysis {

namespace {

/// JSON that may stand inside a script element: no "<" can end the element or open a comment, and what is not UTF-8
/// becomes U+FFFD.
std::string embeddable(const nlohmann::json& document) {
  const std::string plain = document.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  std::string result;
  result.reserve(plain.size());
  for (const char letter : plain)
    if (letter == '<')
      result += "\\u003c";
    else
      result += letter;
  return result;
}

}  // namespace

std::string report_html(const Results& results, const Study& study) {
  constexpr std::string_view mark = "{{report}}";
  const std::string_view page = report::page();
  const auto place = page.find(mark);
  std::string html(page.substr(0, place));
  html += embeddable(report_document(results, study));
  html += page.substr(place + mark.size());
  return html;
}

void write_report(const Results& results, const std::filesystem::path& file) {
  sim::AtomicFile out(file);
  out.write(report_html(results, load_study_text(results.study_text, results.name)));
  out.commit();
}

}  // namespace liandong::analysis
