#include "ui/pages/predict_result_pane.h"

#include <QLabel>
#include <QVBoxLayout>

#include "ui/models/prediction_history_model.h"
#include "ui/models/prediction_text.h"
#include "ui/pages/predict_threshold_row.h"
#include "ui/text/error_text.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/probability_bars.h"
#include "ui/widgets/times_table.h"

namespace saccade {

namespace {

constexpr std::size_t kShownClasses = 5;

QString sentenceOf(const HistoryEntry& entry, const std::vector<RankedClass>& top)
{
    if (isUnknown(entry)) {
        return PredictResultPane::tr("Unknown, less than %1 sure").arg(formatPercent(*entry.rejectThreshold, 0));
    }
    return top.empty() ? PredictResultPane::tr("No answer")
                       : answerSentence(entry.classNames.value(top.front().index),
                                        static_cast<double>(top.front().probability));
}

/// A picture without a file has no path that errorText() could name.
QString problemOf(const HistoryEntry& entry)
{
    if (!entry.error) {
        return {};
    }
    const QString text = errorText(*entry.error);
    return text.contains(entry.name) ? text : PredictResultPane::tr("%1: %2").arg(entry.name, text);
}

} // namespace

PredictResultPane::PredictResultPane(QWidget* parent)
    : QWidget(parent),
      m_times(makeCaption({}, this)),
      m_sentence(makeLabel({}, {}, this)),
      m_problem(makeLabel({}, QStringLiteral("bad"), this)),
      m_bars(new ProbabilityBars(this)),
      m_source(new QWidget(this)),
      m_model(new ElidedLabel(this)),
      m_threshold(new PredictThresholdRow(this)),
      m_table(new TimesTable(this))
{
    setObjectName(QStringLiteral("predictResultPane"));
    setProperty("surface", QStringLiteral("pane"));
    setProperty("pane", true);
    setAttribute(Qt::WA_StyledBackground);
    createLayout();
    showNothing();
}

void PredictResultPane::createLayout()
{
    m_times->setObjectName(QStringLiteral("predictTimes"));
    m_sentence->setObjectName(QStringLiteral("predictSentence"));
    m_sentence->setFont(themeFont(TextSize::Title, QFont::DemiBold));
    m_problem->setObjectName(QStringLiteral("predictProblem"));
    m_bars->setObjectName(QStringLiteral("predictBars"));
    m_bars->setAccessibleName(tr("Most probable classes"));
    m_model->setObjectName(QStringLiteral("predictModel"));
    m_model->setElideMode(Qt::ElideMiddle);
    m_table->setObjectName(QStringLiteral("predictTimesTable"));
    m_table->setAccessibleName(tr("Time that the answer took"));
    for (QLabel* label : {m_sentence, m_problem}) {
        label->setWordWrap(true);
    }
    auto* title = new PaneTitle(tr("What it could be"), this);
    title->addWidget(m_times);
    auto* source = new QVBoxLayout(m_source);
    source->setContentsMargins(0, 8, 0, 0);
    source->setSpacing(2);
    source->addWidget(makeCaption(tr("Answered by"), m_source));
    source->addWidget(m_model);
    auto* body = new QVBoxLayout;
    body->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, measure::kPageMargin);
    body->setSpacing(12);
    for (QWidget* part :
         std::initializer_list<QWidget*>{m_sentence, m_problem, m_bars, m_threshold, m_table, m_source}) {
        body->addWidget(part);
    }
    body->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(title);
    layout->addLayout(body, 1);
}

void PredictResultPane::showEntry(const HistoryEntry& entry, const QList<QImage>& thumbnails, const MedianTimes& median)
{
    const std::vector<RankedClass> top = topClasses(entry.probabilities, kShownClasses);
    std::vector<ProbabilityBars::Bar> bars;
    for (const RankedClass& ranked : top) {
        bars.push_back({entry.classNames.value(ranked.index), static_cast<double>(ranked.probability),
                        thumbnails.value(ranked.index)});
    }
    m_bars->setBars(bars);
    m_bars->setThreshold(top.empty() ? std::nullopt : entry.rejectThreshold);
    m_sentence->setText(sentenceOf(entry, top));
    setTone(m_sentence, isUnknown(entry) ? QStringLiteral("warning") : QString());
    m_problem->setText(problemOf(entry));
    m_problem->setVisible(entry.error.has_value());
    showTimes(entry, median);
    m_model->setText(entry.modelTitle);
    m_source->setVisible(!top.empty());
}

void PredictResultPane::showTimes(const HistoryEntry& entry, const MedianTimes& median)
{
    const bool isAnswered = !entry.probabilities.empty();
    const AnswerTimes& times = entry.times;
    m_times->setText(isAnswered ? tr("%1 ms").arg(formatNumber(times.totalMs(), 1)) : QString());
    std::vector<TimesTable::Row> rows;
    if (isAnswered) {
        rows.push_back({tr("This image"), {times.decodeMs, times.resizeMs, times.networkMs, times.totalMs()}});
    }
    if (isAnswered && median.count > 1) {
        rows.push_back({tr("Median of %1").arg(formatCount(static_cast<std::int64_t>(median.count))),
                        {median.decodeMs, median.resizeMs, median.networkMs, median.totalMs}});
    }
    m_table->setRows(rows);
    m_table->setVisible(isAnswered);
}

void PredictResultPane::showNothing()
{
    m_bars->setBars({});
    m_bars->setThreshold({});
    m_sentence->setText(tr("The answer appears here"));
    setTone(m_sentence, QStringLiteral("3"));
    m_problem->hide();
    m_times->clear();
    m_table->hide();
    m_source->hide();
}

} // namespace saccade
