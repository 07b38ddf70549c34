#pragma once

#include <atomic>

namespace liandong::app {

/// Set by Ctrl-C and by a polite request to end (SIGTERM), from `catch_stop_signals` on. The second signal ends the
/// program at once.
const std::atomic<bool>& stop_flag();
void catch_stop_signals();

}  // namespace liandong::app
