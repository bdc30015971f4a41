# saccade_deploy_texts(OUTPUT): writes a source file that defines deployTexts() of engine/formats/deploy_texts.h from the
# files in resources/deploy. A change of one of them configures anew.
function(saccade_deploy_texts OUTPUT)
    set(root "${PROJECT_SOURCE_DIR}/resources/deploy")
    file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE "${root}/bundle" "${root}/bundle/*")
    list(APPEND files "../cpp/preprocess.hpp")
    set(entries "")
    foreach(file IN LISTS files)
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${root}/bundle/${file}")
        file(READ "${root}/bundle/${file}" text)
        string(REPLACE "../" "" place "${file}")
        string(APPEND entries "        {\"${place}\", R\"deploy(${text})deploy\"},\n")
    endforeach()
    # Not file(CONFIGURE), which would fill in the marks of the texts.
    file(WRITE "${CMAKE_CURRENT_BINARY_DIR}/deploy_texts.cpp.new"
"#include \"engine/formats/deploy_texts.h\"

namespace saccade {

const std::vector<std::pair<std::string_view, std::string_view>>& deployTexts()
{
    static const std::vector<std::pair<std::string_view, std::string_view>> texts{
${entries}    };
    return texts;
}

} // namespace saccade
")
    configure_file("${CMAKE_CURRENT_BINARY_DIR}/deploy_texts.cpp.new" "${CMAKE_CURRENT_BINARY_DIR}/deploy_texts.cpp"
                   COPYONLY)
    set(${OUTPUT} "${CMAKE_CURRENT_BINARY_DIR}/deploy_texts.cpp" PARENT_SCOPE)
endfunction()
