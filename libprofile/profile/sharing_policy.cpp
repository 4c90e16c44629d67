// SPDX-License-Identifier: MIT
#include "libprofile/profile/sharing_policy.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/core/read_file.hpp"
#include "libprofile/profile/detail/sharing_rules.hpp"
#include "libprofile/profile/toml_table.hpp"
#include "libprofile/records/field_uses.hpp"
#include "libprofile/records/suggest.hpp"
#include "libprofile/records/time.hpp"

namespace libprofile::profile {
namespace {

using disclosure::Tier;
using records::kNoHandling;

constexpr std::size_t kMostRules = 1000;
constexpr std::size_t kLargestFile = 1U << 20U;
constexpr std::size_t kLongestName = 120;
/// What a rule covers that does not say which handling codes: none, UK partners that do not prosecute, lawful sharing.
constexpr std::string_view kUsualHandling{"\0002P", 3};

bool is_among(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void require_name(const TomlTable& table, const std::string& key, const std::string& name) {
  const bool is_plain =
      std::none_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; });
  if (name.empty() || name.size() > kLongestName || !is_plain) {
    table.fail(key,
               "must be of 1 to " + std::to_string(kLongestName) + " characters, none of them a line break or tab");
  }
}

std::vector<std::string> sorted_names(TomlTable& table, const std::string& key) {
  std::vector<std::string> names = table.required_texts(key);
  std::sort(names.begin(), names.end());
  for (std::size_t i = 0; i < names.size(); ++i) {
    require_name(table, key, names[i]);
    if (i > 0 && names[i] == names[i - 1]) {
      table.fail(key, "has '" + names[i] + "' twice; keep one");
    }
  }
  return names;
}

/// Names that the agreement itself lists.
std::vector<std::string> listed_names(TomlTable& rule, const std::string& key, const std::vector<std::string>& listed,
                                      const std::string& list) {
  std::vector<std::string> names = sorted_names(rule, key);
  for (const std::string& name : names) {
    if (!is_among(listed, name)) {
      rule.fail(key, "'" + name + "' is not among " + list + " of [agreement]; add it there, or " +
                         records::did_you_mean(name, listed));
    }
  }
  return names;
}

std::vector<std::string> field_names(TomlTable& rule) {
  std::vector<std::string> names = sorted_names(rule, "field");
  for (const std::string& name : names) {
    if (!detail::is_shared_field(name)) {
      rule.fail("field",
                "'" + name + "' is no field of the schema; " + records::did_you_mean(name, detail::shared_fields()));
    }
  }
  if (names.size() > 1 && is_among(names, "all")) {
    rule.fail("field", "says 'all' beside other fields; keep one or the other");
  }
  return names;
}

std::vector<Tier> tiers_of(TomlTable& rule) {
  std::vector<Tier> tiers;
  for (const std::string& name : sorted_names(rule, "tier")) {
    if (name != "internal" && name != "partner" && name != "public") {
      rule.fail("tier", "'" + name + "' is no tier; there are: internal, partner, public");
    }
    tiers.push_back(disclosure::tier_from(name));
  }
  std::sort(tiers.begin(), tiers.end());
  return tiers;
}

/// First or last day of what is written: a day, or a month.
std::string day_of(TomlTable& rule, const std::string& key, bool is_last) {
  const std::string text = rule.required_date(key);
  const auto span = records::parse_time_span(text);
  if (!span || text.size() > 10 || span->end_s == span->start_s) {
    rule.fail(key, "must be a day or a month that exists, of the years 1972 to 2099, such as 2024-04-01");
  }
  return records::format_date(is_last ? span->end_s - 1 : span->start_s);
}

std::string handling_of(TomlTable& rule, SharingRule::Effect effect) {
  const std::vector<std::string> given = rule.texts("handling");
  if (given.empty()) {
    return effect == SharingRule::Effect::allow ? std::string(kUsualHandling) : detail::all_handling();
  }
  if (effect == SharingRule::Effect::refuse) {
    rule.fail("handling", "belongs to [[allow]]: what is refused is refused under every code");
  }
  std::string codes;
  for (const std::string& name : given) {
    const char code = name == "none" ? kNoHandling : (name.size() == 1 ? name.front() : '?');
    if (detail::all_handling().find(code) == std::string::npos) {
      rule.fail("handling", "'" + name + "' is no handling code; there are: 1, 2, 3, 4, 5 (5x5x5), P, C (3x5x2), none");
    }
    codes += code;
  }
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  return codes;
}

void require_handling_fits(const TomlTable& table, const SharingRule& rule) {
  for (const Tier tier : rule.tiers) {
    for (const char code : rule.handling) {
      const std::string why = detail::why_never(code, tier);
      if (rule.effect == SharingRule::Effect::allow && !why.empty()) {
        table.fail("handling", std::string(1, code) + " means " + why + ", and so cannot be allowed in the " +
                                   std::string(disclosure::to_string(tier)) + " tier; take it out");
      }
    }
  }
}

SharingRule read_rule(TomlTable& table, SharingRule::Effect effect, const SharingPolicy& policy) {
  SharingRule rule;
  rule.effect = effect;
  rule.agencies = listed_names(table, "agency", policy.agencies(), "the agencies");
  rule.fields = field_names(table);
  rule.purposes = listed_names(table, "purpose", policy.purposes(), "the purposes");
  rule.tiers = tiers_of(table);
  rule.from = day_of(table, "from", false);
  rule.until = day_of(table, "until", true);
  if (rule.until < rule.from) {
    table.fail("until", "is before from; exchange the two days");
  }
  rule.handling = handling_of(table, effect);
  rule.line = table.line();
  table.finish();
  require_handling_fits(table, rule);
  return rule;
}

}  // namespace

