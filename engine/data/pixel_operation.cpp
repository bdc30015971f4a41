#include "engine/data/pixel_operation.h"

#include "engine/data/pixel_colour.h"
#include "engine/data/pixel_filter.h"
#include "engine/data/pixel_geometry.h"

namespace saccade {

void applyOperation(const PixelOperation& operation, const std::uint8_t fill[3], Image& image)
{
    if (image.isEmpty()) {
        return;
    }
    const double amount = operation.amount;
    const auto factor = static_cast<float>(amount);
    switch (operation.kind) {
    case PixelOperationKind::RotateSmooth: return warpSmooth(rotation(amount, image.size), fill, image);
    case PixelOperationKind::Rotate: return warpNearest(rotation(amount, image.size), fill, image);
    case PixelOperationKind::ShearX: return warpNearest({1, amount, 0, 0, 1, 0}, fill, image);
    case PixelOperationKind::ShearY: return warpNearest({1, 0, 0, amount, 1, 0}, fill, image);
    case PixelOperationKind::TranslateX: return warpNearest({1, 0, -amount, 0, 1, 0}, fill, image);
    case PixelOperationKind::TranslateY: return warpNearest({1, 0, 0, 0, 1, -amount}, fill, image);
    case PixelOperationKind::Brightness: return adjustBrightness(factor, image);
    case PixelOperationKind::Contrast: return adjustContrast(factor, image);
    case PixelOperationKind::Saturation: return adjustSaturation(factor, image);
    case PixelOperationKind::Hue: return adjustHue(amount, image);
    case PixelOperationKind::Sharpness: return adjustSharpness(factor, image);
    case PixelOperationKind::Grey: return makeGrey(image);
    case PixelOperationKind::Blur: return blurGaussian(factor, image);
    case PixelOperationKind::Posterize: return posterize(static_cast<int>(amount), image);
    case PixelOperationKind::Solarize: return solarize(amount, image);
    case PixelOperationKind::AutoContrast: return autoContrast(image);
    case PixelOperationKind::Equalize: return equalize(image);
    case PixelOperationKind::Invert: return invert(image);
    }
}

} // namespace saccade
