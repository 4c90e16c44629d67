// SPDX-License-Identifier: MIT
#include "libprofile/publish/detail/geopackage_bytes.hpp"

#include <set>
#include <string_view>

#include "libprofile/core/error.hpp"
#include "libprofile/core/progress.hpp"
#include "libprofile/publish/detail/geopackage_layer.hpp"
#include "libprofile/publish/detail/geopackage_schema.hpp"
#include "libprofile/publish/detail/sqlite.hpp"
#include "libprofile/publish/detail/utf8.hpp"

namespace libprofile::publish::detail {
namespace {

void check(const std::vector<Layer>& layers) {
  require(!layers.empty(), "layers", layers.size(), "at least 1");
  std::set<std::string> names;
  for (const Layer& layer : layers) {
    require(!layer.is_table(), "layer", layer.name, "one with outlines");
    require(names.insert(layer.name).second, "layer", layer.name, "there once only");
    validate(layer);
  }
}

/// Styles are an attribute table to the standard, or readers would call them unregistered.
void register_styles(Database& database, std::string_view changed) {
  Statement insert(database,
                   "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change) "
                   "VALUES ('layer_styles', 'attributes', 'layer_styles', 'how to draw the layers', ?)");
  insert.bind(1, changed);
  insert.run();
}

void add_metadata(Database& database, const Provenance& provenance, std::string_view changed) {
  const std::string text = valid_utf8("title: " + provenance.title + "\nmarking: " + provenance.marking +
                                      "\ntier: " + provenance.tier + "\ncounts: " + provenance.counts + "\n");
  Statement metadata(database,
                     "INSERT INTO gpkg_metadata VALUES (1, 'dataset', 'https://www.rfc-editor.org/rfc/rfc2046', "
                     "'text/plain', ?)");
  metadata.bind(1, std::string_view(text));
  metadata.run();
  Statement reference(database,
                      "INSERT INTO gpkg_metadata_reference VALUES ('geopackage', NULL, NULL, NULL, ?, 1, NULL)");
  reference.bind(1, changed);
  reference.run();
}

}  // namespace

std::string geopackage_bytes(const std::vector<Layer>& layers) {
  check(layers);
  const core::CancellationToken token = core::current_cancellation();
  const std::string changed = geopackage_time(layers.front().provenance.created_utc);
  Database database;
  database.run(geopackage_schema_sql());
  database.run("BEGIN");
  for (const Layer& layer : layers) {
    token.throw_if_cancelled();
    add_layer(database, layer);
  }
  register_styles(database, changed);
  add_metadata(database, layers.front().provenance, changed);
  database.run("COMMIT");
  return database.bytes();
}

}  // namespace libprofile::publish::detail
