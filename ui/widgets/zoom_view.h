#pragma once

#include <QImage>
#include <QPixmap>
#include <QWidget>

#include "ui/models/heat_map_picture.h"

namespace saccade {

/// The pixels that a ZoomView shows.
struct ZoomPicture
{
    QImage image;
    QImage reduced; ///< the same, smaller, for when all of it is seen; may be null
    QSize size;     ///< of the picture; another one than the image's where that only stands in for it

    [[nodiscard]] bool isStandIn() const { return image.size() != size; }
};

/// A picture at any magnification: wheel and +/- zoom, 1 is a pixel for a pixel, 0 fits, dragging or Shift with the
/// arrows moves it. Beyond 100 % pixels are squares with sharp edges. UI thread.
class ZoomView final : public QWidget
{
    Q_OBJECT

public:
    static constexpr double kLargestZoom = 64;

    explicit ZoomView(QWidget* parent = nullptr);

    /// Of another size, it is fitted; else magnification and place stay.
    void setPicture(const ZoomPicture& picture);
    [[nodiscard]] const ZoomPicture& picture() const { return m_picture; }
    /// Lies over the picture; an empty one takes it away. See paintHeatMap().
    void setHeatMap(const HeatMapPicture& map, double opacity);
    [[nodiscard]] const HeatMapPicture& heatMap() const { return m_heatMap; }

    /// Pixels of the screen for one of the picture.
    [[nodiscard]] double zoom() const { return m_zoom; }
    [[nodiscard]] bool isFitted() const { return m_isFitted; }
    /// Where all of the picture lies in the view, or beyond it.
    [[nodiscard]] QRectF pictureRect() const;

public slots:
    /// The whole picture, as large as it fits; a small one in whole multiples.
    void fit();
    void zoomTo(double zoom);
    void zoomIn();
    void zoomOut();

signals:
    void zoomChanged(double zoom);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] double fittingZoom() const;
    void zoomAround(double zoom, QPointF point);
    void moveBy(QPointF distance);
    void keepInside();
    void paintLarger(QPainter& painter, const QRectF& target) const;
    void paintSmaller(QPainter& painter, const QRectF& target);
    void showCursor();

    ZoomPicture m_picture;
    HeatMapPicture m_heatMap;
    double m_opacity = 1;
    double m_zoom = 1;
    bool m_isFitted = true;
    QPointF m_centre; // in pixels of the picture, what is in the middle of the view
    QPointF m_dragged;
    bool m_isDragging = false;
    QPixmap m_scaled; // of the picture, at the last size painted below 100 %
};

} // namespace saccade
