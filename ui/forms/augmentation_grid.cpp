#include "ui/forms/augmentation_grid.h"

#include <QKeyEvent>
#include <QPainter>

#include "ui/theme/theme.h"

namespace saccade {

namespace {
constexpr int kColumns = 3;
constexpr int kDraws = kColumns * kColumns;
constexpr int kSide = 120;
constexpr int kCaption = 18;
constexpr int kGap = 8;
constexpr int kAside = 33; // between the original and its draws, with a line in it
} // namespace

AugmentationGrid::AugmentationGrid(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("augmentationGrid"));
    setAccessibleName(tr("A training image and nine augmented copies"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
}

QSize AugmentationGrid::sizeHint() const
{
    const int grid = kColumns * kSide + (kColumns - 1) * kGap;
    return {kSide + kAside + grid, grid + kColumns * kCaption};
}

void AugmentationGrid::setDataSet(const DataSet& dataSet)
{
    m_samples.setDataSet(dataSet);
    draw();
}

void AugmentationGrid::setSettings(const AugmentationSettings& settings, std::uint64_t seed)
{
    m_samples.setSettings(settings, seed);
    draw();
}

void AugmentationGrid::roll()
{
    m_samples.roll();
    draw();
}

void AugmentationGrid::move(int images)
{
    m_samples.move(images);
    draw();
}

void AugmentationGrid::draw()
{
    m_original = m_samples.original();
    m_shown = m_samples.draw(kDraws);
    update();
    emit changed();
}

void AugmentationGrid::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) {
        move(event->key() == Qt::Key_Right ? 1 : -1);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void AugmentationGrid::drawCell(QPainter& painter, const QRect& cell, const QImage& image, const QString& caption) const
{
    if (image.isNull()) {
        painter.fillRect(cell, theme().sunken);
        return;
    }
    // Small images in whole multiples, their pixels plain to see; large ones smoothly.
    const QSize room = cell.size() * devicePixelRatio();
    const auto mode = image.width() * 2 <= room.width() ? Qt::FastTransformation : Qt::SmoothTransformation;
    QImage scaled = image.scaled(room, Qt::KeepAspectRatio, mode);
    scaled.setDevicePixelRatio(devicePixelRatio());
    const QSize shown = scaled.deviceIndependentSize().toSize();
    painter.drawImage(cell.x() + (cell.width() - shown.width()) / 2, cell.y() + (cell.height() - shown.height()) / 2,
                      scaled);
    painter.setPen(theme().text2);
    painter.drawText(cell.x(), cell.bottom() + 1, cell.width(), kCaption, Qt::AlignCenter,
                     painter.fontMetrics().elidedText(caption, Qt::ElideRight, cell.width()));
}

void AugmentationGrid::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setFont(themeFont(TextSize::Caption));
    drawCell(painter, {0, 0, kSide, kSide}, m_original, m_samples.className());
    painter.fillRect(kSide + kAside / 2, 0, 1, height(), theme().line);
    for (int i = 0; i < kDraws; ++i) {
        const int x = kSide + kAside + i % kColumns * (kSide + kGap);
        const int y = i / kColumns * (kSide + kCaption + kGap);
        const auto at = static_cast<std::size_t>(i);
        const AugmentationSample sample = at < m_shown.size() ? m_shown[at] : AugmentationSample();
        drawCell(painter, {x, y, kSide, kSide}, sample.image, sample.caption);
    }
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme().accentText, 2));
        painter.drawRoundedRect(QRectF(0, 0, kSide, kSide).adjusted(1, 1, -1, -1), 4, 4);
    }
}

} // namespace saccade
