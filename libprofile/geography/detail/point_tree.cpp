// SPDX-License-Identifier: MIT
#include "libprofile/geography/detail/point_tree.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include <nanoflann.hpp>

namespace libprofile::geography::detail {
namespace {

using Found = std::pair<double, std::uint32_t>;

struct PointCloud {
  PlanarView points;

  [[nodiscard]] std::size_t kdtree_get_point_count() const { return points.size(); }
  [[nodiscard]] double kdtree_get_pt(std::size_t i, std::size_t axis) const {
    return axis == 0 ? points.x(i) : points.y(i);
  }
  template <class Box>
  bool kdtree_get_bbox(Box&) const {
    return false;
  }
};

using Tree =
    nanoflann::KDTreeSingleIndexAdaptor<nanoflann::L2_Simple_Adaptor<double, PointCloud>, PointCloud, 2, std::uint32_t>;

/// A bound for the tree to prune with that no rounding of its own brings below the true one.
double with_slack(double squared_m2) {
  return squared_m2 * (1.0 + 1e-12) + std::numeric_limits<double>::min();
}

/// The k nearest by distance, then index, in ascending order; the name of its functions is nanoflann's.
class NearestFew {
 public:
  using DistanceType = double;

  NearestFew(std::size_t k, std::uint32_t self, std::vector<Found>& found) : k_(k), self_(self), found_(found) {
    found_.clear();
  }
  bool addPoint(double squared_m2, std::uint32_t index) {
    const Found candidate(squared_m2, index);
    if (index == self_ || (full() && !(candidate < found_.back()))) {
      return true;
    }
    found_.insert(std::upper_bound(found_.begin(), found_.end(), candidate), candidate);
    if (found_.size() > k_) {
      found_.pop_back();
    }
    return true;
  }
  [[nodiscard]] bool full() const { return found_.size() == k_; }
  [[nodiscard]] std::size_t size() const { return found_.size(); }
  [[nodiscard]] double worstDist() const {
    return full() ? with_slack(found_.back().first) : std::numeric_limits<double>::max();
  }

 private:
  std::size_t k_;
  std::uint32_t self_;
  std::vector<Found>& found_;
};

/// Calls `go_on(index)` for every point within a squared distance, the bound included, until it says no.
template <class GoOn>
class EachWithin {
 public:
  using DistanceType = double;

  EachWithin(double squared_m2, std::uint32_t self, GoOn go_on)
      : squared_m2_(squared_m2), self_(self), go_on_(std::move(go_on)) {}
  bool addPoint(double squared_m2, std::uint32_t index) {
    return squared_m2 > squared_m2_ || index == self_ || go_on_(index);
  }
  [[nodiscard]] bool full() const { return true; }
  [[nodiscard]] std::size_t size() const { return 0; }
  [[nodiscard]] double worstDist() const { return with_slack(squared_m2_); }

 private:
  double squared_m2_;
  std::uint32_t self_;
  GoOn go_on_;
};

}  // namespace

struct PointTree::Index {
  explicit Index(PlanarView points) : cloud{points}, tree(2, cloud, nanoflann::KDTreeSingleIndexAdaptorParams(16)) {}

  template <class Result>
  void find(Result& result, std::size_t i) const {
    const double place[2] = {cloud.points.x(i), cloud.points.y(i)};
    tree.findNeighbors(result, place, {});
  }

  PointCloud cloud;
  Tree tree;
};

PointTree::PointTree(PlanarView points) : index_(std::make_unique<const Index>(points)) {}
PointTree::~PointTree() = default;

double PointTree::add_nearest(std::size_t i, std::size_t k, std::vector<std::uint32_t>& row) const {
  std::vector<Found> found;
  NearestFew nearest(k, static_cast<std::uint32_t>(i), found);
  index_->find(nearest, i);
  std::transform(found.begin(), found.end(), std::back_inserter(row), [](const Found& one) { return one.second; });
  return found.back().first;
}

void PointTree::add_within(std::size_t i, double squared_m2, std::vector<std::uint32_t>& row) const {
  EachWithin within(squared_m2, static_cast<std::uint32_t>(i), [&row](std::uint32_t j) {
    row.push_back(j);
    return true;
  });
  index_->find(within, i);
}

bool PointTree::any_within(std::size_t i, double squared_m2, const std::function<bool(std::uint32_t)>& holds) const {
  bool any = false;
  EachWithin within(squared_m2, static_cast<std::uint32_t>(i), [&](std::uint32_t j) {
    any = holds(j);
    return !any;
  });
  index_->find(within, i);
  return any;
}

}  // namespace libprofile::geography::detail
