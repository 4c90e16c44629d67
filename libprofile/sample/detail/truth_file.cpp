// SPDX-License-Identifier: MIT
#include <array>
#include <cmath>

#include "libprofile/sample/detail/file_texts.hpp"
#include "libprofile/sample/detail/place.hpp"
#include "libprofile/sample/detail/text.hpp"

namespace libprofile::sample::detail {
namespace {

/// What was planted in one district, or in all.
struct Planted {
  std::int64_t areas = 0;
  std::int64_t incidents = 0;
  std::int64_t with_place = 0;
  std::int64_t online = 0;
  std::int64_t repeats = 0;
  std::int64_t premises = 0;
  std::int64_t victims = 0;
  std::int64_t open_cases = 0;
};

std::array<Planted, kDistricts> count_by_district(const Partnership& made) {
  std::array<Planted, kDistricts> planted{};
  const std::vector<std::uint32_t>& district = districts(made.place);
  for (const std::uint32_t d : district) {
    ++planted[d].areas;
  }
  for (std::size_t i = 0; i < made.incidents.size(); ++i) {
    Planted& here = planted[district[made.incidents.unit[i]]];
    ++here.incidents;
    here.with_place += std::isnan(made.incidents.xy_m[2 * i]) ? 0 : 1;
    here.online += made.incidents.category[i] == Category::online_contact ? 1 : 0;
    here.repeats += made.incidents.duplicate_of[i] == kNone ? 0 : 1;
  }
  for (const std::uint32_t unit : made.premises.unit) {
    ++planted[district[unit]].premises;
  }
  for (std::size_t i = 0; i < made.victims.size(); ++i) {
    ++planted[made.victims.district[i]].victims;
    planted[made.victims.district[i]].open_cases += made.victims.case_status[i] == 0 ? 1 : 0;
  }
  return planted;
}

void append_member(std::string& out, std::string_view name, std::int64_t value) {
  out.append(", \"").append(name).append("\": ");
  append(out, value);
}

void append_hotspot(std::string& out, const Partnership& made, const Hotspot& hotspot) {
  out.append("    {\"units\": [");
  for (const std::uint32_t unit : hotspot.units) {
    out.append(unit == hotspot.units.front() ? "\"" : ", \"").append(made.place.areas.codes[unit]).append("\"");
  }
  out.append("], \"relative_risk\": ");
  append_rounded(out, hotspot.relative_risk, 2);
  out.append(", \"window\": {\"start\": \"");
  append_date(out, kWindowStart_s + hotspot.first_day * core::kSecondsPerDay);
  out.append("\", \"end\": \"");
  append_date(out, kWindowStart_s + (hotspot.end_day - 1) * core::kSecondsPerDay);
  out.append("\"}}");
}

void append_district(std::string& out, const Partnership& made, std::size_t d, const Planted& planted) {
  out.append("    {\"code\": \"").append(made.place.areas.levels.back().codes[d]);
  out.append("\", \"name\": \"").append(kDistrictNames[d]).append("\"");
  append_member(out, "areas", planted.areas);
  append_member(out, "incidents", planted.incidents);
  append_member(out, "with_place", planted.with_place);
  append_member(out, "online", planted.online);
  append_member(out, "repeats", planted.repeats);
  append_member(out, "premises", planted.premises);
  append_member(out, "victims", planted.victims);
  append_member(out, "open_cases", planted.open_cases);
  out += '}';
}

std::string_view separator(std::size_t i, std::size_t n) {
  return i + 1 < n ? ",\n" : "\n";
}

}  // namespace

std::string truth_json(const Partnership& partnership) {
  std::string out = "{\n  \"seed\": " + std::to_string(partnership.options.seed) + ",\n  \"hotspots\": [\n";
  for (std::size_t i = 0; i < partnership.hotspots.size(); ++i) {
    append_hotspot(out, partnership, partnership.hotspots[i]);
    out.append(separator(i, partnership.hotspots.size()));
  }
  out.append("  ],\n  \"premises_types\": [\n");
  for (std::size_t k = 0; k < kPremisesKinds.size(); ++k) {
    out.append("    {\"type\": \"").append(kPremisesKinds[k].code).append("\", \"relative_risk\": ");
    append_rounded(out, kPremisesKinds[k].relative_risk, 2);
    out.append("}").append(separator(k, kPremisesKinds.size()));
  }
  out.append("  ],\n  \"districts\": [\n");
  const auto planted = count_by_district(partnership);
  for (std::size_t d = 0; d < kDistricts; ++d) {
    append_district(out, partnership, d, planted[d]);
    out.append(separator(d, kDistricts));
  }
  return out + "  ]\n}\n";
}

}  // namespace libprofile::sample::detail
