#include "app/options.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <map>

namespace saccade {

namespace {

const std::map<std::string, PageId> kPages{{"data", PageId::Data},
                                           {"train", PageId::Train},
                                           {"evaluate", PageId::Evaluate},
                                           {"predict", PageId::Predict},
                                           {"export", PageId::Export}};
const std::map<std::string, ThemeChoice> kThemes{
    {"system", ThemeChoice::FollowSystem}, {"light", ThemeChoice::Light}, {"dark", ThemeChoice::Dark}};

template <typename Value>
std::vector<std::string> namesOf(const std::map<std::string, Value>& values)
{
    std::vector<std::string> names;
    for (const auto& [name, value] : values) {
        names.push_back(name);
    }
    return names;
}

} // namespace

std::variant<Options, int> parseOptions(int argc, const char* const* argv)
{
    Options options;
    std::string page;
    std::string theme;
    CLI::App parser("Saccade, a workbench for image classification");
    parser.set_version_flag("--version", "Saccade " SACCADE_VERSION);
    parser.add_option("SOURCE", options.source, "Open this folder, archive, CIFAR or IDX file, list, or 'sample'");
    parser.add_option("--run", options.runFolder, "Open this run folder or model file on the Evaluate page")
        ->type_name("RUN");
    parser.add_option("--page", page, "Start with this page")->check(CLI::IsMember(namesOf(kPages)));
    parser.add_option("--theme", theme, "Use this theme, this time")->check(CLI::IsMember(namesOf(kThemes)));
    parser.footer("Qt's own options, such as -platform, are understood too.");
    try {
        parser.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return parser.exit(error);
    }
    if (!page.empty()) {
        options.page = kPages.at(page);
    }
    if (!theme.empty()) {
        options.theme = kThemes.at(theme);
    }
    return options;
}

} // namespace saccade
