#include "engine/network/layer_shapes.h"

#include <cmath>

namespace saccade {

namespace {

using Shapes = std::vector<OutputShape>;

Error invalid(std::string why)
{
    return Error{ErrorCode::GraphInvalid, std::move(why), {}};
}

bool isDimension(int value)
{
    return value >= 1 && value <= kLargestDimension;
}

bool isWithin(double value, double low, double high)
{
    return value >= low && value <= high;
}

/// Positions of a window along one side, or 0 when it does not fit once.
int windowCount(int side, int kernel, int stride, int padding)
{
    const int room = side + 2 * padding - kernel;
    return room < 0 ? 0 : room / stride + 1;
}

Result<OutputShape> slide(const OutputShape& input, int channels, int kernel, int stride, int padding)
{
    if (input.isFlat()) {
        return invalid("needs an image, but reads " + shapeText(input));
    }
    if (!isDimension(kernel) || !isDimension(stride)) {
        return invalid("kernel and stride must be at least 1");
    }
    if (padding < 0 || padding >= kernel) {
        return invalid("padding must be from 0 to kernel - 1");
    }
    const OutputShape output{channels, windowCount(input.height, kernel, stride, padding),
                             windowCount(input.width, kernel, stride, padding)};
    if (output.height < 1 || output.width < 1) {
        return invalid("a kernel of side " + std::to_string(kernel) + " does not fit into " + shapeText(input));
    }
    return output;
}

Result<OutputShape> shapeOf(const InputLayer& layer, const Shapes&)
{
    const ImageSize& size = layer.size;
    if (size.channels != 1 && size.channels != 3) {
        return invalid("images must have 1 or 3 channels, not " + std::to_string(size.channels));
    }
    if (size.height < 1 || size.width < 1 || size.height > kLargestImageSide || size.width > kLargestImageSide) {
        return invalid("image sides must be from 1 to " + std::to_string(kLargestImageSide));
    }
    for (std::size_t i = 0; i < 3; ++i) {
        if (!std::isfinite(layer.normalisation.mean[i]) || !isWithin(layer.normalisation.deviation[i], 1e-6, 1e6)) {
            return invalid("normalisation must have finite means and positive deviations");
        }
    }
    return OutputShape{size.channels, size.height, size.width};
}

Result<OutputShape> shapeOf(const Conv2dLayer& layer, const Shapes& inputs)
{
    if (!isDimension(layer.outChannels)) {
        return invalid("outChannels must be at least 1");
    }
    const int channels = inputs[0].channels;
    if (layer.groups < 1 || channels % layer.groups != 0 || layer.outChannels % layer.groups != 0) {
        return invalid("groups must divide " + std::to_string(channels) + " and " + std::to_string(layer.outChannels) +
                       " channels");
    }
    return slide(inputs[0], layer.outChannels, layer.kernel, layer.stride, layer.padding);
}

Result<OutputShape> shapeOf(const BatchNormLayer& layer, const Shapes& inputs)
{
    if (!isWithin(layer.epsilon, 1e-30, 1) || !isWithin(layer.momentum, 0, 1)) {
        return invalid("epsilon must be above 0 and momentum from 0 to 1");
    }
    return inputs[0];
}

Result<OutputShape> shapeOf(const ActivationLayer&, const Shapes& inputs)
{
    return inputs[0];
}

Result<OutputShape> shapeOf(const PoolLayer& layer, const Shapes& inputs)
{
    if (layer.padding > layer.kernel / 2) {
        return invalid("padding must be at most half the kernel");
    }
    return slide(inputs[0], inputs[0].channels, layer.kernel, layer.stride, layer.padding);
}

Result<OutputShape> shapeOf(const GlobalPoolLayer&, const Shapes& inputs)
{
    if (inputs[0].isFlat()) {
        return invalid("needs an image, but reads " + shapeText(inputs[0]));
    }
    return OutputShape{inputs[0].channels, 0, 0};
}

Result<OutputShape> shapeOf(const FlattenLayer&, const Shapes& inputs)
{
    if (inputs[0].isFlat()) {
        return invalid("needs an image, but reads " + shapeText(inputs[0]));
    }
    if (inputs[0].elements() > kLargestDimension) {
        return invalid(std::to_string(inputs[0].elements()) + " features are too many");
    }
    return OutputShape{static_cast<int>(inputs[0].elements()), 0, 0};
}

Result<OutputShape> shapeOf(const LinearLayer& layer, const Shapes& inputs)
{
    if (!inputs[0].isFlat()) {
        return invalid("needs a flat input, but reads " + shapeText(inputs[0]));
    }
    if (!isDimension(layer.outFeatures)) {
        return invalid("outFeatures must be at least 1");
    }
    return OutputShape{layer.outFeatures, 0, 0};
}

Result<OutputShape> shapeOf(const DropoutLayer& layer, const Shapes& inputs)
{
    if (!isWithin(layer.probability, 0, 0.999)) {
        return invalid("probability must be from 0 to below 1");
    }
    return inputs[0];
}

Result<OutputShape> shapeOf(const AddLayer&, const Shapes& inputs)
{
    for (const OutputShape& shape : inputs) {
        if (shape != inputs[0]) {
            return invalid("adds " + shapeText(inputs[0]) + " and " + shapeText(shape));
        }
    }
    return inputs[0];
}

Result<OutputShape> shapeOf(const ScaleLayer& layer, const Shapes& inputs)
{
    if (!std::isfinite(layer.factor)) {
        return invalid("factor must be finite");
    }
    return inputs[0];
}
} // namespace

std::string shapeText(const OutputShape& shape)
{
    std::string text = std::to_string(shape.channels);
    if (!shape.isFlat()) {
        text += " x " + std::to_string(shape.height) + " x " + std::to_string(shape.width);
    }
    return text;
}

Result<OutputShape> inferShape(const Layer& layer, const Shapes& inputs)
{
    Result<OutputShape> shape = std::visit([&](const auto& kind) { return shapeOf(kind, inputs); }, layer);
    if (shape && shape->elements() > kLargestTensor) {
        return invalid("an output of " + shapeText(*shape) + " is too large");
    }
    return shape;
}

} // namespace saccade
