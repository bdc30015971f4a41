#pragma once

#include <cstdint>
#include <vector>

#include "engine/data/augmentation.h"
#include "engine/training/trainer.h"

namespace saccade {

/// One look at an image: how it is moved before, and its share in the mean of the logits.
struct WeightedView
{
    AugmentationDraw draw;
    double weight = 1;
};

/// The looks that EvaluationViews means, of Selective the first; the weights add up to 1. Any thread.
[[nodiscard]] std::vector<WeightedView> weightedViews(EvaluationViews views);

/// `count` images of one size, one after the other, each as the view has it. Any thread.
[[nodiscard]] std::vector<std::uint8_t> viewedPixels(const std::vector<std::uint8_t>& pixels, ImageSize size,
                                                     const AugmentationDraw& draw);

} // namespace saccade
