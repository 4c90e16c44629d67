// SPDX-License-Identifier: MIT
#include "libprofile/records/time.hpp"
#include "libprofile/sample/detail/file_texts.hpp"
#include "libprofile/sample/detail/text.hpp"

namespace libprofile::sample::detail {
namespace {

void append_after_comma(std::string& out, std::string_view text) {
  out.append(",").append(text);
}

template <class Names>
void append_coded(std::string& out, const Names& names, std::uint8_t code) {
  append_after_comma(out, code == kBlank ? std::string_view{} : names[code]);
}

void append_wall_clock(std::string& out, std::int64_t utc_s) {
  const std::int64_t wall_s = records::to_london(utc_s);
  out += ',';
  append_date(out, wall_s);
  out += 'T';
  append_time(out, wall_s);
  append(out, records::london_offset_s(utc_s) == 0 ? "+00:00" : "+01:00");
}

void append_education(std::string& out, const Victims& victims, std::size_t i) {
  if (victims.education_setting[i] != 0) {
    append(out, "SET-");
    append(out, std::int64_t{victims.district[i]} + 1);
    out += '-';
    append_padded(out, victims.education_setting[i], 2);
  }
}

}  // namespace

std::string victims_csv(const Partnership& partnership) {
  const Victims& victims = partnership.victims;
  const geography::AreaSet& areas = partnership.place.areas;
  const std::vector<std::string>& district = areas.levels.back().codes;
  return table(
      "person,age_band,sex,home_area,education,care_status,responsible_district,placement_district,referral_source,"
      "referral,risk_band,risk_scheme,model,case_status",
      victims.size(), [&](std::string& out, std::size_t i) {
        append(out, victims.token[i]);
        append_coded(out, kVictimAgeBands, victims.age_band[i]);
        append_coded(out, kSexes, victims.sex[i]);
        append_after_comma(out, areas.codes[victims.home_unit[i]]);
        out += ',';
        append_education(out, victims, i);
        append_coded(out, kCareStatuses, victims.care_status[i]);
        append_after_comma(out, district[victims.district[i]]);
        append_after_comma(out, district[victims.placement_district[i]]);
        append_coded(out, kReferralSources, victims.referral_source[i]);
        out += ',';
        append_date(out, kWindowStart_s + victims.referral_day[i] * core::kSecondsPerDay);
        append_coded(out, kRiskBands, victims.risk_band[i]);
        append_after_comma(out, victims.risk_band[i] == kBlank ? "" : "local-1");
        append_coded(out, kModels, victims.model[i]);
        append_coded(out, kCaseStatuses, victims.case_status[i]);
      });
}

std::string offenders_csv(const Partnership& partnership) {
  const Offenders& offenders = partnership.offenders;
  return table("person,age_band,sex,home_area,group", offenders.size(), [&](std::string& out, std::size_t i) {
    append(out, offenders.token[i]);
    append_coded(out, kOffenderAgeBands, offenders.age_band[i]);
    append_coded(out, kSexes, offenders.sex[i]);
    append_after_comma(out, partnership.place.areas.codes[offenders.home_unit[i]]);
    out += ',';
    if (offenders.group[i] != kNone) {
      out += 'G';
      append_padded(out, std::int64_t{offenders.group[i]} + 1, 4);
    }
  });
}

std::string episodes_csv(const Partnership& partnership) {
  const Episodes& episodes = partnership.episodes;
  return table("person,start,end,from,found_area,interview_offered,interview_held", episodes.size(),
               [&](std::string& out, std::size_t i) {
                 append(out, partnership.victims.token[episodes.victim[i]]);
                 append_wall_clock(out, episodes.start_s[i]);
                 append_wall_clock(out, episodes.end_s[i]);
                 append_coded(out, kMissingFrom, episodes.missing_from[i]);
                 append_after_comma(out, partnership.place.areas.codes[episodes.found_unit[i]]);
                 append_after_comma(out, episodes.is_interview_offered[i] != 0 ? "true" : "false");
                 append_after_comma(out, episodes.is_interview_held[i] != 0 ? "true" : "false");
               });
}

std::string contacts_csv(const Partnership& partnership) {
  const std::size_t sources = kReferralSources.size();
  const Contacts& contacts = partnership.contacts;
  return table("month,source,contacts,referrals", 12 * sources, [&](std::string& out, std::size_t row) {
    const std::size_t month = row / sources;
    append(out, "2024-");
    append_padded(out, static_cast<std::int64_t>(month) + 1, 2);
    append_after_comma(out, kReferralSources[row % sources]);
    out += ',';
    append(out, std::int64_t{contacts.contacts[month][row % sources]});
    out += ',';
    append(out, std::int64_t{contacts.referrals[month][row % sources]});
  });
}

}  // namespace libprofile::sample::detail
