#pragma once

#include <filesystem>
#include <stdexcept>

#include "analysis/scenario/problem.h"
#include "sim/store/seal.h"

namespace liandong::analysis {

/// A file of ours cannot be used. `message` names it and says why and what to do; `what()` is the English of it.
struct FileProblem : std::runtime_error {
  explicit FileProblem(Text text) : runtime_error(text.en), message(std::move(text)) {}
  Text message;
};

/// Why a file cannot be read, in both languages; `remedy` says what to do if it is damaged or holds something else.
Text message_of(const sim::FileError& error, const Text& remedy);

/// Whether a file begins as HDF5 does, without our seal.
bool is_plain_hdf5(const std::filesystem::path& file);

}  // namespace liandong::analysis
