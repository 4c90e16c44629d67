// SPDX-License-Identifier: MIT
#include <charconv>
#include <cstdint>
#include <memory>
#include <string>
#include <system_error>

#include "libprofile/core/atomic_write.hpp"
#include "libprofile/sample/partnership.hpp"
#include "libprofile/sample/write_partnership.hpp"

#include "commands.hpp"

namespace libprofile::tools {
namespace {

constexpr const char* kHelp =
    "Writes the records of a partnership that does not exist, in a place that does not exist,\n"
    "with a ready profile.toml and the truth that was planted in truth.json.\n\n"
    "  libprofile sample --size 1 --seed 1 --out partnership\n";

struct Arguments {
  sample::Options options;
  std::uint32_t areas = 0;
  std::uint32_t incidents = 0;
  std::uint32_t premises = 0;
  std::string out;
  bool replaces = false;
};

Outcome sample_command(const Arguments& arguments) {
  sample::Options options = arguments.options;
  const auto set = [](std::uint32_t value, std::optional<std::uint32_t>& field) {
    if (value > 0) {
      field = value;
    }
  };
  set(arguments.areas, options.areas);
  set(arguments.incidents, options.incidents);
  set(arguments.premises, options.premises);
  const sample::Partnership made = sample::partnership(options);
  sample::write_partnership(made, arguments.out,
                            arguments.replaces ? core::IfPresent::replace : core::IfPresent::refuse);
  Outcome outcome;
  outcome.text = arguments.out + "/profile.toml\n" + arguments.out + "/truth.json\n";
  outcome.json = {{"folder", arguments.out},
                  {"areas", made.place.areas.size()},
                  {"incidents", made.incidents.size()},
                  {"premises", made.premises.size()}};
  return outcome;
}

}  // namespace

std::string why_no_seed(const std::string& text) {
  std::uint64_t seed = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
  const bool is_whole = error == std::errc() && end == text.data() + text.size();
  return is_whole ? std::string() : "must be a whole number from 0 to 18446744073709551615, such as 1";
}

void add_sample(CLI::App& app, Command& command) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* sub = app.add_subcommand("sample", kHelp);
  sub->add_option("--size", arguments->options.size, "1: 600 areas, 4,000 incidents, 6,000 premises")
      ->capture_default_str();
  sub->add_option("--seed", arguments->options.seed, "The same seed gives the same bytes")
      ->check(why_no_seed)
      ->capture_default_str();
  sub->add_option("--areas", arguments->areas, "Areas, instead of what --size gives");
  sub->add_option("--incidents", arguments->incidents, "Incidents, instead of what --size gives");
  sub->add_option("--premises", arguments->premises, "Premises, instead of what --size gives");
  sub->add_option("--out", arguments->out, "Folder to write; must be absent or empty")->required()->type_name("DIR");
  sub->add_flag("--replace", arguments->replaces, "Put the new folder in the place of an older sample");
  sub->callback([arguments, &command] {
    command = [arguments](const Settings& /*settings*/) { return sample_command(*arguments); };
  });
}

}  // namespace libprofile::tools
