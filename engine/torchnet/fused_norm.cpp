#include "engine/torchnet/fused_norm.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <algorithm>
#include <cmath>

namespace saccade {
namespace {

// What NodeMemory::extra holds for a chain.
constexpr std::size_t kNormInput = 0;  // pooled, before the norm
constexpr std::size_t kCodes = 1;      // where the maxima were
constexpr std::size_t kStatistics = 2; // rows: mean, inverse deviation, factor, offset

at::Tensor kernelLayout(const at::Tensor& tensor)
{
    return tensor.dim() == 4 ? tensor.contiguous(at::MemoryFormat::ChannelsLast) : tensor.contiguous();
}

/// One chain's pass over one tensor, for one type of number.
template <typename Value>
class ChainPass final
{
public:
    ChainPass(const NormChain& chain, const NodeTensors& tensors) : m_chain(chain), m_tensors(tensors) {}

    void forward(const at::Tensor& input, bool isTraining, NodeMemory& memory);
    [[nodiscard]] NodeGradients backward(const NodeMemory& memory, const at::Tensor& gradient,
                                         const GradientNeeds& needs);

private:
    using Kernels = NormKernels<Value>;

    void setShape(at::IntArrayRef inputShape);
    void collect(const at::Tensor& input, NodeMemory& memory, bool isTraining);
    void setBatchStatistics();
    void setRunningStatistics();
    void setMap();
    [[nodiscard]] at::Tensor inputGradient(const NodeMemory& memory, const at::Tensor& gradient);

    [[nodiscard]] float* statistics(std::int64_t row)
    {
        return m_statistics.mutable_data_ptr<float>() + row * m_channels;
    }
    [[nodiscard]] ChannelMap channelMap() { return {statistics(2), statistics(3), m_chain.function}; }
    [[nodiscard]] double count() const { return static_cast<double>(m_images * m_pixels); }
    static const Value* data(const at::Tensor& tensor) { return static_cast<const Value*>(tensor.const_data_ptr()); }
    static Value* mutableData(const at::Tensor& tensor) { return static_cast<Value*>(tensor.mutable_data_ptr()); }

