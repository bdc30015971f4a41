#include "tests/formats/trained_models.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/base/random.h"
#include "engine/network/families.h"
#include "engine/network/graph_summary.h"

using namespace saccade;

namespace {

constexpr int kClasses = 5;
constexpr Normalisation kNormalisation{{0.49, 0.48, 0.45}, {0.25, 0.24, 0.26}};

Node node(const char* name, Layer layer, std::vector<int> inputs)
{
    return {name, std::move(layer), std::move(inputs)};
}

Conv2dLayer convolution(int channels, int kernel, int padding, int groups, bool hasBias)
{
    Conv2dLayer layer;
    layer.outChannels = channels;
    layer.kernel = kernel;
    layer.padding = padding;
    layer.groups = groups;
    layer.hasBias = hasBias;
    return layer;
}

LinearLayer linear(int features, bool hasBias)
{
    LinearLayer layer;
    layer.outFeatures = features;
    layer.hasBias = hasBias;
    return layer;
}

BatchNormLayer normWithoutWeight()
{
    BatchNormLayer layer;
    layer.hasWeight = false;
    layer.epsilon = 1e-12;
    return layer;
}

LayerGraph ownGraph()
{
    return {"",
            1,
            {node("input", InputLayer{{17, 14, 1}, kNormalisation}, {}),
             node("stem", convolution(8, 3, 1, 1, true), {0}),
             node("silu", ActivationLayer{Activation::Silu}, {1}),
             node("kept", BatchNormLayer{}, {2}), // behind an activation
             node("grouped", convolution(8, 3, 1, 4, false), {3}),
             node("pool_a", PoolLayer{Pooling::Average, 2, 1, 0}, {4}),
             node("folded", normWithoutWeight(), {5}),
             node("gelu", ActivationLayer{Activation::Gelu}, {6}),
             node("pool_b", PoolLayer{Pooling::Average, 3, 2, 1}, {7}),
             node("kept2", BatchNormLayer{}, {8}), // zeros around an average
             node("pool_c", PoolLayer{Pooling::Maximum, 3, 1, 1}, {9}),
             node("half", ScaleLayer{0.5}, {9}),
             node("sum", AddLayer{}, {9, 10, 11}),
             node("twice", AddLayer{}, {12, 12}),
             node("relu", ActivationLayer{Activation::Relu}, {13}),
             node("drop", DropoutLayer{0.3}, {14}),
             node("maxima", GlobalPoolLayer{Pooling::Maximum}, {15}),
             node("means", GlobalPoolLayer{Pooling::Average}, {15}),
             node("both", AddLayer{}, {16, 17}),
             node("dense1", linear(12, false), {18}),
             node("norm3", BatchNormLayer{}, {19}), // behind a linear layer
             node("relu3", ActivationLayer{Activation::Relu}, {20}),
             node("kept4", BatchNormLayer{}, {21}), // of flat values
             node("dense2", linear(kClasses, true), {22}),
             node("drop2", DropoutLayer{0.1}, {23}),
             node("scale", ScaleLayer{0.1}, {24}),
             node("scale2", ScaleLayer{3}, {25})}};
}

bool endsWith(const std::string& text, std::string_view end)
{
    return std::string_view(text).ends_with(end);
}

float draw(RandomStream& random, const ParameterInfo& parameter)
{
    if (parameter.shape.size() > 1) {
        const auto inputs = static_cast<double>(parameter.elements() / parameter.shape.front());
        return static_cast<float>(random.normal() * std::sqrt(2 / inputs));
    }
    if (endsWith(parameter.name, ".running_var")) {
        return static_cast<float>(0.2 + 1.5 * random.uniform());
    }
    if (endsWith(parameter.name, ".weight")) { // a tenth of the channels turned round
        return static_cast<float>((0.5 + random.uniform()) * (random.uniform() < 0.1 ? -1 : 1));
    }
    return static_cast<float>(0.2 * random.normal());
}

/// So that each class is the answer to some image, whatever the depth: over some images each logit has a deviation of
/// two and, where the head has a bias, the mean 0.
void spreadLogits(PortableModel& model)
{
    const auto isLinear = [](const Node& candidate) { return std::holds_alternative<LinearLayer>(candidate.layer); };
    const auto head = std::find_if(model.network.nodes.rbegin(), model.network.nodes.rend(), isLinear);
    const auto at = static_cast<std::size_t>(model.network.nodes.rend() - head - 1);
    std::vector<float>& weights = model.tensors.at(head->name + ".weight").values;
    const std::vector<ImagePlanes> images = exampleImages(model.network.input().size, 12);
    std::vector<std::vector<double>> outputs;
    double factor = 1; // of the layers behind the head
    for (const ImagePlanes& image : images) {
        const std::vector<std::vector<double>> all = referenceOutputs(model.network, model.tensors, image);
        outputs.push_back(all[at]);
        factor = all.back().front() / all[at].front();
    }
    for (std::size_t c = 0; c < kClasses; ++c) {
        double mean = 0;
        double squares = 0;
        for (const std::vector<double>& values : outputs) {
            mean += values[c] / static_cast<double>(outputs.size());
            squares += values[c] * values[c] / static_cast<double>(outputs.size());
        }
        const double scale = 2 / (factor * std::sqrt(squares - mean * mean));
        const auto begin = weights.begin() + static_cast<std::ptrdiff_t>(c * weights.size() / kClasses);
        std::for_each(begin, begin + static_cast<std::ptrdiff_t>(weights.size() / kClasses),
                      [scale](float& value) { value = static_cast<float>(value * scale); });
        if (const auto bias = model.tensors.find(head->name + ".bias"); bias != model.tensors.end()) {
            bias->second.values[c] = static_cast<float>(bias->second.values[c] - mean) * static_cast<float>(scale);
        }
    }
}

} // namespace

