#include "engine/data/checked_store.h"

#include "engine/data/block_checksum.h"

namespace saccade {

CheckedStore::CheckedStore(std::shared_ptr<const MappedBlob> blob, std::vector<ImagePlace> places,
                           std::vector<std::uint64_t> checksums, std::shared_ptr<const ImageStore> instead,
                           std::function<void()> onDamage)
    : m_blob(std::move(blob)),
      m_places(std::move(places)),
      m_checksums(std::move(checksums)),
      m_instead(std::move(instead)),
      m_onDamage(std::move(onDamage)),
      m_states(m_checksums.size())
{}

ImageView CheckedStore::image(std::size_t index) const
{
    const ImagePlace& place = m_places[index];
    const auto first = static_cast<std::size_t>(place.offset / kChecksumBlock);
    const auto last = static_cast<std::size_t>((place.offset + place.size.bytes() - 1) / kChecksumBlock);
    for (std::size_t block = first; block <= last; ++block) {
        if (!isGood(block)) {
            return m_instead->image(index);
        }
    }
    return {place.size, m_blob->data() + place.offset};
}

bool CheckedStore::isGood(std::size_t block) const
{
    State state = m_states[block];
    if (state == State::Unknown) {
        const std::span bytes(m_blob->data(), static_cast<std::size_t>(m_blob->size()));
        state = blockChecksum(blockAt(bytes, block)) == m_checksums[block] ? State::Good : State::Damaged;
        m_states[block] = state;
        if (state == State::Damaged && !m_isDamaged.exchange(true)) {
            m_onDamage();
        }
    }
    return state == State::Good;
}

} // namespace saccade
