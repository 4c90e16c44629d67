// SPDX-License-Identifier: MIT
#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "libprofile/core/version.hpp"
#include "libprofile/records/suggest.hpp"

#include "commands.hpp"
#include "memory.hpp"

namespace {

using libprofile::tools::Command;
using libprofile::tools::Exit;
using libprofile::tools::Settings;

constexpr const char* kDescription =
    "Place-based problem profiles from pseudonymised incident records, behind a disclosure gate.\n"
    "It says what was counted, over which areas and when. It never scores or ranks a person.\n\n"
    "  libprofile sample --out partnership\n"
    "  libprofile profile partnership/profile.toml --out profile\n";

constexpr const char* kFooter =
    "Exit status: 0 done, 1 the input or the policy forbids it, 2 wrong usage, 3 a fault of libprofile,\n"
    "130 stopped by Ctrl-C. A folder that is written is whole or absent.";

void add_settings(CLI::App& app, Settings& settings) {
  app.add_flag("--json", settings.json, "Results on standard output and errors on standard error as JSON");
  app.add_flag("--quiet", settings.quiet, "No progress and no notes");
  app.add_option("--threads", settings.threads, "Threads to use; -1: all that the machine has")
      ->check([](const std::string& text) {
        return text == "0" || (text.front() == '-' && text != "-1") ? "must be -1 or at least 1" : std::string();
      })
      ->type_name("N");
}

/// What was meant where no word is a subcommand; empty where one is, or there is no word.
std::string unknown_subcommand(const CLI::App& app, int argc, char** argv) {
  std::vector<std::string> names;
  for (const CLI::App* sub : app.get_subcommands({})) {
    names.push_back(sub->get_name());
  }
  std::string first;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (std::find(names.begin(), names.end(), word) != names.end()) {
      return "";
    }
    const bool is_word = word.find_first_not_of("-0123456789") == 0;
    first = first.empty() && is_word ? word : first;
  }
  return first.empty() ? "" : "'" + first + "' is not a subcommand; " + libprofile::records::did_you_mean(first, names);
}

/// 0 where help or the version was asked for, 2 for a mistake in usage.
int report_usage(const CLI::App& app, const CLI::ParseError& error, const std::string& unknown,
                 const Settings& settings) {
  if (error.get_exit_code() == 0) {
    return app.exit(error, std::cout, std::cerr);
  }
  const std::string message = unknown.empty() ? error.what() : unknown;
  if (settings.json) {
    std::cerr << libprofile::tools::Json{{"error", {{"kind", "UsageError"}, {"message", message}}}}.dump(2) << '\n';
  } else {
    std::cerr << "libprofile: " << message << "\nRun with --help for more, with examples.\n";
  }
  return static_cast<int>(Exit::usage);
}

}  // namespace

int main(int argc, char** argv) {
  libprofile::tools::keep_freed_memory();
  CLI::App app(kDescription, "libprofile");
  app.footer(kFooter);
  app.set_version_flag("--version", "libprofile " + std::string(libprofile::core::version()));
  app.require_subcommand(1);
  app.fallthrough();
  Settings settings;
  add_settings(app, settings);
  Command command;
  libprofile::tools::add_sample(app, command);
  libprofile::tools::add_check(app, command);
  libprofile::tools::add_profile(app, command);
  libprofile::tools::add_verify(app, command);
  libprofile::tools::add_ledger(app, command);
  libprofile::tools::add_pseudonymise(app, command);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return report_usage(app, error, unknown_subcommand(app, argc, argv), settings);
  }
  return libprofile::tools::run(settings, [&] { return command(settings); });
}
