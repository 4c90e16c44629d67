// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/audit_block.hpp"

#include <algorithm>
#include <limits>

namespace libprofile::disclosure::detail {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

std::vector<std::vector<std::vector<std::uint32_t>>> rows_below(const AreaTree& tree) {
  std::vector<std::vector<std::vector<std::uint32_t>>> rows(tree.levels());
  for (std::size_t l = 0; l < tree.levels(); ++l) {
    rows[l].resize(tree.sizes[l]);
  }
  for (std::uint32_t row = 0; row < tree.sizes[0]; ++row) {
    std::size_t node = row;
    for (std::size_t l = 0; l < tree.levels(); ++l) {
      rows[l][node].push_back(row);
      node = l + 1 < tree.levels() ? tree.parents[l][node] : node;
    }
  }
  return rows;
}

/// Whether a node's sum over columns, where there is one, is that of its columns.
bool columns_add_up(const AuditedTree& audited, std::size_t level, std::size_t node) {
  if (audited.width == audited.columns || !audited.is_shown(level, node)) {
    return true;
  }
  std::int64_t sum = 0;
  for (std::size_t c = 0; c < audited.columns; ++c) {
    sum += audited.shown({level, node, c});
  }
  return sum == audited.shown({level, node, audited.columns});
}

/// Whether each node of a level is the sum of the nodes below it, cell by cell where all of them are shown.
bool level_adds_up(const AuditedTree& audited, std::size_t level) {
  const auto& below = audited.table->shown[level - 1];
  const auto& here = audited.table->shown[level];
  std::vector<std::int64_t> sums(here.size(), 0);
  std::vector<std::uint8_t> is_known(here.size(), 1);
  for (std::size_t node = 0; node < audited.tree.sizes[level - 1]; ++node) {
    const std::size_t parent = audited.tree.parents[level - 1][node];
    for (std::size_t c = 0; c < audited.width; ++c) {
      const std::int64_t part = below[node * audited.width + c];
      sums[parent * audited.width + c] += part;
      is_known[parent * audited.width + c] &= part == kWithheld ? 0 : 1;
    }
  }
  for (std::size_t cell = 0; cell < here.size(); ++cell) {
    if (is_known[cell] != 0 && here[cell] != kWithheld && here[cell] != sums[cell]) {
      return false;
    }
  }
  return true;
}

bool are_multiples(const ReleasedTable& table) {
  return std::all_of(table.shown.begin(), table.shown.end(), [&](const std::vector<std::int64_t>& level) {
    return std::all_of(level.begin(), level.end(),
                       [&](std::int64_t shown) { return shown == kWithheld || shown % table.band == 0; });
  });
}

}  // namespace

AuditedTree::AuditedTree(const ReleasedTable& released)
    : table(&released),
      tree(make_area_tree(released.shape.rows.size(), released.shape.levels)),
      columns(released.shape.columns.size()),
      width(columns + (released.shape.margin == ColumnMargin::sum ? 1 : 0)),
      rows_below(detail::rows_below(tree)) {}

bool AuditedTree::is_shown(std::size_t level, std::size_t node) const {
  const auto first = table->shown[level].begin() + static_cast<std::ptrdiff_t>(node * width);
  return std::none_of(first, first + static_cast<std::ptrdiff_t>(width),
                      [](std::int64_t shown) { return shown == kWithheld; });
}

CellPlace AuditedTree::nearest_shown(std::size_t level, std::size_t node) const {
  while (level + 1 < tree.levels() && !is_shown(level, node)) {
    node = tree.parents[level][node];
    ++level;
  }
  return {level, node, 0};
}

bool adds_up(const AuditedTree& audited) {
  if (!are_multiples(*audited.table)) {
    return false;
  }
  for (std::size_t l = 0; l < audited.tree.levels(); ++l) {
    if (l > 0 && !level_adds_up(audited, l)) {
      return false;
    }
    for (std::size_t node = 0; node < audited.tree.sizes[l]; ++node) {
      if (!columns_add_up(audited, l, node)) {
        return false;
      }
    }
  }
  return true;
}

AuditBlock::AuditBlock(const AuditedTree& audited, std::size_t level, std::size_t node, std::int64_t band)
    : audited_(&audited), rows_(audited.rows_below[level][node]) {
  const auto reach = static_cast<double>(band - 1);
  for (const std::uint32_t row : rows_) {
    for (std::size_t c = 0; c < audited.columns; ++c) {
      const std::int64_t shown = audited.shown({0, row, c});
      offsets_.push_back(shown == kWithheld ? 0.0 : static_cast<double>(shown));
      knowledge.least.push_back(-offsets_.back());
      knowledge.most.push_back(kInfinity);
    }
  }
  std::vector<std::uint32_t> nodes = rows_;
  for (std::size_t l = 0; l <= level; ++l) {
    for (const std::uint32_t n : nodes) {
      add_shown(l, n, reach);
    }
    for (std::uint32_t& n : nodes) {
      n = l < level ? audited.tree.parents[l][n] : n;
    }
    std::sort(nodes.begin(), nodes.end());
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  }
  for (const CommonKnowledge& known : audited.table->known) {
    if (known.place.level <= level) {
      add(known.place, known.least, known.most);
    }
  }
}

void AuditBlock::add_shown(std::size_t level, std::size_t node, double reach) {
  for (std::size_t c = 0; c < audited_->width; ++c) {
    const std::int64_t shown = audited_->shown({level, node, c});
    if (shown != kWithheld) {
      add({level, node, c}, static_cast<double>(shown) - reach, static_cast<double>(shown) + reach);
    }
  }
}

void AuditBlock::add(const CellPlace& place, double least, double most) {
  std::vector<std::uint32_t> unknowns = unknowns_of(place);
  const double shift = offset(unknowns);
  knowledge.sums.push_back({std::move(unknowns), least - shift, most - shift});
  places.push_back(place);
}

std::vector<std::uint32_t> AuditBlock::unknowns_of(const CellPlace& place) const {
  std::vector<std::uint32_t> unknowns;
  for (const std::uint32_t row : audited_->rows_below[place.level][place.node]) {
    const auto local = static_cast<std::size_t>(std::lower_bound(rows_.begin(), rows_.end(), row) - rows_.begin());
    for (std::size_t c = 0; c < audited_->columns; ++c) {
      if (place.column == audited_->columns || place.column == c) {
        unknowns.push_back(static_cast<std::uint32_t>(local * audited_->columns + c));
      }
    }
  }
  return unknowns;
}

double AuditBlock::offset(const std::vector<std::uint32_t>& unknowns) const {
  double sum = 0.0;
  for (const std::uint32_t unknown : unknowns) {
    sum += offsets_[unknown];
  }
  return sum;
}

}  // namespace libprofile::disclosure::detail
