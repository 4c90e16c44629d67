// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "libprofile/publish/detail/how.hpp"
#include "libprofile/publish/detail/html.hpp"
#include "libprofile/publish/detail/page_parts.hpp"
#include "libprofile/publish/detail/sign_words.hpp"
#include "libprofile/publish/detail/words.hpp"
#include "libprofile/publish/sign_page.hpp"

namespace libprofile::publish {
namespace detail {
namespace {

constexpr std::int64_t kKilobyte = 1000;

/// "Under 10 kB" and so on: a size tells no more than what a file of so many rows has.
std::string_view size_class(std::int64_t bytes) {
  constexpr std::array<std::pair<std::int64_t, std::string_view>, 4> kClasses{{{10 * kKilobyte, "under 10 kB"},
                                                                               {100 * kKilobyte, "10 to 100 kB"},
                                                                               {1000 * kKilobyte, "100 kB to 1 MB"},
                                                                               {10'000 * kKilobyte, "1 to 10 MB"}}};
  const auto found = std::find_if(kClasses.begin(), kClasses.end(), [bytes](const auto& c) { return bytes < c.first; });
  return found == kClasses.end() ? "over 10 MB" : found->second;
}

std::string bytes_of(const SignFacts& facts, const std::string& path) {
  const auto found =
      std::find_if(facts.files.begin(), facts.files.end(), [&](const Artefact& file) { return file.path == path; });
  return found == facts.files.end() ? std::string("–") : std::string(size_class(found->bytes));
}

std::string number_or_none(const std::optional<std::size_t>& number) {
  return number ? grouped(static_cast<std::int64_t>(*number)) : std::string("–");
}

std::string column(std::string_view name, std::string_view how, std::string_view css = {}) {
  return "<th scope=\"col\" data-how=\"" + std::string(how) + "\"" +
         (css.empty() ? "" : " class=\"" + std::string(css) + "\"") + ">" + escaped(name);
}

std::string files_table(const SignFacts& facts) {
  std::string html = "<table class=\"data plain files\"><caption>Files that leave</caption><thead><tr>" +
                     column("File", "files") + column("Verdict", "verdicts", "t") + column("What it is", "files", "t") +
                     column("Rows", "files") + column("Numbers", "files") + column("Rows withheld", "withheld") +
                     column("Size", "files") + "</thead><tbody>\n";
  for (const OutputResult& result : facts.results) {
    html += "<tr><th scope=\"row\"><code>" + escaped(result.path) +
            "</code></th><td class=\"t\"><span class=\"verdict " + std::string(to_string(result.status)) + "\">" +
            std::string(verdict_word(result.status)) + "</span><td class=\"t wide\">" +
            escaped(what_file_is(result.path));
    append_cell(html, number_or_none(result.rows));
    append_cell(html, number_or_none(result.numbers));
    append_cell(html, number_or_none(result.withheld_rows));
    append_cell(html, bytes_of(facts, result.path));
    html += "\n";
  }
  return html + "</tbody></table>";
}

/// Each reason for which a file does not pass, with the files that it is of.
std::vector<std::string> causes(const std::vector<OutputResult>& results) {
  std::vector<std::pair<std::string, std::vector<std::string>>> by_reason;
  for (const OutputResult& result : results) {
    for (const std::string& reason : result.status == Status::pass ? std::vector<std::string>() : result.reasons) {
      auto found = std::find_if(by_reason.begin(), by_reason.end(), [&](const auto& r) { return r.first == reason; });
      if (found == by_reason.end()) {
        found = by_reason.insert(by_reason.end(), {reason, {}});
      }
      found->second.push_back(result.path);
    }
  }
  std::vector<std::string> texts;
  for (const auto& [reason, paths] : by_reason) {
    texts.push_back(enumerated(paths) + ": " + reason + ".");
  }
  return texts;
}

std::string ranges_table(const View& view) {
  const std::int64_t base = view.base();
  if (base <= 1) {
    return {};
  }
  std::string html = "<table class=\"data short\"><caption>What a printed number stands for</caption><thead><tr>" +
                     column("Printed", "counts", "t") + column("What it can stand for", "ranges", "t");
  const bool has_premises = !view.document.premises_types.empty();
  const std::int64_t premises = view.premises_base();
  html += has_premises && premises != base ? column("As a number of premises", "ranges", "t") : "";
  html += "</thead><tbody>\n";
  for (std::int64_t step = 0; step <= 3; ++step) {
    html += "<tr><th scope=\"row\" class=\"t\">" + grouped(step * base) + "<td class=\"t\">" +
            escaped(range_in_words(step * base, base));
    if (has_premises && premises != base) {
      html += "<td class=\"t\">" + escaped(step * base % premises == 0 ? range_in_words(step * base, premises) : "–");
    }
  }
  return html + "</tbody></table>";
}

std::string changes_table(const disclosure::SinceLast& since, std::int64_t base) {
  const auto row = [](const std::string& what, const std::string& number) {
    return "<tr><th scope=\"row\">" + escaped(what) + "<td>" + escaped(number) + "\n";
  };
  const auto total = [base](std::int64_t count) {
    return count == disclosure::kWithheld ? std::string("withheld") : count_text(count, base);
  };
  const auto areas = [](std::size_t n) { return grouped(static_cast<std::int64_t>(n)); };
  return "<table class=\"data short plain\"><caption>This release and the last</caption><thead><tr>" +
         column("What", "changes") + column("Number", "changes") + "</thead><tbody>\n" +
         row("Counted over everything, then", total(since.total_then)) +
         row("Counted over everything, now", total(since.total_now)) +
         row("Areas that both releases show", areas(since.compared)) +
         row("of these certainly higher now, whatever the rounding did", areas(since.more)) +
         row("of these certainly lower now", areas(since.fewer)) + "</tbody></table>";
}

void add_sign_parts(Parts& parts, const View& view, const SignFacts& facts, const disclosure::Policy& policy) {
  parts.text["page"] = "For whoever signs";
  parts.text["audience"] = "sign";
  leave_script_out(parts);
  SignWords words = sign_words(view, facts, policy);
  parts.text["warning"] = words.warning;
  parts.text["lead"] = words.lead;
  parts.lists["sentences"] = std::move(words.sentences);
  parts.html["files"] = files_table(facts);
  parts.lists["causes"] = causes(facts.results);
  parts.lists["withheld"] = std::move(words.withheld);
  parts.text["learns"] = words.learns;
  parts.html["ranges"] = ranges_table(view);
  parts.lists["learned"] = std::move(words.learned);
  parts.text["since"] = words.since;
  parts.text["next"] = words.next;
  if (facts.ledger && facts.ledger->since) {
    parts.html["changes"] = changes_table(*facts.ledger->since, view.base());
  }
  parts.text["agreed"] = words.agreed;
  parts.text["decide"] = words.decide;
  parts.text["release_commands"] = words.release_commands;
  parts.text["refuse_commands"] = words.refuse_commands;
  parts.html["summary_how"] = how_line({"verdicts", "withheld", "audit"});
  parts.html["withheld_how"] = how_line({"withheld"});
  parts.html["learned_how"] = how_line({"ranges", "audit"});
  add_hows(parts);
}

}  // namespace

std::string render_sign(const Document& document, const disclosure::Policy& policy, const SignFacts& facts) {
  const View view = make_view(document);
  Parts parts = common_parts(view, Audience::analyst);
  add_sign_parts(parts, view, facts, policy);
  return fill_template(parts, "sign.mustache");
}

}  // namespace detail

Page render_sign_page(const disclosure::Protected<Document>& document, const SignFacts& facts) {
  return {kSignPage, detail::render_sign(document.value(), document.policy(), facts)};
}

}  // namespace libprofile::publish
