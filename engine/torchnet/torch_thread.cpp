#include "engine/torchnet/torch_thread.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>

#include "engine/torchnet/caching_allocator.h"

namespace saccade {

TorchThread::TorchThread() : m_inference(true)
{
    installCachingAllocator();
    at::set_num_threads(1);
    at::globalContext().setFlushDenormal(true);
    at::globalContext().setBenchmarkCuDNN(true); // shapes stay the same from step to step
    // Where a figure says fp32 it is fp32, the final evaluation above all; bf16 is there for speed.
    at::globalContext().setAllowTF32CuDNN(false);
}

} // namespace saccade
