#include "engine/torchnet/point_functions.h"

#include <ATen/ops/empty_like.h>

#include "engine/torchnet/norm_kernels.h"

namespace saccade {
namespace {

/// The same values in the memory order of `like`, so that both can be walked as one row.
at::Tensor inOrderOf(const at::Tensor& tensor, const at::Tensor& like)
{
    return tensor.strides() == like.strides() ? tensor : at::empty_like(like).copy_(tensor);
}

at::Tensor dense(const at::Tensor& tensor)
{
    return tensor.is_non_overlapping_and_dense() ? tensor : tensor.contiguous();
}

} // namespace

at::Tensor applyFunction(const at::Tensor& x, PointFunction function)
{
    const at::Tensor source = dense(x);
    at::Tensor result = at::empty_like(source);
    if (x.scalar_type() == at::kBFloat16) {
        NormKernels<Bf16>::apply(static_cast<const Bf16*>(source.const_data_ptr()), x.numel(), function,
                                 static_cast<Bf16*>(result.mutable_data_ptr()));
    } else {
        NormKernels<float>::apply(source.const_data_ptr<float>(), x.numel(), function,
                                  result.mutable_data_ptr<float>());
    }
    return result;
}

at::Tensor applyFunctionGradient(const at::Tensor& x, const at::Tensor& gradient, PointFunction function)
{
    const at::Tensor source = dense(x);
    const at::Tensor arriving = inOrderOf(gradient, source);
    at::Tensor result = at::empty_like(source);
    const std::int64_t channels = x.dim() > 1 && x.size(1) > 0 ? x.size(1) : 1;
    if (x.scalar_type() == at::kBFloat16) {
        const Pixels<const Bf16> pixels{static_cast<const Bf16*>(source.const_data_ptr()), x.numel() / channels,
                                        channels};
        NormKernels<Bf16>::applyGradient(pixels, static_cast<const Bf16*>(arriving.const_data_ptr()), function,
                                         static_cast<Bf16*>(result.mutable_data_ptr()));
    } else {
        const Pixels<const float> pixels{source.const_data_ptr<float>(), x.numel() / channels, channels};
        NormKernels<float>::applyGradient(pixels, arriving.const_data_ptr<float>(), function,
                                          result.mutable_data_ptr<float>());
    }
    return result;
}

} // namespace saccade
