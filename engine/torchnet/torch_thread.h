#pragma once

#include <c10/core/InferenceMode.h>

namespace saccade {

/// Makes the calling thread an engine thread while it lives: one thread for every operator (no OpenMP team is ever
/// formed), denormals flushed, no autograd. The grad mode is restored afterwards; the rest stays. Any thread.
class TorchThread final
{
public:
    TorchThread();

private:
    c10::InferenceMode m_inference;
};

} // namespace saccade
