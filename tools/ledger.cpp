// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/ledger.hpp"

#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "libprofile/core/error.hpp"
#include "libprofile/publish/ledger_folder.hpp"

#include "commands.hpp"
#include "ledger_json.hpp"

namespace libprofile::tools {
namespace {

using disclosure::Ledger;
using disclosure::LedgerRelation;
using disclosure::LedgerRelease;
using disclosure::LedgerStep;
using disclosure::ReleaseState;

constexpr const char* kHelp =
    "The release ledger: what was published, who approved it, and that nobody is given away by two releases\n"
    "together. A profile is entered as a draft, approved by somebody else than its author, then released.\n\n"
    "  libprofile profile profile.toml --out profile --ledger releases.ledger --author \"A. Analyst\"\n"
    "  libprofile ledger list releases.ledger\n"
    "  libprofile ledger approve releases.ledger R1 --by \"B. Manager\" --folder profile\n"
    "  libprofile ledger release releases.ledger R1 --by \"A. Analyst\" --folder profile\n";

constexpr const char* kListHelp =
    "Lists every release in order of entry, with its state and the next window its stream takes.\n\n"
    "  libprofile ledger list releases.ledger\n"
    "  libprofile ledger list releases.ledger --json\n";

constexpr const char* kCheckHelp =
    "Reads the whole ledger and checks every hash, state and number. Note the head that it prints somewhere else,\n"
    "and ask for it next time: a ledger whose end was cut off is found by that.\n\n"
    "  libprofile ledger check releases.ledger\n"
    "  libprofile ledger check releases.ledger --seen 5f7c...   # a head or hash that was noted before\n"
    "  libprofile ledger check releases.ledger --with copy.ledger\n";

struct Arguments {
  std::string file;
  std::string release;
  std::string by;
  std::string folder;
  disclosure::StepOptions options;
  std::string seen;
  std::string other;
};

/// "approver B. Manager 2026-01-01"
std::string step_text(const LedgerStep& step) {
  constexpr std::array<const char*, 5> kWho{"author", "reviewer", "approver", "releaser", "withdrawn by"};
  constexpr std::size_t kDay = 10;
  std::string text =
      std::string(kWho.at(static_cast<std::size_t>(step.state))) + " " + step.by + " " + step.at_utc.substr(0, kDay);
  text += step.reason.empty() ? "" : " (" + step.reason + ")";
  text += step.destroyed.empty() ? "" : ", folder destroyed, says " + step.destroyed;
  return text;
}

std::string line_of(const LedgerRelease& release) {
  std::string line = release.id + "  " + state_in_words(release) + "  " + to_string(release.terms.window) + "  " +
                     std::string(to_string(release.policy.tier)) + "  " + release.terms.stream + "  ";
  for (const LedgerStep& step : release.steps) {
    line += step.state == ReleaseState::draft ? "" : ", ";
    line += step_text(step);
  }
  line += release.counts ? "" : "; counts no more";
  return line + "; next window " + to_string(release.next) + "\n";
}

Outcome list_command(const Arguments& arguments) {
  Outcome outcome;
  outcome.json = {{"ledger", arguments.file}, {"releases", Json::array()}};
  for (const LedgerRelease& release : Ledger(arguments.file).list()) {
    outcome.json["releases"].push_back(to_json(release));
    outcome.text += line_of(release);
  }
  if (outcome.text.empty()) {
    outcome.text = "no releases\n";
  }
  return outcome;
}

void add_comparison(Outcome& outcome, const Arguments& arguments) {
  const auto found = Ledger(arguments.file).compare(Ledger(arguments.other));
  const std::string relation(to_string(found.relation));
  outcome.json["with"] = {{"ledger", arguments.other}, {"relation", relation}, {"common", found.common}};
  const std::string common = " (" + std::to_string(found.common) + " entries in common)\n";
  switch (found.relation) {
    case LedgerRelation::same:
      outcome.text += "the same as " + arguments.other + common;
      break;
    case LedgerRelation::ahead:
      outcome.text += "ahead of " + arguments.other + ": an older copy of it, or one whose end was cut off" + common;
      break;
    case LedgerRelation::behind:
      outcome.text += "behind " + arguments.other + ": an older copy of it, or its end was cut off" + common;
      break;
    case LedgerRelation::forked:
      outcome.text.insert(0, arguments.file + ": has forked from " + arguments.other + common);
      outcome.exit = Exit::forbidden;
      break;
  }
}

Outcome check_command(const Arguments& arguments) {
  const auto summary = Ledger(arguments.file).check(arguments.seen);
  Outcome outcome;
  outcome.json = {
      {"ledger", arguments.file}, {"entries", summary.entries}, {"releases", summary.releases}, {"head", summary.head}};
  outcome.text = "whole: " + std::to_string(summary.entries) + " entries, " + std::to_string(summary.releases) +
                 " releases\nhead " + summary.head + "\n";
  if (!arguments.other.empty()) {
    add_comparison(outcome, arguments);
  }
  return outcome;
}

Outcome advance_command(const Arguments& arguments, ReleaseState to, const Settings& settings) {
  Ledger ledger(arguments.file);
  Outcome outcome;
  publish::SteppedRelease stepped;
  if (arguments.folder.empty()) {
    stepped.release = ledger.advance(arguments.release, to, arguments.by, arguments.options);
  } else {
    stepped = publish::advance_with_folder(ledger, arguments.release, to, arguments.by, arguments.folder);
  }
  outcome.json = to_json(stepped.release);
  outcome.json["notes"] = Json::array();
  outcome.text = line_of(stepped.release);
  if (!stepped.note.empty()) {
    outcome.json["notes"].push_back(stepped.note);
    remark(settings, {stepped.note});
  }
  return outcome;
}

/// What each step asks beside who takes it.
void add_step_options(CLI::App& sub, const std::shared_ptr<Arguments>& arguments, ReleaseState to) {
  if (to == ReleaseState::withdrawn) {
    sub.add_option("--reason", arguments->options.reason, "Why, for the record")->type_name("TEXT");
    sub.add_option("--destroyed", arguments->options.destroyed,
                   "Who says that every copy of the folder was destroyed: without, or once it was approved, it counts")
        ->type_name("NAME");
    return;
  }
  sub.add_option("--folder", arguments->folder,
                 "The profile's folder, compared with what was entered: must be given to approve and to release one")
      ->type_name("DIR");
}

void add_step(CLI::App& ledger, Command& command, const std::shared_ptr<Arguments>& arguments, const char* name,
              ReleaseState to, const char* says) {
  const std::string more = to == ReleaseState::withdrawn ? " --reason \"a wrong name\"" : " --folder profile";
  const std::string help =
      std::string(says) + "\n\n  libprofile ledger " + name + " releases.ledger R1 --by \"B. Manager\"" + more + "\n";
  CLI::App* sub = ledger.add_subcommand(name, help);
  sub->add_option("file", arguments->file, "The ledger")->required()->type_name("FILE");
  sub->add_option("release", arguments->release, "Which release, as list names it: R1")->required();
  sub->add_option("--by", arguments->by, "Who does it")->required()->type_name("NAME");
  add_step_options(*sub, arguments, to);
  sub->callback([arguments, &command, to] {
    command = [arguments, to](const Settings& settings) { return advance_command(*arguments, to, settings); };
  });
}

}  // namespace

void add_ledger(CLI::App& app, Command& command) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* ledger = app.add_subcommand("ledger", kHelp);
  ledger->require_subcommand(1);
  CLI::App* list = ledger->add_subcommand("list", kListHelp);
  list->add_option("file", arguments->file, "The ledger")->required()->type_name("FILE");
  list->callback(
      [arguments, &command] { command = [arguments](const Settings&) { return list_command(*arguments); }; });
  CLI::App* check = ledger->add_subcommand("check", kCheckHelp);
  check->add_option("file", arguments->file, "The ledger")->required()->type_name("FILE");
  check->add_option("--seen", arguments->seen, "Hash of an entry that was noted before")->type_name("HASH");
  check->add_option("--with", arguments->other, "Another copy to compare with")->type_name("FILE");
  check->callback(
      [arguments, &command] { command = [arguments](const Settings&) { return check_command(*arguments); }; });
  add_step(*ledger, command, arguments, "review", ReleaseState::reviewed, "Notes that a draft was reviewed.");
  add_step(*ledger, command, arguments, "approve", ReleaseState::approved,
           "Approves a release. Whoever approves is not its author; a draft counts as reviewed by this too.");
  add_step(*ledger, command, arguments, "release", ReleaseState::released,
           "Notes that an approved release has left the room.");
  add_step(
      *ledger, command, arguments, "withdraw", ReleaseState::withdrawn,
      "Withdraws a release. It still counts, because copies may be anywhere: other numbers of the same records stay\n"
      "refused. Only a draft that was never approved counts no more, where somebody says that it was destroyed.");
}

}  // namespace libprofile::tools
