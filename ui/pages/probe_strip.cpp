#include "ui/pages/probe_strip.h"

#include <QHBoxLayout>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/forms/image_pixmap.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"

namespace saccade {

namespace {
constexpr int kImageSide = 56;
constexpr int kBadge = 18;
constexpr int kWidestCell = 96;
} // namespace

ProbeRow::ProbeRow(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("probeRow"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Probe images"));
}

void ProbeRow::setProbes(const DataSet& dataSet, const std::vector<std::int32_t>& probes)
{
    m_probes.clear();
    m_labels.clear();
    m_classNames.clear();
    for (const std::string& name : dataSet.classNames) {
        m_classNames.push_back(displayName(name));
    }
    for (const std::int32_t index : probes) {
        const auto at = static_cast<std::size_t>(index);
        if (at >= dataSet.count() || !dataSet.pixels) {
            continue;
        }
        const ImageStore& store = dataSet.thumbnails ? *dataSet.thumbnails : *dataSet.pixels;
        Probe probe;
        probe.image = toQImage(store.image(at));
        m_labels.push_back((*dataSet.samples)[at].label);
        probe.truth = m_classNames.at(static_cast<std::size_t>(m_labels.back()));
        m_probes.push_back(std::move(probe));
    }
    tell();
}

void ProbeRow::setPrediction(const ProbePoint& point)
{
    const std::size_t count = std::min({m_probes.size(), point.predicted.size(), point.confidences.size()});
    for (std::size_t i = 0; i < count; ++i) {
        const auto answer = static_cast<std::size_t>(point.predicted[i]);
        m_probes[i].hasAnswer = answer < m_classNames.size();
        m_probes[i].isRight = point.predicted[i] == m_labels[i];
        m_probes[i].answer = m_probes[i].hasAnswer ? m_classNames[answer] : QString();
        m_probes[i].confidence = point.confidences[i];
    }
    tell();
}

void ProbeRow::clearPrediction()
{
    for (Probe& probe : m_probes) {
        probe.hasAnswer = false;
    }
    tell();
}

int ProbeRow::rightCount() const
{
    int right = -1;
    for (const Probe& probe : m_probes) {
        if (probe.hasAnswer) {
            right = std::max(right, 0) + (probe.isRight ? 1 : 0);
        }
    }
    return right;
}

QString ProbeRow::sentence(const Probe& probe) const
{
    if (!probe.hasAnswer) {
        return tr("%1, not predicted yet").arg(probe.truth);
    }
    const QString share = formatPercent(static_cast<double>(probe.confidence), 0);
    return probe.isRight ? tr("%1, recognised, %2").arg(probe.truth, share)
                         : tr("%1, taken for %2, %3").arg(probe.truth, probe.answer, share);
}

void ProbeRow::tell()
{
    QStringList words;
    for (const Probe& probe : m_probes) {
        words.append(sentence(probe));
    }
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    update();
}

QRect ProbeRow::cellRect(int index) const
{
    const int step = std::clamp(width() / std::max(count(), 1), 1, kWidestCell);
    return {index * step, 0, step, height()};
}

bool ProbeRow::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const QPoint at = static_cast<QHelpEvent*>(event)->pos();
        for (int i = 0; i < count(); ++i) {
            if (cellRect(i).contains(at)) {
                QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(),
                                   sentence(m_probes[static_cast<std::size_t>(i)]), this);
                return true;
            }
        }
    }
    return QWidget::event(event);
}

void ProbeRow::fitImages()
{
    for (Probe& probe : m_probes) {
        const QSize fitted = probe.image.size().scaled(kImageSide, kImageSide, Qt::KeepAspectRatio);
        if (const QSize size = fitted * devicePixelRatio(); probe.shown.size() != size) {
            probe.shown = probe.image.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
            probe.shown.setDevicePixelRatio(devicePixelRatio());
        }
    }
}

void ProbeRow::paintEvent(QPaintEvent*)
{
    fitImages();
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    for (int i = 0; i < count(); ++i) {
        paintProbe(painter, cellRect(i), m_probes[static_cast<std::size_t>(i)]);
    }
}

