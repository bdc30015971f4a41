#pragma once

#include <QImage>
#include <QPixmap>
#include <QWidget>

namespace saccade {

/// An image as large as fits, whole and in proportion. UI thread.
class PictureView final : public QWidget
{
    Q_OBJECT

public:
    enum class Scaling
    {
        Smooth,
        RawPixels ///< nearest neighbour: what the network sees
    };

    explicit PictureView(Scaling scaling, QWidget* parent = nullptr);

    void setImage(const QImage& image);
    [[nodiscard]] const QImage& image() const { return m_image; }
    /// Where the image is drawn; small images grow as well.
    [[nodiscard]] QRect imageRect() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QPixmap scaledTo(const QSize& size) const;

    Scaling m_scaling;
    QImage m_image;
    QPixmap m_scaled; // of m_image, at the last size painted
};

} // namespace saccade