PortableModel trainedModelOf(LayerGraph graph)
{
    PortableModel model;
    model.title = "A run, \"Übung 1\"";
    model.network = std::move(graph);
    const Result<GraphSummary> summary = summarise(model.network);
    for (const ParameterInfo& parameter : summary->parameters) {
        RandomStream random(7, parameter.name);
        HostTensor tensor{parameter.shape, std::vector<float>(static_cast<std::size_t>(parameter.elements()))};
        std::generate(tensor.values.begin(), tensor.values.end(), [&] { return draw(random, parameter); });
        model.tensors.emplace(parameter.name, std::move(tensor));
    }
    spreadLogits(model);
    model.classNames = {"cat", "dog", "Möwe", "\xff\xfe", "a,\n\"b\""};
    model.resize = ResizeMode::Pad;
    model.temperature = 1.25;
    model.rejectThreshold = 0.4;
    return model;
}

PortableModel trainedModel(const std::string& network)
{
    static std::map<std::string, PortableModel> known; // some need a second of plain loops
    const auto found = known.find(network);
    if (found != known.end()) {
        return found->second;
    }
    const double width = network == "speed-net" || network == "resnet-18" ? 0.5 : 1;
    const int side = network == "resnet-18" ? 64 : 32;
    const LayerGraph graph =
        network == "own" ? ownGraph() : *buildNetwork(network, {{side, side, 3}, kClasses, kNormalisation, width});
    return known.emplace(network, trainedModelOf(graph)).first->second;
}

std::vector<std::string> trainedModelNames()
{
    return {"notebook-cnn", "speed-net", "resnet-20", "resnet-18", "own"};
}

std::vector<ImagePlanes> exampleImages(ImageSize size, int count, std::uint64_t seed)
{
    std::vector<ImagePlanes> images;
    for (int i = 0; i < count; ++i) {
        RandomStream random(seed, "image", static_cast<std::uint64_t>(i));
        ImagePlanes image;
        for (int c = 0; c < size.channels; ++c) {
            const double base = 255 * random.uniform();
            const double right = 200 * (random.uniform() - 0.5);
            const double down = 200 * (random.uniform() - 0.5);
            for (int p = 0; p < size.height * size.width; ++p) {
                const double value = base + right * (p % size.width) / size.width +
                                     down * (p / size.width) / size.height + 20 * random.normal();
                image.push_back(static_cast<std::uint8_t>(std::clamp(value, 0.0, 255.0)));
            }
        }
        images.push_back(std::move(image));
    }
    return images;
}
