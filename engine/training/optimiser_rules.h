#pragma once

#include <string>
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

/// A rule for the parameters whose name matches `pattern` ('*' stands for any characters). The first match wins.
/// A plan holds these, so a user's own graph can have every trick that the families have.
struct OptimiserGroup
{
    std::string pattern;
    UpdateRule rule = UpdateRule::Sgd;
    double learningRate = 0.1; ///< before the schedule's factor; for the loss averaged over the batch
    double momentum = 0.9;     ///< SGD, Muon; Adam's beta1 is 0.9, beta2 0.999, epsilon 1e-8 (Keras: 1e-7)
    double weightDecay = 0;
    double endsAtEpoch = kAlways; ///< the rate falls linearly to 0 at this epoch instead of following the schedule

    bool operator==(const OptimiserGroup&) const = default;
};

/// The groups that `settings` mean for a graph; stored in the resolved plan.
[[nodiscard]] std::vector<OptimiserGroup> optimiserGroups(const TrainSettings& settings, const LayerGraph& graph);

/// Index of the first group whose pattern matches, or -1. '*' matches any run of characters. Any thread.
[[nodiscard]] int matchGroup(const std::vector<OptimiserGroup>& groups, const std::string& parameter);

} // namespace saccade
