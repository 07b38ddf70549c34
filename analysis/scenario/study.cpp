#include "analysis/scenario/study.h"

namespace liandong::analysis {

Levers Study::burn_in() const {
  const auto* group = catalogue->levers();
  const std::size_t levers = group ? group->parameters.size() : 0;
  return {values.whole.end() - static_cast<std::ptrdiff_t>(levers), values.whole.end()};
}

}  // namespace liandong::analysis
