// SPDX-License-Identifier: MIT
#include "libprofile/clusters/detail/cell_pair.hpp"

#include <algorithm>

namespace libprofile::clusters::detail {
namespace {

using geography::CellRun;

/// Points of each cell looked at before anything else: in dense places a pair of them is near.
constexpr std::uint32_t kFirst = 4;
/// Up to so many pairs are compared one by one; of more, one side is halved.
constexpr std::size_t kFewPairs = 1024;

double squared(double dx, double dy) {
  return dx * dx + dy * dy;
}

double gap(double min_a, double max_a, double min_b, double max_b) {
  return std::max({0.0, min_b - max_a, min_a - max_b});
}

double squared_gap(const Box& p, const Box& q) {
  return squared(gap(p.x_min, p.x_max, q.x_min, q.x_max), gap(p.y_min, p.y_max, q.y_min, q.y_max));
}

Box box_around(std::span<const Spot> spots) {
  Box box;
  for (const Spot& spot : spots) {
    box.add(spot.x, spot.y);
  }
  return box;
}

bool any_pair_near(std::span<const Spot> a, std::span<const Spot> b, double radius_squared) {
  for (const Spot& p : a) {
    for (const Spot& q : b) {
      if (squared(q.x - p.x, q.y - p.y) <= radius_squared) {
        return true;
      }
    }
  }
  return false;
}

/// Splits at the median of the longer side of the box.
std::size_t halve(std::span<Spot> spots, const Box& box) {
  const std::size_t half = spots.size() / 2;
  const auto middle = spots.begin() + static_cast<std::ptrdiff_t>(half);
  if (box.x_max - box.x_min >= box.y_max - box.y_min) {
    std::nth_element(spots.begin(), middle, spots.end(), [](const Spot& p, const Spot& q) { return p.x < q.x; });
  } else {
    std::nth_element(spots.begin(), middle, spots.end(), [](const Spot& p, const Spot& q) { return p.y < q.y; });
  }
  return half;
}

}  // namespace

void Box::add(double x, double y) {
  x_min = std::min(x_min, x);
  y_min = std::min(y_min, y);
  x_max = std::max(x_max, x);
  y_max = std::max(y_max, y);
}

bool any_near(std::span<Spot> a, std::span<Spot> b, double radius_squared) {
  if (a.size() * b.size() <= kFewPairs) {
    return any_pair_near(a, b, radius_squared);
  }
  const Box box_a = box_around(a);
  const Box box_b = box_around(b);
  if (squared_gap(box_a, box_b) > radius_squared) {
    return false;
  }
  const bool is_a_larger = a.size() >= b.size();
  const std::span<Spot> larger = is_a_larger ? a : b;
  const std::span<Spot> other = is_a_larger ? b : a;
  const std::size_t half = halve(larger, is_a_larger ? box_a : box_b);
  return any_near(larger.first(half), other, radius_squared) || any_near(larger.subspan(half), other, radius_squared);
}

bool CellPair::are_near(CellRun a, CellRun b) {
  if (first_are_near(a, b)) {
    return true;
  }
  a_.clear();
  b_.clear();
  take_near(box_of(b), a, a_);
  take_near(box_around(a_), b, b_);
  return any_near(a_, b_, radius_squared_);
}

bool CellPair::first_are_near(CellRun a, CellRun b) const {
  const std::uint32_t end_a = std::min(a.end, a.begin + kFirst);
  const std::uint32_t end_b = std::min(b.end, b.begin + kFirst);
  for (std::uint32_t i = a.begin; i < end_a; ++i) {
    for (std::uint32_t j = b.begin; j < end_b; ++j) {
      const double distance = squared(index_.x(j) - index_.x(i), index_.y(j) - index_.y(i));
      if (distance <= radius_squared_ && is_core_[i] != 0 && is_core_[j] != 0) {
        return true;
      }
    }
  }
  return false;
}

Box CellPair::box_of(CellRun points) const {
  Box box;
  for (std::uint32_t k = points.begin; k < points.end; ++k) {
    if (is_core_[k] != 0) {
      box.add(index_.x(k), index_.y(k));
    }
  }
  return box;
}

/// Core points no further from the box than the radius. Points at one place follow one another only once.
void CellPair::take_near(const Box& box, CellRun points, std::vector<Spot>& taken) const {
  for (std::uint32_t k = points.begin; k < points.end; ++k) {
    const Spot spot{index_.x(k), index_.y(k)};
    const double distance =
        squared(gap(box.x_min, box.x_max, spot.x, spot.x), gap(box.y_min, box.y_max, spot.y, spot.y));
    const bool repeats = !taken.empty() && taken.back().x == spot.x && taken.back().y == spot.y;
    if (is_core_[k] != 0 && distance <= radius_squared_ && !repeats) {
      taken.push_back(spot);
    }
  }
}

}  // namespace libprofile::clusters::detail
