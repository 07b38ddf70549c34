#include "analysis/store/provenance.h"

#include <gtest/gtest.h>

#include <regex>

namespace liandong::analysis {
namespace {

TEST(Provenance, NamesTheCommitOrSaysThatItIsUnknown) {
  EXPECT_TRUE(std::regex_match(provenance_of("").commit, std::regex("[0-9a-f]{40}|unknown")));
}

TEST(Provenance, TellsSourcesCompilerAndFlags) {
  const Provenance provenance = provenance_of("liandong compare");
  EXPECT_TRUE(std::regex_match(provenance.sources, std::regex("[0-9a-f]{64}")));
  EXPECT_TRUE(std::regex_search(provenance.compiler, std::regex("(GNU|Clang).* [0-9]+")));
  EXPECT_NE(provenance.flags.find("-ffp-contract=off"), std::string::npos);
  EXPECT_EQ(provenance.command, "liandong compare");
}

TEST(Provenance, IsDatedInUtcAsIso8601) {
  EXPECT_TRUE(std::regex_match(provenance_of("").created,
                               std::regex("20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9]Z")));
}

}  // namespace
}  // namespace liandong::analysis
