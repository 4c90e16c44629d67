// SPDX-License-Identifier: MIT
#include "libprofile/io/read_dataset.hpp"

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include <catch2/catch.hpp>
#include <zlib.h>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/progress.hpp"

#include "support/scratch_folder.hpp"

using namespace libprofile;
using Catch::Contains;
using io::read_dataset;

namespace {

std::string put(const testing::ScratchFolder& folder, const std::string& name, const std::string& bytes) {
  const std::filesystem::path path = folder.path() / name;
  testing::write_bytes(path, bytes);
  return path.string();
}

std::string gzipped(const testing::ScratchFolder& folder, const std::string& name, const std::string& bytes) {
  const std::string path = (folder.path() / name).string();
  gzFile file = gzopen(path.c_str(), "wb");
  gzwrite(file, bytes.data(), static_cast<unsigned>(bytes.size()));
  gzclose(file);
  return path;
}

/// Values of a column as text; empty where absent.
std::vector<std::string> texts(const records::ColumnTable& table, const std::string& name) {
  const records::TextColumn column = records::to_text(table.at(name).column);
  std::vector<std::string> values;
  for (const std::int32_t code : column.codes) {
    values.emplace_back(code == records::kAbsent ? "" : column.dictionary[static_cast<std::size_t>(code)]);
  }
  return values;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("every CSV column is text, with its leading zeros", "[io][hand]") {
  const testing::ScratchFolder folder;
  const auto table = read_dataset({put(folder, "a.csv", "id,n\n007,1.50\n,\n\"x,\"\"y\",3\n")}).table;
  CHECK(texts(table, "id") == Texts{"007", "", "x,\"y"});
  CHECK(texts(table, "n") == Texts{"1.50", "", "3"});
  CHECK(std::holds_alternative<records::TextColumn>(table.at("n").column));
}

TEST_CASE("comma, semicolon, tab and bar are told apart, also with one column", "[io][hand]") {
  const testing::ScratchFolder folder;
  for (const std::string delimiter : {",", ";", "\t", "|"}) {
    const std::string path = put(folder, "a.csv", "x" + delimiter + "y\n1" + delimiter + "\"2,5;\t|\"\n");
    CHECK(texts(read_dataset({path}).table, "y") == Texts{"2,5;\t|"});
  }
  CHECK(texts(read_dataset({put(folder, "one.csv", "only\nPOINT (1 2)\n\"a,b\"\n")}).table, "only") ==
        Texts{"POINT (1 2)", "a,b"});
}

TEST_CASE("decimal commas stay in the text of semicolon files", "[io][edges]") {
  const testing::ScratchFolder folder;
  CHECK(texts(read_dataset({put(folder, "a.csv", "x;y\n6,25;-75,5\n")}).table, "x") == Texts{"6,25"});
}

TEST_CASE("only wanted columns are read", "[io][hand]") {
  const testing::ScratchFolder folder;
  const std::string path = put(folder, "a.csv", "id,name,n\n1,secret,2\n");
  const auto table = read_dataset({path}, {.columns = {"n", "id"}}).table;
  CHECK(table.names() == Texts{"n", "id"});
  CHECK(texts(table, "n") == Texts{"2"});
}

TEST_CASE("a byte-order mark is no part of the first name", "[io][edges]") {
  const testing::ScratchFolder folder;
  CHECK(read_dataset({put(folder, "a.csv", "\xEF\xBB\xBFid,n\n1,2\n")}).table.names() == Texts{"id", "n"});
}

TEST_CASE("line ends of all systems, also inside quotation marks, give the same rows", "[io][edges]") {
  const testing::ScratchFolder folder;
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    const std::string path = put(folder, "a.csv", "a,b" + end + "1,\"x\ny\"" + end + end + "2,z");
    const auto table = read_dataset({path}).table;
    CHECK(texts(table, "a") == Texts{"1", "2"});
    CHECK(texts(table, "b") == Texts{"x\ny", "z"});
  }
}

TEST_CASE("a header alone gives columns and no rows", "[io][edges]") {
  const testing::ScratchFolder folder;
  const auto table = read_dataset({put(folder, "a.csv", "id,n\n")}).table;
  CHECK(table.rows() == 0);
  CHECK(table.names() == Texts{"id", "n"});
  CHECK(read_dataset({}).table.rows() == 0);
}

TEST_CASE("names that look like numbers, and columns without a name, are columns", "[io][edges]") {
  const testing::ScratchFolder folder;
  CHECK(read_dataset({put(folder, "a.csv", "1,2,\n3,4,5\n")}).table.names() == Texts{"1", "2", "column 3"});
}

TEST_CASE("Latin-1 is refused with line and remedy, and read where it is said", "[io][edges]") {
  const testing::ScratchFolder folder;
  const std::string path = put(folder, "a.csv", "id,n\n1,a\n2,caf\xE9\n");
  CHECK_THROWS_WITH(read_dataset({path}), Contains("a.csv, line 3, byte 6") && Contains("encoding = \"latin-1\""));
  CHECK(texts(read_dataset({path}, {.encoding = io::Encoding::latin_1}).table, "n") == Texts{"a", "caf\xC3\xA9"});
}

TEST_CASE("UTF-16 and NUL bytes are refused by name", "[io][edges]") {
  const testing::ScratchFolder folder;
  CHECK_THROWS_WITH(read_dataset({put(folder, "a.csv", std::string("\xFF\xFEi\0d\0", 6))}), Contains("UTF-16"));
  CHECK_THROWS_WITH(read_dataset({put(folder, "b.csv", std::string("id,n\n1,\0002\n", 10))}),
                    Contains("line 2: holds a NUL"));
}

TEST_CASE("uneven rows are named by row and line, counting what is between quotation marks", "[io][edges]") {
  const testing::ScratchFolder folder;
  const std::string path = put(folder, "a.csv", "a,b\n1,\"x\ny\"\n3\n");
  CHECK_THROWS_WITH(read_dataset({path}), Contains("a.csv, row 2 (line 4): has 1 fields where the header has 2"));
  CHECK_THROWS_WITH(read_dataset({put(folder, "b.csv", "a,b\n1,\"x\n")}),
                    Contains("row 1 (line 2): opens a quotation"));
}

TEST_CASE("a wrong delimiter shows, and the header is not repeated", "[io][edges]") {
  const testing::ScratchFolder folder;
  const std::string path = put(folder, "a.csv", "Longitude:Latitude\n1:2\n");
  CHECK_THROWS_WITH(read_dataset({path}, {.columns = {"Longitude"}}),
                    Contains("has no column 'Longitude'") && Contains("delimiter"));
}

TEST_CASE("two columns of one name are refused", "[io][edges]") {
  const testing::ScratchFolder folder;
  CHECK_THROWS_WITH(read_dataset({put(folder, "a.csv", "a,a\n1,2\n")}), Contains("names the column 'a' twice"));
}

TEST_CASE("what is no file to read is refused with its remedy", "[io][edges]") {
  const testing::ScratchFolder folder;
  CHECK_THROWS_WITH(read_dataset({(folder.path() / "none.csv").string()}), Contains("no such file"));
  CHECK_THROWS_WITH(read_dataset({folder.path().string()}), Contains("is a folder"));
  CHECK_THROWS_WITH(read_dataset({put(folder, "empty.csv", "")}), Contains("is empty"));
  CHECK_THROWS_WITH(read_dataset({put(folder, "blank.csv", "\n\n")}), Contains("is empty"));
  CHECK_THROWS_WITH(read_dataset({put(folder, "a.xls", "x")}), Contains("are refused"));
}

TEST_CASE("addresses and formats that open other files are refused unless allowed", "[io][edges]") {
  const testing::ScratchFolder folder;
  for (const std::string path : {"/vsicurl/http://a/b.csv", "/vsizip/a.zip/b.csv", "https://a/b.csv", "s3://a/b.csv",
                                 "ftp://a/b.csv", "WFS:http://a", "HTTP://a/b.csv"}) {
    CHECK_THROWS_WITH(read_dataset({path}), Contains("are refused") && Contains("--allow"));
  }
  put(folder, "a.csv", "id,n\n1,2\n");
  const std::string vrt = put(folder, "a.vrt",
                              "<OGRVRTDataSource><OGRVRTLayer name=\"a\"><SrcDataSource relativeToVRT=\"1\">a.csv"
                              "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>");
  CHECK_THROWS_AS(read_dataset({vrt}), InputError);
  CHECK(read_dataset({vrt}, {.allow = {"OGR_VRT"}}).table.rows() == 1);
  // A name that ends in .json is still not opened as VRT.
  std::filesystem::copy(vrt, folder.path() / "b.json");
  CHECK_THROWS_AS(read_dataset({(folder.path() / "b.json").string()}), InputError);
}

TEST_CASE("a connection string is never repeated in a message", "[io][edges]") {
  try {
    static_cast<void>(read_dataset({"PG:host=127.0.0.1 port=1 password=secret dbname=x"}));
    FAIL("read from nowhere");
  } catch (const InputError& error) {
    CHECK_THAT(error.what(), !Contains("secret"));
  }
}

TEST_CASE("gzip is read; a cut or damaged file is told from a whole one", "[io][edges]") {
  const testing::ScratchFolder folder;
  std::string text = "id,n\n";
  for (int i = 0; i < 5000; ++i) {
    text += std::to_string(i * 7919 % 10007) + "," + std::to_string(i) + "\n";
  }
  const std::string path = gzipped(folder, "a.csv.gz", text);
  CHECK(read_dataset({path}).table.rows() == 5000);
  const std::string bytes = testing::read_bytes(path);
  CHECK_THROWS_WITH(read_dataset({put(folder, "cut.csv.gz", bytes.substr(0, bytes.size() / 2))}),
                    Contains("damaged or cut short"));
  std::string broken = bytes;
  broken[bytes.size() / 2] = static_cast<char>(broken[bytes.size() / 2] ^ 0x55);
  CHECK_THROWS_AS(read_dataset({put(folder, "broken.csv.gz", broken)}), InputError);
  CHECK_THROWS_WITH(read_dataset({put(folder, "plain.csv.gz", text)}), Contains("is not a gzip file"));
}

TEST_CASE("files are read side by side and kept in order, for any number of threads", "[io][property]") {
  const testing::ScratchFolder folder;
  Texts paths;
  Texts expected;
  for (int file = 0; file < 7; ++file) {
    std::string text = file % 2 == 0 ? "id,n\n" : "n,id\n";
    for (int row = 0; row < 100 * file; ++row) {
      const std::string id = std::to_string(file) + "-" + std::to_string(row);
      text += file % 2 == 0 ? id + ",x\n" : "x," + id + "\n";
      expected.push_back(id);
    }
    paths.push_back(put(folder, "f" + std::to_string(file) + ".csv", text));
  }
  for (const int threads : {1, 2, 8}) {
    const core::ThreadLimit limit(threads);
    const auto table = read_dataset(paths, {.columns = {"id"}}).table;
    CHECK(texts(table, "id") == expected);
    const records::RowAddress last = table.address(table.rows() - 1);
    CHECK(table.sources()[static_cast<std::size_t>(last.source)].name == paths.back());
    CHECK(last.row == 600);
  }
}

TEST_CASE("a file of many pieces keeps its rows and their numbers", "[io][property]") {
  const testing::ScratchFolder folder;
  std::string text = "id,note\n";
  constexpr int kRows = 250'000;
  for (int row = 0; row < kRows; ++row) {
    text +=
        std::to_string(row) + (row % 1000 == 0 ? ",\"two\nlines, \"\"quoted\"\"\"\n" : ",some words that fill it\n");
  }
  const auto table = read_dataset({put(folder, "a.csv", text)}).table;
  REQUIRE(table.rows() == kRows);
  const Texts ids = texts(table, "id");
  for (int row = 0; row < kRows; row += 997) {
    REQUIRE(ids[static_cast<std::size_t>(row)] == std::to_string(row));
  }
  CHECK(texts(table, "note")[1000] == "two\nlines, \"quoted\"");
  text += "1,2,3\n";
  CHECK_THROWS_WITH(read_dataset({put(folder, "b.csv", text)}), Contains("row 250001 (line 250252)"));
}

TEST_CASE("GeoJSON gives its columns, its geometry and its reference system", "[io][hand]") {
  const testing::ScratchFolder folder;
  const std::string path =
      put(folder, "a.geojson",
          R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"E01",)"
          R"("n":7,"list":[1,2]},"geometry":{"type":"Point","coordinates":[-1.5,53.5]}}]})");
  const io::Dataset without = read_dataset({path});
  CHECK(without.table.names() == Texts{"code", "n"});
  CHECK(without.geometry.empty());
  REQUIRE(without.warnings.size() == 1);
  CHECK_THAT(without.warnings.front(), Contains("'list'"));
  const io::Dataset with =
      read_dataset({path}, {.columns = {"code"}, .geometry = io::GeometryColumn::well_known_binary});
  CHECK(with.crs == "EPSG:4326");
  CHECK(std::get<records::BytesColumn>(with.table.at(with.geometry).column)[0].size() == 21);
  CHECK(io::has_geometry(path));
  CHECK(io::column_names(path) == Texts{"code", "n", "list"});
  CHECK_THROWS_WITH(read_dataset({path}, {.columns = {"cod"}}), Contains("has no column 'cod'; did you mean code?"));
}

TEST_CASE("a damaged GeoJSON is told with its file", "[io][edges]") {
  const testing::ScratchFolder folder;
  const std::string path = put(folder, "a.geojson", R"({"type":"FeatureCollection","features":[{"type":"Fea)");
  CHECK_THROWS_WITH(read_dataset({path}), Contains("a.geojson: cannot be read as GeoJSON"));
}

TEST_CASE("reading leaves nothing beside its input", "[io][edges]") {
  const testing::ScratchFolder folder;
  static_cast<void>(read_dataset({gzipped(folder, "a.csv.gz", "id\n1\n")}));
  static_cast<void>(read_dataset({put(folder, "a.geojson", R"({"type":"FeatureCollection","features":[]})")}));
  CHECK(folder.entries() == 2);
}

TEST_CASE("reading stops when it is cancelled", "[io][edges]") {
  const testing::ScratchFolder folder;
  const std::string path = put(folder, "a.csv", "id\n1\n");
  const auto token = core::CancellationToken::create();
  token.cancel();
  const core::CancellationScope scope(token);
  CHECK_THROWS_AS(read_dataset({path, path}), Cancelled);
}
