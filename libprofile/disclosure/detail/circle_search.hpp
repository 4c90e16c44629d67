// SPDX-License-Identifier: MIT
/// @file
/// Circles of cells, each of which can be raised or lowered, so that every sum stays as it is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "libprofile/disclosure/detail/cell_flow.hpp"

namespace libprofile::disclosure::detail {

/// How a search came to a node.
struct NodeMark {
  /// Which search, and from which of its ends.
  std::uint64_t search = 0;
  CellStep by{};
};

/// Looks for circles through cells, shortest first, from both ends: where there is none, the smaller side says so.
class CircleSearch {
 public:
  /// @param marks  One a node. Searches may share them where no step leads from the nodes of one to those of another.
  CircleSearch(const CellFlow& flow, std::vector<NodeMark>& marks) : flow_(flow), marks_(marks) {}

  /// Whether some circle raises (or lowers) the cell.
  [[nodiscard]] bool find(std::uint32_t cell, Shift shift);

  /// The steps of the circle found last, that through the cell first.
  [[nodiscard]] const std::vector<CellStep>& circle() const { return circle_; }

 private:
  /// One end of a search: the nodes that it reached last.
  struct Side {
    enum class Way : std::uint8_t { ahead, behind } way;
    std::uint64_t search = 0;
    std::uint32_t start = 0;
    std::vector<std::uint32_t> nodes{};
    /// Steps that lead from them.
    std::size_t steps = 0;
  };
  /// A step between a node reached from ahead and one reached from behind.
  struct Meeting {
    std::uint32_t ahead;
    CellStep step;
    std::uint32_t behind;
  };

  void begin(Side& side, std::uint32_t start);
  void reach(Side& side, std::uint32_t node, const CellStep& by);
  [[nodiscard]] std::optional<Meeting> expand(Side& side, const Side& other, std::uint32_t avoided);
  void trace(const Meeting& meeting);

  const CellFlow& flow_;
  std::vector<NodeMark>& marks_;
  std::uint64_t searches_ = 0;
  Side ahead_{Side::Way::ahead};
  Side behind_{Side::Way::behind};
  std::vector<std::uint32_t> expanded_;
  std::vector<CellStep> circle_;
};

}  // namespace libprofile::disclosure::detail
