#include "ui/forms/augmentation_preview.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QShortcut>
#include <QToolButton>

#include "ui/theme/theme.h"
#include "ui/widgets/panes.h"

namespace saccade {

namespace {
constexpr int kDraws = 4;
constexpr int kSide = 44;
constexpr int kTop = 4;
constexpr int kButtonHeight = 24;
} // namespace

AugmentationPreview::AugmentationPreview(QWidget* parent)
    : QWidget(parent),
      m_dice(new QToolButton(this)),
      m_larger(makeButton(QStringLiteral("largerPreviewButton"), tr("Preview…"), {}, QStringLiteral("flat"), this))
{
    setObjectName(QStringLiteral("augmentationPreview"));
    setAccessibleName(tr("A training image and four augmented copies"));
    setToolTip(tr("A training image and four draws of it. Left and Right choose another image."));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::TabFocus);
    createButtons();
}

void AugmentationPreview::createButtons()
{
    m_dice->setObjectName(QStringLiteral("rerollButton"));
    m_dice->setIcon(themeIcon(QStringLiteral("dice")));
    m_dice->setAutoRaise(true);
    m_dice->setFixedSize(28, 28);
    m_dice->setToolTip(tr("Roll again (Ctrl+R)"));
    m_dice->setAccessibleName(tr("Roll again"));
    m_dice->setEnabled(false);
    m_larger->setToolTip(tr("Nine larger draws, with all settings beside them"));
    m_larger->setEnabled(false);
    auto* roll = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_R), this);
    connect(roll, &QShortcut::activated, m_dice, &QToolButton::click);
    connect(m_dice, &QToolButton::clicked, this, [this] { change(0, true); });
    connect(m_larger, &QPushButton::clicked, this, &AugmentationPreview::largerRequested);
}

QSize AugmentationPreview::sizeHint() const
{
    return {290, kTop + kSide + 4 + kButtonHeight};
}

QSize AugmentationPreview::minimumSizeHint() const
{
    return {200, sizeHint().height()};
}

void AugmentationPreview::setDataSet(const DataSet& dataSet)
{
    m_samples.setDataSet(dataSet);
    m_dice->setEnabled(!m_samples.isEmpty());
    m_larger->setEnabled(!m_samples.isEmpty());
    draw();
}

void AugmentationPreview::setSettings(const AugmentationSettings& settings, std::uint64_t seed)
{
    if (m_settings != settings || m_seed != seed) {
        m_settings = settings;
        m_seed = seed;
        m_samples.setSettings(settings, seed);
        draw();
    }
}

void AugmentationPreview::change(int images, bool isRolled)
{
    m_samples.move(images);
    if (isRolled) {
        m_samples.roll();
    }
    draw();
}

void AugmentationPreview::draw()
{
    m_images.clear();
    if (!m_samples.isEmpty()) {
        m_images.push_back(m_samples.original());
        for (const AugmentationSample& sample : m_samples.draw(kDraws)) {
            m_images.push_back(sample.image);
        }
    }
    update();
}

void AugmentationPreview::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) {
        change(event->key() == Qt::Key_Right ? 1 : -1, false);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void AugmentationPreview::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_dice->move(width() - m_dice->width(), kTop + (kSide - m_dice->height()) / 2);
    const int wide = m_larger->sizeHint().width();
    m_larger->setGeometry(width() - wide, height() - kButtonHeight, wide, kButtonHeight);
}

void AugmentationPreview::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    int left = 0;
    for (int i = 0; i <= kDraws; ++i) {
        const QRect cell(left, kTop, kSide, kSide);
        if (i < static_cast<int>(m_images.size())) {
            const QImage& image = m_images[static_cast<std::size_t>(i)];
            painter.drawImage(
                cell, image.scaled(cell.size() * devicePixelRatio(), Qt::KeepAspectRatio, Qt::SmoothTransformation));
        } else {
            painter.fillRect(cell, theme().sunken);
        }
        left += kSide + 4;
        if (i == 0) {
            painter.fillRect(left + 3, kTop, 1, kSide, theme().line);
            left += 8;
        }
    }
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme().accentText, 2));
        painter.drawRoundedRect(QRectF(0, kTop, kSide, kSide).adjusted(1, 1, -1, -1), 4, 4);
    }
}

} // namespace saccade
