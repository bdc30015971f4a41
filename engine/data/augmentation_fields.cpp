#include "engine/data/augmentation.h"

namespace saccade {

namespace {

constexpr int kLargestShift = 64;
constexpr int kLargestCutout = 128;

Field shareField(double& member, std::string name, std::string group, double minimum = 0)
{
    return realField(member, std::move(name), std::move(group), minimum, 1, 0.01, 2);
}

Field alphaField(double& member, std::string name, std::string group)
{
    return realField(member, std::move(name), std::move(group), 0, 4, 0.05, 2);
}

Field sigmaField(double& member, std::string name, std::string group)
{
    return realField(member, std::move(name), std::move(group), 0.1, 10, 0.1, 1, "px");
}

} // namespace

std::vector<Field> fields(AugmentationSettings& settings)
{
    const std::string shape = "augmentation.shape";
    const std::string colour = "augmentation.colour";
    const std::string cover = "augmentation.cover";
    const std::string policy = "augmentation.policy";
    const std::string mix = "augmentation.mix";
    return {choiceField(settings.flip, "flip", "augmentation", {"off", "random", "alternating"}),
            integerField(settings.translate, "translate", "augmentation", 0, kLargestShift, "px"),
            integerField(settings.cutout, "cutout", "augmentation", 0, kLargestCutout, "px"),
            shareField(settings.cropSmallest, "cropSmallest", shape, 0.01),
            shareField(settings.cropLargest, "cropLargest", shape, 0.01),
            realField(settings.rotate, "rotate", shape, 0, 180, 1, 0, "°"),
            shareField(settings.brightness, "brightness", colour),
            shareField(settings.contrast, "contrast", colour),
            shareField(settings.saturation, "saturation", colour),
            realField(settings.hue, "hue", colour, 0, 0.5, 0.01, 2),
            shareField(settings.grey, "grey", colour),
            shareField(settings.blur, "blur", cover),
            sigmaField(settings.blurSmallest, "blurSmallest", cover),
            sigmaField(settings.blurLargest, "blurLargest", cover),
            shareField(settings.erase, "erase", cover),
            choiceField(settings.policy, "policy", policy, augmentationPolicyNames()),
            integerField(settings.policyNumber, "policyNumber", policy, 1, 8),
            integerField(settings.policyMagnitude, "policyMagnitude", policy, 0, kPolicyBins - 1),
            alphaField(settings.mixup, "mixup", mix),
            alphaField(settings.cutmix, "cutmix", mix)};
}

bool usesFill(const AugmentationSettings& settings)
{
    return settings.cutout > 0 || settings.rotate > 0 || settings.erase > 0 ||
           settings.policy != AugmentationPolicy::None;
}

bool canDrawOnDevice(const AugmentationSettings& settings)
{
    AugmentationSettings rest = settings;
    const AugmentationSettings plain;
    rest.flip = plain.flip;
    rest.translate = plain.translate;
    rest.cutout = plain.cutout;
    rest.erase = plain.erase;
    return rest == plain;
}

Result<void> checkRanges(const AugmentationSettings& settings)
{
    const auto wrong = [](const char* larger, const char* smaller) {
        return Error{ErrorCode::SettingInvalid, std::string(larger) + ": must not be below " + smaller, {}};
    };
    if (settings.cropLargest < settings.cropSmallest && settings.cropSmallest < 1) {
        return wrong("cropLargest", "cropSmallest");
    }
    if (settings.blurLargest < settings.blurSmallest && settings.blur > 0) {
        return wrong("blurLargest", "blurSmallest");
    }
    return {};
}

} // namespace saccade
