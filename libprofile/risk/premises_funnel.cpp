// SPDX-License-Identifier: MIT
#include "libprofile/risk/premises_funnel.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <numeric>

#include <boost/math/special_functions/gamma.hpp>

#include "libprofile/risk/detail/benjamini_hochberg.hpp"
#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/funnel_limits.hpp"

namespace libprofile::risk {
namespace {

constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();
constexpr double kWarning = 0.05;
constexpr double kAlarm = 0.002;

/// P(X >= count) and P(X <= count) of a Poisson mean, through the gamma function for counts that are not whole.
double at_least(double count, double mean) {
  if (count <= 0.0) {
    return 1.0;
  }
  return mean > 0.0 ? boost::math::gamma_p(count, mean) : 0.0;
}

double at_most(double count, double mean) {
  return mean > 0.0 ? boost::math::gamma_q(count + 1.0, mean) : 1.0;
}

/// Each tail at the numbers in the bands that make it largest.
double largest_p(double premises, double incidents, double mean_rate, const PremisesFunnelOptions& options) {
  const double fewest = std::max(std::min(1.0, premises), premises - options.premises_rounding_band);
  const double most = premises + options.premises_rounding_band;
  const double high = at_least(std::max(0.0, incidents - options.rounding_band), mean_rate * most);
  const double low = at_most(incidents + options.rounding_band, mean_rate * fewest);
  return std::min(1.0, 2.0 * std::min(high, low));
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
  const double all_premises = std::accumulate(premises.begin(), premises.end(), 0.0);
  const double mean_rate =
      all_premises > 0.0 ? std::accumulate(incidents.begin(), incidents.end(), 0.0) / all_premises : 0.0;

  std::vector<PremisesFunnelRow> rows(premises.size());
  std::vector<double> p(premises.size(), kNotGiven);
  for (std::size_t k = 0; k < rows.size(); ++k) {
    auto& row = rows[k];
    if (!(premises[k] > 0.0)) {
      row = {kNotGiven, {kNotGiven, kNotGiven}, {kNotGiven, kNotGiven}, kNotGiven, kNotGiven, PremisesFunnelFlag::none};
      continue;
    }
    row.expected = mean_rate * premises[k];
    row.at_95 = funnel_limits(row.expected, 1.0 - kWarning);
    row.at_998 = funnel_limits(row.expected, 1.0 - kAlarm);
    row.p = p[k] = largest_p(premises[k], incidents[k], mean_rate, options);
  }
  const std::vector<double> q = detail::benjamini_hochberg(p);
  for (std::size_t k = 0; k < rows.size(); ++k) {
    rows[k].q = q[k];
    rows[k].flag = flag_of(q[k], incidents[k], rows[k].expected);
  }
  return rows;
}

}  // namespace libprofile::risk
