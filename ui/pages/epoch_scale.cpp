#include "ui/pages/epoch_scale.h"

#include <QPainter>
#include <algorithm>

#include "ui/text/format.h"
#include "ui/theme/theme.h"

namespace saccade {

namespace {
constexpr int kMark = 4;
constexpr int kBestMark = 6;
constexpr int kNumberGap = 12;
constexpr double kSmallestMarkPitch = 4;
} // namespace

EpochScale::EpochScale(int inset, QWidget* parent) : QWidget(parent), m_inset(inset)
{
    connect(&ThemeSource::instance(), &ThemeSource::changed, this, qOverload<>(&QWidget::update));
}

void EpochScale::setStops(const std::vector<EvaluationStop>& stops)
{
    m_stops = stops;
    update();
}

QSize EpochScale::sizeHint() const
{
    return {120, kBestMark + 2 + textSized(14)};
}

double EpochScale::x(int place) const
{
    const auto last = static_cast<double>(std::max<std::size_t>(1, m_stops.size() - 1));
    return m_inset + (width() - 2.0 * m_inset) * place / last;
}

QRect EpochScale::numberArea(int place) const
{
    const QFontMetrics metrics(themeFont(TextSize::Caption, QFont::Bold));
    const int wide = metrics.horizontalAdvance(formatEpochs(m_stops[static_cast<std::size_t>(place)].epoch)) + 2;
    const int left = std::clamp(static_cast<int>(x(place)) - wide / 2, 0, std::max(0, width() - wide));
    return {left, kBestMark + 2, wide, height() - kBestMark - 2};
}

std::vector<int> EpochScale::numberedPlaces() const
{
    const auto count = static_cast<int>(m_stops.size());
    std::vector<int> wanted;
    for (int place = 0; place < count; ++place) {
        if (m_stops[static_cast<std::size_t>(place)].isBest) {
            wanted.push_back(place);
        }
    }
    wanted.insert(wanted.end(), {0, count - 1});
    for (int step = std::max(1, count / 2); step >= 1; step /= 2) { // halves, quarters ... as many as fit
        for (int place = 0; place < count; place += step) {
            wanted.push_back(place);
        }
    }
    std::vector<int> places;
    for (const int place : wanted) {
        const QRect area =
            place >= 0 && place < count ? numberArea(place).adjusted(-kNumberGap, 0, kNumberGap, 0) : QRect();
        const bool isFree =
            std::none_of(places.begin(), places.end(), [&](int taken) { return area.intersects(numberArea(taken)); });
        if (!area.isNull() && isFree) {
            places.push_back(place);
        }
    }
    std::sort(places.begin(), places.end());
    return places;
}

void EpochScale::paintEvent(QPaintEvent*)
{
    if (m_stops.empty()) {
        return;
    }
    QPainter painter(this);
    const std::vector<int> numbered = numberedPlaces();
    const bool marksAll = x(1) - x(0) >= kSmallestMarkPitch;
    for (int place = 0; place < static_cast<int>(m_stops.size()); ++place) {
        const EvaluationStop& stop = m_stops[static_cast<std::size_t>(place)];
        const bool hasNumber = std::binary_search(numbered.begin(), numbered.end(), place);
        if (marksAll || hasNumber) {
            painter.fillRect(QRectF(x(place) - 0.5, 0, stop.isBest ? 2 : 1, stop.isBest ? kBestMark : kMark),
                             stop.isBest ? theme().accentText : theme().control);
        }
        if (hasNumber) {
            painter.setFont(themeFont(TextSize::Caption, stop.isBest ? QFont::Bold : QFont::Normal));
            painter.setPen(stop.isBest ? theme().text : theme().text2);
            painter.drawText(numberArea(place), Qt::AlignHCenter | Qt::AlignTop, formatEpochs(stop.epoch));
        }
    }
}

} // namespace saccade
