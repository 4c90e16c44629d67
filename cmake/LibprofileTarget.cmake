# What every target of ours shares: the language level, warnings, and arithmetic that gives the same bits everywhere.
function(libprofile_target_defaults target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  set_target_properties(${target} PROPERTIES
    CXX_EXTENSIONS OFF
    CXX_VISIBILITY_PRESET hidden
    VISIBILITY_INLINES_HIDDEN ON
    POSITION_INDEPENDENT_CODE ON)
  # A fused multiply-add rounds once where two instructions round twice: decisions must not depend on the machine.
  target_compile_options(${target} PRIVATE
    -ffp-contract=off -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
    $<$<BOOL:${LIBPROFILE_WERROR}>:-Werror>)
endfunction()

# Standard headers that most sources include, parsed once a target: half of what a median file costs to compile. Sources
# still include what they use; the presets fuzz and tidy build without, so that a missing include shows.
function(libprofile_precompile_standard_headers target)
  target_precompile_headers(${target} PRIVATE
    <algorithm> <array> <cmath> <cstddef> <cstdint> <filesystem> <functional> <limits> <map> <memory> <numeric>
    <optional> <set> <span> <string> <string_view> <tuple> <utility> <vector> ${ARGN})
  # GCC 12 warns inside std::string of copies that overlap, which they do not (its bug 105651); a precompiled header does
  # not keep that this is the system's text.
  target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
endfunction()
