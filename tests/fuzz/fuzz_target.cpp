#include "tests/fuzz/fuzz_target.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "tests/fuzz/targets.h"

const std::vector<FuzzTarget>& fuzzTargets()
{
    static const std::vector<FuzzTarget> targets{
        {"idx", runIdx, idxSeeds},
        {"cifar", runCifar, cifarSeeds},
        {"list", runList, listSeeds},
        {"plan", runPlan, planSeeds},
        {"changes", runChanges, changesSeeds},
        {"graph", runGraph, graphSeeds},
        {"safetensors", runSafetensors, safetensorsSeeds},
        {"pth", runPth, pthSeeds},
        {"pickle", runPickleBytes, pickleSeeds},
        {"model", runModel, modelSeeds},
        {"onnx", runOnnx, onnxSeeds},
        {"image_header", runImageHeader, imageHeaderSeeds},
        {"entry_paths", runEntryPaths, entryPathsSeeds},
        {"archive", runArchive, archiveSeeds},
        {"http_request", runHttpRequest, httpRequestSeeds},
    };
    return targets;
}

const FuzzTarget* fuzzTargetNamed(std::string_view name)
{
    const std::vector<FuzzTarget>& all = fuzzTargets();
    const auto found =
        std::find_if(all.begin(), all.end(), [name](const FuzzTarget& target) { return target.name == name; });
    return found == all.end() ? nullptr : &*found;
}

FuzzSeed fuzzSeed(const char* name, std::string_view text, const char* fault)
{
    return {name, fuzzBytes(text), fault};
}

FuzzBytes fuzzBytes(std::string_view text)
{
    return {text.begin(), text.end()};
}

std::string_view fuzzText(FuzzInput input)
{
    return {reinterpret_cast<const char*>(input.data()), input.size()};
}

std::string fuzzReplace(std::string text, std::string_view part, std::string_view by)
{
    const std::size_t at = text.find(part);
    fuzzRequire(at != std::string::npos, "a seed has the part that is replaced");
    return text.replace(at, part.size(), by);
}

void fuzzRequire(bool isKept, const char* promise)
{
    if (!isKept) {
        std::fprintf(stderr, "broken promise: %s\n", promise);
        std::abort();
    }
}
