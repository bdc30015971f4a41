#pragma once

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "engine/network/value_range.h"
#include "engine/training/events.h"
#include "engine/training/heat_map.h"

namespace saccade {

/// Receives a run's events on the worker thread. Must not block.
class TrainObserver
{
public:
    virtual ~TrainObserver() = default;

    virtual void phaseChanged(TrainPhase phase) = 0;
    /// Once, before the first step: the plan without "auto".
    virtual void planResolved(const TrainPlan& plan) = 0;
    virtual void batchDone(const BatchPoint& point) = 0;
    virtual void epochDone(const EpochPoint& point) = 0;
    virtual void snapshotTaken(const Snapshot& snapshot) = 0;
    virtual void probesDone(const ProbePoint& point) = 0;
};

/// Trains one network. Implementations: torchnet's, and the fake of the session tests.
class Trainer
{
public:
    virtual ~Trainer() = default;

    /// Runs the plan to its end and gives the one report; never throws. Blocks. Worker thread. stop is polled once for
    /// each batch. dataSet must have its parts assigned (withSplit).
    [[nodiscard]] virtual RunReport run(const TrainPlan& plan, const DataSet& dataSet, TrainObserver& observer,
                                        std::stop_token stop) = 0;
};

/// Classifies with its own copy of the weights, in fp32. One thread at a time.
class Predictor
{
public:
    virtual ~Predictor() = default;

    /// Probabilities (softmax), classCount values for each image; images have the graph's input size. OutOfMemory or
    /// Internal on failure. Blocks.
    [[nodiscard]] virtual Result<std::vector<float>> predict(const std::vector<ImageView>& images) = 0;

    /// Where in the image the evidence for a class lies. SettingInvalid for a class or an image that the network does
    /// not know, ExplainUnsupported for a network without positions; OutOfMemory or Internal on failure. Blocks.
    [[nodiscard]] virtual Result<HeatMap> explain(ImageView image, int classIndex, HeatMapMethod method) = 0;
};

/// How whoever waits for an evaluation follows it and ends it.
struct EvaluationWatch
{
    std::stop_token stop;                 ///< gives Cancelled
    std::function<void(double)> progress; ///< the share done, 0..1; from any thread and in any order; may be empty
};

/// How an image is looked at when a figure is made. More than once is test-time augmentation: the logits of the views
/// are averaged, then the softmax is taken (K. Jordan 2024, infer_mirror_translate).
enum class EvaluationViews
{
    Single,      ///< the image as it is: what every figure is made with unless it says otherwise
    Mirror,      ///< 1/2 as it is, 1/2 mirrored
    MirrorShift, ///< 1/4 as it is, 1/4 mirrored, 1/8 each for shifts by one pixel up-left and down-right, the border
                 ///< filled by reflection, and for their mirrors
    Selective ///< Single; then MirrorShift for the quarter of the images with the least confidence, of equal ones for
              ///< those that come first: a third of MirrorShift's work for nearly all of its gain (Hiverge's recipe)
};
/// "none", "mirror", "mirror-shift", "selective": names in files and on the command line, in the order of the enum.
inline constexpr std::array<std::string_view, 4> kEvaluationViewNames{"none", "mirror", "mirror-shift", "selective"};

/// One processor that can train.
struct DeviceInfo
{
    std::string id;              ///< "cpu", "cuda:0"
    std::string name;            ///< for people
    std::int64_t totalBytes = 0; ///< of its memory
};

/// The door to LibTorch, exported by the late module; lives to the end of the process. Any thread.
class ComputeEngine
{
public:
    virtual ~ComputeEngine() = default;

    [[nodiscard]] virtual std::string version() const = 0;             ///< of LibTorch, e.g. "2.13.0"
    [[nodiscard]] virtual std::vector<DeviceInfo> devices() const = 0; ///< the CPU first
    [[nodiscard]] virtual std::unique_ptr<Trainer> createTrainer() const = 0;
    [[nodiscard]] virtual Result<std::unique_ptr<Predictor>> createPredictor(const LayerGraph& graph,
                                                                             const NamedTensors& tensors) const = 0;
    /// A predictor whose nodes named in `scales` give 8-bit numbers: what a network of such numbers would answer.
    [[nodiscard]] virtual Result<std::unique_ptr<Predictor>>
    createRoundingPredictor(const LayerGraph& graph, const NamedTensors& tensors,
                            const NamedByteScales& scales) const = 0;
    /// The lowest and the highest value that each of these nodes gives for these images, in fp32. GraphInvalid names a
    /// node that is not there. Blocks; stop gives Cancelled.
    [[nodiscard]] virtual Result<NamedRanges>
    measureRanges(const LayerGraph& graph, const NamedTensors& tensors, const std::vector<std::string>& nodes,
                  const DataSet& dataSet, const std::vector<std::int32_t>& indices, std::stop_token stop) const = 0;
    /// The network as a TorchScript archive: pixels 0..255 in (float32 N x C x H x W), normalised inside, probabilities
    /// out; parameters and buffers by their names, `extraFiles` by name beside them. ExportUnsupported for names that
    /// such a file cannot hold. Blocks.
    [[nodiscard]] virtual Result<std::vector<std::uint8_t>>
    encodeTorchScript(const LayerGraph& graph, const NamedTensors& tensors,
                      const std::map<std::string, std::string>& extraFiles) const = 0;
    /// Runs such an archive. Only ones that this program has just written: an archive is a program. FormatInvalid.
    [[nodiscard]] virtual Result<std::unique_ptr<Predictor>> openTorchScript(std::span<const std::uint8_t> archive,
                                                                             const InputLayer& input) const = 0;
    /// Evaluates on the given images in fp32, each looked at as `views` says. Blocks.
    [[nodiscard]] virtual Result<PredictionTable>
    evaluate(const LayerGraph& graph, const NamedTensors& tensors, const DataSet& dataSet,
             const std::vector<std::int32_t>& indices, EvaluationViews views, const EvaluationWatch& watch) const = 0;
    /// The numeric traps of this processor and library (wrong or missing kernels). Blocks some 10 ms.
    [[nodiscard]] virtual Result<void> selfTest() const = 0;
    /// GFLOP/s of an fp32 1024x1024 product on one thread, median of several: is the right BLAS bound? Blocks.
    [[nodiscard]] virtual double measureProductSpeed() const = 0;
};

/// Name and type of the late modules' factories.
inline constexpr const char* kComputeEngineFactory = "saccadeComputeEngine";
using ComputeEngineFactory = const ComputeEngine* (*)();

} // namespace saccade
