#pragma once

#include <cstddef>

#include "engine/data/image.h"

namespace saccade {

/// Many decoded images, read-only. Implementations: memory (the sample, tests) and a mapped cache file.
/// Any thread, no locks: an object never changes after it was made.
class ImageStore
{
public:
    virtual ~ImageStore() = default;

    [[nodiscard]] virtual std::size_t count() const = 0;
    /// Valid as long as the store. index < count(). Must not block beyond a page fault.
    [[nodiscard]] virtual ImageView image(std::size_t index) const = 0;
};

} // namespace saccade
