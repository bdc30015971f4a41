#include "engine/formats/resize_description.h"

namespace saccade {

namespace {

constexpr const char* kFilter =
    " Filter: bilinear with antialiasing (a triangle whose support grows with the reduction), as Image.resize() with "
    "BILINEAR of Pillow does it: 8-bit samples, coefficients of 22 fractional bits, first along the rows, then along "
    "the "
    "columns, rounded after each.";
constexpr const char* kRounding =
    " The other side is rounded to the nearest pixel (halves up), at least 1; the box lies in the middle, an odd rest "
    "leaves the smaller half at the left and the top.";

} // namespace

std::string resizeDescription(const ResizeRule& rule)
{
    const std::string size =
        std::to_string(rule.size.width) + " x " + std::to_string(rule.size.height) + " pixels (width x height)";
    switch (rule.mode) {
    case ResizeMode::Squash:
        return "squash: the whole image becomes " + size + ", its proportion is not kept." + kFilter;
    case ResizeMode::Pad:
        return "pad: the whole image becomes the largest box of its proportion inside " + size + "." + kRounding +
               " What is left over is " + std::to_string(kPadValue) + " in every channel." + kFilter;
    case ResizeMode::Crop: break;
    }
    return "crop: the largest box inside the image that has the proportion of " + size + " becomes the input." +
           kRounding + " At the edges of the box the filter sees the pixels around it." + kFilter;
}

} // namespace saccade
