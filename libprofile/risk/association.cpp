// SPDX-License-Identifier: MIT
#include "libprofile/risk/association.hpp"

#include <cmath>
#include <cstddef>
#include <vector>

#include "libprofile/core/correlation.hpp"
#include "libprofile/risk/detail/checks.hpp"

namespace libprofile::risk {

Association association(std::span<const double> first, std::span<const double> second) {
  detail::check_same_length(second.size(), "second", first.size(), "first");
  std::vector<double> a;
  std::vector<double> b;
  for (std::size_t i = 0; i < first.size(); ++i) {
    if (std::isfinite(first[i]) && std::isfinite(second[i])) {
      a.push_back(first[i]);
      b.push_back(second[i]);
    }
  }
  return {core::correlation(a, b), core::rank_correlation(a, b), a.size()};
}

}  // namespace libprofile::risk
