#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/resize_rule.h"

namespace saccade {

/// An exported model as those run it who have only the file: a runtime that is not ours, fed from the bytes of image
/// files by the decoding and resizing of the samples that go with it. One thread at a time.
class ExportedNetwork
{
public:
    virtual ~ExportedNetwork() = default;

    struct Answer
    {
        std::vector<float> probabilities;
        double preprocessMs = 0; ///< decoding and resizing
        double networkMs = 0;
        std::vector<float>
            input; ///< what the network was given: channels x height x width, 0..255; empty when that is not told
    };
    /// ImageDamaged when the sample cannot read the image; ExportUnsupported with the runtime's words. Blocks.
    [[nodiscard]] virtual Result<Answer> predict(std::span<const std::uint8_t> imageFile) = 0;
};

/// The door to the room that runs exported files, exported by its late module. Any thread.
class ExportedNetworkOpener
{
public:
    virtual ~ExportedNetworkOpener() = default;

    /// An ONNX file's bytes and what its contract says of images. ExportUnsupported names what the runtime cannot
    /// do; it may be the file's fault. Blocks.
    [[nodiscard]] virtual Result<std::unique_ptr<ExportedNetwork>> open(std::span<const std::uint8_t> onnx,
                                                                        const ResizeRule& rule) const = 0;
};

inline constexpr const char* kExportedNetworkFactory = "saccadeExportedNetworkOpener";
using ExportedNetworkFactory = const ExportedNetworkOpener* (*)();

} // namespace saccade
