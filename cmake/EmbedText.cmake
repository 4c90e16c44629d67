# Text files as string literals, so that a library carries them.
#
#   libprofile_embed_text(<target> <namespace> <output.cpp> <file>...)
#
# makes, at build time, a source that defines `std::string_view <namespace>::embedded(std::string_view file_name)` and
# adds it to the target. A file that changes is embedded anew. Run as a script (cmake -P) it writes that source.

if(CMAKE_SCRIPT_MODE_FILE AND CMAKE_SCRIPT_MODE_FILE STREQUAL CMAKE_CURRENT_LIST_FILE)
  set(entries "")
  foreach(file IN LISTS FILES)
    get_filename_component(name "${file}" NAME)
    file(READ "${file}" text)
    # What the file itself would have fetched: pictures of controls that we do not use, and maps for debuggers.
    string(REGEX REPLACE "url\\(images[^)]*\\)" "none" text "${text}")
    string(REGEX REPLACE "(//|/\\*)# sourceMappingURL=[^\r\n]*" "" text "${text}")
    string(APPEND entries "  if (file_name == \"${name}\") {\n    return R\"~embed~(${text})~embed~\";\n  }\n")
  endforeach()
  file(WRITE "${OUTPUT}" "#include <string_view>

namespace ${NAMESPACE} {

std::string_view embedded(std::string_view file_name) {
${entries}  return {};
}

}  // namespace ${NAMESPACE}
")
  return()
endif()

set(LIBPROFILE_EMBED_TEXT_SCRIPT "${CMAKE_CURRENT_LIST_FILE}")

function(libprofile_embed_text target namespace output)
  add_custom_command(
    OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" "-DOUTPUT=${output}" "-DNAMESPACE=${namespace}" "-DFILES=${ARGN}"
            -P "${LIBPROFILE_EMBED_TEXT_SCRIPT}"
    DEPENDS ${ARGN} "${LIBPROFILE_EMBED_TEXT_SCRIPT}"
    COMMENT "Embedding the pages' text"
    VERBATIM)
  # A target's sources may be listed in another folder than the one that makes the target, where commands do not reach.
  add_custom_target(${target}_embedded_text DEPENDS "${output}")
  add_dependencies(${target} ${target}_embedded_text)
  # ISO C++ asks compilers for 65,536 characters a literal; ours take any length.
  set_source_files_properties("${output}" TARGET_DIRECTORY ${target} PROPERTIES
    GENERATED TRUE COMPILE_OPTIONS "-Wno-overlength-strings")
  target_sources(${target} PRIVATE "${output}")
endfunction()
