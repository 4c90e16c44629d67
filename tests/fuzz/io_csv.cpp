// SPDX-License-Identifier: MIT
// Bytes as a CSV text: cut at any place, the records must be those of the whole, and recast they must keep their
// fields.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string_view>

#include "libprofile/io/detail/csv_records.hpp"
#include "libprofile/io/detail/utf8.hpp"

using namespace libprofile::io::detail;

namespace {

void require_same(bool holds) {
  if (!holds) {
    std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) {
    return 0;
  }
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  static_cast<void>(find_invalid_utf8(text));
  require_same(find_invalid_utf8(utf8_from_latin_1(text)) == std::string_view::npos);
  const auto first = find_first_record(text, ',', Continues::at_end);
  if (!first) {
    return 0;
  }
  const std::string_view header = text.substr(first->begin, first->end - first->begin);
  const char delimiter = detect_delimiter(header);
  const std::size_t fields = split_record(header, delimiter).size();
  const CsvRecords all = find_records(text, delimiter, fields, Continues::at_end);
  require_same(all.bytes <= text.size());
  const std::size_t cut = data[0] % (text.size() + 1);
  const CsvRecords head = find_records(text.substr(0, cut), delimiter, fields, Continues::more_follows);
  if (!head.uneven && !all.uneven) {
    const CsvRecords tail = find_records(text.substr(head.bytes), delimiter, fields, Continues::at_end);
    require_same(head.records + tail.records == all.records);
  }
  if (!all.uneven) {
    const std::size_t last = fields - 1;
    const auto values = wanted_fields(text.substr(0, all.bytes), delimiter, std::span(&last, 1));
    require_same(values[0].ends.size() == all.records + 1);
  }
  return 0;
}
