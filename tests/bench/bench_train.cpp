// bench_train [FAMILY] [BATCH] [SECONDS] [fp32|bf16] [REPLICAS]: images/s of whole training steps (forward, back,
// optimiser) on random pixels; without the last two both types, one replica and two.

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>

#include "engine/base/random.h"
#include "engine/network/families.h"
#include "engine/network/initialise.h"
#include "engine/torchnet/step_runner.h"
#include "engine/torchnet/torch_thread.h"

namespace {

using namespace saccade;

struct Speeds
{
    double perSecond = 0;     // by the wall clock, the fastest step
    double perCoreSecond = 0; // by processor time of all threads: what a quiet machine would give each core
};

TrainPlan makeBenchPlan(const std::string& family, int batch, int replicas)
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
    plan.groups = optimiserGroups(plan.settings, plan.network);
    return plan;
}

Batch randomBatch(int images, const ImageSize& size)
{
    Batch batch;
    RandomStream random(1, "bench");
    batch.pixels.resize(static_cast<std::size_t>(images) * size.bytes());
    for (std::uint8_t& pixel : batch.pixels) {
        pixel = static_cast<std::uint8_t>(random.next());
    }
    for (int i = 0; i < images; ++i) {
        batch.labels.push_back(static_cast<std::int32_t>(random.integer(0, 9)));
    }
    return batch;
}

NetworkState firstState(const LayerGraph& graph, const GraphSummary& summary)
{
    const auto identity = [&](int kernel) {
        const auto side = static_cast<std::size_t>(graph.input().size.channels * kernel * kernel);
        std::vector<double> moments(side * side, 0);
        for (std::size_t i = 0; i < side; ++i) {
            moments[i * side + i] = 1.0 + static_cast<double>(i);
        }
        return moments;
    };
    return toState(summary, *initialiseParameters(graph, 1, identity), at::kCPU);
}

Speeds measure(const TrainPlan& plan, c10::ScalarType type, double seconds)
{
    using Clock = std::chrono::steady_clock;
    const GraphExecutor executor(plan.network, *summarise(plan.network));
    WorkerTeam team(plan.settings.replicas);
    StepRunner runner(executor, team, plan, firstState(plan.network, executor.summary()), {at::kCPU, type}, 1'000'000,
                      10'000);
    const Batch batch = randomBatch(plan.settings.batchSize, plan.network.input().size);
    static_cast<void>(runner.run(batch, 0));
    static_cast<void>(runner.run(batch, 1));
    Speeds speeds;
    std::int64_t steps = 0;
    const Clock::time_point start = Clock::now();
    const std::clock_t processor = std::clock();
    while (std::chrono::duration<double>(Clock::now() - start).count() < seconds) {
        const Clock::time_point begin = Clock::now();
        static_cast<void>(runner.run(batch, 2 + steps++));
        const double taken = std::chrono::duration<double>(Clock::now() - begin).count();
        speeds.perSecond = std::max(speeds.perSecond, plan.settings.batchSize / taken);
    }
    const double used = static_cast<double>(std::clock() - processor) / CLOCKS_PER_SEC;
    speeds.perCoreSecond = static_cast<double>(steps) * plan.settings.batchSize / used;
    return speeds;
}

} // namespace

int main(int argc, char** argv)
{
    const TorchThread engineThread;
    const std::string family = argc > 1 ? argv[1] : "speed-net";
    const int batch = argc > 2 ? std::atoi(argv[2]) : 250;
    const double seconds = argc > 3 ? std::atof(argv[3]) : 4;
    std::printf("%-6s %8s %10s %20s\n", "type", "replicas", "images/s", "images/core-second");
    const std::string onlyType = argc > 4 ? argv[4] : "";
    const int onlyReplicas = argc > 5 ? std::atoi(argv[5]) : 0;
    for (const c10::ScalarType type : {at::kFloat, at::kBFloat16}) {
        for (const int replicas : {1, 2}) {
            const std::string name = type == at::kFloat ? "fp32" : "bf16";
            if ((!onlyType.empty() && onlyType != name) || (onlyReplicas > 0 && onlyReplicas != replicas)) {
                continue;
            }
            const Speeds speeds = measure(makeBenchPlan(family, batch, replicas), type, seconds);
            std::printf("%-6s %8d %10.0f %20.0f\n", name.c_str(), replicas, speeds.perSecond, speeds.perCoreSecond);
        }
    }
    return 0;
}
