// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/rounds.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/progress.hpp"

namespace libprofile::risk::detail {
namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();
/// Hours that differ by less are equal: sums of the same times in another order.
constexpr double kSameHours = 1e-9;
constexpr std::size_t kAreasATask = 256;

class Search {
 public:
  Search(std::span<const double> ways, std::size_t areas, double hours, double visit_hours, std::size_t most_rounds)
      : ways_(ways), areas_(areas), hours_(hours), visit_hours_(visit_hours), most_rounds_(most_rounds) {}

  void extend(std::uint32_t first) {
    for (std::uint32_t area = first; area < areas_; ++area) {
      token_.throw_if_cancelled();
      set_.push_back(area);
      const double hours = static_cast<double>(set_.size()) * visit_hours_ +
                           (set_.size() < 2 ? 0.0 : shortest_way(set_, ways_, areas_).hours);
      if (hours <= hours_ + kSameHours) {
        keep(hours);
        if (set_.size() < kMostVisits) {
          extend(area + 1);
        }
      }
      set_.pop_back();
    }
  }

  Rounds found;

 private:
  void keep(double hours) {
    if (found.size() >= most_rounds_) {
      throw InvalidArgument("areas = " + std::to_string(areas_) + ": make more than " + std::to_string(most_rounds_) +
                            " different rounds; give only those in a tier or with a reserved share, fewer hours, or "
                            "longer visits");
    }
    found.areas.insert(found.areas.end(), set_.begin(), set_.end());
    found.offset.push_back(found.areas.size());
    found.hours.push_back(hours);
  }

  std::span<const double> ways_;
  std::size_t areas_;
  double hours_;
  double visit_hours_;
  std::size_t most_rounds_;
  std::vector<std::uint32_t> set_;
  core::CancellationToken token_ = core::current_cancellation();
};

}  // namespace

std::vector<double> shortest_ways(std::span<const double> travel_hours, std::size_t areas) {
  std::vector<double> ways(travel_hours.begin(), travel_hours.end());
  for (std::size_t by = 0; by < areas; ++by) {
    core::parallel_for(
        areas,
        [&](std::size_t from) {
          // No way to an area is shorter by that area itself, whose row the others read.
          for (std::size_t to = 0; from != by && to < areas; ++to) {
            ways[from * areas + to] =
                std::min(ways[from * areas + to], ways[from * areas + by] + ways[by * areas + to]);
          }
        },
        kAreasATask);
  }
  return ways;
}

Way shortest_way(std::span<const std::uint32_t> set, std::span<const double> ways, std::size_t areas) {
  const std::size_t count = set.size();
  const std::size_t masks = std::size_t{1} << count;
  // left[mask * count + at]: the shortest way from `at` through the areas that `mask` has not.
  std::vector<double> left(masks * count, kNever);
  std::fill_n(left.begin() + static_cast<std::ptrdiff_t>((masks - 1) * count), count, 0.0);
  const auto way = [&](std::size_t from, std::size_t to) { return ways[set[from] * areas + set[to]]; };
  for (std::size_t mask = masks - 1; mask-- > 1;) {
    for (std::size_t at = 0; at < count; ++at) {
      for (std::size_t to = 0; (mask >> at & 1U) != 0 && to < count; ++to) {
        if ((mask >> to & 1U) == 0) {
          double& best = left[mask * count + at];
          best = std::min(best, way(at, to) + left[(mask | std::size_t{1} << to) * count + to]);
        }
      }
    }
  }
  Way found{kNever, {}};
  std::size_t at = 0;
  for (std::size_t start = 0; start < count; ++start) {
    const double hours = left[(std::size_t{1} << start) * count + start];
    if (hours < found.hours - kSameHours) {
      found.hours = hours;
      at = start;
    }
  }
  std::size_t mask = std::size_t{1} << at;
  found.order.push_back(set[at]);
  while (mask != masks - 1) {
    for (std::size_t to = 0; to < count; ++to) {
      const std::size_t next = mask | std::size_t{1} << to;
      if (next != mask && way(at, to) + left[next * count + to] <= left[mask * count + at] + kSameHours) {
        found.order.push_back(set[to]);
        mask = next;
        at = to;
        break;
      }
    }
  }
  return found;
}

Rounds make_rounds(std::span<const double> ways, std::size_t areas, double hours, double visit_hours,
                   std::size_t most_rounds) {
  Search search(ways, areas, hours, visit_hours, most_rounds);
  search.extend(0);
  return std::move(search.found);
}

}  // namespace libprofile::risk::detail
