#include "analysis/report/report.h"

#include "analysis/report/document.h"
#include "analysis/report/page.h"
#include "sim/store/atomic_file.h"

namespace liandong::analysis {

std::string report_html(const Results& results, const Study& study, std::span<const models::Pattern> patterns) {
  return report::filled(report::page(), report_document(results, study, patterns));
}

void write_report(const Results& results, const Study& study, std::span<const models::Pattern> patterns,
                  const std::filesystem::path& file) {
  sim::AtomicFile out(file);
  out.write(report_html(results, study, patterns));
  out.commit();
}

}  // namespace liandong::analysis
