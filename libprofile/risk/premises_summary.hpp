// SPDX-License-Identifier: MIT
/// @file
/// Rates of premises types, compared with the mean of all types, from counts alone.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "libprofile/risk/premises_aggregates.hpp"
#include "libprofile/risk/premises_funnel.hpp"

namespace libprofile::risk {

/// Whether the interval of a rate lies wholly above or below the mean of all types.
enum class PremisesFlag { none, high, low };

/// "none", "high", "low".
[[nodiscard]] std::string_view to_string(PremisesFlag flag);

/// What the histograms of aggregates are: of numbers of incidents, or of their bands, each at its middle (`banded`).
enum class HistogramsOf { incidents, bands };

struct PremisesSummaryOptions {
  /// Of the intervals, in (0, 1).
  double level = 0.95;
  /// How far each number of incidents, and of premises, may be from the true one: base - 1 after rounding, 0 for exact.
  double rounding_band = 0.0;
  double premises_rounding_band = 0.0;
  HistogramsOf histograms = HistogramsOf::incidents;
  /// How many times as much incidents vary as independent ones would (`premises_dispersion`), at least 1; NaN where
  /// nothing is known of it: they are then taken as independent, and the reasons say so.
  double dispersion = std::numeric_limits<double>::quiet_NaN();
  /// What is counted, for the reasons: several of them.
  std::string counted = "incidents";
};

/// One type of premises (in one group). Rates are of incidents per 100 premises.
struct PremisesTypeRow {
  std::uint32_t group = 0;
  std::uint32_t type = 0;
  double premises = 0.0;
  double with_incident = 0.0;
  double incidents = 0.0;
  /// NaN where there are no premises.
  double rate_per_100 = 0.0;
  double lower = 0.0;
  double upper = 0.0;
  /// Share of the incidents over share of the premises: 1 for the mean of all types. NaN without incident or premises.
  double location_quotient = 0.0;
  /// Over the premises of the type. NaN without an incident, or where the aggregate has no histogram.
  double gini = 0.0;
  double gini_generalised = 0.0;
  double share_top_tenth = 0.0;
  /// The share to expect by chance of as many incidents at as many premises (`expected_share_top_tenth`), from bands
  /// and with split incidents where the histogram is of bands. NaN where no share is given.
  double share_top_tenth_by_chance = 0.0;
  /// The rate steadied by those of all types (`steadied_premises_types`), with its interval. NaN without premises.
  double steadied_per_100 = 0.0;
  double steadied_lower = 0.0;
  double steadied_upper = 0.0;
  /// Against the mean of all types, and the same corrected for all of them (`premises_funnel`). NaN without premises.
  double p = 1.0;
  double q = 1.0;
  PremisesFunnelFlag funnel = PremisesFunnelFlag::none;
  PremisesFlag flag = PremisesFlag::none;
  /// The flag in words. Always says that it is a correlation, not evidence.
  std::string reason;
};

struct PremisesTypeRisk {
  std::vector<PremisesTypeRow> rows;
  /// Incidents per 100 premises over all rows: what each is compared with. NaN without premises.
  double mean_per_100 = 0.0;
  /// That p, q and `funnel` allow for; NaN where it is not known and incidents were taken as independent.
  double dispersion = std::numeric_limits<double>::quiet_NaN();
};

/// Rates, intervals, concentration and flags from aggregates: exact ones inside, protected ones for release.
///
/// The interval is that of `poisson_interval` for the number of incidents, over the number of premises; with rounding
/// bands it is the union over all numbers in the bands. `high` where it lies wholly above the mean of all rows, `low`
/// where wholly below: each type on its own, and as if incidents fell independently of each other. `funnel` allows for
/// all of them and for incidents that come in clusters, by `dispersion`; where q is above 1 - `level` the reason of a
/// flag says so. A row is in the mean that it is compared with.
///
/// @throws InvalidArgument  for an aggregate that is negative or not finite, or an option outside its range.
[[nodiscard]] PremisesTypeRisk summarise_premises_types(std::span<const PremisesAggregate> aggregates,
                                                        const PremisesSummaryOptions& options = {});

}  // namespace libprofile::risk
