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

// A first line of a few bytes can speak of ten million places without links, which finds nothing and takes seconds.
bool speaks_of_many(std::string_view text) {
  constexpr std::size_t kMostDigits = 5;
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n\v\f"), text.size()));
  std::size_t digits = 0;
  for (const char c : text.substr(0, text.find('\n'))) {
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    if (digits > kMostDigits) {
      return true;
    }
  }
  return false;
}

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
  if (format == WeightsFormat::gwt && speaks_of_many(text)) {
    return 0;
  }
  try {
    check(geography::parse_weights(text, format, "fuzz"), format);
  } catch (const InputError& error) {
    require_same(std::string_view(error.what()).substr(0, 10) == "fuzz, line");
  }
  return 0;
}
