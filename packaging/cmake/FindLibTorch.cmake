# Finds LibTorch without its own package file (which wants nvcc for a CUDA build).
#   LIBTORCH_ROOT   a folder with include/ and lib/, from the cache or the environment; else the project's private
#                   environment below build/libtorch, else the system
# Result: LibTorch::LibTorch, LibTorch_VERSION, LibTorch_CUDA (true when the CUDA libraries lie beside it).

if(NOT LIBTORCH_ROOT AND DEFINED ENV{LIBTORCH_ROOT})
    set(LIBTORCH_ROOT "$ENV{LIBTORCH_ROOT}")
endif()
file(GLOB private_torch "${PROJECT_SOURCE_DIR}/build/libtorch/lib/python3*/site-packages/torch")
find_path(LibTorch_INCLUDE_DIR ATen/core/Tensor.h HINTS ${LIBTORCH_ROOT} ${private_torch} PATH_SUFFIXES include)
get_filename_component(LibTorch_LOCATION "${LibTorch_INCLUDE_DIR}" DIRECTORY)
foreach(library c10 torch_cpu torch)
    find_library(LibTorch_${library}_LIBRARY ${library} HINTS "${LibTorch_LOCATION}/lib" NO_DEFAULT_PATH)
endforeach()

foreach(header torch/headeronly/version.h torch/version.h torch/csrc/api/include/torch/version.h)
    set(version_file "${LibTorch_INCLUDE_DIR}/${header}")
    if(EXISTS "${version_file}")
        file(STRINGS "${version_file}" version_line REGEX "#define TORCH_VERSION \"")
        if(version_line MATCHES "\"([0-9]+\\.[0-9]+\\.[0-9]+)")
            set(LibTorch_VERSION "${CMAKE_MATCH_1}")
            break()
        endif()
        file(STRINGS "${version_file}" numbers REGEX "#define TORCH_VERSION_(MAJOR|MINOR|PATCH) [0-9]+")
        string(REGEX MATCHALL "[0-9]+" numbers "${numbers}")
        list(JOIN numbers "." LibTorch_VERSION)
        if(LibTorch_VERSION)
            break()
        endif()
    endif()
endforeach()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibTorch
    REQUIRED_VARS LibTorch_INCLUDE_DIR LibTorch_c10_LIBRARY LibTorch_torch_cpu_LIBRARY LibTorch_torch_LIBRARY
    VERSION_VAR LibTorch_VERSION
    REASON_FAILURE_MESSAGE "set LIBTORCH_ROOT to a LibTorch folder, or let packaging/bootstrap install one")

if(LibTorch_FOUND AND NOT TARGET LibTorch::LibTorch)
    add_library(LibTorch::LibTorch INTERFACE IMPORTED)
    target_include_directories(LibTorch::LibTorch SYSTEM INTERFACE
        "${LibTorch_INCLUDE_DIR}" "${LibTorch_INCLUDE_DIR}/torch/csrc/api/include")
    target_link_libraries(LibTorch::LibTorch INTERFACE
        "${LibTorch_torch_LIBRARY}" "${LibTorch_torch_cpu_LIBRARY}" "${LibTorch_c10_LIBRARY}")
    target_link_options(LibTorch::LibTorch INTERFACE "-Wl,-rpath,${LibTorch_LOCATION}/lib")
    find_library(LibTorch_torch_cuda_LIBRARY torch_cuda HINTS "${LibTorch_LOCATION}/lib" NO_DEFAULT_PATH)
    find_library(LibTorch_c10_cuda_LIBRARY c10_cuda HINTS "${LibTorch_LOCATION}/lib" NO_DEFAULT_PATH)
    set(LibTorch_CUDA FALSE)
    if(LibTorch_torch_cuda_LIBRARY AND LibTorch_c10_cuda_LIBRARY)
        set(LibTorch_CUDA TRUE)
        # Nothing names a symbol of these two, yet loading them is what registers the device.
        target_link_libraries(LibTorch::LibTorch INTERFACE -Wl,--push-state,--no-as-needed
            "${LibTorch_torch_cuda_LIBRARY}" "${LibTorch_c10_cuda_LIBRARY}" -Wl,--pop-state)
    endif()
endif()
mark_as_advanced(LibTorch_INCLUDE_DIR LibTorch_c10_LIBRARY LibTorch_torch_cpu_LIBRARY LibTorch_torch_LIBRARY
    LibTorch_torch_cuda_LIBRARY LibTorch_c10_cuda_LIBRARY)
