#include "engine/data/resize_rule.h"

#include <algorithm>
#include <vector>

#include "engine/base/fields.h"

namespace saccade {

namespace {

// a * b / c to the nearest, halves up.
int scaled(int a, int b, int c)
{
    const std::int64_t twice = 2 * std::int64_t{a} * b + c;
    return static_cast<int>(std::max<std::int64_t>(1, twice / (2 * std::int64_t{c})));
}

// The largest box of the proportion width : height in the middle of `whole`.
PixelBox middleBox(const PixelBox& whole, int width, int height)
{
    PixelBox box = whole;
    if (std::int64_t{whole.width} * height >= std::int64_t{whole.height} * width) {
        box.width = std::min(whole.width, scaled(whole.height, width, height));
    } else {
        box.height = std::min(whole.height, scaled(whole.width, height, width));
    }
    box.left = (whole.width - box.width) / 2;
    box.top = (whole.height - box.height) / 2;
    return box;
}

} // namespace

std::string resizeModeName(ResizeMode mode)
{
    return std::string(kResizeModeNames[static_cast<std::size_t>(mode)]);
}

Result<ResizeMode> resizeModeNamed(const std::string& name)
{
    const auto found = std::find(kResizeModeNames.begin(), kResizeModeNames.end(), name);
    if (found == kResizeModeNames.end()) {
        const std::vector<std::string> names(kResizeModeNames.begin(), kResizeModeNames.end());
        return Error{ErrorCode::SettingInvalid, "resize: " + name + "; nearest: " + nearestName(name, names), {}};
    }
    return static_cast<ResizeMode>(found - kResizeModeNames.begin());
}

ResizeGeometry resizeGeometry(ImageSize image, const ResizeRule& rule)
{
    ResizeGeometry geometry{{0, 0, image.width, image.height}, {0, 0, rule.size.width, rule.size.height}};
    if (image.width < 1 || image.height < 1 || rule.size.width < 1 || rule.size.height < 1) {
        return geometry;
    }
    switch (rule.mode) {
    case ResizeMode::Squash: break;
    case ResizeMode::Pad: geometry.target = middleBox(geometry.target, image.width, image.height); break;
    case ResizeMode::Crop: geometry.source = middleBox(geometry.source, rule.size.width, rule.size.height); break;
    }
    return geometry;
}

} // namespace saccade
