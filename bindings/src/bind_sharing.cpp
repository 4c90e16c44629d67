// SPDX-License-Identifier: MIT
#include <optional>
#include <string>
#include <vector>

#include <pybind11/stl.h>

#include "libprofile/core/error.hpp"
#include "libprofile/profile/sharing.hpp"

#include "module.hpp"

namespace libprofile::bindings {
namespace {

namespace py = pybind11;
using profile::SharingPolicy;
using profile::SharingRule;

/// A handling code as people write it: "P", "none".
char handling_from(const std::string& text) {
  require(text == "none" || text.size() == 1, "handling", std::string_view(text), "one of 1, 2, 3, 4, 5, P, C, none");
  return text == "none" ? records::kNoHandling : text.front();
}

std::optional<std::string> why_not(const SharingPolicy& policy, const std::string& agency, const std::string& field,
                                   const std::string& purpose, const std::string& tier, const std::string& day,
                                   const std::string& table, const std::string& handling) {
  profile::validate({policy, purpose, {{table, policy.agencies().front()}}});
  return profile::why_not_covered(policy, table, {agency, field, handling_from(handling)}, purpose,
                                  disclosure::tier_from(tier), day);
}

/// Columns effect, agencies, fields, purposes, tiers, from, until, handling, where: one entry a rule.
py::list rules_of(const SharingPolicy& policy) {
  py::list rules;
  for (const SharingRule& rule : policy.rules()) {
    std::vector<std::string> tiers;
    for (const disclosure::Tier tier : rule.tiers) {
      tiers.emplace_back(disclosure::to_string(tier));
    }
    rules.append(py::make_tuple(rule.effect == SharingRule::Effect::allow ? "allow" : "refuse", rule.agencies,
                                rule.fields, rule.purposes, tiers, rule.from, rule.until,
                                profile::handling_text(rule.handling), rule.where()));
  }
  return rules;
}

}  // namespace

void bind_sharing(py::module_& module) {
  py::class_<SharingPolicy>(module, "SharingPolicy")
      .def(py::init(&SharingPolicy::from_text), py::arg("text"), py::arg("file"))
      .def_static(
          "from_file", [](const std::string& path) { return SharingPolicy::from_file(path); }, py::arg("path"))
      .def_property_readonly("file", &SharingPolicy::file)
      .def_property_readonly("title", &SharingPolicy::title)
      .def_property_readonly("agencies", &SharingPolicy::agencies)
      .def_property_readonly("purposes", &SharingPolicy::purposes)
      .def_property_readonly("rules", &rules_of)
      .def_property_readonly("canonical_text", &SharingPolicy::canonical_text)
      .def("why_not", &why_not, py::arg("agency"), py::arg("field"), py::arg("purpose"), py::arg("tier"),
           py::arg("day"), py::arg("table"), py::arg("handling"));
}

}  // namespace libprofile::bindings
