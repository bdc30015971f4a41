#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/resize_rule.h"
#include "engine/training/image_reader.h"
#include "engine/training/trainer.h"

namespace saccade {

struct ImageAnswer
{
    std::vector<float> probabilities; ///< one for each class
    double decodeMs = 0;              ///< decoding and resizing this image
    double networkMs = 0;             ///< the network, for the whole batch that the image was in
};

/// The bytes of an image file.
using EncodedImage = std::span<const std::uint8_t>;

/// One answer for each image, in their order. Blocks. One thread at a time; stop, polled once for each image, makes the
/// rest Cancelled.
using BatchClassifier =
    std::function<std::vector<Result<ImageAnswer>>(std::span<const EncodedImage> images, const std::stop_token& stop)>;

/// Decodes each image and asks the network once for all that could be decoded; an image that cannot has its own error.
/// reader must outlive what is made.
[[nodiscard]] BatchClassifier makeBatchClassifier(const ImageReader& reader, std::shared_ptr<Predictor> predictor,
                                                  const ResizeRule& rule, std::size_t classCount);

} // namespace saccade
