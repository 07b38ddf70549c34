#include "analysis/scenario/gb18030.h"

#include <iconv.h>

namespace liandong::analysis {
namespace {

/// An open conversion, closed at the end of its scope.
class Conversion {
 public:
  Conversion(const char* to, const char* from) : handle_(::iconv_open(to, from)) {}
  ~Conversion() {
    if (is_open()) ::iconv_close(handle_);
  }
  Conversion(const Conversion&) = delete;
  Conversion& operator=(const Conversion&) = delete;

  // NOLINTNEXTLINE(performance-no-int-to-ptr): POSIX's sign of failure.
  bool is_open() const { return handle_ != reinterpret_cast<iconv_t>(-1); }
  /// Returns false unless all of `from` was converted and fits into `to`, which is cut to what was written.
  bool run(std::string& from, std::string& to) const {
    char *read = from.data(), *written = to.data();
    std::size_t unread = from.size(), room = to.size();
    if (::iconv(handle_, &read, &unread, &written, &room) == static_cast<std::size_t>(-1)) return false;
    to.resize(to.size() - room);
    return true;
  }

 private:
  iconv_t handle_;
};

}  // namespace

std::optional<std::string> utf8_from_gb18030(std::string_view text) {
  const Conversion conversion("UTF-8", "GB18030");
  std::string source(text), result(2 * text.size(), '\0');  // two bytes become three, four at most four
  if (!conversion.is_open() || !conversion.run(source, result)) return std::nullopt;
  return result;
}

}  // namespace liandong::analysis
