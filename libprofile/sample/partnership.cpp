// SPDX-License-Identifier: MIT
#include "libprofile/sample/partnership.hpp"

#include "libprofile/sample/detail/hotspots.hpp"
#include "libprofile/sample/detail/incidents.hpp"
#include "libprofile/sample/detail/lattice.hpp"
#include "libprofile/sample/detail/people.hpp"
#include "libprofile/sample/detail/place.hpp"
#include "libprofile/sample/detail/premises.hpp"

namespace libprofile::sample {

Partnership partnership(const Options& options) {
  const Sizes counts = sizes(options);
  const std::uint64_t seed = options.seed;
  const detail::Lattice lattice(counts.areas, seed);
  Partnership made;
  made.options = options;
  made.place = detail::make_place(lattice, seed);
  made.premises = detail::make_premises(lattice, made.place, counts.premises, seed);
  made.victims = detail::make_victims(made.place, counts, seed);
  made.offenders = detail::make_offenders(made.place, counts, seed);
  made.hotspots = detail::make_hotspots(lattice, made.place, made.premises, seed);
  made.incidents = detail::make_incidents(lattice, made, counts.incidents, seed);
  made.episodes = detail::make_episodes(made.place, made.victims, seed);
  made.contacts = detail::make_contacts(counts, seed);
  return made;
}

}  // namespace libprofile::sample
