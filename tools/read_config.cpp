// SPDX-License-Identifier: MIT
#include <cmath>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/io/expand_paths.hpp"
#include "libprofile/profile/read_policy.hpp"
#include "libprofile/profile/toml_table.hpp"
#include "libprofile/records/time.hpp"

#include "config.hpp"
#include "read_outreach.hpp"

namespace libprofile::tools {
namespace {

namespace fs = std::filesystem;
using profile::TomlTable;

std::vector<std::string> files_of(TomlTable& table, const fs::path& base) {
  return io::expand_paths(table.required_texts("files"), base);
}

io::Encoding encoding_of(TomlTable& table) {
  const std::string name = table.text("encoding").value_or("utf-8");
  if (name != "utf-8" && name != "latin-1") {
    table.fail("encoding", "must be \"utf-8\" or \"latin-1\"");
  }
  return name == "latin-1" ? io::Encoding::latin_1 : io::Encoding::utf_8;
}

DecimalMark decimal_of(TomlTable& table) {
  const std::string name = table.text("decimal").value_or("point");
  if (name != "point" && name != "comma") {
    table.fail("decimal", "must be \"point\" or \"comma\"");
  }
  return name == "comma" ? DecimalMark::comma : DecimalMark::point;
}

/// `[incidents.values.origin]`: the source's codes and what they stand for.
void read_translations(TomlTable& table, PointSource& source) {
  std::optional<TomlTable> values = table.table("values");
  if (!values) {
    return;
  }
  for (const auto& [field, column] : source.mapping.columns) {
    std::map<std::string, std::string> translation = values->text_map(field);
    if (!translation.empty()) {
      source.mapping.translations.emplace(field, std::move(translation));
    }
  }
  values->finish();
}

PointSource read_points(TomlTable& table, records::Kind kind, const fs::path& base) {
  PointSource source;
  source.mapping.kind = kind;
  source.files = files_of(table, base);
  source.layer = table.text("layer").value_or("");
  source.crs = table.text("crs").value_or("");
  source.encoding = encoding_of(table);
  source.decimal = decimal_of(table);
  source.mapping.x = table.text("x").value_or("");
  source.mapping.y = table.text("y").value_or("");
  source.mapping.columns = table.text_map("columns");
  source.mapping.constants = table.text_map("constants");
  source.mapping.crosswalk = table.text("crosswalk").value_or("");
  read_translations(table, source);
  return source;
}

geography::CountOf read_counts(TomlTable& table) {
  const std::string name = table.text("counts").value_or("records");
  if (name != "records" && name != "persons") {
    table.fail("counts", "must be \"records\" or \"persons\"");
  }
  return name == "persons" ? geography::CountOf::persons : geography::CountOf::records;
}

void read_incidents(TomlTable& file, const fs::path& base, Config& config) {
  std::vector<TomlTable> tables = file.tables("incidents");
  if (tables.empty()) {
    file.fail("incidents", "is missing: a table [incidents] with files, columns, x, y and crs");
  }
  for (std::size_t i = 0; i < tables.size(); ++i) {
    TomlTable& table = tables[i];
    PointSource source = read_points(table, records::Kind::incident, base);
    source.name = tables.size() == 1 ? "incidents" : "incidents " + std::to_string(i + 1);
    const geography::CountOf counts = read_counts(table);
    if (i > 0 && counts != config.options.counts) {
      table.fail("counts", "must be the same for all sources of incidents");
    }
    config.options.counts = counts;
    if (counts == geography::CountOf::persons && source.mapping.columns.count("person") == 0 &&
        source.mapping.constants.count("person") == 0) {
      table.fail("columns", "must map person, since counts = \"persons\"");
    }
    std::vector<std::string> categories = table.texts("categories");
    if (i > 0 && categories != config.options.categories) {
      table.fail("categories", "must be the same for all sources of incidents: they select from all of them");
    }
    config.options.categories = std::move(categories);
    table.finish();
    records::validate(source.mapping, table.file() + " " + table.name());
    config.incidents.push_back(std::move(source));
  }
}

io::PopulationSource read_population(TomlTable& table, const fs::path& base) {
  io::PopulationSource population;
  population.file = io::expand_paths({table.required_text("file")}, base).front();
  population.code = table.required_text("code");
  population.count = table.required_text("count");
  population.under_18 = table.text("under_18").value_or("");
  table.finish();
  return population;
}

void read_areas(TomlTable& file, const fs::path& base, Config& config) {
  std::optional<TomlTable> table = file.table("areas");
  if (!table) {
    file.fail("areas", "is missing: a table [areas] with files and code");
  }
  config.areas.files = files_of(*table, base);
  config.areas.code = table->required_text("code");
  config.areas.name = table->text("name").value_or("");
  config.areas.parents = table->texts("parent");
  config.areas.parent_names = table->texts("parent_name");
  if (!config.areas.parent_names.empty() && config.areas.parent_names.size() != config.areas.parents.size()) {
    table->fail("parent_name", "must name a column for each of parent, or be left out");
  }
  config.options.vintage = table->text("vintage").value_or("");
  config.options.assured_residents = table->integer("assured_residents").value_or(0);
  if (config.options.assured_residents < 0) {
    table->fail("assured_residents", "must be at least 0");
  }
  config.areas.crs = table->text("crs").value_or("");
  config.areas.layer = table->text("layer").value_or("");
  config.areas.repair = table->truth("repair").value_or(false) ? io::Repair::make_valid : io::Repair::refuse;
  config.areas.allow = config.allow;
  if (std::optional<TomlTable> population = table->table("population")) {
    config.areas.population = read_population(*population, base);
  }
  table->finish();
}

void read_premises(TomlTable& file, const fs::path& base, Config& config) {
  std::optional<TomlTable> table = file.table("premises");
  if (!table) {
    return;
  }
  PointSource source = read_points(*table, records::Kind::premises, base);
  source.name = "premises";
  config.options.premises_radius_m = table->number("radius_m").value_or(config.options.premises_radius_m);
  if (!(config.options.premises_radius_m > 0.0) || std::isinf(config.options.premises_radius_m)) {
    table->fail("radius_m", "must be above 0");
  }
  config.options.register_date = table->date("register_date").value_or("");
  if (!config.options.register_date.empty() && !records::parse_time_span(config.options.register_date)) {
    table->fail("register_date", "must be a day or a month that exists, such as 2018-01-31");
  }
  table->finish();
  records::validate(source.mapping, table->file() + " " + table->name());
  config.premises = std::move(source);
}

std::optional<PointSource> read_people(TomlTable& file, const char* name, records::Kind kind, const fs::path& base) {
  std::optional<TomlTable> table = file.table(name);
  if (!table) {
    return std::nullopt;
  }
  PointSource source = read_points(*table, kind, base);
  source.name = name;
  if (!source.mapping.x.empty() || !source.mapping.y.empty()) {
    table->fail("x", "is not read here: homes are areas (home_area), never points");
  }
  table->finish();
  records::validate(source.mapping, table->file() + " " + table->name());
  return source;
}

std::int32_t read_permutations(TomlTable& table, std::int32_t otherwise) {
  const std::int64_t count = table.integer("permutations").value_or(otherwise);
  if (count < 0 || count > 999'999) {
    table.fail("permutations", "must be 0 to 999999");
  }
  return static_cast<std::int32_t>(count);
}

profile::Window read_window(TomlTable& table) {
  profile::Window window{table.required_date("start"), table.required_date("end")};
  table.finish();
  for (const auto& [key, day] : {std::pair{"start", &window.start}, std::pair{"end", &window.end}}) {
    if (!records::parse_time_span(*day)) {
      table.fail(key, "must be a day or a month that exists, such as 2018-01-01");
    }
  }
  if (records::parse_time_span(window.end)->end_s <= records::parse_time_span(window.start)->start_s) {
    table.fail("end", "must be after the start");
  }
  return window;
}

double read_share(TomlTable& table, const char* key, double otherwise) {
  const double share = table.number(key).value_or(otherwise);
  if (!(share >= 0.0 && share <= 1.0)) {
    table.fail(key, "must be a share from 0 to 1");
  }
  return share;
}

void read_profile(TomlTable& file, const fs::path& base, Config& config, std::string& tier) {
  std::optional<TomlTable> table = file.table("profile");
  if (!table) {
    file.fail("profile", "is missing: a table [profile] with title, tier and window");
  }
  profile::Options& options = config.options;
  options.title = table->text("title").value_or(options.title);
  options.marking = table->text("marking").value_or("");
  config.crs = table->text("crs").value_or(config.crs);
  tier = table->text("tier").value_or("partner");
  if (tier != "internal" && tier != "partner" && tier != "public") {
    table->fail("tier", "must be \"internal\", \"partner\" or \"public\"");
  }
  const std::int64_t seed = table->integer("seed").value_or(0);
  if (seed < 0) {
    table->fail("seed", "must be at least 0");
  }
  options.seed = static_cast<std::uint64_t>(seed);
  options.rejected_at_most = read_share(*table, "rejected_at_most", options.rejected_at_most);
  options.permutations = read_permutations(*table, options.permutations);
  if (std::optional<TomlTable> window = table->table("window")) {
    options.window = read_window(*window);
  }
  if (const std::optional<std::string> key = table->text("key")) {
    options.key = core::Key::from_file(base / *key);
  }
  table->finish();
}

std::optional<profile::Sharing> read_sharing(TomlTable& file, const fs::path& base) {
  std::optional<TomlTable> table = file.table("sharing");
  if (!table) {
    return std::nullopt;
  }
  const std::string policy = io::expand_paths({table->required_text("file")}, base).front();
  profile::Sharing sharing{profile::SharingPolicy::from_file(policy), table->required_text("purpose"),
                           table->text_map("agencies")};
  table->finish();
  try {
    profile::validate(sharing);
  } catch (const InvalidArgument& error) {
    table->fail("purpose or agencies", error.what());
  }
  return sharing;
}

}  // namespace

Config read_config(const fs::path& path, const std::vector<std::string>& allow) {
  const fs::path base = path.parent_path();
  TomlTable file = TomlTable::from_file(path.string());
  Config config;
  config.path = path;
  config.allow = allow;
  std::string tier;
  read_profile(file, base, config, tier);
  config.options.policy = profile::read_policy(file, tier);
  config.options.sharing = read_sharing(file, base);
  config.options.outreach = read_outreach(file, base, allow);
  read_incidents(file, base, config);
  read_areas(file, base, config);
  read_premises(file, base, config);
  config.victims = read_people(file, "victims", records::Kind::victim, base);
  config.offenders = read_people(file, "offenders", records::Kind::offender, base);
  file.finish();
  return config;
}

}  // namespace libprofile::tools
