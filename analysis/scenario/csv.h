#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/scenario/problem.h"

namespace liandong::analysis {

/// A line of a table, cells trimmed of blanks around them unless they are quoted.
struct CsvRow {
  Origin origin;  ///< of the line; a cell's column is its number, from 1
  std::vector<std::string> cells;
};

/// Reads comma-separated values as RFC 4180 has them, UTF-8 with or without a byte order mark or else GB18030 (so GBK
/// and GB2312): quotes around a cell protect commas, line ends and (doubled) quotes. Lines without any text are left
/// out. The first row holds the names
/// of the columns; adds problems for a quote that is never closed, text behind a closed one, and rows of another length
/// than the first.
std::vector<CsvRow> read_csv(const std::filesystem::path& file, Problems& problems);
/// The same of UTF-8 text. `name` stands for the file in messages.
std::vector<CsvRow> parse_csv(std::string_view text, const std::string& name, Problems& problems);

}  // namespace liandong::analysis
