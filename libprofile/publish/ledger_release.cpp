// SPDX-License-Identifier: MIT
#include "libprofile/publish/ledger_release.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/publish/detail/ledger_lists.hpp"

namespace libprofile::publish {
namespace {

using disclosure::Release;
using disclosure::ReleaseLevel;

disclosure::ReleaseTerms terms_of(const Manifest& manifest, std::string_view stream) {
  disclosure::ReleaseTerms terms;
  terms.stream = stream;
  terms.window = {disclosure::parse_day(manifest.window_start), disclosure::parse_day(manifest.window_end)};
  terms.partition = manifest.partition;
  terms.vintage = manifest.vintage;
  terms.measure = manifest.counted;
  for (const Manifest::Method& method : manifest.methods) {
    if (method.name == terms.method) {
      terms.parameters = method.parameters;
    }
  }
  terms.parameters.emplace_back("library_version", manifest.library_version);
  terms.parameters.emplace_back("policy_hash", manifest.policy_hash);
  terms.parameters.emplace_back("key_fingerprint", manifest.key_fingerprint);
  return terms;
}

/// Rows come level by level, unit by unit, category by category, and the sum last.
void add_counts(Release& release, const std::vector<CountRow>& rows) {
  for (const CountRow& row : rows) {
    if (release.levels.empty() || release.levels.back().name != row.level) {
      release.levels.push_back({row.level, {}, {}, {}});
    }
    ReleaseLevel& level = release.levels.back();
    if (level.units.empty() || level.units.back() != row.unit) {
      level.units.push_back(row.unit);
    }
    if (release.levels.size() == 1 && level.units.size() == 1 && row.category != disclosure::kAll) {
      release.categories.push_back(row.category);
    }
    level.cells.push_back(row.count.value_or(disclosure::kWithheld));
  }
}

/// Parents from the areas, which are in order of code as the counts are.
void add_parents(Release& release, const geography::AreaSet& areas) {
  require(release.levels.size() == areas.levels.size() + 2, "levels", release.levels.size(),
          "the areas, their levels and everything");
  for (std::size_t l = 0; l + 1 < release.levels.size(); ++l) {
    std::vector<std::uint32_t>& parents = release.levels[l].parents;
    parents.assign(release.levels[l].units.size(), 0);
    if (l + 2 == release.levels.size()) {
      break;
    }
    const std::vector<std::uint32_t>& upper = areas.levels[l].group_of_unit;
    for (std::size_t unit = 0; unit < upper.size(); ++unit) {
      parents.at(l == 0 ? unit : areas.levels[l - 1].group_of_unit[unit]) = upper[unit];
    }
  }
}

}  // namespace

Release ledger_release(const disclosure::Protected<Document>& document, std::string_view stream) {
  const Document& published = document.value();
  require(!published.counts.empty(), "counts", published.counts.size(), "at least 1");
  Release release;
  release.terms = terms_of(published.manifest, stream);
  release.policy = document.policy().fields();
  release.base = published.base;
  add_counts(release, published.counts);
  add_parents(release, published.areas);
  release.lists = detail::ledger_lists(published);
  disclosure::validate(release);
  return release;
}

}  // namespace libprofile::publish
