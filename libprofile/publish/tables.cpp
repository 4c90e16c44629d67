// SPDX-License-Identifier: MIT
#include "libprofile/publish/tables.hpp"

#include <string>

#include "libprofile/publish/detail/column_maker.hpp"
#include "libprofile/publish/detail/provenance_of.hpp"

namespace libprofile::publish {

using detail::make_column;
using detail::provenance_of;

Layer counts_table(const Document& document) {
  const auto& rows = document.counts;
  return {.name = "counts",
          .columns = {make_column("level", rows, [](const auto& r) { return r.level; }),
                      make_column("unit", rows, [](const auto& r) { return r.unit; }),
                      make_column("name", rows, [](const auto& r) { return r.name; }),
                      make_column("category", rows, [](const auto& r) { return r.category; }),
                      make_column("count", rows, [](const auto& r) { return r.count; })},
          .outlines = {},
          .geometry = nullptr,
          .provenance = provenance_of(document)};
}

Layer premises_types_table(const Document& document) {
  const auto& rows = document.premises_types;
  return {.name = "premises_types",
          .columns = {make_column("type", rows, [](const auto& r) { return r.type; }),
                      make_column("name", rows, [](const auto& r) { return r.name; }),
                      make_column("premises", rows, [](const auto& r) { return r.premises; }),
                      make_column("with_incident", rows, [](const auto& r) { return r.with_incident; }),
                      make_column("incidents", rows, [](const auto& r) { return r.incidents; }),
                      make_column("rate_per_100", rows, [](const auto& r) { return r.rate_per_100.value; }),
                      make_column("lower", rows, [](const auto& r) { return r.rate_per_100.lower; }),
                      make_column("upper", rows, [](const auto& r) { return r.rate_per_100.upper; }),
                      make_column("location_quotient", rows, [](const auto& r) { return r.location_quotient; }),
                      make_column("gini", rows, [](const auto& r) { return r.gini; }),
                      make_column("share_top_tenth", rows, [](const auto& r) { return r.share_top_tenth; }),
                      make_column("flag", rows, [](const auto& r) { return r.flag; }),
                      make_column("reason", rows, [](const auto& r) { return r.reason; })},
          .outlines = {},
          .geometry = nullptr,
          .provenance = provenance_of(document)};
}

namespace {

Layer persons_table(const Document& document, const char* name, const std::vector<PersonCount>& rows) {
  return {.name = name,
          .columns = {make_column("level", rows, [](const auto& r) { return r.level; }),
                      make_column("unit", rows, [](const auto& r) { return r.unit; }),
                      make_column("name", rows, [](const auto& r) { return r.name; }),
                      make_column("field", rows, [](const auto& r) { return r.field; }),
                      make_column("value", rows, [](const auto& r) { return r.value; }),
                      make_column("count", rows, [](const auto& r) { return r.count; })},
          .outlines = {},
          .geometry = nullptr,
          .provenance = provenance_of(document)};
}

}  // namespace

Layer victims_table(const Document& document) {
  return persons_table(document, "victims", document.victims);
}

Layer offenders_table(const Document& document) {
  return persons_table(document, "offenders", document.offenders);
}

std::vector<Layer> tables(const Document& document) {
  std::vector<Layer> all{counts_table(document)};
  if (!document.premises_types.empty()) {
    all.push_back(premises_types_table(document));
  }
  if (!document.victims.empty()) {
    all.push_back(victims_table(document));
  }
  if (!document.offenders.empty()) {
    all.push_back(offenders_table(document));
  }
  return all;
}

}  // namespace libprofile::publish
