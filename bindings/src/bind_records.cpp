// SPDX-License-Identifier: MIT
#include <optional>
#include <string>
#include <utility>

#include <pybind11/stl.h>

#include "libprofile/core/error.hpp"
#include "libprofile/records/aoristic.hpp"
#include "libprofile/records/code_lists.hpp"
#include "libprofile/records/grading.hpp"
#include "libprofile/records/identifier_guard.hpp"
#include "libprofile/records/mapping.hpp"
#include "libprofile/records/pseudonymise.hpp"
#include "libprofile/records/schema.hpp"
#include "libprofile/records/time.hpp"
#include "libprofile/records/validate.hpp"

#include "arrays.hpp"
#include "interruptible.hpp"
#include "keys.hpp"
#include "module.hpp"
#include "tables.hpp"

namespace libprofile::bindings {
namespace {

records::Kind kind_from(const std::string& name) {
  const auto kind = records::parse_kind(name);
  require(kind.has_value(), "kind", std::string_view(name),
          "incident, victim, offender, premises, missing_episode or neighbourhood");
  return *kind;
}

py::list rejected_rows(const records::ColumnTable& table, const std::vector<records::Rejected>& rejected) {
  py::list rows;
  for (const records::Rejected& fault : rejected) {
    rows.append(py::make_tuple(table.sources()[static_cast<std::size_t>(fault.source)].name, fault.row, fault.column,
                               std::string(fault.rule), std::string(fault.remedy)));
  }
  return rows;
}

py::dict validate(const records::ColumnTable& table, const std::string& kind,
                  const std::vector<std::string>& categories) {
  const records::Kind checked = kind_from(kind);
  const auto found = interruptible([&] { return records::validate(table, checked, {.known_categories = categories}); });
  py::list completeness;
  for (const records::Completeness& field : found.completeness) {
    completeness.append(py::make_tuple(field.field, field.column, field.present, field.rows));
  }
  py::dict result;
  result["accepted"] = as_array(std::vector<std::int64_t>(found.accepted.begin(), found.accepted.end()));
  result["rejected"] = rejected_rows(table, found.rejected);
  result["duplicates"] = found.duplicates;
  result["without_coordinates"] = found.without_coordinates;
  result["completeness"] = completeness;
  return result;
}

py::list guard(const records::ColumnTable& table) {
  py::list findings;
  for (const records::Finding& finding : interruptible([&] { return records::guard(table); })) {
    findings.append(py::make_tuple(finding.column, std::string(records::name(finding.kind)), finding.rows));
  }
  return findings;
}

using Texts = std::map<std::string, std::string>;

// What a configuration maps is guarded under the source's names, before anything is renamed.
void require_safe_columns(const records::ColumnTable& table, const std::string& kind, const Texts& columns,
                          const Texts& constants, const std::map<std::string, Texts>& translations) {
  records::Mapping mapping;
  mapping.kind = kind_from(kind);
  mapping.columns = columns;
  mapping.constants = constants;
  mapping.translations = translations;
  run_interruptible([&] { records::require_no_identifiers(records::apply(mapping, table)); }, -1, py::none());
}

using Values = std::vector<std::optional<std::string>>;

/// A list of what `make` gives for each value; None where there is none.
template <class Make>
py::list each(const Values& values, const Make& make) {
  py::list result;
  for (const auto& value : values) {
    result.append(value && !value->empty() ? py::object(py::str(make(*value))) : py::none());
  }
  return result;
}

py::list tokens(const Values& values, const py::object& key, const std::vector<py::object>& previous) {
  records::TokenKeys keys{key_from(key)};
  for (const py::object& old : previous) {
    keys.previous.push_back(key_from(old));
  }
  records::require_different(keys);
  return each(values, [&](const std::string& value) { return records::token(value, keys); });
}

py::list renewed_tokens(const Values& values, const py::object& key) {
  const core::Key secret = key_from(key);
  return each(values, [&](const std::string& value) { return records::renewed_token(value, secret); });
}

py::tuple aoristic(const InputArray<std::int64_t>& start_s, const InputArray<std::int64_t>& end_s) {
  const auto start = as_span(start_s, "start");
  const auto end = as_span(end_s, "end");
  auto found = interruptible([&] { return records::aoristic(start, end); });
  return py::make_tuple(as_array(std::move(found.weights),
                                 {static_cast<py::ssize_t>(start.size()), static_cast<py::ssize_t>(found.bins)}),
                        found.unknown_time);
}

records::GradeScheme scheme_from(const std::string& name) {
  const auto scheme = records::parse_grade_scheme(name);
  require(scheme.has_value(), "scheme", std::string_view(name), "\"5x5x5\" or \"3x5x2\"");
  return *scheme;
}

records::Grade parse_grade(const std::string& text, const std::string& scheme) {
  const auto grade = records::parse_grade(text, scheme_from(scheme));
  if (!grade) {
    throw InvalidArgument("text: must be a grade of " + scheme + ", such as \"" +
                          (scheme == "5x5x5" ? "B/2/4" : "2/B/P") + "\"");
  }
  return *grade;
}

constexpr const char* kGradeDoc = R"(Grade of a piece of intelligence: its source, its assessment and how it is handled.

Parameters
----------
text : str
    Three letters or digits, such as ``"B/2/4"``.
scheme : {"5x5x5", "3x5x2"}
    What they mean.

Raises
------
InvalidArgument
    For a text that is not a grade of the scheme.

Examples
--------
>>> import libprofile as lp
>>> grade = lp.records.Grade("B/2/4", "5x5x5")
>>> grade.source, grade.information, grade.is_counted
('B', '2', True)
)";

void bind_grade(py::module_& module) {
  py::class_<records::Grade>(module, "Grade", kGradeDoc)
      .def(py::init(&parse_grade), py::arg("text"), py::arg("scheme"))
      .def_property_readonly("scheme", [](const records::Grade& g) { return std::string(records::name(g.scheme)); })
      .def_property_readonly("source", [](const records::Grade& g) { return std::string(1, g.source); })
      .def_property_readonly("information", [](const records::Grade& g) { return std::string(1, g.information); })
      .def_property_readonly("handling",
                             [](const records::Grade& g) -> std::optional<std::string> {
                               return g.handling == '\0' ? std::nullopt : std::optional(std::string(1, g.handling));
                             })
      .def_property_readonly("is_counted", &records::is_counted)
      .def("to_3x5x2",
           [](const records::Grade& g) {
             const records::ConvertedGrade converted = records::to_three_by_five_by_two(g);
             return py::make_tuple(converted.grade, converted.converted_from, converted.condition);
           })
      .def("__str__", [](const records::Grade& g) { return records::to_text(g); })
      .def("__repr__",
           [](const records::Grade& g) {
             return "Grade(\"" + records::to_text(g) + "\", \"" + std::string(records::name(g.scheme)) + "\")";
           })
      .def(
          "__eq__", [](const records::Grade& a, const records::Grade& b) { return a == b; }, py::is_operator())
      .def("__hash__", [](const records::Grade& g) {
        return py::hash(py::make_tuple(static_cast<int>(g.scheme), g.source, g.information, g.handling));
      });
}

py::list schema(const std::string& kind) {
  py::list fields;
  for (const records::Field& field : records::fields(kind_from(kind))) {
    fields.append(py::make_tuple(std::string(field.name), std::string(records::name(field.type)),
                                 field.need == records::Need::required, std::string(field.meaning),
                                 std::string(field.rule), std::string(field.list)));
  }
  return fields;
}

py::list code_list(const std::string& id) {
  py::list codes;
  for (const records::Code& code : records::code_list(id).codes) {
    codes.append(py::make_tuple(std::string(code.code), std::string(code.label)));
  }
  return codes;
}

}  // namespace

