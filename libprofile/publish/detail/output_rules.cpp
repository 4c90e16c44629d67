// SPDX-License-Identifier: MIT
#include "libprofile/publish/detail/output_rules.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>

namespace libprofile::publish::detail {
namespace {

constexpr std::array<std::string_view, 2> kCounts{"count", "incidents"};
constexpr std::array<std::string_view, 2> kPremisesCounts{"premises", "with_incident"};
/// What everybody may look up and so may stand in a withheld row.
constexpr std::string_view kResidents = "population";

template <class Names>
bool is_among(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void check_counts(const Column& column, std::int64_t base, OutputFindings& findings) {
  const auto* counts = std::get_if<IntegerColumn>(&column.values);
  if (counts == nullptr) {
    return;
  }
  const auto breaks = [base](const std::optional<std::int64_t>& count) {
    return count && (*count < 0 || *count % base != 0);
  };
  const auto broken = std::count_if(counts->begin(), counts->end(), breaks);
  if (broken > 0) {
    findings.broken.push_back(column.name + ": " + std::to_string(broken) + " values are no multiple of " +
                              std::to_string(base));
  }
}

const Column* find(const Layer& layer, std::string_view name) {
  const auto column =
      std::find_if(layer.columns.begin(), layer.columns.end(), [name](const Column& c) { return c.name == name; });
  return column == layer.columns.end() ? nullptr : &*column;
}

/// For each row, whether its count is absent, or its reliability or flag says withheld.
std::vector<bool> withheld_rows(const Layer& layer) {
  std::vector<bool> is_withheld(row_count(layer), false);
  if (const Column* count = find(layer, "count")) {
    if (const auto* values = std::get_if<IntegerColumn>(&count->values)) {
      std::transform(values->begin(), values->end(), is_withheld.begin(), [](const auto& v) { return !v; });
    }
  }
  for (const std::string_view name : {"reliability", "flag"}) {
    const Column* column = find(layer, name);
    const auto* values = column == nullptr ? nullptr : std::get_if<TextColumn>(&column->values);
    for (std::size_t row = 0; values != nullptr && row < values->size(); ++row) {
      is_withheld[row] = is_withheld[row] || (*values)[row] == "withheld";
    }
  }
  return is_withheld;
}

struct HasValue {
  std::size_t row;
  bool operator()(const IntegerColumn& values) const { return values[row].has_value(); }
  bool operator()(const NumberColumn& values) const { return std::isfinite(values[row]); }
  bool operator()(const TextColumn&) const { return false; }
  bool operator()(const ListColumn&) const { return false; }
};

/// Premises and those with an incident are released together; where only the incidents near them are withheld, they
/// stand.
bool has_premises(const Layer& layer, std::size_t row) {
  return std::all_of(kPremisesCounts.begin(), kPremisesCounts.end(), [&](std::string_view name) {
    const Column* column = find(layer, name);
    return column != nullptr && std::visit(HasValue{row}, column->values);
  });
}

bool may_stand(const Layer& layer, const Column& column, std::size_t row) {
  return column.name == kResidents || (is_among(kPremisesCounts, column.name) && has_premises(layer, row));
}

void check_withheld(const Layer& layer, const std::vector<bool>& is_withheld, OutputFindings& findings) {
  for (const Column& column : layer.columns) {
    std::size_t broken = 0;
    for (std::size_t row = 0; row < is_withheld.size(); ++row) {
      const bool has_value = is_withheld[row] && std::visit(HasValue{row}, column.values);
      broken += has_value && !may_stand(layer, column, row) ? 1 : 0;
    }
    if (broken > 0) {
      findings.broken.push_back(column.name + ": " + std::to_string(broken) + " withheld rows have a value");
    }
  }
}

}  // namespace

OutputFindings find_broken_rules(const Layer& layer, const disclosure::Policy& policy) {
  OutputFindings findings;
  for (const Column& column : layer.columns) {
    if (is_among(kCounts, column.name)) {
      check_counts(column, policy.rounding_base(), findings);
    } else if (is_among(kPremisesCounts, column.name)) {
      check_counts(column, policy.premises_rounding_base(), findings);
    }
  }
  for (const Column& column : layer.columns) {
    for (std::size_t row = 0; row < row_count(layer); ++row) {
      findings.numbers += std::visit(HasValue{row}, column.values) ? 1 : 0;
    }
  }
  const std::vector<bool> is_withheld = withheld_rows(layer);
  findings.withheld_rows = static_cast<std::size_t>(std::count(is_withheld.begin(), is_withheld.end(), true));
  check_withheld(layer, is_withheld, findings);
  return findings;
}

}  // namespace libprofile::publish::detail
