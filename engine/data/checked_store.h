#pragma once

#include <atomic>
#include <functional>
#include <memory>

#include "engine/data/mapped_store.h"

namespace saccade {

/// Images in a mapped blob that is checked piece by piece as they are asked for: a block that is not what was written
/// gives the images of another store instead, and calls `onDamage` once. For thumbnails, which are too many to be
/// checked at opening.
class CheckedStore final : public ImageStore
{
public:
    /// One checksum for each block of the blob (see block_checksum.h); `instead` has as many images. onDamage comes on
    /// the thread that asks.
    CheckedStore(std::shared_ptr<const MappedBlob> blob, std::vector<ImagePlace> places,
                 std::vector<std::uint64_t> checksums, std::shared_ptr<const ImageStore> instead,
                 std::function<void()> onDamage);

    [[nodiscard]] std::size_t count() const override { return m_places.size(); }
    /// The first time it reads the blocks that hold the image: some 50 us.
    [[nodiscard]] ImageView image(std::size_t index) const override;

private:
    enum class State : std::uint8_t
    {
        Unknown,
        Good,
        Damaged
    };
    [[nodiscard]] bool isGood(std::size_t block) const;

    std::shared_ptr<const MappedBlob> m_blob;
    std::vector<ImagePlace> m_places;
    std::vector<std::uint64_t> m_checksums;
    std::shared_ptr<const ImageStore> m_instead;
    std::function<void()> m_onDamage;
    mutable std::vector<std::atomic<State>> m_states; // of each block: found once, the same for every thread
    mutable std::atomic<bool> m_isDamaged = false;
};

} // namespace saccade
