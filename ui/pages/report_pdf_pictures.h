#pragma once

#include <QObject>
#include <QTextCursor>
#include <QTextObjectInterface>
#include <string>

#include "engine/metrics/confusion_matrix.h"

namespace saccade {

/// Vector drawings in the text of a document. Register it with the document's layout for kType. Any thread.
class SvgTextObject final : public QObject, public QTextObjectInterface
{
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)

public:
    static constexpr int kType = QTextFormat::UserObject + 1;

    using QObject::QObject;

    /// width: as a share of a page's 480 points, 0..1. Nothing when svg is empty or no drawing.
    static void insert(QTextCursor& cursor, const std::string& svg, double width);

    QSizeF intrinsicSize(QTextDocument* document, int position, const QTextFormat& format) override;
    void drawObject(QPainter* painter, const QRectF& area, QTextDocument* document, int position,
                    const QTextFormat& format) override;
};

/// The matrix as an SVG in the light colours; class names are escaped and shortened. Any thread.
[[nodiscard]] std::string matrixSvg(const ConfusionMatrix& matrix, const std::vector<std::string>& classNames);

} // namespace saccade
