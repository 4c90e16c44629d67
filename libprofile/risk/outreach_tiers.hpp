// SPDX-License-Identifier: MIT
/// @file
/// Tiers of places by how sure it is that they are among the highest.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "libprofile/risk/poisson_gamma.hpp"
#include "libprofile/risk/spatial_risk.hpp"

namespace libprofile::risk {

/// From the surest on; `none`: less sure than C, or without a risk.
enum class OutreachTier : std::uint8_t { a, b, c, none };

/// "A", "B", "C", or empty.
[[nodiscard]] std::string_view to_string(OutreachTier tier);

/// Least probability of A, of B and of C: each above 0 and at most 1, falling. A convention.
using TierBorders = std::array<double, 3>;

inline constexpr TierBorders kTierBorders{0.8, 0.5, 0.2};

struct OutreachTierOptions {
  TierBorders borders = kTierBorders;
  /// Joint draws of the risks. At least 1.
  std::size_t draws = 1000;
  std::uint64_t seed = 0;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const OutreachTierOptions& options);

struct OutreachTiers {
  /// That the place is among the k with the highest risk; NaN where it has none. They add up to k.
  std::vector<double> probability;
  std::vector<OutreachTier> tier;
  std::size_t k = 0;
};

/// The tier of one probability: the first whose border it reaches. `none` for NaN.
///
/// @throws InvalidArgument  for borders that do not fall, or lie outside their range.
[[nodiscard]] OutreachTier outreach_tier(double probability, const TierBorders& borders = kTierBorders);

/// Tiers by P(among the k highest), from joint draws of all places: `draws[draw * places + place]`.
///
/// Places that nothing tells apart have k / places each: where that is below the border of C, no tier. In a tier there
/// is no order.
///
/// @param places  At least 1.
/// @param k       Places that could be visited: 1 to places.
/// @throws InvalidArgument  as `rank_probability` and `outreach_tier`.
///
/// Cost O(draws places log k).
/// Method: Laird and Louis (1989), J. Educ. Stat. 14, pages 29-46, for ranks from a posterior.
[[nodiscard]] OutreachTiers outreach_tiers(std::span<const double> draws, std::size_t places, std::size_t k,
                                           const TierBorders& borders = kTierBorders);

/// The same of a posterior, from joint draws under a seed. From protected counts for anything that leaves the room.
///
/// @param k  1 to the number of places that have a risk; a place without one has no tier.
/// @throws InvalidArgument  for this, and for options out of range.
[[nodiscard]] OutreachTiers outreach_tiers(const PoissonGamma& found, std::size_t k,
                                           const OutreachTierOptions& options = {});
[[nodiscard]] OutreachTiers outreach_tiers(const SpatialRisk& found, std::size_t k,
                                           const OutreachTierOptions& options = {});

}  // namespace libprofile::risk
