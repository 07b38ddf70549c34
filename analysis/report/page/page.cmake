# Builds the pages of studies, explorations, `liandong bench` and claims into the build tree and hands them to page.cpp. Nothing
# is written into the source tree. They need npm's packages, from its cache or a network; the program does without pages
# if there are none, the tests do not.
set(page_needed)
if(LIANDONG_TESTS)
  set(page_needed required)
endif()

set(page_source ${CMAKE_CURRENT_SOURCE_DIR}/report/page)
set(page_build ${CMAKE_CURRENT_BINARY_DIR}/report-page)
file(GLOB page_files CONFIGURE_DEPENDS ${page_source}/src/*)
set(page_tools ${page_source}/build.sh ${page_source}/build.mjs ${page_source}/types.mjs ${page_source}/tsconfig.json
    ${page_source}/report.schema.json ${page_source}/explore.schema.json
    ${page_source}/bench.schema.json ${page_source}/claims.schema.json)
set(LIANDONG_NODE_MODULES ${page_build}/node_modules CACHE INTERNAL "packages of the report's page")

add_custom_command(
  OUTPUT ${page_build}/installed
  COMMAND ${CMAKE_COMMAND} -E copy ${page_source}/package.json ${page_source}/package-lock.json ${page_build}
  COMMAND ${CMAKE_COMMAND} -E chdir ${page_build} ${page_source}/packages.sh ${page_needed}
  COMMAND ${CMAKE_COMMAND} -E touch ${page_build}/installed
  DEPENDS ${page_source}/packages.sh ${page_source}/package.json ${page_source}/package-lock.json
  COMMENT "Installing the packages of the report's page"
  VERBATIM)
add_custom_command(
  OUTPUT ${page_build}/report.html ${page_build}/explore.html ${page_build}/bench.html ${page_build}/claims.html
  COMMAND ${CMAKE_COMMAND} -E rm -rf ${page_build}/src
  COMMAND ${CMAKE_COMMAND} -E copy_directory ${page_source}/src ${page_build}/src
  COMMAND ${CMAKE_COMMAND} -E copy ${page_tools} ${page_build}
  COMMAND ${CMAKE_COMMAND} -E chdir ${page_build} ./build.sh
  DEPENDS ${page_build}/installed ${page_tools} ${page_files}
  COMMENT "Building the pages"
  VERBATIM)
set_source_files_properties(${CMAKE_CURRENT_SOURCE_DIR}/report/page.cpp PROPERTIES
  OBJECT_DEPENDS "${page_build}/report.html;${page_build}/explore.html;${page_build}/bench.html;${page_build}/claims.html"
  COMPILE_DEFINITIONS LIANDONG_PAGES="${page_build}")
