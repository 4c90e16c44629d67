// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "libprofile/publish/detail/html.hpp"
#include "libprofile/publish/detail/page_parts.hpp"
#include "libprofile/publish/detail/tables.hpp"
#include "libprofile/publish/detail/words.hpp"

namespace libprofile::publish::detail {
namespace {

using Persons = std::vector<PersonCount>;

constexpr std::string_view kAgeBySex = "age_band by sex";

/// An attribute in the words of a heading.
std::string attribute_text(const View& view, const PersonCount& row) {
  if (row.field == "all") {
    return "Home " + view.group_word;
  }
  return row.field == "care_status"       ? "Care status"
         : row.field == "referral_source" ? "Referred by"
         : row.field == "model"           ? "Model of exploitation"
         : row.field == "risk_band"       ? "Risk band that a professional gave"
         : row.field == "age_band"        ? "Age band"
                                          : capitalised(row.field);
}

/// The same within a sentence.
std::string field_text(const std::string& field) {
  return field == "age_band"          ? "age band"
         : field == "home_area"       ? "home area"
         : field == "care_status"     ? "care status"
         : field == "referral_source" ? "source of the referral"
         : field == "model"           ? "model of exploitation"
         : field == "risk_band"       ? "risk band"
                                      : field;
}

/// Values of one attribute that somebody has, in the document's order.
Persons somebody(const Persons& persons, std::string_view field) {
  Persons kept;
  std::copy_if(persons.begin(), persons.end(), std::back_inserter(kept),
               [field](const PersonCount& row) { return row.field == field && row.count.value_or(0) > 0; });
  return kept;
}

std::optional<std::int64_t> cell(const Persons& persons, const std::string& value) {
  const auto found = std::find_if(persons.begin(), persons.end(),
                                  [&](const PersonCount& row) { return row.field == kAgeBySex && row.value == value; });
  return found == persons.end() ? std::nullopt : found->count;
}

/// Whether there is a table of both, so that neither stands alone.
bool has_age_by_sex(const Persons& persons) {
  return std::any_of(persons.begin(), persons.end(), [](const PersonCount& row) { return row.field == kAgeBySex; });
}

/// "Offenders are not limited to the window ...", where that is one of the profile's limits.
std::string window_text(const View& view, const std::string& name) {
  for (const std::string& limit : view.document.manifest.limits) {
    if (limit.starts_with(capitalised(name) + " are not limited to the window")) {
      return " " + limit;
    }
  }
  return {};
}

/// "1,200 victims (1,196 to 1,204) are counted, each person once ...".
std::string persons_text(const View& view, const Persons& persons, std::string_view whom) {
  const std::optional<std::int64_t> count = persons.front().count;
  return capitalised(count_text(count, view.base())) + " " + std::string(whom) +
         (view.base() > 1 ? " (" + count_range_text(count, view.base()) + ")" : std::string()) +
         " are counted, each person once, however many records there are.";
}

std::string missing_text(const View& view, std::string_view source) {
  std::vector<std::string> missing;
  for (const FieldGiven& given : view.document.quality.fields_given) {
    if (given.source == source && given.share < 0.995) {
      missing.push_back(field_text(given.field) + " for " + decimal(100.0 * (1.0 - given.share), 0));
    }
  }
  return missing.empty() ? "" : "Of 100 persons, not recorded: " + enumerated(missing) + ".";
}

void add_section(Parts& parts, const View& view, const std::string& name, const Persons& persons) {
  if (persons.empty()) {
    return;
  }
  parts.text[name] = persons_text(view, persons, name) + window_text(view, name);
  parts.text[name + "_missing"] = missing_text(view, name);
  parts.html[name + "_by_sex"] = age_by_sex_table(view, persons);
  parts.html[name + "_by_value"] = attribute_table(view, persons);
}

}  // namespace

std::string age_by_sex_table(const View& view, const Persons& persons) {
  if (!has_age_by_sex(persons)) {
    return {};
  }
  const Persons ages = somebody(persons, "age_band");
  const Persons sexes = somebody(persons, "sex");
  if (ages.empty() || sexes.empty()) {
    return {};
  }
  std::string html =
      "<table class=\"data short\"><caption>Distinct persons by age band and sex</caption><thead><tr>"
      "<th scope=\"col\" data-how=\"names\">Age band";
  for (const PersonCount& sex : sexes) {
    html += "<th scope=\"col\" data-how=\"persons\">" + escaped(capitalised(sex.words));
  }
  html += "<th scope=\"col\" data-how=\"persons\">All</thead><tbody>\n";
  for (const PersonCount& age : ages) {
    html += "<tr><th scope=\"row\">" + escaped(capitalised(age.words));
    for (const PersonCount& sex : sexes) {
      append_cell(html, count_text(cell(persons, age.value + " / " + sex.value), view.base()));
    }
    append_cell(html, count_text(age.count, view.base()));
  }
  html += "<tr><th scope=\"row\">All";
  for (const PersonCount& sex : sexes) {
    append_cell(html, count_text(sex.count, view.base()));
  }
  append_cell(html, count_text(persons.front().count, view.base()));
  return html + "</tbody></table>";
}

std::string attribute_table(const View& view, const Persons& persons) {
  const bool has_both = has_age_by_sex(persons);
  std::string rows;
  std::string heading;
  for (std::size_t i = 1; i < persons.size(); ++i) {
    const PersonCount& row = persons[i];
    const bool is_crossed = has_both && (row.field == "age_band" || row.field == "sex");
    if (is_crossed || row.field == kAgeBySex || row.count.value_or(0) <= 0) {
      continue;
    }
    if (const std::string attribute = attribute_text(view, row); attribute != heading) {
      heading = attribute;
      rows += "<tbody><tr><th scope=\"rowgroup\" colspan=\"3\">" + escaped(heading) + "\n";
    }
    rows += "<tr><td class=\"t\">" + escaped(capitalised(row.field == "all" ? row.name : row.words));
    append_cell(rows, count_text(row.count, view.base()));
    append_cell(rows, count_range_text(row.count, view.base()));
    rows += "\n";
  }
  if (rows.empty()) {
    return {};
  }
  return "<table class=\"data\"><caption>Distinct persons by one attribute at a time</caption><thead><tr>"
         "<th scope=\"col\" data-how=\"names\">Value<th scope=\"col\" data-how=\"persons\">Persons<th scope=\"col\" "
         "data-how=\"ranges\">What that can mean</thead>\n" +
         rows + "</table>";
}

void add_people_parts(Parts& parts, const View& view) {
  add_section(parts, view, "victims", view.document.victims);
  add_section(parts, view, "offenders", view.document.offenders);
  parts.text["persons_note"] =
      view.base() > 1 ? "A value that is not listed has fewer than " + grouped(view.base()) + " persons, or none."
                      : "A value that is not listed has no person.";
  const auto is_withheld = [](const PersonCount& row) { return !row.count; };
  if (std::any_of(view.document.victims.begin(), view.document.victims.end(), is_withheld) ||
      std::any_of(view.document.offenders.begin(), view.document.offenders.end(), is_withheld)) {
    parts.text["persons_note"] +=
        " An attribute of which nothing is listed is withheld: all would have one value of it.";
  }
}

}  // namespace libprofile::publish::detail
