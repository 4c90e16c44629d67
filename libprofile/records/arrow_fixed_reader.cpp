// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/core/units.hpp"
#include "libprofile/records/detail/arrow_reader.hpp"

namespace libprofile::records::detail {
namespace {

// A half-precision float, which C++20 has no type for.
struct Half {
  std::uint16_t bits;
};

double as_number(double value) {
  return value;
}
double as_number(float value) {
  return static_cast<double>(value);
}

double as_number(Half half) {
  constexpr int kExponentBias = 15;
  constexpr int kMantissaBits = 10;
  constexpr int kLargestExponent = 31;
  const double sign = (half.bits & 0x8000U) != 0 ? -1.0 : 1.0;
  const int exponent = (half.bits >> kMantissaBits) & kLargestExponent;
  const int mantissa = half.bits & 0x3ffU;
  if (exponent == kLargestExponent) {
    return mantissa != 0 ? std::numeric_limits<double>::quiet_NaN() : sign * std::numeric_limits<double>::infinity();
  }
  const int implied = exponent == 0 ? 0 : 1 << kMantissaBits;
  return sign * std::ldexp(implied + mantissa, std::max(exponent, 1) - kExponentBias - kMantissaBits);
}

template <class Value>
class NumberReader final : public ColumnReader {
 public:
  explicit NumberReader(std::string label) : label_(std::move(label)) {}

  void append(const ArrowArray* array, std::size_t begin, std::size_t count, Bits parent) override {
    const Slice rows = slice(array, begin, count, parent, 2, label_);
    const Value* values = rows.values<Value>(1, label_);
    double* out = extended(column_.values, count);
    if (!rows.has_nulls()) {
      std::transform(values, values + count, out, [](Value value) { return as_number(value); });
      return;
    }
    for (std::size_t i = 0; i < count; ++i) {
      out[i] = rows.is_null(i) ? std::numeric_limits<double>::quiet_NaN() : as_number(values[i]);
    }
  }

  Column finish() override { return std::move(column_); }

 private:
  std::string label_;
  NumberColumn column_;
};

template <class Value>
class IntegerReader final : public ColumnReader {
 public:
  explicit IntegerReader(std::string label) : label_(std::move(label)) {}

  void append(const ArrowArray* array, std::size_t begin, std::size_t count, Bits parent) override {
    const Slice rows = slice(array, begin, count, parent, 2, label_);
    const Value* values = rows.values<Value>(1, label_);
    std::int64_t* out = extended(column_.values, count);
    for (std::size_t i = 0; i < count; ++i) {
      out[i] = rows.is_null(i) ? kNoInteger : checked(values[i]);
    }
  }

  Column finish() override { return std::move(column_); }

 private:
  std::int64_t checked(Value value) const {
    if (std::in_range<std::int64_t>(value)) {
      return static_cast<std::int64_t>(value);
    }
    throw InputError(label_ + ": a whole number is above 9223372036854775807: give it as text");
  }

  std::string label_;
  IntegerColumn column_;
};

class BooleanReader final : public ColumnReader {
 public:
  explicit BooleanReader(std::string label) : label_(std::move(label)) {}

  void append(const ArrowArray* array, std::size_t begin, std::size_t count, Bits parent) override {
    const Slice rows = slice(array, begin, count, parent, 2, label_);
    const Bits bits(rows.checked_buffer(1, label_), rows.first);
    for (std::size_t i = 0; i < count; ++i) {
      codes_.push_back(rows.is_null(i) ? kAbsent : builder_.code(bits[i] ? "true" : "false"));
    }
  }

  Column finish() override { return TextColumn{std::move(codes_), builder_.take()}; }

 private:
  std::string label_;
  std::vector<std::int32_t> codes_;
  DictionaryBuilder builder_;
};

class NullReader final : public ColumnReader {
 public:
  explicit NullReader(std::string label) : label_(std::move(label)) {}

  void append(const ArrowArray* array, std::size_t begin, std::size_t count, Bits parent) override {
    static_cast<void>(slice(array, begin, count, parent, 0, label_));
    column_.codes.insert(column_.codes.end(), count, kAbsent);
  }

  Column finish() override { return std::move(column_); }

 private:
  std::string label_;
  TextColumn column_;
};

// How a temporal type counts: `per_second` ticks a second, or `seconds` seconds a tick.
struct Ticks {
  std::int64_t per_second = 1;
  std::int64_t seconds = 1;
};

std::int64_t to_seconds(std::int64_t ticks, Ticks unit) {
  const std::int64_t cut = ticks / unit.per_second - (ticks % unit.per_second < 0 ? 1 : 0);
  return cut * unit.seconds;
}

template <class Value>
class InstantReader final : public ColumnReader {
 public:
  InstantReader(std::string label, Ticks unit, Clock clock) : label_(std::move(label)), unit_(unit) {
    column_.clock = clock;
  }

