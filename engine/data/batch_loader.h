#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "engine/data/batch_mix.h"
#include "engine/data/data_set.h"

namespace saccade {

/// The order in which a training epoch visits `count` images: a permutation, a pure function of (seed, epoch).
/// Fisher-Yates over RandomStream. Any thread.
[[nodiscard]] std::vector<std::int32_t> epochOrder(std::size_t count, std::uint64_t seed, int epoch);

/// One batch ready for the step: gathered and augmented bytes, NHWC, and labels.
struct Batch
{
    std::int64_t step = 0;            ///< counts from 0
    int epoch = 0;                    ///< counts from 0
    ImageSize size;                   ///< of each image, see LoaderPlan::stages
    std::vector<std::uint8_t> pixels; ///< labels.size() * size.bytes()
    std::vector<std::int32_t> labels;
    std::vector<std::int32_t> otherLabels; ///< of what each image is mixed with; empty when the batch is not mixed
    double share = 1;                      ///< of `labels` in a mixed batch; the rest is otherLabels'
    std::vector<std::int32_t> indices;     ///< into the data set
    std::vector<AugmentationDraw> draws;   ///< with LoaderPlan::drawsOnly, instead of pixels
};

/// From this step on images have this size.
struct SizeStage
{
    std::int64_t firstStep = 0;
    ImageSize size;

    bool operator==(const SizeStage&) const = default;
};

struct LoaderPlan
{
    std::vector<std::int32_t> indices; ///< the training images, into the data set
    AugmentationSettings augmentation;
    std::array<std::uint8_t, 3> fill{}; ///< colour of the cutout: the data set's mean
    std::uint64_t seed = 0;
    bool isBalanced = false;       ///< epochs as balancedVisits() draws them; a repeated image is augmented otherwise
    bool drawsOnly = false;        ///< the device makes the pixels: for settings that canDrawOnDevice() takes
    std::vector<SizeStage> stages; ///< in order, the first at step 0, of augmented images; empty = as they are
    int batchSize = 0;             ///< 1 .. indices.size(); the last partial batch of an epoch is dropped
    std::int64_t steps = 0;        ///< of the whole run
    int threads = 1;               ///< 0 = prepare in next(), on the caller's thread
    int ahead = 4;                 ///< batches kept ready
};

/// Prepares batches ahead of the training step on its own threads, in the order of steps. The batches do not depend on
/// the number of threads. One consumer thread. Destruction stops the threads and waits for at most one batch of work.
class BatchLoader final
{
public:
    BatchLoader(const DataSet& dataSet, LoaderPlan plan);
    ~BatchLoader();
    BatchLoader(const BatchLoader&) = delete;
    BatchLoader& operator=(const BatchLoader&) = delete;

    /// The next batch, or nullptr after the last. Blocks until it is ready. The previous batch's buffers are reused:
    /// a returned batch is valid until the next call.
    const Batch* next();
    /// Seconds next() has waited so far, for the bottleneck meter.
    [[nodiscard]] double waitedSeconds() const;

private:
    class Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace saccade
