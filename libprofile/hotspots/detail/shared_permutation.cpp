// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/shared_permutation.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>

#include "libprofile/core/parallel.hpp"
#include "libprofile/hotspots/detail/difference_sums.hpp"
#include "libprofile/hotspots/detail/drawn_tails.hpp"
#include "libprofile/hotspots/detail/shared_draws.hpp"
#include "libprofile/hotspots/detail/sorted_sums.hpp"

namespace libprofile::hotspots::detail {
namespace {

/// Drawn values held at a time.
constexpr std::size_t kDrawsInMemory = std::size_t{1} << 22U;
constexpr std::size_t kPlacesPerTask = 1024;
/// Up to this many terms a sum without one of them is added up anew; above, the one is subtracted.
constexpr std::size_t kAddUpAnew = 32;
/// After so many places it is seen whether shared sums of differences are worth their while.
constexpr std::size_t kTrial = 64;

/// The draws of one stretch of permutations, and the sums that places with equal weights share.
class Stretch {
 public:
  Stretch(const Stretch&) = delete;
  Stretch& operator=(const Stretch&) = delete;
  Stretch(const PermutedStatistic& statistic, const NeighbourRows& rows, SharedDraws draws)
      : statistic_(statistic),
        rows_(rows),
        draws_(std::move(draws)),
        occurrences_(draws_, rows.size()),
        is_summed_(statistic.term == PermutedTerm::lag) {
    if (is_summed_) {
      add_up();
    } else {
      differences_.emplace(statistic_, rows_, draws_);
    }
    for (std::size_t i = 0; i < rows_.size() && !anew_; ++i) {
      if (is_added_anew(i)) {
        anew_.emplace(statistic_, rows_, draws_);
      }
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
  /// Whether the sums of place i are among those added up for all.
  [[nodiscard]] bool is_summed(std::size_t i) const { return is_summed_ && rows_.is_equal(i); }

  [[nodiscard]] bool is_added_anew(std::size_t i) const { return !is_summed(i) && !rows_.is_island(i); }

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
        prefix_[(t + 1) * n + p] = prefix_[t * n + p] + statistic_.columns.front()[draws_.place[t * n + p]];
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
    std::vector<std::size_t> places;
    std::size_t asked = 0;
    for (std::size_t i = begin; anew_ && i < end; ++i) {
      if (!is_added_anew(i)) {
        continue;
      }
      // Where most sums tie, shared sums have no answers.
      const bool is_worth_it = asked < kTrial || 2 * places.size() <= asked;
      if (differences_ && rows_.is_equal(i) && is_worth_it) {
        ++asked;
        if (const auto found = differences_->of(i)) {
          tails[i].add(*found);
          continue;
        }
      }
      places.push_back(i);
    }
    if (!places.empty()) {
      anew_->add(places, tails);
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
  std::vector<double> prefix_;
  SortedSums sorted_;
  std::optional<DifferenceSums> differences_;
  std::optional<DrawnTails> anew_;
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
