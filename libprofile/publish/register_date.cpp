// SPDX-License-Identifier: MIT
#include "libprofile/publish/register_date.hpp"

#include "libprofile/publish/detail/words.hpp"

namespace libprofile::publish {

std::string register_date(const Manifest& manifest) {
  for (const Manifest::Method& method : manifest.methods) {
    for (const auto& [name, value] : method.parameters) {
      if (method.name == kPremisesMethod && name == kRegisterDate) {
        return value;
      }
    }
  }
  return {};
}

RegisterAge register_age(const Manifest& manifest) {
  const std::string made = register_date(manifest);
  if (made.empty()) {
    return RegisterAge::not_known;
  }
  // Dates of one form are in order of their text; a month is compared with those that the window begins and ends in.
  if (made < manifest.window_start.substr(0, made.size())) {
    return RegisterAge::older;
  }
  return made > manifest.window_end.substr(0, made.size()) ? RegisterAge::newer : RegisterAge::of_the_window;
}

std::string register_outside_window(const Manifest& manifest) {
  const RegisterAge age = register_age(manifest);
  if (age != RegisterAge::older && age != RegisterAge::newer) {
    return {};
  }
  const std::string made = register_date(manifest);
  const bool is_month = made.size() < manifest.window_start.size();
  const std::string when = is_month
                               ? std::string(detail::month_name(std::stoi(made.substr(5, 2)))) + " " + made.substr(0, 4)
                               : detail::date_text(made);
  return "the register of premises is of " + when + ", the incidents are of " +
         detail::window_text(manifest.window_start, manifest.window_end) +
         ": premises that opened or closed between are counted wrongly";
}

}  // namespace libprofile::publish
