// SPDX-License-Identifier: MIT
#include "libprofile/sample/detail/people.hpp"

#include <string_view>
#include <vector>

#include "libprofile/core/parallel.hpp"
#include "libprofile/core/random.hpp"
#include "libprofile/sample/detail/draws.hpp"
#include "libprofile/sample/detail/place.hpp"
#include "libprofile/sample/detail/weighted.hpp"

namespace libprofile::sample::detail {
namespace {

constexpr std::array<double, kReferralSources.size()> kReferralShares{0.23, 0.20, 0.20, 0.12, 0.10, 0.06, 0.06, 0.03};
constexpr std::array<double, kModels.size()> kModelShares{0.18, 0.22, 0.14, 0.08, 0.06, 0.15, 0.07, 0.03, 0.03, 0.04};

/// Children's tokens and offenders' come of one bijection, so no two are the same.
Token draw_token(std::uint64_t seed, std::uint32_t person, std::uint32_t population) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const core::Philox philox(seed, core::Stream::sample);
  Token token;
  std::size_t at = 0;
  for (const std::uint32_t word : philox.words(person, static_cast<std::uint32_t>(Purpose::token), population)) {
    for (int shift = 28; shift >= 0; shift -= 4) {
      token[at++] = kDigits[word >> shift & 15U];
    }
  }
  return token;
}

/// For each district, its units weighted by residents under 18.
std::vector<Weighted> homes(const Place& place) {
  std::vector<Weighted> found;
  for (std::uint32_t d = 0; d < kDistricts; ++d) {
    std::vector<double> weights = place.areas.under_18;
    for (std::size_t unit = 0; unit < weights.size(); ++unit) {
      weights[unit] = districts(place)[unit] == d ? weights[unit] : 0.0;
    }
    found.emplace_back(std::move(weights));
  }
  return found;
}

void resize(Victims& v, std::size_t n) {
  v.token.resize(n);
  v.home_unit.resize(n);
  v.referral_day.resize(n);
  v.education_setting.resize(n);
  for (auto* column : {&v.district, &v.placement_district, &v.age_band, &v.sex, &v.care_status, &v.referral_source,
                       &v.risk_band, &v.model, &v.case_status}) {
    column->resize(n);
  }
}

void draw_victim(Victims& v, std::uint32_t i, std::uint8_t district, const Weighted& home, std::uint64_t seed) {
  Draws draws(seed, Purpose::victim, i);
  v.token[i] = draw_token(seed, i, 0);
  v.district[i] = district;
  v.home_unit[i] = home.at(draws.uniform());
  v.placement_district[i] = draws.chance(0.94) ? district : static_cast<std::uint8_t>(draws.below(kDistricts));
  v.age_band[i] = draws.pick(std::array{0.18, 0.55, 0.27});
  v.sex[i] = draws.pick(std::array{0.97, 0.03});
  v.care_status[i] = draws.pick(std::array{0.72, 0.20, 0.08});
  v.referral_source[i] = draws.pick(kReferralShares);
  v.referral_day[i] = static_cast<std::uint16_t>(draws.below(kWindowDays));
  v.risk_band[i] = draws.chance(0.80) ? kBlank : draws.pick(std::array{0.3, 0.45, 0.25});
  v.model[i] = draws.chance(0.31) ? kBlank : draws.pick(kModelShares);
  v.education_setting[i] = static_cast<std::uint16_t>(draws.chance(0.09) ? 0 : 1 + draws.below(14));
}

}  // namespace

std::array<std::uint32_t, kDistricts + 1> first_victims(std::uint32_t victims) {
  constexpr std::array<double, kDistricts> kUpTo{0.30, 0.56, 0.80, 1.0};
  std::array<std::uint32_t, kDistricts + 1> first{};
  for (std::size_t d = 0; d < kDistricts; ++d) {
    first[d + 1] = static_cast<std::uint32_t>(kUpTo[d] * victims);
  }
  return first;
}

Victims make_victims(const Place& place, const Sizes& counts, std::uint64_t seed) {
  const std::vector<Weighted> home = homes(place);
  const auto first = first_victims(counts.victims);
  Victims victims;
  resize(victims, counts.victims);
  core::parallel_for(counts.victims, [&](std::size_t i) {
    std::uint8_t district = 0;
    while (i >= first[district + 1U]) {
      ++district;
    }
    draw_victim(victims, static_cast<std::uint32_t>(i), district, home[district], seed);
    victims.case_status[i] = i < counts.open_cases ? 0 : 1;
  });
  return victims;
}

Offenders make_offenders(const Place& place, const Sizes& counts, std::uint64_t seed) {
  const Weighted home(place.areas.population);
  const std::uint32_t groups = 1 + counts.offenders / 12;
  Offenders offenders;
  offenders.token.resize(counts.offenders);
  offenders.home_unit.resize(counts.offenders);
  offenders.age_band.resize(counts.offenders);
  offenders.sex.resize(counts.offenders);
  offenders.group.resize(counts.offenders);
  core::parallel_for(counts.offenders, [&](std::size_t i) {
    const auto item = static_cast<std::uint32_t>(i);
    Draws draws(seed, Purpose::offender, item);
    offenders.token[i] = draw_token(seed, item, 1);
    offenders.home_unit[i] = home.at(draws.uniform());
    offenders.age_band[i] = draws.pick(std::array{0.2, 0.35, 0.3, 0.15});
    offenders.sex[i] = draws.pick(std::array{0.07, 0.93});
    offenders.group[i] = draws.chance(0.35) ? draws.below(groups) : kNone;
  });
  return offenders;
}

Contacts make_contacts(const Sizes& counts, std::uint64_t seed) {
  // One in eighty. Fractions of a low-discrepancy sequence spread the few referrals over sources as their shares say.
  constexpr std::uint32_t kContactsPerReferral = 80;
  constexpr double kGoldenRatio = 0.6180339887498949;
  const Weighted sources({kReferralShares.begin(), kReferralShares.end()});
  Contacts made;
  std::uint32_t referrals = 0;
  for (std::uint32_t month = 0; month < 12; ++month) {
    Draws draws(seed, Purpose::contact, month);
    for (std::uint32_t k = 0; k < counts.contacts_a_month; ++k) {
      ++made.contacts[month][sources.at(draws.uniform())];
    }
    for (; referrals < (month + 1) * counts.contacts_a_month / kContactsPerReferral; ++referrals) {
      const double turn = (referrals + 0.5) * kGoldenRatio;
      ++made.referrals[month][sources.at(turn - static_cast<std::uint32_t>(turn))];
    }
  }
  return made;
}

}  // namespace libprofile::sample::detail
