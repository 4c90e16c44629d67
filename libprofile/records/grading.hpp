// SPDX-License-Identifier: MIT
/// @file
/// How far a piece of intelligence may be relied on, in the two schemes of the police.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace libprofile::records {

enum class GradeScheme : std::uint8_t {
  five_by_five_by_five,  ///< 5x5x5: source A to E, information 1 to 5, handling 1 to 5. Until 2016.
  three_by_five_by_two,  ///< 3x5x2: source 1 to 3, information A to E, handling P or C. Today's.
};

/// "5x5x5" or "3x5x2".
[[nodiscard]] std::string_view name(GradeScheme scheme);

/// The scheme of that name, or empty.
[[nodiscard]] std::optional<GradeScheme> parse_grade_scheme(std::string_view text);

/// A grading with its scheme: "A1" is valid in both and means different things.
struct Grade {
  GradeScheme scheme = GradeScheme::three_by_five_by_two;
  char source = '2';
  char information = 'D';
  /// '\0' where no handling code was given.
  char handling = '\0';

  [[nodiscard]] bool operator==(const Grade&) const = default;
};

/// Whether every part is a code of the grade's scheme.
[[nodiscard]] bool is_valid(const Grade& grade);

/// Reads "B24", "B2", "B/2/4", "b-2-4" or "B 2 4"; in 3x5x2 source and information in either order ("2B" is "B2").
///
/// Empty for anything else, which includes a code of the other scheme.
[[nodiscard]] std::optional<Grade> parse_grade(std::string_view text, GradeScheme scheme);

/// "B/2/4", or "B/2" without handling.
[[nodiscard]] std::string to_text(const Grade& grade);

/// A grade of 5x5x5 as today's scheme would have it.
struct ConvertedGrade {
  Grade grade;
  /// The old grade, because the way back does not exist: "5x5x5 B/2/4".
  std::string converted_from;
  /// The old handling code as a condition, for handling C: "5x5x5 handling 4". Otherwise empty.
  std::string condition;
};

/// Source A, B to 1, C to 2, D to 3, E to 2; information 1, 2 to A, 3 to B, 4 to D, 5 to E; handling 1 to P, 2 to 5 to
/// C.
///
/// Lossy, so the result says what it came from; nothing converts 3x5x2 into 5x5x5.
///
/// @throws InvalidArgument  for a grade that is not a valid 5x5x5 one.
[[nodiscard]] ConvertedGrade to_three_by_five_by_two(const Grade& grade);

/// Whether a record of this grade belongs in counts that are released: not an unreliable source's information that is
/// suspected to be false (D/5, and 3/E).
///
/// @throws InvalidArgument  for a grade that is not valid.
[[nodiscard]] bool is_counted(const Grade& grade);

}  // namespace libprofile::records
