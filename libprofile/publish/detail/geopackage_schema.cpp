// SPDX-License-Identifier: MIT
#include "libprofile/publish/detail/geopackage_schema.hpp"

#include "libprofile/publish/detail/sqlite.hpp"

namespace libprofile::publish::detail {
namespace {

// The application identifier spells "GPKG".
constexpr std::string_view kIdentitySql = R"sql(
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA application_id = 1196444487;
PRAGMA user_version = 10300;
)sql";

constexpr std::string_view kReferenceSystemsSql = R"sql(
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL,
  definition TEXT NOT NULL,
  description TEXT
);
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined Cartesian', -1, 'NONE', -1, 'undefined', 'a plane that nothing is said about'),
  ('Undefined geographic', 0, 'NONE', 0, 'undefined', 'degrees that nothing is said about'),
  ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,' ||
   'AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],' ||
   'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],' ||
   'AUTHORITY["EPSG","4326"]]', 'longitude and latitude in degrees');
)sql";

constexpr std::string_view kContentsSql = R"sql(
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY,
  data_type TEXT NOT NULL,
  identifier TEXT UNIQUE,
  description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE,
  min_y DOUBLE,
  max_x DOUBLE,
  max_y DOUBLE,
  srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
);
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL,
  m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
);
CREATE TABLE gpkg_extensions (
  table_name TEXT,
  column_name TEXT,
  extension_name TEXT NOT NULL,
  definition TEXT NOT NULL,
  scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)
);
)sql";

constexpr std::string_view kMetadataSql = R"sql(
CREATE TABLE gpkg_metadata (
  id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL,
  md_scope TEXT NOT NULL DEFAULT 'dataset',
  md_standard_uri TEXT NOT NULL,
  mime_type TEXT NOT NULL DEFAULT 'text/xml',
  metadata TEXT NOT NULL DEFAULT ''
);
CREATE TABLE gpkg_metadata_reference (
  reference_scope TEXT NOT NULL,
  table_name TEXT,
  column_name TEXT,
  row_id_value INTEGER,
  timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  md_file_id INTEGER NOT NULL,
  md_parent_id INTEGER,
  CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
  CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id)
);
INSERT INTO gpkg_extensions VALUES
  ('gpkg_metadata', NULL, 'gpkg_metadata', 'http://www.geopackage.org/spec120/#extension_metadata', 'read-write'),
  ('gpkg_metadata_reference', NULL, 'gpkg_metadata', 'http://www.geopackage.org/spec120/#extension_metadata',
   'read-write');
)sql";

// The table that QGIS looks styles up in; the columns are QGIS's.
constexpr std::string_view kStylesSql = R"sql(
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  f_table_catalog TEXT(256),
  f_table_schema TEXT(256),
  f_table_name TEXT(256),
  f_geometry_column TEXT(256),
  styleName TEXT(30),
  styleQML TEXT,
  styleSLD TEXT,
  useAsDefault BOOLEAN,
  description TEXT,
  owner TEXT(30),
  ui TEXT(30),
  update_time DATETIME DEFAULT CURRENT_TIMESTAMP
);
)sql";

// @t the table, @r its R-tree, @g the geometry column, @k the key.
constexpr std::string_view kTriggersSql = R"sql(
CREATE TRIGGER "@r_insert" AFTER INSERT ON "@t"
  WHEN (NEW."@g" NOTNULL AND NOT ST_IsEmpty(NEW."@g"))
BEGIN
  INSERT OR REPLACE INTO "@r" VALUES (
    NEW."@k", ST_MinX(NEW."@g"), ST_MaxX(NEW."@g"), ST_MinY(NEW."@g"), ST_MaxY(NEW."@g"));
END;
CREATE TRIGGER "@r_update1" AFTER UPDATE OF "@g" ON "@t"
  WHEN OLD."@k" = NEW."@k" AND (NEW."@g" NOTNULL AND NOT ST_IsEmpty(NEW."@g"))
BEGIN
  INSERT OR REPLACE INTO "@r" VALUES (
    NEW."@k", ST_MinX(NEW."@g"), ST_MaxX(NEW."@g"), ST_MinY(NEW."@g"), ST_MaxY(NEW."@g"));
END;
CREATE TRIGGER "@r_update2" AFTER UPDATE OF "@g" ON "@t"
  WHEN OLD."@k" = NEW."@k" AND (NEW."@g" ISNULL OR ST_IsEmpty(NEW."@g"))
BEGIN
  DELETE FROM "@r" WHERE id = OLD."@k";
END;
CREATE TRIGGER "@r_update3" AFTER UPDATE ON "@t"
  WHEN OLD."@k" != NEW."@k" AND (NEW."@g" NOTNULL AND NOT ST_IsEmpty(NEW."@g"))
BEGIN
  DELETE FROM "@r" WHERE id = OLD."@k";
  INSERT OR REPLACE INTO "@r" VALUES (
    NEW."@k", ST_MinX(NEW."@g"), ST_MaxX(NEW."@g"), ST_MinY(NEW."@g"), ST_MaxY(NEW."@g"));
END;
CREATE TRIGGER "@r_update4" AFTER UPDATE ON "@t"
  WHEN OLD."@k" != NEW."@k" AND (NEW."@g" ISNULL OR ST_IsEmpty(NEW."@g"))
BEGIN
  DELETE FROM "@r" WHERE id IN (OLD."@k", NEW."@k");
END;
CREATE TRIGGER "@r_delete" AFTER DELETE ON "@t" WHEN OLD."@g" NOTNULL
BEGIN
  DELETE FROM "@r" WHERE id = OLD."@k";
END;
)sql";

/// `text` as it goes inside double quotes.
std::string inside_quotes(std::string_view text) {
  const std::string quoted = quoted_name(text);
  return quoted.substr(1, quoted.size() - 2);
}

}  // namespace

std::string geopackage_schema_sql() {
  std::string sql(kIdentitySql);
  return sql.append("BEGIN;")
      .append(kReferenceSystemsSql)
      .append(kContentsSql)
      .append(kMetadataSql)
      .append(kStylesSql)
      .append("COMMIT;");
}

std::string rtree_name(std::string_view table) {
  return std::string("rtree_").append(table).append("_").append(kGeometryColumn);
}

std::string rtree_triggers_sql(std::string_view table) {
  std::string sql;
  for (std::size_t i = 0; i < kTriggersSql.size(); ++i) {
    if (kTriggersSql[i] != '@') {
      sql += kTriggersSql[i];
      continue;
    }
    switch (kTriggersSql[++i]) {
      case 't':
        sql += inside_quotes(table);
        break;
      case 'r':
        sql += inside_quotes(rtree_name(table));
        break;
      case 'g':
        sql += kGeometryColumn;
        break;
      default:
        sql += kKeyColumn;
    }
  }
  return sql;
}

}  // namespace libprofile::publish::detail
