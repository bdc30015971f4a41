#include "engine/formats/plan_json.h"
#include "engine/network/graph_summary.h"
#include "tests/fuzz/small_graph.h"
#include "tests/fuzz/targets.h"

using namespace saccade;

namespace {

TrainPlan smallPlan()
{
    TrainPlan plan;
    plan.preset = "quick";
    plan.settings.learningRate = 0.1;
    plan.settings.epochs = 2.5;
    plan.data = {"set", "/data/\xff", "abc", {"a", "b"}, {8, 8, 3}, ResizeMode::Squash, {}, {}};
    plan.network = smallGraph();
    plan.groups = optimiserGroups(plan.settings, plan.network);
    plan.probes = {3, 1, 4};
    return plan;
}

} // namespace

Result<void> runPlan(FuzzInput input)
{
    const Result<TrainPlan> plan = decodePlan(fuzzText(input));
    if (!plan) {
        return plan.error();
    }
    fuzzRequire(summarise(plan->network).hasValue(), "the network of a plan is sound");
    const Result<TrainPlan> again = decodePlan(encodePlan(*plan));
    fuzzRequire(again && *again == *plan, "a plan survives being written");
    return {};
}

std::vector<FuzzSeed> planSeeds()
{
    const std::string good = encodePlan(smallPlan());
    const auto changed = [&good](const char* name, const char* part, const char* by, const char* fault) {
        return FuzzSeed{name, fuzzBytes(fuzzReplace(good, part, by)), fault};
    };
    return {
        {"good", fuzzBytes(good), ""},
        {"cut", fuzzBytes(good.substr(0, good.size() / 2)), "not JSON"},
        {"list", fuzzBytes("[]"), "formatVersion: is missing"},
        {"number", fuzzBytes("{\"formatVersion\": 1e999}"), "not JSON"},
        changed("newer", "\"formatVersion\": 1", "\"formatVersion\": 99", "version 99"),
        changed("version", "\"formatVersion\": 1", "\"formatVersion\": null", "no whole number"),
        changed("missing", "\"preset\": \"quick\",", "", "preset: is missing"),
        changed("stranger", "\"preset\"", "\"presets\": 1, \"preset\"", "nearest: preset"),
        changed("setting", "\"epochs\": 2.5", "\"epoch\": 2.5", "nearest: epochs"),
        changed("setting-kind", "\"epochs\": 2.5", "\"epochs\": []", "epochs"),
        changed("setting-range", "\"epochs\": 2.5", "\"epochs\": -1", "epochs"),
        changed("setting-huge", "\"epochs\": 2.5", "\"epochs\": 18446744073709551615", "epochs"),
        changed("always", "\"endsAtEpoch\": \"always\"", "\"endsAtEpoch\": null", ""),
        changed("rule", "\"rule\": \"", "\"rule\": \"x", "is unknown"),
        changed("class-name", "\"b\"", "5", "classNames[1]"),
        changed("bytes-odd", "\"bytes\": \"2f", "\"bytes\": \"2", "must be a text"),
        changed("probes", "\"probes\": [", "\"probes\": [1e3,", "whole number"),
        changed("graph", "\"kernel\": 3", "\"kernel\": -1", "kernel and stride"),
    };
}
