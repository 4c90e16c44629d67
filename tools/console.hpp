// SPDX-License-Identifier: MIT
/// @file
/// How the command line speaks: results, errors, progress, exit status.
#pragma once

#include <exception>
#include <functional>
#include <string>

#include <nlohmann/json.hpp>

#include "libprofile/core/progress.hpp"

namespace libprofile::tools {

using Json = nlohmann::ordered_json;

/// Exit status of the process.
enum class Exit : int {
  done = 0,
  forbidden = 1,  ///< The input or the policy forbids it.
  usage = 2,
  fault = 3,          ///< A fault of ours.
  interrupted = 130,  ///< Stopped by Ctrl-C.
};

/// What every subcommand takes.
struct Settings {
  /// Results and errors as JSON.
  bool json = false;
  /// No progress and no remarks; results and errors stay.
  bool quiet = false;
  /// -1: all that the machine has.
  int threads = -1;
};

/// What a subcommand has to say when it is done.
struct Outcome {
  Exit exit = Exit::done;
  /// For people, on standard output. Ends with a line end, or is empty.
  std::string text;
  /// The same for machines.
  Json json;
};

/// Runs a subcommand: limits threads, lets Ctrl-C cancel it, prints its outcome or its error.
///
/// Results go to standard output; errors, first line first, to standard error.
[[nodiscard]] int run(const Settings& settings, const std::function<Outcome()>& command);

/// Writes progress over one line of standard error; empty where that is no terminal, or `quiet` or `json` is set.
[[nodiscard]] core::ProgressCallback progress_line(const Settings& settings);

/// Prints remarks to standard error, unless `quiet` or `json` is set.
void remark(const Settings& settings, const std::vector<std::string>& lines);

/// Prints an error that does not end the work; for machines it is part of the result.
void report_failure(const Settings& settings, const std::exception_ptr& failure);

/// One error for machines: kind, message. @param failure  Not null.
[[nodiscard]] Json to_json(const std::exception_ptr& failure);

/// The message of an error. @param failure  Not null.
[[nodiscard]] std::string message_of(const std::exception_ptr& failure);

}  // namespace libprofile::tools
