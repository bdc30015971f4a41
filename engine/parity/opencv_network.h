#pragma once

#include "engine/training/exported_network.h"

namespace saccade {

/// Runs exported ONNX files with OpenCV DNN, images prepared by the very file that goes into a deploy bundle
/// (resources/deploy/cpp/preprocess.hpp). Any thread.
class OpenCvNetworkOpener final : public ExportedNetworkOpener
{
public:
    [[nodiscard]] Result<std::unique_ptr<ExportedNetwork>> open(std::span<const std::uint8_t> onnx,
                                                                const ResizeRule& rule) const override;
};

} // namespace saccade

/// kExportedNetworkFactory.
extern "C" __attribute__((visibility("default"))) const saccade::ExportedNetworkOpener* saccadeExportedNetworkOpener();
