#pragma once

#include <span>
#include <string>
#include <string_view>

#include "analysis/inference/claim_verdict.h"
#include "analysis/report/wording.h"
#include "analysis/scenario/claim.h"
#include "models/model.h"

/// The words in which a claim and its verdict are told.
namespace liandong::analysis::report {

/// What is said of a claim of which worlds say this word.
struct VerdictWord {
  WorldWord word;
  std::string_view key;  ///< in data files
  Text words;
};

/// In the order in which they are counted.
std::span<const VerdictWord> verdict_words();
const VerdictWord& verdict_word(WorldWord word);

/// Of claims that nothing can be run for.
inline constexpr std::string_view unaskable_key = "cannot_be_asked";
const Text& unaskable_words();

/// How figures of an indicator are shown in a claim: shares in hundredths, whose differences are points.
struct ClaimUnit {
  Text name;  ///< may be empty
  double times = 1;
};
ClaimUnit claim_unit(const models::Indicator& indicator, const models::Catalogue& catalogue);

/// In how many worlds the difference is as claimed, and how large it is.
std::string claim_sentence(const Claim& claim, const ClaimVerdict& verdict, const models::Catalogue& catalogue,
                           models::Language language);

/// Under which condition it is to hold and how it fares elsewhere, and what is left of it when that through which it is
/// to go is blocked; empty for other claims.
std::string claim_additions(const Claim& claim, const ClaimVerdict& verdict, const models::Catalogue& catalogue,
                            models::Language language);

}  // namespace liandong::analysis::report
