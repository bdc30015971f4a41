#include "engine/data/augmentation_policy.h"

#include <array>
#include <cmath>

#include "engine/data/policy_tables.h"

namespace saccade {

namespace {

using Kind = PixelOperationKind;

/// How far a policy goes at its strongest.
struct Extent
{
    double tangent = 0;
    double degrees = 0;
    double factor = 0;
    double lostBits = 0;
    int bins = kPolicyBins;
};

constexpr double kWideShift = 32; // pixels

Extent extentOf(AugmentationPolicy policy)
{
    switch (policy) {
    case AugmentationPolicy::TrivialAugment: return {0.99, 135, 0.99, 6, kPolicyBins};
    case AugmentationPolicy::RandAugment: return {0.3, 30, 0.9, 4, kPolicyBins};
    default: return {0.3, 30, 0.9, 4, 10};
    }
}

/// Before its sign; kinds without strength give 0.
double strengthOf(AugmentationPolicy policy, Kind kind, int bin, ImageSize size)
{
    const Extent extent = extentOf(policy);
    const double share = static_cast<double>(bin) / (extent.bins - 1);
    const bool isWide = policy == AugmentationPolicy::TrivialAugment;
    const auto shift = [=](int side) { return std::trunc(share * (isWide ? kWideShift : 150.0 / 331.0 * side)); };
    switch (kind) {
    case Kind::ShearX:
    case Kind::ShearY: return share * extent.tangent;
    case Kind::TranslateX: return shift(size.width);
    case Kind::TranslateY: return shift(size.height);
    case Kind::Rotate: return share * extent.degrees;
    case Kind::Brightness:
    case Kind::Saturation:
    case Kind::Contrast:
    case Kind::Sharpness: return share * extent.factor;
    case Kind::Posterize: return std::nearbyint(8 - share * extent.lostBits); // halves to the even number
    case Kind::Solarize: return 255 * (1 - share);
    default: return 0;
    }
}

bool isFactor(Kind kind)
{
    return kind == Kind::Brightness || kind == Kind::Saturation || kind == Kind::Contrast || kind == Kind::Sharpness;
}

bool hasTwoSides(Kind kind)
{
    return isFactor(kind) || kind == Kind::ShearX || kind == Kind::ShearY || kind == Kind::TranslateX ||
           kind == Kind::TranslateY || kind == Kind::Rotate;
}

/// RandAugment's and TrivialAugment's; beyond the last there is one that does nothing.
constexpr std::array kSpace{Kind::ShearX,     Kind::ShearY,       Kind::TranslateX, Kind::TranslateY, Kind::Rotate,
                            Kind::Brightness, Kind::Saturation,   Kind::Contrast,   Kind::Sharpness,  Kind::Posterize,
                            Kind::Solarize,   Kind::AutoContrast, Kind::Equalize};

void drawOne(AugmentationPolicy policy, int bin, ImageSize size, RandomStream& random,
             std::vector<PixelOperation>& operations)
{
    const auto which = static_cast<std::size_t>(random.integer(0, static_cast<std::int64_t>(kSpace.size())));
    const bool isMirrored = random.uniform() < 0.5;
    if (which < kSpace.size()) {
        operations.push_back(policyOperation(policy, kSpace[which], bin, isMirrored, size));
    }
}

void drawPair(AugmentationPolicy policy, ImageSize size, RandomStream& random, std::vector<PixelOperation>& operations)
{
    const PolicyTable& table = policyTable(policy);
    for (const PolicyStep& step : table[static_cast<std::size_t>(random.integer(0, kPolicyPairs - 1))]) {
        const bool isTaken = random.uniform() < step.probability;
        const bool isMirrored = random.uniform() < 0.5;
        if (isTaken) {
            operations.push_back(policyOperation(policy, step.kind, step.bin, isMirrored, size));
        }
    }
}

} // namespace

const std::vector<std::string>& augmentationPolicyNames()
{
    static const std::vector<std::string> names{
        "none", "randaugment", "trivialaugment", "autoaugment-cifar10", "autoaugment-imagenet", "autoaugment-svhn"};
    return names;
}

PixelOperation policyOperation(AugmentationPolicy policy, PixelOperationKind kind, int bin, bool isMirrored,
                               ImageSize size)
{
    const double strength = strengthOf(policy, kind, bin, size);
    const double sign = hasTwoSides(kind) && isMirrored ? -1 : 1;
    return {kind, (isFactor(kind) ? 1 : 0) + sign * strength};
}

void drawPolicy(const PolicyChoice& choice, ImageSize size, RandomStream& random,
                std::vector<PixelOperation>& operations)
{
    switch (choice.policy) {
    case AugmentationPolicy::None: return;
    case AugmentationPolicy::RandAugment:
        for (int i = 0; i < choice.number; ++i) {
            drawOne(choice.policy, choice.magnitude, size, random, operations);
        }
        return;
    case AugmentationPolicy::TrivialAugment: {
        const auto bin = static_cast<int>(random.integer(0, kPolicyBins - 1));
        return drawOne(choice.policy, bin, size, random, operations);
    }
    default: return drawPair(choice.policy, size, random, operations);
    }
}

} // namespace saccade