  void append(const ArrowArray* array, std::size_t begin, std::size_t count, Bits parent) override {
    const Slice rows = slice(array, begin, count, parent, 2, label_);
    const Value* values = rows.values<Value>(1, label_);
    std::int64_t* out = extended(column_.seconds, count);
    for (std::size_t i = 0; i < count; ++i) {
      out[i] = rows.is_null(i) ? kNoInteger : to_seconds(values[i], unit_);
    }
  }

  Column finish() override { return std::move(column_); }

 private:
  std::string label_;
  Ticks unit_;
  InstantColumn column_;
};

// Times of day have no date to be an instant with, so they are kept as text, "23:05:09".
template <class Value>
class TimeOfDayReader final : public ColumnReader {
 public:
  TimeOfDayReader(std::string label, Ticks unit) : label_(std::move(label)), unit_(unit) {}

  void append(const ArrowArray* array, std::size_t begin, std::size_t count, Bits parent) override {
    const Slice rows = slice(array, begin, count, parent, 2, label_);
    const Value* values = rows.values<Value>(1, label_);
    for (std::size_t i = 0; i < count; ++i) {
      codes_.push_back(rows.is_null(i) ? kAbsent : builder_.code(clock_face(to_seconds(values[i], unit_))));
    }
  }

  Column finish() override { return TextColumn{std::move(codes_), builder_.take()}; }

 private:
  std::string clock_face(std::int64_t second) const {
    constexpr std::int64_t kSixty = 60;
    if (second < 0 || second >= core::kSecondsPerDay) {
      throw InputError(label_ + ": a time of day is outside 00:00:00 to 23:59:59");
    }
    const auto two = [](std::int64_t n) { return std::string(n < 10 ? "0" : "") + std::to_string(n); };
    return two(second / core::kSecondsPerHour) + ":" + two(second / kSixty % kSixty) + ":" + two(second % kSixty);
  }

  std::string label_;
  Ticks unit_;
  std::vector<std::int32_t> codes_;
  DictionaryBuilder builder_;
};

std::optional<Ticks> ticks_of(char unit) {
  switch (unit) {
    case 's':
      return Ticks{1, 1};
    case 'm':
      return Ticks{1'000, 1};
    case 'u':
      return Ticks{1'000'000, 1};
    case 'n':
      return Ticks{1'000'000'000, 1};
    default:
      return std::nullopt;
  }
}

std::unique_ptr<ColumnReader> make_temporal_reader(std::string_view format, const std::string& label) {
  if (format == "tdD") {
    return std::make_unique<InstantReader<std::int32_t>>(label, Ticks{1, core::kSecondsPerDay}, Clock::date);
  }
  if (format == "tdm") {
    return std::make_unique<InstantReader<std::int64_t>>(label, Ticks{1'000, 1}, Clock::date);
  }
  const std::optional<Ticks> unit = format.size() >= 3 ? ticks_of(format[2]) : std::nullopt;
  if (unit && format.substr(0, 2) == "ts" && format.size() >= 4 && format[3] == ':') {
    const Clock clock = format.size() > 4 ? Clock::utc : Clock::local;
    return std::make_unique<InstantReader<std::int64_t>>(label, *unit, clock);
  }
  if (unit && format.substr(0, 2) == "tt" && format.size() == 3) {
    if (format[2] == 's' || format[2] == 'm') {
      return std::make_unique<TimeOfDayReader<std::int32_t>>(label, *unit);
    }
    return std::make_unique<TimeOfDayReader<std::int64_t>>(label, *unit);
  }
  return nullptr;
}

}  // namespace

std::unique_ptr<ColumnReader> make_fixed_reader(std::string_view format, const std::string& label) {
  if (format.size() != 1) {
    return make_temporal_reader(format, label);
  }
  switch (format.front()) {
    case 'n':
      return std::make_unique<NullReader>(label);
    case 'b':
      return std::make_unique<BooleanReader>(label);
    case 'c':
      return std::make_unique<IntegerReader<std::int8_t>>(label);
    case 'C':
      return std::make_unique<IntegerReader<std::uint8_t>>(label);
    case 's':
      return std::make_unique<IntegerReader<std::int16_t>>(label);
    case 'S':
      return std::make_unique<IntegerReader<std::uint16_t>>(label);
    case 'i':
      return std::make_unique<IntegerReader<std::int32_t>>(label);
    case 'I':
      return std::make_unique<IntegerReader<std::uint32_t>>(label);
    case 'l':
      return std::make_unique<IntegerReader<std::int64_t>>(label);
    case 'L':
      return std::make_unique<IntegerReader<std::uint64_t>>(label);
    case 'e':
      return std::make_unique<NumberReader<Half>>(label);
    case 'f':
      return std::make_unique<NumberReader<float>>(label);
    case 'g':
      return std::make_unique<NumberReader<double>>(label);
    default:
      return nullptr;
  }
}

}  // namespace libprofile::records::detail
