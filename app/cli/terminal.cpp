#include "app/cli/terminal.h"

#include <unistd.h>

#include <cstdio>
#include <string>

namespace liandong::app {

bool error_is_terminal() { return ::isatty(STDERR_FILENO) == 1; }

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

void complain(std::string_view text) {
  std::string line(text);
  line += '\n';
  std::fwrite(line.data(), 1, line.size(), stderr);
}

}  // namespace liandong::app
