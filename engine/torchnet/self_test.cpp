#include "engine/torchnet/self_test.h"

#include <ATen/ops/convolution.h>
#include <ATen/ops/convolution_backward.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/isfinite.h>
#include <ATen/ops/mm.h>
#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <vector>

#include "engine/base/random.h"
#include "engine/torchnet/torch_error.h"
#include "engine/torchnet/torch_thread.h"

namespace saccade {
namespace {

struct ConvolutionCase
{
    const char* name;
    std::array<std::int64_t, 4> input;
    std::array<std::int64_t, 4> weight;
    std::int64_t stride;
    std::int64_t padding;
};

// Shapes that failed in released versions: pytorch issues 163347 (2x2 kernel), 169688 (stride 3); and our own.
constexpr ConvolutionCase kCases[] = {{"2x2 kernel on 2x2 input", {4, 3, 2, 2}, {24, 3, 2, 2}, 1, 0},
                                      {"2x2 kernel on 8x8 input", {4, 3, 8, 8}, {24, 3, 2, 2}, 1, 0},
                                      {"3x3 kernel with stride 3", {2, 16, 9, 9}, {32, 16, 3, 3}, 3, 1},
                                      {"3x3 kernel with padding", {2, 24, 7, 7}, {64, 24, 3, 3}, 1, 1},
                                      {"3x3 kernel on 3x3 input", {2, 32, 3, 3}, {32, 32, 3, 3}, 1, 1}};
// bf16 keeps 8 bits: inputs are exact in bf16, so only the result's rounding may differ, by 1 in 256 of the largest.
constexpr double kTolerance = 1.0 / 128;

at::Tensor exactlyRandom(at::IntArrayRef shape, std::uint64_t name)
{
    RandomStream random(name, "self-test");
    at::Tensor tensor = at::empty(shape, at::TensorOptions(at::kFloat));
    float* values = tensor.mutable_data_ptr<float>();
    for (std::int64_t i = 0; i < tensor.numel(); ++i) {
        values[i] = static_cast<float>(random.integer(-16, 16)) / 16.0F;
    }
    return shape.size() == 4 ? tensor.contiguous(at::MemoryFormat::ChannelsLast) : tensor;
}

bool agree(const at::Tensor& bf16, const at::Tensor& fp32)
{
    const at::Tensor exact = fp32.to(at::kFloat);
    const at::Tensor tested = bf16.to(at::kFloat);
    if (!at::isfinite(tested).all().item<bool>() || !at::isfinite(exact).all().item<bool>()) {
        return false;
    }
    const double largest = exact.abs().max().item<double>();
    return tested.sub(exact).abs().max().item<double>() <= kTolerance * std::max(largest, 1.0);
}

std::vector<at::Tensor> convolve(const ConvolutionCase& shape, const c10::Device& device, c10::ScalarType type)
{
    const at::TensorOptions options = at::TensorOptions(type).device(device);
    const at::Tensor input = exactlyRandom(shape.input, 1).to(options);
    const at::Tensor weight = exactlyRandom(shape.weight, 2).to(options);
    const std::array<std::int64_t, 2> stride{shape.stride, shape.stride};
    const std::array<std::int64_t, 2> padding{shape.padding, shape.padding};
    const at::Tensor output = at::convolution(input, weight, std::nullopt, stride, padding, {1, 1}, false, {0, 0}, 1);
    const at::Tensor gradient = exactlyRandom(output.sizes(), 3).to(options);
    const auto [inputGradient, weightGradient, biasGradient] = at::convolution_backward(
        gradient, input, weight, std::nullopt, stride, padding, {1, 1}, false, {0, 0}, 1, {true, true, false});
    return {output, inputGradient, weightGradient};
}

Result<void> testConvolution(const ConvolutionCase& shape, const c10::Device& device)
{
    static const char* const kParts[] = {"output", "input gradient", "weight gradient"};
    const std::vector<at::Tensor> fp32 = convolve(shape, device, at::kFloat);
    const std::vector<at::Tensor> bf16 = convolve(shape, device, at::kBFloat16);
    for (std::size_t part = 0; part < fp32.size(); ++part) {
        if (!agree(bf16[part], fp32[part])) {
            return Error{
                ErrorCode::SelfTestFailed, std::string("bf16 convolution, ") + shape.name + ", " + kParts[part], {}};
        }
    }
    return {};
}

Result<void> testProduct(const c10::Device& device)
{
    const at::Tensor a = exactlyRandom({48, 80}, 4).to(device);
    const at::Tensor b = exactlyRandom({80, 40}, 5).to(device);
    if (!agree(at::mm(a.to(at::kBFloat16), b.to(at::kBFloat16)), at::mm(a, b))) {
        return Error{ErrorCode::SelfTestFailed, "bf16 matrix product", {}};
    }
    return {};
}

} // namespace

Result<void> runSelfTest(const c10::Device& device)
{
    const TorchThread engineThread;
    try {
        for (const ConvolutionCase& shape : kCases) {
            if (const Result<void> result = testConvolution(shape, device); !result) {
                return result;
            }
        }
        return testProduct(device);
    } catch (...) {
        return Error{ErrorCode::SelfTestFailed, errorFromException(std::current_exception(), "memory").detail, {}};
    }
}

double measureProduct()
{
    using Clock = std::chrono::steady_clock;
    constexpr std::int64_t side = 1024;
    constexpr int repeats = 9;
    const TorchThread engineThread;
    const at::Tensor a = exactlyRandom({side, side}, 6);
    const at::Tensor b = exactlyRandom({side, side}, 7);
    std::vector<double> seconds;
    for (int i = 0; i <= repeats; ++i) {
        const Clock::time_point start = Clock::now();
        static_cast<void>(at::mm(a, b));
        seconds.push_back(std::chrono::duration<double>(Clock::now() - start).count());
    }
    seconds.erase(seconds.begin()); // the first one warms up
    std::nth_element(seconds.begin(), seconds.begin() + repeats / 2, seconds.end());
    return 2e-9 * static_cast<double>(side * side * side) / seconds[repeats / 2];
}

} // namespace saccade