void ProbeRow::paintProbe(QPainter& painter, const QRect& cell, const Probe& probe) const
{
    const QSize fitted = probe.shown.size() / devicePixelRatio();
    const QRect square(cell.left(), cell.top(), kImageSide, kImageSide);
    painter.fillRect(square, theme().sunken);
    const QRect place(square.center() - QPoint(fitted.width() / 2, fitted.height() / 2) + QPoint(1, 1), fitted);
    painter.drawImage(place.topLeft(), probe.shown);
    const QColor tone = probe.isRight ? theme().good : theme().bad;
    if (probe.hasAnswer) {
        const QRectF badge(square.right() - kBadge / 2 - 3, square.bottom() - kBadge / 2 - 3, kBadge, kBadge);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().surface);
        painter.drawEllipse(badge);
        painter.setBrush(tone);
        painter.drawEllipse(badge.adjusted(2, 2, -2, -2));
        const QString icon = probe.isRight ? QStringLiteral("right") : QStringLiteral("wrong");
        const QPixmap mark = iconPixmap(icon, theme().surface, 12, devicePixelRatio());
        painter.drawPixmap(QPointF(badge.center().x() - 6, badge.center().y() - 6), mark);
    }
    const int textWidth = cell.width() - 8;
    painter.setFont(themeFont(TextSize::Caption, QFont::Medium));
    const QFontMetrics metrics = painter.fontMetrics();
    const int line = metrics.height();
    painter.setPen(probe.hasAnswer && !probe.isRight ? theme().bad : theme().text);
    const QString name = probe.hasAnswer ? probe.answer : probe.truth;
    painter.drawText(QRect(cell.left(), kImageSide + 8, textWidth, line), Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(name, Qt::ElideRight, textWidth));
    const int top = kImageSide + 8 + line + 2;
    int barLeft = cell.left();
    int barWidth = kImageSide;
    if (probe.hasAnswer) {
        painter.setFont(themeFont(TextSize::Caption));
        painter.setPen(theme().text2);
        const QString share = formatPercent(static_cast<double>(probe.confidence), 0);
        drawTabularText(painter, QRect(cell.left(), top, 36, line), Qt::AlignLeft | Qt::AlignVCenter, share);
        barLeft += std::max(34, painter.fontMetrics().horizontalAdvance(QStringLiteral("100 %")) + 4);
        barWidth = cell.left() + std::max(kImageSide + 8, 64) - barLeft;
    }
    const QRectF bar(barLeft, top + (line - 6) / 2.0, barWidth, 6);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().grid);
    painter.drawRoundedRect(bar, 2, 2);
    if (probe.hasAnswer) {
        painter.setBrush(probe.isRight ? theme().accent : theme().bad);
        painter.drawRoundedRect(QRectF(bar.topLeft(), QSizeF(bar.width() * static_cast<double>(probe.confidence), 6)),
                                2, 2);
    }
}

ProbeStrip::ProbeStrip(QWidget* parent) : QWidget(parent), m_row(new ProbeRow(this)), m_words(new QLabel(this))
{
    setObjectName(QStringLiteral("probeStrip"));
    auto* title = new QLabel(tr("Probe images"), this);
    title->setFont(themeFont(TextSize::Body, QFont::DemiBold));
    m_words->setObjectName(QStringLiteral("probeWords"));
    m_words->setProperty("tone", QStringLiteral("2"));
    auto* top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(title);
    top->addWidget(m_words, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(measure::kPageMargin, 10, measure::kPageMargin, 8);
    layout->setSpacing(8);
    layout->addLayout(top);
    layout->addWidget(m_row);
    clearPrediction();
}

void ProbeStrip::setProbes(const DataSet& dataSet, const std::vector<std::int32_t>& probes)
{
    m_row->setProbes(dataSet, probes);
    clearPrediction();
}

void ProbeStrip::setPrediction(const ProbePoint& point)
{
    m_row->setPrediction(point);
    m_words->setText(
        tr("What the network says now, after epoch %1. %2 of %3 right.")
            .arg(formatEpochs(point.epoch), formatCount(m_row->rightCount()), formatCount(m_row->count())));
}

void ProbeStrip::clearPrediction()
{
    m_row->clearPrediction();
    m_words->setText(m_row->count() > 0 ? tr("Their predictions appear after the first epoch.")
                                        : tr("They appear with a data set."));
}

} // namespace saccade
