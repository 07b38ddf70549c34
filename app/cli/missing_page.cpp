#include "app/cli/missing_page.h"

#include "analysis/report/page.h"
#include "app/cli/failure.h"
#include "app/cli/terminal.h"
#include "app/cli/text.h"

namespace liandong::app {

void mention_missing_page(const Options& options, const std::string& command) {
  if (!analysis::report::has_pages()) complain(say(options.language, text::no_pages, command));
}

void require_pages(const std::string& command) {
  if (analysis::report::has_pages()) return;
  throw Failure({say(Language::en, text::no_pages, command), say(Language::zh, text::no_pages, command)});
}

}  // namespace liandong::app
