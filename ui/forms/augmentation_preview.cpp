#include "ui/forms/augmentation_preview.h"

#include <QPainter>
#include <QToolButton>
#include <array>

#include "ui/forms/image_pixmap.h"
#include "ui/theme/theme.h"

namespace saccade {

namespace {
constexpr int kDraws = 4;
constexpr int kSide = 44;
constexpr std::uint64_t kStride = 7919; // a prime: re-rolls walk over all classes
} // namespace

AugmentationPreview::AugmentationPreview(QWidget* parent) : QWidget(parent), m_dice(new QToolButton(this))
{
    setObjectName(QStringLiteral("augmentationPreview"));
    setAccessibleName(tr("A training image and four augmented copies"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_dice->setObjectName(QStringLiteral("rerollButton"));
    m_dice->setIcon(themeIcon(QStringLiteral("dice")));
    m_dice->setAutoRaise(true);
    m_dice->setFixedSize(28, 28);
    m_dice->setToolTip(tr("Another image and other draws"));
    m_dice->setAccessibleName(tr("Roll again"));
    m_dice->setEnabled(false);
    connect(m_dice, &QToolButton::clicked, this, [this] {
        ++m_roll;
        draw();
    });
}

void AugmentationPreview::setDataSet(const DataSet& dataSet)
{
    m_dataSet = dataSet;
    m_training = dataSet.indicesOf(Part::Training);
    m_dice->setEnabled(!m_training.empty());
    draw();
}

void AugmentationPreview::setSettings(const AugmentationSettings& settings, std::uint64_t seed)
{
    if (m_settings != settings || m_seed != seed) {
        m_settings = settings;
        m_seed = seed;
        draw();
    }
}

void AugmentationPreview::draw()
{
    m_images.clear();
    update();
    if (m_training.empty() || !m_dataSet.pixels) {
        return;
    }
    const auto which = static_cast<std::uint64_t>(m_roll) * kStride + m_seed;
    const auto index = static_cast<std::size_t>(m_training[static_cast<std::size_t>(which % m_training.size())]);
    const ImageView source = m_dataSet.pixels->image(index);
    m_images.push_back(toQImage(source));
    constexpr std::array<std::uint8_t, 3> kGrey{128, 128, 128};
    std::vector<std::uint8_t> pixels(source.size.bytes());
    for (int i = 0; i < kDraws; ++i) {
        const AugmentationDraw drawn = drawAugmentation(m_settings, source.size, m_seed, m_roll * kDraws + i, index);
        applyAugmentation(drawn, source, kGrey.data(), pixels.data());
        m_images.push_back(toQImage({source.size, pixels.data()}));
    }
}

void AugmentationPreview::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_dice->move(width() - m_dice->width(), (height() - m_dice->height()) / 2);
}

void AugmentationPreview::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const int top = (height() - kSide) / 2;
    int left = 0;
    for (int i = 0; i <= kDraws; ++i) {
        const QRect cell(left, top, kSide, kSide);
        if (i < static_cast<int>(m_images.size())) {
            const QImage& image = m_images[static_cast<std::size_t>(i)];
            painter.drawImage(
                cell, image.scaled(cell.size() * devicePixelRatio(), Qt::KeepAspectRatio, Qt::SmoothTransformation));
        } else {
            painter.fillRect(cell, theme().sunken);
        }
        left += kSide + 4;
        if (i == 0) {
            painter.fillRect(left + 3, top, 1, kSide, theme().line);
            left += 8;
        }
    }
}

} // namespace saccade
