#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/data/image.h"

namespace saccade {

/// How an image of any proportion becomes one of the network's. A square image becomes the same square in all three.
enum class ResizeMode : std::uint8_t
{
    Squash, ///< the whole image, stretched or squeezed
    Pad,    ///< the whole image in its proportion; what is left over is kPadValue
    Crop    ///< as much of the middle as has the network's proportion
};

/// The names in files and on the command line, in the order of the enumeration.
inline constexpr std::array<std::string_view, 3> kResizeModeNames{"squash", "pad", "crop"};
[[nodiscard]] std::string resizeModeName(ResizeMode mode);
/// SettingInvalid with the nearest name.
[[nodiscard]] Result<ResizeMode> resizeModeNamed(const std::string& name);

/// Of every channel where a padded image is not: the middle grey, as far from black as from white.
inline constexpr std::uint8_t kPadValue = 128;

/// All that decides how an image becomes the network's input.
struct ResizeRule
{
    ImageSize size;
    ResizeMode mode = ResizeMode::Squash;

    bool operator==(const ResizeRule&) const = default;
};

/// Whole pixels.
struct PixelBox
{
    int left = 0;
    int top = 0;
    int width = 0;
    int height = 0;

    bool operator==(const PixelBox&) const = default;
};

/// `source` of the image is resized to `target` of the network's input.
struct ResizeGeometry
{
    PixelBox source;
    PixelBox target;

    bool operator==(const ResizeGeometry&) const = default;
};

/// Squash: all to all. Pad: all to the largest box of the image's proportion. Crop: the largest box of the input's
/// proportion to all. The box has one side of what holds it; the other is rounded to the nearest pixel (halves up), at
/// least 1; it lies in the middle, an odd rest leaving the smaller half at the left and the top. Any thread.
[[nodiscard]] ResizeGeometry resizeGeometry(ImageSize image, const ResizeRule& rule);

} // namespace saccade
