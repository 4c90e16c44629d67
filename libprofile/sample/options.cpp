// SPDX-License-Identifier: MIT
#include "libprofile/sample/options.hpp"

#include <algorithm>
#include <cmath>

#include "libprofile/core/error.hpp"

namespace libprofile::sample {
namespace {

constexpr std::uint32_t kFewestAreas = 40;
constexpr std::uint32_t kMostAreas = 90'000;

std::uint32_t scaled(double count, double factor, double least) {
  return static_cast<std::uint32_t>(std::llround(std::max(count * factor, least)));
}

}  // namespace

Sizes sizes(const Options& options) {
  require(options.size >= 0.1 && options.size <= 3'000.0, "size", options.size, "from 0.1 to 3000");
  Sizes n;
  n.areas = options.areas.value_or(std::min(scaled(600, options.size, kFewestAreas), kMostAreas));
  n.incidents = options.incidents.value_or(scaled(4'000, options.size, 100));
  n.premises = options.premises.value_or(scaled(6'000, options.size, 10));
  require(n.areas >= kFewestAreas && n.areas <= kMostAreas, "areas", std::int64_t{n.areas}, "from 40 to 90000");
  require(n.incidents >= 100 && n.incidents <= 100'000'000, "incidents", std::int64_t{n.incidents},
          "from 100 to 100000000");
  require(n.premises >= 10 && n.premises <= 20'000'000, "premises", std::int64_t{n.premises}, "from 10 to 20000000");
  const double factor = n.incidents / 4'000.0;
  n.victims = scaled(1'200, factor, 30);
  n.offenders = scaled(400, factor, 10);
  n.open_cases = scaled(88, factor, 1);
  n.contacts_a_month = scaled(800, factor, 20);
  return n;
}

}  // namespace libprofile::sample
