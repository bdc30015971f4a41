#pragma once

#include <string>

#include "engine/network/families.h"

namespace saccade {

/// "resnet-20", "-32", "-44", "-56": the networks for CIFAR of K. He et al., "Deep Residual Learning for Image
/// Recognition", arXiv 1512.03385, section 4.2: a 3x3 convolution, three stages of 16, 32 and 64 channels (times
/// request.width) with blocksPerStage blocks of two 3x3 convolutions, the later two beginning with stride 2, average
/// pooling, linear head. Where a block changes the shape its shortcut is a 1x1 convolution with batch norm (option B of
/// the paper): every shortcut is then a plain layer, for 2,752 parameters more in resnet-20 than the paper's padding
/// with zeros. Nodes are named as in torchvision's ResNet, first values are its own, too. Any thread.
[[nodiscard]] LayerGraph buildSmallImageResNet(const NetworkRequest& request, const std::string& family,
                                               int blocksPerStage);

enum class Stem
{
    Large, ///< 7x7 convolution with stride 2, 3x3 maximum pooling with stride 2: for photographs
    Small  ///< 3x3 convolution: for images of some 32 pixels
};

/// "resnet-18" and "resnet-18-small": four stages of two blocks with 64, 128, 256 and 512 channels (times
/// request.width). Parameters and buffers have the names and shapes of torchvision's resnet18. Any thread.
[[nodiscard]] LayerGraph buildResNet18(const NetworkRequest& request, Stem stem);

} // namespace saccade
