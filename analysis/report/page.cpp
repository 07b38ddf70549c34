#include "analysis/report/page.h"

#include <cstdint>
#include <nlohmann/json.hpp>

// LIANDONG_PAGES is the folder of the built pages; see page/page.cmake. The assembler takes a file as it is: as a C++
// literal each page takes g++ six seconds and 130 MB.
#define LIANDONG_PAGE(name)                                     \
  asm(".section .rodata\n"                                      \
      ".global liandong_" #name                                 \
      "_page_begin\n"                                           \
      ".global liandong_" #name                                 \
      "_page_size\n"                                            \
      "liandong_" #name                                         \
      "_page_begin:\n"                                          \
      ".incbin \"" LIANDONG_PAGES "/" #name                     \
      ".html\"\n"                                               \
      ".set liandong_" #name "_page_bytes, . - liandong_" #name \
      "_page_begin\n"                                           \
      ".balign 8\n"                                             \
      "liandong_" #name                                         \
      "_page_size:\n"                                           \
      ".quad liandong_" #name                                   \
      "_page_bytes\n"                                           \
      ".previous\n");                                           \
  extern "C" const char liandong_##name##_page_begin[];         \
  extern "C" const std::uint64_t liandong_##name##_page_size

LIANDONG_PAGE(report);
LIANDONG_PAGE(explore);
LIANDONG_PAGE(bench);
LIANDONG_PAGE(claims);

namespace liandong::analysis::report {
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

bool has_pages() noexcept { return liandong_report_page_size > 0; }

std::string_view page() { return {liandong_report_page_begin, liandong_report_page_size}; }
std::string_view explore_page() { return {liandong_explore_page_begin, liandong_explore_page_size}; }
std::string_view bench_page() { return {liandong_bench_page_begin, liandong_bench_page_size}; }
std::string_view claims_page() { return {liandong_claims_page_begin, liandong_claims_page_size}; }

std::string filled(std::string_view page, const nlohmann::json& document) {
  constexpr std::string_view mark = "{{report}}";
  const auto place = page.find(mark);
  std::string html(page.substr(0, place));
  html += embeddable(document);
  html += page.substr(place + mark.size());
  return html;
}

}  // namespace liandong::analysis::report
