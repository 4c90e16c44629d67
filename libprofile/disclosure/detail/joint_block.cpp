// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/joint_block.hpp"

#include <algorithm>
#include <limits>

namespace libprofile::disclosure::detail {

JointBlock::JointBlock(const JointRelease& release, const std::vector<AuditedTree>& audited,
                       const std::vector<std::size_t>& tables) {
  for (const std::size_t table : tables) {
    const AuditedTree& tree = audited[table];
    const auto at = blocks_.emplace(table, AuditBlock(tree, tree.tree.levels() - 1, 0, tree.table->band)).first;
    add(at->second, table);
  }
  for (const std::vector<TablePlace>& number : release.shared) {
    for (std::size_t i = 1; i < number.size(); ++i) {
      if (blocks_.contains(number.front().table)) {
        add_equal(number.front(), number[i]);
      }
    }
  }
  for (const AtLeast& pair : release.at_least) {
    if (blocks_.contains(pair.more.table)) {
      add_at_least(pair);
    }
  }
}

void JointBlock::add(const AuditBlock& block, std::size_t table) {
  const auto first = static_cast<std::uint32_t>(knowledge.unknowns());
  first_unknown_[table] = first;
  knowledge.least.insert(knowledge.least.end(), block.knowledge.least.begin(), block.knowledge.least.end());
  knowledge.most.insert(knowledge.most.end(), block.knowledge.most.begin(), block.knowledge.most.end());
  for (std::size_t sum = 0; sum < block.knowledge.sums.size(); ++sum) {
    KnownSum shifted = block.knowledge.sums[sum];
    for (std::uint32_t& unknown : shifted.unknowns) {
      unknown += first;
    }
    knowledge.sums.push_back(std::move(shifted));
    places.push_back({table, block.places[sum]});
  }
}

void JointBlock::add_equal(const TablePlace& a, const TablePlace& b) {
  const double apart = offset(b) - offset(a);
  knowledge.sums.push_back({unknowns_of(a), apart, apart, unknowns_of(b)});
}

void JointBlock::add_at_least(const AtLeast& pair) {
  knowledge.sums.push_back({unknowns_of(pair.more), offset(pair.less) - offset(pair.more),
                            std::numeric_limits<double>::infinity(), unknowns_of(pair.less)});
}

std::vector<std::uint32_t> JointBlock::unknowns_of(const TablePlace& at) const {
  std::vector<std::uint32_t> unknowns = blocks_.at(at.table).unknowns_of(at.place);
  for (std::uint32_t& unknown : unknowns) {
    unknown += first_unknown_.at(at.table);
  }
  return unknowns;
}

double JointBlock::offset(const TablePlace& at) const {
  const AuditBlock& block = blocks_.at(at.table);
  return block.offset(block.unknowns_of(at.place));
}

}  // namespace libprofile::disclosure::detail
