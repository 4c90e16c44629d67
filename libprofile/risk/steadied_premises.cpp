// SPDX-License-Identifier: MIT
#include "libprofile/risk/steadied_premises.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <map>
#include <string>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/core/units.hpp"
#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/detail/gamma_quantile.hpp"
#include "libprofile/risk/detail/rounding_model.hpp"
#include "libprofile/risk/empirical_bayes.hpp"
#include "libprofile/risk/poisson_interval.hpp"

namespace libprofile::risk {
namespace {

constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();

struct Counted {
  double premises = 0.0;
  double incidents = 0.0;
  /// Numbers that were added up, each of which may be rounded.
  double members = 0.0;

  void add(const Counted& other) {
    premises += other.premises;
    incidents += other.incidents;
    members += other.members;
  }
};

/// What is known of rates before a count is looked at, and all that it comes from.
struct Prior {
  double mean = kNotGiven;
  double variance = kNotGiven;
  Counted all;
  detail::RoundingModel rounding;
  /// The mean square of what rounding adds to a number of premises.
  double square_of_premises = 0.0;

  [[nodiscard]] double relative_variance() const { return mean > 0.0 ? variance / (mean * mean) : 0.0; }
};

void check(std::span<const PremisesAggregate> aggregates, const SteadiedPremisesOptions& options) {
  detail::check_level(options.level);
  const std::array<double, 3> known{options.minimum_premises, options.rounding_band, options.premises_rounding_band};
  detail::check_known(known, "minimum_premises, rounding bands");
  for (std::size_t k = 0; k < aggregates.size(); ++k) {
    const std::array<double, 2> counts{aggregates[k].premises, aggregates[k].incidents};
    detail::check_known(counts, "aggregates[" + std::to_string(k) + "]: premises, incidents");
  }
}

Counted counted_of(const PremisesAggregate& row) {
  return {row.premises, row.incidents, 1.0};
}

bool is_enough(const Counted& counted, const SteadiedPremisesOptions& options) {
  return counted.premises > 0.0 && counted.premises >= options.minimum_premises;
}

Prior prior_of(const std::vector<Counted>& members, const SteadiedPremisesOptions& options) {
  std::vector<double> incidents;
  std::vector<double> premises;
  Prior prior;
  for (const Counted& member : members) {
    incidents.push_back(member.incidents);
    premises.push_back(member.premises);
    prior.all.add(member);
  }
  const EmpiricalBayes found = empirical_bayes(
      incidents, premises,
      {.rounding_band = options.rounding_band, .population_rounding_band = options.premises_rounding_band});
  prior.mean = found.prior_mean.front();
  prior.variance = found.prior_variance.front();
  if (prior.variance > 0.0) {
    prior.rounding = detail::balanced_rounding(premises, prior.mean, prior.relative_variance(), options.rounding_band);
  }
  prior.square_of_premises = detail::mean_square_of_rounding(options.premises_rounding_band);
  return prior;
}

/// Incidents and premises that the prior stands for, in front of those that were counted.
Counted behind(const Prior& prior) {
  return {prior.mean / prior.variance, prior.mean * prior.mean / prior.variance, 0.0};
}

/// What chance and rounding add to the variance of a rate.
double noise_of(const Prior& prior, const Counted& counted) {
  const double of_one = detail::variance_of_rounding(prior.rounding, prior.mean * counted.premises / counted.members,
                                                     prior.relative_variance());
  const double of_premises = (prior.mean * prior.mean + prior.variance) * prior.square_of_premises;
  const double rounding = counted.members * (of_one + of_premises);
  return std::max(0.0, prior.mean / counted.premises + rounding / (counted.premises * counted.premises));
}

/// A quantile of the rate once `counted` is known.
double quantile(const Prior& prior, const Counted& counted, double share) {
  const Counted before = behind(prior);
  return detail::gamma_quantile(before.incidents + counted.incidents, share) / (before.premises + counted.premises);
}

/// Fewest incidents over most premises, and the reverse, that a sum of so many rounded numbers may stand for.
std::pair<Counted, Counted> extremes(const Counted& counted, const SteadiedPremisesOptions& options) {
  const double incidents = counted.members * options.rounding_band;
  const double premises = counted.members * options.premises_rounding_band;
  const double fewest = std::max(std::min(1.0, counted.premises), counted.premises - premises);
  return {{counted.premises + premises, std::max(0.0, counted.incidents - incidents), counted.members},
          {fewest, counted.incidents + incidents, counted.members}};
}

/// All have the same rate: what chance and rounding leave open of it.
void give_mean(SteadiedPremisesRow& row, const Prior& prior, const SteadiedPremisesOptions& options) {
  const auto [fewest, most] = extremes(prior.all, options);
  row.rate_per_100 = core::kPerHundred * prior.mean;
  row.lower = core::kPerHundred * poisson_interval(fewest.incidents, {.level = options.level}).lower / fewest.premises;
  row.upper = core::kPerHundred * poisson_interval(most.incidents, {.level = options.level}).upper / most.premises;
}

void give_rate(SteadiedPremisesRow& row, const Counted& counted, const Prior& prior,
               const SteadiedPremisesOptions& options) {
  row.premises = counted.premises;
  row.incidents = counted.incidents;
  if (!(prior.variance > 0.0)) {
    give_mean(row, prior, options);
    return;
  }
  const auto [fewest, most] = extremes(counted, options);
  const double trust = prior.variance / (prior.variance + noise_of(prior, counted));
  row.rate_per_100 = core::kPerHundred * (prior.mean + trust * (counted.incidents / counted.premises - prior.mean));
  row.lower = core::kPerHundred * quantile(prior, fewest, 0.5 * (1.0 - options.level));
  row.upper = core::kPerHundred * quantile(prior, most, 0.5 * (1.0 + options.level));
}

SteadiedPremisesRow row_without_rate(const PremisesAggregate& aggregate) {
  return {aggregate.group, aggregate.type, PremisesLevel::none, kNotGiven, kNotGiven, kNotGiven, kNotGiven, kNotGiven};
}

/// One type over areas: what is counted at each level.
struct TypeLevels {
  std::map<std::uint32_t, Counted> by_area;
  std::map<std::uint32_t, Counted> by_parent;
  Counted all;
};

std::map<std::uint32_t, TypeLevels> levels_of(std::span<const PremisesAggregate> aggregates,
                                              std::span<const std::uint32_t> parents) {
  std::map<std::uint32_t, TypeLevels> types;
  for (std::size_t k = 0; k < aggregates.size(); ++k) {
    const auto& row = aggregates[k];
    TypeLevels& type = types[row.type];
    const std::string name = "aggregates[" + std::to_string(k) + "].group";
    require(type.by_area.count(row.group) == 0, name, static_cast<std::size_t>(row.group), "in one row of its type");
    require(parents.empty() || row.group < parents.size(), name, static_cast<std::size_t>(row.group),
            "below the number of parents");
    type.by_area[row.group].add(counted_of(row));
    type.all.add(counted_of(row));
    if (!parents.empty()) {
      type.by_parent[parents[row.group]].add(counted_of(row));
    }
  }
  return types;
}

Prior prior_of_areas(const TypeLevels& type, const SteadiedPremisesOptions& options) {
  std::vector<Counted> members;
  for (const auto& [area, counted] : type.by_area) {
    if (is_enough(counted, options)) {
      members.push_back(counted);
    }
  }
  return prior_of(members.empty() ? std::vector{type.all} : members, options);
}

/// The nearest level with enough premises.
std::pair<PremisesLevel, Counted> joined(const TypeLevels& type, std::uint32_t area,
                                         std::span<const std::uint32_t> parents,
                                         const SteadiedPremisesOptions& options) {
  if (const Counted& own = type.by_area.at(area); is_enough(own, options)) {
    return {PremisesLevel::area, own};
  }
  if (!parents.empty()) {
    if (const Counted& parent = type.by_parent.at(parents[area]); is_enough(parent, options)) {
      return {PremisesLevel::parent, parent};
    }
  }
  return {is_enough(type.all, options) ? PremisesLevel::all : PremisesLevel::none, type.all};
}

}  // namespace

std::string_view to_string(PremisesLevel level) {
  switch (level) {
    case PremisesLevel::area:
      return "area";
    case PremisesLevel::parent:
      return "parent";
    case PremisesLevel::all:
      return "all";
    case PremisesLevel::none:
      break;
  }
  return "none";
}

std::vector<SteadiedPremisesRow> steadied_premises_types(std::span<const PremisesAggregate> aggregates,
                                                         const SteadiedPremisesOptions& options) {
  check(aggregates, options);
  std::vector<Counted> members;
  for (const auto& aggregate : aggregates) {
    const Counted counted = counted_of(aggregate);
    if (is_enough(counted, options)) {
      members.push_back(counted);
    }
  }
  const Prior prior = members.empty() ? Prior{} : prior_of(members, options);
  std::vector<SteadiedPremisesRow> rows;
  for (const auto& aggregate : aggregates) {
    rows.push_back(row_without_rate(aggregate));
    const Counted counted = counted_of(aggregate);
    if (is_enough(counted, options)) {
      rows.back().level = PremisesLevel::all;
      give_rate(rows.back(), counted, prior, options);
    }
  }
  return rows;
}

std::vector<SteadiedPremisesRow> steadied_premises_by_area(std::span<const PremisesAggregate> aggregates,
                                                           std::span<const std::uint32_t> parents,
                                                           const SteadiedPremisesOptions& options) {
  check(aggregates, options);
  const auto types = levels_of(aggregates, parents);
  std::map<std::uint32_t, Prior> priors;
  for (const auto& [type, levels] : types) {
    priors.emplace(type, prior_of_areas(levels, options));
  }
  std::vector<SteadiedPremisesRow> rows;
  for (const auto& aggregate : aggregates) {
    rows.push_back(row_without_rate(aggregate));
    const auto [level, counted] = joined(types.at(aggregate.type), aggregate.group, parents, options);
    if (level != PremisesLevel::none) {
      rows.back().level = level;
      give_rate(rows.back(), counted, priors.at(aggregate.type), options);
    }
  }
  return rows;
}

}  // namespace libprofile::risk
