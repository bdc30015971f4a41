#include <array>

#include "engine/base/fields.h"
#include "engine/formats/layer_json.h"
#include "engine/formats/plan_json.h"
#include "engine/network/graph_summary.h"

namespace saccade {

namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 8> kInitialisers{
    "kaiming_uniform", "glorot_uniform", "kaiming_normal", "zeros", "ones", "dirac", "whitening", "unit_scaled"};

/// Every layer that a file may name, in its default form.
const std::vector<Layer>& layerPrototypes()
{
    static const std::vector<Layer> prototypes{
        InputLayer{},
        Conv2dLayer{},
        BatchNormLayer{},
        ActivationLayer{Activation::Relu},
        ActivationLayer{Activation::Gelu},
        ActivationLayer{Activation::Silu},
        PoolLayer{Pooling::Maximum},
        PoolLayer{Pooling::Average},
        GlobalPoolLayer{Pooling::Maximum},
        GlobalPoolLayer{Pooling::Average},
        FlattenLayer{},
        LinearLayer{},
        DropoutLayer{},
        AddLayer{},
        ScaleLayer{},
    };
    return prototypes;
}

} // namespace

template <typename Io>
void describe(Io& io, ParameterRule& rule)
{
    io.named("initialiser", rule.initialiser, kInitialisers);
    io.always("trainableUntil", rule.trainableUntil);
}

template <typename Io>
void describe(Io& io, Normalisation& normalisation)
{
    std::vector<double> mean(normalisation.mean.begin(), normalisation.mean.end());
    std::vector<double> deviation(normalisation.deviation.begin(), normalisation.deviation.end());
    io("mean", mean);
    io("deviation", deviation);
    mean.resize(normalisation.mean.size(), 0);
    deviation.resize(normalisation.deviation.size(), 1);
    std::copy(mean.begin(), mean.end(), normalisation.mean.begin());
    std::copy(deviation.begin(), deviation.end(), normalisation.deviation.begin());
}

namespace {

template <typename Io>
struct LayerDescription
{
    Io& io;

    void operator()(InputLayer& layer) const
    {
        io("size", layer.size);
        io("normalisation", layer.normalisation);
    }
    void operator()(Conv2dLayer& layer) const
    {
        io("outChannels", layer.outChannels);
        io("kernel", layer.kernel);
        io("stride", layer.stride);
        io("padding", layer.padding);
        io("groups", layer.groups);
        io("hasBias", layer.hasBias);
        io("weight", layer.weight);
        io("bias", layer.bias);
    }
    void operator()(BatchNormLayer& layer) const
    {
        io("epsilon", layer.epsilon);
        io("momentum", layer.momentum);
        io("hasWeight", layer.hasWeight);
        io("weight", layer.weight);
        io("bias", layer.bias);
    }
    void operator()(PoolLayer& layer) const
    {
        io("kernel", layer.kernel);
        io("stride", layer.stride);
        io.optional("padding", layer.padding); // not in files of the first release
    }
    void operator()(LinearLayer& layer) const
    {
        io("outFeatures", layer.outFeatures);
        io("hasBias", layer.hasBias);
        io("weight", layer.weight);
        io("bias", layer.bias);
    }
    void operator()(DropoutLayer& layer) const { io("probability", layer.probability); }
    void operator()(ScaleLayer& layer) const { io("factor", layer.factor); }
    // Their kind says all.
    void operator()(ActivationLayer&) const {}
    void operator()(GlobalPoolLayer&) const {}
    void operator()(FlattenLayer&) const {}
    void operator()(AddLayer&) const {}
};

void readLayer(JsonReader& io, Layer& layer)
{
    std::string kind;
    io("layer", kind);
    std::vector<std::string> kinds;
    for (const Layer& prototype : layerPrototypes()) {
        kinds.emplace_back(layerKind(prototype));
        if (kinds.back() == kind) {
            layer = prototype;
            std::visit(LayerDescription<JsonReader>{io}, layer);
            return;
        }
    }
    io.keep(Error{ErrorCode::FormatInvalid,
                  io.placeOf("layer") + ": " + kind + " is unknown; nearest: " + nearestName(kind, kinds),
                  {}});
}

} // namespace

void describe(JsonWriter& io, Node& node)
{
    std::string kind(layerKind(node.layer));
    io("name", node.name);
    io("layer", kind);
    io("inputs", node.inputs);
    std::visit(LayerDescription<JsonWriter>{io}, node.layer);
}

void describe(JsonReader& io, Node& node)
{
    io("name", node.name);
    io("inputs", node.inputs);
    readLayer(io, node.layer);
}

template <typename Io>
void describe(Io& io, LayerGraph& graph)
{
    io("family", graph.family);
    io("minimumSide", graph.minimumSide);
    io("nodes", graph.nodes);
}

json graphToJson(const LayerGraph& graph)
{
    LayerGraph copy = graph;
    JsonWriter writer;
    describe(writer, copy);
    return writer.take();
}

Result<LayerGraph> graphFromJson(const json& value, const std::string& place)
{
    LayerGraph graph;
    JsonReader reader(value, place);
    describe(reader, graph);
    if (const Result<void> read = reader.finish(); !read) {
        return read.error();
    }
    if (const Result<GraphSummary> sound = summarise(graph); !sound) {
        return sound.error();
    }
    return graph;
}

std::string encodeGraph(const LayerGraph& graph)
{
    return dumpJson(graphToJson(graph));
}

Result<LayerGraph> decodeGraph(std::string_view text)
{
    const Result<json> value = parseJson(text);
    return value ? graphFromJson(*value, {}) : Result<LayerGraph>(value.error());
}

} // namespace saccade
