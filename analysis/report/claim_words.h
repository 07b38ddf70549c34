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

/// What is said of a claim.
struct VerdictWord {
  std::string_view key;  ///< in data files
  Text words;
};

/// In the order in which they are counted.
std::span<const VerdictWord> verdict_words();
const VerdictWord& verdict_word(const ClaimCount& count);

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

/// In how many worlds nothing came of what differs, under which condition it is to hold and how it fares elsewhere, and
/// what is left of it when that through which it is to go is blocked; empty if there is none of these.
std::string claim_additions(const Claim& claim, const ClaimVerdict& verdict, const models::Catalogue& catalogue,
                            models::Language language);

}  // namespace liandong::analysis::report
