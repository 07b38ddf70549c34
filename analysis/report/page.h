#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace liandong::analysis::report {

/// Whether the program holds its pages: npm must have had their packages when it was built.
bool has_pages() noexcept;

/// Pages as built from page/: whole HTML files in which "{{report}}" stands for the document that they are drawn from.
/// Empty without pages.
std::string_view page();          ///< of a study
std::string_view explore_page();  ///< of an exploration
std::string_view bench_page();    ///< of a measurement of speed
std::string_view claims_page();   ///< of all claims

/// The page with the document in its place.
std::string filled(std::string_view page, const nlohmann::json& document);

}  // namespace liandong::analysis::report
