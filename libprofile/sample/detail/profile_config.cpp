// SPDX-License-Identifier: MIT
#include "libprofile/sample/detail/file_texts.hpp"
#include "libprofile/sample/detail/text.hpp"

namespace libprofile::sample::detail {
namespace {

std::string_view column(const AgencyForm& form, Field field) {
  return form.columns[static_cast<std::size_t>(field)];
}

void append_line(std::string& out, std::string_view key, std::string_view value) {
  out.append(key).append(" = \"").append(value).append("\"\n");
}

/// One source of incidents with the names of its own columns.
void append_source(std::string& out, const AgencyForm& form) {
  out.append("\n[[incidents]]\nfiles = [\"").append(file_name(form)).append("\"]\n");
  append_line(out, "crs", form.coordinates == Coordinates::national_grid ? "EPSG:27700" : "EPSG:4326");
  append_line(out, "x", column(form, Field::x));
  append_line(out, "y", column(form, Field::y));
  append_line(out, "counts", "persons");
  out.append("columns = {");
  std::string_view between = " ";
  for (const Field field : {Field::id, Field::start, Field::end, Field::category, Field::agency, Field::person,
                            Field::location_role, Field::origin}) {
    if (!column(form, field).empty()) {
      out.append(between).append(kFieldNames[static_cast<std::size_t>(field)]);
      out.append(" = \"").append(column(form, field)).append("\"");
      between = ", ";
    }
  }
  out.append(" }\n");
}

}  // namespace

std::string profile_toml(const Partnership& partnership) {
  std::string out =
      "# Synthetic: no place, person or premises in these files exists.\n"
      "[profile]\n"
      "title = \"A synthetic partnership\"\n"
      "tier = \"partner\"\n"
      "window = { start = 2024-01-01, end = 2024-12-31 }\n"
      "crs = \"EPSG:27700\"\n"
      "seed = " +
      std::to_string(partnership.options.seed) + "\n";
  for (const AgencyForm& form : kAgencyForms) {
    append_source(out, form);
  }
  out.append(
      "\n[areas]\n"
      "files = [\"areas.geojson\"]\n"
      "code = \"code\"\n"
      "name = \"name\"\n"
      "parent = [\"ward\", \"district\"]\n"
      "parent_name = [\"ward_name\", \"district_name\"]\n"
      "vintage = \"2024\"\n"
      "\n[areas.population]\n"
      "file = \"population.csv\"\n"
      "code = \"code\"\n"
      "count = \"residents\"\n"
      "under_18 = \"under_18\"\n"
      "\n[premises]\n"
      "files = [\"premises.csv\"]\n"
      "crs = \"EPSG:4326\"\n"
      "x = \"longitude\"\n"
      "y = \"latitude\"\n"
      "columns = { id = \"premises_id\", type = \"premises_type\" }\n"
      "radius_m = 100\n"
      "\n[victims]\n"
      "files = [\"victims.csv\"]\n"
      "columns = { person = \"person\", age_band = \"age_band\", sex = \"sex\", home_area = \"home_area\", "
      "care_status = \"care_status\", referral_source = \"referral_source\", referral = \"referral\", "
      "risk_band = \"risk_band\", model = \"model\" }\n"
      "\n[offenders]\n"
      "files = [\"offenders.csv\"]\n"
      "columns = { person = \"person\", age_band = \"age_band\", sex = \"sex\", home_area = \"home_area\", "
      "group = \"group\" }\n");
  return out;
}

}  // namespace libprofile::sample::detail
