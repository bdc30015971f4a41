#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/fields.h"
#include "engine/data/augmentation.h"

namespace saccade {

enum class OptimiserKind
{
    Sgd, ///< with Nesterov momentum
    Adam,
    AdamW,
    MuonSgd ///< Muon for the inner convolutions, SGD with Nesterov for the rest
};
enum class ScheduleShape
{
    Constant,
    Linear,   ///< to finalRate
    Cosine,   ///< to finalRate
    OneCycle, ///< cosine up over the first 30 % (or warmUp when larger), cosine down to finalRate
    Step,     ///< times stepFactor after every stepEvery epochs, never below finalRate
    Plateau   ///< times stepFactor after plateauPatience validations without a better one, never below finalRate
};
enum class Precision
{
    Auto, ///< times fp32 and bf16 at start and takes the faster
    Fp32,
    Bf16 ///< bf16 activations and weights, fp32 master weights, statistics and optimiser state
};
enum class ClassWeights
{
    None,
    Balanced ///< each image's loss times n / (k n_c): n images in k classes, n_c of them in its class
};
enum class Sampling
{
    All,     ///< every training image once an epoch
    Balanced ///< as many images an epoch, equally many of each class: see balancedVisits()
};
enum class NormaliseKind
{
    DataSet, ///< mean and deviation of the training images
    Unit     ///< 0..255 to 0..1
};

/// Everything a person can set for a run. Declared once: the form, the JSON, the command line and validation read
/// fields().
struct TrainSettings
{
    std::string network = "speed-net"; ///< a family, or a file that holds a graph (isGraphFile)
    double width = 1;                  ///< times the channels of the family's layers; 1 for a file
    NormaliseKind normalise = NormaliseKind::DataSet;
    double dropout = 0; ///< of a DropoutLayer before a family's head; 0 = the family's own graph

    OptimiserKind optimiser = OptimiserKind::MuonSgd;
    double learningRate = 0.2; ///< SGD, Adam: of all parameters. MuonSgd: of Muon's matrices
    double biasRate = 0.053;   ///< MuonSgd: SGD rate of biases, for a loss summed over the batch as in the recipe
    double headRate = 0.67;    ///< MuonSgd: SGD rate of the head
    double momentum = 0.6;     ///< SGD, Muon
    double weightDecay = 2e-6; ///< see optimiser_rules.h for its exact meaning with each optimiser
    int batchSize = 250;       ///< images for one step, over all replicas
    std::string groups;        ///< what some parameters follow instead, see parseGroupRules(); "" = nothing
    int accumulate = 1;        ///< passes that a step's images are divided into, for memory: see StepRunner
    double labelSmoothing = 0.2;
    double clipNorm = 0;     ///< largest norm of all gradients together, as torch.nn.utils.clip_grad_norm_; 0 = off
    double averageDecay = 0; ///< weights that are judged and kept are a moving average, see weight_average.h; 0 = off

    ScheduleShape schedule = ScheduleShape::Linear;
    double epochs = 4;        ///< may be fractional: steps = max(1, floor(epochs * steps per epoch))
    double warmUp = 0;        ///< share of all steps in which the rate rises linearly from 0
    double finalRate = 0;     ///< share of learningRate at the end
    double stepEvery = 10;    ///< Step: epochs between two falls
    double stepFactor = 0.1;  ///< Step, Plateau: what is left of the rate after a fall
    int plateauPatience = 5;  ///< Plateau: validations without a better one before a fall
    double validateEvery = 1; ///< epochs between validations; the last step is always validated

    double firstScale = 1;     ///< of an image's sides at the run's first step, see sizeStages(); 1 = full throughout
    double fullSizeFrom = 0.5; ///< share of the steps after which images have their full size

    int patience = 0; ///< validations without a better one after which the run ends; 0 = off, needs validation images

    ClassWeights classWeights = ClassWeights::None;
    Sampling sampling = Sampling::All;

    AugmentationSettings augmentation;

    std::uint64_t seed = 42;
    double validationShare = 0.1; ///< of the training images; 0 = train on all of them

    std::string device = "auto"; ///< auto, cpu, cuda:0 ...
    Precision precision = Precision::Auto;
    int replicas = 0;      ///< parts of a batch with statistics of their own; 0 = auto: one to four for each core
    int loaderThreads = 1; ///< 0 = prepare batches between steps

    bool operator==(const TrainSettings&) const = default;
};

[[nodiscard]] std::vector<Field> fields(TrainSettings& settings);

/// Checks every field's range; the Error names the field. Ranges between fields (batch against images, ...) are
/// validatePlan()'s. Any thread.
[[nodiscard]] Result<void> validateSettings(const TrainSettings& settings);

/// Does TrainSettings::network name a file with a user's own graph rather than a family? Those end in ".json".
[[nodiscard]] bool isGraphFile(const std::string& network);

/// Names of the presets, in the order of the menu: "quick", "record", "classic".
[[nodiscard]] const std::vector<std::string>& presetNames();

/// A preset's settings for a data set with so many training images. PresetUnknown names the nearest.
/// quick: above 30,000 images, 27,000 of them once, in batches of 128 and growing from 0.625 of their side, by a
///   network of half the width; else four epochs of batch 250, below 6,250 images with smaller batches (at least 32,
///   Muon's rate falling with the root) and, for tiny sets, more epochs, so that there are about 100 steps.
/// record: K. Jordan's eight epochs of batch 2000, all images used for training, growing from 0.75 of their side.
/// classic: the TensorFlow tutorial's own: Adam, batch 32, ten epochs, nothing else.
/// Batches are cut to the set, for quick and classic to half of it.
[[nodiscard]] Result<TrainSettings> presetSettings(const std::string& name, std::size_t trainingImages);

} // namespace saccade
