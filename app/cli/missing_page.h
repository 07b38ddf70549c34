#pragma once

#include <string>

#include "app/cli/options.h"

namespace liandong::app {

/// If the program was built without pages, says so, and with which command there will be one.
void mention_missing_page(const Options& options, const std::string& command);

/// Throws Failure with the same words; for commands that only write a page.
void require_pages(const std::string& command);

}  // namespace liandong::app
