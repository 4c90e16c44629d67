// SPDX-License-Identifier: MIT
/// @file
/// From protected counts to what a profile says: pure functions, run through `disclosure::derive`.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "libprofile/disclosure/protect.hpp"
#include "libprofile/disclosure/protect_list.hpp"
#include "libprofile/disclosure/protect_premises.hpp"
#include "libprofile/disclosure/publicly_known.hpp"
#include "libprofile/geography/counting.hpp"
#include "libprofile/geography/weights.hpp"
#include "libprofile/publish/document.hpp"
#include "libprofile/risk/outreach_tiers.hpp"

namespace libprofile::profile::detail {

/// Options of the methods that the manifest states anyway. Holds no count.
struct AnalysisOptions {
  /// Conditional permutations of Gi*; 0 for its normal distribution.
  std::int32_t permutations = 0;
  std::uint64_t seed = 0;
  /// Greatest q of a hotspot.
  double level = 0.05;
  /// Share of the neighbourhoods whose surroundings hold the most that can be the core of a cluster.
  double densest_share = 0.05;
  /// One in so many of the areas that are compared, rounded up, is "the top".
  std::size_t top_one_in = 10;
  /// Least probability of tiers A, B and C to be in the top.
  risk::TierBorders tier_borders = risk::kTierBorders;
  /// Joint draws that ranks come from. They have a seed of their own, which is no secret: with the released counts
  /// anybody can make them again.
  std::size_t rank_draws = 1000;
  /// For the words of reasons.
  geography::CountOf counts = geography::CountOf::records;
  disclosure::Tier tier = disclosure::Tier::partner;
};

/// Clusters with the outlines that they are drawn with.
struct ClustersFound {
  std::vector<publish::Cluster> clusters;
  geography::Polygons outlines_lonlat;
};

struct PremisesFound {
  std::vector<publish::PremisesType> types;
  std::vector<publish::PremisesType> by_group;
  publish::Estimate all_types_per_100;
  std::vector<publish::PremisesBand> bands;
  std::vector<publish::PremisesSurroundings> surroundings;
  std::vector<publish::FunnelPoint> funnel;
};

/// Rates of every neighbourhood with their intervals, which span the rounding, and smoothed; all NaN where there are no
/// residents to relate a count to.
[[nodiscard]] std::vector<publish::Neighbourhood> neighbourhoods(const disclosure::ProtectedTable& counts,
                                                                 const geography::AreaSet& areas);

/// Draws for so many areas: 1,000, fewer where areas are many, at least 200.
[[nodiscard]] std::size_t rank_draws(std::size_t areas);

/// How many of so many areas are "the top".
[[nodiscard]] std::size_t top_of(std::size_t areas, std::size_t top_one_in);

/// Poisson-gamma risks against the rate of all areas with a rate, and how sure ranks are; where residents are known
/// nowhere, against the mean count of all areas with one. Counts are known no better than their rounding to `base`.
/// Areas of low reliability take part and are not ranked. Empty where fewer than two areas can be compared, none of
/// them has an event, or the tier is public.
[[nodiscard]] std::vector<publish::AreaRisk> area_risks(const std::vector<publish::Neighbourhood>& neighbourhoods,
                                                        std::int64_t base, const AnalysisOptions& options);

/// Of each area the tier that its P(in the top) gives: "A", "B", "C", or nothing. Nothing too for an area that is not
/// ranked, and where the probability is no more than what all areas would have if nothing told them apart (of five
/// areas or fewer that alone reaches the border of C).
[[nodiscard]] std::vector<std::string> tiers(const std::vector<publish::AreaRisk>& risks,
                                             const AnalysisOptions& options);

/// Gi* over the neighbourhoods that are not withheld, of the square roots of smoothed rates (of counts where there are
/// no residents); without tiers. The root steadies the variance of counts (Anscombe 1948), without which a few high
/// values make z larger than its normal distribution allows.
[[nodiscard]] std::vector<publish::Hotspot> hotspots(const std::vector<publish::Neighbourhood>& neighbourhoods,
                                                     const geography::AreaSet& areas,
                                                     const geography::Weights& contiguity,
                                                     const AnalysisOptions& options);

/// @param letters  One for each hotspot, or none at all.
[[nodiscard]] std::vector<publish::Hotspot> with_tiers(std::vector<publish::Hotspot> hotspots,
                                                       const std::vector<std::string>& letters);

/// DBSCAN on the neighbourhoods' interior points, weighted by their counts. The radius is one and a half times the
/// median distance to the nearest neighbour; core are the `densest_share` whose surroundings hold the most.
[[nodiscard]] ClustersFound clusters(const std::vector<publish::Neighbourhood>& neighbourhoods,
                                     const geography::AreaSet& areas, const AnalysisOptions& options);

/// Rates, intervals, concentration, flags and matched ratios of premises types, over everything and by group. All of it
/// follows from what `premises` shows.
[[nodiscard]] PremisesFound premises_types(const disclosure::ProtectedPremises& premises,
                                           const AnalysisOptions& options);

/// Which categories have rows.
enum class ListedCategories {
  /// All, because they were asked for by name.
  all,
  /// Those whose sum over everything is released above 0: a category that is listed because a record has it says "at
  /// least one", which with a 0 beside it would be a small count.
  above_nothing,
};

/// Every released count, by level, unit and category, with the sum over all categories last.
[[nodiscard]] std::vector<publish::CountRow> count_rows(const disclosure::ProtectedTable& counts,
                                                        const geography::AreaSet& areas, ListedCategories listed);

[[nodiscard]] std::vector<publish::MonthCount> month_counts(const disclosure::ProtectedList& months);

}  // namespace libprofile::profile::detail

namespace libprofile::disclosure {

template <>
struct is_publicly_known<profile::detail::AnalysisOptions> : std::true_type {};

}  // namespace libprofile::disclosure
