// SPDX-License-Identifier: MIT
#include "libprofile/sample/write_partnership.hpp"

#include <algorithm>

#include "libprofile/sample/detail/file_texts.hpp"

namespace libprofile::sample {

std::vector<NamedFile> files(const Partnership& partnership) {
  std::vector<NamedFile> made;
  made.push_back({"areas.geojson", detail::areas_geojson(partnership)});
  made.push_back({"contacts.csv", detail::contacts_csv(partnership)});
  made.push_back({"episodes.csv", detail::episodes_csv(partnership)});
  for (const detail::AgencyForm& form : detail::kAgencyForms) {
    made.push_back({detail::file_name(form), detail::incidents_csv(partnership, form)});
  }
  made.push_back({"offenders.csv", detail::offenders_csv(partnership)});
  made.push_back({"population.csv", detail::population_csv(partnership)});
  made.push_back({"premises.csv", detail::premises_csv(partnership)});
  made.push_back({"profile.toml", detail::profile_toml(partnership)});
  made.push_back({"truth.json", detail::truth_json(partnership)});
  made.push_back({"victims.csv", detail::victims_csv(partnership)});
  std::sort(made.begin(), made.end(), [](const NamedFile& a, const NamedFile& b) { return a.name < b.name; });
  return made;
}

void write_partnership(const Partnership& partnership, const std::filesystem::path& folder,
                       core::IfPresent if_present) {
  core::AtomicFolder writer(folder, {.if_present = if_present, .marker = "truth.json"});
  for (const NamedFile& file : files(partnership)) {
    writer.write(file.name, file.bytes);
  }
  writer.commit();
}

}  // namespace libprofile::sample
