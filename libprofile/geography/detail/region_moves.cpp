// SPDX-License-Identifier: MIT
#include "libprofile/geography/detail/region_moves.hpp"

#include <algorithm>
#include <utility>

#include "libprofile/core/progress.hpp"

namespace libprofile::geography::detail {
namespace {

constexpr int kMostRounds = 50;
/// A move must gain more than this share of the whole, so that rounding cannot send a place to and fro.
constexpr double kLeastGain = 1e-12;

class Mover {
 public:
  Mover(const RegionProblem& problem, std::vector<std::uint32_t>& region, std::size_t regions)
      : problem_(problem),
        region_(region),
        members_(regions, 0),
        size_(regions, 0.0),
        sums_(regions * problem.width, 0.0),
        seen_(region.size(), 0),
        least_gain_(kLeastGain * dissimilarity(problem, region, regions)) {
    for (std::size_t place = 0; place < region.size(); ++place) {
      add(place, region[place], 1.0);
    }
  }

  /// Whether any place moved.
  bool round() {
    bool has_moved = false;
    for (std::size_t place = 0; place < region_.size(); ++place) {
      has_moved = try_move(place) || has_moved;
    }
    return has_moved;
  }

 private:
  void add(std::size_t place, std::uint32_t to, double sign) {
    members_[to] += sign > 0.0 ? 1 : -1;
    size_[to] += sign * problem_.size[place];
    for (std::size_t k = 0; k < problem_.width; ++k) {
      sums_[to * problem_.width + k] += sign * problem_.attributes[place * problem_.width + k];
    }
  }

  /// Squared distance of a place from the mean of a region.
  [[nodiscard]] double squared_distance(std::size_t place, std::uint32_t region) const {
    double sum = 0.0;
    for (std::size_t k = 0; k < problem_.width; ++k) {
      const double mean = sums_[region * problem_.width + k] / static_cast<double>(members_[region]);
      const double away = problem_.attributes[place * problem_.width + k] - mean;
      sum += away * away;
    }
    return sum;
  }

  /// How much less dissimilar both regions are after the move.
  [[nodiscard]] double gain(std::size_t place, std::uint32_t from, std::uint32_t to) const {
    const auto n = static_cast<double>(members_[from]);
    const auto m = static_cast<double>(members_[to]);
    return squared_distance(place, from) * n / (n - 1.0) - squared_distance(place, to) * m / (m + 1.0);
  }

  bool try_move(std::size_t place) {
    const std::uint32_t from = region_[place];
    if (members_[from] < 2 || size_[from] - problem_.size[place] < problem_.floor) {
      return false;
    }
    std::uint32_t best = from;
    double best_gain = least_gain_;
    for (const std::uint32_t neighbour : problem_.weights.neighbours_of(place)) {
      const std::uint32_t to = region_[neighbour];
      if (to == from) {
        continue;
      }
      const double gained = gain(place, from, to);
      if (gained > best_gain || (gained == best_gain && best != from && to < best)) {
        best = to;
        best_gain = gained;
      }
    }
    if (best == from || !stays_connected(place)) {
      return false;
    }
    add(place, from, -1.0);
    add(place, best, 1.0);
    region_[place] = best;
    return true;
  }

  /// Whether the place's region is connected without it.
  bool stays_connected(std::size_t place) {
    ++round_;
    const std::uint32_t region = region_[place];
    seen_[place] = round_;
    std::vector<std::uint32_t> open;
    std::int64_t reached = 0;
    const auto visit = [&](std::uint32_t next) {
      if (region_[next] == region && seen_[next] != round_) {
        seen_[next] = round_;
        open.push_back(next);
        ++reached;
      }
    };
    for (const std::uint32_t neighbour : problem_.weights.neighbours_of(place)) {
      if (region_[neighbour] == region) {
        visit(neighbour);
        break;
      }
    }
    while (!open.empty()) {
      const std::uint32_t current = open.back();
      open.pop_back();
      for (const std::uint32_t neighbour : problem_.weights.neighbours_of(current)) {
        visit(neighbour);
      }
    }
    return reached == members_[region] - 1;
  }

  const RegionProblem& problem_;
  std::vector<std::uint32_t>& region_;
  std::vector<std::int64_t> members_;
  std::vector<double> size_;
  std::vector<double> sums_;
  std::vector<std::uint64_t> seen_;
  std::uint64_t round_ = 0;
  double least_gain_;
};

}  // namespace

double dissimilarity(const RegionProblem& problem, std::span<const std::uint32_t> region, std::size_t regions) {
  std::vector<double> mean(regions * problem.width, 0.0);
  std::vector<double> members(regions, 0.0);
  for (std::size_t place = 0; place < region.size(); ++place) {
    members[region[place]] += 1.0;
    for (std::size_t k = 0; k < problem.width; ++k) {
      mean[region[place] * problem.width + k] += problem.attributes[place * problem.width + k];
    }
  }
  double sum = 0.0;
  for (std::size_t place = 0; place < region.size(); ++place) {
    for (std::size_t k = 0; k < problem.width; ++k) {
      const double away = problem.attributes[place * problem.width + k] -
                          mean[region[place] * problem.width + k] / members[region[place]];
      sum += away * away;
    }
  }
  return sum;
}

void improve(const RegionProblem& problem, std::vector<std::uint32_t>& region, std::size_t regions) {
  Mover mover(problem, region, regions);
  for (int round = 0; round < kMostRounds && mover.round(); ++round) {
    core::current_cancellation().throw_if_cancelled();
  }
}

}  // namespace libprofile::geography::detail
