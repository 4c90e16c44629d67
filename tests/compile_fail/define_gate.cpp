// SPDX-License-Identifier: MIT
/// @file
/// There is one gate, and no second class can take its name.
#include "prelude.hpp"

namespace libprofile::disclosure {
#ifdef POSITIVE_TWIN
class Doorway {};
#else
class Gate {};  // must not compile
#endif
}  // namespace libprofile::disclosure
