#pragma once

#include "engine/data/data_set.h"
#include "engine/torchnet/compute_type.h"
#include "engine/torchnet/graph_executor.h"
#include "engine/training/train_plan.h"

namespace saccade {

/// Replicas for a batch when the plan leaves them open: one for each core, with at least 64 images each; with 125 and
/// more up to four for each core, so that a core which is kept busy by others can leave some to the rest. One on an
/// accelerator. Any thread.
[[nodiscard]] int automaticReplicas(int batchSize, const c10::Device& device);

/// Images/s of training steps with a share of random pixels, after one step to warm up: at least two steps and about
/// 100 ms. Blocks. Needs a TorchThread.
[[nodiscard]] double measureTrainingSpeed(const GraphExecutor& executor, const NetworkState& masters,
                                          const ComputeType& compute, std::int64_t images);

/// The faster of fp32 and bf16 on this device for this network; bf16 must be faster by a tenth to be worth its
/// rounding. Blocks about half a second. Needs a TorchThread.
[[nodiscard]] Precision fasterPrecision(const GraphExecutor& executor, const NetworkState& masters,
                                        const c10::Device& device, std::int64_t images);

} // namespace saccade
