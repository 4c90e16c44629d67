// SPDX-License-Identifier: MIT
#include "libprofile/records/detail/field_check.hpp"

#include <algorithm>
#include <cmath>

#include "libprofile/core/error.hpp"
#include "libprofile/records/age_band.hpp"
#include "libprofile/records/code_lists.hpp"

namespace libprofile::records::detail {
namespace {

constexpr std::size_t kLongestToken = 128;
constexpr std::size_t kLongestText = 120;
constexpr std::size_t kAreaCodeLength = 9;
constexpr std::size_t kLongestGrade = 8;

// GSS codes, and those of the same form that a made-up place has.
bool is_area_code(std::string_view text) {
  return text.size() == kAreaCodeLength && text.front() >= 'A' && text.front() <= 'Z' &&
         std::all_of(text.begin() + 1, text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_allowed(const Field& field, std::string_view text, const ValidateOptions& options) {
  switch (field.type) {
    case FieldType::token:
      return text.size() <= kLongestToken;
    case FieldType::area_code:
      return is_area_code(text);
    case FieldType::code:
      return match_code(code_list(field.list), text).has_value();
    case FieldType::age_band:
      return parse_age_band(text).has_value();
    case FieldType::grade:
      return text.size() <= kLongestGrade;  // The scheme is another column's: `validate` reads both together.
    default:
      break;
  }
  const auto& known = options.known_categories;
  const bool is_listed =
      field.name != "category" || known.empty() || std::find(known.begin(), known.end(), text) != known.end();
  return text.size() <= kLongestText && is_listed;
}

std::vector<bool> repeated(const TextColumn& text) {
  std::vector<bool> seen(text.dictionary.size(), false);
  std::vector<bool> repeats(text.codes.size(), false);
  for (std::size_t row = 0; row < text.codes.size(); ++row) {
    if (text.codes[row] != kAbsent) {
      const auto code = static_cast<std::size_t>(text.codes[row]);
      repeats[row] = seen[code];
      seen[code] = true;
    }
  }
  return repeats;
}

}  // namespace

FieldCheck::FieldCheck(const Field& field, const ColumnTable& table, const ColumnTable::Entry& entry,
                       const ValidateOptions& options)
    : field_(&field), entry_(&entry) {
  const std::string label = table.context() + ": column '" + entry.source_name + "'";
  if (field.type == FieldType::time) {
    times_.emplace(entry.column, label);
  } else if (field.type == FieldType::coordinate || field.type == FieldType::count) {
    numbers_.emplace(entry.column, label);
  } else {
    text_ = std::get_if<TextColumn>(&entry.column);
    if (std::holds_alternative<BytesColumn>(entry.column)) {
      throw InputError(label + ": its type is bytes: must be text");
    }
    if (text_ == nullptr) {
      text_ = &converted_.emplace(to_text(entry.column));
    }
    check_texts(options);
  }
}

void FieldCheck::check_texts(const ValidateOptions& options) {
  by_code_.reserve(text_->dictionary.size());
  for (std::size_t code = 0; code < text_->dictionary.size(); ++code) {
    by_code_.push_back(is_allowed(*field_, text_->dictionary[code], options) ? Verdict::good : Verdict::bad);
  }
  if (field_->repeat == Repeat::refused) {
    repeats_ = repeated(*text_);
  }
  has_given_list_ = field_->name == "category" && !options.known_categories.empty();
}

Verdict FieldCheck::operator[](std::size_t row) const {
  if (text_ != nullptr) {
    const std::int32_t code = text_->codes[row];
    return code == kAbsent ? Verdict::missing : by_code_[static_cast<std::size_t>(code)];
  }
  if (is_missing(entry_->column, row)) {
    return Verdict::missing;
  }
  if (times_) {
    return (*times_)[row] ? Verdict::good : Verdict::bad;
  }
  if (!numbers_->is_readable(row)) {
    return Verdict::bad;
  }
  const double value = (*numbers_)[row];
  if (std::isnan(value)) {
    return Verdict::missing;
  }
  const bool is_count = value >= 0.0 && value == std::trunc(value);
  const bool is_allowed_number = std::isfinite(value) && (field_->type != FieldType::count || is_count);
  return is_allowed_number ? Verdict::good : Verdict::bad;
}

}  // namespace libprofile::records::detail
