// SPDX-License-Identifier: MIT
/// @file
/// A table of everything that is not known exactly, as a flow in its network that can be moved.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "libprofile/disclosure/detail/cell_limits.hpp"
#include "libprofile/disclosure/detail/cell_steps.hpp"

namespace libprofile::disclosure::detail {

inline constexpr std::int64_t kUnlimited = std::numeric_limits<std::int64_t>::max();

/// What a cell may hold by itself, both included. `most` is `kUnlimited` where nothing limits it.
struct CellBounds {
  std::int64_t least;
  std::int64_t most;
};

/// Cells with their bounds, and what each of them holds now.
class CellFlow {
 public:
  /// @param values  One a cell, within its bounds.
  CellFlow(std::size_t nodes, std::vector<CellArc> arcs, std::vector<CellBounds> bounds,
           std::vector<std::int64_t> values);

  [[nodiscard]] std::size_t nodes() const { return nodes_; }
  [[nodiscard]] std::size_t cells() const { return arcs_.size(); }
  [[nodiscard]] const CellArc& arc(std::uint32_t cell) const { return arcs_[cell]; }
  [[nodiscard]] const CellBounds& bounds(std::uint32_t cell) const { return bounds_[cell]; }
  [[nodiscard]] std::int64_t value(std::uint32_t cell) const { return values_[cell]; }
  [[nodiscard]] const CellSteps& steps() const { return steps_; }

  /// How far a cell can be moved by its own bounds; `kUnlimited` where nothing limits it.
  [[nodiscard]] std::int64_t room(const CellStep& step) const {
    const CellBounds& bounds = bounds_[step.cell];
    if (step.shift == Shift::down) {
      return values_[step.cell] - bounds.least;
    }
    return bounds.most == kUnlimited ? kUnlimited : bounds.most - values_[step.cell];
  }

  /// `amount` at most the room.
  void move(const CellStep& step, std::int64_t amount) {
    values_[step.cell] += step.shift == Shift::up ? amount : -amount;
  }

 private:
  std::size_t nodes_;
  std::vector<CellArc> arcs_;
  std::vector<CellBounds> bounds_;
  std::vector<std::int64_t> values_;
  CellSteps steps_;
};

enum class Fit : std::uint8_t { found, none, out_of_time };

/// Moves the cells until at every node as much flows in as out: from there on they are a table that fits.
///
/// Shortest ways first, many at a time (Dinic, 1970, Soviet Mathematics Doklady 11, pages 1277-1280).
///
/// @param excess  By node, what flows in less what flows out, cells that are known exactly included. Sums to 0.
[[nodiscard]] Fit make_fit(CellFlow& flow, std::vector<std::int64_t> excess, const Deadline& deadline);

}  // namespace libprofile::disclosure::detail
