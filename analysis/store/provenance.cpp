#include "analysis/store/provenance.h"

#include <fmt/chrono.h>

#include <chrono>
#include <ctime>

#include "provenance_build.h"

namespace liandong::analysis {

Provenance provenance_of(const std::string& command) {
  Provenance provenance;
  provenance.program_version = build::version;
  provenance.commit = build::commit;
  provenance.dirty = build::dirty;
  provenance.sources = build::sources;
  provenance.compiler = build::compiler;
  provenance.flags = build::flags;
  provenance.command = command;
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  provenance.created = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(now));
  return provenance;
}

}  // namespace liandong::analysis
