// SPDX-License-Identifier: MIT
#include "libprofile/clusters/detail/join_cells.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>

#include "libprofile/clusters/detail/cell_pair.hpp"
#include "libprofile/clusters/detail/point_group.hpp"
#include "libprofile/clusters/detail/union_find.hpp"
#include "libprofile/core/parallel.hpp"

namespace libprofile::clusters::detail {
namespace {

using geography::CellIndex;
using geography::CellRun;
using geography::OccupiedCell;

constexpr std::size_t kCellsPerTask = 1024;

class Joiner {
 public:
  Joiner(const CellIndex& index, const std::vector<std::uint8_t>& is_core, double radius_m)
      : index_(index),
        is_core_(is_core),
        radius_m_(radius_m),
        has_core_(index.cells().size()),
        cell_at_(std::make_unique_for_overwrite<std::uint32_t[]>(index.size())),
        sets_(index.cells().size()) {
    core::parallel_for(
        has_core_.size(),
        [&](std::size_t k) {
          const CellRun points = index_.cells()[k].points;
          std::fill(cell_at_.get() + points.begin, cell_at_.get() + points.end, static_cast<std::uint32_t>(k));
          const auto end = is_core_.begin() + points.end;
          has_core_[k] = std::find(is_core_.begin() + points.begin, end, std::uint8_t{1}) != end ? 1 : 0;
        },
        kCellsPerTask);
  }

  std::vector<std::uint32_t> join() {
    // Cells that touch first: where points are dense they join everything, and most other pairs need no distance.
    join_all([&](const OccupiedCell& cell, auto&& join_run) {
      join_run(index_.run(cell.row, cell.column + 1, cell.column + 1));
      join_run(index_.run(cell.row + 1, cell.column, cell.column));
    });
    join_all([&](const OccupiedCell& cell, auto&& join_run) {
      join_run(index_.run(cell.row, cell.column + 2, cell.column + kReach));
      for (std::int32_t step = 1; step <= kReach; ++step) {
        join_run(index_.run(cell.row + step, cell.column - kReach, cell.column + kReach));
      }
    });
    std::vector<std::uint32_t> roots(has_core_.size());
    core::parallel_for(roots.size(), [&](std::size_t k) { roots[k] = sets_.find(static_cast<std::uint32_t>(k)); });
    return roots;
  }

 private:
  /// Joins each cell with those that `for_runs` names, all of them after it: those before it join it themselves.
  template <class ForRuns>
  void join_all(ForRuns&& for_runs) {
    core::parallel_blocks(has_core_.size(), kCellsPerTask, [&](std::size_t begin, std::size_t end) {
      CellPair pair(index_, is_core_, radius_m_);
      for (std::size_t k = begin; k < end; ++k) {
        const auto cell = static_cast<std::uint32_t>(k);
        if (has_core_[k] != 0) {
          for_runs(index_.cells()[k], [&](CellRun run) { join_with(cell, run, pair); });
        }
      }
    });
  }

  void join_with(std::uint32_t cell, CellRun run, CellPair& pair) {
    for (std::uint32_t position = run.begin; position < run.end;) {
      const std::uint32_t other = cell_at_[position];
      const CellRun there = index_.cells()[other].points;
      position = there.end;
      if (has_core_[other] != 0 && sets_.find(cell) != sets_.find(other) &&
          pair.are_near(index_.cells()[cell].points, there)) {
        sets_.join(cell, other);
      }
    }
  }

  const CellIndex& index_;
  const std::vector<std::uint8_t>& is_core_;
  double radius_m_;
  std::vector<std::uint8_t> has_core_;
  std::unique_ptr<std::uint32_t[]> cell_at_;
  UnionFind sets_;
};

}  // namespace

std::vector<std::uint32_t> join_cells(const CellIndex& index, const std::vector<std::uint8_t>& is_core,
                                      double radius_m) {
  return Joiner(index, is_core, radius_m).join();
}

}  // namespace libprofile::clusters::detail
