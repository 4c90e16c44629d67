// SPDX-License-Identifier: MIT
#include "libprofile/risk/premises_funnel.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/detail/benjamini_hochberg.hpp"
#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/detail/whole_quantile.hpp"
#include "libprofile/risk/funnel_limits.hpp"

namespace libprofile::risk {
namespace {

constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();
constexpr double kWarning = 0.05;
constexpr double kAlarm = 0.002;

/// Variance over mean beyond 1 below which incidents are as good as independent.
constexpr double kIndependent = 1e-9;

/// Incidents that a type may have: negative binomial, and Poisson without dispersion. The gamma and beta functions
/// stand for counts that are not whole.
struct Incidents {
  double mean = 0.0;
  /// Variance over mean, less 1.
  double extra = 0.0;

  Incidents(double expected, double dispersion) : mean(expected), extra(dispersion - 1.0) {}

  /// P(X >= count)
  [[nodiscard]] double at_least(double count) const {
    if (count <= 0.0) {
      return 1.0;
    }
    if (!(mean > 0.0)) {
      return 0.0;
    }
    return extra > kIndependent ? boost::math::ibeta(count, mean / extra, extra / (1.0 + extra))
                                : boost::math::gamma_p(count, mean);
  }

  /// P(X <= count)
  [[nodiscard]] double at_most(double count) const {
    if (count < 0.0) {
      return 0.0;
    }
    if (!(mean > 0.0)) {
      return 1.0;
    }
    return extra > kIndependent ? boost::math::ibetac(count + 1.0, mean / extra, extra / (1.0 + extra))
                                : boost::math::gamma_q(count + 1.0, mean);
  }

  /// The smallest whole number whose cumulative probability is at least this.
  [[nodiscard]] double quantile(double share) const {
    const double deviation = std::ceil(std::sqrt(mean * (1.0 + extra)));
    return detail::whole_quantile([this](double count) { return at_most(count); }, share, std::floor(mean), deviation);
  }

  [[nodiscard]] Interval limits(double level) const {
    return extra > kIndependent && mean > 0.0 ? Interval{quantile(0.5 * (1.0 - level)), quantile(0.5 * (1.0 + level))}
                                              : funnel_limits(mean, level);
  }
};

void check_dispersion(double dispersion) {
  require(dispersion >= 1.0 && std::isfinite(dispersion), "dispersion", dispersion, "finite and at least 1");
}

/// Each tail at the numbers in the bands that make it largest.
double largest_p(double premises, double incidents, double mean_rate, const PremisesFunnelOptions& options) {
  const double fewest = std::max(std::min(1.0, premises), premises - options.premises_rounding_band);
  const double most = premises + options.premises_rounding_band;
  const double high =
      Incidents(most * mean_rate, options.dispersion).at_least(std::max(0.0, incidents - options.rounding_band));
  const double low = Incidents(fewest * mean_rate, options.dispersion).at_most(incidents + options.rounding_band);
  return std::min(1.0, 2.0 * std::min(high, low));
}

PremisesFunnelRow row_without_premises() {
  const Interval none{kNotGiven, kNotGiven};
  return {kNotGiven, none, none, kNotGiven, kNotGiven, PremisesFunnelFlag::none};
}

PremisesFunnelFlag flag_of(double q, double incidents, double expected) {
  if (!(q <= kWarning)) {
    return PremisesFunnelFlag::none;
  }
  if (incidents > expected) {
    return q <= kAlarm ? PremisesFunnelFlag::high_998 : PremisesFunnelFlag::high_95;
  }
  return q <= kAlarm ? PremisesFunnelFlag::low_998 : PremisesFunnelFlag::low_95;
}

}  // namespace

std::string_view to_string(PremisesFunnelFlag flag) {
  switch (flag) {
    case PremisesFunnelFlag::high_95:
      return "high_95";
    case PremisesFunnelFlag::high_998:
      return "high_99.8";
    case PremisesFunnelFlag::low_95:
      return "low_95";
    case PremisesFunnelFlag::low_998:
      return "low_99.8";
    case PremisesFunnelFlag::none:
      break;
  }
  return "none";
}

std::vector<PremisesFunnelRow> premises_funnel(std::span<const double> premises, std::span<const double> incidents,
                                               const PremisesFunnelOptions& options) {
  detail::check_same_length(incidents.size(), "incidents", premises.size(), "premises");
  detail::check_known(premises, "premises");
  detail::check_known(incidents, "incidents");
  const std::array<double, 2> bands{options.rounding_band, options.premises_rounding_band};
  detail::check_known(bands, "rounding bands");
  check_dispersion(options.dispersion);
  const double all_premises = std::accumulate(premises.begin(), premises.end(), 0.0);
  const double mean_rate =
      all_premises > 0.0 ? std::accumulate(incidents.begin(), incidents.end(), 0.0) / all_premises : 0.0;

  std::vector<PremisesFunnelRow> rows(premises.size());
  std::vector<double> p(premises.size(), kNotGiven);
  for (std::size_t k = 0; k < rows.size(); ++k) {
    auto& row = rows[k];
    if (!(premises[k] > 0.0)) {
      row = row_without_premises();
      continue;
    }
    const Incidents chance(premises[k] * mean_rate, options.dispersion);
    row.expected = chance.mean;
    row.at_95 = chance.limits(1.0 - kWarning);
    row.at_998 = chance.limits(1.0 - kAlarm);
    row.p = p[k] = largest_p(premises[k], incidents[k], mean_rate, options);
  }
  const std::vector<double> q = detail::benjamini_hochberg(p);
  for (std::size_t k = 0; k < rows.size(); ++k) {
    rows[k].q = q[k];
    rows[k].flag = flag_of(q[k], incidents[k], rows[k].expected);
  }
  return rows;
}

Interval premises_funnel_limits(double expected, double dispersion, double level) {
  detail::check_known(std::array<double, 1>{expected}, "expected");
  check_dispersion(dispersion);
  detail::check_level(level);
  return Incidents(expected, dispersion).limits(level);
}

}  // namespace libprofile::risk
