// SPDX-License-Identifier: MIT
/// @file
/// How far to spread each point of a density surface.
#pragma once

#include <cstdint>
#include <string_view>

#include "libprofile/geography/planar_view.hpp"
#include "libprofile/hotspots/kernel.hpp"

namespace libprofile::hotspots {

enum class BandwidthRule : std::uint8_t {
  /// Scott (1992): s n^(-1/6), with s the root mean square of the standard deviations of x and y. Right for one normal
  /// hump, far too wide for a town.
  scott,
  /// Silverman (1986), equations 4.14 and 3.28: the same with the lesser of standard deviation and interquartile range
  /// over 1.349 on each axis.
  silverman,
  /// Wand and Jones (1994), two stages, for one bandwidth on both axes: the least asymptotic mean integrated squared
  /// error, with ∫(∇²f)² estimated by a kernel estimator whose own bandwidth comes from an estimate of ∫f∇⁶f.
  plug_in,
  /// Least-squares cross-validation: Rudemo (1982), Bowman (1984).
  least_squares,
  /// Likelihood cross-validation: Habbema, Hermans and van den Broek (1974), Duin (1976).
  likelihood,
};

/// "scott", "silverman", "plug_in", "least_squares", "likelihood".
[[nodiscard]] std::string_view to_string(BandwidthRule rule);

/// The rule of that name. @throws InvalidArgument  for any other, listing them.
[[nodiscard]] BandwidthRule bandwidth_rule_from(std::string_view name);

struct BandwidthOptions {
  BandwidthRule rule = BandwidthRule::plug_in;

  /// Whose bandwidth is wanted. Every rule finds that of a Gaussian; others follow by canonical bandwidths
  /// (`kernel_per_gaussian`).
  Kernel kernel = Kernel::quartic;
};

/// More points are refused by the rules that look at every pair.
inline constexpr std::size_t kMostPairedPoints = 50'000;

/// The bandwidth in metres that a rule finds.
///
/// Cross-validation searches from a thirtieth of Scott's bandwidth to three times it: 31 steps, then a golden section
/// to 1e-6 of itself. Where the best is the narrowest, the score has no minimum: points that coincide or lie on a
/// lattice do that.
///
/// @param points  At least 3, finite, not all in one place.
/// @throws InvalidArgument  for fewer points, no spread, more than `kMostPairedPoints` where pairs are looked at, a
///   coordinate that is not finite, or cross-validation without a minimum.
///
/// Time O(n log n) for the rules of thumb, O(n²) otherwise: 2 sums over all pairs for `plug_in`, about 60 for
/// cross-validation. The same bytes for any number of threads and order of the points.
[[nodiscard]] double bandwidth(geography::PlanarView points, const BandwidthOptions& options = {});

/// What cross-validation looks at, for a Gaussian of standard deviation `sd_m`: for `least_squares` ∫f² - 2 Σ f₋ᵢ(xᵢ) /
/// n, less is better; for `likelihood` the mean of log f₋ᵢ(xᵢ), more is better.
///
/// @throws InvalidArgument  for another rule, a standard deviation not above 0, or points as for `bandwidth`.
[[nodiscard]] double bandwidth_score(geography::PlanarView points, double sd_m, BandwidthRule rule);

}  // namespace libprofile::hotspots
