# COIN-OR's Cbc with the parts that it stands on, as Cbc::Cbc. Its own pkg-config file asks for the development files of
# LAPACK and others, which nobody needs who links the shared libraries.
find_path(Cbc_INCLUDE_DIR CbcModel.hpp PATH_SUFFIXES coin)
set(cbc_libraries)
foreach(part Cbc Cgl OsiClp Osi Clp CoinUtils)
  find_library(Cbc_${part}_LIBRARY ${part})
  list(APPEND cbc_libraries Cbc_${part}_LIBRARY)
endforeach()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Cbc REQUIRED_VARS ${cbc_libraries} Cbc_INCLUDE_DIR)

if(Cbc_FOUND AND NOT TARGET Cbc::Cbc)
  add_library(Cbc::Cbc INTERFACE IMPORTED)
  target_include_directories(Cbc::Cbc SYSTEM INTERFACE "${Cbc_INCLUDE_DIR}")
  foreach(library ${cbc_libraries})
    target_link_libraries(Cbc::Cbc INTERFACE "${${library}}")
  endforeach()
endif()
mark_as_advanced(Cbc_INCLUDE_DIR ${cbc_libraries})
