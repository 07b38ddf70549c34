#include "analysis/report/report.h"

#include "analysis/report/document.h"
#include "analysis/report/page.h"
#include "analysis/scenario/scenario.h"
#include "sim/store/atomic_file.h"

namespace liandong::analysis {

std::string report_html(const Results& results, const Study& study) {
  return report::filled(report::page(), report_document(results, study));
}

void write_report(const Results& results, const std::filesystem::path& file) {
  sim::AtomicFile out(file);
  out.write(report_html(results, load_study_text(results.study_text, results.name)));
  out.commit();
}

}  // namespace liandong::analysis
