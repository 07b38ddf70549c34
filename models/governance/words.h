#pragma once

#include <span>
#include <string_view>

#include "models/model.h"

/// What the tables of the governance model are called.
namespace liandong::governance {

std::span<const models::Theme> themes();
std::span<const models::LedgerText> ledgers();
std::span<const models::Term> accounts();
/// What the model cannot say.
std::span<const models::Words> limits();
/// The words of which units are made.
std::span<const models::Term> units();

}  // namespace liandong::governance
