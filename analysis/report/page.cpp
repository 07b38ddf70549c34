#include "analysis/report/page.h"

// LIANDONG_REPORT_PAGE is the path of the built page; see page/page.cmake.
asm(".section .rodata\n"
    ".global liandong_report_page_begin\n"
    ".global liandong_report_page_end\n"
    "liandong_report_page_begin:\n"
    ".incbin \"" LIANDONG_REPORT_PAGE
    "\"\n"
    "liandong_report_page_end:\n"
    ".byte 0\n"
    ".previous\n");

extern "C" const char liandong_report_page_begin[];
extern "C" const char liandong_report_page_end[];

namespace liandong::analysis::report {

std::string_view page() {
  return {liandong_report_page_begin, static_cast<std::size_t>(liandong_report_page_end - liandong_report_page_begin)};
}

}  // namespace liandong::analysis::report
