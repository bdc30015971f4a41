#include "engine/data/sample_ground.h"

#include <algorithm>
#include <cmath>

namespace saccade {

namespace {

constexpr double kHalfSide = 16;

double smooth(double t)
{
    return t * t * (3 - 2 * t);
}

} // namespace

SampleGround::SampleGround(RandomStream& random)
    : m_kind(static_cast<Kind>(random.integer(0, 3))),
      m_direction(directionOfTurn(random.uniform())),
      m_period(5 + 6 * random.uniform()),
      m_phase(m_period * random.uniform())
{
    for (double& knot : m_knots) {
        knot = random.uniform();
    }
}

double SampleGround::share(double x, double y) const
{
    const double along = x * m_direction.cosine + y * m_direction.sine;
    switch (m_kind) {
    case Kind::Flat: return 0;
    case Kind::Gradient: return std::clamp(0.5 + along / (2.4 * kHalfSide), 0.0, 1.0);
    case Kind::Stripes: return stripes(along);
    case Kind::Clouds: return clouds(x, y);
    }
    return 0;
}

// Bands of equal width whose borders are one pixel soft.
double SampleGround::stripes(double along) const
{
    const double position = (along + m_phase) / m_period;
    const double fraction = position - std::floor(position);
    const double fromBorder = (0.25 - std::abs(fraction - 0.5)) * m_period;
    return std::clamp(0.5 + fromBorder, 0.0, 1.0);
}

// Random values on a coarse grid, blended smoothly.
double SampleGround::clouds(double x, double y) const
{
    const double column = std::clamp((x + kHalfSide) / (2 * kHalfSide), 0.0, 0.9999) * (kKnots - 1);
    const double row = std::clamp((y + kHalfSide) / (2 * kHalfSide), 0.0, 0.9999) * (kKnots - 1);
    const auto left = static_cast<std::size_t>(column);
    const auto top = static_cast<std::size_t>(row);
    const double across = smooth(column - static_cast<double>(left));
    const double down = smooth(row - static_cast<double>(top));
    const double* knot = m_knots.data() + top * kKnots + left;
    const double upper = knot[0] + (knot[1] - knot[0]) * across;
    const double lower = knot[kKnots] + (knot[kKnots + 1] - knot[kKnots]) * across;
    return upper + (lower - upper) * down;
}

} // namespace saccade
