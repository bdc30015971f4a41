#pragma once

#include <array>

#include "engine/base/random.h"
#include "engine/data/sample_outline.h"

namespace saccade {

/// What lies behind a sample's shape: how much of the second background colour each pixel has. Flat, gradient, stripes
/// or soft clouds, drawn from a stream.
class SampleGround final
{
public:
    explicit SampleGround(RandomStream& random);

    /// 0..1 at a point of the image, in pixels from its centre.
    [[nodiscard]] double share(double x, double y) const;

private:
    enum class Kind
    {
        Flat,
        Gradient,
        Stripes,
        Clouds
    };
    static constexpr int kKnots = 7;

    [[nodiscard]] double stripes(double along) const;
    [[nodiscard]] double clouds(double x, double y) const;

    Kind m_kind;
    Direction m_direction;
    double m_period = 1; // pixels
    double m_phase = 0;  // pixels
    std::array<double, kKnots * kKnots> m_knots{};
};

} // namespace saccade
