# What `cmake --install` lays down, so that `find_package(libprofile CONFIG)` works elsewhere.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(libprofile_config_dir ${CMAKE_INSTALL_LIBDIR}/cmake/libprofile)

install(TARGETS libprofile EXPORT libprofile-targets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
  FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT libprofile-targets NAMESPACE libprofile:: DESTINATION ${libprofile_config_dir})

if(TARGET libprofile_io)
  set_target_properties(libprofile_io PROPERTIES EXPORT_NAME io)
  install(TARGETS libprofile_io EXPORT libprofile-io-targets
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
    FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
  install(EXPORT libprofile-io-targets NAMESPACE libprofile:: DESTINATION ${libprofile_config_dir})
endif()

configure_package_config_file(
  "${PROJECT_SOURCE_DIR}/cmake/libprofileConfig.cmake.in" "${PROJECT_BINARY_DIR}/libprofileConfig.cmake"
  INSTALL_DESTINATION ${libprofile_config_dir})
write_basic_package_version_file(
  "${PROJECT_BINARY_DIR}/libprofileConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(FILES
  "${PROJECT_SOURCE_DIR}/cmake/FindCbc.cmake"
  "${PROJECT_BINARY_DIR}/libprofileConfig.cmake" "${PROJECT_BINARY_DIR}/libprofileConfigVersion.cmake"
  DESTINATION ${libprofile_config_dir})
