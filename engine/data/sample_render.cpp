#include <algorithm>
#include <cmath>

#include "engine/data/sample_colour.h"
#include "engine/data/sample_ground.h"
#include "engine/data/sample_outline.h"
#include "engine/data/sample_shapes.h"

namespace saccade {

namespace {

constexpr int kSide = 32;
constexpr std::uint64_t kSampleSeed = 20240817; // part of the data set: another number is another set

struct Offset
{
    double x = 0;
    double y = 0;
};

// Anywhere, as long as the whole shape is inside the image.
Offset drawOffset(double extent, RandomStream& random)
{
    const double most = std::max(0.0, kSide / 2.0 - 0.5 - extent);
    const double x = (2 * random.uniform() - 1) * most;
    return {x, (2 * random.uniform() - 1) * most};
}

} // namespace

Image renderSampleShape(int label, int index)
{
    RandomStream random(kSampleSeed, "sample", static_cast<std::uint64_t>(label), static_cast<std::uint64_t>(index));
    const SampleColours colours = drawSampleColours(random);
    const SampleGround ground(random);
    const SampleOutline outline(label, random);
    const Offset offset = drawOffset(outline.extent(), random);
    const double grain = 1 + 7 * random.uniform() * random.uniform();

    Image image{{kSide, kSide, 3}, std::vector<std::uint8_t>(std::size_t{kSide} * kSide * 3)};
    std::uint8_t* pixel = image.pixels.data();
    for (int row = 0; row < kSide; ++row) {
        for (int column = 0; column < kSide; ++column, pixel += 3) {
            const double x = column + 0.5 - kSide / 2.0;
            const double y = row + 0.5 - kSide / 2.0;
            // The area of a pixel that a straight outline at this distance covers, nearly.
            const double cover = std::clamp(0.5 - outline.distance(x - offset.x, y - offset.y), 0.0, 1.0);
            const double light = std::clamp(0.5 - (y - offset.y) / (2 * outline.extent()), 0.0, 1.0);
            const SampleColour behind = mixed(colours.background[0], colours.background[1], ground.share(x, y));
            const SampleColour front = mixed(colours.shape[0], colours.shape[1], light);
            const SampleColour colour = mixed(behind, front, cover);
            const double noise = grain * (2 * random.uniform() - 1);
            for (std::size_t c = 0; c < 3; ++c) {
                pixel[c] = static_cast<std::uint8_t>(std::clamp(std::floor(colour[c] + noise + 0.5), 0.0, 255.0));
            }
        }
    }
    return image;
}

} // namespace saccade
