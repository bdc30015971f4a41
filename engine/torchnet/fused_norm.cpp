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
constexpr std::size_t kOther = 3;      // what is added after the norm

// Rows of few channels are taken together up to so many values: the kernels' loops run along a row.
constexpr std::int64_t kWideRow = 256;

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

    void forward(const at::Tensor& input, const at::Tensor& other, bool isTraining, NodeMemory& memory);
    [[nodiscard]] NodeGradients backward(const NodeMemory& memory, const std::array<at::Tensor, 2>& gradients,
                                         const GradientNeeds& needs);

private:
    using Kernels = NormKernels<Value>;

    void setShape(at::IntArrayRef inputShape);
    void collect(const at::Tensor& input, NodeMemory& memory, bool isTraining);
    void setBatchStatistics();
    void setRunningStatistics();
    void setMap();
    void foldSums();
    [[nodiscard]] GradientMap gradientMap(const at::Tensor& coefficients);
    [[nodiscard]] at::Tensor inputGradient(const NodeMemory& memory, const ArrivingGradient<Value>& arriving,
                                           PointFunction function);
    [[nodiscard]] at::Tensor unpooledGradient(const NodeMemory& memory, const Value* change, const GradientMap& map);

    /// Values of the row beyond the channels repeat them.
    [[nodiscard]] float* statistics(std::int64_t row) { return m_statistics.mutable_data_ptr<float>() + row * m_row; }
    void repeat(float* values) const
    {
        for (std::int64_t i = m_channels; i < m_row; ++i) {
            values[i] = values[i - m_channels];
        }
    }
    [[nodiscard]] Pixels<const Value> rows(const at::Tensor& x) const
    {
        return {data(x), m_images * m_pixels * m_channels / m_row, m_row};
    }
    [[nodiscard]] ChannelMap channelMap(PointFunction function) { return {statistics(2), statistics(3), function}; }
    [[nodiscard]] double count() const { return static_cast<double>(m_images * m_pixels); }
    static const Value* data(const at::Tensor& tensor) { return static_cast<const Value*>(tensor.const_data_ptr()); }
    static const Value* dataOrNull(const at::Tensor& tensor) { return tensor.defined() ? data(tensor) : nullptr; }
    static Value* mutableData(const at::Tensor& tensor) { return static_cast<Value*>(tensor.mutable_data_ptr()); }

    const NormChain& m_chain;
    const NodeTensors& m_tensors;
    std::vector<std::int64_t> m_inputShape;
    std::int64_t m_images = 0;
    std::int64_t m_channels = 0;
    std::int64_t m_pixels = 0; // of one image, after the pooling
    std::int64_t m_row = 0;    // values that the kernels take as one row: pixels of one image, beside each other
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
    m_row = m_channels;
    while (m_row * 2 <= kWideRow && m_pixels * m_channels % (m_row * 2) == 0) {
        m_row *= 2;
    }
    m_first.assign(static_cast<std::size_t>(m_row), 0);
    m_second.assign(static_cast<std::size_t>(m_row), 0);
}

/// What was summed along wide rows, for each channel.
template <typename Value>
void ChainPass<Value>::foldSums()
{
    const auto channels = static_cast<std::size_t>(m_channels);
    for (std::size_t i = channels; i < m_first.size(); ++i) {
        m_first[i % channels] += m_first[i];
        m_second[i % channels] += m_second[i];
    }
    m_first.resize(channels);
    m_second.resize(channels);
}

