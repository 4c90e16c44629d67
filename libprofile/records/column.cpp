// SPDX-License-Identifier: MIT
#include <charconv>
#include <cmath>
#include <unordered_map>

#include "libprofile/core/error.hpp"
#include "libprofile/records/column_table.hpp"
#include "libprofile/records/time.hpp"

namespace libprofile::records {
namespace {

struct SizeOf {
  std::size_t operator()(const TextColumn& column) const { return column.codes.size(); }
  std::size_t operator()(const InstantColumn& column) const { return column.seconds.size(); }
  std::size_t operator()(const BytesColumn& column) const { return column.ends.size(); }
  template <class Values>
  std::size_t operator()(const Values& column) const {
    return column.values.size();
  }
};

struct MissingAt {
  std::size_t row;
  bool operator()(const NumberColumn& column) const { return std::isnan(column.values[row]); }
  bool operator()(const IntegerColumn& column) const { return column.values[row] == kNoInteger; }
  bool operator()(const TextColumn& column) const { return column.codes[row] == kAbsent; }
  bool operator()(const InstantColumn& column) const { return column.seconds[row] == kNoInteger; }
  bool operator()(const BytesColumn& column) const { return column[row].empty(); }
};

struct NameOf {
  std::string_view operator()(const NumberColumn&) const { return "number"; }
  std::string_view operator()(const IntegerColumn&) const { return "integer"; }
  std::string_view operator()(const TextColumn&) const { return "text"; }
  std::string_view operator()(const InstantColumn&) const { return "time"; }
  std::string_view operator()(const BytesColumn&) const { return "bytes"; }
};

template <class Value>
std::string shortest(Value value) {
  constexpr std::size_t kLongest = 32;
  char buffer[kLongest];
  const auto [end, error] = std::to_chars(buffer, buffer + kLongest, value);
  return error == std::errc{} ? std::string(buffer, end) : std::string{};
}

// Below 2^53 a whole double is written with digits alone: to_chars would turn 7840000 into 7.84e+06.
std::string number_text(double value) {
  constexpr double kWholeBelow = 9007199254740992.0;
  if (std::abs(value) < kWholeBelow && value == std::trunc(value)) {
    return shortest(static_cast<std::int64_t>(value));
  }
  return shortest(value);
}

std::string instant_text(std::int64_t seconds, Clock clock) {
  std::string text = format_utc(seconds);
  if (clock == Clock::date) {
    return text.substr(0, text.find('T'));
  }
  if (clock == Clock::local) {
    text.pop_back();
  }
  return text;
}

template <class Value, class Missing, class Write>
TextColumn written(const std::vector<Value>& values, Missing&& is_absent, Write&& write) {
  TextColumn text;
  text.codes.reserve(values.size());
  DictionaryBuilder builder;
  std::unordered_map<Value, std::int32_t> known;
  for (const Value value : values) {
    if (is_absent(value)) {
      text.codes.push_back(kAbsent);
      continue;
    }
    const auto [at, is_new] = known.try_emplace(value, kAbsent);
    if (is_new) {
      at->second = builder.code(write(value));
    }
    text.codes.push_back(at->second);
  }
  text.dictionary = builder.take();
  return text;
}

}  // namespace

std::size_t size(const Column& column) {
  return std::visit(SizeOf{}, column);
}
bool is_missing(const Column& column, std::size_t row) {
  return std::visit(MissingAt{row}, column);
}
std::string_view type_name(const Column& column) {
  return std::visit(NameOf{}, column);
}

TextColumn text_column(std::span<const std::string> values) {
  TextColumn text;
  text.codes.reserve(values.size());
  DictionaryBuilder builder;
  for (const std::string& value : values) {
    text.codes.push_back(value.empty() ? kAbsent : builder.code(value));
  }
  text.dictionary = builder.take();
  return text;
}

TextColumn to_text(const Column& column) {
  const auto no_integer = [](std::int64_t value) { return value == kNoInteger; };
  if (const auto* text = std::get_if<TextColumn>(&column)) {
    return *text;
  }
  if (const auto* integers = std::get_if<IntegerColumn>(&column)) {
    return written(integers->values, no_integer, shortest<std::int64_t>);
  }
  if (const auto* numbers = std::get_if<NumberColumn>(&column)) {
    return written(
        numbers->values, [](double value) { return std::isnan(value); }, number_text);
  }
  if (const auto* instants = std::get_if<InstantColumn>(&column)) {
    return written(instants->seconds, no_integer,
                   [&](std::int64_t seconds) { return instant_text(seconds, instants->clock); });
  }
  throw InputError("a column of bytes cannot be read as text");
}

Coded to_coded(const TextColumn& column) {
  Coded coded;
  coded.codes = column.codes;
  coded.values.reserve(column.dictionary.size());
  for (std::size_t i = 0; i < column.dictionary.size(); ++i) {
    coded.values.emplace_back(column.dictionary[i]);
  }
  return coded;
}

}  // namespace libprofile::records
