#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace liandong::analysis {

/// GB18030 text, which GBK and GB2312 are parts of, as UTF-8; nothing if it is none or the system has no table for it.
std::optional<std::string> utf8_from_gb18030(std::string_view text);

}  // namespace liandong::analysis
