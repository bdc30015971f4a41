#include "ui/pages/predict_live_bar.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>
#include <cmath>

#include "ui/text/error_text.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/message_note.h"
#include "ui/widgets/panes.h"

namespace saccade {

namespace {

using Stage = LiveState::Stage;

constexpr double kSameRate = 0.97; ///< of the frames: all are answered, but for the rounding of two measurements

QString ratesOf(const LiveState& state)
{
    if (state.framesPerSecond <= 0) {
        return {};
    }
    const QString frames = formatNumber(state.framesPerSecond, 1);
    if (state.answersPerSecond >= kSameRate * state.framesPerSecond) {
        return PredictLiveBar::tr("%1 frames a second, each classified").arg(frames);
    }
    return PredictLiveBar::tr("%1 frames a second, %2 of them classified")
        .arg(frames, formatNumber(state.answersPerSecond, 1));
}

QString positionOf(const LiveState& state, double seconds)
{
    if (state.origin.isCamera) {
        return PredictLiveBar::tr("Live");
    }
    const QString position = formatPosition(seconds);
    return state.facts.seconds > 0 ? PredictLiveBar::tr("%1 of %2").arg(position, formatPosition(state.facts.seconds))
                                   : position;
}

QString statusOf(const LiveState& state, double seconds)
{
    switch (state.stage) {
    case Stage::Opening: return PredictLiveBar::tr("Opening %1…").arg(displayName(state.origin.name));
    case Stage::Running: {
        const QString rates = ratesOf(state);
        const QString position = positionOf(state, seconds);
        return rates.isEmpty() ? position : PredictLiveBar::tr("%1, %2").arg(position, rates);
    }
    case Stage::Paused:
        return state.origin.isCamera ? PredictLiveBar::tr("Paused")
                                     : PredictLiveBar::tr("Paused at %1").arg(positionOf(state, seconds));
    case Stage::Ended: return PredictLiveBar::tr("The video is over, at %1").arg(positionOf(state, seconds));
    default: return {};
    }
}

} // namespace

QString formatPosition(double seconds)
{
    const auto whole = static_cast<std::int64_t>(std::max(0.0, std::floor(seconds)));
    const QLatin1Char zero('0');
    const QString last = QStringLiteral("%1").arg(whole % 60, 2, 10, zero);
    return whole < 3600 ? QStringLiteral("%1:%2").arg(whole / 60).arg(last)
                        : QStringLiteral("%1:%2:%3").arg(whole / 3600).arg(whole % 3600 / 60, 2, 10, zero).arg(last);
}

PredictLiveBar::PredictLiveBar(QWidget* parent)
    : QWidget(parent),
      m_status(new ElidedLabel(this)),
      m_goOn(makeButton(QStringLiteral("liveGoOnButton"), tr("Pause"), QStringLiteral("pause"), {}, this)),
      m_keep(makeButton(QStringLiteral("keepFrameButton"), tr("Keep this frame"), QStringLiteral("pin"), {}, this)),
      m_video(makeButton(QStringLiteral("liveVideoButton"), tr("Video file…"), QStringLiteral("file"), {}, this)),
      m_close(makeButton(QStringLiteral("closeLiveButton"), tr("Close"), {}, {}, this)),
      m_fault(new MessageNote(this))
{
    setObjectName(QStringLiteral("predictLiveBar"));
    m_status->setObjectName(QStringLiteral("liveStatus"));
    setTone(m_status, QStringLiteral("2"));
    m_fault->setObjectName(QStringLiteral("liveFault"));
    m_keep->setToolTip(tr("Puts the frame and its answer among the classified images (K)"));
    m_video->setToolTip(tr("Opens a video instead"));
    m_close->setToolTip(tr("Lets go of the camera or the video (Esc)"));
    createLayout();
    connect(m_goOn, &QPushButton::clicked, this, &PredictLiveBar::goOnRequested);
    connect(m_keep, &QPushButton::clicked, this, &PredictLiveBar::keepRequested);
    connect(m_video, &QPushButton::clicked, this, &PredictLiveBar::videoRequested);
    connect(m_close, &QPushButton::clicked, this, &PredictLiveBar::closeRequested);
    hide();
}

void PredictLiveBar::createLayout()
{
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(measure::kControlGap);
    for (QPushButton* button : {m_goOn, m_keep, m_video, m_close}) {
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, measure::kControlGap);
    layout->setSpacing(measure::kControlGap);
    layout->addWidget(m_fault);
    layout->addWidget(m_status);
    layout->addLayout(buttons);
}

void PredictLiveBar::showState(const LiveState& state, double seconds, bool hasFrame)
{
    if (state.error) {
        m_fault->setMessage(MessageNote::Kind::Fault, errorText(*state.error));
    } else {
        m_fault->clear();
    }
    m_status->setText(statusOf(state, seconds));
    m_status->setVisible(!state.error);
    showButtons(state, hasFrame);
    setVisible(state.stage != Stage::Off);
}

void PredictLiveBar::showButtons(const LiveState& state, bool hasFrame)
{
    const auto show = [this](const QString& text, const QString& icon, const QString& tip) {
        if (m_goOn->toolTip() != tip) { // the icon is drawn anew: not four times a second
            m_goOn->setText(text);
            m_goOn->setIcon(themeIcon(icon));
            m_goOn->setToolTip(tip);
        }
    };
    const QString play = QStringLiteral("play");
    if (state.stage == Stage::Ended) {
        if (state.error) {
            show(tr("Try again"), play, tr("Opens it again (P)"));
        } else {
            show(tr("Play again"), play, tr("From the beginning (P)"));
        }
    } else if (state.stage == Stage::Paused) {
        show(tr("Resume"), play, tr("Goes on (P)"));
    } else {
        show(tr("Pause"), QStringLiteral("pause"), tr("Holds the picture and its answer (P)"));
    }
    m_goOn->setEnabled(state.stage != Stage::Opening);
    m_keep->setEnabled(hasFrame);
    m_keep->setVisible(!state.error);
    m_video->setVisible(state.error.has_value());
}

} // namespace saccade
