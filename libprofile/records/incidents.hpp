// SPDX-License-Identifier: MIT
/// @file
/// Accepted incident records as columns: what counting reads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace libprofile::records {

/// Code of an absent value.
inline constexpr std::int32_t kAbsent = -1;

/// A text column held once per distinct value. `codes[i]` indexes `values`, or is `kAbsent`.
struct Coded {
  std::vector<std::int32_t> codes;
  std::vector<std::string> values;
};

/// Incidents that passed `validate`. Every column has one entry per record or, where the source has no such column,
/// none.
struct Incidents {
  /// Interleaved x, y in the source's reference system until reprojected in place; NaN, NaN where there is no place
  /// or none that is mapped: of location roles only offence, meeting and pick_up are.
  std::vector<double> xy;
  /// The event lies in [start_s, end_s): seconds since 1970-01-01T00:00:00Z. An instant has both
  /// equal.
  std::vector<std::int64_t> start_s;
  std::vector<std::int64_t> end_s;
  Coded category;
  Coded agency;
  Coded person;
  /// "reported" or "proactive"; `kAbsent` counts as reported.
  Coded origin;
  /// 1 where the grade lets the record into released counts (`is_counted`); none where no record is graded.
  std::vector<std::uint8_t> counted;

  [[nodiscard]] std::size_t size() const { return start_s.size(); }
};

/// Premises that passed `validate`.
struct PremisesRegister {
  /// As in `Incidents`; NaN, NaN also for types that are never mapped (`is_mappable`).
  std::vector<double> xy;
  /// P-codes of `code_lists.hpp`.
  Coded type;

  [[nodiscard]] std::size_t size() const { return type.codes.size(); }
};

}  // namespace libprofile::records
