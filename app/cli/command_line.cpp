#include "app/cli/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstring>

#include "app/cli/cli_text.h"
#include "app/cli/output.h"
#include "engine/base/fields.h"
#include "engine/training/train_settings.h"

namespace saccade {

namespace {

constexpr const char* kFooter = R"(
SOURCE is one of
  a folder with one sub-folder for each class, or a tar or zip archive of one
  a folder with IDX files (MNIST and its relatives, also .gz), or one of these files
  a folder or tar with CIFAR-10 or CIFAR-100 binary files, or one of these files
  a list: a .csv, .tsv or .txt file with the columns path, label and, if wanted, split and group
  the word sample
RUN is the folder that train made.

Exit codes:
  0    done; also when the training ended early because of the setting patience, and when serve was stopped
  1    failed: disk, memory, device, or a fault of the program
  2    usage: a command, option or setting that does not exist or has an impossible value
  3    a file, data set or run could not be used
  4    a part of the program (LibTorch, the decoder) is missing
  5    the training diverged; the best weights until then are kept
  130  stopped by Ctrl-C or SIGTERM; what was trained is kept. A second Ctrl-C quits at once

With --json stdout has one JSON object a line, whose "event" is epoch, finished, evaluation, prediction, export,
serving, served, data, preset, network, doctor or error; progress goes to stderr.)";

// The library takes a word in square brackets apart as a list, where many words may come. A byte that no terminal sends
// before it keeps it whole.
constexpr char kWhole = '\x1f';

std::vector<std::string> markedWords(int argc, const char* const* argv)
{
    std::vector<std::string> words(argv + 1, argv + argc);
    for (std::string& word : words) {
        if (word.starts_with('[') && word.ends_with(']')) {
            word.insert(0, 1, kWhole);
        }
    }
    std::reverse(words.begin(), words.end()); // as the library wants them
    return words;
}

void unmark(std::string& word)
{
    if (word.size() > 1 && word[0] == kWhole && word[1] == '[') {
        word.erase(0, 1);
    }
}

struct Parser
{
    CLI::App app{"Trains, evaluates and uses image classifiers without a window.", "saccade-cli"};
    bool isJson = false;
    DataCommand data;
    TrainCommand train;
    EvaluateCommand evaluate;
    PredictCommand predict;
    ExportCommand exported;
    ServeCommand serve;
    CompareCommand compare;
    ReportCommand report;
    NetworksCommand networks;
    PresetsCommand presets;
    CacheCommand cache;
};

CLI::App* addCommand(Parser& parser, const char* name, const char* description)
{
    CLI::App* command = parser.app.add_subcommand(name, description);
    command->footer(""); // the codes stand in the program's own help
    return command;
}

void addShape(CLI::App& command, Shape& shape)
{
    const auto isMode = [](const std::string& name) {
        const Result<ResizeMode> mode = resizeModeNamed(name);
        return mode ? std::string() : mode.error().detail;
    };
    command
        .add_option_function<std::string>(
            "--resize", [&shape](const std::string& name) { shape.resize = resizeModeNamed(name).value(); },
            "How images become square: squash, pad or crop (squash); a run remembers it")
        ->check(isMode);
    command
        .add_option("--side", shape.side,
                    "Height and width of the images for the network, in pixels (0 = by the images)")
        ->check(CLI::Range(0, 1024));
}

std::string settingsFooter()
{
    TrainSettings settings;
    std::string text = "\nSettings for --set:\n ";
    for (const Field& field : fields(settings)) {
        text += " " + field.info.name;
    }
    return text;
}

std::string presetList()
{
    std::string text;
    for (const std::string& name : presetNames()) {
        text += (text.empty() ? "" : ", ") + name;
    }
    return text;
}

void addTrain(Parser& parser)
{
    TrainCommand& train = parser.train;
    CLI::App* command = addCommand(parser, "train", "Train a network and record the run");
    CLI::Option* source = command->add_option("SOURCE", train.source, "Data set (that of --start-from)");
    CLI::Option* start = command->add_option(
        "--start-from", train.startFrom,
        "Go on from the best weights of a run, with its settings and network unless others are asked for");
    command->callback([source, start] {
        if (source->count() == 0 && start->count() == 0) {
            throw CLI::RequiredError("SOURCE");
        }
    });
    command->add_flag("--no-changes", train.isWithoutChanges,
                      "Train with the data as it is, without what was relabelled, moved or excluded in the window");
    command->add_option("--preset", train.preset,
                        "Settings to begin with: " + presetList() + " or a saved one (quick)");
    command->add_option("--network", train.network, "Network, see saccade-cli networks, or a JSON file of one");
    // One value for each --set, so that what follows is not taken for another.
    command->add_option("--set", train.sets, "key=value, any number of times")->allow_extra_args(false);
    command
        ->add_option(
            "--group", train.groups,
            "PATTERN:rate=0.1,decay=0,rule=sgd,until=3: what parameters of such names follow instead; rate=x0.1 "
            "multiplies; any number of times")
        ->allow_extra_args(false);
    command->add_option("--save-preset", train.savePreset, "Save the settings under this name");
    command->add_option("--out", train.out, "The run's folder (a new one below the runs folder)");
    addShape(*command, train.shape);
    command->footer(settingsFooter());
}

void addUses(Parser& parser)
{
    CLI::App* evaluate = addCommand(parser, "evaluate", "Test a run's best weights on a part of a data set");
    evaluate->add_option("RUN", parser.evaluate.run, "Run folder, or an exported .onnx, .safetensors or .pt file")
        ->required();
    evaluate->add_option("--data", parser.evaluate.data, "Data set (the one of the training)");
    evaluate->add_option("--split", parser.evaluate.split, "training, validation or test (test)");
    evaluate->add_option("--views", parser.evaluate.views,
                         "Test-time augmentation: none, mirror, mirror-shift or selective (none)");

    CLI::App* predict = addCommand(
        parser, "predict",
        "Classify image files, all image files of folders, or the images of CIFAR, IDX, list and archive files");
    predict->add_option("RUN", parser.predict.run, "Run folder, or an exported .onnx, .safetensors or .pt file")
        ->required();
    predict->add_option("FILE", parser.predict.files, "Images, folders and sources")->required();
    predict->add_option("--top", parser.predict.top, "Classes to show for each image (5)")->check(CLI::Range(1, 1000));
    predict->add_option("--csv", parser.predict.csv, "Write the predictions into this file, too");
}

void addExport(Parser& parser)
{
    ExportCommand& exported = parser.exported;
    CLI::App* command = addCommand(parser, "export", "Write a run's network for other programs, and try the file");
    command->add_option("RUN", exported.run, "Run folder")->required();
    command->add_option("--format", exported.format,
                        "onnx, onnx-int8, safetensors, pt, torchscript, python or bundle (onnx)");
    command->add_option("--weights", exported.weights,
                        "best, or last: those of the last validation, without the run's temperature and threshold, "
                        "which belong to the best (best)");
    command->add_flag("--modern", exported.isModern,
                      "Let the ONNX file ask for operator set 20, which has GELU as one operator");
    command->add_option(
        "--out", exported.out,
        "File to write, its ending is the format's (RUN/export/model, or model_last); for a bundle the folder");
    command->add_option("--data", exported.data, "Data set to try the file on (what the run was trained on)");
    command->add_option("--check", exported.check, "Images to try the file on, 0 for none (1000)")
        ->check(CLI::Range(0, 1'000'000));
}

void addDocuments(Parser& parser)
{
    CLI::App* compare = addCommand(parser, "compare", "Hold two runs against each other on the same images");
    compare->add_option("A", parser.compare.runA, "Run folder")->required();
    compare->add_option("B", parser.compare.runB, "Run folder")->required();
    compare->add_option("--split", parser.compare.split, "test or validation (test)");

    CLI::App* report = addCommand(parser, "report", "Write what a run learned as one file for people or programs");
    report->add_option("RUN", parser.report.run, "Run folder")->required();
    report->add_option("--out", parser.report.out, "File (report.html in the run's folder)");
    report->add_option("--format", parser.report.format, "html, json or csv (by the file's ending)");
    report->add_option("--data", parser.report.data, "Data set, for the pictures (the one of the training)");
}

void addServe(Parser& parser)
{
    CLI::App* serve = addCommand(parser, "serve", "Classify images that programs and browsers of this computer send");
    serve->add_option("RUN", parser.serve.run, "Run folder, or an exported .onnx, .safetensors or .pt file")
        ->required();
    serve->add_option("--port", parser.serve.port, "Port, 0 = any that is free (8080)")->check(CLI::Range(0, 65535));
    serve
        ->add_option("--token", parser.serve.token,
                     "What clients must send, 16 characters or more (a fresh one); other users can read it in the list "
                     "of processes, but not in the variable SACCADE_TOKEN")
        ->envname("SACCADE_TOKEN");
    serve
        ->add_option("--reject-threshold", parser.serve.rejectThreshold,
                     "Call an answer with less probability unknown, 0 = none (as the run says)")
        ->check(CLI::Range(0.0, 1.0));
    serve->add_flag("--any-address", parser.serve.isAnyAddress, "Let other computers in, too; without encryption");
}

void addNetworks(Parser& parser)
{
    NetworksCommand& networks = parser.networks;
    CLI::App* command = addCommand(parser, "networks", "List the networks, or write one as a JSON file to change");
    CLI::Option* name = command->add_option("--export", networks.network, "Network to write into FILE");
    CLI::Option* file = command->add_option("FILE", networks.file, "File for --export, ending in .json");
    name->needs(file);
    file->needs(name);
    command->add_option("--side", networks.side, "Height and width of its images (32)")->check(CLI::Range(1, 1024));
    command->add_option("--channels", networks.channels, "Their channels, 1 or 3 (3)")->check(CLI::Range(1, 3));
    command->add_option("--classes", networks.classes, "Its outputs (10)")->check(CLI::Range(2, 100'000));
    command->add_option("--width", networks.width, "Times the channels of its layers (1)")
        ->check(CLI::Range(0.125, 16.0));
}

void addPresets(Parser& parser)
{
    CLI::App* presets = addCommand(parser, "presets", "List, show, rename and delete saved settings");
    presets->add_option("ACTION", parser.presets.action, "list, show, delete or rename (list)")
        ->check(CLI::IsMember({"list", "show", "delete", "rename"}));
    presets->add_option("NAME", parser.presets.name, "A preset's name");
    presets->add_option("NEW", parser.presets.newName, "Its new name");
}

void declare(Parser& parser)
{
    CLI::App& app = parser.app;
    app.fallthrough();
    app.require_subcommand(1);
    app.footer(kFooter);
    app.set_version_flag("--version", SACCADE_VERSION);
    app.add_flag("--json", parser.isJson, "One JSON object a line on stdout");
    CLI::App* data = addCommand(parser, "data", "Open a data set and describe it");
    data->add_option("SOURCE", parser.data.source, "Data set")->required();
    addShape(*data, parser.data.shape);
    addTrain(parser);
    addUses(parser);
    addExport(parser);
    addServe(parser);
    addDocuments(parser);
    addPresets(parser);
    addNetworks(parser);
    addCommand(parser, "cache", "Tell where decoded images are kept and what they use")
        ->add_flag("--clear", parser.cache.clear, "Remove them; they are made again when a data set is opened");
    addCommand(parser, "doctor", "Describe this computer and find what is wrong with it");
    addCommand(parser, "demo", "Train, evaluate and predict on the built-in sample");
}

void unmarkAll(Parser& parser)
{
    for (std::string* word :
         {&parser.data.source,   &parser.train.source,     &parser.train.startFrom, &parser.train.preset,
          &parser.train.network, &parser.train.savePreset, &parser.train.out,       &parser.evaluate.run,
          &parser.evaluate.data, &parser.evaluate.split,   &parser.evaluate.views,  &parser.predict.run,
          &parser.predict.csv,   &parser.exported.run,     &parser.exported.format, &parser.exported.out,
          &parser.exported.data, &parser.exported.weights, &parser.compare.runA,    &parser.compare.runB,
          &parser.compare.split, &parser.report.run,       &parser.report.out,      &parser.report.format,
          &parser.report.data,   &parser.serve.run,        &parser.serve.token,     &parser.networks.network,
          &parser.networks.file, &parser.presets.action,   &parser.presets.name,    &parser.presets.newName}) {
        unmark(*word);
    }
    std::for_each(parser.train.sets.begin(), parser.train.sets.end(), unmark);
    std::for_each(parser.train.groups.begin(), parser.train.groups.end(), unmark);
    std::for_each(parser.predict.files.begin(), parser.predict.files.end(), unmark);
}

CommandLine chosen(const Parser& parser)
{
    const std::string name = parser.app.get_subcommands().front()->get_name();
    CommandLine line;
    line.isJson = parser.isJson;
    if (name == "data") {
        line.command = parser.data;
    } else if (name == "train") {
        line.command = parser.train;
    } else if (name == "presets") {
        line.command = parser.presets;
    } else if (name == "evaluate") {
        line.command = parser.evaluate;
    } else if (name == "predict") {
        line.command = parser.predict;
    } else if (name == "export") {
        line.command = parser.exported;
    } else if (name == "serve") {
        line.command = parser.serve;
    } else if (name == "compare") {
        line.command = parser.compare;
    } else if (name == "report") {
        line.command = parser.report;
    } else if (name == "cache") {
        line.command = parser.cache;
    } else if (name == "networks") {
        line.command = parser.networks;
    } else if (name == "doctor") {
        line.command = DoctorCommand{};
    } else {
        line.command = DemoCommand{};
    }
    return line;
}

std::vector<std::string> commandNames(const CLI::App& app)
{
    std::vector<std::string> names;
    for (const CLI::App* command : app.get_subcommands({})) {
        names.push_back(command->get_name());
    }
    return names;
}

std::vector<std::string> optionNames(const CLI::App& app)
{
    std::vector<std::string> names;
    for (const CLI::App* level : {&app, app.get_subcommands().empty() ? &app : app.get_subcommands().front()}) {
        for (const CLI::Option* option : level->get_options({})) {
            for (const std::string& name : option->get_lnames()) {
                names.push_back("--" + name);
            }
        }
    }
    return names;
}

/// The library's own words, or better ones where a name is wrong.
std::string usageMessage(const CLI::App& app, const CLI::ParseError& error)
{
    const std::vector<std::string> rest = app.remaining(true);
    const auto isOption = [](const std::string& word) { return word.starts_with("-") && word.size() > 1; };
    const auto option = std::find_if(rest.begin(), rest.end(), isOption);
    if (option != rest.end()) {
        const std::string name = option->substr(0, option->find('='));
        return "there is no option " + name + "; nearest: " + nearestName(name, optionNames(app));
    }
    if (app.get_subcommands().empty() && !rest.empty()) {
        return "there is no command " + rest.front() + "; nearest: " + nearestName(rest.front(), commandNames(app));
    }
    return error.what();
}

ExitStatus tellUsageError(const CLI::App& app, const CLI::ParseError& error, int argc, const char* const* argv)
{
    // The parser may have stopped before it came to the flag.
    const bool isJson = std::any_of(argv, argv + argc, [](const char* word) { return !std::strcmp(word, "--json"); });
    Output output(isJson);
    return output.error("usage", printable(usageMessage(app, error)) + ". See saccade-cli --help.", {});
}

} // namespace

std::variant<CommandLine, ExitStatus> parseCommandLine(int argc, const char* const* argv)
{
    Parser parser;
    declare(parser);
    try {
        parser.app.parse(markedWords(argc, argv));
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) {
            return static_cast<ExitStatus>(parser.app.exit(error)); // --help, --version
        }
        return tellUsageError(parser.app, error, argc, argv);
    }
    unmarkAll(parser);
    return chosen(parser);
}

} // namespace saccade
