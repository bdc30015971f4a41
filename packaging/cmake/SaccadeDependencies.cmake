# Every outside library, found in one place. What is found here is seen only by the rooms that name it.

find_package(ZLIB REQUIRED)
find_package(Threads REQUIRED)
if(SACCADE_TORCH)
    find_package(LibTorch 2.11 REQUIRED)
endif()
if(NOT SACCADE_BARE)
    find_package(nlohmann_json REQUIRED)
    find_package(spdlog REQUIRED)
    find_package(Boost 1.74 REQUIRED) # headers only
    find_package(CLI11 REQUIRED)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Core Test)
    find_package(OpenCV REQUIRED COMPONENTS core imgproc imgcodecs dnn videoio)
    find_package(LibArchive REQUIRED)
    find_package(JPEG REQUIRED)
    find_package(GIF REQUIRED)
endif()
if(SACCADE_UI)
    # Qt before QCustomPlot: its package file uses Qt's targets without finding them.
    find_package(Qt6 6.4 REQUIRED COMPONENTS Gui Widgets PrintSupport Svg LinguistTools)
    find_package(QCustomPlotQt6 REQUIRED)
    set_property(TARGET QCustomPlotQt6::QCustomPlotQt6 PROPERTY IMPORTED_NO_SYSTEM OFF)
endif()
