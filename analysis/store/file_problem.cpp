#include "analysis/store/file_problem.h"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <string_view>

#include "analysis/scenario/system_reason.h"

namespace liandong::analysis {

Text message_of(const sim::FileError& error, const Text& remedy) {
  const std::string& file = error.file;
  switch (error.kind) {
    case sim::FileError::Kind::unreadable:
      return {fmt::format("{}: {}", file, error.reason),
              fmt::format("{}：无法读取（{}）", file,
                          error.system_error != 0 ? system_reason(error.system_error).zh : "不是普通文件")};
    case sim::FileError::Kind::foreign:
      return {fmt::format("{}: is not a data file of this program, or its beginning is damaged; {}", file, remedy.en),
              fmt::format("{}：不是本程序的数据文件，或文件开头已损坏；{}", file, remedy.zh)};
    case sim::FileError::Kind::damaged:
      return {fmt::format("{}: the file is damaged: its content does not match its checksum; {}", file, remedy.en),
              fmt::format("{}：文件已损坏，内容与校验和不符；{}", file, remedy.zh)};
    case sim::FileError::Kind::content:
      break;
  }
  return {fmt::format("{}: the content is not what it should be ({}); {}", file, error.reason, remedy.en),
          fmt::format("{}：文件内容不符合格式（{}）；{}", file, error.reason, remedy.zh)};
}

bool is_plain_hdf5(const std::filesystem::path& file) {
  constexpr std::string_view signature = "\x89HDF\r\n\x1a\n";
  std::array<char, signature.size()> beginning{};
  return std::filesystem::is_regular_file(file) &&
         std::ifstream(file, std::ios::binary).read(beginning.data(), beginning.size()) &&
         std::string_view(beginning.data(), beginning.size()) == signature;
}

}  // namespace liandong::analysis
