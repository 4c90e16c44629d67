// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/name_parts.hpp"

#include <algorithm>
#include <stdexcept>

namespace libprofile::disclosure::detail {
namespace {

/// Deeper than any geography, and shallow enough for the stack.
constexpr std::size_t kDeepest = 50;

}  // namespace

void NameParts::define(std::string_view whole, const std::vector<std::string_view>& parts) {
  Definition definition(parts.begin(), parts.end());
  std::sort(definition.begin(), definition.end());
  // An area that is made of itself alone is as if nothing had been said.
  if (definition.empty() || (definition.size() == 1 && definition.front() == whole)) {
    return;
  }
  definitions_[std::string(whole)].insert(std::move(definition));
}

PartSet NameParts::parts_of(const Definition& definition) {
  PartSet all;
  for (const std::string& part : definition) {
    const PartSet& parts = resolve(part);
    all.insert(all.end(), parts.begin(), parts.end());
  }
  std::sort(all.begin(), all.end());
  if (std::adjacent_find(all.begin(), all.end()) != all.end()) {
    throw std::invalid_argument("'" + definition.front() + "' and its neighbours share a part");
  }
  return all;
}

const PartSet& NameParts::resolve(std::string_view name) {
  if (const auto known = resolved_.find(name); known != resolved_.end()) {
    return known->second;
  }
  const auto defined = definitions_.find(name);
  if (defined == definitions_.end()) {
    const auto number = static_cast<std::uint32_t>(numbers_.size());
    numbers_.emplace(name, number);
    return resolved_[std::string(name)] = {number};
  }
  const auto [entry, is_new] = open_.emplace(name);
  if (!is_new || open_.size() > kDeepest) {
    throw std::invalid_argument("'" + std::string(name) + "' is part of itself");
  }
  PartSet parts;
  for (const Definition& definition : defined->second) {
    PartSet found = parts_of(definition);
    if (!parts.empty() && parts != found) {
      throw std::invalid_argument("'" + std::string(name) + "' has other parts in one release than in another");
    }
    parts = std::move(found);
  }
  open_.erase(entry);
  return resolved_[std::string(name)] = std::move(parts);
}

PartSet united(const std::vector<const PartSet*>& sets) {
  PartSet all;
  for (const PartSet* const set : sets) {
    all.insert(all.end(), set->begin(), set->end());
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

bool is_within(const PartSet& inner, const PartSet& outer) {
  return std::includes(outer.begin(), outer.end(), inner.begin(), inner.end());
}

bool are_disjoint(const PartSet& a, const PartSet& b) {
  auto i = a.begin();
  auto j = b.begin();
  while (i != a.end() && j != b.end()) {
    if (*i == *j) {
      return false;
    }
    *i < *j ? ++i : ++j;
  }
  return true;
}

}  // namespace libprofile::disclosure::detail
