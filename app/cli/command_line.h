#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/cli/exit_status.h"
#include "engine/data/resize_rule.h"

namespace saccade {

/// What images become for the network.
struct Shape
{
    int side = 0; ///< 0 = auto
    ResizeMode resize = ResizeMode::Squash;

    bool operator==(const Shape&) const = default;
};

struct DataCommand
{
    std::string source;
    Shape shape;
};
struct TrainCommand
{
    std::string source;
    std::string preset;              ///< empty = that of the run to go on from, else "quick"
    std::string startFrom;           ///< a run folder whose best weights to go on from; empty = none
    bool isWithoutChanges = false;   ///< as the source gives the data, whatever a person changed
    std::string network;             ///< empty = the preset's
    std::vector<std::string> sets;   ///< "key=value"
    std::vector<std::string> groups; ///< "PATTERN:key=value,..."
    std::string savePreset;          ///< name for these settings; empty = not saved
    std::string out;                 ///< empty = a new folder below the runs folder
    Shape shape;
};
struct EvaluateCommand
{
    std::string run;
    std::string data; ///< empty = what the run was trained on
    std::string split = "test";
    std::string views = "none";
};
struct PredictCommand
{
    std::string run;
    std::vector<std::string> files;
    int top = 5;
    std::string csv;
};
struct ExportCommand
{
    std::string run;
    std::string format = "onnx";
    std::string weights = "best";
    bool isModern = false; ///< the ONNX file may ask for a newer runtime
    std::string out;       ///< empty = MODEL beside the run's plan
    std::string data;      ///< where the images for the check lie; empty = what the run was trained on
    int check = 1000;      ///< images to try the file on; 0 = none
};
struct ServeCommand
{
    std::string run;
    int port = 8080;
    std::string token; ///< empty = a fresh one
    bool isAnyAddress = false;
    std::optional<double> rejectThreshold; ///< none = as the run says
};
struct CompareCommand
{
    std::string runA;
    std::string runB;
    std::string split = "test";
};
struct ReportCommand
{
    std::string run;
    std::string out;    ///< file; empty = beside the run's plan
    std::string format; ///< html, json or csv; empty = by the file's ending
    std::string data;   ///< where the images lie; empty = what the run was trained on
};
struct PresetsCommand
{
    std::string action = "list"; ///< list, show, delete, rename
    std::string name;
    std::string newName;
};
struct CacheCommand
{
    bool clear = false;
};
struct NetworksCommand
{
    std::string network; ///< to export; empty = list them all
    std::string file;    ///< where to
    int side = 32;
    int channels = 3;
    int classes = 10;
    double width = 1;
};
struct DoctorCommand
{};
struct DemoCommand
{};

struct CommandLine
{
    bool isJson = false;
    std::variant<DataCommand, TrainCommand, EvaluateCommand, PredictCommand, ExportCommand, ServeCommand,
                 CompareCommand, ReportCommand, PresetsCommand, CacheCommand, NetworksCommand, DoctorCommand,
                 DemoCommand>
        command;
};

/// What was asked for, or the status when the program ends here: --help, --version (printed), or a mistake (told in
/// both voices, with the nearest valid name).
[[nodiscard]] std::variant<CommandLine, ExitStatus> parseCommandLine(int argc, const char* const* argv);

} // namespace saccade
