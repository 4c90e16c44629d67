// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/shared_permutation.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

#include "libprofile/core/parallel.hpp"
#include "libprofile/hotspots/detail/shared_draws.hpp"
#include "libprofile/hotspots/detail/sorted_sums.hpp"
#include "libprofile/hotspots/detail/tail_kernel.hpp"

namespace libprofile::hotspots::detail {
namespace {

constexpr double kNotThere = std::numeric_limits<double>::quiet_NaN();
/// Drawn values held at a time.
constexpr std::size_t kDrawsInMemory = std::size_t{1} << 22U;
constexpr std::size_t kPlacesPerTask = 1024;
/// Up to this many terms a sum without one of them is added up anew; above, the one is subtracted.
constexpr std::size_t kAddUpAnew = 32;

std::size_t padded(std::size_t permutations) {
  return (permutations + kLanes - 1) / kLanes * kLanes;
}

/// The draws of one stretch of permutations, as values, and the sums that places with equal weights share.
class Stretch {
 public:
  Stretch(const PermutedStatistic& statistic, const NeighbourRows& rows, SharedDraws draws)
      : statistic_(statistic),
        rows_(rows),
        draws_(std::move(draws)),
        occurrences_(draws_, rows.size()),
        is_summed_(statistic.term == PermutedTerm::lag) {
    take_values();
    if (is_summed_) {
      add_up();
    }
  }

  /// Adds to `tails` those of places [begin, end).
  void count(std::size_t begin, std::size_t end, std::vector<Tails>& tails) const {
    count_summed(begin, end, tails);
    count_anew(begin, end, tails);
    for (std::size_t i = begin; i < end; ++i) {
      correct(i, tails[i]);
    }
  }

 private:
  void take_values() {
    stride_ = padded(draws_.permutations);
    values_.assign(statistic_.columns.size() * draws_.length * stride_, kNotThere);
    for (std::size_t c = 0; c < statistic_.columns.size(); ++c) {
      for (std::size_t t = 0; t < draws_.length; ++t) {
        double* to = values_.data() + (c * draws_.length + t) * stride_;
        const std::uint32_t* from = draws_.place.data() + t * draws_.permutations;
        for (std::size_t p = 0; p < draws_.permutations; ++p) {
          to[p] = statistic_.columns[c][from[p]];
        }
      }
    }
  }

  /// Whether the sums of place i are among those added up for all.
  [[nodiscard]] bool is_summed(std::size_t i) const { return is_summed_ && rows_.is_equal(i); }

  void add_up() {
    const std::size_t n = draws_.permutations;
    std::vector<std::uint8_t> is_wanted(draws_.length + 1, 0);
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (rows_.is_equal(i)) {
        is_wanted[rows_.degree(i)] = 1;
      }
    }
    prefix_.assign((draws_.length + 1) * n, 0.0);
    for (std::size_t t = 0; t < draws_.length; ++t) {
      for (std::size_t p = 0; p < n; ++p) {
        prefix_[(t + 1) * n + p] = prefix_[t * n + p] + values_[t * stride_ + p];
      }
    }
    sorted_ = SortedSums(draws_.length + 1, n);
    const auto sort_row = [&](std::size_t k) {
      if (is_wanted[k] != 0) {
        sorted_.set(k, std::span(prefix_).subspan(k * n, n));
      }
    };
    core::parallel_for(draws_.length + 1, sort_row, 1);
  }

  void count_summed(std::size_t begin, std::size_t end, std::vector<Tails>& tails) const {
    std::array<std::size_t, SortedSums::kAtOnce> place{};
    std::array<std::size_t, SortedSums::kAtOnce> terms{};
    std::array<Bounds, SortedSums::kAtOnce> bounds{};
    std::array<Tails, SortedSums::kAtOnce> found{};
    std::size_t waiting = 0;
    const auto find = [&] {
      sorted_.find(waiting, terms.data(), bounds.data(), found.data());
      for (std::size_t s = 0; s < waiting; ++s) {
        tails[place[s]].add(found[s]);
      }
      waiting = 0;
    };
    for (std::size_t i = begin; i < end; ++i) {
      if (is_summed(i) && !rows_.is_island(i)) {
        place[waiting] = i;
        terms[waiting] = rows_.degree(i);
        bounds[waiting] = statistic_.observed(i, rows_);
        if (++waiting == SortedSums::kAtOnce) {
          find();
        }
      }
    }
    find();
  }

