#include "ui/widgets/mark.h"

#include <QFile>
#include <QPainter>
#include <QSvgRenderer>

#include "ui/theme/theme.h"

namespace saccade {

Mark::Mark(int side, QWidget* parent) : QWidget(parent)
{
    setFixedSize(side, side);
    setAccessibleName(tr("Saccade"));
}

void Mark::paintEvent(QPaintEvent*)
{
    QFile file(QStringLiteral(":/saccade/icons/saccade.svg"));
    if (!file.open(QIODevice::ReadOnly)) {
        return;
    }
    const Theme light = loadTheme(QStringLiteral("light"));
    QByteArray drawing = file.readAll();
    for (const std::size_t i : {std::size_t{0}, std::size_t{1}}) {
        drawing.replace(light.series[i].name(QColor::HexRgb).toUpper().toLatin1(),
                        theme().series[i].name(QColor::HexRgb).toLatin1());
    }
    QSvgRenderer renderer(drawing);
    QPainter painter(this);
    renderer.render(&painter, QRectF(rect()));
}

} // namespace saccade
