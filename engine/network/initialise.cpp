#include "engine/network/initialise.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/base/random.h"
#include "engine/network/eigen.h"
#include "engine/network/graph_summary.h"

namespace saccade {

namespace {

constexpr double kWhiteningEpsilon = 5e-4;

std::int64_t product(const std::vector<std::int64_t>& shape, std::size_t from)
{
    return std::accumulate(shape.begin() + static_cast<std::ptrdiff_t>(std::min(from, shape.size())), shape.end(),
                           std::int64_t{1}, std::multiplies<>());
}

/// Inputs of one output value of the node: the weight's, also for its bias.
double fanIn(const std::vector<ParameterInfo>& all, const ParameterInfo& parameter)
{
    const auto sibling = std::find_if(all.begin(), all.end(), [&](const ParameterInfo& other) {
        return other.node == parameter.node && other.shape.size() > 1;
    });
    return static_cast<double>(sibling == all.end() ? parameter.elements() : product(sibling->shape, 1));
}

/// Outputs that one input value reaches: filters times window.
double fanOut(const ParameterInfo& parameter)
{
    return static_cast<double>(parameter.shape.front() * product(parameter.shape, 2));
}

void fillUniform(HostTensor& tensor, const std::string& name, std::uint64_t seed, double bound)
{
    RandomStream random(seed, name);
    for (float& value : tensor.values) {
        value = static_cast<float>((2 * random.uniform() - 1) * bound);
    }
}

/// The filter of channel i sees that channel's centre and nothing else.
void passChannelsThrough(HostTensor& tensor)
{
    const std::int64_t channels = tensor.shape[1];
    const std::int64_t window = product(tensor.shape, 2);
    const std::int64_t centre = tensor.shape[2] / 2 * tensor.shape[3] + tensor.shape[3] / 2;
    for (std::int64_t i = 0; i < std::min(channels, tensor.shape[0]); ++i) {
        const auto filter = tensor.values.begin() + i * channels * window;
        std::fill(filter, filter + channels * window, 0.0F);
        *(filter + i * window + centre) = 1;
    }
}

/// Divides by the sample standard deviation (n - 1), as torch.Tensor.std() takes it.
void scaleToUnit(HostTensor& tensor)
{
    const auto count = static_cast<double>(tensor.values.size());
    const double mean = std::accumulate(tensor.values.begin(), tensor.values.end(), 0.0) / count;
    double squares = 0;
    for (const float value : tensor.values) {
        squares += (value - mean) * (value - mean);
    }
    if (!(squares > 0)) {
        return;
    }
    const double factor = std::sqrt((count - 1) / squares);
    for (float& value : tensor.values) {
        value = static_cast<float>(value * factor);
    }
}

Result<void> fillWhitening(HostTensor& tensor, const std::string& name, const PatchMoments& moments)
{
    const auto components = static_cast<std::size_t>(product(tensor.shape, 1));
    const std::vector<double> matrix = moments ? moments(static_cast<int>(tensor.shape[2])) : std::vector<double>();
    const bool isFinite = std::all_of(matrix.begin(), matrix.end(), [](double v) { return std::isfinite(v); });
    if (matrix.size() != components * components || !isFinite) {
        return Error{ErrorCode::GraphInvalid, name + ": whitening needs statistics of the training images", {}};
    }
    const EigenSystem system = solveSymmetric(matrix, static_cast<int>(components));
    auto value = tensor.values.begin();
    for (const double sign : {1.0, -1.0}) {
        for (std::size_t i = 0; i < components; ++i) {
            const double scale = sign / std::sqrt(std::max(0.0, system.values[i]) + kWhiteningEpsilon);
            value = std::transform(system.vectors[i].begin(), system.vectors[i].end(), value,
                                   [scale](double v) { return static_cast<float>(v * scale); });
        }
    }
    return {};
}

void fillNormal(HostTensor& tensor, const std::string& name, std::uint64_t seed, double deviation)
{
    RandomStream random(seed, name);
    for (float& value : tensor.values) {
        value = static_cast<float>(random.normal() * deviation);
    }
}

struct Origin
{
    const std::vector<ParameterInfo>& all;
    std::uint64_t seed;
    const PatchMoments& moments;
};

Result<HostTensor> initialise(const ParameterInfo& parameter, const Origin& origin)
{
    HostTensor tensor{parameter.shape, std::vector<float>(static_cast<std::size_t>(parameter.elements()))};
    const double inputs = fanIn(origin.all, parameter);
    switch (parameter.rule.initialiser) {
    case Initialiser::Zeros: return tensor;
    case Initialiser::Ones: std::fill(tensor.values.begin(), tensor.values.end(), 1.0F); return tensor;
    case Initialiser::GlorotUniform:
        fillUniform(tensor, parameter.name, origin.seed, std::sqrt(6 / (inputs + fanOut(parameter))));
        return tensor;
    case Initialiser::KaimingNormal:
        fillNormal(tensor, parameter.name, origin.seed, std::sqrt(2 / fanOut(parameter)));
        return tensor;
    case Initialiser::Whitening:
        if (const Result<void> filled = fillWhitening(tensor, parameter.name, origin.moments); !filled) {
            return filled.error();
        }
        return tensor;
    case Initialiser::KaimingUniform:
    case Initialiser::Dirac:
    case Initialiser::UnitScaled: break;
    }
    fillUniform(tensor, parameter.name, origin.seed, 1 / std::sqrt(inputs));
    if (parameter.rule.initialiser == Initialiser::Dirac) {
        passChannelsThrough(tensor);
    } else if (parameter.rule.initialiser == Initialiser::UnitScaled) {
        scaleToUnit(tensor);
    }
    return tensor;
}

std::string shapeText(const std::vector<std::int64_t>& shape)
{
    std::string text;
    for (const std::int64_t side : shape) {
        text += (text.empty() ? "" : " x ") + std::to_string(side);
    }
    return text.empty() ? "one number" : text;
}

Error mismatch(std::string detail)
{
    return Error{ErrorCode::WeightsMismatch, std::move(detail), {}};
}

} // namespace

Result<NamedTensors> initialiseParameters(const LayerGraph& graph, std::uint64_t seed, const PatchMoments& moments)
{
    const Result<GraphSummary> summary = summarise(graph);
    if (!summary) {
        return summary.error();
    }
    NamedTensors tensors;
    for (const ParameterInfo& parameter : summary->parameters) {
        Result<HostTensor> tensor = initialise(parameter, {summary->parameters, seed, moments});
        if (!tensor) {
            return tensor.error();
        }
        tensors.emplace(parameter.name, std::move(*tensor));
    }
    return tensors;
}

Result<void> checkTensors(const LayerGraph& graph, const NamedTensors& tensors)
{
    const Result<GraphSummary> summary = summarise(graph);
    if (!summary) {
        return summary.error();
    }
    for (const ParameterInfo& parameter : summary->parameters) {
        const auto found = tensors.find(parameter.name);
        if (found == tensors.end()) {
            return mismatch(parameter.name + " is missing");
        }
        const HostTensor& tensor = found->second;
        if (tensor.shape != parameter.shape) {
            return mismatch(parameter.name + " is " + shapeText(tensor.shape) + ", not " + shapeText(parameter.shape));
        }
        if (tensor.values.size() != static_cast<std::size_t>(parameter.elements())) {
            return mismatch(parameter.name + " has " + std::to_string(tensor.values.size()) + " values, not " +
                            std::to_string(parameter.elements()));
        }
    }
    for (const auto& [name, tensor] : tensors) {
        const bool isKnown = std::any_of(summary->parameters.begin(), summary->parameters.end(),
                                         [&name = name](const ParameterInfo& p) { return p.name == name; });
        if (!isKnown) {
            return mismatch(name + " does not belong to the network");
        }
    }
    return {};
}

} // namespace saccade
