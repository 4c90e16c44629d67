// SPDX-License-Identifier: MIT
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "libprofile/core/error.hpp"
#include "libprofile/publish/ledger_release.hpp"

#include "commands.hpp"
#include "config.hpp"
#include "ledger_json.hpp"
#include "run_profile.hpp"

namespace libprofile::tools {
namespace {

constexpr const char* kHelp =
    "Reads the records and areas that a configuration names, passes the counts through the disclosure\n"
    "gate and writes layers, tables and pages of what comes out.\n\n"
    "  libprofile profile profile.toml --out profile\n"
    "  libprofile profile profile.toml --out licensing --audience licensing,analyst\n"
    "  libprofile profile profile.toml --out profile --ledger releases.ledger --author \"A. Analyst\"\n\n"
    "With a ledger the profile is written only if nobody is given away by it and all earlier releases together.\n"
    "It is then a draft: libprofile ledger --help.\n\n"
    "The public tier (--tier public) needs areas as large as wards, whole years and a key file.\n";

struct Arguments {
  std::string config;
  std::string out;
  std::string tier;
  std::string audience = "all";
  std::optional<std::uint64_t> seed;
  std::vector<std::string> allow;
  std::string ledger;
  std::string author;
  std::string stream{publish::kProfileStream};
  bool replaces = false;
};

/// The tier that was typed, with the policy's own overrides kept where they are stricter than its floors.
void set_tier(Config& config, const std::string& name) {
  const disclosure::PolicyFields floor = disclosure::Policy::preset(name).fields();
  disclosure::PolicyFields fields = config.options.policy.fields();
  if (fields.tier == floor.tier) {
    return;
  }
  const disclosure::PolicyFields given = disclosure::tier_floor(fields.tier);
  const auto keep = [](auto value, auto preset, auto target) { return value == preset ? target : value; };
  fields.tier = floor.tier;
  fields.threshold = keep(fields.threshold, given.threshold, floor.threshold);
  fields.premises_threshold = keep(fields.premises_threshold, given.premises_threshold, floor.premises_threshold);
  fields.dominance = keep(fields.dominance, given.dominance, floor.dominance);
  fields.base = keep(fields.base, given.base, floor.base);
  fields.minimum_residents = keep(fields.minimum_residents, given.minimum_residents, floor.minimum_residents);
  fields.minimum_window = keep(fields.minimum_window, given.minimum_window, floor.minimum_window);
  config.options.policy = disclosure::Policy(fields);
}

/// For the parser: why these are no audiences; empty where they are.
std::string why_no_audiences(const std::string& text) {
  try {
    static_cast<void>(parse_audiences(text));
  } catch (const InvalidArgument& error) {
    return error.what();
  }
  return {};
}

Outcome profile_command(const Arguments& arguments, const Settings& settings) {
  const std::vector<publish::Audience> audiences = parse_audiences(arguments.audience);
  Config config = read_config(arguments.config, arguments.allow);
  if (!arguments.tier.empty()) {
    set_tier(config, arguments.tier);
  }
  config.options.seed = arguments.seed.value_or(config.options.seed);
  RunOptions options;
  options.existing = arguments.replaces ? publish::Existing::replace : publish::Existing::refuse;
  if (!arguments.ledger.empty()) {
    options.ledger = {arguments.ledger, arguments.author, arguments.stream};
  }
  const Written written = run_profile(config, audiences, arguments.out, options, settings);
  Outcome outcome;
  outcome.json = {
      {"folder", arguments.out}, {"files", written.paths}, {"notes", written.notes}, {"seconds", Json::object()}};
  for (const StageSeconds& stage : written.seconds) {
    outcome.json["seconds"][stage.stage] = stage.seconds;
  }
  for (const std::string& path : written.paths) {
    outcome.text += arguments.out + "/" + path + "\n";
  }
  if (written.entered) {
    outcome.json["ledger"] = to_json(*written.entered);
    remark(settings, {arguments.ledger + ": " + written.entered->id +
                      " is a draft; next, by somebody else: libprofile ledger approve " + arguments.ledger + " " +
                      written.entered->id + " --by NAME --folder " + arguments.out});
  }
  return outcome;
}

}  // namespace

void add_profile(CLI::App& app, Command& command) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* sub = app.add_subcommand("profile", kHelp);
  sub->add_option("config", arguments->config, "profile.toml; paths in it are relative to it")->required();
  sub->add_option("--out", arguments->out, "Folder to write; must be absent or empty")->required()->type_name("DIR");
  sub->add_option("--tier", arguments->tier, "internal, partner or public, instead of the configuration's")
      ->check(CLI::IsMember({"internal", "partner", "public"}));
  sub->add_option("--seed", arguments->seed, "Instead of the configuration's")->check(why_no_seed);
  sub->add_option("--audience", arguments->audience, "all, or some of analyst,outreach,licensing,public")
      ->check(why_no_audiences)
      ->capture_default_str();
  sub->add_option("--allow", arguments->allow,
                  "Let in a format by its GDAL driver (OGR_VRT) or an address by its start (https:)")
      ->type_name("NAME");
  CLI::Option* ledger = sub->add_option("--ledger", arguments->ledger, "Enter the profile in this ledger, as a draft");
  CLI::Option* author = sub->add_option("--author", arguments->author, "Who makes the release");
  ledger->type_name("FILE")->needs(author);
  author->type_name("NAME")->needs(ledger);
  sub->add_option("--stream", arguments->stream, "Which series of releases it belongs to; windows of one never overlap")
      ->type_name("NAME")
      ->capture_default_str()
      ->needs(ledger);
  sub->add_flag("--replace", arguments->replaces, "Put the new folder in the place of an older profile");
  sub->callback([arguments, &command] {
    command = [arguments](const Settings& settings) { return profile_command(*arguments, settings); };
  });
}

}  // namespace libprofile::tools
