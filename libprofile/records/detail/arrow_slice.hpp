// SPDX-License-Identifier: MIT
/// @file
/// A run of rows of one Arrow array, checked as far as the interface lets a consumer check.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "libprofile/records/arrow_c_data.hpp"

namespace libprofile::records::detail {

/// A bitmap from some bit on; a null one has every bit set.
class Bits {
 public:
  Bits() = default;
  Bits(const void* bytes, std::size_t first) : bytes_(static_cast<const std::uint8_t*>(bytes)), first_(first) {}

  [[nodiscard]] bool all_set() const { return bytes_ == nullptr; }
  [[nodiscard]] bool operator[](std::size_t i) const {
    constexpr std::size_t kBits = 8;
    const std::size_t at = first_ + i;
    return bytes_ == nullptr || ((bytes_[at / kBits] >> (at % kBits)) & 1U) != 0;
  }

 private:
  const std::uint8_t* bytes_ = nullptr;
  std::size_t first_ = 0;
};

/// Rows [first, first + count) of an array's buffers, `first` holding every offset; `parent` says which rows exist.
struct Slice {
  const ArrowArray* array = nullptr;
  std::size_t first = 0;
  std::size_t count = 0;
  Bits own;
  Bits parent;

  [[nodiscard]] bool has_nulls() const { return !own.all_set() || !parent.all_set(); }
  [[nodiscard]] bool is_null(std::size_t row) const { return !own[row] || !parent[row]; }

  /// A buffer as values of one type, from the slice's first row on. Null only where the slice is empty.
  ///
  /// @throws InputError  where rows are there and the buffer is not.
  template <class Value>
  [[nodiscard]] const Value* values(std::int64_t buffer, const std::string& label) const {
    const void* start = checked_buffer(buffer, label);
    return start == nullptr ? nullptr : static_cast<const Value*>(start) + first;
  }

  [[nodiscard]] const void* checked_buffer(std::int64_t buffer, const std::string& label) const;
};

/// Rows [begin, begin + count) of an array by its own numbering.
///
/// @param buffers   How many buffers its type has; views have that many or more.
/// @throws InputError  for a released array, negative or too short lengths, or too few buffers.
[[nodiscard]] Slice slice(const ArrowArray* array, std::size_t begin, std::size_t count, Bits parent,
                          std::int64_t buffers, const std::string& label);

/// "label: the producer breaks the Arrow interface: what" as an `InputError`.
[[noreturn]] void fail_interface(const std::string& label, const std::string& what);

}  // namespace libprofile::records::detail
