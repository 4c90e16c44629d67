// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/statement.hpp"

#include <charconv>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <set>
#include <string>

#include "libprofile/core/units.hpp"
#include "libprofile/disclosure/protect.hpp"
#include "libprofile/profile/detail/distance_table.hpp"
#include "libprofile/profile/detail/limits.hpp"
#include "libprofile/profile/detail/shortest.hpp"
#include "libprofile/publish/register_date.hpp"
#include "libprofile/records/code_lists.hpp"

namespace libprofile::profile::detail {
namespace {

using Method = publish::Manifest::Method;

// How long after its window a profile is good for.
constexpr int kValidMonths = 3;

std::string valid_until(const records::TimeSpan& window) {
  std::int64_t end_s = window.end_s;
  for (int month = 0; month < kValidMonths; ++month) {
    end_s = records::parse_time_span(records::format_month(end_s))->end_s;
  }
  return records::format_date(end_s - 1);
}

std::string marking(const Options& options) {
  if (!options.marking.empty()) {
    return options.marking;
  }
  return options.policy.fields().tier == disclosure::Tier::open ? "OFFICIAL" : "OFFICIAL-SENSITIVE";
}

std::vector<std::pair<std::string, std::string>> rounding(const disclosure::Policy& policy, bool has_premises) {
  std::vector<std::pair<std::string, std::string>> bases{{"base", std::to_string(policy.rounding_base())}};
  if (has_premises) {
    bases.emplace_back("premises_base", std::to_string(policy.premises_rounding_base()));
  }
  return bases;
}

// Which records of persons count.
std::string counted_records(const records::People& people) {
  return people.referral_s.empty() ? "every record given" : "referral in the window";
}

std::optional<Method> persons_method(const Inputs& inputs) {
  Method method{"persons", {{"counted", "each once in every attribute"}}, ""};
  if (inputs.victims) {
    method.parameters.emplace_back("victims", counted_records(*inputs.victims));
  }
  if (inputs.offenders) {
    method.parameters.emplace_back("offenders", counted_records(*inputs.offenders));
  }
  return method.parameters.size() > 1 ? std::optional(method) : std::nullopt;
}

// Codes of areas where a team has been, each once: the plan follows from them.
std::string visited(const Outreach& outreach) {
  if (!outreach.visited) {
    return "not given";
  }
  std::string codes;
  for (const std::string& code : std::set<std::string>(outreach.visited->begin(), outreach.visited->end())) {
    codes += (codes.empty() ? "" : "; ") + code;
  }
  return codes.empty() ? "nowhere" : codes;
}

Method outreach_method(const Outreach& outreach) {
  std::string bands;
  for (const OutreachBand& band : outreach.bands) {
    bands += (bands.empty() ? "" : "; ") + to_string(band);
  }
  return {"outreach plan",
          {{"teams", std::to_string(outreach.teams)},
           {"hours", shortest(outreach.hours)},
           {"visit_hours", shortest(outreach.visit_hours)},
           {"bands", bands},
           {"reserved_share", shortest(outreach.reserved_share)},
           {"floor", std::to_string(outreach.floor)},
           {"speed_km_h", shortest(outreach.speed_km_h)},
           {"detour", shortest(outreach.detour)},
           {"most_areas", std::to_string(outreach.most_areas)},
           {"visited", visited(outreach)}},
          "Butt and Cavalier (1994), Comput. Oper. Res. 21, 101-111"};
}

std::string top(const AnalysisOptions& analysis) {
  return "one in " + std::to_string(analysis.top_one_in);
}

Method risks_method(const AnalysisOptions& analysis, bool has_residents) {
  return {"risks and ranks of areas",
          {{"model", "Poisson-gamma, rounding as noise"},
           {"expected", has_residents ? "by residents" : "the same in every area"},
           {"level", "0.95"},
           {"top", top(analysis)},
           {"draws", std::to_string(analysis.rank_draws)},
           {"seed of draws", "0"}},
          "Clayton and Kaldor (1987), Biometrics 43, 671-681"};
}

Method tiers_method(const AnalysisOptions& analysis) {
  const auto& [a, b, c] = analysis.tier_borders;
  return {"tiers",
          {{"by", "probability of the area to be in the top"},
           {"top", top(analysis)},
           {"A at least", shortest(a)},
           {"B at least", shortest(b)},
           {"C at least", shortest(c)}},
          "Laird and Louis (1989), J. Educ. Stat. 14, 29-46"};
}

// "0 to 50 m; 50 to 100 m; ...": bands that are bounded.
std::string bands_of_distance() {
  std::vector<std::string> names = distance_names();
  names.pop_back();
  std::string text;
  for (const std::string& name : names) {
    text += (text.empty() ? "" : "; ") + name;
  }
  return text;
}

std::vector<Method> methods(const Options& options, const AnalysisOptions& analysis, bool has_residents,
                            const Inputs& inputs) {
  const bool has_premises = inputs.premises.has_value();
  std::vector<Method> methods{
      {"controlled rounding", rounding(options.policy, has_premises), "Cox (1987), JASA 82, 520-524"},
      {"rates",
       {{"per", "1000"}, {"level", "0.95"}, {"interval", "exact below 10, Byar from 10, over the rounding"}},
       "Breslow and Day (1987), IARC 82"},
      {"empirical Bayes", {{"spread", "less what rounding adds"}}, "Marshall (1991), J. R. Stat. Soc. C 40, 283-294"},
      {"Getis-Ord Gi*",
       {{"values", has_residents ? "square roots of smoothed rates" : "square roots of counts"},
        {"weights", "queen"},
        {"permutations", std::to_string(analysis.permutations)},
        {"correction", "Benjamini-Hochberg"},
        {"level", shortest(analysis.level)}},
       "Ord and Getis (1995), Geographical Analysis 27, 286-306"},
      {"DBSCAN of neighbourhoods",
       {{"densest_share", shortest(analysis.densest_share)}},
       "Ester, Kriegel, Sander and Xu (1996), KDD-96, 226-231"}};
  if (analysis.tier != disclosure::Tier::open) {
    methods.insert(methods.begin() + 3, {risks_method(analysis, has_residents), tiers_method(analysis)});
  }
  if (has_premises) {
    const std::pair<std::string, std::string> radius{"radius_m", shortest(options.premises_radius_m)};
    methods.push_back({publish::kPremisesMethod, {radius}, "Breslow and Day (1987), IARC 82, 69"});
    if (!options.register_date.empty()) {
      methods.back().parameters.emplace_back(publish::kRegisterDate, options.register_date);
    }
    methods.push_back(
        {"premises types matched by surroundings", {radius}, "Greenland and Robins (1985), Biometrics 41, 55-68"});
    if (counts_distances(options)) {
      methods.push_back({"incidents by distance from premises types",
                         {{"bands", bands_of_distance()}},
                         "Karp, Luby and Madras (1989), J. Algorithms 10, 429-448"});
    }
    methods.push_back({"funnel of premises types",
                       {{"clusters of incidents", "from types by area"}},
                       "Jones, Ohlssen and Spiegelhalter (2008), J. Clin. Epidemiol. 61, 232-240"});
    methods.push_back({"steadied rates of premises types",
                       {{"spread", "less what rounding adds"}},
                       "Marshall (1991), J. R. Stat. Soc. C 40, 283-294"});
  }
  if (const auto persons = persons_method(inputs)) {
    methods.push_back(*persons);
  }
  if (options.outreach) {
    methods.push_back(outreach_method(*options.outreach));
  }
  return methods;
}

std::string partition(const geography::AreaSet& areas) {
  const auto kind = areas.size() > 0 ? records::gss_kind(areas.codes.front()) : std::nullopt;
  return kind ? std::string(*kind) : "areas as given";
}

std::vector<std::string> code_lists() {
  std::vector<std::string> lists;
  for (const records::CodeList& list : records::code_lists()) {
    lists.push_back(std::string(list.id) + " " + std::string(list.version));
  }
  return lists;
}

std::optional<publish::Manifest::Sharing> sharing(const Options& options, const std::optional<core::Key>& masking) {
  if (!options.sharing) {
    return std::nullopt;
  }
  const SharingPolicy& policy = options.sharing->policy;
  // Without a secret key a digest protects nothing: whoever guesses the agreement could test the guess.
  return publish::Manifest::Sharing{policy.title(),
                                    masking ? core::to_hex(masking->hmac(policy.canonical_text())) : std::string(),
                                    options.sharing->purpose};
}

}  // namespace

core::Key rounding_key(const Options& options) {
  return options.key ? options.key->derived(core::KeyUse::noise) : disclosure::key_from_seed(options.seed);
}

std::string created_utc(const Options& options) {
  if (!options.created_utc.empty()) {
    return options.created_utc;
  }
  std::int64_t epoch_s =
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  if (const char* fixed = std::getenv("SOURCE_DATE_EPOCH"); fixed != nullptr) {
    std::from_chars(fixed, fixed + std::strlen(fixed), epoch_s);
  }
  return records::format_utc(epoch_s);
}

Statement make_statement(const Inputs& inputs, const Options& options, const AnalysisOptions& analysis,
                         const records::TimeSpan& window) {
  Statement statement;
  statement.title = options.title;
  statement.tier = std::string(disclosure::to_string(options.policy.fields().tier));
  statement.marking = marking(options);
  statement.policy_hash = options.policy.hash();
  statement.key_fingerprint = options.key ? options.key->fingerprint() : "derived from the seed";
  statement.window_start = records::format_date(window.start_s);
  statement.window_end = records::format_date(window.end_s - 1);
  add_next_window(statement, options.policy);
  statement.valid_until = valid_until(window);
  statement.created_utc = created_utc(options);
  std::optional<core::Key> masking;
  if (options.key) {
    masking = options.key->derived(core::KeyUse::masking);
  }
  statement.sharing = sharing(options, masking);
  statement.crs = inputs.crs;
  statement.partition = partition(inputs.areas);
  statement.vintage = options.vintage;
  statement.code_lists = code_lists();
  statement.sources.emplace_back("incidents");
  // A key that follows from the printed seed protects no digest: whoever guesses the records could test the guess.
  statement.input_hmacs.push_back(masking ? input_hmac(inputs.incidents, *masking) : std::string());
  if (inputs.premises) {
    statement.sources.emplace_back("premises");
    statement.input_hmacs.push_back(masking ? input_hmac(*inputs.premises, *masking) : std::string());
  }
  const auto add_people = [&](const char* name, const std::optional<records::People>& people) {
    if (people) {
      statement.sources.emplace_back(name);
      statement.input_hmacs.push_back(masking ? input_hmac(*people, *masking) : std::string());
    }
  };
  add_people("victims", inputs.victims);
  add_people("offenders", inputs.offenders);
  for (const SourceReport& source : inputs.sources) {
    if (!source.transformation.empty()) {
      statement.transformations.push_back(source.source + ": " + source.transformation);
    }
  }
  statement.counted = options.counts == geography::CountOf::records ? "records" : "persons";
  statement.methods = methods(options, analysis, !inputs.areas.population.empty(), inputs);
  // A seed that the rounding's ties follow from stays inside: with it they could be undone.
  if (options.key || options.policy.rounding_base() == 1) {
    statement.seed = options.seed;
  }
  statement.repaired_areas = inputs.areas.repaired;
  statement.repaired_on_lattice = inputs.areas.repaired_on_lattice;
  statement.limits = limits(options, inputs);
  if (inputs.premises) {
    statement.limits.push_back(register_limit(statement));
  }
  statement.listed = options.categories.empty() ? ListedCategories::above_nothing : ListedCategories::all;
  statement.base = options.policy.rounding_base();
  statement.premises_base = options.policy.premises_rounding_base();
  statement.threshold = options.policy.fields().threshold;
  return statement;
}

}  // namespace libprofile::profile::detail