template <typename Value>
void ChainPass<Value>::forward(const at::Tensor& input, const at::Tensor& other, bool isTraining, NodeMemory& memory)
{
    setShape(input.sizes());
    m_statistics = at::empty({4, m_row}, at::TensorOptions(at::kFloat));
    collect(kernelLayout(input), memory, isTraining);
    if (isTraining) {
        setBatchStatistics();
    } else {
        setRunningStatistics();
    }
    setMap();
    const at::Tensor& x = memory.extra[kNormInput];
    if (other.defined()) {
        memory.extra[kOther] = kernelLayout(other);
    }
    memory.output = at::empty_like(x);
    Kernels::map(rows(x), channelMap(m_chain.function), dataOrNull(memory.extra[kOther]), mutableData(memory.output));
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
            repeat(shift);
        }
        if (isTraining) {
            Kernels::addSums({values, perImage / m_row, m_row}, {shift, m_first.data(), m_second.data()});
        }
    }
    foldSums();
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
    for (std::int64_t row = 0; row < 4; ++row) {
        repeat(statistics(row));
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
NodeGradients ChainPass<Value>::backward(const NodeMemory& memory, const std::array<at::Tensor, 2>& gradients,
                                         const GradientNeeds& needs)
{
    setShape(memory.inputShape);
    m_statistics = memory.extra[kStatistics];
    const at::Tensor& x = memory.extra[kNormInput];
    const at::Tensor first = kernelLayout(gradients[0]);
    const at::Tensor second = gradients[1].defined() ? kernelLayout(gradients[1]) : at::Tensor();
    ArrivingGradient<Value> arriving{data(first), dataOrNull(second)};
    PointFunction function = m_chain.function;
    at::Tensor change;
    if (m_chain.hasPool || m_chain.hasAdd() || !isCheapSlope(function)) {
        change = at::empty_like(x);
    }
    Kernels::mapGradient(rows(x), channelMap(function), dataOrNull(memory.extra[kOther]), arriving,
                         change.defined() ? mutableData(change) : nullptr,
                         {statistics(0), statistics(1), m_first.data(), m_second.data()});
    foldSums();
    if (change.defined()) {
        arriving = {data(change), nullptr};
        function = PointFunction::None;
    }
    NodeGradients result;
    if (needs.input) {
        result.input = inputGradient(memory, arriving, function);
        result.other = m_chain.hasAdd() ? change : at::Tensor();
    }
    if (needs.weight) {
        result.weight = toTensor(m_second);
    }
    if (needs.bias) {
        result.bias = toTensor(m_first);
    }
    return result;
}

/// dx = factor * (g - mean(g) - normalised * mean(g * normalised)), as one multiplication and addition per value.
template <typename Value>
GradientMap ChainPass<Value>::gradientMap(const at::Tensor& coefficients)
{
    float* b = coefficients.mutable_data_ptr<float>();
    float* c = b + m_row;
    for (std::int64_t i = 0; i < m_channels; ++i) {
        const auto index = static_cast<std::size_t>(i);
        const auto factor = static_cast<double>(statistics(2)[i]);
        const double slope = factor * static_cast<double>(statistics(1)[i]) * m_second[index] / count();
        b[i] = static_cast<float>(-slope);
        c[i] = static_cast<float>(slope * static_cast<double>(statistics(0)[i]) - factor * m_first[index] / count());
    }
    repeat(b);
    repeat(c);
    return {statistics(2), b, c};
}

template <typename Value>
at::Tensor ChainPass<Value>::inputGradient(const NodeMemory& memory, const ArrivingGradient<Value>& arriving,
                                           PointFunction function)
{
    const at::Tensor coefficients = at::empty({2, m_row}, at::TensorOptions(at::kFloat));
    const GradientMap map = gradientMap(coefficients);
    if (m_chain.hasPool) {
        return unpooledGradient(memory, arriving.first, map);
    }
    const at::Tensor& x = memory.extra[kNormInput];
    at::Tensor result = at::empty_like(x);
    Kernels::inputGradient(rows(x), channelMap(function), arriving, map, mutableData(result));
    return result;
}

template <typename Value>
at::Tensor ChainPass<Value>::unpooledGradient(const NodeMemory& memory, const Value* change, const GradientMap& map)
{
    const at::Tensor& x = memory.extra[kNormInput];
    at::Tensor result = at::empty(m_inputShape, x.options(), at::MemoryFormat::ChannelsLast);
    const std::int64_t perImage = m_pixels * m_channels;
    const std::int64_t inputPerImage = m_image.height * m_image.width * m_channels;
    const auto* codes = memory.extra[kCodes].template const_data_ptr<std::uint8_t>();
    for (std::int64_t image = 0; image < m_images; ++image) {
        Kernels::unpoolGradient(data(x) + image * perImage, change + image * perImage, codes + image * perImage,
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
    const at::Tensor other = chain.hasAdd() ? memory.inputs.at(1) : at::Tensor();
    memory.inputs.clear();
    memory.inputShape = input.sizes().vec();
    if (input.scalar_type() == at::kBFloat16) {
        ChainPass<Bf16>(chain, call.tensors).forward(input, other, call.isTraining, memory);
    } else {
        ChainPass<float>(chain, call.tensors).forward(input, other, call.isTraining, memory);
    }
}

NodeGradients runBackward(const NormChain& chain, const NodeTensors& tensors, const NodeMemory& memory,
                          const std::array<at::Tensor, 2>& gradients, const GradientNeeds& needs)
{
    if (gradients[0].scalar_type() == at::kBFloat16) {
        return ChainPass<Bf16>(chain, tensors).backward(memory, gradients, needs);
    }
    return ChainPass<float>(chain, tensors).backward(memory, gradients, needs);
}

} // namespace saccade
