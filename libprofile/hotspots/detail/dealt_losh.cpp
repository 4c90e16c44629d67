// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/dealt_losh.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <mutex>
#include <numeric>

#include "libprofile/core/parallel.hpp"
#include "libprofile/core/random.hpp"
#include "libprofile/hotspots/detail/local_squares.hpp"
#include "libprofile/hotspots/detail/shuffled_deck.hpp"

namespace libprofile::hotspots::detail {
namespace {

constexpr std::size_t kTasks = 64;

double mean_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// Hi of all places for one dealing after another.
class Statistic {
 public:
  explicit Statistic(const geography::Weights& weights) : weights_(weights), squares_(weights), h_(weights.size()) {}

  /// They stand until the next. Empty where no value differs from the mean around it.
  [[nodiscard]] std::span<const double> of(std::span<const double> values) {
    const std::span<const double> squares = squares_.of(values);
    mean_ = mean_of(squares);
    if (!(mean_ > 0.0)) {
      return {};
    }
    for (std::size_t k = 0; k < h_.size(); ++k) {
      const Surroundings around = surroundings(weights_, k, squares);
      h_[k] = around.sum / (mean_ * around.weight);
    }
    return h_;
  }
  [[nodiscard]] double mean_square() const { return mean_; }

 private:
  const geography::Weights& weights_;
  LocalSquares squares_;
  std::vector<double> h_;
  double mean_ = 0.0;
};

/// Where another dealing is as extreme; nowhere to be less extreme where nothing was observed.
std::vector<Bounds> observed_bounds(std::span<const double> deviation, const geography::Weights& weights) {
  Statistic statistic(weights);
  const std::span<const double> observed = statistic.of(deviation);
  std::vector<Bounds> bounds(weights.size(), Bounds{-HUGE_VAL, HUGE_VAL});
  double greatest = 0.0;
  for (const double value : deviation) {
    greatest = std::max(greatest, std::abs(value));
  }
  // A square is a difference squared: it is as exact as the values are, not as it is large.
  const double rounding = greatest * greatest / statistic.mean_square();
  for (std::size_t k = 0; k < observed.size(); ++k) {
    bounds[k] = bounds_of(observed[k], observed[k] + rounding);
  }
  return bounds;
}

void count_dealing(std::span<const double> h, const std::vector<Bounds>& bounds, std::vector<Tails>& tails) {
  constexpr Tails kBoth{1, 1, 0, 0};
  for (std::size_t k = 0; k < bounds.size(); ++k) {
    tails[k].add(h.empty() ? kBoth : bounds[k].tails_of(h[k]));
  }
}

}  // namespace

std::vector<Tails> dealt_losh_tails(std::span<const double> deviation, const geography::Weights& weights,
                                    std::int32_t permutations, std::uint64_t seed) {
  const std::size_t n = weights.size();
  std::vector<Tails> tails(n);
  if (n == 0) {
    return tails;
  }
  const std::vector<Bounds> bounds = observed_bounds(deviation, weights);
  const auto dealings = static_cast<std::size_t>(permutations);
  std::mutex adding;
  core::parallel_blocks(dealings, (dealings + kTasks - 1) / kTasks, [&](std::size_t begin, std::size_t end) {
    ShuffledDeck deck(seed, core::Stream::losh_values, n);
    Statistic statistic(weights);
    std::vector<double> dealt(n);
    std::vector<Tails> found(n);
    for (std::size_t p = begin; p < end; ++p) {
      const std::span<const std::uint32_t> order = deck.deal(static_cast<std::uint32_t>(p));
      for (std::size_t k = 0; k < n; ++k) {
        dealt[k] = deviation[order[k]];
      }
      count_dealing(statistic.of(dealt), bounds, found);
    }
    const std::lock_guard lock(adding);
    for (std::size_t k = 0; k < n; ++k) {
      tails[k].add(found[k]);
    }
  });
  return tails;
}

}  // namespace libprofile::hotspots::detail
