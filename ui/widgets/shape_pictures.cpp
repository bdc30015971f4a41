#include "ui/widgets/shape_pictures.h"

#include <QPainter>
#include <QPainterPath>
#include <array>

#include "engine/data/sample_shapes.h"
#include "ui/models/gallery_model.h"
#include "ui/theme/theme.h"

namespace saccade {

namespace {

constexpr int kColumns = 8;
constexpr int kRows = 3;
constexpr int kSide = 48;
constexpr int kStep = 54;
constexpr int kClasses = 10;
constexpr int kFolderRow = 42;
constexpr int kFolderTop = 32;
constexpr int kSmallSide = 38;
constexpr int kSmallStep = 46;
constexpr int kPerFolder = 4;
constexpr std::array<int, 3> kFolderClasses{0, 6, 8};

void paintPicture(QPainter& painter, const QRect& area, const QImage& image)
{
    painter.save();
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    QPainterPath outline;
    outline.addRoundedRect(area, 2, 2);
    painter.setClipPath(outline);
    painter.drawImage(area, image);
    painter.restore();
}

QImage shape(int label, int index)
{
    return toQImage(viewOf(renderSampleShape(label, index)));
}

} // namespace

ShapePictures::ShapePictures(QWidget* parent) : QWidget(parent)
{
    setAccessibleName(tr("Images of the sample"));
    setFixedSize(sizeHint());
    for (int i = 0; i < kColumns * kRows; ++i) {
        m_images.push_back(shape(i % kClasses, i));
    }
}

QSize ShapePictures::sizeHint() const
{
    return {(kColumns - 1) * kStep + kSide, (kRows - 1) * kStep + kSide};
}

void ShapePictures::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    for (int i = 0; i < kColumns * kRows; ++i) {
        const QRect area(i % kColumns * kStep, i / kColumns * kStep, kSide, kSide);
        paintPicture(painter, area, m_images[static_cast<std::size_t>(i)]);
    }
}

FolderPicture::FolderPicture(QWidget* parent) : QWidget(parent)
{
    setAccessibleName(tr("A folder whose sub-folders become classes"));
    setFixedSize(sizeHint());
    for (const int label : kFolderClasses) {
        for (int i = 0; i < kPerFolder; ++i) {
            m_images.push_back(shape(label, 40 + i));
        }
    }
}

QSize FolderPicture::sizeHint() const
{
    return {420, kFolderTop + 3 * kFolderRow};
}

void FolderPicture::paintRow(QPainter& painter, int row) const
{
    const std::array<QString, 3> names{tr("circle"), tr("star"), tr("ring")};
    const QString& name = names[static_cast<std::size_t>(row)];
    const Theme& colours = theme();
    const int middle = kFolderTop + row * kFolderRow + kFolderRow / 2;
    painter.setPen(QPen(colours.control, 1));
    painter.drawLine(10, middle, 22, middle);
    painter.drawPixmap(28, middle - 10, iconPixmap(QStringLiteral("folder"), colours.text2, 20, devicePixelRatioF()));
    painter.setFont(themeFont(TextSize::Body));
    painter.setPen(colours.text);
    painter.drawText(QRect(56, middle - 12, 76, 24), Qt::AlignLeft | Qt::AlignVCenter, name);
    for (int i = 0; i < kPerFolder; ++i) {
        const QRect area(136 + i * kSmallStep, middle - kSmallSide / 2, kSmallSide, kSmallSide);
        paintPicture(painter, area, m_images[static_cast<std::size_t>(row * kPerFolder + i)]);
    }
    const int arrow = 136 + kPerFolder * kSmallStep + 6;
    painter.setPen(QPen(colours.text2, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(QPolygon({QPoint(arrow, middle), QPoint(arrow + 16, middle)}));
    painter.drawPolyline(
        QPolygon({QPoint(arrow + 11, middle - 5), QPoint(arrow + 16, middle), QPoint(arrow + 11, middle + 5)}));
    painter.setFont(themeFont(TextSize::Body, QFont::DemiBold));
    painter.setPen(colours.accentText);
    painter.drawText(QRect(arrow + 26, middle - 12, 80, 24), Qt::AlignLeft | Qt::AlignVCenter, name);
}

void FolderPicture::paintEvent(QPaintEvent*)
{
    const Theme& colours = theme();
    QPainter painter(this);
    painter.drawPixmap(0, 4, iconPixmap(QStringLiteral("folder"), colours.text2, 20, devicePixelRatioF()));
    painter.setFont(themeFont(TextSize::Body, QFont::DemiBold));
    painter.setPen(colours.text);
    painter.drawText(QRect(28, 2, 300, 24), Qt::AlignLeft | Qt::AlignVCenter, tr("my-images"));
    painter.setPen(QPen(colours.control, 1));
    painter.drawLine(10, 26, 10, kFolderTop + 2 * kFolderRow + kFolderRow / 2);
    painter.setRenderHint(QPainter::Antialiasing);
    for (int row = 0; row < 3; ++row) {
        paintRow(painter, row);
    }
}

} // namespace saccade
