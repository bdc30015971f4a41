# Finds the few OpenCV modules that the room `decode` uses. OpenCV's own package file comes only with the package that
# pulls in every module (and Qt 5, VTK, ...), so headers and libraries are looked up one by one.
# Result: a target opencv_MODULE for each component.

find_path(OpenCV_INCLUDE_DIR opencv2/core.hpp PATH_SUFFIXES opencv4)
if(EXISTS "${OpenCV_INCLUDE_DIR}/opencv2/core/version.hpp")
    file(STRINGS "${OpenCV_INCLUDE_DIR}/opencv2/core/version.hpp" numbers
         REGEX "#define CV_VERSION_(MAJOR|MINOR|REVISION) +[0-9]+")
    list(TRANSFORM numbers REPLACE ".* ([0-9]+)$" "\\1")
    list(JOIN numbers "." OpenCV_VERSION)
endif()

set(required OpenCV_INCLUDE_DIR)
foreach(component IN LISTS OpenCV_FIND_COMPONENTS)
    find_library(OpenCV_${component}_LIBRARY opencv_${component})
    list(APPEND required OpenCV_${component}_LIBRARY)
endforeach()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(OpenCV REQUIRED_VARS ${required} VERSION_VAR OpenCV_VERSION)

if(OpenCV_FOUND)
    foreach(component IN LISTS OpenCV_FIND_COMPONENTS)
        if(NOT TARGET opencv_${component})
            add_library(opencv_${component} UNKNOWN IMPORTED)
            set_target_properties(opencv_${component} PROPERTIES
                IMPORTED_LOCATION "${OpenCV_${component}_LIBRARY}"
                INTERFACE_INCLUDE_DIRECTORIES "${OpenCV_INCLUDE_DIR}")
        endif()
        mark_as_advanced(OpenCV_${component}_LIBRARY)
    endforeach()
endif()
mark_as_advanced(OpenCV_INCLUDE_DIR)
