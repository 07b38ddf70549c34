# Finds commit, uncommitted changes and a digest of the sources, and writes them to a header. Run at every build:
#   cmake -DSOURCE_DIR=… -DOUTPUT=… -DLIANDONG_VERSION=… -DLIANDONG_COMPILER=… -DLIANDONG_FLAGS=… -P provenance.cmake
set(rooms sim models analysis app)

set(LIANDONG_COMMIT "unknown")
set(LIANDONG_DIRTY "false")
find_program(git git)
if(git AND EXISTS "${SOURCE_DIR}/.git")
  execute_process(COMMAND "${git}" -C "${SOURCE_DIR}" rev-parse HEAD
    OUTPUT_VARIABLE head OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE failed ERROR_QUIET)
  if(NOT failed)
    set(LIANDONG_COMMIT "${head}")
    execute_process(COMMAND "${git}" -C "${SOURCE_DIR}" --no-optional-locks status --porcelain -- ${rooms} CMakeLists.txt
      OUTPUT_VARIABLE changes OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
    if(changes)
      set(LIANDONG_DIRTY "true")
    endif()
  endif()
endif()

set(digests "")
foreach(room ${rooms})
  file(GLOB_RECURSE sources "${SOURCE_DIR}/${room}/*.h" "${SOURCE_DIR}/${room}/*.cpp")
  list(SORT sources)
  foreach(source ${sources})
    file(SHA256 "${source}" digest)
    file(RELATIVE_PATH name "${SOURCE_DIR}" "${source}")
    string(APPEND digests "${name} ${digest}\n")
  endforeach()
endforeach()
string(SHA256 LIANDONG_SOURCES "${digests}")

foreach(text LIANDONG_COMPILER LIANDONG_FLAGS)
  string(REGEX REPLACE "([\"\\\\])" "\\\\\\1" ${text} "${${text}}")
endforeach()
configure_file("${CMAKE_CURRENT_LIST_DIR}/provenance_build.h.in" "${OUTPUT}" @ONLY)
