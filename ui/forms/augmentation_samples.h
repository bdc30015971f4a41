#pragma once

#include <QImage>
#include <QString>
#include <array>
#include <vector>

#include "engine/data/augmentation.h"
#include "engine/data/data_set.h"

namespace saccade {

/// One augmented training image, as the trainer would see it.
struct AugmentationSample
{
    QImage image;
    QString caption; ///< of a mixed image: both classes with their shares; else empty
};

/// Draws of one training image by the trainer's own functions, for the previews. The mean colour is that of a few
/// hundred training images. UI thread.
class AugmentationSamples final
{
public:
    void setDataSet(const DataSet& dataSet);
    void setSettings(const AugmentationSettings& settings, std::uint64_t seed);
    /// Other draws of the same image.
    void roll() { ++m_roll; }
    /// Another image: so many further on, round the end.
    void move(int by);

    [[nodiscard]] bool isEmpty() const { return m_training.empty(); }
    [[nodiscard]] QImage original() const;
    [[nodiscard]] QString className() const;
    [[nodiscard]] std::vector<AugmentationSample> draw(int count) const;

private:
    [[nodiscard]] std::size_t index(std::int64_t position) const;
    [[nodiscard]] std::vector<std::uint8_t> augmented(std::size_t image, int draw) const;
    [[nodiscard]] QString classOf(std::size_t image) const;

    DataSet m_dataSet;
    std::vector<std::int32_t> m_training;
    std::array<std::uint8_t, 3> m_fill{128, 128, 128};
    AugmentationSettings m_settings;
    std::uint64_t m_seed = 0;
    std::int64_t m_position = 0;
    int m_roll = 0;
};

} // namespace saccade
