// SPDX-License-Identifier: MIT
#include "libprofile/io/detail/plain_geojson.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "libprofile/core/progress.hpp"
#include "libprofile/core/read_file.hpp"
#include "libprofile/io/detail/geojson_outlines.hpp"
#include "libprofile/io/detail/json_cursor.hpp"
#include "libprofile/io/detail/utf8.hpp"

namespace libprofile::io::detail {
namespace {

/// What GDAL calls the geometry of GeoJSON, and its reference system.
constexpr const char* kGeometryName = "wkb_geometry";
constexpr const char* kCrs = "EPSG:4326";
constexpr std::string_view kCrs84 = "urn:ogc:def:crs:OGC:1.3:CRS84";

constexpr std::size_t kFeaturesPerCheck = 4096;

/// GDAL makes a column whose texts are all dates or times one of instants.
bool could_be_time(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  return first != std::string_view::npos && std::string_view("+-0123456789").find(text[first]) != text.npos &&
         text.find_first_of("-/:") != text.npos;
}

/// A wanted column.
class WantedColumn {
 public:
  explicit WantedColumn(std::string name) : name_(std::move(name)) {}

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] bool is_present() const { return has_text_; }

  /// Takes the value of feature `row`, from 0.
  void take(JsonCursor& json, std::size_t row) {
    fill(row);
    require_plain(codes_.size() == row);
    if (json.peek() == 'n') {
      json.skip();
      codes_.push_back(records::kAbsent);
      return;
    }
    const std::string_view text = json.text();
    require_plain(!could_be_time(text) && find_invalid_utf8(text) == text.npos);
    has_text_ = true;
    codes_.push_back(text.empty() ? records::kAbsent : builder_.code(text));
  }

  /// The column, absent from features that did not name it.
  [[nodiscard]] records::TextColumn column(std::size_t rows) {
    fill(rows);
    return {std::move(codes_), builder_.take()};
  }

 private:
  void fill(std::size_t rows) {
    if (codes_.size() < rows) {
      codes_.resize(rows, records::kAbsent);
    }
  }

  std::string name_;
  std::vector<std::int32_t> codes_;
  records::DictionaryBuilder builder_;
  bool has_text_ = false;
};

/// Features, one after the other.
class Features {
 public:
  explicit Features(const ReadOptions& options) : reads_geometry_(options.geometry != GeometryColumn::absent) {
    for (const std::string& name : options.columns) {
      wanted_.emplace_back(name);
    }
  }

  void add(JsonCursor& json) {
    if (rows_ % kFeaturesPerCheck == 0) {
      core::current_cancellation().throw_if_cancelled();
    }
    bool has_geometry = false;
    json.object([&](std::string_view name) {
      if (name == "type") {
        require_plain(json.text() == "Feature");
      } else if (name == "properties") {
        properties(json);
      } else {
        require_plain(name == "geometry" && !has_geometry);
        has_geometry = true;
        outlines_.add(json);
      }
    });
    require_plain(has_geometry);
    ++rows_;
  }

  [[nodiscard]] Dataset take(const std::string& path) {
    Dataset dataset;
    dataset.table = records::ColumnTable(rows_, path);
    require_plain(rows_ > 0 && found_.size() == wanted_.size());
    for (WantedColumn* values : found_) {
      require_plain(values->is_present());
      dataset.table.add(values->name(), values->column(rows_));
    }
    if (reads_geometry_) {
      dataset.geometry = kGeometryName;
      dataset.crs = kCrs;
      dataset.table.add(kGeometryName, outlines_.take());
    }
    return dataset;
  }

 private:
  void properties(JsonCursor& json) {
    json.object([&](std::string_view name) {
      const auto values = std::find_if(wanted_.begin(), wanted_.end(), [&](const auto& v) { return v.name() == name; });
      if (values == wanted_.end()) {
        json.skip();
        return;
      }
      // Columns come in the order in which the file first names them.
      if (std::find(found_.begin(), found_.end(), &*values) == found_.end()) {
        found_.push_back(&*values);
      }
      values->take(json, rows_);
    });
  }

  bool reads_geometry_;
  std::size_t rows_ = 0;
  std::vector<WantedColumn> wanted_;
  std::vector<WantedColumn*> found_;
  GeojsonOutlines outlines_;
};

/// The one reference system that plain files name.
void take_crs(JsonCursor& json) {
  json.object([&](std::string_view name) {
    if (name == "type") {
      require_plain(json.text() == "name");
    } else {
      require_plain(name == "properties");
      json.object([&](std::string_view key) { require_plain(key == "name" && json.text() == kCrs84); });
    }
  });
}

Dataset read_collection(const std::string& path, const ReadOptions& options) {
  const std::string text = core::read_file(path);
  JsonCursor json(text);
  Features features(options);
  json.object([&](std::string_view name) {
    if (name == "type") {
      require_plain(json.text() == "FeatureCollection");
    } else if (name == "name") {
      json.skip();
    } else if (name == "crs") {
      take_crs(json);
    } else {
      require_plain(name == "features");
      json.array([&] { features.add(json); });
    }
  });
  require_plain(json.is_at_end());
  return features.take(path);
}

}  // namespace

std::optional<Dataset> read_plain_geojson(const std::string& path, const ReadOptions& options) {
  if (options.columns.empty() || !options.layer.empty()) {
    return std::nullopt;
  }
  try {
    return read_collection(path, options);
  } catch (const NotPlain&) {
    return std::nullopt;
  }
}

}  // namespace libprofile::io::detail
