#pragma once

#include <atomic>

namespace liandong::app {

/// Set by Ctrl-C and by a polite request to end (SIGTERM), from `catch_stop_signals` on. The second signal ends the
/// program at once.
const std::atomic<bool>& stop_flag();
void catch_stop_signals();

/// Lets a write into a closed pipe, or past the greatest size of a file that is allowed, fail with an error that is
/// reported and after which temporary files are removed, in place of the signal that would end the program there.
void let_writes_fail();

}  // namespace liandong::app
