// bench_train [FAMILY] [BATCH] [SECONDS] [fp32|bf16|both] [REPLICAS|auto] [OPTIMISER] [DEVICE]: images/s of whole
// training steps (bytes to input, forward, back, optimiser) on random pixels. auto: the replicas of a run, on all
// cores.

#include <ATen/DeviceAccelerator.h>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <utility>

#include "engine/base/random.h"
#include "engine/network/families.h"
#include "engine/network/initialise.h"
#include "engine/torchnet/devices.h"
#include "engine/torchnet/plan_resolution.h"
#include "engine/torchnet/step_runner.h"
#include "engine/torchnet/torch_thread.h"

namespace {

using namespace saccade;

struct Speeds
{
    double perSecond = 0;     // by the wall clock, all steps
    double fastest = 0;       // the fastest step; of an accelerator, the fastest that was queued
    double perCoreSecond = 0; // by processor time of all threads: what a quiet machine would give each core
    double deviceMiB = 0;     // in use on an accelerator, by all programs
};

TrainPlan makeBenchPlan(const std::string& family, int batch, int replicas, const std::string& optimiser)
{
    NetworkRequest request{{32, 32, 3}, 10, {{0.49, 0.48, 0.45}, {0.25, 0.24, 0.26}}};
    const Result<LayerGraph> graph = buildNetwork(family, request);
    if (!graph) {
        std::fprintf(stderr, "no network %s\n", family.c_str());
        std::exit(1);
    }
    TrainPlan plan;
    plan.network = *graph;
    plan.settings.batchSize = batch;
    plan.settings.replicas = replicas;
    std::vector<Field> all = fields(plan.settings);
    if (const Result<Field*> field = findField(all, "optimiser"); !field || !setFieldFromText(**field, optimiser)) {
        std::fprintf(stderr, "no optimiser %s\n", optimiser.c_str());
        std::exit(1);
    }
    if (plan.settings.optimiser != OptimiserKind::MuonSgd) {
        plan.settings.learningRate = 1e-3; // random labels teach nothing: they must only not diverge
    }
    plan.groups = optimiserGroups(plan.settings, plan.network);
    return plan;
}

Batch randomBatch(int images, const ImageSize& size)
{
    Batch batch;
    RandomStream random(1, "bench");
    batch.size = size;
    batch.pixels.resize(static_cast<std::size_t>(images) * size.bytes());
    for (std::uint8_t& pixel : batch.pixels) {
        pixel = static_cast<std::uint8_t>(random.next());
    }
    for (int i = 0; i < images; ++i) {
        batch.labels.push_back(static_cast<std::int32_t>(random.integer(0, 9)));
    }
    return batch;
}

NetworkState firstState(const LayerGraph& graph, const GraphSummary& summary, const c10::Device& device)
{
    const auto identity = [&](int kernel) {
        const auto side = static_cast<std::size_t>(graph.input().size.channels * kernel * kernel);
        std::vector<double> moments(side * side, 0);
        for (std::size_t i = 0; i < side; ++i) {
            moments[i * side + i] = 1.0 + static_cast<double>(i);
        }
        return moments;
    };
    return toState(summary, *initialiseParameters(graph, 1, identity), device);
}

double usedMiB(const c10::Device& device)
{
    if (device.is_cpu()) {
        return 0;
    }
    const auto [free, total] = at::accelerator::getMemoryInfo(device.index());
    return static_cast<double>(total - free) / (1 << 20);
}

Speeds measure(const TrainPlan& plan, const ComputeType& compute, double seconds)
{
    using Clock = std::chrono::steady_clock;
    const GraphExecutor executor(plan.network, *summarise(plan.network));
    WorkerTeam team(teamSize(static_cast<std::size_t>(plan.settings.replicas)));
    StepRunner runner(executor, team, plan, firstState(plan.network, executor.summary(), compute.device), compute,
                      {plan.settings.labelSmoothing, {}}, 1'000'000, 10'000);
    const Batch batch = randomBatch(plan.settings.batchSize, plan.network.input().size);
    static_cast<void>(runner.run(batch, 0));
    static_cast<void>(runner.run(batch, 1));
    static_cast<void>(runner.run(batch, 2));
    Speeds speeds;
    std::int64_t steps = 0;
    const Clock::time_point start = Clock::now();
    const std::clock_t processor = std::clock();
    while (std::chrono::duration<double>(Clock::now() - start).count() < seconds) {
        const Clock::time_point begin = Clock::now();
        runner.start(batch, 3 + steps++);
        static_cast<void>(runner.takeLosses(false));
        const double taken = std::chrono::duration<double>(Clock::now() - begin).count();
        speeds.fastest = std::max(speeds.fastest, plan.settings.batchSize / taken);
    }
    static_cast<void>(runner.takeLosses(true));
    const double wall = std::chrono::duration<double>(Clock::now() - start).count();
    speeds.perSecond = static_cast<double>(steps) * plan.settings.batchSize / wall;
    const double used = static_cast<double>(std::clock() - processor) / CLOCKS_PER_SEC;
    speeds.perCoreSecond = static_cast<double>(steps) * plan.settings.batchSize / used;
    speeds.deviceMiB = usedMiB(compute.device);
    return speeds;
}

} // namespace

int main(int argc, char** argv)
{
    const TorchThread engineThread;
    const auto argument = [&](int index, const char* otherwise) {
        return std::string(argc > index ? argv[index] : otherwise);
    };
    const std::string type = argument(4, "both");
    const int batch = std::atoi(argument(2, "250").c_str());
    const std::string wanted = argument(5, "auto");
    const Result<c10::Device> device = resolveDevice(argument(7, "cpu"));
    if (!device) {
        std::fprintf(stderr, "no device %s\n", device.error().detail.c_str());
        return 1;
    }
    const int replicas = wanted == "auto" ? automaticReplicas(batch, *device) : std::max(1, std::atoi(wanted.c_str()));
    const TrainPlan plan = makeBenchPlan(argument(1, "speed-net"), batch, replicas, argument(6, "muon"));
    std::printf("%-6s %8s %10s %10s %20s %10s\n", "type", "replicas", "images/s", "fastest", "images/core-second",
                "device MiB");
    for (const auto& [name, scalar] : {std::pair{"fp32", at::kFloat}, std::pair{"bf16", at::kBFloat16}}) {
        if (type == "both" || type == name) {
            const Speeds speeds = measure(plan, {*device, scalar}, std::atof(argument(3, "4").c_str()));
            std::printf("%-6s %8d %10.0f %10.0f %20.0f %10.0f\n", name, replicas, speeds.perSecond, speeds.fastest,
                        speeds.perCoreSecond, speeds.deviceMiB);
        }
    }
    return 0;
}
