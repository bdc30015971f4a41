#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/data/data_set.h"

/// Images in memory, for tests that need a store.
class MemoryStore final : public saccade::ImageStore
{
public:
    explicit MemoryStore(std::vector<saccade::Image> images) : m_images(std::move(images)) {}

    [[nodiscard]] std::size_t count() const override { return m_images.size(); }
    [[nodiscard]] saccade::ImageView image(std::size_t index) const override { return viewOf(m_images[index]); }

private:
    std::vector<saccade::Image> m_images;
};

/// `perClass` images for each class and part; class c is filled with a distinct brightness plus seeded noise, so that
/// even a tiny network can learn it. Samples are named "class-c/0000".
[[nodiscard]] saccade::DataSet makeStripesDataSet(int classCount, int perClass, saccade::ImageSize size,
                                                  std::uint64_t seed = 1);
