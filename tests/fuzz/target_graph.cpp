#include "engine/formats/graph_file.h"
#include "engine/network/graph_summary.h"
#include "tests/fuzz/small_graph.h"
#include "tests/fuzz/targets.h"

using namespace saccade;

LayerGraph smallGraph()
{
    Conv2dLayer conv;
    conv.outChannels = 4;
    conv.padding = 1;
    conv.weight = {Initialiser::Dirac, 1.5};
    LinearLayer linear;
    linear.outFeatures = 2;
    return {"own",
            2,
            {{"in", InputLayer{{8, 8, 3}, {}}, {}},
             {"conv", conv, {0}},
             {"norm", BatchNormLayer{}, {1}},
             {"relu", ActivationLayer{}, {2}},
             {"sum", AddLayer{}, {1, 3}},
             {"pool", PoolLayer{}, {4}},
             {"drop", DropoutLayer{}, {5}},
             {"flat", FlattenLayer{}, {6}},
             {"head", linear, {7}},
             {"scale", ScaleLayer{0.5}, {8}}}};
}

Result<void> runGraph(FuzzInput input)
{
    const Result<LayerGraph> graph = decodeGraphFile(fuzzText(input));
    if (!graph) {
        return graph.error();
    }
    const Result<GraphSummary> summary = summarise(*graph);
    fuzzRequire(summary.hasValue(), "a graph that is read is sound");
    fuzzRequire(summary->parameterCount >= 0 && summary->flops >= 0 && summary->activationElements > 0,
                "a graph is counted without overflow");
    fuzzRequire(summary->trainingBytes(1024, 4) > 0, "memory is counted without overflow");
    const Result<LayerGraph> again = decodeGraphFile(encodeGraphFile(*graph));
    fuzzRequire(again && *again == *graph, "a graph survives being written");
    return {};
}

std::vector<FuzzSeed> graphSeeds()
{
    const std::string good = encodeGraphFile(smallGraph());
    const auto changed = [&good](const char* name, const char* part, const char* by, const char* fault) {
        return fuzzSeed(name, fuzzReplace(good, part, by), fault);
    };
    return {
        fuzzSeed("good", good, ""),
        fuzzSeed("no-json", "{\"nodes\": [", "not JSON"),
        fuzzSeed("list", "[]", "must be an object"),
        fuzzSeed("deep", std::string(100, '['), "nested too deeply"),
        changed("twice", "\"family\"", "\"nodes\": 1, \"family\"", "duplicate key"),
        changed("newer", "\"formatVersion\": 1", "\"formatVersion\": 2", "version 2"),
        changed("version", "\"formatVersion\": 1", "\"formatVersion\": 0.5", "no whole number"),
        changed("missing", "\"family\": \"own\",", "", "family: is missing"),
        changed("stranger", "\"family\"", "\"author\": 1, \"family\"", "nearest"),
        changed("layer", "\"batch_norm\"", "\"group_norm\"", "is unknown"),
        changed("initialiser", "\"dirac\"", "\"random\"", "is unknown"),
        changed("number", "\"outChannels\": 4", "\"outChannels\": 4e99", "whole number"),
        changed("channels", "\"outChannels\": 4", "\"outChannels\": 1048576", "too many"),
        changed("groups", "\"groups\": 1", "\"groups\": 2", "groups must divide"),
        changed("kernel", "\"kernel\": 3", "\"kernel\": 0", "kernel and stride"),
        changed("padding", "\"padding\": 1", "\"padding\": 2147483647", "padding must"),
        changed("side", "\"height\": 8", "\"height\": 100000", "image sides"),
        changed("minimum", "\"minimumSide\": 2", "\"minimumSide\": 99", "needs images of at least 99"),
        changed("name", "\"name\": \"relu\"", "\"name\": \"re lu\"", "needs a name"),
        changed("epsilon", "\"epsilon\": 1e-05", "\"epsilon\": -1", "epsilon"),
        changed("bytes", "\"own\"", "{\"bytes\": \"ff\"}", ""),
    };
}
