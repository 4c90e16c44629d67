// SPDX-License-Identifier: MIT
// Bytes as a GAL or GWT file: an error with the file's name, or weights that are valid and read back as they were
// written.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "libprofile/core/error.hpp"
#include "libprofile/geography/weights_files.hpp"
#include "libprofile/geography/weights_transforms.hpp"

using namespace libprofile;
using geography::WeightsFormat;

namespace {

void require_same(bool holds) {
  if (!holds) {
    std::abort();
  }
}

void check(const geography::IdentifiedWeights& read, WeightsFormat format) {
  geography::validate(read.weights);
  require_same(read.ids.size() == read.weights.size());
  const std::string text = geography::format_weights(read.weights, format, read.ids);
  const auto back = geography::parse_weights(text, format, "back", read.ids);
  require_same(back.ids == read.ids && back.weights.offsets == read.weights.offsets &&
               back.weights.neighbours == read.weights.neighbours && back.weights.values == read.weights.values);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) {
    return 0;
  }
  const WeightsFormat format = data[0] % 2 == 0 ? WeightsFormat::gal : WeightsFormat::gwt;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  try {
    check(geography::parse_weights(text, format, "fuzz"), format);
  } catch (const InputError& error) {
    require_same(std::string_view(error.what()).substr(0, 10) == "fuzz, line");
  }
  return 0;
}
