// SPDX-License-Identifier: MIT
#include "libprofile/records/wkb_points.hpp"

#include <bit>
#include <cstring>
#include <limits>
#include <optional>
#include <string>

#include "libprofile/core/error.hpp"

namespace libprofile::records {
namespace {

struct Point {
  double x = std::numeric_limits<double>::quiet_NaN();
  double y = std::numeric_limits<double>::quiet_NaN();
};

// Unsigned integers of either byte order, by shifts: no word is read in place.
template <class Word>
Word word_at(std::span<const std::uint8_t> bytes, std::size_t at, bool little) {
  Word word = 0;
  for (std::size_t i = 0; i < sizeof(Word); ++i) {
    const std::size_t byte = at + (little ? sizeof(Word) - 1 - i : i);
    word = static_cast<Word>(word << 8U | bytes[byte]);
  }
  return word;
}

std::optional<Point> point_of(std::span<const std::uint8_t> wkb) {
  constexpr std::size_t kHeader = 5;
  constexpr std::uint32_t kHasSrid = 0x20000000U;
  constexpr std::uint32_t kDimensions = 0xc0000000U;  // Extended form: heights, measures.
  constexpr std::uint32_t kIsoStep = 1000;            // ISO form: 1001, 2001, 3001.
  constexpr std::uint32_t kPoint = 1;
  if (wkb.size() < kHeader || wkb[0] > 1) {
    return std::nullopt;
  }
  const bool little = wkb[0] == 1;
  const auto type = word_at<std::uint32_t>(wkb, 1, little);
  const std::uint32_t plain = type & ~(kHasSrid | kDimensions);
  const std::size_t start = kHeader + ((type & kHasSrid) != 0 ? sizeof(std::uint32_t) : 0);
  if (plain % kIsoStep != kPoint || plain > 3 * kIsoStep + kPoint || wkb.size() < start + 2 * sizeof(double)) {
    return std::nullopt;
  }
  const auto x = std::bit_cast<double>(word_at<std::uint64_t>(wkb, start, little));
  const auto y = std::bit_cast<double>(word_at<std::uint64_t>(wkb, start + sizeof(double), little));
  return Point{x, y};
}

}  // namespace

PointColumns points_from_wkb(const BytesColumn& geometries, std::string_view column, std::string_view context) {
  const std::size_t rows = geometries.ends.size();
  PointColumns points;
  points.x.values.reserve(rows);
  points.y.values.reserve(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    const auto wkb = geometries[row];
    const auto point = wkb.empty() ? std::optional(Point{}) : point_of(wkb);
    if (!point) {
      throw GeometryError(std::string(context) + ": row " + std::to_string(row + 1) + ": column '" +
                          std::string(column) + "': must be a point: give records one point each");
    }
    points.x.values.push_back(point->x);
    points.y.values.push_back(point->y);
  }
  return points;
}

}  // namespace libprofile::records
