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
}

} // namespace saccade
