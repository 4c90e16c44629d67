// SPDX-License-Identifier: MIT
#include "load_records.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>
#include <utility>
#include <variant>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/io/reproject.hpp"
#include "libprofile/profile/prepare.hpp"
#include "libprofile/records/identifier_guard.hpp"
#include "libprofile/records/wkb_points.hpp"

namespace libprofile::tools {
namespace {

constexpr const char* kGeometryX = "x of geometry";
constexpr const char* kGeometryY = "y of geometry";

struct SourceTable {
  records::ColumnTable table;
  SourceRows rows;
  std::vector<std::string> warnings;
};

/// A source without columns for coordinates takes them from its geometry, where it has one.
bool takes_geometry(const PointSource& source, const io::ReadOptions& options) {
  const bool has_places =
      source.mapping.kind == records::Kind::incident || source.mapping.kind == records::Kind::premises;
  return has_places && source.mapping.x.empty() && io::has_geometry(source.files.front(), options);
}

void add_geometry_columns(io::Dataset& dataset) {
  const records::ColumnTable::Entry& entry = dataset.table.at(dataset.geometry);
  const auto* bytes = std::get_if<records::BytesColumn>(&entry.column);
  if (bytes == nullptr) {
    throw GeometryError(dataset.table.context() + ": its geometry cannot be read");
  }
  records::PointColumns points = records::points_from_wkb(*bytes, entry.name, dataset.table.context());
  dataset.table.add(kGeometryX, std::move(points.x));
  dataset.table.add(kGeometryY, std::move(points.y));
}

/// Coordinates with decimal commas as coordinates with points; other columns stay.
void use_decimal_points(records::ColumnTable& table, const records::Mapping& mapping) {
  std::vector<records::ColumnTable::Entry> entries = table.release_columns();
  for (records::ColumnTable::Entry& entry : entries) {
    auto* text = std::get_if<records::TextColumn>(&entry.column);
    if (text != nullptr && (entry.name == mapping.x || entry.name == mapping.y)) {
      records::DictionaryBuilder builder;
      std::vector<std::int32_t> renumbered;
      for (std::size_t code = 0; code < text->dictionary.size(); ++code) {
        std::string value(text->dictionary[code]);
        std::replace(value.begin(), value.end(), ',', '.');
        renumbered.push_back(builder.code(value));
      }
      for (std::int32_t& code : text->codes) {
        code = code == records::kAbsent ? code : renumbered[static_cast<std::size_t>(code)];
      }
      text->dictionary = builder.take();
    }
    table.add(std::move(entry.name), std::move(entry.source_name), std::move(entry.column));
  }
}

std::string crs_of(const PointSource& source, const io::Dataset& dataset) {
  if (!dataset.crs.empty() && !source.crs.empty() && dataset.crs != source.crs &&
      !(io::is_world_degrees(dataset.crs) && io::is_world_degrees(source.crs))) {
    throw CrsError(source.name + " (" + source.files.front() + "): crs = \"" + source.crs + "\", but the file is in " +
                   dataset.crs + "; take the line out");
  }
  return source.crs.empty() ? dataset.crs : source.crs;
}

SourceTable load_one(const PointSource& source, const std::vector<std::string>& allow) {
  io::ReadOptions options;
  options.layer = source.layer;
  options.encoding = source.encoding;
  options.allow = allow;
  records::Mapping mapping = source.mapping;
  const bool from_geometry = takes_geometry(source, options);
  options.columns = records::source_columns(mapping);
  options.geometry = from_geometry ? io::GeometryColumn::well_known_binary : io::GeometryColumn::absent;
  io::Dataset dataset = io::read_dataset(source.files, options);
  SourceTable loaded;
  loaded.rows.crs = crs_of(source, dataset);
  if (from_geometry) {
    add_geometry_columns(dataset);
    mapping.x = kGeometryX;
    mapping.y = kGeometryY;
  }
  if (source.decimal == DecimalMark::comma) {
    use_decimal_points(dataset.table, mapping);
  }
  loaded.rows.name = source.name;
  loaded.rows.file = source.files.front();
  loaded.rows.x = mapping.x;
  loaded.rows.y = mapping.y;
  loaded.warnings = std::move(dataset.warnings);
  loaded.table = records::apply(mapping, std::move(dataset.table));
  records::require_no_identifiers(loaded.table);
  for (const records::ColumnTable::Entry& entry : loaded.table.columns()) {
    loaded.rows.columns.emplace(entry.name, entry.source_name);
  }
  return loaded;
}

/// Adds a column of nothing for each that another source has.
void fill_up(std::vector<SourceTable>& tables) {
  std::set<std::string> names;
  for (const SourceTable& part : tables) {
    for (const std::string& name : part.table.names()) {
      names.insert(name);
    }
  }
  for (SourceTable& part : tables) {
    for (const std::string& name : names) {
      if (part.table.find(name) == nullptr) {
        records::TextColumn nothing;
        nothing.codes.assign(part.table.rows(), records::kAbsent);
        part.table.add(name, std::move(nothing));
      }
    }
  }
}

/// One table of several: its columns are called as the schema calls them, since each source has names of its own.
records::ColumnTable joined(std::vector<records::ColumnTable> tables) {
  for (records::ColumnTable& table : tables) {
    for (records::ColumnTable::Entry& entry : table.release_columns()) {
      table.add(std::move(entry.name), std::move(entry.column));
    }
  }
  return records::concatenate(std::move(tables));
}

/// Each fault under the name that its own source has for the column.
void use_own_columns(LoadedRecords& loaded) {
  const std::vector<records::Source>& files = loaded.table.sources();
  auto source = loaded.sources.begin();
  for (records::Rejected& fault : loaded.validation.rejected) {
    const std::size_t row =
        files[static_cast<std::size_t>(fault.source)].first_row + static_cast<std::size_t>(fault.row - 1);
    while (row >= source->end_row) {
      ++source;
    }
    const auto own = source->columns.find(fault.column);
    fault.column = own == source->columns.end() ? fault.column : own->second;
  }
}

std::string text_of(std::size_t count) {
  return std::to_string(count);
}

}  // namespace

LoadedRecords load_records(std::span<const PointSource> sources, const std::vector<std::string>& allow) {
  std::vector<SourceTable> parts(sources.size());
  core::parallel_for(
      sources.size(), [&](std::size_t i) { parts[i] = load_one(sources[i], allow); }, 1);
  fill_up(parts);
  LoadedRecords loaded;
  std::vector<records::ColumnTable> tables;
  std::size_t rows = 0;
  for (SourceTable& part : parts) {
    rows += part.table.rows();
    part.rows.end_row = rows;
    loaded.sources.push_back(std::move(part.rows));
    std::move(part.warnings.begin(), part.warnings.end(), std::back_inserter(loaded.warnings));
    tables.push_back(std::move(part.table));
  }
  loaded.table = tables.size() == 1 ? std::move(tables.front()) : joined(std::move(tables));
  loaded.validation = records::validate(loaded.table, sources.front().mapping.kind);
  if (sources.size() > 1) {
    use_own_columns(loaded);
  }
  return loaded;
}

std::vector<profile::RowsOfSource> rows_of_sources(const LoadedRecords& loaded) {
  const std::vector<std::size_t>& accepted = loaded.validation.accepted;
  std::vector<profile::RowsOfSource> rows;
  for (const SourceRows& source : loaded.sources) {
    const auto end = std::lower_bound(accepted.begin(), accepted.end(), source.end_row) - accepted.begin();
    rows.push_back(
        {source.label(), static_cast<std::size_t>(end), "type x = \"" + source.y + "\", y = \"" + source.x + "\""});
  }
  return rows;
}

std::vector<profile::UnusedRows> unused_rows(const LoadedRecords& loaded, const std::string& kind) {
  std::vector<profile::RowsOfSource> sources;
  for (const SourceRows& source : loaded.sources) {
    sources.push_back({source.label(), source.end_row, {}});
  }
  return profile::unused_rows(loaded.table, loaded.validation, sources, kind);
}

OnPlane to_plane(std::vector<double> xy, const LoadedRecords& loaded, const std::string& working_crs) {
  const std::vector<std::size_t>& accepted = loaded.validation.accepted;
  OnPlane result;
  std::size_t begin = 0;
  for (const SourceRows& source : loaded.sources) {
    const auto end =
        static_cast<std::size_t>(std::lower_bound(accepted.begin(), accepted.end(), source.end_row) - accepted.begin());
    const bool is_all = begin == 0 && 2 * end == xy.size();
    const auto first = xy.begin() + static_cast<std::ptrdiff_t>(2 * begin);
    const auto last = xy.begin() + static_cast<std::ptrdiff_t>(2 * end);
    if (std::any_of(first, last, [](double value) { return std::isfinite(value); })) {
      io::Reprojected moved = io::reproject(is_all ? std::move(xy) : std::vector<double>(first, last), source.crs,
                                            working_crs, {source.label(), source.x, source.y});
      const std::string text = io::describe(moved.transformation);
      if (result.transformation.find(text) == std::string::npos) {
        result.transformation += (result.transformation.empty() ? "" : "; ") + text;
      }
      if (!moved.transformation.outside.empty()) {
        result.warnings.push_back(source.label() + ": " + text_of(moved.transformation.outside.size()) +
                                  " points lie outside the area where " + working_crs + " is used");
      }
      if (is_all) {
        xy = std::move(moved.xy);
      } else {
        std::copy(moved.xy.begin(), moved.xy.end(), first);
      }
    }
    begin = end;
  }
  result.xy = std::move(xy);
  return result;
}

}  // namespace libprofile::tools
