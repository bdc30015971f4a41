#include "ui/forms/augmentation_samples.h"

#include <QCoreApplication>
#include <algorithm>

#include "engine/data/batch_mix.h"
#include "engine/data/pixel_statistics.h"
#include "ui/forms/image_pixmap.h"
#include "ui/text/format.h"

namespace saccade {

namespace {

constexpr std::size_t kMeanImages = 256;
constexpr int kDrawsOfARoll = 9;
constexpr std::int64_t kStride = 7919; // a prime: images that follow each other are of different classes

} // namespace

void AugmentationSamples::setDataSet(const DataSet& dataSet)
{
    m_dataSet = dataSet;
    m_training = dataSet.pixels ? dataSet.indicesOf(Part::Training) : std::vector<std::int32_t>();
    if (m_training.empty()) {
        return;
    }
    std::vector<std::int32_t> few;
    const std::size_t every = std::max<std::size_t>(1, m_training.size() / kMeanImages);
    for (std::size_t i = 0; i < m_training.size(); i += every) {
        few.push_back(m_training[i]);
    }
    const Normalisation mean = computeNormalisation(m_dataSet, few);
    std::transform(mean.mean.begin(), mean.mean.end(), m_fill.begin(),
                   [](double value) { return static_cast<std::uint8_t>(value * 255 + 0.5); });
}

void AugmentationSamples::setSettings(const AugmentationSettings& settings, std::uint64_t seed)
{
    m_settings = settings;
    m_seed = seed;
}

void AugmentationSamples::move(int by)
{
    m_position += by;
}

std::size_t AugmentationSamples::index(std::int64_t position) const
{
    const auto count = static_cast<std::int64_t>(m_training.size());
    const std::int64_t stride = count % kStride == 0 ? 1 : kStride % count;
    const std::int64_t start = static_cast<std::int64_t>(m_seed % m_training.size());
    const std::int64_t place = ((start + position % count * stride) % count + count) % count;
    return static_cast<std::size_t>(m_training[static_cast<std::size_t>(place)]);
}

QImage AugmentationSamples::original() const
{
    return isEmpty() ? QImage() : toQImage(m_dataSet.pixels->image(index(m_position)));
}

QString AugmentationSamples::classOf(std::size_t image) const
{
    const auto label = static_cast<std::size_t>((*m_dataSet.samples)[image].label);
    return displayName(m_dataSet.classNames[label]);
}

QString AugmentationSamples::className() const
{
    return isEmpty() ? QString() : classOf(index(m_position));
}

std::vector<std::uint8_t> AugmentationSamples::augmented(std::size_t image, int draw) const
{
    const ImageView source = m_dataSet.pixels->image(image);
    std::vector<std::uint8_t> pixels(source.size.bytes());
    applyAugmentation(drawAugmentation(m_settings, source.size, m_seed, draw, image), source, m_fill.data(),
                      pixels.data());
    return pixels;
}

std::vector<AugmentationSample> AugmentationSamples::draw(int count) const
{
    std::vector<AugmentationSample> samples;
    if (isEmpty()) {
        return samples;
    }
    const std::size_t image = index(m_position);
    const ImageSize size = m_dataSet.pixels->image(image).size;
    for (int i = 0; i < count; ++i) {
        const int place = m_roll * kDrawsOfARoll + i;
        std::vector<std::uint8_t> pixels = augmented(image, place);
        QString caption;
        if (const BatchMix mix = drawMix(m_settings, size, m_seed, place); mix.kind != MixKind::None) {
            const std::size_t other = index(m_position + 1 + i);
            mixPixels(mix, size, augmented(other, place).data(), pixels.data());
            caption =
                QCoreApplication::translate("augmentation", "%1 %2, %3 %4")
                    .arg(classOf(image), formatPercent(mix.share, 0), classOf(other), formatPercent(1 - mix.share, 0));
        }
        samples.push_back({toQImage({size, pixels.data()}), caption});
    }
    return samples;
}

} // namespace saccade
