// SPDX-License-Identifier: MIT
#include "libprofile/profile/unused_rows.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>

#include "libprofile/core/error.hpp"

namespace libprofile::profile {
namespace {

struct Fault {
  std::size_t rows = 0;
  const records::Rejected* first = nullptr;
};

using Faults = std::map<std::pair<std::string_view, std::string_view>, Fault>;

std::string grouped(std::size_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) {
    digits.insert(at - 3, ",");
  }
  return digits;
}

std::string percent(double share) {
  return share > 0.0 && share < 0.01 ? "under 1 %" : std::to_string(std::lround(share * 100.0)) + " %";
}

std::string shortest(double value) {
  std::array<char, 32> text{};
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}

/// Smallest share in whole hundredths that lets the source through.
std::string share_that_would_do(const UnusedRows& unused) {
  return shortest(std::ceil(unused.share() * 100.0) / 100.0);
}

std::size_t row_of(const records::ColumnTable& table, const records::Rejected& fault) {
  return table.sources()[static_cast<std::size_t>(fault.source)].first_row + static_cast<std::size_t>(fault.row - 1);
}

void set_commonest(const Faults& faults, const records::ColumnTable& table, UnusedRows& unused) {
  const auto is_rarer = [](const auto& a, const auto& b) { return a.second.rows < b.second.rows; };
  const auto commonest = std::max_element(faults.begin(), faults.end(), is_rarer);
  if (commonest == faults.end()) {
    return;
  }
  const records::Rejected& fault = *commonest->second.first;
  unused.column = fault.column;
  unused.rule = std::string(fault.rule);
  unused.remedy = std::string(fault.remedy);
  unused.rows_of_rule = commonest->second.rows;
  unused.file = table.sources()[static_cast<std::size_t>(fault.source)].name;
  unused.first_row = fault.row;
}

std::size_t accepted_before(const records::Validation& validation, std::size_t row) {
  const auto& accepted = validation.accepted;
  return static_cast<std::size_t>(std::lower_bound(accepted.begin(), accepted.end(), row) - accepted.begin());
}

std::string commonest_fault(const UnusedRows& unused) {
  return "most often column '" + unused.column + "': must be " + unused.rule + "; " + unused.remedy + " (" +
         grouped(unused.rows_of_rule) + (unused.rows_of_rule == 1 ? " row: " : " rows, the first is ") + "row " +
         std::to_string(unused.first_row) + " of " + unused.file + ")";
}

}  // namespace

double UnusedRows::share() const {
  return rows == 0 ? 0.0 : static_cast<double>(unused) / static_cast<double>(rows);
}

std::vector<UnusedRows> unused_rows(const records::ColumnTable& table, const records::Validation& validation,
                                    std::span<const RowsOfSource> sources, const std::string& kind) {
  const RowsOfSource only{kind, table.rows(), {}};
  std::vector<UnusedRows> result;
  auto fault = validation.rejected.begin();
  std::size_t begin = 0;
  for (const RowsOfSource& source : sources.empty() ? std::span(&only, 1) : sources) {
    const std::size_t accepted = accepted_before(validation, source.end) - accepted_before(validation, begin);
    UnusedRows unused;
    unused.source = source.name;
    unused.rows = source.end - begin;
    unused.unused = unused.rows - accepted;
    Faults faults;
    std::size_t last_row = table.rows();
    for (; fault != validation.rejected.end() && row_of(table, *fault) < source.end; ++fault) {
      if (std::exchange(last_row, row_of(table, *fault)) != row_of(table, *fault)) {
        Fault& same = faults[{fault->column, fault->rule}];
        same.first = same.first == nullptr ? &*fault : same.first;
        ++same.rows;
      }
    }
    set_commonest(faults, table, unused);
    result.push_back(std::move(unused));
    begin = source.end;
  }
  return result;
}

std::string describe(const UnusedRows& unused) {
  std::string text = unused.source + ": " + grouped(unused.unused) + " of " + grouped(unused.rows) + " rows (" +
                     percent(unused.share()) + ") cannot be used";
  return unused.unused == 0 ? text : text + "; " + commonest_fault(unused);
}

void require_usable(std::span<const UnusedRows> sources, double at_most) {
  for (const UnusedRows& source : sources) {
    if (source.rows == 0) {
      throw InputError(source.source + ": holds no row; give a file with records, or take the source out");
    }
    if (source.unused == source.rows) {
      throw InputError(source.source + ": none of the " + grouped(source.rows) + " rows can be used; " +
                       commonest_fault(source));
    }
    if (source.share() > at_most) {
      throw InputError(describe(source) + "; that is more than rejected_at_most = " + shortest(at_most) +
                       " lets pass: mend the rows, or give rejected_at_most = " + share_that_would_do(source) +
                       " where they are meant to be left out");
    }
  }
}

}  // namespace libprofile::profile
