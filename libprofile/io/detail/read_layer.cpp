// SPDX-License-Identifier: MIT
#include "libprofile/io/detail/read_layer.hpp"

#include <algorithm>

#include <cpl_string.h>

#include "libprofile/core/error.hpp"
#include "libprofile/io/detail/gdal_session.hpp"
#include "libprofile/io/detail/open_layer.hpp"
#include "libprofile/records/import_arrow.hpp"
#include "libprofile/records/suggest.hpp"

namespace libprofile::io::detail {
namespace {

struct FieldInfo {
  std::string name;
  bool is_readable;
};

/// Lists have no place in a table of single values.
bool is_readable(OGRFieldType type) {
  return type == OFTInteger || type == OFTInteger64 || type == OFTReal || type == OFTString || type == OFTDate ||
         type == OFTDateTime || type == OFTBinary;
}

std::vector<FieldInfo> fields_of(OGRLayerH layer) {
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
  std::vector<FieldInfo> fields;
  for (int i = 0; i < OGR_FD_GetFieldCount(definition); ++i) {
    OGRFieldDefnH field = OGR_FD_GetFieldDefn(definition, i);
    fields.push_back({OGR_Fld_GetNameRef(field), is_readable(OGR_Fld_GetType(field))});
  }
  return fields;
}

bool has_outlines(OGRLayerH layer) {
  return OGR_FD_GetGeomFieldCount(OGR_L_GetLayerDefn(layer)) > 0;
}

/// Names to read: those asked for, or all that can be.
std::vector<std::string> choose(const std::vector<FieldInfo>& fields, const ReadOptions& options,
                                const std::string& path, std::vector<std::string>& warnings) {
  std::vector<std::string> names;
  std::vector<std::string> chosen;
  for (const FieldInfo& field : fields) {
    names.push_back(field.name);
    const bool is_wanted = options.columns.empty() || std::find(options.columns.begin(), options.columns.end(),
                                                                field.name) != options.columns.end();
    if (is_wanted && field.is_readable) {
      chosen.push_back(field.name);
    } else if (is_wanted) {
      warnings.push_back(path + ": column '" + field.name + "' holds lists and was left out");
    }
  }
  for (const std::string& column : options.columns) {
    if (std::find(chosen.begin(), chosen.end(), column) == chosen.end()) {
      throw InputError(path + ": has no column '" + column + "'; " + records::near_columns(column, names));
    }
  }
  return chosen;
}

void ignore_others(OGRLayerH layer, const std::vector<FieldInfo>& fields, const std::vector<std::string>& chosen,
                   GeometryColumn geometry) {
  std::vector<const char*> list;
  for (const FieldInfo& field : fields) {
    if (std::find(chosen.begin(), chosen.end(), field.name) == chosen.end()) {
      list.push_back(field.name.c_str());
    }
  }
  if (geometry == GeometryColumn::absent) {
    list.push_back("OGR_GEOMETRY");
  }
  list.push_back("OGR_STYLE");
  list.push_back(nullptr);
  OGR_L_SetIgnoredFields(layer, list.data());
}

/// What the stream calls its geometry: the first column that is no field.
std::string geometry_name(OGRLayerH layer) {
  const std::string name = OGR_GFld_GetNameRef(OGR_FD_GetGeomFieldDefn(OGR_L_GetLayerDefn(layer), 0));
  return name.empty() ? "wkb_geometry" : name;
}

}  // namespace

Dataset read_layer(const Address& address, const ReadOptions& options) {
  const OpenLayer open = open_layer(address, options.layer);
  const std::string name = address.kind == AddressKind::database ? "PG:..." : address.path;
  Dataset dataset;
  const std::vector<FieldInfo> fields = fields_of(open.layer);
  std::vector<std::string> chosen = choose(fields, options, name, dataset.warnings);
  ignore_others(open.layer, fields, chosen, options.geometry);
  if (options.geometry == GeometryColumn::well_known_binary && has_outlines(open.layer)) {
    dataset.geometry = geometry_name(open.layer);
    dataset.crs = crs_of(open.layer);
    chosen.push_back(dataset.geometry);
  }
  const ErrorCapture capture;
  const char* const stream_options[] = {"INCLUDE_FID=NO", nullptr};
  ArrowArrayStream stream{};
  if (!OGR_L_GetArrowStream(open.layer, &stream, const_cast<char**>(stream_options))) {
    throw InputError(name + ": cannot be read (" + capture.first_error() + ")");
  }
  dataset.table = records::import_stream(stream, chosen, name);
  if (capture.failed()) {
    throw InputError(name + ": is damaged (" + capture.first_error() + "); export it again");
  }
  for (const std::string& warning : capture.warnings()) {
    dataset.warnings.push_back(name + ": " + warning);
  }
  return dataset;
}

LayerShape describe_layer(const Address& address, const ReadOptions& options) {
  const OpenLayer open = open_layer(address, options.layer);
  LayerShape shape;
  for (const FieldInfo& field : fields_of(open.layer)) {
    shape.columns.push_back(field.name);
  }
  shape.has_geometry = has_outlines(open.layer);
  return shape;
}

}  // namespace libprofile::io::detail
