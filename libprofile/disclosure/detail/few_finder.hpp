// SPDX-License-Identifier: MIT
/// @file
/// Looks in one part for a count that certainly is of a few persons.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "libprofile/disclosure/cross_release.hpp"
#include "libprofile/disclosure/detail/cell_limits.hpp"
#include "libprofile/disclosure/detail/linear_program.hpp"
#include "libprofile/disclosure/detail/release_part.hpp"
#include "libprofile/disclosure/detail/world_moves.hpp"

namespace libprofile::disclosure::detail {

/// Some unknowns, and which cells they come from.
struct Quantity {
  enum class Kind : std::uint8_t { unknown, number, difference, overlap } kind = Kind::unknown;
  std::vector<std::uint32_t> unknowns;
  /// Positions of cells; what is not used is 0.
  std::size_t first = 0;
  std::size_t second = 0;
};

struct Finding {
  CrossVerdict verdict = CrossVerdict::safe;
  Quantity quantity;
  std::int64_t least = 0;
  std::int64_t most = 0;
  /// Positions of the earlier releases whose numbers say so beside those of the new one, ascending.
  std::vector<std::uint32_t> with;
};

/// One search, over one part.
class FewFinder {
 public:
  /// Numbers of which every pair is looked at; beyond, pairs with one of the new release.
  static constexpr std::size_t kSmall = 2000;

  FewFinder(const ReleasePart& part, std::int64_t threshold, std::uint32_t added, const Deadline& deadline);

  [[nodiscard]] Finding run();

  [[nodiscard]] std::size_t solved() const { return solved_; }

 private:
  enum class Answer : std::uint8_t { harmless, few, out_of_time };

  [[nodiscard]] bool is_few(std::int64_t value) const { return value >= 1 && value < threshold_; }
  [[nodiscard]] bool may_be_few(const std::vector<std::uint32_t>& unknowns) const;
  [[nodiscard]] Answer ask(LinearProgram& program, const std::vector<std::uint32_t>& unknowns, Finding* found);
  [[nodiscard]] bool first_world();
  /// Looks for numbers inside others, one of which is new: what two of them give away needs no program.
  [[nodiscard]] bool look_at_nested();
  [[nodiscard]] bool is_few_within(std::size_t inner, std::size_t outer);
  void keep(const ProgramResult& result);
  /// Whether the search is over, with `finding_` set.
  [[nodiscard]] bool look_at(Quantity quantity);
  [[nodiscard]] bool look_at_pairs(std::size_t first);
  [[nodiscard]] bool is_new(const RefinedCell& cell) const;
  [[nodiscard]] std::vector<std::uint32_t> involved() const;
  [[nodiscard]] bool suffices(std::uint32_t release);

  const ReleasePart& part_;
  std::int64_t threshold_;
  std::uint32_t added_;
  const Deadline& deadline_;
  LinearProgram program_;
  std::vector<World> worlds_;
  /// Beside the first of them; after it was found.
  std::optional<WorldMoves> moves_;
  std::vector<std::vector<std::uint32_t>> cells_of_;
  /// By cell, in the first world.
  std::vector<std::int64_t> sums_;
  std::vector<std::uint32_t> binding_;
  std::size_t solved_ = 0;
  Finding finding_;
};

}  // namespace libprofile::disclosure::detail
