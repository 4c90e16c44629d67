// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/difference_sums.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

#include "libprofile/core/instruction_set.hpp"
#include "libprofile/core/parallel.hpp"

namespace libprofile::hotspots::detail {
namespace {

constexpr std::size_t kLanes = 8;
/// Half the distance from 1 to the next double, with a hundredth for products of errors.
constexpr double kRounding = 1.01 * 0x1p-53;
/// Products of errors stay within that hundredth up to here.
constexpr double kMostTerms = 1e9;

/// Registers of AVX-512; two of AVX2, four of the baseline.
using Reals = double __attribute__((vector_size(kLanes * sizeof(double))));
using Counts = std::int64_t __attribute__((vector_size(kLanes * sizeof(double))));

/// The sums of one number of terms: those of the columns, then that of the squares, `stride` apart.
struct Sums {
  const double* first = nullptr;
  std::size_t columns = 1;
  std::size_t stride = 0;
};

using CountBeyond = Tails(const Sums& sums, const double* twice_own, const Bounds& bounds);

LIBPROFILE_INLINE Tails count_body(const Sums& sums, const double* twice_own, const Bounds& bounds) {
  Counts least{};
  Counts most{};
  for (std::size_t p = 0; p < sums.stride; p += kLanes) {
    Reals sum;
    std::memcpy(&sum, sums.first + sums.columns * sums.stride + p, sizeof sum);
    for (std::size_t c = 0; c < sums.columns; ++c) {
      Reals column;
      std::memcpy(&column, sums.first + c * sums.stride + p, sizeof column);
      sum -= twice_own[c] * column;
    }
    least -= sum >= bounds.at_least;
    most -= sum <= bounds.at_most;
  }
  Tails tails;
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    tails.at_least += static_cast<std::uint32_t>(least[lane]);
    tails.at_most += static_cast<std::uint32_t>(most[lane]);
  }
  return tails;
}

Tails count_baseline(const Sums& sums, const double* twice_own, const Bounds& bounds) {
  return count_body(sums, twice_own, bounds);
}
LIBPROFILE_AVX2 Tails count_avx2(const Sums& sums, const double* twice_own, const Bounds& bounds) {
  return count_body(sums, twice_own, bounds);
}
LIBPROFILE_AVX512 Tails count_avx512(const Sums& sums, const double* twice_own, const Bounds& bounds) {
  return count_body(sums, twice_own, bounds);
}

CountBeyond* count_beyond() {
  return core::choose(count_baseline, count_avx2, count_avx512);
}

}  // namespace

DifferenceSums::DifferenceSums(const PermutedStatistic& statistic, const NeighbourRows& rows, const SharedDraws& draws)
    : statistic_(statistic),
      rows_(rows),
      draws_(draws),
      stride_((draws.permutations + kLanes - 1) / kLanes * kLanes),
      sums_(draws.length + 1) {
  for (const auto column : statistic.columns) {
    double largest = 0.0;
    for (const double x : column) {
      largest = std::max(largest, std::abs(x));
    }
    largest_.push_back(largest);
  }
  std::vector<std::uint8_t> is_wanted(draws.length + 1, 0);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows.is_equal(i) && !rows.is_island(i)) {
      is_wanted[rows.degree(i)] = 1;
    }
  }
  core::parallel_for(
      is_wanted.size(),
      [&](std::size_t terms) {
        if (is_wanted[terms] != 0) {
          sums_[terms] = sums_of(terms);
        }
      },
      1);
}

std::vector<double> DifferenceSums::sums_of(std::size_t terms) const {
  const std::size_t columns = statistic_.columns.size();
  std::vector<double> sums((columns + 1) * stride_, std::numeric_limits<double>::quiet_NaN());
  double* const squares = sums.data() + columns * stride_;
  std::fill_n(squares, draws_.permutations, 0.0);
  for (std::size_t c = 0; c < columns; ++c) {
    double* const sum = sums.data() + c * stride_;
    std::fill_n(sum, draws_.permutations, 0.0);
    for (std::size_t t = 0; t < terms; ++t) {
      const std::uint32_t* const place = draws_.place.data() + t * draws_.permutations;
      for (std::size_t p = 0; p < draws_.permutations; ++p) {
        const double x = statistic_.columns[c][place[p]];
        sum[p] += x;
        squares[p] += x * x;
      }
    }
  }
  return sums;
}

std::optional<Tails> DifferenceSums::of(std::size_t i) const {
  const std::size_t columns = statistic_.columns.size();
  const std::size_t terms = rows_.degree(i);
  std::array<double, kMostColumns> twice_own{};
  double own = 0.0;
  double largest = 0.0;
  for (std::size_t c = 0; c < columns; ++c) {
    const double x = statistic_.columns[c][i];
    twice_own[c] = 2.0 * x;
    own += x * x;
    largest += (std::abs(x) + largest_[c]) * (std::abs(x) + largest_[c]);
  }
  const auto k = static_cast<double>(terms);
  const Bounds bounds = statistic_.observed(i, rows_);
  // Both ways of adding up make fewer than four roundings a term and column, of numbers that are no larger than this.
  const double roundings = 8.0 * k * static_cast<double>(columns) + 40.0;
  const double doubt = k * largest * roundings * kRounding;
  if (!(roundings <= kMostTerms && std::isfinite(doubt) && doubt > std::numeric_limits<double>::min())) {
    return std::nullopt;
  }
  const Bounds beyond{bounds.at_most - k * own + doubt, bounds.at_least - k * own - doubt};
  const Sums sums{sums_[terms].data(), columns, stride_};
  const Tails tails = count_beyond()(sums, twice_own.data(), beyond);
  return tails.at_least + tails.at_most == draws_.permutations ? std::optional(tails) : std::nullopt;
}

}  // namespace libprofile::hotspots::detail
