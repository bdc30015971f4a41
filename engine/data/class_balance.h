#pragma once

#include <cstdint>
#include <vector>

namespace saccade {

/// n / (k n_c) for each of classCount classes: n images in the k classes that have any, n_c in class c. Their mean over
/// the images is 1; a class without images has 0. Labels are 0 .. classCount-1. Any thread.
[[nodiscard]] std::vector<double> balancedClassWeights(const std::vector<std::int32_t>& labels, int classCount);

/// One image's turn in an epoch.
struct Visit
{
    std::int32_t position = 0; ///< into the training images
    std::int32_t repeat = 0;   ///< 0 at its first turn in this epoch, 1 at its second, ...

    bool operator==(const Visit&) const = default;
};

/// An epoch in which the classes that have images take equally many turns (some one more when they do not divide the
/// count), labels.size() in all, in an order that mixes them. A class with more images than turns shows some of them,
/// another choice each epoch; one with fewer shows each as often as any other, or once more. A pure function of
/// (labels, seed, epoch). Any thread.
[[nodiscard]] std::vector<Visit> balancedVisits(const std::vector<std::int32_t>& labels, std::uint64_t seed, int epoch);

} // namespace saccade
