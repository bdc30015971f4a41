#include "tests/support/memory_store.h"

#include <algorithm>
#include <cstdio>

#include "engine/base/random.h"

namespace {

saccade::Image makeImage(int label, int classCount, saccade::ImageSize size, saccade::RandomStream random)
{
    saccade::Image image{size, std::vector<std::uint8_t>(size.bytes())};
    const int base = 30 + label * 190 / std::max(1, classCount - 1);
    for (std::uint8_t& value : image.pixels) {
        value = static_cast<std::uint8_t>(std::clamp<std::int64_t>(base + random.integer(-25, 25), 0, 255));
    }
    return image;
}

} // namespace

saccade::DataSet makeStripesDataSet(int classCount, int perClass, saccade::ImageSize size, std::uint64_t seed)
{
    saccade::DataSet set;
    set.name = "stripes";
    set.source = "stripes";
    set.id = "stripes-" + std::to_string(seed);
    set.size = size;
    set.hasGivenTest = true;
    set.hasGivenValidation = true;
    auto samples = std::make_shared<std::vector<saccade::Sample>>();
    std::vector<saccade::Image> images;
    for (int label = 0; label < classCount; ++label) {
        set.classNames.push_back("class-" + std::to_string(label));
    }
    for (int part = 0; part < saccade::kPartCount; ++part) {
        for (int label = 0; label < classCount; ++label) {
            for (int i = 0; i < perClass; ++i) {
                char name[64];
                std::snprintf(name, sizeof name, "class-%d/%04d", label, part * perClass + i);
                samples->push_back({name, label, static_cast<saccade::Part>(part), size.width, size.height, 0});
                images.push_back(makeImage(label, classCount, size, {seed, "stripes", images.size()}));
            }
        }
    }
    set.samples = std::move(samples);
    set.pixels = std::make_shared<MemoryStore>(images);
    set.thumbnails = std::make_shared<MemoryStore>(std::move(images));
    return set;
}
