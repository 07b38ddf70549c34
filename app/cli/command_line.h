#pragma once

#include "app/cli/command.h"

namespace liandong::app {

/// A command and what it was asked, or (no command) nothing more to do: help was shown.
struct Request {
  const Command* command = nullptr;
  Options options;
};

/// Reads the command line; shows help and version itself. Throws analysis::InputError for bad usage.
Request read_command_line(int argc, const char* const* argv);

/// Language by --lang anywhere on the command line, else by the environment. For help and errors of reading it.
Language requested_language(int argc, const char* const* argv);

}  // namespace liandong::app
