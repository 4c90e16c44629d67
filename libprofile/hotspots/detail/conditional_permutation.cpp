// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/conditional_permutation.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

#include "libprofile/core/parallel.hpp"
#include "libprofile/hotspots/detail/shared_draws.hpp"

namespace libprofile::hotspots::detail {
namespace {

constexpr double kTie = 1e-12;
constexpr std::size_t kDrawsInMemory = std::size_t{1} << 22U;
constexpr std::size_t kLanes = 256;
constexpr std::size_t kPlacesPerTask = 256;
/// Up to this many terms a sum without one of them is added up anew; above, the one is subtracted.
constexpr std::size_t kAddUpAnew = 32;

/// What a place's neighbours sum to, and from where a permuted sum is as extreme.
struct Observed {
  std::vector<double> weight;  // Without the place itself; empty where all are equal, and then taken as 1.
  std::size_t neighbours = 0;
  double at_least = 0.0;
  double at_most = 0.0;
  bool is_island = true;
};

struct Tails {
  std::uint32_t at_least = 0;
  std::uint32_t at_most = 0;

  void add(double sum, const Observed& observed) {
    at_least += sum >= observed.at_least ? 1U : 0U;
    at_most += sum <= observed.at_most ? 1U : 0U;
  }
  void remove(double sum, const Observed& observed) {
    at_least -= sum >= observed.at_least ? 1U : 0U;
    at_most -= sum <= observed.at_most ? 1U : 0U;
  }
};

Observed observe(std::size_t i, std::span<const double> values, const geography::Weights& weights) {
  Observed observed;
  std::vector<double> x;
  const auto neighbours = weights.neighbours_of(i);
  const auto w = weights.values_of(i);
  for (std::size_t k = 0; k < neighbours.size(); ++k) {
    if (neighbours[k] != i && w[k] > 0.0) {
      observed.weight.push_back(w[k]);
      x.push_back(values[neighbours[k]]);
    }
  }
  observed.neighbours = x.size();
  observed.is_island = x.empty();
  const auto is_first = [&](double weight) { return weight == observed.weight.front(); };
  if (std::all_of(observed.weight.begin(), observed.weight.end(), is_first)) {
    observed.weight.clear();
  }
  double sum = 0.0;
  double scale = 0.0;
  for (std::size_t k = 0; k < x.size(); ++k) {
    const double term = observed.weight.empty() ? x[k] : observed.weight[k] * x[k];
    sum += term;
    scale += std::abs(term);
  }
  observed.at_least = sum - kTie * scale;
  observed.at_most = sum + kTie * scale;
  return observed;
}

/// The draws of one stretch of permutations, as values, and the sums that places with equal weights share.
class Stretch {
 public:
  Stretch(std::span<const double> values, SharedDraws draws, const std::vector<bool>& is_wanted)
      : values_(values), draws_(std::move(draws)), occurrences_(draws_, values.size()), drawn_(draws_.place.size()) {
    core::parallel_for(drawn_.size(), [&](std::size_t k) { drawn_[k] = values_[draws_.place[k]]; });
    add_up(is_wanted);
  }

  [[nodiscard]] Tails tails(std::size_t i, const Observed& observed) const {
    Tails tails = observed.weight.empty() ? equal_tails(observed) : weighted_tails(observed);
    for (const auto [p, t] : occurrences_.of(i)) {
      if (t < observed.neighbours) {
        tails.remove(sum(p, observed), observed);
        tails.add(sum_without(p, t, values_[i], observed), observed);
      }
    }
    return tails;
  }

 private:
  [[nodiscard]] double value(std::size_t position, std::size_t permutation) const {
    return drawn_[position * draws_.permutations + permutation];
  }

  void add_up(const std::vector<bool>& is_wanted) {
    const std::size_t n = draws_.permutations;
    prefix_.assign((draws_.length + 1) * n, 0.0);
    for (std::size_t t = 0; t < draws_.length; ++t) {
      for (std::size_t p = 0; p < n; ++p) {
        prefix_[(t + 1) * n + p] = prefix_[t * n + p] + drawn_[t * n + p];
      }
    }
    sorted_.resize(draws_.length + 1);
    core::parallel_for(
        sorted_.size(),
        [&](std::size_t k) {
          if (is_wanted[k]) {
            const auto begin = prefix_.begin() + static_cast<std::ptrdiff_t>(k * n);
            sorted_[k].assign(begin, begin + static_cast<std::ptrdiff_t>(n));
            std::sort(sorted_[k].begin(), sorted_[k].end());
          }
        },
        1);
  }

