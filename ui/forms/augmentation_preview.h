#pragma once

#include <QImage>
#include <QWidget>
#include <vector>

#include "engine/data/augmentation.h"
#include "engine/data/data_set.h"

class QToolButton;

namespace saccade {

/// A training image and four draws of it, made by the trainer's own functions. UI thread.
class AugmentationPreview final : public QWidget
{
    Q_OBJECT

public:
    explicit AugmentationPreview(QWidget* parent = nullptr);

    void setDataSet(const DataSet& dataSet);
    void setSettings(const AugmentationSettings& settings, std::uint64_t seed);
    /// The original and the draws that are shown.
    [[nodiscard]] const std::vector<QImage>& images() const { return m_images; }

    [[nodiscard]] QSize sizeHint() const override { return {290, 52}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, 52}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void draw();

    DataSet m_dataSet;
    std::vector<std::int32_t> m_training;
    AugmentationSettings m_settings;
    std::uint64_t m_seed = 0;
    int m_roll = 0;
    std::vector<QImage> m_images;
    QToolButton* m_dice;
};

} // namespace saccade
