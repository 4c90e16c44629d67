// SPDX-License-Identifier: MIT
#include <filesystem>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include "libprofile/disclosure/ledger.hpp"
#include "libprofile/publish/ledger_folder.hpp"

#include "count_tables.hpp"
#include "interruptible.hpp"
#include "module.hpp"

namespace libprofile::bindings {
namespace {

using disclosure::Ledger;
using disclosure::LedgerRelease;

using NameLists = std::vector<std::pair<std::string, std::vector<std::string>>>;
using NamePairs = std::vector<std::pair<std::string, std::string>>;
/// Units, categories and levels: the hierarchy of the counts that were protected.
using Shape = std::tuple<std::vector<std::string>, std::vector<std::string>, Levels>;

Ledger ledger_at(const std::string& path, double time_limit_s, double wait_s) {
  return Ledger(path, {.time_limit_s = time_limit_s, .wait_s = wait_s});
}

disclosure::ReleaseTerms make_terms(const std::string& stream, const std::pair<std::string, std::string>& window,
                                    const std::string& partition, const std::string& vintage,
                                    const std::string& measure, const NameLists& where, const NameLists& area_parts,
                                    const NameLists& category_parts, const NamePairs& parameters,
                                    const std::string& manifest_sha256) {
  disclosure::ReleaseTerms terms;
  terms.stream = stream;
  terms.window = {disclosure::parse_day(window.first), disclosure::parse_day(window.second)};
  terms.partition = partition;
  terms.vintage = vintage;
  terms.measure = measure;
  for (const auto& [attribute, values] : where) {
    terms.filter.push_back({attribute, values});
  }
  for (const auto& [whole, parts] : area_parts) {
    terms.area_parts.push_back({whole, parts});
  }
  for (const auto& [whole, parts] : category_parts) {
    terms.category_parts.push_back({whole, parts});
  }
  terms.parameters = parameters;
  terms.manifest_sha256 = manifest_sha256;
  return terms;
}

disclosure::Release make_release(const disclosure::Protected<disclosure::ProtectedTable>& table, const Shape& shape,
                                 const disclosure::ReleaseTerms& terms) {
  geography::CountTable counts;
  counts.units = std::get<0>(shape);
  counts.categories = std::get<1>(shape);
  for (const auto& [name, codes, groups] : std::get<2>(shape)) {
    counts.levels.push_back({name, codes, codes, groups});
  }
  return disclosure::make_release(table, counts, terms);
}

py::tuple window_of(const disclosure::ReleaseWindow& window) {
  return py::make_tuple(disclosure::format_day(window.start_day), disclosure::format_day(window.end_day));
}

py::dict record(const LedgerRelease& release) {
  py::dict where;
  for (const disclosure::ReleaseCondition& condition : release.terms.filter) {
    where[py::str(condition.attribute)] = condition.values;
  }
  py::dict fields;
  fields["id"] = release.id;
  fields["state"] = std::string(to_string(release.state));
  fields["stream"] = release.terms.stream;
  fields["window"] = window_of(release.terms.window);
  fields["next_window"] = window_of(release.next);
  fields["tier"] = std::string(disclosure::to_string(release.policy.tier));
  fields["partition"] = release.terms.partition;
  fields["vintage"] = release.terms.vintage;
  fields["measure"] = release.terms.measure;
  fields["where"] = where;
  fields["author"] = release.author;
  fields["approver"] = release.approver;
  py::list steps;
  for (const disclosure::LedgerStep& step : release.steps) {
    steps.append(py::make_tuple(std::string(to_string(step.state)), step.by, step.at_utc, step.reason, step.destroyed));
  }
  fields["steps"] = steps;
  fields["counts"] = release.counts;
  fields["entered_utc"] = release.entered_utc;
  fields["repeats"] = release.repeats;
  fields["manifest_sha256"] = release.terms.manifest_sha256;
  fields["hash"] = release.hash;
  return fields;
}

py::tuple advance(Ledger& ledger, const std::string& release, const std::string& state, const std::string& by,
                  const std::optional<std::filesystem::path>& folder, const std::string& reason,
                  const std::string& destroyed) {
  const disclosure::ReleaseState to = disclosure::release_state_from(state);
  const auto stepped = interruptible([&]() -> publish::SteppedRelease {
    if (folder && to != disclosure::ReleaseState::withdrawn) {
      return publish::advance_with_folder(ledger, release, to, by, *folder);
    }
    return {ledger.advance(release, to, by, {.reason = reason, .destroyed = destroyed}), {}};
  });
  return py::make_tuple(record(stepped.release), stepped.note);
}

py::object find(const Ledger& ledger, const std::filesystem::path& folder) {
  const auto found = interruptible([&] {
    const publish::Verification verified = publish::verify(folder);
    return verified.holds() ? publish::release_of(ledger, verified.manifest_sha256) : std::nullopt;
  });
  return found ? py::object(record(*found)) : py::none();
}

py::list records(const Ledger& ledger) {
  py::list all;
  for (const LedgerRelease& release : interruptible([&] { return ledger.list(); })) {
    all.append(record(release));
  }
  return all;
}

py::tuple check(const Ledger& ledger, const std::string& seen) {
  const auto found = interruptible([&] { return ledger.check(seen); });
  return py::make_tuple(found.entries, found.releases, found.head);
}

py::tuple compare(const Ledger& ledger, const Ledger& copy) {
  const auto found = interruptible([&] { return ledger.compare(copy); });
  return py::make_tuple(std::string(to_string(found.relation)), found.common);
}

}  // namespace

void bind_ledger(py::module_& module) {
  const disclosure::LedgerOptions defaults;
  py::class_<disclosure::ReleaseTerms>(module, "ReleaseTerms")
      .def(py::init(&make_terms), py::kw_only(), py::arg("stream"), py::arg("window"), py::arg("partition"),
           py::arg("vintage"), py::arg("measure"), py::arg("where"), py::arg("area_parts"), py::arg("category_parts"),
           py::arg("parameters"), py::arg("manifest_sha256"));
  py::class_<Ledger>(module, "Ledger")
      .def(py::init(&ledger_at), py::arg("path"), py::kw_only(), py::arg("time_limit_s") = defaults.time_limit_s,
           py::arg("wait_s") = defaults.wait_s)
      .def("list", &records)
      .def("check", &check, py::arg("seen"))
      .def("compare", &compare, py::arg("copy"))
      .def(
          "enter",
          [](Ledger& ledger, const disclosure::Protected<disclosure::ProtectedTable>& table, const Shape& shape,
             const disclosure::ReleaseTerms& terms, const std::string& author) {
            return record(interruptible([&] { return ledger.enter(make_release(table, shape, terms), author); }));
          },
          py::arg("table"), py::arg("shape"), py::arg("terms"), py::arg("author"))
      .def(
          "release",
          [](Ledger& ledger, const disclosure::Protected<disclosure::ProtectedTable>& table, const Shape& shape,
             const disclosure::ReleaseTerms& terms, const std::string& author, const std::string& approver) {
            return record(
                interruptible([&] { return ledger.release(make_release(table, shape, terms), author, approver); }));
          },
          py::arg("table"), py::arg("shape"), py::arg("terms"), py::arg("author"), py::arg("approver"))
      .def("advance", &advance, py::arg("release"), py::arg("state"), py::arg("by"), py::arg("folder"),
           py::arg("reason"), py::arg("destroyed"))
      .def("find", &find, py::arg("folder"));
}

}  // namespace libprofile::bindings