void bind_records(py::module_& module) {
  py::class_<records::ColumnTable>(module, "ColumnTable")
      .def_property_readonly("rows", &records::ColumnTable::rows)
      .def_property_readonly("names", &records::ColumnTable::names);
  module.def("import_table", &import_table, py::arg("stream"), py::arg("context") = "table",
             py::arg("columns") = py::none());
  module.def("validate", &validate, py::arg("table"), py::arg("kind"), py::arg("categories") = py::list());
  module.def("guard", &guard, py::arg("table"));
  module.def("require_safe_columns", &require_safe_columns, py::arg("table"), py::arg("kind"), py::arg("columns"),
             py::arg("constants"), py::arg("translations"));
  module.def("tokens", &tokens, py::arg("values"), py::arg("key"), py::arg("previous") = std::vector<py::object>());
  module.def("renewed_tokens", &renewed_tokens, py::arg("values"), py::arg("key"));
  module.def(
      "key_fingerprint", [](const py::object& key) { return key_from(key).fingerprint(); }, py::arg("key"));
  module.def("aoristic", &aoristic, py::arg("start_s"), py::arg("end_s"));
  module.def("schema", &schema, py::arg("kind"));
  module.def("code_list", &code_list, py::arg("list_id"));
  module.def("is_mappable", &records::is_mappable, py::arg("premises_type"));
  bind_grade(module);
}

}  // namespace libprofile::bindings
