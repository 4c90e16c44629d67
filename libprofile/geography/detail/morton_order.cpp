// SPDX-License-Identifier: MIT
#include "libprofile/geography/detail/morton_order.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>

#include "libprofile/core/parallel.hpp"
#include "libprofile/geography/detail/radix_sort.hpp"

namespace libprofile::geography::detail {
namespace {

/// The cell on the curve above, the input index below.
using Item = std::uint64_t;

constexpr double kCells = 65536.0;
constexpr unsigned kKeyBits = 32;
/// Fewer items are sorted by comparing them.
constexpr std::size_t kFew = 8192;

std::uint32_t id_of(Item item) {
  return static_cast<std::uint32_t>(item);
}

std::uint32_t key_of(Item item) {
  return static_cast<std::uint32_t>(item >> 32U);
}

/// Puts a zero before each of 16 bits.
std::uint32_t spread(std::uint32_t bits) {
  bits = (bits | (bits << 8U)) & 0x00FF00FFU;
  bits = (bits | (bits << 4U)) & 0x0F0F0F0FU;
  bits = (bits | (bits << 2U)) & 0x33333333U;
  return (bits | (bits << 1U)) & 0x55555555U;
}

struct Frame {
  double x_min = std::numeric_limits<double>::infinity();
  double y_min = std::numeric_limits<double>::infinity();
  double side = 0.0;

  [[nodiscard]] static std::uint32_t cell(double offset, double scale) {
    return static_cast<std::uint32_t>(std::min(offset * scale, kCells - 1.0));
  }
};

Frame frame_of(std::span<const Item> items, PlanarView points) {
  Frame frame;
  double x_max = -std::numeric_limits<double>::infinity();
  double y_max = x_max;
  for (const Item item : items) {
    const double x = points.x(id_of(item));
    const double y = points.y(id_of(item));
    frame.x_min = std::min(frame.x_min, x);
    frame.y_min = std::min(frame.y_min, y);
    x_max = std::max(x_max, x);
    y_max = std::max(y_max, y);
  }
  frame.side = std::max(x_max - frame.x_min, y_max - frame.y_min);
  return frame;
}

void set_keys(std::span<Item> items, PlanarView points, const Frame& frame) {
  const double scale = kCells / frame.side;
  core::parallel_for(items.size(), [&](std::size_t k) {
    const std::uint32_t id = id_of(items[k]);
    const std::uint32_t column = Frame::cell(points.x(id) - frame.x_min, scale);
    const std::uint32_t row = Frame::cell(points.y(id) - frame.y_min, scale);
    items[k] = static_cast<Item>(spread(column) | (spread(row) << 1U)) << 32U | id;
  });
}

void sort_by_key(std::span<Item> items) {
  if (items.size() < kFew) {
    std::sort(items.begin(), items.end());
    return;
  }
  std::vector<Item> copy(items.begin(), items.end());
  radix_sort(copy, kKeyBits, key_of);
  std::copy(copy.begin(), copy.end(), items.begin());
}

/// Items come in order of their index; so do those of equal keys afterwards.
void sort_run(std::span<Item> items, PlanarView points, std::size_t enough) {
  const Frame frame = frame_of(items, points);
  if (!std::isfinite(kCells / frame.side)) {
    return;
  }
  set_keys(items, points, frame);
  sort_by_key(items);
  for (std::size_t begin = 0; begin < items.size();) {
    std::size_t end = begin + 1;
    while (end < items.size() && key_of(items[end]) == key_of(items[begin])) {
      ++end;
    }
    if (end - begin > enough) {
      sort_run(items.subspan(begin, end - begin), points, enough);
    }
    begin = end;
  }
}

}  // namespace

std::vector<std::uint32_t> morton_order(PlanarView points, std::size_t enough) {
  std::vector<Item> items(points.size());
  core::parallel_for(items.size(), [&](std::size_t i) { items[i] = i; });
  sort_run(items, points, enough);
  std::vector<std::uint32_t> order(items.size());
  core::parallel_for(items.size(), [&](std::size_t k) { order[k] = id_of(items[k]); });
  return order;
}

}  // namespace libprofile::geography::detail
