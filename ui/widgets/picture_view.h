#pragma once

#include <QImage>
#include <QPixmap>
#include <QWidget>

#include "ui/models/heat_map_picture.h"

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
    /// Lies over the image, so strongly (0..1), its contour in full; an empty one takes it away.
    void setHeatMap(const HeatMapPicture& map, double opacity);
    [[nodiscard]] const HeatMapPicture& heatMap() const { return m_heatMap; }
    /// Where the image is drawn; small images grow as well.
    [[nodiscard]] QRect imageRect() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QPixmap scaledTo(const QSize& size) const;

    Scaling m_scaling;
    QImage m_image;
    HeatMapPicture m_heatMap;
    double m_opacity = 1;
    QPixmap m_scaled; // of m_image, at the last size painted
};

} // namespace saccade
