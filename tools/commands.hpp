// SPDX-License-Identifier: MIT
/// @file
/// The subcommands: each adds itself, and leaves what it would do in `command`.
#pragma once

#include <functional>
#include <string>

#include <CLI/CLI.hpp>

#include "console.hpp"

namespace libprofile::tools {

/// What the parsed command line asks for; empty until a subcommand was chosen.
using Command = std::function<Outcome(const Settings&)>;

/// For the parser: why a text is no seed; empty where it is one.
[[nodiscard]] std::string why_no_seed(const std::string& text);

void add_sample(CLI::App& app, Command& command);
void add_check(CLI::App& app, Command& command);
void add_profile(CLI::App& app, Command& command);
void add_ledger(CLI::App& app, Command& command);
void add_verify(CLI::App& app, Command& command);
void add_pseudonymise(CLI::App& app, Command& command);

}  // namespace libprofile::tools
