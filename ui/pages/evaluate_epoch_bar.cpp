#include "ui/pages/evaluate_epoch_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/pages/epoch_scale.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/panes.h"

namespace saccade {

namespace {

constexpr int kHandleInset = 8; // the style's handle is 16 px wide
constexpr int kPlayMs = 700;    // calm enough to see what changed

} // namespace

EvaluateEpochBar::EvaluateEpochBar(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("epochBar"));
    createWidgets();
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPlayMs);
    connect(&m_pause, &QTimer::timeout, this, &EvaluateEpochBar::playOn);
    connect(m_play, &QPushButton::clicked, this, [this] { setPlaying(!m_isPlaying); });
    connect(m_slider, &QSlider::valueChanged, this, [this](int place) {
        setPlaying(false); // a hand on the slider
        ask(place);
    });
    showPlaying();
}

void EvaluateEpochBar::createWidgets()
{
    m_play = makeToolButton(QStringLiteral("playEpochsButton"), tr("Play the epochs"), QStringLiteral("play"), this);
    m_text = makeLabel({}, {}, this);
    m_text->setObjectName(QStringLiteral("epochText"));
    m_text->setFont(themeFont(TextSize::Body, QFont::DemiBold));
    m_text->setMinimumWidth(paneWidth(116));
    m_slider = new QSlider(Qt::Horizontal, this);
    m_slider->setObjectName(QStringLiteral("epochSlider"));
    m_slider->setAccessibleName(tr("Epoch"));
    m_scale = new EpochScale(kHandleInset, this);
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(m_slider);
    column->addWidget(m_scale);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(measure::kPageMargin, 6, measure::kPageMargin, 4);
    layout->setSpacing(12);
    layout->addWidget(m_play);
    layout->addWidget(m_text);
    layout->addLayout(column, 1);
}

void EvaluateEpochBar::show(const std::vector<EvaluationStop>& stops, std::int64_t step, const QString& whyLocked)
{
    const auto found =
        std::find_if(stops.begin(), stops.end(), [step](const EvaluationStop& stop) { return stop.step == step; });
    m_stops = stops;
    m_shown = m_wanted = found != stops.end() ? static_cast<int>(found - stops.begin()) : 0;
    m_isLocked = !whyLocked.isEmpty();
    const bool canMove = stops.size() > 1 && !m_isLocked;
    const QSignalBlocker blocker(m_slider);
    m_slider->setRange(0, std::max(0, static_cast<int>(stops.size()) - 1));
    m_slider->setPageStep(std::max<int>(1, static_cast<int>(stops.size()) / 10));
    m_slider->setValue(m_shown);
    m_slider->setEnabled(canMove);
    m_play->setEnabled(canMove && canPlay());
    m_slider->setToolTip(m_isLocked ? whyLocked : tr("The epoch whose answers are shown ([ and ])"));
    m_scale->setStops(stops);
    showText();
    if (m_isPlaying) {
        m_pause.start();
    }
}

void EvaluateEpochBar::giveUp()
{
    setPlaying(false);
    m_wanted = m_shown;
    const QSignalBlocker blocker(m_slider);
    m_slider->setValue(m_shown);
    showText();
}

void EvaluateEpochBar::showNext()
{
    setPlaying(false);
    ask(m_wanted + 1);
}

void EvaluateEpochBar::showPrevious()
{
    setPlaying(false);
    ask(m_wanted - 1);
}

void EvaluateEpochBar::ask(int place)
{
    if (m_isLocked || place < 0 || place >= static_cast<int>(m_stops.size()) || place == m_wanted) {
        return;
    }
    m_wanted = place;
    const QSignalBlocker blocker(m_slider);
    m_slider->setValue(place);
    showText();
    emit stepRequested(m_stops[static_cast<std::size_t>(place)].step);
}

/// Two stops are no film, and the two of a test part should be opened one by one, each by a decision.
bool EvaluateEpochBar::canPlay() const
{
    return m_stops.size() > 2;
}

/// From the beginning when it stands at the end.
void EvaluateEpochBar::setPlaying(bool isPlaying)
{
    if (m_isPlaying == isPlaying || (isPlaying && (m_isLocked || !canPlay()))) {
        return;
    }
    m_isPlaying = isPlaying;
    showPlaying();
    if (!isPlaying) {
        m_pause.stop();
        return;
    }
    ask(m_wanted + 1 < static_cast<int>(m_stops.size()) ? m_wanted + 1 : 0);
}

void EvaluateEpochBar::playOn()
{
    if (m_wanted + 1 >= static_cast<int>(m_stops.size())) {
        setPlaying(false);
        return;
    }
    ask(m_wanted + 1);
}

void EvaluateEpochBar::showText()
{
    if (m_stops.empty()) {
        m_text->setText({});
        return;
    }
    const EvaluationStop& stop = m_stops[static_cast<std::size_t>(m_wanted)];
    const QString epoch = formatEpochs(stop.epoch);
    const QString text = stop.isBest   ? tr("Epoch %1 (best)").arg(epoch)
                         : stop.isLast ? tr("Epoch %1 (last)").arg(epoch)
                                       : tr("Epoch %1").arg(epoch);
    m_text->setText(text);
    setTone(m_text, m_wanted == m_shown ? QString() : QStringLiteral("2")); // on its way
    m_slider->setAccessibleDescription(text);
}

void EvaluateEpochBar::showPlaying()
{
    const QString text = m_isPlaying ? tr("Stop at this epoch") : tr("Play the epochs");
    m_play->setIcon(themeIcon(m_isPlaying ? QStringLiteral("pause") : QStringLiteral("play")));
    m_play->setToolTip(text);
    m_play->setAccessibleName(text);
}

} // namespace saccade
