// SPDX-License-Identifier: MIT
#include "libprofile/io/detail/csv_records.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/random.hpp"
#include "libprofile/io/detail/utf8.hpp"

#include "support/csv_by_definition.hpp"

using namespace libprofile;
using namespace libprofile::io::detail;

namespace {

CsvRecords whole(const std::string& text, std::size_t fields = 2, char delimiter = ',') {
  return find_records(text, delimiter, fields, Continues::at_end);
}

/// Random text of few characters that matter, so that every combination comes up.
std::string random_text(std::uint32_t seed, std::size_t length) {
  const core::Philox random(seed, core::Stream::testing);
  static constexpr char kLetters[] = {'a', ',', '"', '\n', '\r', 'b', ';', ' '};
  std::string text;
  for (std::uint32_t i = 0; i < length; ++i) {
    text += kLetters[random.below(8, i, 0, 0)];
  }
  return text;
}

std::vector<std::vector<std::string>> all_records(std::string_view text, char delimiter) {
  std::vector<std::vector<std::string>> records;
  while (const auto record = find_first_record(text, delimiter, Continues::at_end)) {
    records.push_back(split_record(text.substr(record->begin, record->end - record->begin), delimiter));
    text.remove_prefix(record->next);
  }
  return records;
}

}  // namespace

TEST_CASE("records end at LF, CRLF and CR, and at the end of the file", "[io][hand]") {
  for (const std::string text : {"a,b\nc,d\n", "a,b\r\nc,d\r\n", "a,b\rc,d\r", "a,b\nc,d", "a,b\r\n\r\nc,d\n\n"}) {
    const CsvRecords found = whole(text);
    CHECK(found.records == 2);
    CHECK(found.bytes == std::string(text).size());
    CHECK_FALSE(found.uneven);
  }
}

TEST_CASE("a line end between quotation marks belongs to the record", "[io][hand]") {
  CHECK(whole("a,\"b\nc\"\nd,e\n").records == 2);
  CHECK(whole("a,\"b\r\n\"\"c\"\r\nd,e\n").records == 2);
  CHECK(whole("a,\"b,c\"\n").records == 1);
}

TEST_CASE("the first uneven record is told with its number of fields and its place", "[io][hand]") {
  const CsvRecords found = whole("a,b\nc\nd,e\n");
  REQUIRE(found.uneven);
  CHECK(found.uneven->record == 1);
  CHECK(found.uneven->fields == 1);
  CHECK(found.uneven->offset == 4);
  CHECK(whole("a,b,c\n").uneven->fields == 3);
  CHECK(whole("\"a,b\"\n").uneven->fields == 1);
}

TEST_CASE("nothing, empty lines and an unclosed quotation mark give no record", "[io][edges]") {
  CHECK(whole("").records == 0);
  CHECK(whole("\n\r\n\n").records == 0);
  const CsvRecords unclosed = whole("a,b\nc,\"d\ne,f\n");
  CHECK(unclosed.records == 1);
  CHECK(unclosed.bytes == 4);
}

TEST_CASE("an incomplete last record waits for more text", "[io][edges]") {
  CHECK(find_records("a,b\nc,d", ',', 2, Continues::more_follows).bytes == 4);
  CHECK(find_records("a,b\r", ',', 2, Continues::more_follows).bytes == 0);
  CHECK(find_records("a,b\r\n", ',', 2, Continues::more_follows).bytes == 5);
}

TEST_CASE("fields lose their quotation marks, except those in the middle", "[io][hand]") {
  CHECK(split_record("a,\"b,c\",d", ',') == std::vector<std::string>{"a", "b,c", "d"});
  CHECK(split_record("\"a\"\"b\";;", ';') == std::vector<std::string>{"a\"b", "", ""});
  CHECK(split_record("5\" pipe,x", ',') == std::vector<std::string>{"5\" pipe", "x"});
  CHECK(split_record("", ',') == std::vector<std::string>{""});
}

TEST_CASE("the delimiter is what the header has most of, outside quotation marks", "[io][hand]") {
  CHECK(detect_delimiter("a,b;c,d") == ',');
  CHECK(detect_delimiter("a;b;c") == ';');
  CHECK(detect_delimiter("a\tb") == '\t');
  CHECK(detect_delimiter("a|b") == '|');
  CHECK(detect_delimiter("\"a,b,c\";d") == ';');
  CHECK(detect_delimiter("alone") == ',');
}

