#pragma once

#include <QWidget>

#include "ui/forms/augmentation_samples.h"

namespace saccade {

/// A training image, large, and nine draws of it with what they are mixed of. Left and Right choose another image.
/// UI thread.
class AugmentationGrid final : public QWidget
{
    Q_OBJECT

public:
    explicit AugmentationGrid(QWidget* parent = nullptr);

    void setDataSet(const DataSet& dataSet);
    void setSettings(const AugmentationSettings& settings, std::uint64_t seed);
    void roll();
    void move(int images);
    [[nodiscard]] const std::vector<AugmentationSample>& samples() const { return m_shown; }
    [[nodiscard]] const QImage& original() const { return m_original; }
    [[nodiscard]] QString className() const { return m_samples.className(); }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    /// Another image or other draws are shown.
    void changed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void draw();
    void drawCell(QPainter& painter, const QRect& cell, const QImage& image, const QString& caption) const;

    AugmentationSamples m_samples;
    QImage m_original;
    std::vector<AugmentationSample> m_shown;
};

} // namespace saccade
