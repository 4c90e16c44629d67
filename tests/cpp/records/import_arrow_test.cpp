// SPDX-License-Identifier: MIT
#include "libprofile/records/import_arrow.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

#include "support/arrow_builder.hpp"

using namespace libprofile;
using namespace libprofile::records;
using testing::ArrayPlan;
using testing::ArrowSource;
using testing::batch;
using testing::Bytes;
using testing::bytes_of;
using testing::fixed;
using testing::SchemaPlan;
using testing::texts;

namespace {

ColumnTable read(SchemaPlan column, std::vector<ArrayPlan> arrays) {
  column.name = "c";
  std::vector<ArrayPlan> batches;
  for (ArrayPlan& array : arrays) {
    const std::int64_t length = array.length;
    batches.push_back(batch(length, {std::move(array)}));
  }
  ArrowSource source({"+s", "", {std::move(column)}, nullptr}, std::move(batches));
  return import_whole_stream(source.stream, "file.csv");
}

std::vector<std::string> texts_of(const ColumnTable& table) {
  const TextColumn text = to_text(table.at("c").column);
  std::vector<std::string> values;
  for (const auto code : text.codes) {
    values.emplace_back(code == kAbsent ? "-" : std::string(text.dictionary[static_cast<std::size_t>(code)]));
  }
  return values;
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("every type of whole number arrives as integers", "[records][hand]") {
  CHECK(texts_of(read({"c", "", {}, nullptr}, {fixed(2, bytes_of<std::int8_t>({-5, 7}))})) == Strings{"-5", "7"});
  CHECK(texts_of(read({"C", "", {}, nullptr}, {fixed(1, bytes_of<std::uint8_t>({255}))})) == Strings{"255"});
  CHECK(texts_of(read({"s", "", {}, nullptr}, {fixed(1, bytes_of<std::int16_t>({-300}))})) == Strings{"-300"});
  CHECK(texts_of(read({"S", "", {}, nullptr}, {fixed(1, bytes_of<std::uint16_t>({65535}))})) == Strings{"65535"});
  CHECK(texts_of(read({"i", "", {}, nullptr}, {fixed(1, bytes_of<std::int32_t>({-70000}))})) == Strings{"-70000"});
  CHECK(texts_of(read({"I", "", {}, nullptr}, {fixed(1, bytes_of<std::uint32_t>({4294967295U}))})) ==
        Strings{"4294967295"});
  CHECK(texts_of(read({"l", "", {}, nullptr}, {fixed(1, bytes_of<std::int64_t>({-1}))})) == Strings{"-1"});
  CHECK(texts_of(read({"L", "", {}, nullptr}, {fixed(1, bytes_of<std::uint64_t>({12}))})) == Strings{"12"});
  CHECK_THROWS_WITH(read({"L", "", {}, nullptr}, {fixed(1, bytes_of<std::uint64_t>({~0ULL}))}),
                    Catch::Contains("file.csv: column 'c'"));
}

TEST_CASE("floats of any width arrive as numbers, null and NaN alike", "[records][hand]") {
  const auto half = read({"e", "", {}, nullptr}, {fixed(4, bytes_of<std::uint16_t>({0x3e00, 0xc000, 0x0001, 0x7c00}))});
  const auto& numbers = std::get<NumberColumn>(half.at("c").column).values;
  CHECK(numbers[0] == 1.5);
  CHECK(numbers[1] == -2.0);
  CHECK(numbers[2] == std::ldexp(1.0, -24));
  CHECK(std::isinf(numbers[3]));
  CHECK(texts_of(read({"f", "", {}, nullptr}, {fixed(1, bytes_of<float>({0.5F}))})) == Strings{"0.5"});
  ArrayPlan with_null = fixed(2, bytes_of<double>({1.25, 9.0}));
  with_null.null_count = 1;
  with_null.buffers[0] = {true, Bytes{0b01}};
  CHECK(texts_of(read({"g", "", {}, nullptr}, {with_null})) == Strings{"1.25", "-"});
}

TEST_CASE("texts of every layout arrive dictionary coded, empty ones absent", "[records][hand]") {
  CHECK(texts_of(read({"u", "", {}, nullptr}, {texts({"b", "", "a"}), texts({"a", "b"})})) ==
        Strings{"b", "-", "a", "a", "b"});
  const ArrayPlan large{
      2, 0, 0, {{false, {}}, {true, bytes_of<std::int64_t>({0, 2, 3})}, {true, Bytes{'x', 'y', 'z'}}}, {}, nullptr};
  CHECK(texts_of(read({"U", "", {}, nullptr}, {large})) == Strings{"xy", "z"});
  Bytes views(32, 0);
  views[0] = 3;
  views[4] = 'a';
  views[5] = 'b';
  views[6] = 'c';
  views[16] = 14;
  views[28] = 1;
  const Bytes outside = {'_', 'f', 'o', 'u', 'r', 't', 'e', 'e', 'n', ' ', 'c', 'h', 'a', 'r', 's'};
  const ArrayPlan view{
      2, 0, 0, {{false, {}}, {true, views}, {true, outside}, {true, bytes_of<std::int64_t>({15})}}, {}, nullptr};
  CHECK(texts_of(read({"vu", "", {}, nullptr}, {view})) == Strings{"abc", "fourteen chars"});
  ArrayPlan too_far = view;
  too_far.buffers[3].second = bytes_of<std::int64_t>({14});
  CHECK_THROWS_AS(read({"vu", "", {}, nullptr}, {too_far}), InputError);
}

TEST_CASE("dictionary-coded columns may bring a new dictionary with every batch", "[records][hand]") {
  const auto coded = [](std::vector<std::int8_t> indices, const Strings& values) {
    ArrayPlan plan = fixed(static_cast<std::int64_t>(indices.size()), bytes_of(indices));
    plan.dictionary = std::make_shared<ArrayPlan>(texts(values));
    return plan;
  };
  const SchemaPlan schema{"c", "", {}, std::make_shared<SchemaPlan>(SchemaPlan{"u", "", {}, nullptr})};
  CHECK(texts_of(read(schema, {coded({1, 0, 1}, {"x", "y"}), coded({0}, {"y"})})) == Strings{"y", "x", "y", "y"});
  CHECK_THROWS_AS(read(schema, {coded({2}, {"x", "y"})}), InputError);
  CHECK_THROWS_AS(read(schema, {coded({-1}, {"x", "y"})}), InputError);
}

TEST_CASE("times arrive as instants that remember their clock", "[records][hand]") {
  CHECK(texts_of(read({"tdD", "", {}, nullptr}, {fixed(1, bytes_of<std::int32_t>({17532}))})) == Strings{"2018-01-01"});
  CHECK(texts_of(read({"tdm", "", {}, nullptr}, {fixed(1, bytes_of<std::int64_t>({86400000}))})) ==
        Strings{"1970-01-02"});
  CHECK(texts_of(read({"tsm:", "", {}, nullptr}, {fixed(1, bytes_of<std::int64_t>({-1}))})) ==
        Strings{"1969-12-31T23:59:59"});
  CHECK(texts_of(read({"tsn:Europe/London", "", {}, nullptr}, {fixed(1, bytes_of<std::int64_t>({1'500'000'000}))})) ==
        Strings{"1970-01-01T00:00:01Z"});
  CHECK(texts_of(read({"tts", "", {}, nullptr}, {fixed(1, bytes_of<std::int32_t>({83109}))})) == Strings{"23:05:09"});
}

TEST_CASE("booleans, nulls and bytes arrive", "[records][hand]") {
  CHECK(texts_of(read({"b", "", {}, nullptr}, {fixed(3, Bytes{0b101})})) == Strings{"true", "false", "true"});
  CHECK(texts_of(read({"n", "", {}, nullptr}, {ArrayPlan{2, 2, 0, {}, {}, nullptr}})) == Strings{"-", "-"});
  const auto table = read({"z", "", {}, nullptr}, {texts({"ab", "", "c"})});
  const auto& bytes = std::get<BytesColumn>(table.at("c").column);
  CHECK(bytes[0].size() == 2);
  CHECK(bytes[1].empty());
  CHECK(bytes[2][0] == 'c');
}

TEST_CASE("offsets and validity bitmaps of table and column add up", "[records][hand]") {
  ArrayPlan column = fixed(5, bytes_of<std::int32_t>({99, 10, 20, 30, 40, 50}));
  column.offset = 1;
  column.null_count = 1;
  column.buffers[0] = {true, Bytes{0b110111}};  // The value 30 is null.
  ArrayPlan table = batch(3, {column});
  table.offset = 1;
  table.null_count = 1;
  table.buffers[0] = {true, Bytes{0b1010}};  // Of rows 20, 30, 40 the second does not exist, nor does the value.
  ArrowSource source({"+s", "", {{"i", "c", {}, nullptr}}, nullptr}, {table});
  CHECK(texts_of(import_whole_stream(source.stream, "t")) == Strings{"20", "-", "40"});
}

TEST_CASE("only the columns that are named are read, in the order named", "[records][edges]") {
  const SchemaPlan schema{
      "+s", "", {{"u", "a", {}, nullptr}, {"+l", "list", {}, nullptr}, {"u", "b", {}, nullptr}}, {}};
  const std::vector<ArrayPlan> batches = {batch(1, {texts({"x"}), ArrayPlan{}, texts({"y"})})};
  ArrowSource source(schema, batches);
  const Strings wanted = {"b", "a"};
  const auto table = import_stream(source.stream, wanted, "t");
  CHECK(table.names() == wanted);
  ArrowSource none(schema, batches);
  CHECK(import_stream(none.stream, Strings{}, "t").rows() == 1);
  ArrowSource listed(schema, batches);
  CHECK_THROWS_WITH(import_stream(listed.stream, Strings{"list"}, "t"),
                    Catch::Contains("column 'list'") && Catch::Contains("'+l'"));
  ArrowSource unknown(schema, batches);
  CHECK_THROWS_WITH(import_stream(unknown.stream, Strings{"lst"}, "t"),
                    Catch::Contains("no column 'lst': did you mean list?"));
}

TEST_CASE("whatever happens, everything handed over is released once", "[records][edges]") {
  const SchemaPlan schema{"+s", "", {{"u", "c", {}, nullptr}}, nullptr};
  ArrowSource good(schema, {batch(1, {texts({"x"})}), batch(1, {texts({"y"})})});
  static_cast<void>(import_whole_stream(good.stream, "t"));
  CHECK(good.released == good.handed + 2);
  CHECK_THROWS_WITH(import_whole_stream(good.stream, "t"), Catch::Contains("read already"));
  ArrowSource failing(schema, {batch(1, {texts({"x"})})});
  failing.fails_at = 1;
  CHECK_THROWS_WITH(import_whole_stream(failing.stream, "t"), Catch::Contains("disk on fire"));
  CHECK(failing.released == failing.handed + 2);
  ArrowSource short_column(schema, {batch(2, {texts({"x"})})});
  CHECK_THROWS_AS(import_whole_stream(short_column.stream, "t"), InputError);
  CHECK(short_column.released == short_column.handed + 2);
}

TEST_CASE("arrays that break the interface are refused", "[records][edges]") {
  CHECK_THROWS_AS(read({"u", "", {}, nullptr}, {fixed(1, Bytes(8))}), InputError);
  ArrayPlan descending = texts({"ab", "c"});
  descending.buffers[1].second = bytes_of<std::int32_t>({0, 2, 1});
  CHECK_THROWS_AS(read({"u", "", {}, nullptr}, {descending}), InputError);
  ArrayPlan without_data = fixed(1, {});
  without_data.buffers[1].first = false;
  CHECK_THROWS_AS(read({"i", "", {}, nullptr}, {without_data}), InputError);
  CHECK_THROWS_WITH(read({"u", "", {}, nullptr}, {texts({"caf\xe9"})}), Catch::Contains("UTF-8"));
  ArrayPlan shifted = batch(1, {fixed(1, bytes_of<std::int32_t>({1}))});
  shifted.offset = 1;
  ArrowSource past_the_end({"+s", "", {{"i", "c", {}, nullptr}}, nullptr}, {shifted});
  CHECK_THROWS_AS(import_whole_stream(past_the_end.stream, "t"), InputError);
  ArrowSource not_a_table({"i", "", {}, nullptr}, {});
  CHECK_THROWS_AS(import_whole_stream(not_a_table.stream, "t"), InputError);
}
