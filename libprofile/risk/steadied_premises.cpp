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
#include "libprofile/risk/detail/possible_priors.hpp"
#include "libprofile/risk/detail/rounding_model.hpp"
#include "libprofile/risk/empirical_bayes.hpp"
#include "libprofile/risk/interval.hpp"
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

/// What is known of rates before a count is looked at.
struct Prior {
  double mean = kNotGiven;
  double variance = kNotGiven;
  detail::RoundingModel rounding;
  /// The mean square of what rounding adds to a number of premises.
  double square_of_premises = 0.0;
  /// What mean and variance may be as well; empty where a single count, or none above 0, says nothing of it.
  std::vector<detail::PossiblePrior> possible;

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

/// What chance and rounding add to the variance of a rate.
double noise_of(const Prior& prior, const Counted& counted) {
  const double of_one = detail::variance_of_rounding(prior.rounding, prior.mean * counted.premises / counted.members,
                                                     prior.relative_variance());
  const double of_premises = (prior.mean * prior.mean + prior.variance) * prior.square_of_premises;
  const double rounding = counted.members * (of_one + of_premises);
  return std::max(0.0, prior.mean / counted.premises + rounding / (counted.premises * counted.premises));
}

/// Rounding makes a count worth less than an exact one: as if of so much fewer premises, its rate being the same.
std::vector<detail::PossiblePrior> priors_of(const std::vector<Counted>& members, const Prior& prior) {
  std::vector<double> incidents;
  std::vector<double> premises;
  for (const Counted& member : members) {
    const double chance = prior.mean / member.premises;
    const double worth = std::min(1.0, chance / noise_of(prior, member));
    incidents.push_back(worth * member.incidents);
    premises.push_back(worth * member.premises);
  }
  return detail::possible_priors(incidents, premises);
}

Prior prior_of(const std::vector<Counted>& members, const SteadiedPremisesOptions& options) {
  std::vector<double> incidents;
  std::vector<double> premises;
  Prior prior;
  for (const Counted& member : members) {
    incidents.push_back(member.incidents);
    premises.push_back(member.premises);
  }
  const EmpiricalBayes found = empirical_bayes(
      incidents, premises,
      {.rounding_band = options.rounding_band, .population_rounding_band = options.premises_rounding_band});
  prior.mean = found.prior_mean.front();
  prior.variance = found.prior_variance.front();
  if (prior.mean > 0.0) {
    prior.rounding = detail::balanced_rounding(premises, prior.mean, prior.relative_variance(), options.rounding_band);
  }
  prior.square_of_premises = detail::mean_square_of_rounding(options.premises_rounding_band);
  if (members.size() > 1 && prior.mean > 0.0) {
    prior.possible = priors_of(members, prior);
  }
  return prior;
}

/// Fewest incidents over most premises, and the reverse, that a sum of so many rounded numbers may stand for.
std::pair<Counted, Counted> extremes(const Counted& counted, const SteadiedPremisesOptions& options) {
  const double incidents = counted.members * options.rounding_band;
  const double premises = counted.members * options.premises_rounding_band;
  const double fewest = std::max(std::min(1.0, counted.premises), counted.premises - premises);
  return {{counted.premises + premises, std::max(0.0, counted.incidents - incidents), counted.members},
          {fewest, counted.incidents + incidents, counted.members}};
}

/// Of one exact count.
Interval interval_of(const Counted& counted, const Prior& prior, double level) {
  if (!prior.possible.empty()) {
    return detail::interval_over(prior.possible, counted.incidents, counted.premises, level);
  }
  const Interval incidents = poisson_interval(counted.incidents, {.level = level});
  return {incidents.lower / counted.premises, incidents.upper / counted.premises};
}

void give_rate(SteadiedPremisesRow& row, const Counted& counted, const Prior& prior,
               const SteadiedPremisesOptions& options) {
  row.premises = counted.premises;
  row.incidents = counted.incidents;
  const double trust = prior.variance > 0.0 ? prior.variance / (prior.variance + noise_of(prior, counted)) : 0.0;
  const double rate = prior.mean + trust * (counted.incidents / counted.premises - prior.mean);
  const auto [fewest, most] = extremes(counted, options);
  row.rate_per_100 = core::kPerHundred * rate;
  row.lower = core::kPerHundred * std::min(rate, interval_of(fewest, prior, options.level).lower);
  row.upper = core::kPerHundred * std::max(rate, interval_of(most, prior, options.level).upper);
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
