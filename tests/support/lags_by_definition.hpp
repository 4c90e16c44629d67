// SPDX-License-Identifier: MIT
/// @file
/// Lags of months that fill up, and the share recorded by the reverse-time product limit.
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "libprofile/core/random.hpp"

namespace libprofile::testing {

struct Lags {
  std::vector<std::int32_t> incident;
  std::vector<std::int32_t> reported;
  std::vector<std::int32_t> recorded;
};

/// Incidents on days 0 to `days` of 2018 on, reported and recorded after lags that are geometric with these means; only
/// those recorded by `as_of_day` are known of.
inline Lags planted_lags(std::uint64_t seed, std::uint32_t world, std::uint32_t n, std::uint32_t days,
                         double report_days, double record_days, std::int32_t as_of_day) {
  constexpr std::int32_t kStart = 17'532;  // 2018-01-01.
  const core::Philox random(seed, core::Stream::testing);
  const auto geometric = [&](double mean, std::uint32_t i, std::uint32_t draw) {
    return static_cast<std::int32_t>(std::log(1.0 - random.uniform(i, world, draw)) / std::log(mean / (1.0 + mean)));
  };
  Lags lags;
  for (std::uint32_t i = 0; i < n; ++i) {
    const auto incident = kStart + static_cast<std::int32_t>(random.below(days, i, world, 0));
    const std::int32_t reported = incident + geometric(report_days, i, 1);
    const std::int32_t recorded = reported + geometric(record_days, i, 2);
    if (recorded <= as_of_day) {
      lags.incident.push_back(incident);
      lags.reported.push_back(reported);
      lags.recorded.push_back(recorded);
    }
  }
  return lags;
}

/// Share recorded at a lag or before: the product over later lags of 1 - events at it / events at most as late, of the
/// months for which it has been seen. Lawless (1994), equation 2.5.
inline double recorded_by_definition(const std::vector<double>& counts, std::size_t months, std::size_t lags,
                                     std::size_t lag) {
  double share = 1.0;
  for (std::size_t later = lag + 1; later < lags; ++later) {
    double at = 0.0;
    double by = 0.0;
    for (std::size_t month = 0; month + later < months; ++month) {
      for (std::size_t j = 0; j <= later; ++j) {
        by += counts[month * lags + j];
      }
      at += counts[month * lags + later];
    }
    share *= by > 0.0 ? 1.0 - at / by : 1.0;
  }
  return share;
}

}  // namespace libprofile::testing
