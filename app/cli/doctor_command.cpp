#include <filesystem>
#include <optional>

#include "app/cli/cache_place.h"
#include "app/cli/cli_text.h"
#include "app/cli/commands.h"
#include "app/cli/cpu_facts.h"
#include "app/cli/number_text.h"
#include "engine/runs/run_folder.h"
#include "engine/session/late_modules.h"

namespace saccade {

namespace {

struct Place
{
    std::filesystem::path path;
    std::optional<std::uint64_t> freeBytes;
};

/// A folder that was not made yet has the space of the nearest one above it.
Place placeOf(const std::filesystem::path& path)
{
    std::error_code error;
    std::filesystem::path existing = path;
    while (!std::filesystem::exists(existing, error) && existing.has_relative_path()) {
        existing = existing.parent_path();
    }
    const std::filesystem::space_info space = std::filesystem::space(existing, error);
    return {path, error ? std::nullopt : std::optional<std::uint64_t>(space.available)};
}

Json placeJson(const Place& place)
{
    return {{"path", place.path.native()}, {"free_bytes", place.freeBytes ? Json(*place.freeBytes) : Json()}};
}

void row(Output& output, const std::string& name, const std::string& value)
{
    output.line(padded(name, 18) + printable(value));
}

void placeRow(Output& output, const std::string& name, const Place& place)
{
    row(output, name,
        place.path.native() + " (" + (place.freeBytes ? bytesText(*place.freeBytes) + " free" : "free space unknown") +
            ")");
}

void tellProgram(Json& report, Output& output)
{
    report["version"] = SACCADE_VERSION;
    report["compiler"] = "g++ " __VERSION__;
    row(output, "Saccade", SACCADE_VERSION);
    row(output, "compiler", "g++ " __VERSION__);
}

void tellComputer(Json& report, Output& output)
{
    const CpuFacts cpu = readCpuFacts(readProcFile("/proc/cpuinfo"));
    const Place runs = placeOf(defaultRunsFolder());
    const CachePlace kept = cachePlace();
    const Place cache = placeOf(kept.folder);
    report["processor"] = cpu.model;
    report["threads"] = cpu.threads;
    report["instruction_sets"] = cpu.instructionSets;
    report["runs_folder"] = placeJson(runs);
    report["cache_folder"] = placeJson(cache);
    report["cache_bytes"] = kept.bytes;
    report["cache_limit_bytes"] = kept.limitBytes;
    std::string sets;
    for (const std::string& set : cpu.instructionSets) {
        sets += (sets.empty() ? "" : ", ") + set;
    }
    row(output, "processor", cpu.model + ", " + std::to_string(cpu.threads) + " threads");
    row(output, "instructions", sets.empty() ? "none of those that matter" : sets);
    placeRow(output, "runs", runs);
    placeRow(output, "cache", cache);
    row(output, "cache size", bytesText(kept.bytes) + " of " + bytesText(kept.limitBytes));
}

void tellDevices(const ComputeEngine& engine, Json& report, Output& output)
{
    report["libtorch"] = engine.version();
    row(output, "LibTorch", engine.version());
    report["devices"] = Json::array();
    for (const DeviceInfo& device : engine.devices()) {
        report["devices"].push_back({{"id", device.id}, {"name", device.name}, {"total_bytes", device.totalBytes}});
        row(output, "device " + device.id,
            device.name + ", " + bytesText(static_cast<std::uint64_t>(device.totalBytes)));
    }
}

ExitStatus tellArithmetic(const ComputeEngine& engine, Json& report, Output& output)
{
    const Result<void> test = engine.selfTest();
    const double speed = engine.measureProductSpeed();
    report["self_test"] = test.hasValue();
    report["product_gflops"] = speed;
    row(output, "self-test", test ? "passed" : "FAILED");
    row(output, "fp32 product", fixedText(speed, 0) + " GFLOP/s on one thread");
    return test ? ExitStatus::Ok : output.error(test.error());
}

ExitStatus tellReader(Json& report, Output& output)
{
    const Result<const ImageReader*> reader = loadImageReader();
    report["decoder"] = reader.hasValue();
    row(output, "decoder", reader ? "loaded" : "MISSING");
    return reader ? ExitStatus::Ok : output.error(reader.error());
}

ExitStatus tellEngine(Json& report, Output& output)
{
    const Result<const ComputeEngine*> engine = loadComputeEngine();
    report["engine"] = engine.hasValue();
    if (!engine) {
        row(output, "LibTorch", "MISSING");
        return output.error(engine.error());
    }
    tellDevices(**engine, report, output);
    return tellArithmetic(**engine, report, output);
}

void tellLibraries(Json& report, Output& output)
{
    report["doubled_libraries"] = Json::array();
    const std::vector<DoubledLibrary> doubled = findDoubledLibraries(readProcFile("/proc/self/maps"));
    for (const DoubledLibrary& library : doubled) {
        report["doubled_libraries"].push_back({{"name", library.name}, {"paths", library.paths}});
        row(output, "loaded twice", library.name);
        for (const std::string& path : library.paths) {
            row(output, "", path);
        }
    }
    if (doubled.empty()) {
        row(output, "loaded twice", "nothing");
    }
}

} // namespace

ExitStatus runCommand(const DoctorCommand&, Output& output, const std::stop_token&)
{
    Json report{{"event", "doctor"}};
    tellProgram(report, output);
    tellComputer(report, output);
    const ExitStatus reader = tellReader(report, output); // first, as the window does
    const ExitStatus engine = tellEngine(report, output);
    tellLibraries(report, output);
    output.event(report);
    return engine == ExitStatus::Ok ? reader : engine;
}

} // namespace saccade
