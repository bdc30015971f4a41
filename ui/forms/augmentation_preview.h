#pragma once

#include <QWidget>

#include "ui/forms/augmentation_samples.h"

class QPushButton;
class QToolButton;

namespace saccade {

/// A training image and four draws of it, made by the trainer's own functions. Left and Right choose another image,
/// Ctrl+R and the dice roll again. UI thread.
class AugmentationPreview final : public QWidget
{
    Q_OBJECT

public:
    explicit AugmentationPreview(QWidget* parent = nullptr);

    void setDataSet(const DataSet& dataSet);
    void setSettings(const AugmentationSettings& settings, std::uint64_t seed);
    /// The original and the draws that are shown.
    [[nodiscard]] const std::vector<QImage>& images() const { return m_images; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    /// A larger preview is wanted.
    void largerRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void createButtons();
    void change(int images, bool isRolled);
    void draw();

    AugmentationSamples m_samples;
    AugmentationSettings m_settings;
    std::uint64_t m_seed = 0;
    std::vector<QImage> m_images;
    QToolButton* m_dice;
    QPushButton* m_larger;
};

} // namespace saccade
