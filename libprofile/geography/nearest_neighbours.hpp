// SPDX-License-Identifier: MIT
/// @file
/// The nearest other points of each point.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "libprofile/geography/planar_view.hpp"

namespace libprofile::geography {

struct NearestNeighboursOptions {
  /// Neighbours of each point. At least 1 and below the number of points.
  std::int32_t k = 8;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const NearestNeighboursOptions& options);

/// k neighbours of each of n points, nearest first.
struct NearestNeighbours {
  std::size_t n = 0;
  std::size_t k = 0;
  /// n rows of k.
  std::unique_ptr<std::uint32_t[]> indices;
  std::unique_ptr<double[]> distances_m;

  [[nodiscard]] std::span<const std::uint32_t> indices_of(std::size_t i) const { return {indices.get() + i * k, k}; }
  [[nodiscard]] std::span<const double> distances_m_of(std::size_t i) const { return {distances_m.get() + i * k, k}; }
};

/// The k nearest other points of each point; of points equally far, those of lower index. Points at one place are
/// neighbours at distance 0. No points have no neighbours.
///
/// Distances are compared squared, dx * dx + dy * dy, each operation rounded once; what is returned is the square root.
/// @param points  Finite, no two further apart than 1e150 m along an axis. May be empty.
/// @throws InvalidArgument  for an option outside its range, k not below the number of points, or a coordinate that is
///   not finite, naming its position.
///
/// Exact. Time O(n (k + log n)) for points spread as usual, and for all at one place, in line or with one far from all
/// others too. Memory at most 48 bytes a point above input and result.
/// Method: Friedman, Bentley and Finkel (1977), ACM TOMS 3 (3), pages 209-226, for blocks of points of a Morton curve.
[[nodiscard]] NearestNeighbours nearest_neighbours(PlanarView points, const NearestNeighboursOptions& options = {});

}  // namespace libprofile::geography
