#include "ui/pages/train_readout.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/pages/time_meter.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/panes.h"

namespace saccade {

namespace {

constexpr int kWidth = 208;

/// A short piece of a curve's line, as the plot draws it.
class LineSample final : public QWidget
{
public:
    LineSample(Part part, QWidget* parent) : QWidget(parent), m_part(part) { setFixedSize(24, 16); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        QPen pen(theme().part(m_part), 2);
        pen.setCapStyle(Qt::FlatCap);
        if (m_part == Part::Training) {
            pen.setDashPattern({3, 1.5});
        }
        painter.setPen(pen);
        painter.drawLine(0, height() / 2, 20, height() / 2);
    }

private:
    Part m_part;
};

/// A value at the right edge whose digits do not move.
class NumberLabel final : public QLabel
{
public:
    using QLabel::QLabel;

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setPen(theme().text);
        drawTabularText(painter, rect(), Qt::AlignRight | Qt::AlignVCenter, text());
    }
};

QString percentNumber(const std::optional<double>& share)
{
    return share ? formatNumber(*share * 100, 2) : QStringLiteral("–");
}

} // namespace

TrainReadout::TrainReadout(QWidget* parent) : QWidget(parent), m_stack(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("trainReadout"));
    setProperty("surface", QStringLiteral("sunken"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedWidth(paneWidth(kWidth));
    auto* before = new QWidget(m_stack);
    auto* layoutBefore = new QVBoxLayout(before);
    layoutBefore->setContentsMargins(0, 0, 0, 0);
    layoutBefore->setSpacing(12);
    layoutBefore->addWidget(makeHeading(tr("Before the start"), before));
    m_checks = new QVBoxLayout;
    layoutBefore->addLayout(m_checks);
    layoutBefore->addStretch(1);
    // In a low window, or with large text, checks and meter would ask for more than there is.
    m_stack->addWidget(makeScroll(before, m_stack));
    m_stack->addWidget(makeScroll(createReading(), m_stack));
    m_hint = makeCaption({}, this);
    m_hint->setObjectName(QStringLiteral("readoutHint"));
    m_hint->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(measure::kPageMargin, 14, measure::kPageMargin, 14);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_hint);
}

QLabel* TrainReadout::addFigure(QVBoxLayout& layout, const QString& name, int part)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    if (part >= 0) {
        row->addWidget(new LineSample(static_cast<Part>(part), this));
    }
    row->addWidget(makeLabel(name, {}, this));
    auto* value = new NumberLabel(this);
    value->setFont(themeFont(TextSize::Body, QFont::Medium));
    value->setMinimumHeight(20);
    row->addWidget(value, 1);
    layout.addLayout(row);
    return value;
}

QWidget* TrainReadout::createReading()
{
    auto* pane = new QWidget(m_stack);
    auto* layout = new QVBoxLayout(pane);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    m_title = makeHeading({}, pane);
    m_title->setObjectName(QStringLiteral("readoutTitle"));
    m_title->setWordWrap(true);
    const auto caption = [&](const QString& text) {
        layout->addSpacing(8);
        QLabel* label = makeCaption(text, pane);
        label->setFont(themeFont(TextSize::Caption, QFont::DemiBold));
        layout->addWidget(label);
    };
    layout->addWidget(m_title);
    caption(tr("Loss"));
    m_trainLoss = addFigure(*layout, tr("Training"), 0);
    m_validationLoss = addFigure(*layout, tr("Validation"), 1);
    caption(tr("Accuracy, %"));
    m_trainAccuracy = addFigure(*layout, tr("Training"), 0);
    m_validationAccuracy = addFigure(*layout, tr("Validation"), 1);
    caption(tr("Learning rate"));
    m_rate = addFigure(*layout, tr("At this point"), -1);
    m_validationAccuracy->setObjectName(QStringLiteral("readoutValidationAccuracy"));
    m_trainLoss->setObjectName(QStringLiteral("readoutTrainLoss"));
    layout->addSpacing(8);
    m_open = makeButton(QStringLiteral("openInEvaluateButton"), tr("Open in Evaluate"), QStringLiteral("evaluate"), {},
                        pane);
    m_open->setEnabled(false);
    layout->addWidget(m_open);
    m_time = new TimeMeter(pane);
    layout->addWidget(m_time);
    layout->addStretch(1);
    connect(m_open, &QPushButton::clicked, this, &TrainReadout::openRequested);
    return pane;
}

void TrainReadout::showChecks(const std::vector<TrainCheck>& checks)
{
    m_stack->setCurrentIndex(0);
    if (checks == m_shown && m_checkList != nullptr) {
        return;
    }
    m_shown = checks;
    delete m_checkList;
    m_checkList = new QWidget(this);
    m_checkList->setObjectName(QStringLiteral("checkList"));
    auto* list = new QVBoxLayout(m_checkList);
    list->setContentsMargins(0, 0, 0, 0);
    list->setSpacing(12);
    for (const TrainCheck& check : checks) {
        const bool isGood = check.kind == TrainCheck::Kind::Good;
        auto* row = new QHBoxLayout;
        row->setSpacing(8);
        auto* icon = new IconLabel(isGood ? QStringLiteral("right") : QStringLiteral("warning"),
                                   isGood ? &Theme::good : &Theme::warning, 16, m_checkList);
        row->addWidget(icon, 0, Qt::AlignTop);
        auto* words = new QVBoxLayout;
        words->setSpacing(2);
        QLabel* title = makeLabel(check.title, {}, m_checkList);
        title->setFont(themeFont(TextSize::Body, QFont::Medium));
        QLabel* detail = makeCaption(check.detail, m_checkList);
        for (QLabel* label : {title, detail}) {
            label->setWordWrap(true);
            words->addWidget(label);
        }
        title->setAccessibleName((isGood ? tr("Good: %1") : tr("Warning: %1")).arg(check.title));
        row->addLayout(words, 1);
        list->addLayout(row);
    }
    m_checks->addWidget(m_checkList);
}

void TrainReadout::showReading(const CurveReading& reading, bool isLatest, bool isRunning)
{
    m_stack->setCurrentIndex(1);
    const QString epoch = formatEpochs(reading.epoch);
    if (!reading.isValidation) {
        m_title->setText(tr("Step %1").arg(formatCount(reading.step)));
    } else if (reading.isBest) {
        m_title->setText((isRunning ? tr("Epoch %1, the best so far") : tr("Epoch %1, the best")).arg(epoch));
    } else {
        m_title->setText(isLatest ? tr("Epoch %1, the latest").arg(epoch) : tr("Epoch %1").arg(epoch));
    }
    m_trainLoss->setText(formatNumber(reading.trainLoss, 3));
    m_validationLoss->setText(reading.validationLoss ? formatNumber(*reading.validationLoss, 3) : QStringLiteral("–"));
    m_trainAccuracy->setText(percentNumber(reading.trainAccuracy));
    m_validationAccuracy->setText(percentNumber(reading.validationAccuracy));
    m_rate->setText(QLocale().toString(reading.learningRate, 'g', 3));
}

void TrainReadout::setCanOpen(bool canOpen)
{
    m_open->setEnabled(canOpen);
    m_open->setToolTip(canOpen ? QString() : tr("Once the run has ended, its predictions open in Evaluate."));
}

void TrainReadout::setTimeShares(const TimeShares& shares, const TrainSettings& settings)
{
    m_time->setShares(shares, settings);
}

void TrainReadout::setHint(const QString& hint)
{
    m_hint->setText(hint);
}

} // namespace saccade
