// SPDX-License-Identifier: MIT
/// @file
/// Identifiers of places, and the place of each.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace libprofile::geography::detail {

/// Numbers identifiers from 0 in order of arrival. The texts looked up must outlive it.
class IdIndex {
 public:
  /// The number of an identifier, a new one where it is new.
  std::uint32_t number(std::string_view id) {
    return number_.try_emplace(id, static_cast<std::uint32_t>(number_.size())).first->second;
  }
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view id) const {
    const auto found = number_.find(id);
    return found == number_.end() ? std::nullopt : std::optional(found->second);
  }
  [[nodiscard]] std::size_t size() const { return number_.size(); }

  /// In order of number.
  [[nodiscard]] std::vector<std::string> ids() const {
    std::vector<std::string> ids(number_.size());
    for (const auto& [id, number] : number_) {
      ids[number] = id;
    }
    return ids;
  }

 private:
  std::unordered_map<std::string_view, std::uint32_t> number_;
};

/// Throws `InvalidArgument` unless ids are as many as places (or none), not empty, without white space and all
/// different.
void require_ids(std::span<const std::string> ids, std::size_t places);

}  // namespace libprofile::geography::detail
