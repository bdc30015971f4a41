# Language level, warnings, sanitizers and the build accelerators, for every target of the project.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
# Programs are compiled like libraries: an object built -fPIE that uses std::cout leaves a copy relocation in the
# program, and the late modules must not meet one (tests/arch looks for it).
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_COMPILE_OPTIONS_PIE "-fPIC")

set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
set(CMAKE_BUILD_RPATH_USE_ORIGIN ON)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
endif()
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
    add_link_options(-fuse-ld=mold)
endif()
add_link_options(-Wl,--allow-shlib-undefined)
if(SACCADE_FUZZ)
    include(CheckCXXSourceCompiles)
    set(CMAKE_REQUIRED_FLAGS "-fsanitize=fuzzer,address,undefined")
    check_cxx_source_compiles("#include <cstddef>
        extern \"C\" int LLVMFuzzerTestOneInput(const unsigned char*, std::size_t) { return 0; }" SACCADE_HAS_LIBFUZZER)
    unset(CMAKE_REQUIRED_FLAGS)
    if(NOT SACCADE_HAS_LIBFUZZER)
        message(FATAL_ERROR "Could not link with libFuzzer, which the fuzz targets need. On Debian 12: "
                            "apt-get install clang-14 libclang-rt-14-dev; then remove ${PROJECT_BINARY_DIR}.")
    endif()
endif()

function(saccade_compile_options TARGET)
    target_compile_options(${TARGET} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor)
    if(SACCADE_WERROR)
        target_compile_options(${TARGET} PRIVATE -Werror)
    endif()
    if(SACCADE_SANITIZE)
        target_compile_options(${TARGET} PRIVATE -fsanitize=${SACCADE_SANITIZE})
        target_link_options(${TARGET} PRIVATE -fsanitize=${SACCADE_SANITIZE})
        # g++ 12 reports false maybe-uninitialized under the sanitizers.
        target_compile_options(${TARGET} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
    endif()
    target_include_directories(${TARGET} PRIVATE "${PROJECT_SOURCE_DIR}")
endfunction()
