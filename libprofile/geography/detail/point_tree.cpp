// SPDX-License-Identifier: MIT
#include "libprofile/geography/detail/point_tree.hpp"

#include <limits>
#include <utility>

#include <nanoflann.hpp>

namespace libprofile::geography::detail {
namespace {

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
