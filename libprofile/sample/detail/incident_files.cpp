// SPDX-License-Identifier: MIT
#include <cmath>

#include "libprofile/records/time.hpp"
#include "libprofile/sample/detail/file_texts.hpp"
#include "libprofile/sample/detail/national_grid.hpp"
#include "libprofile/sample/detail/text.hpp"

namespace libprofile::sample::detail {
namespace {

constexpr std::size_t kIdDigits = 8;

template <class Value>
std::size_t index(Value value) {
  return static_cast<std::size_t>(value);
}

void append_instant(std::string& out, std::int64_t utc_s, TimeForm form) {
  const std::int64_t ahead_s = records::london_offset_s(utc_s);
  const std::int64_t shown_s = form == TimeForm::utc ? utc_s : utc_s + ahead_s;
  append_date(out, shown_s, form != TimeForm::month);
  if (form == TimeForm::day || form == TimeForm::month) {
    return;
  }
  out += form == TimeForm::wall_clock ? ' ' : 'T';
  append_time(out, shown_s);
  if (form == TimeForm::utc) {
    out += 'Z';
  } else if (form == TimeForm::with_zone) {
    append(out, ahead_s == 0 ? "+00:00" : "+01:00");
  }
}

void append_recorded(std::string& out, const Incidents& rows, std::size_t i) {
  append_date(out, records::to_london(rows.start_s[i]) + rows.delay_days[i] * core::kSecondsPerDay);
}

std::string_view place_type(const Partnership& made, std::size_t i) {
  const Incidents& rows = made.incidents;
  if (rows.category[i] == Category::online_contact) {
    return "P17";
  }
  return rows.premises[i] == kNone ? kOtherPlaces[rows.other_place[i]]
                                   : kPremisesKinds[made.premises.kind[rows.premises[i]]].code;
}

/// "B24": source, information, handling.
void append_grade(std::string& out, std::uint8_t grade) {
  out += static_cast<char>('A' + grade / 25);
  out += static_cast<char>('1' + grade / 5 % 5);
  out += static_cast<char>('1' + grade % 5);
}

/// Hard: a source reliable always or mostly, and information known to be true or known personally.
std::string_view evidence(std::uint8_t grade) {
  return grade / 25 <= 1 && grade / 5 % 5 <= 1 ? "hard" : "soft";
}

/// Both coordinates with a comma between them; only the comma where there is no place.
void append_place(std::string& out, const Incidents& rows, std::size_t i, Coordinates coordinates) {
  const double x_m = rows.xy_m[2 * i];
  const double y_m = rows.xy_m[2 * i + 1];
  if (std::isnan(x_m)) {
    out += ',';
  } else if (coordinates == Coordinates::national_grid) {
    append(out, static_cast<std::int64_t>(x_m));
    out += ',';
    append(out, static_cast<std::int64_t>(y_m));
  } else {
    const LonLat degrees = to_lonlat(x_m, y_m);
    append_rounded(out, degrees.lon_deg, 6);
    out += ',';
    append_rounded(out, degrees.lat_deg, 6);
  }
}

void append_field(std::string& out, const Partnership& made, std::size_t i, Field field, const AgencyForm& form) {
  const Incidents& rows = made.incidents;
  switch (field) {
    case Field::id:
      append(out, form.id_prefix);
      return append_padded(out, static_cast<std::int64_t>(i) + 1, kIdDigits);
    case Field::agency:
      return append(out, kAgencyNames[index(rows.agency[i])]);
    case Field::start:
      return append_instant(out, rows.start_s[i], form.time);
    case Field::end:
      return rows.end_s[i] == rows.start_s[i] ? void() : append_instant(out, rows.end_s[i], form.time);
    case Field::recorded:
      return append_recorded(out, rows, i);
    case Field::category:
      return append(out, kCategoryNames[index(rows.category[i])]);
    case Field::x:
      return append_place(out, rows, i, form.coordinates);
    case Field::y:
      return;
    case Field::location_role:
      return append(out, kLocationRoleNames[index(rows.role[i])]);
    case Field::place_type:
      return append(out, place_type(made, i));
    case Field::person:
      return append(out, made.victims.token[rows.victim[i]]);
    case Field::offender:
      return rows.offender[i] == kNone ? void() : append(out, made.offenders.token[rows.offender[i]]);
    case Field::origin:
      return append(out, kOriginNames[index(rows.origin[i])]);
    case Field::model:
      return rows.model[i] == kBlank ? void() : append(out, kModels[rows.model[i]]);
    case Field::grade:
      return append_grade(out, rows.grade[i]);
    case Field::evidence:
      return append(out, evidence(rows.grade[i]));
  }
}

std::vector<std::uint32_t> rows_of(const Incidents& incidents, Agency agency) {
  std::vector<std::uint32_t> rows;
  for (std::uint32_t i = 0; i < incidents.size(); ++i) {
    if (incidents.agency[i] == agency) {
      rows.push_back(i);
    }
  }
  return rows;
}

}  // namespace

std::string incidents_csv(const Partnership& partnership, const AgencyForm& form) {
  std::string header;
  std::vector<Field> fields;
  for (std::size_t f = 0; f < kFields; ++f) {
    if (!form.columns[f].empty()) {
      header.append(fields.empty() ? "" : ",").append(form.columns[f]);
      fields.push_back(static_cast<Field>(f));
    }
  }
  const std::vector<std::uint32_t> rows = rows_of(partnership.incidents, form.agency);
  return table(header, rows.size(), [&](std::string& out, std::size_t k) {
    for (const Field field : fields) {
      // `x` writes both coordinates.
      out.append(field == fields.front() || field == Field::y ? "" : ",");
      append_field(out, partnership, rows[k], field, form);
    }
  });
}

}  // namespace libprofile::sample::detail
