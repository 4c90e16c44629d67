// SPDX-License-Identifier: MIT
#include "libprofile/clusters/optics_clusters.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "libprofile/core/error.hpp"

namespace libprofile::clusters {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::size_t kOutside = std::numeric_limits<std::size_t>::max();

enum class Slope : std::uint8_t { steep_down, down, level, up, steep_up };

struct SteepDown {
  std::size_t begin;
  std::size_t last;
  /// The highest place of the plot between this slope and the place looked at.
  double highest_since;
};

class XiSearch {
 public:
  XiSearch(const OpticsOrdering& order, const XiOptions& options) : options_(options), lower_(1.0 - options.xi) {
    const std::size_t n = order.ordering.size();
    std::vector<std::size_t> place_of(n);
    for (std::size_t place = 0; place < n; ++place) {
      place_of[order.ordering[place]] = place;
      height_.push_back(order.reachability_m[order.ordering[place]]);
    }
    height_.push_back(kInfinity);
    for (std::size_t place = 0; place < n; ++place) {
      const std::int32_t from = order.predecessor[order.ordering[place]];
      predecessor_.push_back(from < 0 ? kOutside : place_of[static_cast<std::size_t>(from)]);
      slope_.push_back(slope_between(height_[place], height_[place + 1]));
    }
  }

  std::vector<PlotRange> run() {
    double highest = 0.0;
    for (std::size_t place = 0; place < slope_.size();) {
      highest = std::max(highest, height_[place]);
      const Slope slope = slope_[place];
      if (slope != Slope::steep_down && slope != Slope::steep_up) {
        ++place;
        continue;
      }
      forget_shallow(highest);
      const std::size_t last = end_of_slope(place, slope);
      if (slope == Slope::steep_down) {
        down_.push_back({place, last, 0.0});
      } else {
        close_clusters(place, last);
      }
      place = last + 1;
      highest = height_[place];
    }
    return found_;
  }

 private:
  [[nodiscard]] Slope slope_between(double here, double next) const {
    const double ratio = here / next;
    if (ratio <= lower_) {
      return Slope::steep_up;
    }
    if (ratio >= 1.0 / lower_) {
      return Slope::steep_down;
    }
    // Between two infinite places there is no slope: the ratio is NaN.
    return ratio > 1.0 ? Slope::down : ratio < 1.0 ? Slope::up : Slope::level;
  }

  /// Slopes down that a place as high as almost their begin followed are no begin of a cluster any more.
  void forget_shallow(double highest) {
    std::erase_if(down_, [&](const SteepDown& slope) { return !(highest <= height_[slope.begin] * lower_); });
    if (std::isinf(highest)) {
      down_.clear();
    }
    for (SteepDown& slope : down_) {
      slope.highest_since = std::max(slope.highest_since, highest);
    }
  }

  /// The last steep place of a slope that never turns and pauses over at most `min_points` places at a time.
  [[nodiscard]] std::size_t end_of_slope(std::size_t begin, Slope steep) const {
    const bool is_down = steep == Slope::steep_down;
    std::size_t last = begin;
    std::int32_t pause = 0;
    for (std::size_t place = begin; place < slope_.size(); ++place) {
      const Slope slope = slope_[place];
      const bool turns =
          is_down ? slope == Slope::up || slope == Slope::steep_up : slope == Slope::down || slope == Slope::steep_down;
      if (slope == steep) {
        pause = 0;
        last = place;
      } else if (turns || ++pause > options_.min_points) {
        break;
      }
    }
    return last;
  }

  void close_clusters(std::size_t up_begin, std::size_t up_last) {
    const std::size_t before = found_.size();
    for (const SteepDown& down : down_) {
      if (const auto range = cluster_between(down, up_begin, up_last)) {
        found_.push_back(*range);
      }
    }
    // The later the slope down, the smaller the cluster: those come first.
    std::reverse(found_.begin() + static_cast<std::ptrdiff_t>(before), found_.end());
  }

  [[nodiscard]] std::optional<PlotRange> cluster_between(const SteepDown& down, std::size_t up_begin,
                                                         std::size_t up_last) const {
    std::size_t first = down.begin;
    std::size_t last = up_last;
    const double height_begin = height_[down.begin];
    const double height_end = height_[up_last + 1];
    if (height_end * lower_ < down.highest_since) {
      return std::nullopt;
    }
    if (height_begin * lower_ >= height_end) {
      while (height_[first + 1] > height_end && first < down.last) {
        ++first;
      }
    } else if (height_end * lower_ >= height_begin) {
      while (height_[last - 1] > height_begin && last > up_begin) {
        --last;
      }
    }
    while (first < last && !(height_[first] > height_[last]) &&
           !(predecessor_[last] >= first && predecessor_[last] < last)) {
      --last;
    }
    const bool is_large = last - first + 1 >= static_cast<std::size_t>(options_.min_cluster_size);
    if (first >= last || !is_large || first > down.last || last < up_begin) {
      return std::nullopt;
    }
    return PlotRange{first, last + 1};
  }

  XiOptions options_;
  double lower_;
  /// The plot, and one infinite place beyond it.
  std::vector<double> height_;
  std::vector<std::size_t> predecessor_;
  std::vector<Slope> slope_;
  std::vector<SteepDown> down_;
  std::vector<PlotRange> found_;
};

}  // namespace

std::vector<std::int32_t> cut_at(const OpticsOrdering& order, double radius_m) {
  require(radius_m > 0.0 && std::isfinite(radius_m), "radius_m", radius_m, "finite and above 0");
  std::vector<std::int32_t> labels(order.ordering.size(), kNoise);
  std::int32_t cluster = kNoise;
  for (const std::uint32_t i : order.ordering) {
    const bool is_reached = order.reachability_m[i] <= radius_m;
    const bool is_core = order.core_distance_m[i] <= radius_m;
    if (!is_reached && is_core) {
      ++cluster;
    }
    labels[i] = is_reached || is_core ? cluster : kNoise;
  }
  return labels;
}

void validate(const XiOptions& options) {
  require(options.xi > 0.0 && options.xi < 1.0, "xi", options.xi, "above 0 and below 1");
  require(options.min_points >= 2, "min_points", options.min_points, "at least 2");
  require(options.min_cluster_size >= 2, "min_cluster_size", options.min_cluster_size, "at least 2");
}

std::vector<PlotRange> xi_clusters(const OpticsOrdering& order, const XiOptions& options) {
  validate(options);
  return XiSearch(order, options).run();
}

std::vector<std::int32_t> innermost_labels(const OpticsOrdering& order, const std::vector<PlotRange>& ranges) {
  std::vector<std::int32_t> at_place(order.ordering.size(), kNoise);
  std::int32_t next = 0;
  for (const PlotRange& range : ranges) {
    const auto begin = at_place.begin() + static_cast<std::ptrdiff_t>(range.begin);
    const auto end = at_place.begin() + static_cast<std::ptrdiff_t>(range.end);
    if (std::all_of(begin, end, [](std::int32_t label) { return label == kNoise; })) {
      std::fill(begin, end, next++);
    }
  }
  std::vector<std::int32_t> labels(at_place.size());
  for (std::size_t place = 0; place < at_place.size(); ++place) {
    labels[order.ordering[place]] = at_place[place];
  }
  return labels;
}

}  // namespace libprofile::clusters