  [[nodiscard]] Tails equal_tails(const Observed& observed) const {
    const auto& sums = sorted_[observed.neighbours];
    const auto least = std::lower_bound(sums.begin(), sums.end(), observed.at_least);
    const auto most = std::upper_bound(sums.begin(), sums.end(), observed.at_most);
    return {static_cast<std::uint32_t>(sums.end() - least), static_cast<std::uint32_t>(most - sums.begin())};
  }

  [[nodiscard]] Tails weighted_tails(const Observed& observed) const {
    Tails tails;
    const std::size_t n = draws_.permutations;
    for (std::size_t begin = 0; begin < n; begin += kLanes) {
      const std::size_t lanes = std::min(kLanes, n - begin);
      std::array<double, kLanes> sums{};
      for (std::size_t t = 0; t < observed.neighbours; ++t) {
        const double weight = observed.weight[t];
        const double* x = &drawn_[t * n + begin];
        for (std::size_t lane = 0; lane < lanes; ++lane) {
          sums[lane] += weight * x[lane];
        }
      }
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        tails.add(sums[lane], observed);
      }
    }
    return tails;
  }

  [[nodiscard]] double sum(std::size_t p, const Observed& observed) const {
    if (observed.weight.empty()) {
      return prefix_[observed.neighbours * draws_.permutations + p];
    }
    double total = 0.0;
    for (std::size_t t = 0; t < observed.neighbours; ++t) {
      total += observed.weight[t] * value(t, p);
    }
    return total;
  }

  /// The sum with the spare draw in the position where the place itself was drawn.
  [[nodiscard]] double sum_without(std::size_t p, std::size_t position, double own, const Observed& observed) const {
    const std::size_t k = observed.neighbours;
    if (observed.weight.empty() && k > kAddUpAnew) {
      return prefix_[(k + 1) * draws_.permutations + p] - own;
    }
    double total = 0.0;
    for (std::size_t t = 0; t < k; ++t) {
      const double x = value(t == position ? k : t, p);
      total += observed.weight.empty() ? x : observed.weight[t] * x;
    }
    return total;
  }

  std::span<const double> values_;
  SharedDraws draws_;
  Occurrences occurrences_;
  std::vector<double> drawn_;
  std::vector<double> prefix_;
  std::vector<std::vector<double>> sorted_;
};

double p_of(const Tails& tails, const PermutationPlan& plan) {
  const double draws = plan.permutations + 1.0;
  const double greater = (tails.at_least + 1.0) / draws;
  const double less = (tails.at_most + 1.0) / draws;
  switch (plan.alternative) {
    case Alternative::greater:
      return greater;
    case Alternative::less:
      return less;
    case Alternative::two_sided:
      break;
  }
  return std::min(1.0, 2.0 * std::min(greater, less));
}

}  // namespace

std::vector<double> conditional_permutation_p(std::span<const double> values, const geography::Weights& weights,
                                              const PermutationPlan& plan) {
  const std::size_t n = values.size();
  std::vector<Observed> observed(n);
  core::parallel_for(n, [&](std::size_t i) { observed[i] = observe(i, values, weights); });
  std::size_t most = 0;
  for (const auto& place : observed) {
    most = std::max(most, place.neighbours);
  }
  std::vector<double> p(n, std::numeric_limits<double>::quiet_NaN());
  if (most == 0) {
    return p;
  }
  std::vector<bool> is_wanted(most + 2, false);
  for (const auto& place : observed) {
    is_wanted[place.neighbours] = is_wanted[place.neighbours] || (!place.is_island && place.weight.empty());
  }
  std::vector<Tails> tails(n);
  const auto permutations = static_cast<std::size_t>(plan.permutations);
  const std::size_t stretch = std::clamp(kDrawsInMemory / (most + 2), std::size_t{1}, permutations);
  for (std::size_t first = 0; first < permutations; first += stretch) {
    const std::size_t count = std::min(stretch, permutations - first);
    const Stretch draws(values, draw_shared(plan.seed, first, count, most + 1, n), is_wanted);
    core::parallel_for(
        n,
        [&](std::size_t i) {
          if (!observed[i].is_island) {
            const Tails more = draws.tails(i, observed[i]);
            tails[i].at_least += more.at_least;
            tails[i].at_most += more.at_most;
          }
        },
        kPlacesPerTask);
  }
  for (std::size_t i = 0; i < n; ++i) {
    if (!observed[i].is_island) {
      p[i] = p_of(tails[i], plan);
    }
  }
  return p;
}

}  // namespace libprofile::hotspots::detail
