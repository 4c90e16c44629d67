// SPDX-License-Identifier: MIT
#include "libprofile/risk/premises_summary.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <limits>

#include "libprofile/core/error.hpp"
#include "libprofile/core/units.hpp"
#include "libprofile/risk/concentration_by_chance.hpp"
#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/detail/rounded_interval.hpp"
#include "libprofile/risk/steadied_premises.hpp"

namespace libprofile::risk {
namespace {

constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();

void check(std::span<const PremisesAggregate> aggregates, const PremisesSummaryOptions& options) {
  detail::check_level(options.level);
  const std::array<double, 2> bands{options.rounding_band, options.premises_rounding_band};
  detail::check_known(bands, "rounding bands");
  require(std::isnan(options.dispersion) || (options.dispersion >= 1.0 && std::isfinite(options.dispersion)),
          "dispersion", options.dispersion, "finite and at least 1, or NaN");
  for (std::size_t k = 0; k < aggregates.size(); ++k) {
    const auto& row = aggregates[k];
    const std::array<double, 3> counts{row.premises, row.with_incident, row.incidents};
    detail::check_known(counts, "aggregates[" + std::to_string(k) + "]: premises, with_incident, incidents");
  }
}

/// What intervals and tails of a Poisson count take for granted. Where incidents come in clusters, types of equal rates
/// lie outside more often.
constexpr const char* kIfIndependent = " than if each incident fell independently of the others";

/// One decimal below 10, whole numbers from there: as many digits as such rates bear.
std::string in_words(double rate) {
  std::array<char, 32> text{};
  const int digits = rate < 9.95 && rate != std::floor(rate) ? 1 : 0;
  const auto end = std::to_chars(text.data(), text.data() + text.size(), rate, std::chars_format::fixed, digits).ptr;
  return {text.data(), end};
}

PremisesFlag flag_of(const PremisesTypeRow& row, double mean_per_100) {
  if (row.lower > mean_per_100) {
    return PremisesFlag::high;
  }
  return row.upper < mean_per_100 ? PremisesFlag::low : PremisesFlag::none;
}

std::string finding_of(const PremisesTypeRow& row, const PremisesSummaryOptions& options) {
  if (row.flag == PremisesFlag::none) {
    return "no more and no fewer" + std::string(kIfIndependent);
  }
  const std::string side = row.flag == PremisesFlag::high ? "more" : "fewer";
  const bool comes_in_clusters = options.dispersion > 1.0;
  if (row.q <= 1.0 - options.level) {
    return side + (std::isnan(options.dispersion) ? kIfIndependent
                   : comes_in_clusters            ? " than chance gives, clusters of incidents allowed for"
                                                  : " than chance gives");
  }
  return side + kIfIndependent +
         (comes_in_clusters
              ? ", though as incidents come in clusters, among as many types as are looked at, it may be chance"
              : ", though among as many types as are looked at one such may be chance");
}

std::string reason_of(const PremisesTypeRow& row, double mean_per_100, const PremisesSummaryOptions& options) {
  if (!(row.premises > 0.0)) {
    return "No rate: no premises of this type.";
  }
  return in_words(row.rate_per_100) + " " + options.counted + " per 100 premises, between " + in_words(row.lower) +
         " and " + in_words(row.upper) + "; the mean of all types is " + in_words(mean_per_100) + ": " +
         finding_of(row, options) + ". Correlation, not evidence.";
}

/// Fills in the rate, and what chance and rounding leave open: fewest incidents over most premises, and the reverse.
void add_rate(PremisesTypeRow& row, const PremisesSummaryOptions& options) {
  const Interval events = detail::rounded_interval(row.incidents, options.rounding_band, options.level);
  const double most = row.premises + options.premises_rounding_band;
  const double fewest = std::max(std::min(1.0, row.premises), row.premises - options.premises_rounding_band);
  row.rate_per_100 = core::kPerHundred * row.incidents / row.premises;
  row.lower = core::kPerHundred * events.lower / most;
  row.upper = core::kPerHundred * events.upper / fewest;
}

/// By the rule that the share itself is made by.
double share_by_chance(const PremisesTypeRow& row, const PremisesAggregate& aggregate, HistogramsOf histograms) {
  const auto premises = static_cast<std::size_t>(row.premises);
  return histograms == HistogramsOf::bands ? expected_share_top_tenth(premises, row.incidents, incident_band_limits(),
                                                                      incident_band_middles(), aggregate.among)
                                           : expected_share_top_tenth(premises, row.incidents);
}

void add_concentration(PremisesTypeRow& row, const PremisesAggregate& aggregate, HistogramsOf histograms) {
  const Concentration spread = concentration(std::span(aggregate.histogram));
  row.gini = spread.gini;
  row.gini_generalised = spread.gini_generalised;
  row.share_top_tenth = spread.share_top_tenth;
  const bool is_given = std::isfinite(spread.share_top_tenth) && row.premises >= 1.0 && row.incidents > 0.0;
  row.share_top_tenth_by_chance = is_given ? share_by_chance(row, aggregate, histograms) : kNotGiven;
}

PremisesTypeRow summarise(const PremisesAggregate& aggregate, const PremisesFunnelRow& funnel,
                          const SteadiedPremisesRow& steadied, double mean_per_100,
                          const PremisesSummaryOptions& options) {
  PremisesTypeRow row;
  row.group = aggregate.group;
  row.type = aggregate.type;
  row.premises = aggregate.premises;
  row.with_incident = aggregate.with_incident;
  row.incidents = aggregate.incidents;
  row.steadied_per_100 = steadied.rate_per_100;
  row.steadied_lower = steadied.lower;
  row.steadied_upper = steadied.upper;
  row.p = funnel.p;
  row.q = funnel.q;
  row.funnel = funnel.flag;
  row.rate_per_100 = row.lower = row.upper = row.location_quotient = kNotGiven;
  if (row.premises > 0.0) {
    add_rate(row, options);
    row.flag = flag_of(row, mean_per_100);
    row.location_quotient = mean_per_100 > 0.0 ? row.rate_per_100 / mean_per_100 : kNotGiven;
  }
  add_concentration(row, aggregate, options.histograms);
  row.reason = reason_of(row, mean_per_100, options);
  return row;
}

/// The funnel over all rows.
std::vector<PremisesFunnelRow> funnel_of(std::span<const PremisesAggregate> aggregates,
                                         const PremisesSummaryOptions& options) {
  std::vector<double> premises;
  std::vector<double> incidents;
  for (const auto& row : aggregates) {
    premises.push_back(row.premises);
    incidents.push_back(row.incidents);
  }
  return premises_funnel(premises, incidents,
                         {.rounding_band = options.rounding_band,
                          .premises_rounding_band = options.premises_rounding_band,
                          .dispersion = std::isnan(options.dispersion) ? 1.0 : options.dispersion});
}

}  // namespace

std::string_view to_string(PremisesFlag flag) {
  switch (flag) {
    case PremisesFlag::high:
      return "high";
    case PremisesFlag::low:
      return "low";
    case PremisesFlag::none:
      break;
  }
  return "none";
}

PremisesTypeRisk summarise_premises_types(std::span<const PremisesAggregate> aggregates,
                                          const PremisesSummaryOptions& options) {
  check(aggregates, options);
  double premises = 0.0;
  double incidents = 0.0;
  for (const auto& row : aggregates) {
    premises += row.premises;
    incidents += row.incidents;
  }
  PremisesTypeRisk result;
  result.mean_per_100 = premises > 0.0 ? core::kPerHundred * incidents / premises : kNotGiven;
  result.dispersion = options.dispersion;
  const auto funnel = funnel_of(aggregates, options);
  const auto steadied = steadied_premises_types(aggregates, {.level = options.level,
                                                             .minimum_premises = 0.0,
                                                             .rounding_band = options.rounding_band,
                                                             .premises_rounding_band = options.premises_rounding_band});
  for (std::size_t k = 0; k < aggregates.size(); ++k) {
    result.rows.push_back(summarise(aggregates[k], funnel[k], steadied[k], result.mean_per_100, options));
  }
  return result;
}

}  // namespace libprofile::risk
