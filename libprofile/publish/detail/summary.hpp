// SPDX-License-Identifier: MIT
/// @file
/// "In short": three to five sentences from the numbers, and the reasons beside areas and types.
#pragma once

#include <string>
#include <vector>

#include "libprofile/publish/detail/view.hpp"

namespace libprofile::publish::detail {

/// What was counted and where; where more than expected; how sure; what could not be said, and why.
[[nodiscard]] std::vector<std::string> summary(const View& view, Audience audience);

/// The released number of incident records with a place outside the areas.
[[nodiscard]] std::int64_t outside_areas(const Document& document);

/// How wide an interval is, in words: "known well", "known roughly", "hardly known". Empty where a limit is not finite.
[[nodiscard]] std::string_view sureness(const Estimate& estimate);

/// Indices of the types with a flag, in order of their code.
[[nodiscard]] std::vector<std::size_t> types_with_flag(const std::vector<PremisesType>& types, std::string_view flag);

/// Whether a type lies clearly above the mean of its table by itself, and still does after the correction for how many
/// types are looked at: what may be said of it by name.
[[nodiscard]] bool stands_out(const PremisesType& type);

/// Indices of the types that stand out, in order of their code.
[[nodiscard]] std::vector<std::size_t> types_that_stand_out(const std::vector<PremisesType>& types);

}  // namespace libprofile::publish::detail