  void count_anew(std::size_t begin, std::size_t end, std::vector<Tails>& tails) const {
    TailKernel* const kernel = statistic_.term == PermutedTerm::lag ? lag_kernel() : difference_kernel();
    std::vector<double> weight;
    std::vector<double> own(statistic_.columns.size() * kPlacesAtOnce);
    for (std::size_t i = begin; i < end;) {
      std::array<std::size_t, kPlacesAtOnce> place{};
      std::size_t count = 0;
      for (; i < end && count < kPlacesAtOnce; ++i) {
        if (!is_summed(i) && !rows_.is_island(i)) {
          place[count++] = i;
        }
      }
      if (count > 0) {
        run(kernel, std::span(place).first(count), weight, own, tails);
      }
    }
  }

  void run(TailKernel* kernel, std::span<const std::size_t> place, std::vector<double>& weight,
           std::vector<double>& own, std::vector<Tails>& tails) const {
    PlacesAtOnce places;
    places.at_least.fill(kNotThere);
    places.at_most.fill(kNotThere);
    for (const std::size_t i : place) {
      places.terms = std::max(places.terms, rows_.degree(i));
    }
    weight.assign(places.terms * kPlacesAtOnce, 0.0);
    for (std::size_t s = 0; s < place.size(); ++s) {
      const Bounds bounds = statistic_.observed(place[s], rows_);
      places.at_least[s] = bounds.at_least;
      places.at_most[s] = bounds.at_most;
      for (std::size_t t = 0; t < rows_.degree(place[s]); ++t) {
        weight[t * kPlacesAtOnce + s] = rows_.weight(place[s], t);
      }
      for (std::size_t c = 0; c < statistic_.columns.size(); ++c) {
        own[c * kPlacesAtOnce + s] = statistic_.columns[c][place[s]];
      }
    }
    places.weight = weight.data();
    places.own = own.data();
    std::array<Tails, kPlacesAtOnce> found{};
    kernel({values_.data(), statistic_.columns.size(), draws_.length, stride_}, places, found.data());
    for (std::size_t s = 0; s < place.size(); ++s) {
      tails[place[s]].add(found[s]);
    }
  }

  /// Where place i itself was drawn among its neighbours, the next draw stands in for it.
  void correct(std::size_t i, Tails& tails) const {
    const auto drawn = occurrences_.of(i);
    if (drawn.empty() || rows_.is_island(i)) {
      return;
    }
    const Bounds bounds = statistic_.observed(i, rows_);
    for (const auto [p, t] : drawn) {
      if (t < rows_.degree(i)) {
        tails.remove(bounds.tails_of(sum(i, p, rows_.degree(i))));
        tails.add(bounds.tails_of(sum(i, p, t)));
      }
    }
  }

  /// The statistic of place i in permutation p, with the spare draw at position `left_out` (beyond the last for none).
  [[nodiscard]] double sum(std::size_t i, std::size_t p, std::size_t left_out) const {
    const std::size_t n = draws_.permutations;
    const std::size_t k = rows_.degree(i);
    if (is_summed(i) && left_out == k) {
      return prefix_[k * n + p];
    }
    if (is_summed(i) && k > kAddUpAnew) {
      return prefix_[(k + 1) * n + p] - statistic_.columns.front()[i];
    }
    double total = 0.0;
    for (std::size_t t = 0; t < k; ++t) {
      const std::size_t drawn = draws_.place[(t == left_out ? k : t) * n + p];
      total += rows_.weight(i, t) * statistic_.term_of(i, drawn);
    }
    return total;
  }

  const PermutedStatistic& statistic_;
  const NeighbourRows& rows_;
  SharedDraws draws_;
  Occurrences occurrences_;
  bool is_summed_;
  std::size_t stride_ = 0;
  std::vector<double> values_;
  std::vector<double> prefix_;
  SortedSums sorted_;
};

}  // namespace

std::vector<Tails> shared_tails(const PermutedStatistic& statistic, const NeighbourRows& rows,
                                const PermutationPlan& plan) {
  std::vector<Tails> tails(rows.size());
  const std::size_t length = rows.greatest_degree() + 1;
  const auto permutations = static_cast<std::size_t>(plan.permutations);
  const core::Philox random(plan.seed, plan.stream);
  const std::size_t held = length * statistic.columns.size();
  const std::size_t stretch = std::clamp(kDrawsInMemory / held, std::size_t{1}, permutations);
  for (std::size_t first = 0; first < permutations; first += stretch) {
    const std::size_t count = std::min(stretch, permutations - first);
    const Stretch draws(statistic, rows, draw_shared(random, first, count, length, rows.size()));
    core::parallel_blocks(rows.size(), kPlacesPerTask,
                          [&](std::size_t begin, std::size_t end) { draws.count(begin, end, tails); });
  }
  return tails;
}

}  // namespace libprofile::hotspots::detail
