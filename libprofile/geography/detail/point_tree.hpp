// SPDX-License-Identifier: MIT
/// @file
/// The points around a point, by a k-d tree.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "libprofile/geography/planar_view.hpp"

namespace libprofile::geography::detail {

/// Built once, asked from any thread. Distances are squared, dx * dx + dy * dy, each operation rounded once. The points
/// must be finite, at least one, and outlive the tree.
class PointTree {
 public:
  explicit PointTree(PlanarView points);
  ~PointTree();
  PointTree(const PointTree&) = delete;
  PointTree& operator=(const PointTree&) = delete;

  /// Adds every point within a squared distance of point i, the bound included, itself left out; in no order.
  void add_within(std::size_t i, double squared_m2, std::vector<std::uint32_t>& row) const;

  /// Whether `holds(j)` for some point within a squared distance of point i, itself left out.
  [[nodiscard]] bool any_within(std::size_t i, double squared_m2,
                                const std::function<bool(std::uint32_t)>& holds) const;

 private:
  struct Index;
  std::unique_ptr<const Index> index_;
};

}  // namespace libprofile::geography::detail
