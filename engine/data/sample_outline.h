#pragma once

#include <array>
#include <string_view>

#include "engine/base/random.h"

namespace saccade {

/// The sample's classes in the order of their labels.
inline constexpr std::array<std::string_view, 10> kSampleClassNames = {
    "circle", "ellipse", "triangle", "square", "pentagon", "hexagon", "star", "cross", "ring", "crescent"};

/// Sine and cosine of 2 pi t by their series: the C library's last bit differs between systems, and the sample's bits
/// must not. Error below 1e-9.
struct Direction
{
    double cosine = 1;
    double sine = 0;
};
[[nodiscard]] Direction directionOfTurn(double turn);

/// One shape about the origin, drawn from a stream: form, size, proportion and rotation. Coordinates are pixels.
class SampleOutline final
{
public:
    SampleOutline(int label, RandomStream& random);

    /// Distance from the outline, negative inside; exact near the outline.
    [[nodiscard]] double distance(double x, double y) const;
    /// No part of the shape is farther from the origin.
    [[nodiscard]] double extent() const { return m_extent; }

private:
    static constexpr std::size_t kMostCorners = 12;
    struct Corner
    {
        double x = 0;
        double y = 0;
    };
    struct Edge
    {
        Corner from;
        double dx = 0;
        double dy = 0;
        double inverseSquare = 0; // 1 / (dx^2 + dy^2)
    };

    void makePolygon(int label, RandomStream& random);
    void placeCorner(std::size_t index, double radius, double turn);
    void scaleToArea();
    void makeEdges();
    [[nodiscard]] double polygonDistance(double x, double y) const;
    [[nodiscard]] double ellipseDistance(double x, double y) const;
    [[nodiscard]] double crescentDistance(double x, double y) const;

    int m_label = 0;
    double m_radius = 0; // of the circle of the same area
    double m_extent = 0;
    Direction m_turn;
    double m_aspect = 1;    // longer side by shorter side
    double m_hole = 0;      // ring: the hole's radius; crescent: the radius of the circle cut off
    double m_holeShift = 0; // crescent: the distance of that circle's centre
    std::size_t m_cornerCount = 0;
    std::array<Corner, kMostCorners> m_corners{};
    std::array<Edge, kMostCorners> m_edges{};
};

} // namespace saccade
