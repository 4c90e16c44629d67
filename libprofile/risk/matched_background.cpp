// SPDX-License-Identifier: MIT
#include "libprofile/risk/matched_background.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <limits>
#include <map>
#include <string>

#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/detail/normal_quantile.hpp"
#include "libprofile/risk/detail/student_quantile.hpp"
#include "libprofile/risk/interval.hpp"

namespace libprofile::risk {
namespace {

constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinite = std::numeric_limits<double>::infinity();

/// Limits a million times the ratio say nothing of it: the logarithm of that.
constexpr double kSaysNothing = 13.815510557964274;

struct Cell {
  double premises = 0.0;
  double incidents = 0.0;
};

using Stratum = std::map<std::uint32_t, Cell>;
using Strata = std::map<std::uint32_t, Stratum>;

/// A type and all others in one stratum.
struct Pair {
  Cell type;
  Cell others;
};

struct RateRatio {
  double value = kNotGiven;
  Interval interval{0.0, kInfinite};
};

/// Which numbers inside the rounding bands are taken.
enum class Within { given, against, in_favour };

Strata strata_of(std::span<const PremisesAggregate> aggregates) {
  Strata strata;
  for (std::size_t k = 0; k < aggregates.size(); ++k) {
    const auto& row = aggregates[k];
    const std::array<double, 2> counts{row.premises, row.incidents};
    detail::check_known(counts, "aggregates[" + std::to_string(k) + "]: premises, incidents");
    Cell& cell = strata[row.group][row.type];
    cell.premises += row.premises;
    cell.incidents += row.incidents;
  }
  return strata;
}

/// More incidents and fewer premises where `sign` is 1, the reverse where it is -1; premises stay premises.
Cell shifted(const Cell& cell, double sign, const MatchedBackgroundOptions& options) {
  return {std::max(std::min(1.0, cell.premises), cell.premises - sign * options.premises_rounding_band),
          std::max(0.0, cell.incidents + sign * options.rounding_band)};
}

std::vector<Pair> pairs_of(const Strata& strata, std::uint32_t type, Within within,
                           const MatchedBackgroundOptions& options) {
  const double sign = within == Within::in_favour ? 1.0 : within == Within::against ? -1.0 : 0.0;
  std::vector<Pair> pairs;
  for (const auto& [stratum, cells] : strata) {
    const auto own = cells.find(type);
    if (own == cells.end() || !(own->second.premises > 0.0)) {
      continue;
    }
    Pair pair{shifted(own->second, sign, options), {}};
    for (const auto& [other, cell] : cells) {
      if (other != type && cell.premises > 0.0) {
        const Cell moved = shifted(cell, -sign, options);
        pair.others.premises += moved.premises;
        pair.others.incidents += moved.incidents;
      }
    }
    if (pair.others.premises > 0.0) {
      pairs.push_back(pair);
    }
  }
  return pairs;
}

/// Variance of the log ratio with strata as observations, and how many degrees of freedom it is known with.
struct Spread {
  double variance = 0.0;
  double degrees_of_freedom = 1.0;
};

double incidents_of(const Pair& pair) {
  return pair.type.incidents + pair.others.incidents;
}

/// A stratum without incidents says nothing of how strata differ.
std::vector<Pair> with_incidents(const std::vector<Pair>& pairs) {
  std::vector<Pair> some;
  std::copy_if(pairs.begin(), pairs.end(), std::back_inserter(some),
               [](const Pair& pair) { return incidents_of(pair) > 0.0; });
  return some;
}

/// What a stratum adds to the variance of independent incidents.
double information_of(const Pair& pair) {
  const double premises = pair.type.premises + pair.others.premises;
  return incidents_of(pair) * pair.type.premises * pair.others.premises / (premises * premises);
}

/// Squared residuals of strata, each over the share that the ratio's fit leaves of it, and Satterthwaite's degrees of
/// freedom, where the variances of strata are as those of independent incidents. `pairs` are two or more, of a sum
/// `independent`.
Spread spread_of(const std::vector<Pair>& pairs, double above, double below, double independent) {
  const double ratio = above / below;
  Spread spread;
  double squares = 0.0;
  double cross = 0.0;
  double cross_squares = 0.0;
  for (const Pair& pair : pairs) {
    const auto& [type, others] = pair;
    const double own = information_of(pair);
    const double rest = independent - own;
    if (!(rest > 0.0)) {
      return {kInfinite, 1.0};
    }
    const double residual = (type.incidents * others.premises - ratio * others.incidents * type.premises) /
                            (type.premises + others.premises);
    spread.variance += residual * residual * independent / rest;
    const double share = own / independent;
    const double leverage = share * own / rest;
    squares += share * share;
    cross += leverage;
    cross_squares += leverage * leverage;
  }
  spread.variance /= above * above;
  spread.degrees_of_freedom = std::max(1.0, 1.0 / (squares + std::max(0.0, cross * cross - cross_squares)));
  return spread;
}

/// How far the limits of the log ratio are from it: the wider of independent incidents and of strata as observations,
/// whose variance comes of so few that it takes Student's quantile.
double half_width(const std::vector<Pair>& pairs, double above, double below, double level) {
  double independent = 0.0;
  for (const Pair& pair : pairs) {
    independent += information_of(pair);
  }
  const Spread spread = spread_of(pairs, above, below, independent);
  return std::max(detail::central_normal_quantile(level) * std::sqrt(independent / (above * below)),
                  detail::central_student_quantile(level, spread.degrees_of_freedom) * std::sqrt(spread.variance));
}

/// log P(no incident falls on one side), where `ratio` times its premises weigh against the other's.
double log_none(const std::vector<Pair>& pairs, double ratio, bool is_type_without) {
  double sum = 0.0;
  for (const auto& [type, others] : pairs) {
    const double weight = ratio * type.premises;
    const double share = (is_type_without ? others.premises : weight) / (weight + others.premises);
    sum += (type.incidents + others.incidents) * std::log(share);
  }
  return sum;
}

/// The ratio at which a side without incidents is as unlikely as half of 1 - level, by bisection of its logarithm. So
/// small a part of an incident that no ratio is that unlikely gives no limit.
double exact_limit(const std::vector<Pair>& pairs, double level, bool is_type_without) {
  constexpr double kWidest = 300.0;
  const double target = std::log((1.0 - level) / 2.0);
  double low = -kWidest;
  double high = kWidest;
  while (high - low > 1e-12) {
    const double middle = 0.5 * (low + high);
    const bool is_above = log_none(pairs, std::exp(middle), is_type_without) > target;
    (is_above == is_type_without ? low : high) = middle;
  }
  if (kWidest - std::abs(low) < 1e-6) {
    return is_type_without ? kInfinite : 0.0;
  }
  return std::exp(low);
}

RateRatio rate_ratio(const std::vector<Pair>& all, double level) {
  const std::vector<Pair> pairs = with_incidents(all);
  double above = 0.0;
  double below = 0.0;
  for (const auto& [type, others] : pairs) {
    const double premises = type.premises + others.premises;
    above += type.incidents * others.premises / premises;
    below += others.incidents * type.premises / premises;
  }
  if (above == 0.0 && below == 0.0) {
    return {};
  }
  if (pairs.size() < 2) {
    return {above / below, {kNotGiven, kNotGiven}};
  }
  if (above == 0.0) {
    return {0.0, {0.0, exact_limit(pairs, level, true)}};
  }
  if (below == 0.0) {
    return {kInfinite, {exact_limit(pairs, level, false), kInfinite}};
  }
  const double ratio = above / below;
  const double width = half_width(pairs, above, below, level);
  if (width > kSaysNothing) {
    return {ratio, {0.0, kInfinite}};
  }
  return {ratio, {ratio * std::exp(-width), ratio * std::exp(width)}};
}

MatchedBackgroundRow row_of(const Strata& strata, std::uint32_t type, const MatchedBackgroundOptions& options) {
  const std::vector<Pair> given = pairs_of(strata, type, Within::given, options);
  MatchedBackgroundRow row;
  row.type = type;
  row.strata = static_cast<std::uint32_t>(given.size());
  for (const Pair& pair : given) {
    row.premises += pair.type.premises;
    row.incidents += pair.type.incidents;
  }
  const RateRatio found = rate_ratio(given, options.level);
  row.rate_ratio = found.value;
  row.lower = found.interval.lower;
  row.upper = found.interval.upper;
  const bool is_rounded = options.rounding_band > 0.0 || options.premises_rounding_band > 0.0;
  if (is_rounded && !std::isnan(row.lower)) {
    const auto at = [&](Within within) {
      return rate_ratio(pairs_of(strata, type, within, options), options.level).interval;
    };
    row.lower = std::min(row.lower, at(Within::against).lower);
    row.upper = std::max(row.upper, at(Within::in_favour).upper);
  }
  return row;
}

}  // namespace

std::vector<MatchedBackgroundRow> matched_background(std::span<const PremisesAggregate> aggregates,
                                                     const MatchedBackgroundOptions& options) {
  detail::check_level(options.level);
  const std::array<double, 2> bands{options.rounding_band, options.premises_rounding_band};
  detail::check_known(bands, "rounding bands");
  const Strata strata = strata_of(aggregates);
  std::vector<std::uint32_t> types;
  for (const auto& row : aggregates) {
    types.push_back(row.type);
  }
  std::sort(types.begin(), types.end());
  types.erase(std::unique(types.begin(), types.end()), types.end());
  std::vector<MatchedBackgroundRow> rows;
  for (const std::uint32_t type : types) {
    rows.push_back(row_of(strata, type, options));
  }
  return rows;
}

}  // namespace libprofile::risk
