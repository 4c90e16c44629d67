// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/arrangement_moments.hpp"

#include <cmath>

namespace libprofile::hotspots::detail {
namespace {

/// A variance this small beside its terms is rounding.
constexpr double kRounding = 1e-12;

/// Adds terms, and their sizes.
struct Sum {
  double value = 0.0;
  double size = 0.0;

  void add(double term) {
    value += term;
    size += std::abs(term);
  }
};

}  // namespace

double pair_mean(double n, double links, double values) {
  return n < 2.0 ? 0.0 : links * values / (n * (n - 1.0));
}

double arrangement_variance(double n, const PairSums& links, const PairSums& values, const LinearSums& linear) {
  if (n < 2.0) {
    return 0.0;
  }
  const double pairs = n * (n - 1.0);
  const double mean = pair_mean(n, links.total, values.total);
  Sum variance;
  variance.add(2.0 * links.squares * values.squares / pairs);
  variance.add(-mean * mean);
  variance.add(linear.spread * linear.squares / (n - 1.0));
  variance.add(-4.0 * linear.with_rows * linear.with_pairs / pairs);
  if (n > 2.0) {
    const double triples = pairs * (n - 2.0);
    variance.add(4.0 * (links.rows - links.squares) * (values.rows - values.squares) / triples);
    variance.add(4.0 * (linear.total * links.total - 2.0 * linear.with_rows) * linear.with_pairs / triples);
  }
  if (n > 3.0) {
    const auto disjoint = [](const PairSums& sums) {
      return sums.total * sums.total + 2.0 * sums.squares - 4.0 * sums.rows;
    };
    variance.add(disjoint(links) * disjoint(values) / (pairs * (n - 2.0) * (n - 3.0)));
  }
  return variance.value > kRounding * variance.size ? variance.value : 0.0;
}

}  // namespace libprofile::hotspots::detail
