# The preset "fuzz" is compiled by clang, whatever the system's own compiler is.
find_program(CLANG_PROGRAM NAMES clang++ clang++-19 clang++-18 clang++-17 clang++-16 clang++-15 clang++-14)
if(NOT CLANG_PROGRAM)
    message(FATAL_ERROR "Could not find clang, which the fuzz targets need. On Debian 12: "
                        "apt-get install clang-14 libclang-rt-14-dev.")
endif()
set(CMAKE_CXX_COMPILER "${CLANG_PROGRAM}")
