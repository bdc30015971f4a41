#include "ui/pages/predict_threshold_row.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QTimer>
#include <QVBoxLayout>
#include <cmath>

#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/wheel_guard.h"

namespace saccade {

namespace {

constexpr int kPercents = 100;
constexpr int kPage = 10;
constexpr int kSettleMs = 400;

/// Evaluate keeps thresholds in tenths of a percent.
QString thresholdText(double threshold)
{
    const double percent = threshold * kPercents;
    return formatPercent(threshold, std::abs(percent - std::round(percent)) < 0.05 ? 0 : 1);
}

} // namespace

PredictThresholdRow::PredictThresholdRow(QWidget* parent)
    : QWidget(parent),
      m_slider(new QSlider(Qt::Horizontal, this)),
      m_label(makeLabel(tr("Say “unknown” below"), QStringLiteral("2"), this)),
      m_value(makeLabel({}, {}, this)),
      m_undo(makeToolButton(QStringLiteral("undoRuleButton"), tr("Back to what was decided before (Ctrl+Z)"),
                            QStringLiteral("undo"), this)),
      m_why(makeCaption({}, this)),
      m_settling(new QTimer(this))
{
    setObjectName(QStringLiteral("predictThresholdRow"));
    m_slider->setObjectName(QStringLiteral("predictThreshold"));
    m_slider->setAccessibleName(tr("Say “unknown” below"));
    m_slider->setRange(0, kPercents);
    m_slider->setPageStep(kPage);
    leaveWheelToPane(m_slider);
    m_label->setBuddy(m_slider);
    m_value->setObjectName(QStringLiteral("predictThresholdValue"));
    m_why->setObjectName(QStringLiteral("predictThresholdWhy"));
    m_why->setWordWrap(true);
    m_settling->setSingleShot(true);
    m_settling->setInterval(kSettleMs);
    createLayout();
    connect(m_slider, &QSlider::valueChanged, this, [this] {
        display(chosen());
        emit previewed(chosen());
        if (!m_slider->isSliderDown()) {
            m_settling->start();
        }
    });
    connect(m_slider, &QSlider::sliderPressed, m_settling, &QTimer::stop);
    connect(m_slider, &QSlider::sliderReleased, this, &PredictThresholdRow::decide);
    connect(m_settling, &QTimer::timeout, this, &PredictThresholdRow::decide);
    connect(m_undo, &QPushButton::clicked, this, &PredictThresholdRow::undoRequested);
    showLocked({}, {});
}

void PredictThresholdRow::createLayout()
{
    m_value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_value->setMinimumWidth(fontMetrics().horizontalAdvance(formatPercent(0.999, 1)));
    auto* row = new QHBoxLayout;
    row->setSpacing(measure::kControlGap);
    row->addWidget(m_label);
    row->addWidget(m_slider, 1);
    row->addWidget(m_value);
    row->addWidget(m_undo);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(row);
    layout->addWidget(m_why);
}

std::optional<double> PredictThresholdRow::chosen() const
{
    const int percent = m_slider->value();
    return percent == 0 ? std::nullopt : std::optional(static_cast<double>(percent) / kPercents);
}

void PredictThresholdRow::decide()
{
    m_settling->stop();
    emit decided(chosen());
}

void PredictThresholdRow::display(std::optional<double> threshold)
{
    m_value->setText(threshold ? thresholdText(*threshold) : tr("off"));
    m_slider->setToolTip(threshold ? tr("Answers with less than %1 are “unknown”. The run keeps this: exports, the "
                                        "endpoint and the headless program say so too.")
                                         .arg(thresholdText(*threshold))
                                   : tr("Every image gets a class, however unsure the network is"));
}

void PredictThresholdRow::setLocked(bool isLocked, const QString& why)
{
    m_slider->setEnabled(!isLocked);
    m_why->setText(why);
    m_why->setVisible(!why.isEmpty());
    setTone(m_label, isLocked ? QStringLiteral("3") : QStringLiteral("2"));
    setTone(m_value, isLocked ? QStringLiteral("3") : QString());
}

void PredictThresholdRow::showThreshold(std::optional<double> threshold, bool canUndo)
{
    m_undo->setVisible(canUndo);
    setLocked(false, {});
    if (m_slider->isSliderDown() || m_settling->isActive()) {
        return; // it is being moved: what is said here comes again with the decision
    }
    const QSignalBlocker blocker(m_slider);
    m_slider->setValue(static_cast<int>(std::lround(threshold.value_or(0) * kPercents)));
    display(threshold);
}

void PredictThresholdRow::showLocked(std::optional<double> threshold, const QString& why)
{
    m_settling->stop();
    m_undo->hide();
    setLocked(true, why);
    const QSignalBlocker blocker(m_slider);
    m_slider->setValue(static_cast<int>(std::lround(threshold.value_or(0) * kPercents)));
    display(threshold);
}

} // namespace saccade