    const NormChain& m_chain;
    const NodeTensors& m_tensors;
    std::vector<std::int64_t> m_inputShape;
    std::int64_t m_images = 0;
    std::int64_t m_channels = 0;
    std::int64_t m_pixels = 0; // of one image, after the pooling
    PooledImage m_image;
    at::Tensor m_statistics;
    std::vector<double> m_first;  // sums per channel
    std::vector<double> m_second; // sums of squares, or of products
};

template <typename Value>
void ChainPass<Value>::setShape(at::IntArrayRef inputShape)
{
    m_inputShape = inputShape.vec();
    m_images = inputShape[0];
    m_channels = inputShape[1];
    m_image = {inputShape.size() == 4 ? inputShape[2] : 1, inputShape.size() == 4 ? inputShape[3] : 1, m_channels};
    m_pixels = m_chain.hasPool ? (m_image.height / 2) * (m_image.width / 2) : m_image.height * m_image.width;
    m_first.assign(static_cast<std::size_t>(m_channels), 0);
    m_second.assign(static_cast<std::size_t>(m_channels), 0);
}

template <typename Value>
void ChainPass<Value>::forward(const at::Tensor& input, bool isTraining, NodeMemory& memory)
{
    setShape(input.sizes());
    m_statistics = at::empty({4, m_channels}, at::TensorOptions(at::kFloat));
    collect(kernelLayout(input), memory, isTraining);
    if (isTraining) {
        setBatchStatistics();
    } else {
        setRunningStatistics();
    }
    setMap();
    const at::Tensor& x = memory.extra[kNormInput];
    memory.output = at::empty_like(x);
    Kernels::map({data(x), m_images * m_pixels, m_channels}, channelMap(), mutableData(memory.output));
    memory.extra[kStatistics] = m_statistics;
}

/// Pools image by image and sums each while it is in the cache.
template <typename Value>
void ChainPass<Value>::collect(const at::Tensor& input, NodeMemory& memory, bool isTraining)
{
    at::Tensor x = input;
    std::uint8_t* codes = nullptr;
    const std::int64_t perImage = m_pixels * m_channels;
    if (m_chain.hasPool) {
        x = at::empty({m_images, m_channels, m_image.height / 2, m_image.width / 2}, input.options(),
                      at::MemoryFormat::ChannelsLast);
        if (isTraining) {
            memory.extra[kCodes] = at::empty({m_images * perImage}, at::TensorOptions(at::kByte));
            codes = memory.extra[kCodes].template mutable_data_ptr<std::uint8_t>();
        }
    }
    const std::int64_t inputPerImage = m_image.height * m_image.width * m_channels;
    float* shift = statistics(0);
    for (std::int64_t image = 0; image < m_images; ++image) {
        if (m_chain.hasPool) {
            Kernels::poolMaximum(data(input) + image * inputPerImage, m_image, mutableData(x) + image * perImage,
                                 codes == nullptr ? nullptr : codes + image * perImage);
        }
        const Value* values = data(x) + image * perImage;
        if (image == 0) {
            // Any value of the channel will do to keep the squares small; the first is at hand.
            std::transform(values, values + m_channels, shift, [](const Value& value) { return toFloat(value); });
        }
        if (isTraining) {
            Kernels::addSums({values, m_pixels, m_channels}, {shift, m_first.data(), m_second.data()});
        }
    }
    memory.extra[kNormInput] = x;
}

template <typename Value>
void ChainPass<Value>::setBatchStatistics()
{
    float* mean = statistics(0);
    float* inverse = statistics(1);
    float* runningMean = m_tensors.runningMean.template mutable_data_ptr<float>();
    float* runningVariance = m_tensors.runningVariance.template mutable_data_ptr<float>();
    const double share = m_chain.layer.momentum;
    const double unbiased = count() / std::max(count() - 1, 1.0);
    for (std::int64_t c = 0; c < m_channels; ++c) {
        const auto index = static_cast<std::size_t>(c);
        const double shifted = m_first[index] / count();
        // A NaN must stay one: the comparison is false for it.
        const double raw = m_second[index] / count() - shifted * shifted;
        const double variance = raw < 0 ? 0 : raw;
        mean[c] = static_cast<float>(static_cast<double>(mean[c]) + shifted);
        inverse[c] = static_cast<float>(1 / std::sqrt(variance + m_chain.layer.epsilon));
        runningMean[c] = static_cast<float>((1 - share) * static_cast<double>(runningMean[c]) +
                                            share * static_cast<double>(mean[c]));
        runningVariance[c] =
            static_cast<float>((1 - share) * static_cast<double>(runningVariance[c]) + share * variance * unbiased);
    }
}

template <typename Value>
void ChainPass<Value>::setRunningStatistics()
{
    const float* runningMean = m_tensors.runningMean.template const_data_ptr<float>();
    const float* runningVariance = m_tensors.runningVariance.template const_data_ptr<float>();
    for (std::int64_t c = 0; c < m_channels; ++c) {
        statistics(0)[c] = runningMean[c];
        statistics(1)[c] =
            static_cast<float>(1 / std::sqrt(static_cast<double>(runningVariance[c]) + m_chain.layer.epsilon));
    }
}

template <typename Value>
void ChainPass<Value>::setMap()
{
    const float* weight = m_tensors.weight.defined() ? m_tensors.weight.template const_data_ptr<float>() : nullptr;
    const float* bias = m_tensors.bias.template const_data_ptr<float>();
    for (std::int64_t c = 0; c < m_channels; ++c) {
        const float factor = (weight != nullptr ? weight[c] : 1.0F) * statistics(1)[c];
        statistics(2)[c] = factor;
        statistics(3)[c] = bias[c] - statistics(0)[c] * factor;
    }
}

at::Tensor toTensor(const std::vector<double>& values)
{
    at::Tensor tensor = at::empty({static_cast<std::int64_t>(values.size())}, at::TensorOptions(at::kFloat));
    std::transform(values.begin(), values.end(), tensor.mutable_data_ptr<float>(),
                   [](double value) { return static_cast<float>(value); });
    return tensor;
}

template <typename Value>
NodeGradients ChainPass<Value>::backward(const NodeMemory& memory, const at::Tensor& gradient,
                                         const GradientNeeds& needs)
{
    setShape(memory.inputShape);
    m_statistics = memory.extra[kStatistics];
    const at::Tensor& x = memory.extra[kNormInput];
    const at::Tensor arriving = kernelLayout(gradient);
    const at::Tensor change = at::empty_like(x);
    Kernels::mapGradient({data(x), m_images * m_pixels, m_channels}, channelMap(), data(arriving), mutableData(change),
                         {statistics(0), statistics(1), m_first.data(), m_second.data()});
    NodeGradients gradients;
    if (needs.input) {
        gradients.input = inputGradient(memory, change);
    }
    if (needs.weight) {
        gradients.weight = toTensor(m_second);
    }
    if (needs.bias) {
        gradients.bias = toTensor(m_first);
    }
    return gradients;
}

/// dx = factor * (g - mean(g) - normalised * mean(g * normalised)), as one multiplication and addition per value.
template <typename Value>
at::Tensor ChainPass<Value>::inputGradient(const NodeMemory& memory, const at::Tensor& change)
{
    const at::Tensor coefficients = at::empty({2, m_channels}, at::TensorOptions(at::kFloat));
    float* b = coefficients.mutable_data_ptr<float>();
    float* c = b + m_channels;
    for (std::int64_t i = 0; i < m_channels; ++i) {
        const auto index = static_cast<std::size_t>(i);
        const auto factor = static_cast<double>(statistics(2)[i]);
        const double slope = factor * static_cast<double>(statistics(1)[i]) * m_second[index] / count();
        b[i] = static_cast<float>(-slope);
        c[i] = static_cast<float>(slope * static_cast<double>(statistics(0)[i]) - factor * m_first[index] / count());
    }
    const GradientMap map{statistics(2), b, c};
    const at::Tensor& x = memory.extra[kNormInput];
    if (!m_chain.hasPool) {
        at::Tensor result = at::empty_like(x);
        Kernels::inputGradient({data(x), m_images * m_pixels, m_channels}, data(change), map, mutableData(result));
        return result;
    }
    at::Tensor result = at::empty(m_inputShape, x.options(), at::MemoryFormat::ChannelsLast);
    const std::int64_t perImage = m_pixels * m_channels;
    const std::int64_t inputPerImage = m_image.height * m_image.width * m_channels;
    const auto* codes = memory.extra[kCodes].template const_data_ptr<std::uint8_t>();
    for (std::int64_t image = 0; image < m_images; ++image) {
        Kernels::unpoolGradient(data(x) + image * perImage, data(change) + image * perImage, codes + image * perImage,
                                m_image, map, mutableData(result) + image * inputPerImage);
    }
    return result;
}

} // namespace

bool isKernelInput(const at::Tensor& tensor)
{
    return tensor.device().is_cpu() && (tensor.scalar_type() == at::kFloat || tensor.scalar_type() == at::kBFloat16);
}

void runForward(const NormChain& chain, const ForwardCall& call, NodeMemory& memory)
{
    // The input is not kept: pooled values and codes are all that the way back needs.
    const at::Tensor input = memory.inputs.front();
    memory.inputs.clear();
    memory.inputShape = input.sizes().vec();
    if (input.scalar_type() == at::kBFloat16) {
        ChainPass<Bf16>(chain, call.tensors).forward(input, call.isTraining, memory);
    } else {
        ChainPass<float>(chain, call.tensors).forward(input, call.isTraining, memory);
    }
}

NodeGradients runBackward(const NormChain& chain, const NodeTensors& tensors, const NodeMemory& memory,
                          const at::Tensor& gradient, const GradientNeeds& needs)
{
    if (gradient.scalar_type() == at::kBFloat16) {
        return ChainPass<Bf16>(chain, tensors).backward(memory, gradient, needs);
    }
    return ChainPass<float>(chain, tensors).backward(memory, gradient, needs);
}

} // namespace saccade
