// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/apportioned.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <utility>

namespace libprofile::profile::detail {

std::vector<std::int64_t> apportioned(const std::vector<double>& parts, std::int64_t total) {
  const double sum = std::accumulate(parts.begin(), parts.end(), 0.0);
  std::vector<std::int64_t> whole(parts.size(), 0);
  if (!(sum > 0.0)) {
    return whole;
  }
  std::vector<std::pair<double, std::size_t>> remainders;
  std::int64_t given = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const double share = parts[i] / sum * static_cast<double>(total);
    whole[i] = static_cast<std::int64_t>(std::floor(share));
    given += whole[i];
    remainders.emplace_back(static_cast<double>(whole[i]) - share, i);
  }
  std::sort(remainders.begin(), remainders.end());
  for (std::size_t k = 0; given < total; ++k, ++given) {
    ++whole[remainders[k % remainders.size()].second];
  }
  return whole;
}

}  // namespace libprofile::profile::detail
