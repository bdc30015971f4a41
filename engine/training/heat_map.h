#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace saccade {

/// How a class's evidence is weighed, from the features A of the last spatial node and the gradient G of the class's
/// logit with respect to them.
enum class HeatMapMethod : std::uint8_t
{
    GradCam, ///< relu(sum over k of mean(G_k) A_k): Selvaraju et al., "Grad-CAM", ICCV 2017
    LayerCam ///< relu(sum over k of relu(G_k) A_k), each position by itself: Jiang et al., "LayerCAM", TIP 2021
};
/// Names on the command line and in settings, in the order of the enumeration.
inline constexpr std::array<std::string_view, 2> kHeatMapMethodNames{"grad-cam", "layer-cam"};

/// Where in an image the evidence for a class lies.
struct HeatMap
{
    int height = 0; ///< of the network's input
    int width = 0;
    std::vector<float>
        values;         ///< height x width, 0..1; the largest is 1, or all are 0 when nothing speaks for the class
    std::string node;   ///< whose output was looked at
    int nodeHeight = 0; ///< of that output: what lies between its positions is interpolated (bilinear, half-pixel)
    int nodeWidth = 0;

    bool operator==(const HeatMap&) const = default;
};

} // namespace saccade
