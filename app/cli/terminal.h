#pragma once

#include <string>
#include <string_view>

namespace liandong::app {

/// Opens /dev/null for every standard stream that the caller closed, so that no file of results is given its number
/// and what is printed cannot end up in it. Printing to such a stream fails. Call first.
void open_missing_streams();

bool error_is_terminal();

/// Text without power over a terminal: control characters but newline and tab are given as their pictures (␛), those
/// without one, those that reverse the direction of writing, and bytes that are not UTF-8 as �.
std::string visible(std::string_view text);

/// Writes visible text to stdout. Throws Failure with the system's reason if stdout cannot be written.
void print(std::string_view text);
/// Hands on to the system what was printed. Throws like `print`. Call last.
void finish_printing();
/// Writes a line of visible text to stderr.
void complain(std::string_view text);

/// Shows a line on stderr in place of the one that was shown before; only for terminals.
void show_status(std::string_view line);
void clear_status();

}  // namespace liandong::app
