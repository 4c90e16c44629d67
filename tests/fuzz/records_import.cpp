// SPDX-License-Identifier: MIT
/// @file
/// An Arrow stream of one column whose type, lengths, offsets and buffers come from the input: read or refused.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "libprofile/core/error.hpp"
#include "libprofile/records/import_arrow.hpp"
#include "libprofile/records/validate.hpp"
#include "libprofile/records/wkb_points.hpp"

#include "support/arrow_builder.hpp"

namespace {

using libprofile::testing::ArrayPlan;
using libprofile::testing::Bytes;

// Buffers as long as an honest producer makes them; what they hold is the input's.
struct Shape {
  const char* format;
  std::size_t bytes_per_value;
  bool has_offsets;
};

constexpr std::array kShapes = {Shape{"b", 1, false},    Shape{"c", 1, false},   Shape{"S", 2, false},
                                Shape{"e", 2, false},    Shape{"i", 4, false},   Shape{"L", 8, false},
                                Shape{"f", 4, false},    Shape{"g", 8, false},   Shape{"tdD", 4, false},
                                Shape{"tsn:", 8, false}, Shape{"ttu", 8, false}, Shape{"vu", 16, false},
                                Shape{"u", 4, true},     Shape{"z", 4, true},    Shape{"U", 8, true}};

class Input {
 public:
  explicit Input(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  std::uint8_t byte() {
    if (bytes_.empty()) {
      return 0;
    }
    const std::uint8_t first = bytes_.front();
    bytes_ = bytes_.subspan(1);
    return first;
  }

  Bytes take(std::size_t count) {
    Bytes taken(count);
    for (std::uint8_t& each : taken) {
      each = byte();
    }
    return taken;
  }

 private:
  std::span<const std::uint8_t> bytes_;
};

// Offsets that may go down or up, but stay inside the characters: beyond them no consumer can see.
Bytes offsets(Input& input, std::size_t count, std::size_t width, std::size_t limit) {
  Bytes bytes;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t offset = input.byte() % (limit + 1);
    for (std::size_t k = 0; k < width; ++k) {
      bytes.push_back(static_cast<std::uint8_t>(k < sizeof offset ? offset >> (8 * k) : 0));
    }
  }
  return bytes;
}

ArrayPlan column(Input& input, const Shape& shape) {
  const std::size_t length = input.byte() % 32;
  const std::size_t offset = input.byte() % 4;
  const std::size_t slots = length + offset;
  ArrayPlan plan;
  plan.length = static_cast<std::int64_t>(length) - (input.byte() == 255 ? 64 : 0);
  plan.offset = static_cast<std::int64_t>(offset);
  plan.null_count = input.byte() % 3 - 1;
  plan.buffers.emplace_back(input.byte() % 2 == 0, input.take(slots / 8 + 1));
  if (shape.has_offsets) {
    constexpr std::size_t kCharacters = 48;
    plan.buffers.emplace_back(input.byte() != 255, offsets(input, slots + 1, shape.bytes_per_value, kCharacters));
    plan.buffers.emplace_back(input.byte() != 255, input.take(kCharacters));
  } else {
    plan.buffers.emplace_back(input.byte() != 255, input.take(slots * shape.bytes_per_value));
  }
  if (shape.format[0] == 'v') {
    const std::size_t size = input.byte() % 64;
    plan.buffers.emplace_back(true, input.take(size));
    plan.buffers.emplace_back(
        true, libprofile::testing::bytes_of(std::vector<std::int64_t>{static_cast<std::int64_t>(size)}));
  }
  return plan;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace libprofile;
  Input input({data, size});
  const Shape& shape = kShapes[input.byte() % kShapes.size()];
  std::vector<ArrayPlan> batches;
  for (int i = input.byte() % 3; i >= 0; --i) {
    ArrayPlan values = column(input, shape);
    const std::int64_t rows = input.byte() == 255 ? values.length + 1 : values.length;
    batches.push_back(testing::batch(rows, {std::move(values)}));
  }
  testing::ArrowSource source({"+s", "", {{shape.format, "start", {}, nullptr}}, nullptr}, std::move(batches));
  try {
    const auto table = records::import_whole_stream(source.stream, "fuzz");
    if (const auto* bytes = std::get_if<records::BytesColumn>(&table.at("start").column)) {
      static_cast<void>(records::points_from_wkb(*bytes, "start", "fuzz"));
    }
    const auto result = records::validate(table, records::Kind::incident);
    if (result.rows != table.rows() || result.rows_rejected() + result.accepted.size() != table.rows()) {
      std::abort();
    }
  } catch (const Error&) {
  }
  if (source.released != source.handed + 2) {
    std::abort();
  }
  return 0;
}
