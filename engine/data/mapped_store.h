#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/data/blob_file.h"
#include "engine/data/image_store.h"

namespace saccade {

/// Where an image lies in a blob.
struct ImagePlace
{
    std::uint64_t offset = 0;
    ImageSize size;

    bool operator==(const ImagePlace&) const = default;
};

/// Images in a mapped blob, one for each place. The places must lie inside the blob.
class MappedStore final : public ImageStore
{
public:
    MappedStore(std::shared_ptr<const MappedBlob> blob, std::vector<ImagePlace> places)
        : m_blob(std::move(blob)), m_places(std::move(places))
    {}

    [[nodiscard]] std::size_t count() const override { return m_places.size(); }
    [[nodiscard]] ImageView image(std::size_t index) const override
    {
        return {m_places[index].size, m_blob->data() + m_places[index].offset};
    }

private:
    std::shared_ptr<const MappedBlob> m_blob;
    std::vector<ImagePlace> m_places;
};

} // namespace saccade
