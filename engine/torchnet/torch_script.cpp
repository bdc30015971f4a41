#include "engine/torchnet/torch_script.h"

#include <ATen/ops/empty.h>
#include <sstream>
#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/serialization/import.h>

#include "engine/network/graph_summary.h"
#include "engine/network/initialise.h"
#include "engine/torchnet/script_source.h"
#include "engine/torchnet/torch_error.h"
#include "engine/torchnet/torch_thread.h"

namespace saccade {
namespace {

using torch::jit::Module;

Module makeModule(const std::string& name)
{
    Module module(name);
    // What freezes a module, or trains it further, asks for this.
    module.register_attribute("training", c10::BoolType::get(), false);
    return module;
}

/// Modules by the path of their parts, made when they are first asked for; "" is the network itself.
class ModuleTree final
{
public:
    ModuleTree() { m_modules.emplace("", makeModule("Network")); }

    [[nodiscard]] Module& root() { return m_modules.at(""); }
    void add(const ParameterInfo& info, const HostTensor& values)
    {
        at::Tensor tensor = at::empty(values.shape, at::kFloat);
        std::copy(values.values.begin(), values.values.end(), tensor.mutable_data_ptr<float>());
        const std::size_t dot = info.name.rfind('.');
        Module& module = at(info.name.substr(0, dot));
        if (info.isBuffer) {
            module.register_buffer(info.name.substr(dot + 1), tensor);
        } else {
            module.register_parameter(info.name.substr(dot + 1), tensor, false);
        }
    }

private:
    Module& at(const std::string& path)
    {
        if (const auto found = m_modules.find(path); found != m_modules.end()) {
            return found->second;
        }
        const std::size_t dot = path.rfind('.');
        Module& parent = dot == std::string::npos ? root() : at(path.substr(0, dot));
        Module child = makeModule("Part" + std::to_string(m_modules.size()));
        parent.register_module(dot == std::string::npos ? path : path.substr(dot + 1), child);
        return m_modules.emplace(path, child).first->second;
    }

    std::map<std::string, Module> m_modules;
};

class ScriptPredictor final : public Predictor
{
public:
    ScriptPredictor(Module module, const InputLayer& input) : m_module(std::move(module)), m_input(input) {}

    [[nodiscard]] Result<std::vector<float>> predict(const std::vector<ImageView>& images) override
    {
        std::vector<float> all;
        try {
            const TorchThread engineThread;
            for (const ImageView& image : images) {
                if (image.size != m_input.size) {
                    return Error{ErrorCode::Internal, "an image of another size than the network's", {}};
                }
                const at::Tensor row = m_module.forward({planesOf(image)}).toTensor().contiguous();
                const float* values = row.const_data_ptr<float>();
                all.insert(all.end(), values, values + row.numel());
            }
        } catch (...) {
            return errorFromException(std::current_exception(), std::to_string(images.size()) + " images");
        }
        return all;
    }
    [[nodiscard]] Result<HeatMap> explain(ImageView, int, HeatMapMethod) override
    {
        return Error{ErrorCode::ExplainUnsupported, "an exported file", {}};
    }

private:
    /// As somebody else would feed it: floats 0..255, one plane a channel.
    [[nodiscard]] static at::Tensor planesOf(const ImageView& image)
    {
        const auto [height, width, channels] = image.size;
        at::Tensor planes = at::empty({1, channels, height, width}, at::kFloat);
        float* values = planes.mutable_data_ptr<float>();
        const std::span<const std::uint8_t> bytes = image.bytes();
        const std::size_t area = bytes.size() / static_cast<std::size_t>(channels);
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            values[i % static_cast<std::size_t>(channels) * area + i / static_cast<std::size_t>(channels)] =
                static_cast<float>(bytes[i]);
        }
        return planes;
    }

    Module m_module;
    InputLayer m_input;
};

} // namespace

Result<std::vector<std::uint8_t>> encodeScript(const LayerGraph& graph, const NamedTensors& tensors,
                                               const std::map<std::string, std::string>& extraFiles)
{
    if (const Result<void> fits = checkTensors(graph, tensors); !fits) {
        return fits.error();
    }
    if (const Result<void> named = checkScriptNames(graph); !named) {
        return named.error();
    }
    const Result<GraphSummary> summary = summarise(graph);
    if (!summary) {
        return summary.error();
    }
    try {
        ModuleTree tree;
        for (const ParameterInfo& info : summary->parameters) {
            tree.add(info, tensors.at(info.name));
        }
        tree.root().define(scriptForward(graph));
        std::ostringstream stream(std::ios::binary);
        tree.root().save(stream, {extraFiles.begin(), extraFiles.end()});
        const std::string bytes = stream.str();
        return std::vector<std::uint8_t>(bytes.begin(), bytes.end());
    } catch (...) {
        return errorFromException(std::current_exception(), "the TorchScript module");
    }
}

Result<std::unique_ptr<Predictor>> openScript(std::span<const std::uint8_t> archive, const InputLayer& input)
{
    try {
        std::istringstream stream(std::string(archive.begin(), archive.end()), std::ios::binary);
        return std::unique_ptr<Predictor>(std::make_unique<ScriptPredictor>(torch::jit::load(stream), input));
    } catch (...) {
        const Error error = errorFromException(std::current_exception(), "the TorchScript module");
        return Error{error.code == ErrorCode::OutOfMemory ? error.code : ErrorCode::FormatInvalid, error.detail, {}};
    }
}

} // namespace saccade
