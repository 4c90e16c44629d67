// SPDX-License-Identifier: MIT
#include "libprofile/publish/verify.hpp"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "libprofile/core/error.hpp"
#include "libprofile/publish/ledger_folder.hpp"
#include "libprofile/publish/manifest.hpp"

#include "commands.hpp"
#include "config.hpp"
#include "ledger_json.hpp"
#include "run_profile.hpp"

namespace libprofile::tools {
namespace {

namespace fs = std::filesystem;

constexpr const char* kHelp =
    "Compares every file of a profile's folder with the digests of its manifest. With --rerun it also makes\n"
    "the profile again from its configuration, and asks for the same bytes.\n\n"
    "  libprofile verify profile\n"
    "  libprofile verify profile --ledger releases.ledger   # which release it is, and in which state\n"
    "  libprofile verify profile --rerun profile.toml\n";

struct Arguments {
  std::string folder;
  std::string config;
  std::string ledger;
  std::optional<std::uint64_t> seed;
  std::vector<std::string> allow;
};

void list(Outcome& outcome, const char* what, const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    outcome.text += std::string(what) + ": " + path + "\n";
  }
  outcome.json[what] = paths;
}

/// A folder of this process's own, removed at the end.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string name = (fs::temp_directory_path() / "libprofile-rerun-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {
      throw InputError(name + ": cannot be made; is the temporary folder full or read-only?");
    }
    path_ = name;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::vector<publish::Audience> audiences_in(const fs::path& folder) {
  std::vector<publish::Audience> found;
  for (const publish::Audience audience : parse_audiences("all")) {
    if (fs::exists(folder / publish::report_file_name(audience))) {
      found.push_back(audience);
    }
  }
  return found;
}

/// What the first run was told and a configuration need not say: when it was made and, where the manifest tells it, its
/// seed and ledger. A seed that the rounding's ties follow from is never told: then it is the configuration's, or the
/// one typed.
RunOptions repeat_options(const fs::path& folder, const std::optional<std::uint64_t>& seed, Config& config) {
  std::ifstream file(folder / "manifest.json");
  const Json manifest = Json::parse(file, nullptr, false);
  if (!manifest.is_object()) {
    throw InputError((folder / "manifest.json").string() + ": is not a manifest");
  }
  config.options.created_utc = manifest.value("created_utc", std::string());
  config.options.seed = seed.value_or(manifest.value("seed", config.options.seed));
  const std::string tier(disclosure::to_string(config.options.policy.fields().tier));
  if (manifest.value("tier", tier) != tier) {
    throw InputError((folder / "manifest.json").string() + ": is of another tier than the configuration, " + tier +
                     "; type the configuration that it was made with");
  }
  RunOptions options;
  options.place = publish::ledger_place_of(manifest.dump());
  return options;
}

std::string rerun(const Arguments& arguments, const Settings& settings) {
  Config config = read_config(arguments.config, arguments.allow);
  const RunOptions options = repeat_options(arguments.folder, arguments.seed, config);
  const ScratchFolder scratch;
  const fs::path again = scratch.path() / "profile";
  static_cast<void>(run_profile(config, audiences_in(arguments.folder), again, options, settings));
  return publish::verify(again).manifest_sha256;
}

/// Says which release the folder is; false where it is none, or one that was withdrawn.
bool add_release(Outcome& outcome, const Arguments& arguments, const publish::Verification& found) {
  const auto release = publish::release_of(disclosure::Ledger(arguments.ledger), found.manifest_sha256);
  outcome.json["ledger"] = release ? to_json(*release) : Json(nullptr);
  if (!release) {
    outcome.text += "no release of " + arguments.ledger + " has this manifest\n";
    return false;
  }
  outcome.text += release->id + " of " + arguments.ledger + ": " + state_in_words(*release) + "\n";
  return release->state != disclosure::ReleaseState::withdrawn;
}

Outcome verify_command(const Arguments& arguments, const Settings& settings) {
  const publish::Verification found = publish::verify(arguments.folder);
  Outcome outcome;
  outcome.json = {{"folder", arguments.folder}, {"holds", found.holds()}, {"manifest_sha256", found.manifest_sha256}};
  list(outcome, "missing", found.missing);
  list(outcome, "changed", found.changed);
  list(outcome, "extra", found.extra);
  outcome.json["matching"] = found.matching;
  outcome.text += std::to_string(found.matching.size()) + " files match the manifest " + found.manifest_sha256 + "\n";
  bool holds = found.holds();
  if (!arguments.config.empty()) {
    const bool is_same = rerun(arguments, settings) == found.manifest_sha256;
    outcome.json["rerun_is_same"] = is_same;
    outcome.text += is_same ? "made again: the same bytes\n" : "made again: other bytes\n";
    holds = holds && is_same;
  }
  const char* fault = holds ? "" : ": is not what its manifest says\n";
  if (!arguments.ledger.empty() && !add_release(outcome, arguments, found) && holds) {
    holds = false;
    fault = ": is no release that stands\n";
  }
  outcome.exit = holds ? Exit::done : Exit::forbidden;
  if (!holds && !settings.json) {
    outcome.text.insert(0, arguments.folder + fault);
  }
  return outcome;
}

}  // namespace

void add_verify(CLI::App& app, Command& command) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* sub = app.add_subcommand("verify", kHelp);
  sub->add_option("folder", arguments->folder, "A profile's folder")->required()->type_name("DIR");
  sub->add_option("--ledger", arguments->ledger, "Say which release of this ledger the folder is")->type_name("FILE");
  sub->add_option("--rerun", arguments->config, "Configuration to make the profile again from")
      ->type_name("CONFIG.toml");
  sub->add_option("--seed", arguments->seed,
                  "With --rerun: the seed that profile was given instead of the configuration's")
      ->check(why_no_seed);
  sub->add_option("--allow", arguments->allow, "As for profile")->type_name("NAME");
  sub->callback([arguments, &command] {
    command = [arguments](const Settings& settings) { return verify_command(*arguments, settings); };
  });
}

}  // namespace libprofile::tools
