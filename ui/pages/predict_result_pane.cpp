#include "ui/pages/predict_result_pane.h"

#include <QLabel>
#include <QVBoxLayout>

#include "ui/models/prediction_history_model.h"
#include "ui/models/prediction_text.h"
#include "ui/text/error_text.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/probability_bars.h"

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
      m_model(new ElidedLabel(this))
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
    for (QWidget* part : std::initializer_list<QWidget*>{m_sentence, m_problem, m_bars, m_source}) {
        body->addWidget(part);
    }
    body->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(title);
    layout->addLayout(body, 1);
}

void PredictResultPane::showEntry(const HistoryEntry& entry, const QList<QImage>& thumbnails)
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
    m_times->setText(top.empty() ? QString()
                                 : tr("decoded in %1 ms, network %2 ms")
                                       .arg(formatNumber(entry.decodeMs, 1), formatNumber(entry.networkMs, 1)));
    m_model->setText(entry.modelTitle);
    m_source->setVisible(!top.empty());
}

void PredictResultPane::showNothing()
{
    m_bars->setBars({});
    m_bars->setThreshold({});
    m_sentence->setText(tr("The answer appears here"));
    setTone(m_sentence, QStringLiteral("3"));
    m_problem->hide();
    m_times->clear();
    m_source->hide();
}

} // namespace saccade
