#pragma once

#include <array>

#include "engine/base/random.h"

namespace saccade {

/// Red, green, blue as shown, each 0..255.
using SampleColour = std::array<double, 3>;

[[nodiscard]] SampleColour mixed(const SampleColour& first, const SampleColour& second, double share);

/// The colours of one sample image: two of the background, which are close to each other, and two of the shape, which
/// stand out from both by lightness.
struct SampleColours
{
    std::array<SampleColour, 2> background;
    std::array<SampleColour, 2> shape;
};

[[nodiscard]] SampleColours drawSampleColours(RandomStream& random);

} // namespace saccade
