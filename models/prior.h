#pragma once

#include <span>
#include <string>
#include <vector>

#include "models/model.h"

/// What is known of parameters, joined to their definitions when a catalogue is made.
namespace liandong::models {

/// Status and distribution with their keys in files and names for people, in the order of their enumerations.
std::span<const Term> statuses();
std::span<const Term> distributions();
const Term& term_of(Status status);
const Term& term_of(Distribution distribution);

/// Whether worlds differ in the parameter.
constexpr bool is_uncertain(const Prior& prior) noexcept {
  return prior.status != Status::measured && prior.status != Status::chosen;
}

/// Gives each parameter that is no lever its prior. `priors` must outlive the groups.
void join_priors(std::vector<ParameterGroup>& groups, std::span<const Prior> priors);

/// Digest of all that the drawing of worlds reads of a catalogue: keys, defaults, priors and shares. Two catalogues of
/// one digest give the same worlds by number.
std::uint64_t priors_hash(const Catalogue& catalogue);

/// What is wrong with priors, a sentence each, for the test of a model: a parameter that is no lever without prior; a
/// prior of an unknown key, or a second one of the same key; a range that does not hold the default or lies outside the
/// validity bounds; log-uniform down to zero; alternatives whose weights do not sum to one; shares of unknown keys, or
/// whose defaults are more than one, or that no prior or more than one group holds.
std::vector<std::string> faults_of_priors(const Catalogue& catalogue, std::span<const Prior> priors);

}  // namespace liandong::models
