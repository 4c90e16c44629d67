// SPDX-License-Identifier: MIT
/// @file
/// Which names are made of which, and the smallest parts of each.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace libprofile::disclosure::detail {

/// Numbers of smallest parts, ascending.
using PartSet = std::vector<std::uint32_t>;

/// Resolves names of areas or categories to their smallest parts, by what any release says of them.
class NameParts {
 public:
  /// Says that `whole` consists of `parts`. Saying so twice, otherwise, is no fault until the name is resolved.
  void define(std::string_view whole, const std::vector<std::string_view>& parts);

  /// Whether anybody said what the name consists of.
  [[nodiscard]] bool is_defined(std::string_view name) const { return definitions_.find(name) != definitions_.end(); }

  /// @throws std::invalid_argument  where a name is part of itself, or is made of other parts by one release than by
  ///                                another, naming it.
  [[nodiscard]] const PartSet& resolve(std::string_view name);

  [[nodiscard]] std::size_t size() const { return numbers_.size(); }

 private:
  using Definition = std::vector<std::string>;

  [[nodiscard]] PartSet parts_of(const Definition& definition);

  std::map<std::string, std::set<Definition>, std::less<>> definitions_;
  std::map<std::string, PartSet, std::less<>> resolved_;
  std::map<std::string, std::uint32_t, std::less<>> numbers_;
  std::set<std::string, std::less<>> open_;
};

/// All of `sets` together.
[[nodiscard]] PartSet united(const std::vector<const PartSet*>& sets);

/// Whether every part of `inner` is in `outer`.
[[nodiscard]] bool is_within(const PartSet& inner, const PartSet& outer);

[[nodiscard]] bool are_disjoint(const PartSet& a, const PartSet& b);

}  // namespace libprofile::disclosure::detail
