// SPDX-License-Identifier: MIT
/// @file
/// Any bytes as a time, a number and a grade: read or refused, and what is read has an end not before its start.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "libprofile/records/detail/field_values.hpp"
#include "libprofile/records/grading.hpp"
#include "libprofile/records/time.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace libprofile::records;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto span = parse_time_span(text)) {
    if (span->end_s < span->start_s || parse_time_span(format_utc(span->start_s))->start_s != span->start_s) {
      std::abort();
    }
  }
  static_cast<void>(detail::parse_number(text));
  for (const auto scheme : {GradeScheme::five_by_five_by_five, GradeScheme::three_by_five_by_two}) {
    const auto grade = parse_grade(text, scheme);
    if (grade && parse_grade(to_text(*grade), scheme) != grade) {
      std::abort();
    }
  }
  return 0;
}
