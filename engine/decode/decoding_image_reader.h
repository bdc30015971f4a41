#pragma once

#include "engine/training/image_reader.h"

namespace saccade {

/// The reader that this module exports: ImageDecoder, the one resize and the data set openers. Any thread.
class DecodingImageReader final : public ImageReader
{
public:
    [[nodiscard]] Result<DataSet> open(const OpenRequest& request, std::stop_token stop,
                                       const std::function<void(const OpenProgress&)>& progress) const override;
    [[nodiscard]] Result<ReadImage> decode(std::span<const std::uint8_t> bytes, const std::filesystem::path& name,
                                           const ResizeRule& rule) const override;
    [[nodiscard]] Result<ReadImage> read(const std::filesystem::path& file, const ResizeRule& rule) const override;
    [[nodiscard]] Result<void> readOriginals(const std::string& source, const std::set<std::string>& names,
                                             std::stop_token stop,
                                             const std::function<bool(const OriginalFile&)>& take) const override;
    [[nodiscard]] Image resize(ImageView image, const ResizeRule& rule) const override;
};

} // namespace saccade

/// kImageReaderFactory.
extern "C" __attribute__((visibility("default"))) const saccade::ImageReader* saccadeImageReader();