SharingPolicy SharingPolicy::from_text(std::string_view text, const std::string& file) {
  TomlTable whole = TomlTable::from_text(text, file);
  SharingPolicy policy;
  policy.file_ = file;
  std::optional<TomlTable> agreement = whole.table("agreement");
  if (!agreement) {
    whole.fail("agreement", "is missing: a table [agreement] with title, agencies and purposes");
  }
  policy.title_ = agreement->required_text("title");
  require_name(*agreement, "title", policy.title_);
  policy.agencies_ = sorted_names(*agreement, "agencies");
  policy.purposes_ = sorted_names(*agreement, "purposes");
  agreement->finish();
  for (const auto& [key, effect] :
       {std::pair{"allow", SharingRule::Effect::allow}, std::pair{"refuse", SharingRule::Effect::refuse}}) {
    for (TomlTable& table : whole.tables(key)) {
      if (policy.rules_.size() == kMostRules) {
        table.fail("agency",
                   "is a rule too many: there may be 1000; list several agencies, fields and purposes in one");
      }
      policy.rules_.push_back(read_rule(table, effect, policy));
    }
  }
  whole.finish();
  std::stable_sort(policy.rules_.begin(), policy.rules_.end(),
                   [](const SharingRule& a, const SharingRule& b) { return a.line < b.line; });
  detail::require_consistent(policy);
  return policy;
}

std::string SharingPolicy::canonical_text() const {
  const auto list = [](std::string_view name, const std::vector<std::string>& values) {
    std::string line(name);
    for (const std::string& value : values) {
      line.append("\t").append(value);
    }
    return line + "\n";
  };
  std::string text = list("title", {title_}) + list("agencies", agencies_) + list("purposes", purposes_);
  std::vector<std::string> lines;
  for (const SharingRule& rule : rules_) {
    std::string line = rule.effect == SharingRule::Effect::allow ? "allow\n" : "refuse\n";
    line += list("agency", rule.agencies) + list("field", rule.fields) + list("purpose", rule.purposes) + "tier";
    for (const Tier tier : rule.tiers) {
      line.append("\t").append(disclosure::to_string(tier));
    }
    line += "\n" + list("days", {rule.from, rule.until}) + list("handling", {handling_text(rule.handling)});
    lines.push_back(std::move(line));
  }
  std::sort(lines.begin(), lines.end());
  for (const std::string& line : lines) {
    text += line;
  }
  return text;
}

SharingPolicy SharingPolicy::from_file(const std::filesystem::path& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (!error && size > kLargestFile) {
    throw InputError(path.string() + ": is larger than a megabyte; is it a sharing policy?");
  }
  return from_text(core::read_file(path), path.string());
}

}  // namespace libprofile::profile
