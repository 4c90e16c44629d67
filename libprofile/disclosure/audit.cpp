// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/audit.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/detail/auditor.hpp"

namespace libprofile::disclosure {

namespace detail {
namespace {

/// So that sums over all cells stay whole numbers of 64 bits.
constexpr std::int64_t kLargest = 1'000'000'000'000;

}  // namespace

void require_fit(const ReleasedTable& table) {
  require(table.band >= 1 && table.band <= kLargest, "band", table.band, "1 to 10^12");
  const AuditedTree audited(table);
  require(table.shown.size() == audited.tree.levels(), "shown", table.shown.size(), "one for each level of the tree");
  for (std::size_t l = 0; l < table.shown.size(); ++l) {
    require(table.shown[l].size() == audited.tree.sizes[l] * audited.width, "shown[" + std::to_string(l) + "]",
            table.shown[l].size(), "one for each node and column");
    for (const std::int64_t shown : table.shown[l]) {
      require(shown >= kWithheld && shown <= kLargest, "shown[" + std::to_string(l) + "]", shown,
              "0 to 10^12, or withheld");
    }
  }
  for (const CommonKnowledge& known : table.known) {
    require(known.place.level < audited.tree.levels() && known.place.node < audited.tree.sizes[known.place.level] &&
                known.place.column < audited.width,
            "known.place.level", known.place.level, "that of a cell of the table");
    require(known.least <= known.most, "known.least", known.least, "at most known.most");
    require(known.least <= static_cast<double>(kLargest), "known.least", known.least, "at most 10^12");
  }
}

}  // namespace detail

namespace {

using detail::AuditBlock;
using detail::AuditedTree;
using detail::Direction;
using detail::LinearProgram;
using detail::ProgramStatus;

}  // namespace

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::certainly_few:
      return "certainly few";
    case Verdict::too_narrow:
      return "too narrow";
    case Verdict::few_beside_oneself:
      return "few beside oneself";
    case Verdict::not_proved:
      return "not proved";
    case Verdict::safe:
      break;
  }
  return "safe";
}

void validate(const AuditOptions& options) {
  require(options.threshold >= 1, "threshold", options.threshold, "at least 1");
  require(options.base >= 1, "base", options.base, "at least 1");
  require(options.time_limit_s > 0.0 && std::isfinite(options.time_limit_s), "time_limit_s", options.time_limit_s,
          "finite and above 0");
}

AuditReport audit(const ReleasedTable& table, const AuditOptions& options) {
  validate(options);
  detail::require_fit(table);
  return detail::Auditor(table, options).report();
}

std::vector<Narrowing> explain(const ReleasedTable& table, const CellPlace& place, const AuditOptions& options) {
  validate(options);
  detail::require_fit(table);
  const AuditedTree audited(table);
  require(place.level < audited.tree.levels() && place.node < audited.tree.sizes[place.level] &&
              place.column < audited.width,
          "place.level", place.level, "that of a cell of the table");
  const CellPlace top = table.known.empty() && detail::adds_up(audited) ? audited.nearest_shown(place.level, place.node)
                                                                        : CellPlace{audited.tree.levels() - 1, 0, 0};
  const AuditBlock block(audited, top.level, top.node, table.band);
  LinearProgram program(block.knowledge);
  std::vector<Narrowing> narrowings;
  for (const auto& [direction, side] :
       {std::pair(Direction::least, Narrowing::Side::least), std::pair(Direction::most, Narrowing::Side::most)}) {
    if (program.solve(block.unknowns_of(place), direction, options.time_limit_s).status == ProgramStatus::infeasible) {
      detail::throw_contradiction();
    }
    for (const std::uint32_t sum : program.binding_sums()) {
      narrowings.push_back({block.places[sum], side});
    }
  }
  return narrowings;
}

AuditOptions audit_options(const Policy& policy) {
  if (policy.fields().method == Method::suppression) {
    return {.threshold = policy.fields().threshold, .base = policy.fields().threshold};
  }
  return {.threshold = std::max<std::int64_t>(1, policy.fields().threshold), .base = policy.rounding_base()};
}

}  // namespace libprofile::disclosure
