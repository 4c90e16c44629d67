// SPDX-License-Identifier: MIT
#include "libprofile/io/detail/distinct_points.hpp"

#include <bit>
#include <limits>

namespace libprofile::io::detail {
namespace {

constexpr std::uint32_t kFree = std::numeric_limits<std::uint32_t>::max();

/// The finaliser of SplitMix64 over both coordinates.
std::uint64_t hash(std::uint64_t x, std::uint64_t y) {
  std::uint64_t h = x * 0x9E3779B97F4A7C15U ^ std::rotl(y * 0xC2B2AE3D27D4EB4FU, 32);
  h = (h ^ (h >> 30U)) * 0xBF58476D1CE4E5B9U;
  h = (h ^ (h >> 27U)) * 0x94D049BB133111EBU;
  return h ^ (h >> 31U);
}

/// Open addressing over indices into the distinct points; at most half full.
class Table {
 public:
  explicit Table(DistinctPoints& points) : points_(points), slots_(kFirstSize, kFree) {}

  std::uint32_t find_or_add(double x, double y) {
    if (2 * (points_.xy.size() / 2 + 1) > slots_.size()) {
      grow();
    }
    const auto x_bits = std::bit_cast<std::uint64_t>(x);
    const auto y_bits = std::bit_cast<std::uint64_t>(y);
    std::size_t slot = hash(x_bits, y_bits) & (slots_.size() - 1);
    for (; slots_[slot] != kFree; slot = (slot + 1) & (slots_.size() - 1)) {
      const std::uint32_t candidate = slots_[slot];
      if (std::bit_cast<std::uint64_t>(points_.xy[2 * std::size_t{candidate}]) == x_bits &&
          std::bit_cast<std::uint64_t>(points_.xy[2 * std::size_t{candidate} + 1]) == y_bits) {
        return candidate;
      }
    }
    const auto added = static_cast<std::uint32_t>(points_.xy.size() / 2);
    slots_[slot] = added;
    points_.xy.push_back(x);
    points_.xy.push_back(y);
    return added;
  }

 private:
  static constexpr std::size_t kFirstSize = 1024;

  void grow() {
    slots_.assign(slots_.size() * 2, kFree);
    for (std::size_t i = 0; i < points_.xy.size() / 2; ++i) {
      std::size_t slot =
          hash(std::bit_cast<std::uint64_t>(points_.xy[2 * i]), std::bit_cast<std::uint64_t>(points_.xy[2 * i + 1])) &
          (slots_.size() - 1);
      while (slots_[slot] != kFree) {
        slot = (slot + 1) & (slots_.size() - 1);
      }
      slots_[slot] = static_cast<std::uint32_t>(i);
    }
  }

  DistinctPoints& points_;
  std::vector<std::uint32_t> slots_;
};

}  // namespace

DistinctPoints distinct_points(std::span<const double> xy) {
  DistinctPoints points;
  points.index.resize(xy.size() / 2);
  Table table(points);
  for (std::size_t i = 0; i < points.index.size(); ++i) {
    points.index[i] = table.find_or_add(xy[2 * i], xy[2 * i + 1]);
  }
  return points;
}

}  // namespace libprofile::io::detail
