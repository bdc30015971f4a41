#pragma once

#include <QImage>
#include <QWidget>

#include "engine/data/resize_rule.h"

namespace saccade {

/// What resizing does to one image: the image whole, its lost part shaded or its padding shown, and beside it the
/// network's input pixel by pixel. UI thread.
class ResizePicture final : public QWidget
{
    Q_OBJECT

public:
    explicit ResizePicture(QWidget* parent = nullptr);

    /// `whole` may be a reduced picture of an image of `size`; a null `input` leaves its place empty.
    void setPictures(const QImage& whole, ImageSize size, const ResizeRule& rule, const QImage& input);
    [[nodiscard]] const QImage& input() const { return m_input; }
    /// Where the image is drawn whole.
    [[nodiscard]] QRect wholeRect() const;
    /// The part of it that the network gets, in the same coordinates.
    [[nodiscard]] QRect keptRect() const;
    /// All that becomes the input, padding included.
    [[nodiscard]] QRect framedRect() const;
    [[nodiscard]] QRect inputRect() const;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] ResizeGeometry geometry() const;
    void paintWhole(QPainter& painter) const;

    QImage m_whole;
    QImage m_input;
    ImageSize m_size;
    ResizeRule m_rule;
};

} // namespace saccade
