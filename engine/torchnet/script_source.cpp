#include "engine/torchnet/script_source.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <vector>

namespace saccade {
namespace {

/// The language's own words, and what every module has.
constexpr std::array<std::string_view, 38> kTaken{
    "False", "None",     "NoneType", "True",     "and",  "as",    "assert", "async",    "await", "break",
    "class", "continue", "def",      "del",      "elif", "else",  "except", "finally",  "for",   "forward",
    "from",  "global",   "if",       "import",   "in",   "is",    "lambda", "nonlocal", "not",   "or",
    "pass",  "raise",    "return",   "training", "try",  "while", "with",   "yield"};

/// The shortest text that is the same number again, always one with a point or an exponent.
std::string number(double value)
{
    std::array<char, 32> buffer{};
    const auto [end, fault] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    std::string text(buffer.data(), end);
    return text.find_first_of(".e") == std::string::npos ? text + ".0" : text;
}

std::string variable(std::size_t node)
{
    std::string name = "x";
    name += std::to_string(node);
    return name;
}

std::string pair(int value)
{
    std::string text = "[";
    for (const char* end : {", ", "]"}) {
        text += std::to_string(value);
        text += end;
    }
    return text;
}

std::string channelConstant(const std::array<double, 3>& values, int channels)
{
    std::string list;
    for (int i = 0; i < channels; ++i) {
        list += (i > 0 ? ", " : "") + number(values[static_cast<std::size_t>(i)]);
    }
    return "torch.view(torch.tensor([" + list + "], dtype=6, device=pixels.device), [1, " + std::to_string(channels) +
           ", 1, 1])";
}

/// What one node does with the variables that it reads; a function object, so that every kind of layer has its own
/// overload.
struct Expression
{
    const Node& node;
    const std::vector<std::string>& inputs;

    [[nodiscard]] const std::string& x() const { return inputs.front(); }
    [[nodiscard]] std::string tensor(const char* what) const
    {
        std::string access = "self";
        std::string rest = node.name + "." + what;
        for (std::size_t dot = rest.find('.'); !rest.empty(); dot = rest.find('.')) {
            access.insert(0, "getattr(").append(", \"").append(rest, 0, dot).append("\")");
            rest = dot == std::string::npos ? std::string() : rest.substr(dot + 1);
        }
        return access;
    }
    [[nodiscard]] std::string tensorOr(bool isThere, const char* what) const { return isThere ? tensor(what) : "None"; }

    std::string operator()(const InputLayer& layer) const
    {
        const int channels = layer.size.channels;
        return "(torch.to(pixels, 6) / 255.0 - " + channelConstant(layer.normalisation.mean, channels) + ") / " +
               channelConstant(layer.normalisation.deviation, channels);
    }
    std::string operator()(const Conv2dLayer& layer) const
    {
        return "torch.conv2d(" + x() + ", " + tensor("weight") + ", " + tensorOr(layer.hasBias, "bias") + ", " +
               pair(layer.stride) + ", " + pair(layer.padding) + ", [1, 1], " + std::to_string(layer.groups) + ")";
    }
    std::string operator()(const BatchNormLayer& layer) const
    {
        return "torch.batch_norm(" + x() + ", " + tensorOr(layer.hasWeight, "weight") + ", " + tensor("bias") + ", " +
               tensor("running_mean") + ", " + tensor("running_var") + ", False, 0.0, " + number(layer.epsilon) +
               ", False)";
    }
    std::string operator()(const ActivationLayer& layer) const
    {
        switch (layer.function) {
        case Activation::Relu: return "torch.relu(" + x() + ")";
        case Activation::Gelu: return "torch.gelu(" + x() + ")";
        case Activation::Silu: break;
        }
        return "torch.silu(" + x() + ")";
    }
    std::string operator()(const PoolLayer& layer) const
    {
        const std::string window = pair(layer.kernel) + ", " + pair(layer.stride) + ", " + pair(layer.padding);
        return layer.kind == Pooling::Maximum ? "torch.max_pool2d(" + x() + ", " + window + ")"
                                              : "torch.avg_pool2d(" + x() + ", " + window + ", False, True)";
    }
    std::string operator()(const GlobalPoolLayer& layer) const
    {
        return (layer.kind == Pooling::Maximum ? "torch.amax(" : "torch.mean(") + x() + ", [2, 3])";
    }
    std::string operator()(const FlattenLayer&) const { return "torch.flatten(" + x() + ", 1)"; }
    std::string operator()(const LinearLayer& layer) const
    {
        return "torch.linear(" + x() + ", " + tensor("weight") + ", " + tensorOr(layer.hasBias, "bias") + ")";
    }
    std::string operator()(const DropoutLayer&) const { return x(); }
    std::string operator()(const AddLayer&) const
    {
        std::string sum = x();
        std::for_each(inputs.begin() + 1, inputs.end(), [&sum](const std::string& input) { sum += " + " + input; });
        return sum;
    }
    std::string operator()(const ScaleLayer& layer) const { return x() + " * " + number(layer.factor); }
};

} // namespace

Result<void> checkScriptNames(const LayerGraph& graph)
{
    for (const Node& node : graph.nodes) {
        std::string_view rest = node.name;
        for (bool isMore = true; isMore;) {
            const std::size_t dot = rest.find('.');
            const std::string_view part = rest.substr(0, dot);
            if (part.empty() || std::find(kTaken.begin(), kTaken.end(), part) != kTaken.end()) {
                return Error{ErrorCode::ExportUnsupported, "the node's name " + node.name, {}};
            }
            isMore = dot != std::string_view::npos;
            rest = isMore ? rest.substr(dot + 1) : std::string_view();
        }
    }
    return {};
}

std::string scriptForward(const LayerGraph& graph)
{
    std::string text = "def forward(self, pixels: Tensor) -> Tensor:\n";
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        std::vector<std::string> inputs;
        for (const int input : graph.nodes[i].inputs) {
            inputs.push_back(variable(static_cast<std::size_t>(input)));
        }
        text +=
            "    " + variable(i) + " = " + std::visit(Expression{graph.nodes[i], inputs}, graph.nodes[i].layer) + "\n";
    }
    return text + "    return torch.softmax(" + variable(graph.nodes.size() - 1) + ", 1)\n";
}

} // namespace saccade
