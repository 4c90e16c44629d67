// SPDX-License-Identifier: MIT
#include "libprofile/geography/detail/cell_table.hpp"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <tuple>

#include "libprofile/core/parallel.hpp"

namespace libprofile::geography::detail {
namespace {

constexpr std::size_t kCellsPerVertex = 4;
constexpr std::size_t kMinCells = 1U << 10;
constexpr std::size_t kMaxCells = 1U << 24;
constexpr std::size_t kAreasPerTask = 32;
constexpr std::size_t kCellsPerTask = 1U << 16;

using Shared = std::atomic_ref<std::uint32_t>;

std::vector<AreaCells> cells_of_areas(const Polygons& polygons, const CellFrame& frame) {
  std::vector<AreaCells> parts((polygons.size() + kAreasPerTask - 1) / kAreasPerTask, AreaCells(polygons, frame));
  core::parallel_blocks(polygons.size(), kAreasPerTask, [&](std::size_t begin, std::size_t end) {
    AreaCells& part = parts[begin / kAreasPerTask];
    for (std::size_t area = begin; area < end; ++area) {
      part.add(static_cast<std::uint32_t>(area));
    }
  });
  return parts;
}

template <class Body>
void for_each_part(const std::vector<AreaCells>& parts, Body&& body) {
  core::parallel_for(
      parts.size(), [&](std::size_t i) { body(parts[i]); }, 1);
}

/// Leaves, in each cell that an outline passes, the boundary bit and the number of its runs.
void count_runs(const std::vector<AreaCells>& parts, std::vector<std::uint32_t>& cells) {
  for_each_part(parts, [&](const AreaCells& part) {
    for (const EdgeRun& run : part.runs) {
      Shared(cells[run.cell]).fetch_add(1, std::memory_order_relaxed);
    }
  });
  core::parallel_for(
      cells.size(), [&](std::size_t i) { cells[i] |= cells[i] != 0 ? kBoundaryBit : 0U; }, kCellsPerTask);
}

void cover_cell(std::uint32_t& cell, std::uint32_t area) {
  const Shared shared(cell);
  std::uint32_t seen = shared.load(std::memory_order_relaxed);
  if ((seen & kBoundaryBit) != 0) {
    shared.fetch_add(1, std::memory_order_relaxed);
    return;
  }
  while ((seen == 0 || seen > area + 1) && !shared.compare_exchange_weak(seen, area + 1, std::memory_order_relaxed)) {
  }
}

void cover_spans(const std::vector<AreaCells>& parts, std::vector<std::uint32_t>& cells) {
  for_each_part(parts, [&](const AreaCells& part) {
    for (const CellSpan& span : part.spans) {
      for (std::uint32_t i = 0; i < span.length; ++i) {
        cover_cell(cells[span.cell + i], span.area);
      }
    }
  });
}

/// Turns numbers of runs into numbers of records.
void number_records(CellTable& table) {
  const std::size_t tasks = (table.cells.size() + kCellsPerTask - 1) / kCellsPerTask;
  std::vector<std::uint32_t> first_record(tasks + 1, 0);
  std::vector<std::uint32_t> first_run(tasks + 1, 0);
  core::parallel_blocks(table.cells.size(), kCellsPerTask, [&](std::size_t begin, std::size_t end) {
    const std::size_t task = begin / kCellsPerTask;
    for (std::size_t i = begin; i < end; ++i) {
      if ((table.cells[i] & kBoundaryBit) != 0) {
        ++first_record[task + 1];
        first_run[task + 1] += table.cells[i] & ~kBoundaryBit;
      }
    }
  });
  for (std::size_t task = 0; task < tasks; ++task) {
    first_record[task + 1] += first_record[task];
    first_run[task + 1] += first_run[task];
  }
  table.record_runs.resize(first_record[tasks] + 1U);
  table.record_runs.back() = first_run[tasks];
  table.runs.resize(first_run[tasks]);
  core::parallel_blocks(table.cells.size(), kCellsPerTask, [&](std::size_t begin, std::size_t end) {
    std::uint32_t record = first_record[begin / kCellsPerTask];
    std::uint32_t run = first_run[begin / kCellsPerTask];
    for (std::size_t i = begin; i < end; ++i) {
      if ((table.cells[i] & kBoundaryBit) != 0) {
        table.record_runs[record] = run;
        run += table.cells[i] & ~kBoundaryBit;
        table.cells[i] = kBoundaryBit | record++;
      }
    }
  });
}

/// Fills the records in any order, then sorts each.
void fill_records(const std::vector<AreaCells>& parts, CellTable& table) {
  std::vector<std::uint32_t> next(table.record_runs);
  const auto add = [&](std::uint32_t record, const BoundaryRun& run) {
    table.runs[Shared(next[record]).fetch_add(1, std::memory_order_relaxed)] = run;
  };
  for_each_part(parts, [&](const AreaCells& part) {
    for (const EdgeRun& run : part.runs) {
      add(table.cells[run.cell] & ~kBoundaryBit, {run.area, run.first_edge, run.edges_and_inside});
    }
    for (const CellSpan& span : part.spans) {
      for (std::uint32_t i = 0; i < span.length; ++i) {
        const std::uint32_t cell = table.cells[span.cell + i];
        if ((cell & kBoundaryBit) != 0) {
          add(cell & ~kBoundaryBit, {span.area, 0, kInsideBit});
        }
      }
    }
  });
  core::parallel_for(table.record_runs.size() - 1, [&](std::size_t record) {
    std::sort(table.runs.begin() + table.record_runs[record], table.runs.begin() + table.record_runs[record + 1],
              [](const BoundaryRun& a, const BoundaryRun& b) {
                return std::tie(a.area, a.first_edge) < std::tie(b.area, b.first_edge);
              });
  });
}

}  // namespace

CellTable make_cell_table(const Polygons& polygons) {
  CellTable table;
  table.frame = make_cell_frame(extent_of(polygons),
                                std::clamp(kCellsPerVertex * polygons.vertices(), kMinCells, kMaxCells), kMaxCells);
  table.cells.assign(table.frame.cells(), 0);
  const std::vector<AreaCells> parts = cells_of_areas(polygons, table.frame);
  count_runs(parts, table.cells);
  cover_spans(parts, table.cells);
  number_records(table);
  fill_records(parts, table);
  return table;
}

}  // namespace libprofile::geography::detail
