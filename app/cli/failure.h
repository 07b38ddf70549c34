#pragma once

#include <filesystem>
#include <stdexcept>
#include <utility>

#include "analysis/scenario/system_reason.h"
#include "app/cli/text.h"

namespace liandong::app {

/// The machine, not the input, stands in the way: a disk, a lock, a closed pipe. The program ends with
/// Exit::machine_failed and says this.
class Failure : public std::runtime_error {
 public:
  explicit Failure(Text message) : std::runtime_error(message.en), message_(std::move(message)) {}
  const Text& message() const noexcept { return message_; }

 private:
  Text message_;
};

/// Throws what is wrong with a path and the system's reason for it.
[[noreturn]] inline void fail(const Text& message, const std::filesystem::path& path, int error) {
  const Text reason = analysis::system_reason(error);
  throw Failure(
      {say(Language::en, message, path.string(), reason.en), say(Language::zh, message, path.string(), reason.zh)});
}

}  // namespace liandong::app
