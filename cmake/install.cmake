# Installs the program, the libraries with their headers, the scenarios and the CMake package `Liandong`.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(rooms scenario experiment store inference calibration report speed)
foreach(area sim models analysis ${rooms})
  set_target_properties(liandong_${area} PROPERTIES EXPORT_NAME ${area})
endforeach()
foreach(area sim models analysis)
  install(DIRECTORY ${area} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/liandong FILES_MATCHING PATTERN "*.h" PATTERN "*.inc")
endforeach()
list(TRANSFORM rooms PREPEND liandong_ OUTPUT_VARIABLE room_targets)
set_target_properties(liandong_options PROPERTIES EXPORT_NAME options)
install(TARGETS liandong_options liandong_sim liandong_models liandong_analysis ${room_targets} EXPORT LiandongTargets)
install(TARGETS liandong_app)
install(DIRECTORY scenarios DESTINATION ${CMAKE_INSTALL_DATADIR}/liandong)
install(FILES LICENSE README.md README.zh-CN.md DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/Liandong)
install(EXPORT LiandongTargets NAMESPACE liandong:: DESTINATION ${package_folder})
configure_package_config_file(cmake/LiandongConfig.cmake.in LiandongConfig.cmake INSTALL_DESTINATION ${package_folder})
write_basic_package_version_file(LiandongConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/LiandongConfig.cmake ${PROJECT_BINARY_DIR}/LiandongConfigVersion.cmake
  DESTINATION ${package_folder})