TEST_CASE("cutting a text anywhere gives the same records as the whole", "[io][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const std::string text = random_text(seed, 400) + "\n";
  const char delimiter = ',';
  for (std::size_t fields = 1; fields <= 3; ++fields) {
    const CsvRecords all = find_records(text, delimiter, fields, Continues::at_end);
    for (std::size_t cut = 0; cut <= all.bytes; ++cut) {
      const CsvRecords head = find_records(text.substr(0, cut), delimiter, fields, Continues::more_follows);
      REQUIRE(head.bytes <= cut);
      const CsvRecords tail = find_records(text.substr(head.bytes), delimiter, fields, Continues::at_end);
      REQUIRE((head.uneven || head.records + tail.records == all.records));
    }
  }
}

TEST_CASE("records and fields are those of the definition, character by character", "[io][oracle]") {
  const auto seed = GENERATE(range(1U, 201U));
  std::string text = random_text(seed, 60) + "\n";
  const auto expected = testing::csv_by_definition(text, ';');
  const std::vector<std::vector<std::string>> found = all_records(text, ';');
  CHECK(found == expected);
}

TEST_CASE("the wanted fields are those of the definition", "[io][oracle]") {
  const auto seed = GENERATE(range(1U, 201U));
  std::string text;
  for (const std::vector<std::string>& record : testing::csv_by_definition(random_text(seed, 200) + "\n", ';')) {
    // Quoted where the bits of the seed say so, and always three fields.
    const std::string field = record.front();
    const bool is_quoted = field.find_first_of("\"\r\n;") != std::string::npos || seed % 2 == 0;
    std::string quoted = is_quoted ? "\"" : "";
    for (const char c : field) {
      quoted.append(c == '"' ? 2 : 1, c);
    }
    text += "x;" + quoted + (is_quoted ? "\"" : "") + ";z\r\n";
  }
  const std::vector<std::size_t> wanted{1, 2};
  const std::vector<TextValues> found = wanted_fields(text, ';', wanted);
  const auto expected = testing::csv_by_definition(text, ';');
  REQUIRE(found[0].ends.size() == expected.size() + 1);
  for (std::size_t row = 0; row < expected.size(); ++row) {
    for (std::size_t k = 0; k < wanted.size(); ++k) {
      const auto begin = static_cast<std::size_t>(found[k].ends[row]);
      const auto end = static_cast<std::size_t>(found[k].ends[row + 1]);
      REQUIRE(found[k].bytes.substr(begin, end - begin) == expected[row][wanted[k]]);
    }
  }
}

TEST_CASE("a quotation mark in the middle of a field stands for itself", "[io][hand]") {
  CHECK(whole("37\"N,x\n").records == 1);
  CHECK(whole("\"a\"b,x\n").records == 1);
  CHECK(whole("two\"with quote,3\nnext,4\n").records == 2);
  CHECK(wanted_fields("37\"N,x\n", ',', std::vector<std::size_t>{0})[0].bytes == "37\"N");
}

TEST_CASE("UTF-8 is told from other bytes", "[io][hand]") {
  CHECK(find_invalid_utf8("plain") == std::string_view::npos);
  CHECK(find_invalid_utf8("caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x99\x82") == std::string_view::npos);
  CHECK(find_invalid_utf8("caf\xE9") == 3);
  CHECK(find_invalid_utf8("\xC0\xAF") == 0);
  CHECK(find_invalid_utf8("12345678\xED\xA0\x80") == 8);
  CHECK(find_invalid_utf8("\xF4\x90\x80\x80") == 0);
  CHECK(find_invalid_utf8("\xE2\x82") == 0);
}

TEST_CASE("every Latin-1 byte becomes the character of its number", "[io][property]") {
  for (unsigned code = 0; code < 256; ++code) {
    const std::string byte(1, static_cast<char>(code));
    const std::string text = utf8_from_latin_1(byte);
    CHECK(find_invalid_utf8(text) == std::string_view::npos);
    CHECK(text.size() == (code < 0x80 ? 1U : 2U));
  }
  CHECK(utf8_from_latin_1("\xE9") == "\xC3\xA9");
}
