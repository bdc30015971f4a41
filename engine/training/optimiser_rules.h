#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "engine/network/graph_summary.h"
#include "engine/training/train_settings.h"

namespace saccade {

enum class UpdateRule
{
    Sgd,   ///< buf = momentum*buf + (g + decay*w); w -= rate*(g + decay*w + momentum*buf)   (PyTorch, Nesterov)
    Adam,  ///< Kingma, Ba 2015; decay is added to the gradient
    AdamW, ///< Loshchilov, Hutter 2019; w -= rate*decay*w
    Muon   ///< K. Jordan 2024: Nesterov momentum, weight rescaled to norm sqrt(out), update orthogonalised by 3
           ///< Newton-Schulz steps
};

/// Their names in files and on the command line, in the order of the enum.
inline constexpr std::array<std::string_view, 4> kUpdateRuleNames{"sgd", "adam", "adamw", "muon"};

/// A rule for the parameters whose name matches `pattern` ('*' stands for any characters). The first match wins.
/// A plan holds these, so a user's own graph can have every trick that the families have.
struct OptimiserGroup
{
    std::string pattern;
    UpdateRule rule = UpdateRule::Sgd;
    double learningRate = 0.1; ///< before the schedule's factor; for the loss averaged over the batch
    double momentum = 0.9;     ///< SGD, Muon; Adam's beta1 is 0.9, beta2 0.999
    double weightDecay = 0;
    double endsAtEpoch = kAlways; ///< the rate falls linearly to 0 at this epoch instead of following the schedule
    double epsilon = 1e-7;        ///< Adam, AdamW: added to the square root of the second moment (the Keras default)

    bool operator==(const OptimiserGroup&) const = default;
};

/// The groups that `settings` mean for a graph; stored in the resolved plan. SGD, Adam, AdamW: one group "*" with
/// learningRate, momentum and weightDecay as they are.
///
/// MuonSgd (K. Jordan's recipe; its SGD rates are for a loss summed over the batch and logits divided by 256):
///   - Muon, learningRate, momentum, no decay: every trained 4-d weight that does not read the input itself;
///   - SGD with momentum 0.85 for all else: weights with headRate, biases and norms with biasRate;
///   - a parameter with a finite trainableUntil has its own group: biasRate, falling to 0 at that epoch, or at the
///     run's end when that comes first.
/// A rate r of the recipe becomes r * batchSize / (256 s)^1.5 for the mean loss, s being the factor of a last
/// ScaleLayer (1 without). For the recipe's own 1/256 that is exact. The power is measured for unscaled logits
/// (notebook-cnn, batches of 125 to 2000): with 1 the network dies, with 2 the side parameters hardly move. weightDecay
/// is the share of a weight that is lost for each image at full rate: rate * group decay = weightDecay * batchSize.
[[nodiscard]] std::vector<OptimiserGroup> optimiserGroups(const TrainSettings& settings, const LayerGraph& graph);

/// Whether a name matches a pattern, in which '*' stands for any run of characters. Any thread.
[[nodiscard]] bool matchesPattern(std::string_view pattern, std::string_view name);

/// Index of the first group whose pattern matches, or -1. '*' matches any run of characters. Any thread.
[[nodiscard]] int matchGroup(const std::vector<OptimiserGroup>& groups, const std::string& parameter);

} // namespace saccade
