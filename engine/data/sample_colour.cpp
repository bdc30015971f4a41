#include "engine/data/sample_colour.h"

#include <algorithm>
#include <cmath>

#include "engine/data/sample_outline.h"

namespace saccade {

namespace {

// A colour by how people see it. Source of the matrices: B. Ottosson, "A perceptual color space for image processing"
// (Oklab), 2020.
struct SeenColour
{
    double lightness = 0; // 0..1
    double chroma = 0;    // 0 grey .. 0.3
    double hue = 0;       // turns
};

std::array<double, 3> linearLight(const SeenColour& colour)
{
    const Direction hue = directionOfTurn(colour.hue);
    const double a = colour.chroma * hue.cosine;
    const double b = colour.chroma * hue.sine;
    const auto cube = [](double value) { return value * value * value; };
    const double l = cube(colour.lightness + 0.3963377774 * a + 0.2158037573 * b);
    const double m = cube(colour.lightness - 0.1055613458 * a - 0.0638541728 * b);
    const double s = cube(colour.lightness - 0.0894841775 * a - 1.2914855480 * b);
    return {4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s};
}

// Chroma is taken back until the colour can be shown. The square root stands for the display's curve: it is near
// enough, and the same on every system.
SampleColour shown(SeenColour colour)
{
    std::array<double, 3> light = linearLight(colour);
    const auto canBeShown = [](double value) { return value >= 0 && value <= 1; };
    while (!std::all_of(light.begin(), light.end(), canBeShown) && colour.chroma > 0.001) {
        colour.chroma *= 0.9;
        light = linearLight(colour);
    }
    SampleColour result{};
    for (std::size_t c = 0; c < result.size(); ++c) {
        result[c] = 255 * std::sqrt(std::clamp(light[c], 0.0, 1.0));
    }
    return result;
}

double between(RandomStream& random, double low, double high)
{
    return low + (high - low) * random.uniform();
}

} // namespace

SampleColour mixed(const SampleColour& first, const SampleColour& second, double share)
{
    SampleColour result{};
    for (std::size_t c = 0; c < result.size(); ++c) {
        result[c] = first[c] + (second[c] - first[c]) * share;
    }
    return result;
}

SampleColours drawSampleColours(RandomStream& random)
{
    // Neighbouring hues and opposite ones go together; what lies between them clashes.
    constexpr std::array<double, 5> kHueSteps = {0.08, -0.08, 0.42, 0.5, 0.58};
    const bool isShapeLight = random.integer(0, 1) == 1;
    SeenColour ground;
    ground.lightness = isShapeLight ? between(random, 0.28, 0.5) : between(random, 0.78, 0.94);
    ground.chroma = between(random, 0.02, isShapeLight ? 0.09 : 0.07);
    ground.hue = random.uniform();
    SeenColour shape;
    shape.lightness = ground.lightness + (isShapeLight ? 1 : -1) * between(random, 0.28, 0.42);
    shape.chroma = between(random, 0.1, 0.18);
    shape.hue = ground.hue + kHueSteps[static_cast<std::size_t>(random.integer(0, 4))];

    SeenColour groundEnd = ground;
    groundEnd.lightness += between(random, 0.04, 0.1) * (isShapeLight ? -1 : 1);
    groundEnd.lightness = std::min(groundEnd.lightness, 0.97);
    groundEnd.hue += between(random, -0.08, 0.08);
    SeenColour shapeEnd = shape;
    shapeEnd.lightness += between(random, 0.0, 0.08) * (isShapeLight ? 1 : -1);
    shapeEnd.hue += between(random, -0.05, 0.05);
    return {{shown(ground), shown(groundEnd)}, {shown(shape), shown(shapeEnd)}};
}

} // namespace saccade
