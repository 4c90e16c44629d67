// SPDX-License-Identifier: MIT
#include "libprofile/clusters/optics.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

#include "libprofile/clusters/detail/core_distances.hpp"
#include "libprofile/clusters/detail/indexed_heap.hpp"
#include "libprofile/core/error.hpp"
#include "libprofile/core/progress.hpp"
#include "libprofile/geography/cell_index.hpp"

namespace libprofile::clusters {
namespace {

using geography::CellIndex;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t kPointsBetweenLooks = 64;

/// Takes points one by one; everything by position in the index.
class Walk {
 public:
  Walk(const CellIndex& index, const OpticsOptions& options)
      : index_(index),
        radius_squared_(options.radius_m * options.radius_m),
        core_(detail::squared_core_distances(index, options.radius_m, static_cast<std::size_t>(options.min_points))),
        reach_(index.size(), kInfinity),
        predecessor_(index.size(), kNone),
        is_taken_(index.size(), 0) {}

  OpticsOrdering run() {
    std::vector<std::uint32_t> position_of(index_.size());
    for (std::uint32_t position = 0; position < position_of.size(); ++position) {
      position_of[index_.id(position)] = position;
    }
    const auto token = core::current_cancellation();
    token.begin(position_of.size() / kPointsBetweenLooks + 1);
    detail::IndexedHeap waiting(position_of.size(), [this](std::uint32_t a, std::uint32_t b) {
      return reach_[a] < reach_[b] || (reach_[a] == reach_[b] && index_.id(a) < index_.id(b));
    });
    OpticsOrdering result;
    result.ordering.reserve(position_of.size());
    for (const std::uint32_t start : position_of) {
      for (std::uint32_t next = start; is_taken_[next] == 0; next = waiting.empty() ? start : waiting.pop()) {
        if (result.ordering.size() % kPointsBetweenLooks == 0) {
          token.throw_if_cancelled();
          token.advance();
        }
        result.ordering.push_back(index_.id(next));
        take(next, waiting);
      }
    }
    fill(result);
    return result;
  }

 private:
  template <class Heap>
  void take(std::uint32_t position, Heap& waiting) {
    is_taken_[position] = 1;
    if (core_[position] > radius_squared_) {
      return;
    }
    detail::for_near(index_, position, radius_squared_, [&](std::uint32_t other, double distance) {
      const double reach = std::max(core_[position], distance);
      if (is_taken_[other] == 0 && reach < reach_[other]) {
        reach_[other] = reach;
        predecessor_[other] = position;
        waiting.raise(other);
      }
    });
  }

  void fill(OpticsOrdering& result) const {
    result.reachability_m.resize(index_.size());
    result.core_distance_m.resize(index_.size());
    result.predecessor.resize(index_.size());
    for (std::uint32_t position = 0; position < index_.size(); ++position) {
      const std::uint32_t i = index_.id(position);
      const std::uint32_t from = predecessor_[position];
      result.reachability_m[i] = std::sqrt(reach_[position]);
      result.core_distance_m[i] = std::sqrt(core_[position]);
      result.predecessor[i] = from == kNone ? -1 : static_cast<std::int32_t>(index_.id(from));
    }
  }

  const CellIndex& index_;
  double radius_squared_;
  std::vector<double> core_;
  std::vector<double> reach_;
  std::vector<std::uint32_t> predecessor_;
  std::vector<std::uint8_t> is_taken_;
};

}  // namespace

void validate(const OpticsOptions& options) {
  require(options.radius_m > 0.0 && std::isfinite(options.radius_m), "radius_m", options.radius_m,
          "finite and above 0");
  require(options.min_points >= 2, "min_points", options.min_points, "at least 2");
}

OpticsOrdering optics(geography::PlanarView points, const OpticsOptions& options) {
  validate(options);
  require(points.size() <= static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()), "points.size()",
          points.size(), "below 2^31");
  const CellIndex index(points, detail::near_side(options.radius_m));
  return Walk(index, options).run();
}

}  // namespace libprofile::clusters
