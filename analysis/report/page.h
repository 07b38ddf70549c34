#pragma once

#include <string_view>

namespace liandong::analysis::report {

/// The page as built from page/: a whole HTML file in which "{{report}}" stands for the document.
std::string_view page();

}  // namespace liandong::analysis::report
