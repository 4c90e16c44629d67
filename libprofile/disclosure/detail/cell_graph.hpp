// SPDX-License-Identifier: MIT
/// @file
/// Moving persons round circles of withheld cells, so that every shown sum stays as it is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "libprofile/disclosure/detail/cell_steps.hpp"

namespace libprofile::disclosure::detail {

/// What a cell of the graph is before any circle goes through it.
struct GraphCell {
  CellArc arc;
  std::int64_t count;
  /// What everybody knows it to hold at least, once it is withheld.
  std::int64_t least;
  bool is_withheld;
  /// Whether it may become withheld.
  bool is_usable;
};

/// The cells of a table as arcs of its network, some of them withheld.
///
/// To say that a withheld cell could hold `amount` more is to give another table with the same shown cells: a circle of
/// cells through it, each raised or lowered by as much. Along an arc a cell is raised, without limit; against it, it is
/// lowered, down to its `least`.
class CellGraph {
 public:
  CellGraph(std::size_t nodes, std::vector<GraphCell> cells);

  /// Withholds the cheapest cells that let `cell` be `amount` higher (or lower), and appends them to `added`. A cell
  /// that is withheld already costs nothing, any other its count; of equally cheap circles a shorter one is taken.
  ///
  /// @returns How much room there is then: less than `amount` where no circle gives more.
  std::int64_t make_room(std::size_t cell, Shift shift, std::int64_t amount, std::vector<std::size_t>& added);

  /// How much higher (or lower) `cell` may be as things are, up to `most`.
  [[nodiscard]] std::int64_t room(std::size_t cell, Shift shift, std::int64_t most);

  [[nodiscard]] bool is_withheld(std::size_t cell) const { return cells_[cell].is_withheld; }

 private:
  /// Which cells a search may go through.
  enum class Through { withheld, usable };
  struct Distance {
    std::int64_t cost;
    std::uint32_t steps;

    friend auto operator<=>(const Distance&, const Distance&) = default;
  };

  [[nodiscard]] std::optional<Distance> longer(const Distance& distance, const CellStep& step, std::size_t avoided,
                                               Through through) const;
  [[nodiscard]] bool find_path(std::size_t from, std::size_t to, std::size_t avoided, Through through);
  /// Makes circles through the cell until it is `most` higher (or lower) or there are no more; returns how much it is.
  std::int64_t circulate(std::size_t cell, Shift shift, std::int64_t most, Through through);
  [[nodiscard]] std::int64_t room_of(const CellStep& step) const;
  /// Moves up to `most` along the path found; returns how many.
  std::int64_t push(std::size_t from, std::size_t to, std::int64_t most);
  void clear_flow();

  std::vector<GraphCell> cells_;
  CellSteps steps_;
  /// Of the circles being made: what each cell is raised by, and which cells were touched.
  std::vector<std::int64_t> flow_;
  std::vector<std::size_t> touched_;
  /// Of the search: valid where `visited_` has the number of this search.
  std::uint32_t search_ = 0;
  std::vector<std::uint32_t> visited_;
  std::vector<Distance> distance_;
  std::vector<CellStep> came_by_;
};

}  // namespace libprofile::disclosure::detail
