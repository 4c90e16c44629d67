// SPDX-License-Identifier: MIT
/// @file
/// Local statistics written out place by place, their moments by going through what could be dealt.
#pragma once

#include <cmath>
#include <cstddef>
#include <functional>
#include <vector>

namespace libprofile::testing {

using Row = std::vector<double>;
using Matrix = std::vector<Row>;

inline double mean_of(const Row& x) {
  double sum = 0.0;
  for (const double value : x) {
    sum += value;
  }
  return sum / static_cast<double>(x.size());
}

/// Less the mean, over the standard deviation with n - 1.
inline Row standardised(const Row& x) {
  const double mean = mean_of(x);
  double squares = 0.0;
  for (const double value : x) {
    squares += (value - mean) * (value - mean);
  }
  Row z;
  for (const double value : x) {
    z.push_back((value - mean) / std::sqrt(squares / (static_cast<double>(x.size()) - 1.0)));
  }
  return z;
}

struct AtPlace {
  double statistic = 0.0;
  double expected = 0.0;
  double variance = 0.0;
};

/// Σj≠i wij d(j), with the mean and variance over every way to deal the d of the others: by the first two moments of
/// pairs of distinct places, term by term.
inline AtPlace dealt(const Row& w, std::size_t i, const std::function<double(std::size_t)>& d) {
  AtPlace at;
  double same = 0.0, pairs = 0.0, sum = 0.0, count = 0.0;
  for (std::size_t j = 0; j < w.size(); ++j) {
    if (j == i) {
      continue;
    }
    at.statistic += w[j] * d(j);
    count += 1.0;
    sum += d(j);
    same += d(j) * d(j);
    for (std::size_t k = 0; k < w.size(); ++k) {
      pairs += k != i && k != j ? d(j) * d(k) : 0.0;
    }
  }
  const double mean = sum / count;
  for (std::size_t j = 0; j < w.size(); ++j) {
    for (std::size_t k = 0; k < w.size(); ++k) {
      if (j != i && k != i) {
        const double product = j == k ? same / count : pairs / (count * (count - 1.0));
        at.variance += w[j] * w[k] * (product - mean * mean);
      }
    }
    at.expected += j != i ? w[j] * mean : 0.0;
  }
  return at;
}

inline AtPlace local_moran_by_definition(const Row& x, const Row& y, const Row& w, std::size_t i) {
  const Row u = standardised(x), v = standardised(y);
  return dealt(w, i, [&](std::size_t j) { return u[i] * v[j]; });
}

inline AtPlace local_geary_by_definition(const Matrix& columns, const Row& w, std::size_t i) {
  Matrix z;
  for (const Row& column : columns) {
    z.push_back(standardised(column));
  }
  return dealt(w, i, [&](std::size_t j) {
    double sum = 0.0;
    for (const Row& column : z) {
      sum += (column[i] - column[j]) * (column[i] - column[j]) / static_cast<double>(z.size());
    }
    return sum;
  });
}

}  // namespace libprofile::testing
