#pragma once

#include <stdexcept>
#include <utility>

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

}  // namespace liandong::app
