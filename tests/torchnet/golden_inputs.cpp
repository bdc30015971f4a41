#include "tests/torchnet/golden_inputs.h"

#include <cmath>

#include "engine/network/families.h"
#include "engine/network/graph_summary.h"

namespace {

/// FNV-1a of the name seeds a 64-bit linear congruential generator (Knuth's constants).
class GoldenStream final
{
public:
    explicit GoldenStream(const std::string& name)
    {
        for (const char character : name) {
            m_state = (m_state ^ static_cast<unsigned char>(character)) * 1099511628211ULL;
        }
    }
    std::uint64_t next()
    {
        m_state = m_state * 6364136223846793005ULL + 1442695040888963407ULL;
        return m_state;
    }

private:
    std::uint64_t m_state = 14695981039346656037ULL;
};

saccade::HostTensor goldenTensor(const saccade::ParameterInfo& info)
{
    saccade::HostTensor tensor{info.shape, std::vector<float>(static_cast<std::size_t>(info.elements()))};
    if (info.isBuffer) {
        const bool isVariance = info.name.find("running_var") != std::string::npos;
        std::fill(tensor.values.begin(), tensor.values.end(), isVariance ? 1.0F : 0.0F);
        return tensor;
    }
    const double fanIn = info.shape.size() > 1 ? static_cast<double>(info.elements() / info.shape.front()) : 25.0;
    const double bound = 2 * std::sqrt(3.0 / fanIn);
    // A norm's scale is near 1.
    const double middle = info.shape.size() == 1 && info.name.ends_with(".weight") ? 1 : 0;
    GoldenStream numbers(info.name);
    for (float& value : tensor.values) {
        value = static_cast<float>(middle + (static_cast<double>(numbers.next() >> 40) / 16777216.0 - 0.5) * bound);
    }
    return tensor;
}

} // namespace

saccade::LayerGraph goldenGraph(const std::string& family)
{
    const saccade::NetworkRequest request{{32, 32, 3}, 10, {{0.5, 0.4, 0.3}, {0.25, 0.2, 0.3}}};
    return *saccade::buildNetwork(family, request);
}

saccade::NamedTensors goldenTensors(const saccade::LayerGraph& graph)
{
    const saccade::GraphSummary summary = *saccade::summarise(graph);
    saccade::NamedTensors tensors;
    for (const saccade::ParameterInfo& info : summary.parameters) {
        tensors[info.name] = goldenTensor(info);
    }
    return tensors;
}

saccade::Batch goldenBatch()
{
    saccade::Batch batch;
    GoldenStream numbers("pixels");
    batch.size = {32, 32, 3};
    batch.pixels.resize(kGoldenImages * 32 * 32 * 3);
    for (std::uint8_t& pixel : batch.pixels) {
        pixel = static_cast<std::uint8_t>(numbers.next() >> 56);
    }
    for (int i = 0; i < kGoldenImages; ++i) {
        batch.labels.push_back(i % 10);
    }
    return batch;
}

const std::map<std::string, std::vector<float>>& goldens()
{
    static const std::map<std::string, std::vector<float>> values{
#include "tests/torchnet/goldens/goldens.inc"
    };
    return values;
}

std::vector<double> summaryOf(const saccade::HostTensor& tensor)
{
    double squares = 0;
    double sum = 0;
    for (const float value : tensor.values) {
        squares += static_cast<double>(value) * static_cast<double>(value);
        sum += static_cast<double>(value);
    }
    std::vector<double> summary{std::sqrt(squares), sum};
    for (std::size_t i = 0; i < 5; ++i) {
        summary.push_back(static_cast<double>(tensor.values[i * (tensor.values.size() - 1) / 4]));
    }
    return summary;
}
