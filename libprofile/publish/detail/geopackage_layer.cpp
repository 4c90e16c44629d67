// SPDX-License-Identifier: MIT
#include "libprofile/publish/detail/geopackage_layer.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <string>

#include "libprofile/publish/detail/geopackage_schema.hpp"
#include "libprofile/publish/detail/joined_list.hpp"
#include "libprofile/publish/detail/qml.hpp"
#include "libprofile/publish/detail/sld.hpp"
#include "libprofile/publish/detail/style.hpp"
#include "libprofile/publish/detail/utf8.hpp"
#include "libprofile/publish/detail/wkb.hpp"

namespace libprofile::publish::detail {
namespace {

constexpr int kKey = 1;
constexpr int kGeometry = 2;
constexpr int kFirstColumn = 3;
constexpr std::int64_t kWgs84 = 4326;

struct SqlType {
  std::string operator()(const IntegerColumn&) const { return "INTEGER"; }
  std::string operator()(const NumberColumn&) const { return "REAL"; }
  std::string operator()(const TextColumn&) const { return "TEXT"; }
  std::string operator()(const ListColumn&) const { return "TEXT"; }
};

std::string create_table_sql(const Layer& layer) {
  std::string sql = "CREATE TABLE " + quoted_name(layer.name) + " (" + quoted_name(kKeyColumn) +
                    " INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, " + quoted_name(kGeometryColumn) + " MULTIPOLYGON";
  for (const Column& column : layer.columns) {
    sql += ", " + quoted_name(column.name) + ' ' + std::visit(SqlType{}, column.values);
  }
  return sql + ")";
}

std::string insert_sql(const Layer& layer) {
  std::string sql = "INSERT INTO " + quoted_name(layer.name) + " VALUES (?, ?";
  for (std::size_t i = 0; i < layer.columns.size(); ++i) {
    sql += ", ?";
  }
  return sql + ")";
}

/// Binds a value and keeps what a bound text points at alive.
struct BindValue {
  Statement& statement;
  std::string& text;
  int parameter;
  std::size_t row;

  void operator()(const IntegerColumn& values) const {
    values[row] ? statement.bind(parameter, *values[row]) : statement.bind_null(parameter);
  }
  void operator()(const NumberColumn& values) const {
    std::isfinite(values[row]) ? statement.bind(parameter, values[row]) : statement.bind_null(parameter);
  }
  void operator()(const TextColumn& values) const {
    values[row] ? bind_text(*values[row]) : statement.bind_null(parameter);
  }
  void operator()(const ListColumn& values) const { bind_text(joined_list(values[row])); }

 private:
  void bind_text(const std::string& value) const {
    text = valid_utf8(value);
    statement.bind(parameter, std::string_view(text));
  }
};

void bind_numbers(Statement& statement, int first, const std::array<double, 4>& numbers) {
  for (int i = 0; i < 4; ++i) {
    const double number = numbers[static_cast<std::size_t>(i)];
    std::isfinite(number) ? statement.bind(first + i, number) : statement.bind_null(first + i);
  }
}

/// Fills the feature table and the R-tree. Gives the extent of all.
Envelope add_features(Database& database, const Layer& layer) {
  Statement insert(database, insert_sql(layer));
  Statement index(database, "INSERT INTO " + quoted_name(rtree_name(layer.name)) + " VALUES (?, ?, ?, ?, ?)");
  Envelope extent = empty_envelope();
  std::vector<std::string> texts(layer.columns.size());
  for (std::size_t row = 0; row < layer.outlines.size(); ++row) {
    const auto& polygons = layer.geometry->polygons();
    const std::size_t area = layer.outlines[row];
    const Envelope envelope = envelope_of(polygons, area);
    const std::string blob = geopackage_blob(polygons, area, envelope);
    const auto key = static_cast<std::int64_t>(row + 1);
    insert.bind(kKey, key);
    insert.bind_blob(kGeometry, blob);
    for (std::size_t c = 0; c < layer.columns.size(); ++c) {
      std::visit(BindValue{insert, texts[c], kFirstColumn + static_cast<int>(c), row}, layer.columns[c].values);
    }
    insert.run();
    if (!envelope.is_empty()) {
      index.bind(1, key);
      bind_numbers(index, 2, {envelope.x_min, envelope.x_max, envelope.y_min, envelope.y_max});
      index.run();
      extent = united(extent, envelope);
    }
  }
  return extent;
}

void add_contents(Database& database, const Layer& layer, const Envelope& extent) {
  Statement contents(database, "INSERT INTO gpkg_contents VALUES (?1, 'features', ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
  const Provenance& provenance = layer.provenance;
  const std::string description = valid_utf8(provenance.marking + ". " + provenance.title + ". " + provenance.counts);
  const std::string changed = geopackage_time(provenance.created_utc);
  contents.bind(1, std::string_view(layer.name));
  contents.bind(2, std::string_view(description));
  contents.bind(3, std::string_view(changed));
  bind_numbers(contents, 4, {extent.x_min, extent.y_min, extent.x_max, extent.y_max});
  contents.bind(8, kWgs84);
  contents.run();

  Statement geometry(database, "INSERT INTO gpkg_geometry_columns VALUES (?, ?, 'MULTIPOLYGON', ?, 0, 0)");
  geometry.bind(1, std::string_view(layer.name));
  geometry.bind(2, kGeometryColumn);
  geometry.bind(3, kWgs84);
  geometry.run();

  Statement extension(database,
                      "INSERT INTO gpkg_extensions VALUES (?, ?, 'gpkg_rtree_index', "
                      "'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')");
  extension.bind(1, std::string_view(layer.name));
  extension.bind(2, kGeometryColumn);
  extension.run();
}

void add_style(Database& database, const Layer& layer) {
  const std::optional<Style> style = style_of(layer);
  if (!style) {
    return;
  }
  Statement insert(database,
                   "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, "
                   "styleName, styleQML, styleSLD, useAsDefault, description, owner, update_time) "
                   "VALUES ('', '', ?1, ?2, ?1, ?3, ?4, 1, ?5, '', ?6)");
  const std::string qml = qml_of(*style);
  const std::string sld = sld_of(*style, layer.name);
  const std::string changed = geopackage_time(layer.provenance.created_utc);
  insert.bind(1, std::string_view(layer.name));
  insert.bind(2, kGeometryColumn);
  insert.bind(3, std::string_view(qml));
  insert.bind(4, std::string_view(sld));
  insert.bind(5, std::string_view(style->title));
  insert.bind(6, std::string_view(changed));
  insert.run();
}

}  // namespace

std::string geopackage_time(std::string_view created_utc) {
  std::string time(created_utc);
  if (time.size() == std::string_view("2018-01-01T00:00:00Z").size() && time.back() == 'Z') {
    time.replace(time.size() - 1, 1, ".000Z");
  }
  return time;
}

void add_layer(Database& database, const Layer& layer) {
  database.run(create_table_sql(layer));
  database.run("CREATE VIRTUAL TABLE " + quoted_name(rtree_name(layer.name)) +
               " USING rtree(id, minx, maxx, miny, maxy)");
  const Envelope extent = add_features(database, layer);
  database.run(rtree_triggers_sql(layer.name));
  add_contents(database, layer, extent);
  add_style(database, layer);
}

}  // namespace libprofile::publish::detail
