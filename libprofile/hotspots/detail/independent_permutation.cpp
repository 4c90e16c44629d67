// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/independent_permutation.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>

#include "libprofile/core/parallel.hpp"
#include "libprofile/hotspots/detail/own_draws.hpp"
#include "libprofile/hotspots/detail/tail_kernel.hpp"

namespace libprofile::hotspots::detail {
namespace {

constexpr std::size_t kPlacesPerTask = 64;
constexpr double kNotThere = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kLanes = detail::kLanes<double>;
static_assert(kLanes == core::kRandomLanes);

/// One thread's room for the draws of a place.
class Room {
 public:
  Room(const PermutedStatistic& statistic, const NeighbourRows& rows, const PermutationPlan& plan)
      : statistic_(statistic),
        rows_(rows),
        permutations_(static_cast<std::size_t>(plan.permutations)),
        stop_after_(static_cast<std::uint32_t>(plan.stop_after)),
        draws_({plan.seed, plan.stream}, rows.size()),
        kernel_(tail_kernel_of_one(statistic.term)),
        drawn_(rows.greatest_degree() * kLanes),
        values_(statistic.columns.size() * rows.greatest_degree() * kLanes),
        weight_(rows.greatest_degree() * kPlacesAtOnce),
        own_(statistic.columns.size() * kPlacesAtOnce) {}

  [[nodiscard]] Tails tails_of(std::size_t i) {
    const PlacesAtOnce<double> place = prepare(i);
    Tails tails;
    for (std::size_t first = 0; first < permutations_; first += kLanes) {
      draws_.draw(i, first, place.terms, drawn_.data());
      take_values(place.terms, std::min(kLanes, permutations_ - first));
      Tails found;
      kernel_({values_.data(), statistic_.columns.size(), place.terms, kLanes}, place, &found);
      if (stop_after_ == 0) {
        tails.add(found);
      } else if (has_stopped(first, found, place, tails)) {
        break;
      }
    }
    return tails;
  }

 private:
  /// Adds what is found among the draws from `first` on, each tail up to where it stops; says whether both have.
  bool has_stopped(std::size_t first, const Tails& found, const PlacesAtOnce<double>& place, Tails& tails) const {
    const auto count = [&](std::uint32_t more, std::uint32_t& counted, std::uint32_t& stopped, auto is_extreme) {
      if (stopped > 0) {
        return;
      }
      if (counted + more < stop_after_) {
        counted += more;
        return;
      }
      std::size_t lane = 0;
      for (; counted < stop_after_ && lane < kLanes; ++lane) {
        counted += is_extreme(sum(lane, place.terms)) ? 1U : 0U;
      }
      stopped = static_cast<std::uint32_t>(first + lane);
    };
    count(found.at_least, tails.at_least, tails.at_least_stopped, [&](double s) { return s >= place.at_least[0]; });
    count(found.at_most, tails.at_most, tails.at_most_stopped, [&](double s) { return s <= place.at_most[0]; });
    return tails.at_least_stopped > 0 && tails.at_most_stopped > 0;
  }

  /// The statistic of one draw, added up as the kernel does.
  [[nodiscard]] double sum(std::size_t lane, std::size_t terms) const {
    double total = 0.0;
    for (std::size_t t = 0; t < terms; ++t) {
      for (std::size_t c = 0; c < statistic_.columns.size(); ++c) {
        const double x = values_[(c * terms + t) * kLanes + lane];
        const double difference = own_[c * kPlacesAtOnce] - x;
        const double term = statistic_.term == PermutedTerm::lag ? x : difference * difference;
        total += weight_[t * kPlacesAtOnce] * term;
      }
    }
    return total;
  }

  PlacesAtOnce<double> prepare(std::size_t i) {
    PlacesAtOnce<double> place;
    place.terms = rows_.degree(i);
    for (std::size_t t = 0; t < place.terms; ++t) {
      weight_[t * kPlacesAtOnce] = rows_.weight(i, t);
    }
    for (std::size_t c = 0; c < statistic_.columns.size(); ++c) {
      own_[c * kPlacesAtOnce] = statistic_.columns[c][i];
    }
    place.weight = weight_.data();
    place.own = own_.data();
    const Bounds bounds = statistic_.observed(i, rows_);
    place.at_least[0] = bounds.at_least;
    place.at_most[0] = bounds.at_most;
    return place;
  }

  void take_values(std::size_t terms, std::size_t lanes) {
    for (std::size_t c = 0; c < statistic_.columns.size(); ++c) {
      const double* column = statistic_.columns[c].data();
      double* to = values_.data() + c * terms * kLanes;
      for (std::size_t k = 0; k < terms * kLanes; ++k) {
        to[k] = column[drawn_[k]];
      }
      for (std::size_t lane = lanes; lane < kLanes; ++lane) {
        to[lane] = kNotThere;
      }
    }
  }

  const PermutedStatistic& statistic_;
  const NeighbourRows& rows_;
  std::size_t permutations_;
  std::uint32_t stop_after_;
  OwnDraws draws_;
  TailKernel<double>* kernel_;
  std::vector<std::uint32_t> drawn_;
  std::vector<double> values_;
  std::vector<double> weight_;
  std::vector<double> own_;
};

}  // namespace

std::vector<Tails> independent_tails(const PermutedStatistic& statistic, const NeighbourRows& rows,
                                     const PermutationPlan& plan) {
  std::vector<Tails> tails(rows.size());
  core::parallel_blocks(rows.size(), kPlacesPerTask, [&](std::size_t begin, std::size_t end) {
    Room room(statistic, rows, plan);
    for (std::size_t i = begin; i < end; ++i) {
      if (!rows.is_island(i)) {
        tails[i] = room.tails_of(i);
      }
    }
  });
  return tails;
}

}  // namespace libprofile::hotspots::detail
