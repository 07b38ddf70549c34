# The target `coverage`: runs the tests of units and properties and says which lines of the rooms they ran.
# cmake --preset coverage && cmake --build --preset coverage
find_program(GCOVR gcovr REQUIRED)
add_compile_options(--coverage -O1 -fprofile-update=atomic)
add_link_options(--coverage)
set(coverage_page ${PROJECT_BINARY_DIR}/coverage/index.html)
if(LIANDONG_TESTS)
  add_custom_target(coverage
    COMMAND find ${PROJECT_BINARY_DIR} -name *.gcda -delete
    COMMAND ${CMAKE_CTEST_COMMAND} --test-dir ${PROJECT_BINARY_DIR} -L "unit|property" --output-on-failure
    COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/coverage
    COMMAND ${GCOVR} --root ${PROJECT_SOURCE_DIR} --filter "${PROJECT_SOURCE_DIR}/(sim|models|analysis|app)/"
            --exclude-throw-branches --print-summary --html-details ${coverage_page} ${PROJECT_BINARY_DIR}
    COMMAND ${CMAKE_COMMAND} -E echo ${coverage_page}
    COMMENT "Which lines the tests run"
    USES_TERMINAL VERBATIM)
endif()
