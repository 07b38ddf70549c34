#include "app/cli/phase_text.h"

#include <gtest/gtest.h>

#include "models/governance/simulation.h"
#include "models/governance/world/world.h"

namespace liandong::app {
namespace {

TEST(PhaseText, SpeaksChineseOfEveryPhase) {
  for (const auto& phase : governance::phases()) EXPECT_FALSE(phase_in_chinese(phase.name).empty()) << phase.name;
  EXPECT_TRUE(phase_in_chinese("siesta").empty());
}

}  // namespace
}  // namespace liandong::app
