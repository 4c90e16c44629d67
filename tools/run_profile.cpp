// SPDX-License-Identifier: MIT
#include "run_profile.hpp"

#include <algorithm>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/profile/problem_profile.hpp"
#include "libprofile/publish/ledger_folder.hpp"
#include "libprofile/publish/page.hpp"
#include "libprofile/publish/register_date.hpp"

#include "load_inputs.hpp"

namespace libprofile::tools {
namespace {

/// Shares of the time that reading, profiling and writing take, for the progress line.
constexpr double kReadShare = 0.4;
constexpr double kProfileShare = 0.4;

constexpr const char* kNoKey =
    "no key is given: ties of the rounding follow from the seed, and whoever guesses it can undo them; before this "
    "leaves the room, make one (head -c 32 /dev/urandom > profile.key && chmod 600 profile.key) and give "
    "key = \"profile.key\" under [profile]";

core::ProgressCallback scaled(const core::ProgressCallback& progress, double from, double width) {
  if (!progress) {
    return {};
  }
  return [progress, from, width](std::string_view stage, double share) { progress(stage, from + width * share); };
}

void say(const core::ProgressCallback& progress, std::string_view stage, double share) {
  core::current_cancellation().throw_if_cancelled();
  if (progress) {
    progress(stage, share);
  }
}

/// What points to the wrong file or column, though nothing in it is at fault.
void add_doubts(const publish::Document& document, const disclosure::Policy& policy, std::vector<std::string>& notes) {
  for (const publish::SourceQuality& source : document.quality.sources) {
    if (source.source == "incidents" && 2 * source.outside_areas > source.accepted - source.without_coordinates) {
      notes.emplace_back(
          "most incidents with a place lie outside the areas and are in no count: look whether [areas] is the file for "
          "their part of the country, and whether crs, x and y are right");
    }
  }
  const auto& rows = document.neighbourhoods;
  if (std::all_of(rows.begin(), rows.end(), [](const auto& row) { return !row.count; })) {
    notes.emplace_back("every area is withheld: look whether the residents are those of the areas (" +
                       std::to_string(policy.fields().minimum_residents) + " are the fewest that the policy lets out)");
  }
}

/// What whoever makes the profile should know of it before it leaves the room.
void add_notes(const publish::Document& document, const profile::Options& options, std::vector<std::string>& notes) {
  const publish::Manifest& manifest = document.manifest;
  if (!options.key && options.policy.rounding_base() > 1) {
    notes.emplace_back(kNoKey);
  }
  if (std::string old = publish::register_outside_window(manifest); !old.empty()) {
    notes.push_back(std::move(old));
  }
  if (manifest.valid_until < manifest.created_utc.substr(0, manifest.valid_until.size())) {
    notes.push_back("the profile is valid until " + manifest.valid_until +
                    ", three months after its window, which was past when it was made: say so where it is used");
  }
  add_doubts(document, options.policy, notes);
}

std::vector<publish::Page> render_all(const disclosure::Protected<publish::Document>& document,
                                      const std::vector<publish::Audience>& audiences) {
  std::vector<std::optional<publish::Page>> rendered(audiences.size());
  core::parallel_for(
      audiences.size(), [&](std::size_t i) { rendered[i] = publish::render_page(document, audiences[i]); }, 1);
  std::vector<publish::Page> pages;
  for (std::optional<publish::Page>& page : rendered) {
    pages.push_back(std::move(*page));
  }
  return pages;
}

std::vector<publish::Artefact> write(const disclosure::Protected<publish::Document>& document,
                                     const std::vector<publish::Page>& pages, const std::filesystem::path& out,
                                     const RunOptions& options, Written& written) {
  const publish::WriteProfileOptions how{.existing = options.existing, .ledger = options.place};
  if (!options.ledger) {
    return publish::write_profile(document, pages, out, how);
  }
  const LedgerEntry& entry = *options.ledger;
  disclosure::Ledger ledger(entry.file);
  publish::EnteredProfile entered =
      publish::enter_profile(document, pages, out, ledger, entry.author, entry.stream, how);
  written.entered = std::move(entered.release);
  return std::move(entered.artefacts);
}

}  // namespace

std::vector<publish::Audience> parse_audiences(const std::string& text) {
  using publish::Audience;
  if (text == "all") {
    return {Audience::analyst, Audience::outreach, Audience::licensing, Audience::open};
  }
  std::vector<Audience> audiences;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    const Audience audience = publish::audience_from(text.substr(begin, end - begin));
    if (std::find(audiences.begin(), audiences.end(), audience) == audiences.end()) {
      audiences.push_back(audience);
    }
    begin = end + 1;
  }
  return audiences;
}

Written run_profile(const Config& config, const std::vector<publish::Audience>& audiences,
                    const std::filesystem::path& out, const RunOptions& options, const Settings& settings) {
  StageClock clock;
  const core::ProgressCallback progress = clock.listen(progress_line(settings));
  say(progress, "read", 0.0);
  Loaded loaded = load_inputs(config);
  std::vector<std::string> notes = std::move(loaded.warnings);
  const profile::Inputs inputs = take_inputs(std::move(loaded), config);
  const auto document = profile::problem_profile(inputs, config.options, scaled(progress, kReadShare, kProfileShare));
  add_notes(document.value(), config.options, notes);
  say(progress, "pages", kReadShare + kProfileShare);
  const std::vector<publish::Page> pages = render_all(document, audiences);
  say(progress, "write", 0.9);
  Written written;
  written.paths = {"manifest.json"};
  written.notes = std::move(notes);
  for (const publish::Artefact& artefact : write(document, pages, out, options, written)) {
    written.paths.push_back(artefact.path);
  }
  std::sort(written.paths.begin(), written.paths.end());
  written.seconds = clock.stop();
  remark(settings, written.notes);
  return written;
}

}  // namespace libprofile::tools
