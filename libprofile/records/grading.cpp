// SPDX-License-Identifier: MIT
#include "libprofile/records/grading.hpp"

#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/records/code_lists.hpp"

namespace libprofile::records {
namespace {

bool is_code(std::string_view list, char code) {
  return find_code(code_list(list), std::string_view(&code, 1)) != nullptr;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

// The parts without what separates them; too long a text for a grade is cut and so cannot be one.
std::string parts_of(std::string_view text) {
  constexpr std::size_t kMostParts = 4;
  std::string parts;
  for (const char c : text) {
    if (c != ' ' && c != '/' && c != '-' && parts.size() < kMostParts) {
      parts.push_back(upper(c));
    }
  }
  return parts;
}

template <class Map>
char converted(char code, const Map& map) {
  for (const auto& [from, to] : map) {
    if (from == code) {
      return to;
    }
  }
  throw InvalidArgument("grade: must be a valid 5x5x5 grade");
}

}  // namespace

std::string_view name(GradeScheme scheme) {
  return scheme == GradeScheme::five_by_five_by_five ? "5x5x5" : "3x5x2";
}

std::optional<GradeScheme> parse_grade_scheme(std::string_view text) {
  for (const GradeScheme scheme : {GradeScheme::five_by_five_by_five, GradeScheme::three_by_five_by_two}) {
    if (text == name(scheme)) {
      return scheme;
    }
  }
  return std::nullopt;
}

bool is_valid(const Grade& grade) {
  const bool is_old = grade.scheme == GradeScheme::five_by_five_by_five;
  return is_code(is_old ? "source_5x5x5" : "source_3x5x2", grade.source) &&
         is_code(is_old ? "information_5x5x5" : "information_3x5x2", grade.information) &&
         (grade.handling == '\0' || is_code(is_old ? "handling_5x5x5" : "handling_3x5x2", grade.handling));
}

std::optional<Grade> parse_grade(std::string_view text, GradeScheme scheme) {
  const std::string parts = parts_of(text);
  if (parts.size() != 2 && parts.size() != 3) {
    return std::nullopt;
  }
  Grade grade{scheme, parts[0], parts[1], parts.size() == 3 ? parts[2] : '\0'};
  if (scheme == GradeScheme::three_by_five_by_two && !is_digit(grade.source)) {
    std::swap(grade.source, grade.information);
  }
  return is_valid(grade) ? std::optional(grade) : std::nullopt;
}

std::string to_text(const Grade& grade) {
  std::string text = {grade.source, '/', grade.information};
  if (grade.handling != '\0') {
    text.append({'/', grade.handling});
  }
  return text;
}

ConvertedGrade to_three_by_five_by_two(const Grade& grade) {
  using Pair = std::pair<char, char>;
  constexpr Pair kSource[] = {{'A', '1'}, {'B', '1'}, {'C', '2'}, {'D', '3'}, {'E', '2'}};
  constexpr Pair kInformation[] = {{'1', 'A'}, {'2', 'A'}, {'3', 'B'}, {'4', 'D'}, {'5', 'E'}};
  if (grade.scheme != GradeScheme::five_by_five_by_five || !is_valid(grade)) {
    throw InvalidArgument(
        "grade: must be a valid 5x5x5 grade: nothing converts into 5x5x5 and 3x5x2 needs no conversion");
  }
  ConvertedGrade result;
  result.grade = {GradeScheme::three_by_five_by_two, converted(grade.source, kSource),
                  converted(grade.information, kInformation), '\0'};
  result.converted_from = "5x5x5 " + to_text(grade);
  if (grade.handling == '1') {
    result.grade.handling = 'P';
  } else if (grade.handling != '\0') {
    result.grade.handling = 'C';
    result.condition = std::string("5x5x5 handling ") + grade.handling;
  }
  return result;
}

bool is_counted(const Grade& grade) {
  if (!is_valid(grade)) {
    throw InvalidArgument("grade: must be a valid grade of its scheme");
  }
  if (grade.scheme == GradeScheme::five_by_five_by_five) {
    return !(grade.source == 'D' && grade.information == '5');
  }
  return !(grade.source == '3' && grade.information == 'E');
}

}  // namespace libprofile::records
