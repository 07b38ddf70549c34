#pragma once

#include "models/governance/world/world.h"

namespace liandong::governance {

/// Fills residents, households, buildings, estates, communities and streets from the margins of the place: household
/// size, hukou, tenure, age bands. Draws depend on seed and replicate only, never on levers. Residents are numbered by
/// community, building and household. Throws std::invalid_argument for a place without residents.
void build_population(World& world);

/// Ties between residents (M13): household, a rewired ring in the building with homophily and near-isolates,
/// acquaintances beyond the building and beyond the community.
void build_ties(World& world);

/// Desks, posts, ledgers and the social organisations that exist at the start.
void build_institutions(World& world);

/// What a new organisation is for, given a random word: culture with its share, else any other field.
Field field_of_organisation(const World& w, Community c, std::uint32_t word);
/// One more social organisation; `words` decide its skill, its tie to government and its first members.
Organisation add_organisation(World& world, Community community, Field field, OrganisationStatus status,
                              double readiness, const sim::Draw4& words);

/// A newcomer's traits and attitudes; used at the start and when a household moves in. `week` keys the draws.
void settle_resident(World& world, Resident resident, std::uint32_t week, bool migrant, bool renter,
                     bool first_of_household);

/// A year passes for a community's residents: age, and with it dependence and free time. A child is born in the place
/// of each who dies.
void grow_older(World& world, Community community);
/// Somebody else stands in this row now: no roles, known to no worker.
void forget_roles(World& world, Resident resident);
/// Credit at the time bank ends with who held it.
void lose_credit(World& world, Resident resident);

/// Chance of a need per week for every resident of a community, from dependence, the commons, disputes and shocks.
void refresh_need_thresholds(World& world, Community community, sim::Instructions instructions);

}  // namespace liandong::governance
