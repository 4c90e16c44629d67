// SPDX-License-Identifier: MIT
#include "libprofile/clusters/detail/label_points.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <memory>
#include <utility>

#include "libprofile/clusters/detail/near_lanes.hpp"
#include "libprofile/clusters/detail/number_sets.hpp"
#include "libprofile/clusters/detail/point_group.hpp"
#include "libprofile/clusters/labels.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/progress.hpp"

namespace libprofile::clusters::detail {
namespace {

using geography::CellIndex;
using geography::CellRun;
using geography::OccupiedCell;

class Labeller {
 public:
  Labeller(const CellIndex& index, const std::vector<std::uint8_t>& is_core, double radius_m)
      : index_(index),
        is_core_(is_core),
        radius_squared_(radius_m * radius_m),
        find_nearest_(find_nearest()),
        at_position_(std::make_unique_for_overwrite<std::int32_t[]>(index.size())) {}

  std::vector<std::int32_t> label(const std::vector<std::uint32_t>& root_of_cell) {
    label_core_points(number_cells(root_of_cell));
    std::vector<std::int32_t> labels(index_.size(), kNoise);
    core::parallel_blocks(index_.cells().size(), cells_per_task(index_), [&](std::size_t begin, std::size_t end) {
      PointGroup group;
      for (std::size_t k = begin; k < end; ++k) {
        label_cell(index_.cells()[k], group, labels);
      }
      label_group(group, labels);
    });
    return labels;
  }

 private:
  /// The label of each cell's core points.
  [[nodiscard]] std::vector<std::int32_t> number_cells(const std::vector<std::uint32_t>& root_of_cell) const {
    std::vector<std::uint32_t> first_id(root_of_cell.size(), kNoId);
    core::parallel_for(first_id.size(), [&](std::size_t cell) {
      const CellRun points = index_.cells()[cell].points;
      for (std::uint32_t k = points.begin; k < points.end; ++k) {
        first_id[cell] = is_core_[k] != 0 ? std::min(first_id[cell], index_.id(k)) : first_id[cell];
      }
    });
    return number_sets(std::move(first_id), root_of_cell);
  }

  void label_core_points(const std::vector<std::int32_t>& label_of_cell) {
    core::parallel_for(
        label_of_cell.size(),
        [&](std::size_t cell) {
          const CellRun points = index_.cells()[cell].points;
          for (std::uint32_t k = points.begin; k < points.end; ++k) {
            at_position_[k] = is_core_[k] != 0 ? label_of_cell[cell] : kNoise;
          }
        },
        cells_per_task(index_));
  }

  void label_cell(const OccupiedCell& cell, PointGroup& group, std::vector<std::int32_t>& labels) const {
    for (std::uint32_t k = cell.points.begin; k < cell.points.end; ++k) {
      if (is_core_[k] != 0) {
        labels[index_.id(k)] = at_position_[k];
        continue;
      }
      if (!group.has_room_for(cell)) {
        label_group(group, labels);
      }
      group.add(cell, k);
    }
  }

  void label_group(PointGroup& group, std::vector<std::int32_t>& labels) const {
    cancellation_.throw_if_cancelled();
    Nearest at;
    at.distance = all_lanes(radius_squared_);
    for (std::size_t lane = 0; lane < group.size(); ++lane) {
      at.x[lane] = index_.x(group[lane]);
      at.y[lane] = index_.y(group[lane]);
    }
    group.for_rows_around(index_, [&](CellRun run) {
      find_nearest_({index_.x_data(), index_.y_data(), nullptr}, at_position_.get(), run.begin, run.end, at);
      return true;
    });
    for (std::size_t lane = 0; lane < group.size(); ++lane) {
      if (at.label[lane] < std::numeric_limits<double>::infinity()) {
        labels[index_.id(group[lane])] = static_cast<std::int32_t>(at.label[lane]);
      }
    }
    group.clear();
  }

  const CellIndex& index_;
  const std::vector<std::uint8_t>& is_core_;
  double radius_squared_;
  FindNearest* find_nearest_;
  /// Of core points; of others `kNoise`.
  std::unique_ptr<std::int32_t[]> at_position_;
  core::CancellationToken cancellation_ = core::current_cancellation();
};

}  // namespace

std::vector<std::int32_t> label_points(const CellIndex& index, const std::vector<std::uint8_t>& is_core,
                                       const std::vector<std::uint32_t>& root_of_cell, double radius_m) {
  return Labeller(index, is_core, radius_m).label(root_of_cell);
}

}  // namespace libprofile::clusters::detail
