#include "app/cli/cli_text.h"
#include "app/cli/commands.h"
#include "app/cli/number_text.h"
#include "engine/runs/user_presets.h"

namespace saccade {

namespace {

constexpr std::size_t kUsualImages = 10'000; // what a built-in preset is shown for

Json settingsJson(TrainSettings settings)
{
    Json object = Json::object();
    for (const Field& field : fields(settings)) {
        std::visit([&](const auto& value) { object[field.info.name] = value; }, field.get());
    }
    return object;
}

ExitStatus list(const UserPresets& presets, Output& output)
{
    const auto tell = [&output](const std::string& name, bool isOwn) {
        output.event({{"event", "preset"}, {"name", name}, {"built_in", !isOwn}});
        output.line(padded(printable(name), 32) + (isOwn ? "saved" : "built-in"));
    };
    for (const std::string& name : presetNames()) {
        tell(name, false);
    }
    for (const std::string& name : presets.names()) {
        tell(name, true);
    }
    output.line("saved presets lie in " + printable(presets.folder().native()));
    return ExitStatus::Ok;
}

ExitStatus show(const UserPresets& presets, const std::string& name, Output& output)
{
    Result<TrainSettings> settings = presets.load(name, kUsualImages);
    if (!settings) {
        return output.error(settings.error());
    }
    output.event({{"event", "preset"},
                  {"name", name},
                  {"built_in", checkPresetName(name).hasValue() ? false : true},
                  {"settings", settingsJson(*settings)}});
    for (const Field& field : fields(*settings)) {
        output.line(padded(field.info.name, 20) + printable(fieldText(field.get())));
    }
    return ExitStatus::Ok;
}

ExitStatus tell(const Result<void>& result, const std::string& done, Output& output)
{
    if (!result) {
        return output.error(result.error());
    }
    output.line(done);
    return ExitStatus::Ok;
}

Error missing(const std::string& what)
{
    return Error{ErrorCode::SettingInvalid, "presets: " + what, {}};
}

} // namespace

ExitStatus runCommand(const PresetsCommand& command, Output& output, const std::stop_token&)
{
    UserPresets presets(defaultPresetsFolder());
    const std::string& action = command.action;
    if (action == "list") {
        return list(presets, output);
    }
    if (command.name.empty()) {
        return output.error(missing(action + " needs a NAME"));
    }
    if (action == "show") {
        return show(presets, command.name, output);
    }
    if (action == "delete") {
        return tell(presets.remove(command.name), "deleted " + printable(command.name), output);
    }
    if (command.newName.empty()) {
        return output.error(missing("rename needs a NEW name"));
    }
    return tell(presets.rename(command.name, command.newName),
                "renamed " + printable(command.name) + " to " + printable(command.newName), output);
}

} // namespace saccade
