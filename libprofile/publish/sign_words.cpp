// SPDX-License-Identifier: MIT
#include "libprofile/publish/detail/sign_words.hpp"

#include <algorithm>
#include <utility>

#include "libprofile/publish/detail/words.hpp"

namespace libprofile::publish::detail {
namespace {

std::string number(std::int64_t value) {
  return grouped(value);
}

std::size_t with_status(const std::vector<OutputResult>& results, Status status) {
  return static_cast<std::size_t>(
      std::count_if(results.begin(), results.end(), [status](const OutputResult& r) { return r.status == status; }));
}

std::string lead(const std::vector<OutputResult>& results) {
  const std::size_t failed = with_status(results, Status::fail);
  const std::size_t review = with_status(results, Status::review);
  const auto digits = [](std::size_t n) { return number(static_cast<std::int64_t>(n)); };
  return digits(results.size()) + (results.size() == 1 ? " file" : " files") +
         " would leave: " + digits(with_status(results, Status::pass)) + " pass by rule, " + digits(review) +
         (review == 1 ? " is" : " are") + " for you to read" +
         (failed == 0 ? "." : ", " + digits(failed) + (failed == 1 ? " fails." : " fail."));
}

std::string warning(const SignFacts& facts, const disclosure::Policy& policy) {
  if (policy.fields().tier == disclosure::Tier::internal) {
    return "This profile was made under the rules of the internal tier. It holds unprotected counts and must not leave "
           "the secure environment.";
  }
  const std::size_t failed = with_status(facts.results, Status::fail);
  return failed == 0 ? std::string()
                     : capitalised(how_many(failed, "file breaks", "files break")) + " a rule: see the reasons below.";
}

std::string rounded(const View& view) {
  return view.base() > 1 ? "Every count is rounded to a multiple of " + number(view.base()) + "." : "Counts are exact.";
}

std::string areas_withheld(const View& view) {
  const std::size_t areas = view.document.areas.size();
  return view.withheld_units == 0 ? "No area is withheld."
                                  : number(static_cast<std::int64_t>(view.withheld_units)) + " of " +
                                        number(static_cast<std::int64_t>(areas)) + " areas " +
                                        (view.withheld_units == 1 ? "is withheld." : "are withheld.");
}

/// A rule of the policy that withholds, in words; nothing where it does not apply.
std::vector<std::string> rules_that_withhold(const View& view, const disclosure::PolicyFields& fields) {
  std::vector<std::string> rules;
  if (fields.minimum_residents > 0) {
    rules.push_back("An area with fewer than " + number(fields.minimum_residents) +
                    " residents, or where nobody knows how many, is not shown at all.");
  }
  if (fields.dominance < 1.0) {
    rules.push_back("Nor is an area of whose count one person or source makes up more than " +
                    decimal(100.0 * fields.dominance, 0) + " %.");
  }
  if (fields.premises_threshold > 1 && !view.document.premises_types.empty()) {
    rules.push_back("Premises of a type are not shown where there are fewer than " + number(fields.premises_threshold) +
                    ".");
  }
  if (!rules.empty()) {
    rules.emplace_back(
        "More are withheld with them wherever they could else be worked out by subtracting; which were withheld for "
        "what is not told, since that would say something about them.");
  }
  return rules;
}

std::vector<std::string> withheld(const View& view, const disclosure::Policy& policy) {
  std::vector<std::string> texts{areas_withheld(view)};
  if (view.low_units > 0) {
    texts.push_back(capitalised(how_many(view.low_units, "area has", "areas have")) + " a count of at most " +
                    number(view.base()) + (view.low_units == 1 ? ": it is" : ": they are") +
                    " shown as such, and never ranked.");
  }
  for (std::string& rule : rules_that_withhold(view, policy.fields())) {
    texts.push_back(std::move(rule));
  }
  texts.emplace_back(
      "Never in a profile: points, addresses, homes, children’s homes, names of people, and any score of a person.");
  return texts;
}

/// The released count that leaves the fewest possible values, of areas and everything above.
std::optional<std::int64_t> narrowest_count(const Document& document) {
  std::optional<std::int64_t> least;
  for (const CountRow& row : document.counts) {
    if (row.count && (!least || *row.count < *least)) {
      least = row.count;
    }
  }
  return least;
}

std::string learns(const View& view) {
  const auto least = narrowest_count(view.document);
  if (view.base() <= 1) {
    return "Everything: counts are exact.";
  }
  return "Whoever has a table of this, and knows the rounding, that everything adds up and how many people live where, "
         "cannot tell any count closer than to " +
         number(view.base()) + " possible values" +
         (least ? ": the narrowest is a printed " + number(*least) + ", which can be " +
                      range_in_words(*least, view.base()) + "."
                : std::string("."));
}

/// What the interval audit looked at; empty where the manifest names none.
std::string audited(const Manifest& manifest) {
  const auto audit = std::find_if(manifest.methods.begin(), manifest.methods.end(),
                                  [](const Manifest::Method& m) { return m.name == "interval audit"; });
  if (audit == manifest.methods.end()) {
    return {};
  }
  const auto value = [&](std::string_view name) {
    const auto found = std::find_if(audit->parameters.begin(), audit->parameters.end(),
                                    [name](const auto& parameter) { return parameter.first == name; });
    return found == audit->parameters.end() ? std::string("0") : found->second;
  };
  return "An audit worked out, from all tables together, what is left open for each of " + value("numbers") +
         " numbers, printed or withheld. It passed limits along every sum until none moved, and solved " +
         value("programs") + " linear programs where that left a question. It refused " + value("refused") + ".";
}

std::vector<std::string> learned(const View& view, const Manifest& manifest) {
  std::vector<std::string> texts;
  if (view.base() > 1) {
    texts.emplace_back(
        "Whoever also follows how the rounding chooses can narrow some numbers further, but never so far as to be "
        "certain that somebody was counted and that they are few.");
  }
  if (std::string text = audited(manifest); !text.empty()) {
    texts.push_back(std::move(text));
  }
  texts.emplace_back(
      "Numbers that stand in several tables were looked at together. What two tables say of the same few people "
      "without "
      "sharing a number, such as their ages in one and their months in the other, is for you to think of.");
  texts.emplace_back(
      "What an attacker knows from elsewhere about one person, such as that a friend was a victim, is theirs to begin "
      "with; these files do not confirm it.");
  if (manifest.key_fingerprint == "derived from the seed" && view.base() > 1) {
    texts.emplace_back(
        "No key was given: whoever guesses the seed can undo part of the rounding. Ask for a profile made with a key.");
  }
  return texts;
}

std::string since(const SignFacts& facts) {
  if (!facts.ledger) {
    return "This profile is in no ledger, so nobody has compared it with what was released before. If anything was, "
           "ask for it to be made again with --ledger.";
  }
  if (!facts.ledger->since) {
    return "This is " + facts.ledger->release + " of its ledger. Nothing of its series was released before it.";
  }
  const disclosure::SinceLast& last = *facts.ledger->since;
  return "This is " + facts.ledger->release + " of its ledger. The release before it in its series is " + last.release +
         ", " +
         window_text(disclosure::format_day(last.window.start_day), disclosure::format_day(last.window.end_day)) +
         ". Counts of areas by category were checked together with those of every release before: no difference gives "
         "anybody away.";
}

/// What may be released next, and why nothing between.
std::string next(const Manifest& manifest) {
  if (manifest.next_window_start.empty()) {
    return {};
  }
  return "This is " + window_text(manifest.window_start, manifest.window_end) +
         ". The next window of this length that can be released is " +
         window_text(manifest.next_window_start, manifest.next_window_end) +
         ", once it has ended. One that overlaps this one would give away the difference between both.";
}

/// Until when it is valid, and whether that was past when it was made.
std::string validity(const Manifest& manifest) {
  if (manifest.valid_until.empty()) {
    return {};
  }
  const bool is_past = manifest.valid_until < manifest.created_utc.substr(0, manifest.valid_until.size());
  const std::string until = date_text(manifest.valid_until);
  return is_past ? "It was valid until " + until +
                       ", which was past when it was made: whoever gets it has to know that it is out of date."
                 : "It is valid until " + until + ". After that day, ask for a later one.";
}

std::string agreed(const Manifest& manifest) {
  if (!manifest.sharing) {
    return "No agreement on sharing was asked: whether each agency’s records may be used for this is for you to know.";
  }
  return "Every field that is used is covered by “" + manifest.sharing->policy + "” for the purpose “" +
         manifest.sharing->purpose + "”, in the " + manifest.tier + " tier, on " +
         date_text(std::string_view(manifest.created_utc).substr(0, 10)) + ".";
}

void add_commands(SignWords& words, const SignFacts& facts) {
  if (!words.warning.empty()) {
    words.decide = "There is nothing to sign here.";
    return;
  }
  words.release_commands = "libprofile verify FOLDER\n";
  if (!facts.ledger) {
    words.decide =
        "In no ledger there is nothing to approve. The line below says whether the files are still those that were "
        "made; a decision stands on this page alone, signed by somebody other than whoever made the profile.";
    return;
  }
  const std::string release = " LEDGER " + facts.ledger->release + " --by \"YOUR NAME\"";
  words.decide =
      "Whoever signs is not whoever made it: the ledger refuses the same name. Type the folder, the ledger’s file and "
      "your name into the lines below; each compares the folder with what was entered. A refused release still counts "
      "in the ledger, unless somebody answers for it that no copy of the folder is left: then add --destroyed with "
      "their name.";
  words.release_commands = "libprofile verify FOLDER --ledger LEDGER\nlibprofile ledger approve" + release +
                           " --folder FOLDER\nlibprofile ledger release" + release + " --folder FOLDER\n";
  words.refuse_commands = "libprofile ledger withdraw" + release + " --reason \"WHY\"\n";
}

}  // namespace

SignWords sign_words(const View& view, const SignFacts& facts, const disclosure::Policy& policy) {
  const Manifest& manifest = view.document.manifest;
  SignWords words;
  words.warning = warning(facts, policy);
  words.lead = lead(facts.results);
  words.sentences = {rounded(view), areas_withheld(view)};
  words.sentences.push_back(manifest.sharing ? "It keeps to an agreement on sharing."
                                             : "No agreement on sharing was asked.");
  words.sentences.push_back(facts.ledger ? "It is " + facts.ledger->release + " of its ledger."
                                         : "It is in no ledger.");
  if (std::string until = validity(manifest); !until.empty()) {
    words.sentences.push_back(std::move(until));
  }
  words.withheld = withheld(view, policy);
  words.learns = learns(view);
  words.learned = learned(view, manifest);
  words.since = since(facts);
  words.next = next(manifest);
  words.agreed = agreed(manifest);
  add_commands(words, facts);
  return words;
}

}  // namespace libprofile::publish::detail
