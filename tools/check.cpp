// SPDX-License-Identifier: MIT
#include <array>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "libprofile/core/error.hpp"
#include "libprofile/profile/require_release.hpp"
#include "libprofile/records/accepted.hpp"
#include "libprofile/records/time.hpp"

#include "check_file.hpp"
#include "check_report.hpp"
#include "commands.hpp"
#include "config.hpp"
#include "load_inputs.hpp"

namespace libprofile::tools {
namespace {

constexpr const char* kHelp =
    "Reads and validates every input of a configuration and writes nothing but its report: rows that are\n"
    "rejected, with the rule and the remedy, and how complete each field is. For a data file instead of a\n"
    "configuration: whether it can be read, and what is in it.\n\n"
    "  libprofile check profile.toml\n"
    "  libprofile check crimes/2018-01-street.csv.gz\n";

struct Arguments {
  std::string path;
  std::vector<std::string> allow;
};

/// What the profile would count: throws where that is nothing.
std::size_t count_in_window(const Loaded& loaded, const profile::Options& options) {
  const std::vector<std::size_t> wanted = records::of_categories(loaded.accepted, options.categories);
  if (!options.window) {
    return wanted.size();
  }
  const records::TimeSpan window = records::parse_window(options.window->start, options.window->end);
  const std::size_t count = records::within(records::select(loaded.accepted, wanted), window).size();
  if (count == 0) {
    throw InputError("window: no incident starts from " + options.window->start + " to " + options.window->end +
                     "; check the window and the column that start is read from");
  }
  return count;
}

/// Sources that a profile is refused for: too many of their rows cannot be used.
void add_unusable(const Loaded& loaded, double at_most, std::vector<std::exception_ptr>& failures) {
  for (const profile::UnusedRows& source : loaded.unused) {
    try {
      profile::require_usable(std::span(&source, 1), at_most);
    } catch (const InputError&) {
      failures.push_back(std::current_exception());
    }
  }
}

/// Whether the window and the areas may leave under the policy, and the places fit them: throws what a profile throws.
Outcome report_release(const profile::Inputs& inputs, const profile::Options& options) {
  profile::require_release(inputs, options);
  const std::string tier(disclosure::to_string(options.policy.fields().tier));
  Outcome outcome;
  outcome.text = "release: the window and the areas may leave at the " + tier + " tier\n";
  outcome.json = {{"tier", tier}, {"allowed", true}};
  return outcome;
}

/// Adds one part of the report: what it says, or why there is nothing to say.
template <class Report>
void add_part(const char* name, const std::exception_ptr& failure, Report&& report, Outcome& whole,
              std::vector<std::exception_ptr>& failures) {
  if (failure) {
    failures.push_back(failure);
    return;
  }
  try {
    Outcome part = report();
    whole.text += part.text;
    whole.json[name] = std::move(part.json);
  } catch (const Error&) {
    failures.push_back(std::current_exception());
  }
}

Outcome check_config(const Arguments& arguments, const Settings& settings) {
  const Config config = read_config(arguments.path, arguments.allow);
  Loaded loaded = load_inputs(config);
  Outcome outcome;
  std::vector<std::exception_ptr> failures;
  add_part(
      "incidents", loaded.failures[0],
      [&] {
        Outcome part = report_records(loaded.incidents, "incidents");
        if (loaded.accepted.size() == 0) {
          return part;
        }
        const std::size_t counted = count_in_window(loaded, config.options);
        part.text += "  " + grouped(counted) + " in the window and of the categories\n";
        part.json["counted"] = counted;
        return part;
      },
      outcome, failures);
  add_part(
      "areas", loaded.failures[1], [&] { return report_areas(loaded.areas); }, outcome, failures);
  if (config.premises) {
    add_part(
        "premises", loaded.failures[2], [&] { return report_records(loaded.premises, "premises"); }, outcome, failures);
  }
  if (config.victims) {
    add_part(
        "victims", loaded.failures[3], [&] { return report_records(loaded.victims, "victims"); }, outcome, failures);
  }
  if (config.offenders) {
    add_part(
        "offenders", loaded.failures[4], [&] { return report_records(loaded.offenders, "offenders"); }, outcome,
        failures);
  }
  add_unusable(loaded, config.options.rejected_at_most, failures);
  outcome.json["notes"] = loaded.warnings;
  remark(settings, loaded.warnings);
  if (failures.empty()) {
    add_part(
        "release", nullptr, [&] { return report_release(take_inputs(std::move(loaded), config), config.options); },
        outcome, failures);
  }
  outcome.json["errors"] = Json::array();
  for (const std::exception_ptr& failure : failures) {
    outcome.exit = Exit::forbidden;
    outcome.json["errors"].push_back(to_json(failure));
    report_failure(settings, failure);
  }
  return outcome;
}

bool is_configuration(const std::string& path) {
  return path.size() > 5 && path.substr(path.size() - 5) == ".toml";
}

}  // namespace

void add_check(CLI::App& app, Command& command) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* sub = app.add_subcommand("check", kHelp);
  sub->add_option("file", arguments->path, "profile.toml, or a data file")->required();
  sub->add_option("--allow", arguments->allow,
                  "Let in a format by its GDAL driver (OGR_VRT) or an address by its start (https:)")
      ->type_name("NAME");
  sub->callback([arguments, &command] {
    command = [arguments](const Settings& settings) {
      return is_configuration(arguments->path) ? check_config(*arguments, settings)
                                               : check_file(arguments->path, arguments->allow);
    };
  });
}

}  // namespace libprofile::tools
