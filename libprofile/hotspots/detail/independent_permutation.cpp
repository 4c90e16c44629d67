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
      kernel_({values_.data(), statistic_.columns.size(), place.terms, kLanes}, place, &tails);
    }
    return tails;
  }

 private:
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
