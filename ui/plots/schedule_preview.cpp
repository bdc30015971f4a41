#include "ui/plots/schedule_preview.h"

#include <QLocale>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "engine/training/schedule.h"
#include "ui/plots/curve_scale.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"

namespace saccade {

namespace {
constexpr std::int64_t kSteps = 2000; // finer than the widget is wide
} // namespace

SchedulePreview::SchedulePreview(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("schedulePreview"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&ThemeSource::instance(), &ThemeSource::changed, this, qOverload<>(&QWidget::update));
    setNow({});
}

void SchedulePreview::setSettings(const TrainSettings& settings)
{
    m_settings = settings;
    setNow(m_now);
}

void SchedulePreview::setNow(std::optional<double> epoch)
{
    m_now = epoch;
    setAccessibleName(tr("Learning rate over the run, %1").arg(label()));
    update();
}

double SchedulePreview::rateAt(double share) const
{
    const auto step = static_cast<std::int64_t>(std::clamp(share, 0.0, 1.0) * (kSteps - 1));
    return m_settings.learningRate *
           scheduleFactor(m_settings, step, kSteps, static_cast<double>(kSteps) / std::max(m_settings.epochs, 1e-3));
}

double SchedulePreview::highestRate() const
{
    double highest = 0;
    for (int i = 0; i <= 200; ++i) {
        highest = std::max(highest, rateAt(i / 200.0));
    }
    return highest;
}

QString SchedulePreview::label() const
{
    if (m_settings.schedule == ScheduleShape::Plateau) {
        return tr("falls when validation stalls");
    }
    if (m_now && m_settings.epochs > 0) {
        return tr("now %1").arg(QLocale().toString(rateAt(*m_now / m_settings.epochs), 'g', 3));
    }
    return tr("highest %1").arg(QLocale().toString(highestRate(), 'g', 3));
}

void SchedulePreview::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), theme().sunken);
    painter.setFont(themeFont(TextSize::Caption));
    const int line = painter.fontMetrics().height();
    const QRectF area(8.5, 8.5, width() - 17, height() - line - 17);
    const double highest = std::max(highestRate(), 1e-12);
    const auto at = [&](double share) {
        return QPointF(area.left() + share * area.width(), area.bottom() - rateAt(share) / highest * area.height());
    };
    QPainterPath path(at(0));
    for (int i = 1; i <= static_cast<int>(area.width()); ++i) {
        path.lineTo(at(i / area.width()));
    }
    painter.setPen(QPen(theme().part(Part::Training), 1.5));
    painter.drawPath(path);
    painter.setPen(theme().text2);
    for (const CurveTick& tick : axisTicks(CurveAxis::Epoch, m_settings.epochs, std::max(width() / 70, 2))) {
        const double share = m_settings.epochs > 0 ? tick.value / m_settings.epochs : 0;
        const double room = painter.fontMetrics().horizontalAdvance(tick.label) / 2.0;
        const double x = std::clamp(area.left() + share * area.width(), 8 + room, width() - 8 - room);
        painter.drawText(QRectF(x - 40, height() - line - 4, 80, line), Qt::AlignCenter, tick.label);
    }
    painter.setFont(themeFont(TextSize::Caption, QFont::DemiBold));
    const QString words = label();
    const double wide = painter.fontMetrics().horizontalAdvance(words);
    double left = width() - 8 - wide;
    if (m_now && m_settings.epochs > 0) {
        const QPointF point = at(std::clamp(*m_now / m_settings.epochs, 0.0, 1.0));
        painter.setPen(QPen(theme().text2, 1));
        painter.drawLine(QPointF(std::floor(point.x()) + 0.5, area.top()),
                         QPointF(std::floor(point.x()) + 0.5, area.bottom()));
        painter.setPen(QPen(theme().part(Part::Training), 1.5));
        painter.setBrush(theme().surface);
        painter.drawEllipse(point, 3.5, 3.5);
        left = point.x() + 8 + wide > width() - 4 ? point.x() - 8 - wide : point.x() + 8;
    }
    // Where the curve would run through the words they stand below it.
    const auto heightAt = [&](double x) { return at(std::clamp((x - area.left()) / area.width(), 0.0, 1.0)).y(); };
    const auto [high, low] = std::minmax({heightAt(left), heightAt(left + wide)});
    const double top = high < 5 + line && low > 5 ? std::min(low + 3, area.bottom() - line) : 5;
    painter.setPen(theme().text);
    painter.drawText(QRectF(left, top, wide + 2, line), Qt::AlignLeft | Qt::AlignVCenter, words);
}

} // namespace saccade
