#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>
#include <cmath>

#include "ui/theme/theme.h"

namespace saccade {

namespace {

QPixmap renderIcon(const QString& name, const QColor& colour, int side, double devicePixelRatio)
{
    QFile file(QStringLiteral(":/saccade/icons/%1.svg").arg(name));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "iconPixmap", qPrintable(name));
    const int pixels = std::max(1, static_cast<int>(std::lround(side * devicePixelRatio)));
    QPixmap pixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QByteArray drawing = opened ? file.readAll() : QByteArray();
    drawing.replace("#000", colour.name().toLatin1());
    QSvgRenderer renderer(drawing);
    QPainter painter(&pixmap);
    painter.setOpacity(colour.alphaF());
    renderer.render(&painter, QRectF(0, 0, pixels, pixels));
    painter.end();
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

/// Asks the theme at each painting, so icons follow it without being set again.
class ThemeIconEngine final : public QIconEngine
{
public:
    ThemeIconEngine(QString name, QColor Theme::*role) : m_name(std::move(name)), m_role(role) {}

    /// An area wider than high is a 16 px icon with air to the text that follows it.
    void paint(QPainter* painter, const QRect& area, QIcon::Mode mode, QIcon::State state) override
    {
        const int side = std::min(area.width(), area.height());
        const QPixmap picture = iconPixmap(m_name, colour(mode, state), side, painter->device()->devicePixelRatioF());
        painter->drawPixmap(area.x(), area.y() + (area.height() - side) / 2, picture);
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale) override
    {
        QPixmap picture(size); // size is in device pixels already
        picture.setDevicePixelRatio(scale);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        paint(&painter, QRect({0, 0}, picture.deviceIndependentSize().toSize()), mode, state);
        return picture;
    }
    [[nodiscard]] QIconEngine* clone() const override { return new ThemeIconEngine(m_name, m_role); }
    QString key() const override { return QStringLiteral("saccade"); }

private:
    [[nodiscard]] QColor colour(QIcon::Mode mode, QIcon::State state) const
    {
        if (mode == QIcon::Disabled) {
            return theme().text3;
        }
        const bool isPlain = m_role == &Theme::text;
        return isPlain && (state == QIcon::On || mode == QIcon::Selected) ? theme().accentText : theme().*m_role;
    }

    QString m_name;
    QColor Theme::*m_role;
};

} // namespace

QPixmap iconPixmap(const QString& name, const QColor& colour, int side, double devicePixelRatio)
{
    static QHash<QString, QPixmap> cache;
    const QString key = QStringLiteral("%1/%2/%3/%4").arg(name).arg(colour.rgba()).arg(side).arg(devicePixelRatio);
    const auto known = cache.constFind(key);
    return known != cache.constEnd() ? *known : *cache.insert(key, renderIcon(name, colour, side, devicePixelRatio));
}

QIcon themeIcon(const QString& name)
{
    return themeIcon(name, &Theme::text);
}

QIcon themeIcon(const QString& name, QColor Theme::*role)
{
    return QIcon(new ThemeIconEngine(name, role));
}

QIcon onAccentIcon(const QString& name)
{
    return themeIcon(name, &Theme::onAccent);
}

} // namespace saccade
