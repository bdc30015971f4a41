#include "ui/pages/figures_confidence_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <cmath>

#include "ui/models/figures_text.h"
#include "ui/plots/reliability_plot.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/segmented_buttons.h"

namespace saccade {

bool isCorrectedBy(const AnswerRule& rule, const EvaluationFigures& figures)
{
    return figures.corrected && std::abs(rule.temperature - figures.corrected->temperature) < 1e-9 * rule.temperature;
}

FiguresConfidenceView::FiguresConfidenceView(QWidget* parent) : QWidget(parent)
{
    m_plot = new ReliabilityPlot(this);
    connect(m_plot, &ReliabilityPlot::binChosen, this, &FiguresConfidenceView::requestBin);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, measure::kControlGap);
    layout->setSpacing(measure::kPageMargin);
    layout->addWidget(m_plot, 3);
    layout->addWidget(makeScroll(createWords(), this), 2);
    refresh();
}

QWidget* FiguresConfidenceView::createWords()
{
    auto* box = new QWidget(this);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(measure::kControlGap);
    m_which = new SegmentedButtons(tr("Which confidence"), {tr("As trained"), tr("Corrected")}, box);
    m_which->setObjectName(QStringLiteral("confidenceWhich"));
    m_error = makeHeading({}, box);
    m_error->setObjectName(QStringLiteral("calibrationError"));
    m_error->setToolTip(tr("Mean distance between confidence and the share that is right, over bins of confidence"));
    m_sentence = makeLabel({}, {}, box);
    m_sentence->setObjectName(QStringLiteral("reliabilitySentence"));
    m_effect = makeLabel({}, QStringLiteral("2"), box);
    m_effect->setObjectName(QStringLiteral("temperatureSentence"));
    m_state = makeLabel({}, QStringLiteral("2"), box);
    m_state->setObjectName(QStringLiteral("temperatureState"));
    m_correct = makeButton(QStringLiteral("correctConfidenceButton"), tr("Correct confidence"), {}, {}, box);
    m_correct->setToolTip(tr("Prediction, exports and the endpoint then answer with the corrected confidence."));
    m_asTrained = makeButton(QStringLiteral("useAsTrainedButton"), tr("Use as trained"), {}, {}, box);
    m_undo = makeButton(QStringLiteral("undoTemperatureButton"), tr("Undo"), QStringLiteral("undo"),
                        QStringLiteral("flat"), box);
    layout->addWidget(m_which, 0, Qt::AlignLeft);
    for (QLabel* label : {m_error, m_sentence, m_effect, m_state}) {
        label->setWordWrap(true);
        layout->addWidget(label);
    }
    for (QPushButton* button : {m_correct, m_asTrained, m_undo}) {
        layout->addWidget(button, 0, Qt::AlignLeft);
    }
    layout->addStretch(1);
    connect(m_which, &SegmentedButtons::selected, this, &FiguresConfidenceView::refresh);
    connect(m_correct, &QPushButton::clicked, this,
            [this] { emit temperatureDecided(m_figures->corrected->temperature); });
    connect(m_asTrained, &QPushButton::clicked, this, [this] { emit temperatureDecided(1); });
    connect(m_undo, &QPushButton::clicked, this, &FiguresConfidenceView::undoRequested);
    return box;
}

void FiguresConfidenceView::showFigures(std::shared_ptr<const EvaluationFigures> figures)
{
    m_figures = std::move(figures);
    m_which->setCurrent(m_figures != nullptr && isCorrectedBy(m_rule, *m_figures) ? 1 : 0);
    refresh();
}

void FiguresConfidenceView::showRule(const AnswerRule& rule, bool canUndo)
{
    m_rule = rule;
    m_canUndo = canUndo;
    m_which->setCurrent(m_figures != nullptr && isCorrectedBy(rule, *m_figures) ? 1 : 0);
    refresh();
}

void FiguresConfidenceView::requestBin(double above, double upTo)
{
    if (m_figures == nullptr) {
        return;
    }
    if (&shown() == &m_figures->asTrained) {
        emit confidenceRequested(above, upTo);
        return;
    }
    std::vector<std::size_t> places;
    for (std::size_t place = 0; place < shown().confidences.size(); ++place) {
        const auto confidence = static_cast<double>(shown().confidences[place]);
        if ((above <= 0 || confidence > above) && confidence <= upTo) {
            places.push_back(place);
        }
    }
    //: from, to
    emit imagesRequested(tr("Corrected confidence %1–%2").arg(formatNumber(above * 100, 0), formatPercent(upTo, 0)),
                         places);
}

const ConfidenceFigures& FiguresConfidenceView::shown() const
{
    return m_which->current() == 1 && m_figures->corrected ? *m_figures->corrected : m_figures->asTrained;
}

void FiguresConfidenceView::refresh()
{
    const bool isKnown = m_figures != nullptr;
    const bool canCorrect = isKnown && m_figures->corrected.has_value();
    const bool isInUse = canCorrect && isCorrectedBy(m_rule, *m_figures);
    m_plot->setReliability(isKnown ? shown().reliability : Reliability());
    m_which->setChoiceEnabled(1, canCorrect);
    m_error->setText(
        isKnown ? tr("Calibration error %1 points").arg(formatNumber(shown().reliability.expectedError * 100, 1))
                : QString());
    m_sentence->setText(isKnown ? reliabilityText(shown().reliability) : tr("Computing the figures…"));
    m_effect->setText(isKnown ? temperatureText(*m_figures) : QString());
    m_state->setText(m_rule.temperature == 1
                         ? QString()
                         : tr("In use: temperature %1. Prediction, exports and the endpoint answer with it.")
                               .arg(formatNumber(m_rule.temperature, 2)));
    m_state->setVisible(m_rule.temperature != 1);
    m_correct->setVisible(!isInUse);
    m_correct->setEnabled(canCorrect);
    m_asTrained->setVisible(m_rule.temperature != 1);
    m_undo->setVisible(m_canUndo);
}

} // namespace saccade
