#include "engine/torchnet/plan_resolution.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <thread>

#include "engine/base/random.h"
#include "engine/torchnet/replica.h"

namespace saccade {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kSmallestShare = 64;
constexpr int kEasyShare = 125; // at least so many images when a core gets more than one share
constexpr int kSharesOfCore = 4;
constexpr double kWorthwhile = 1.1;
constexpr double kTimingSeconds = 0.1;
constexpr int kTimingSteps = 2;

std::vector<bool> everTrained(const GraphSummary& summary)
{
    std::vector<bool> isTrained;
    for (const ParameterInfo& info : summary.parameters) {
        isTrained.push_back(!info.isBuffer && info.rule.trainableUntil > 0);
    }
    return isTrained;
}

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

} // namespace

int automaticReplicas(int batchSize, const c10::Device& device)
{
    if (!device.is_cpu()) {
        return 1;
    }
    const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    const int perCore = std::clamp(batchSize / cores / kEasyShare, 1, kSharesOfCore);
    return std::clamp(batchSize / kSmallestShare, 1, cores * perCore);
}

double measureTrainingSpeed(const GraphExecutor& executor, const NetworkState& masters, const ComputeType& compute,
                            std::int64_t images)
{
    const std::vector<bool> isTrained = everTrained(executor.summary());
    RandomStream random(1, "timing");
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(images) * executor.graph().input().size.bytes());
    std::generate(pixels.begin(), pixels.end(), [&] { return static_cast<std::uint8_t>(random.next()); });
    const std::vector<std::int32_t> labels(static_cast<std::size_t>(images), 0);
    Replica replica(executor, masters, compute);
    BatchShare share;
    share.pixels = pixels.data();
    share.size = executor.graph().input().size;
    share.labels = labels;
    share.batchSize = labels.size();
    static_cast<void>(replica.computeGradients(share, {}, isTrained));
    double fastest = std::numeric_limits<double>::max();
    const Clock::time_point start = Clock::now();
    for (int step = 0; step < kTimingSteps || secondsSince(start) < kTimingSeconds; ++step) {
        const Clock::time_point begin = Clock::now();
        static_cast<void>(replica.computeGradients(share, {}, isTrained));
        if (compute.isQueued) {
            static_cast<void>(replica.deviceSums().to(at::kCPU)); // waits for all that was queued
        }
        fastest = std::min(fastest, secondsSince(begin));
    }
    return static_cast<double>(images) / fastest;
}

Precision fasterPrecision(const GraphExecutor& executor, const NetworkState& masters, const c10::Device& device,
                          std::int64_t images)
{
    const double bf16 = measureTrainingSpeed(executor, masters, {device, at::kBFloat16}, images);
    const double fp32 = measureTrainingSpeed(executor, masters, {device, at::kFloat}, images);
    return bf16 > kWorthwhile * fp32 ? Precision::Bf16 : Precision::Fp32;
}

} // namespace saccade
