// SPDX-License-Identifier: MIT
/// @file
/// A report of raw beside released is not publicly known, whoever says so.
#include "libprofile/disclosure/fidelity.hpp"

#include "prelude.hpp"

#ifndef POSITIVE_TWIN
template <>
struct libprofile::disclosure::is_publicly_known<disclosure::Fidelity> : std::true_type {};  // must not compile
#endif

static_assert(!disclosure::PubliclyKnown<disclosure::Fidelity>);
