#include "ui/pages/figures_reject_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/models/figures_text.h"
#include "ui/pages/figures_confidence_view.h"
#include "ui/plots/rate_plot.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/panes.h"

namespace saccade {

namespace {

constexpr int kThresholds = 1000;
constexpr std::size_t kDrawnPoints = 2000;

std::vector<QPointF> drawnPoints(const RiskCoverage& coverage)
{
    const std::size_t count = coverage.points.size();
    const std::size_t every = std::max<std::size_t>(count / kDrawnPoints, 1);
    std::vector<QPointF> drawn;
    for (std::size_t i = 0; i < count; i += every) {
        drawn.emplace_back(coverage.points[i].coverage, coverage.points[i].risk);
    }
    if (count > 0) {
        drawn.emplace_back(coverage.points.back().coverage, coverage.points.back().risk);
    }
    return drawn;
}

/// Above the highest point, and such that four equal steps are whole percents; below 4 % tenths of them.
double scaleEnd(const std::vector<QPointF>& points)
{
    double highest = 0.01;
    for (const QPointF& point : points) {
        highest = std::max(highest, point.y());
    }
    for (const double end : {0.01, 0.02, 0.04, 0.08, 0.12, 0.2, 0.4, 0.6, 0.8}) {
        if (highest <= end) {
            return end;
        }
    }
    return 1;
}

} // namespace

FiguresRejectView::FiguresRejectView(QWidget* parent) : QWidget(parent)
{
    createControls();
    layOut();
    connectControls();
    refresh();
}

void FiguresRejectView::createControls()
{
    m_plot = new RatePlot(this);
    m_plot->setObjectName(QStringLiteral("riskPlot"));
    m_slider = new QSlider(Qt::Horizontal, this);
    m_slider->setObjectName(QStringLiteral("rejectThreshold"));
    m_slider->setAccessibleName(tr("Unknown below"));
    m_slider->setRange(0, kThresholds);
    m_slider->setPageStep(kThresholds / 20);
    m_sentence = makeLabel({}, {}, this);
    m_sentence->setObjectName(QStringLiteral("coverageSentence"));
    m_state = makeLabel({}, QStringLiteral("2"), this);
    m_state->setObjectName(QStringLiteral("rejectState"));
    m_suggest = makeButton(QStringLiteral("suggestThresholdButton"), tr("Half the mistakes"), {}, {}, this);
    m_suggest->setToolTip(tr("The threshold that answers most images and is wrong half as often as without one"));
    m_keep = makeButton(QStringLiteral("keepThresholdButton"), {}, {}, {}, this);
    m_always = makeButton(QStringLiteral("answerAlwaysButton"), tr("Always answer"), {}, {}, this);
    m_undo = makeButton(QStringLiteral("undoThresholdButton"), tr("Undo"), QStringLiteral("undo"),
                        QStringLiteral("flat"), this);
    m_wrong = makeButton(QStringLiteral("wrongAnsweredButton"), tr("Show wrong answers"), {}, {}, this);
    m_refused = makeButton(QStringLiteral("refusedButton"), tr("Show unknown"), {}, {}, this);
}

void FiguresRejectView::layOut()
{
    auto* actions = new QHBoxLayout;
    for (QPushButton* button : {m_suggest, m_keep, m_always, m_undo}) {
        actions->addWidget(button);
    }
    actions->addStretch(1);
    actions->addWidget(m_wrong);
    actions->addWidget(m_refused);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, measure::kControlGap);
    layout->setSpacing(measure::kControlGap);
    layout->addWidget(m_plot, 1);
    layout->addWidget(m_slider);
    for (QLabel* label : {m_sentence, m_state}) {
        label->setWordWrap(true);
        layout->addWidget(label);
    }
    layout->addLayout(actions);
}

void FiguresRejectView::connectControls()
{
    connect(m_slider, &QSlider::valueChanged, this, &FiguresRejectView::refresh);
    connect(m_suggest, &QPushButton::clicked, this, [this] {
        if (const auto point = suggestion()) { // up, so that the suggested risk is not passed
            m_slider->setValue(static_cast<int>(std::ceil(point->threshold * kThresholds)));
        }
    });
    connect(m_keep, &QPushButton::clicked, this, [this] { emit thresholdDecided(threshold()); });
    connect(m_always, &QPushButton::clicked, this, [this] { emit thresholdDecided(std::nullopt); });
    connect(m_undo, &QPushButton::clicked, this, &FiguresRejectView::undoRequested);
    connect(m_wrong, &QPushButton::clicked, this, [this] { showImages(true); });
    connect(m_refused, &QPushButton::clicked, this, [this] { showImages(false); });
}

void FiguresRejectView::showPredictions(std::shared_ptr<const PredictionTable> predictions)
{
    m_predictions = std::move(predictions);
}

void FiguresRejectView::showFigures(std::shared_ptr<const EvaluationFigures> figures)
{
    m_figures = std::move(figures);
    drawCurve();
}

void FiguresRejectView::showRule(const AnswerRule& rule, bool canUndo, bool isFixed)
{
    m_rule = rule;
    m_isFixed = isFixed;
    m_keep->setToolTip(isFixed ? tr("A model file keeps the threshold it was written with. Open its run to change it.")
                               : tr("Prediction, exports and the endpoint then say “unknown” below this confidence."));
    m_canUndo = canUndo;
    m_slider->setValue(static_cast<int>(std::lround(rule.rejectThreshold.value_or(0) * kThresholds)));
    drawCurve();
}

const ConfidenceFigures& FiguresRejectView::inUse() const
{
    return isCorrectedBy(m_rule, *m_figures) ? *m_figures->corrected : m_figures->asTrained;
}

std::optional<CoveragePoint> FiguresRejectView::suggestion() const
{
    if (m_figures == nullptr || inUse().coverage.points.empty() || inUse().coverage.points.back().wrong == 0) {
        return std::nullopt;
    }
    return pointForAccuracy(inUse().coverage, 1 - inUse().coverage.points.back().risk / 2);
}

double FiguresRejectView::threshold() const
{
    return static_cast<double>(m_slider->value()) / kThresholds;
}

void FiguresRejectView::drawCurve()
{
    RateContent content;
    content.name = tr("Share of wrong answers over the share of images that are answered");
    content.xTitle = tr("Answered, % of the images");
    content.yTitle = tr("Wrong, % of the answers");
    if (m_figures != nullptr) {
        content.points = drawnPoints(inUse().coverage);
        content.yHigh = scaleEnd(content.points);
        if (const auto point = suggestion()) {
            content.best = QPointF(point->coverage, point->risk);
        }
    }
    m_plot->setContent(std::move(content));
    refresh();
}

void FiguresRejectView::refresh()
{
    const bool isKnown = m_figures != nullptr;
    m_slider->setEnabled(isKnown);
    m_suggest->setEnabled(suggestion().has_value());
    m_keep->setText(tr("Unknown below %1").arg(formatPercent(threshold(), 1)));
    m_keep->setEnabled(isKnown && threshold() > 0 && !m_isFixed);
    m_wrong->setEnabled(isKnown);
    m_refused->setEnabled(isKnown);
    m_always->setVisible(m_rule.rejectThreshold.has_value() && !m_isFixed);
    m_undo->setVisible(m_canUndo);
    m_state->setVisible(m_rule.rejectThreshold.has_value());
    m_state->setText(m_rule.rejectThreshold ? tr("In use: unknown below %1. Prediction, exports and the endpoint keep "
                                                 "to it.")
                                                  .arg(formatPercent(*m_rule.rejectThreshold, 1))
                                            : QString());
    if (!isKnown) {
        m_sentence->setText(tr("Computing the figures…"));
        return;
    }
    const CoveragePoint point = pointAtThreshold(inUse().coverage, threshold());
    m_sentence->setText(coverageText(point, inUse().coverage.images));
    RateContent content = m_plot->content();
    content.chosen = QPointF(point.coverage, point.risk);
    m_plot->setContent(std::move(content));
}

void FiguresRejectView::showImages(bool answered)
{
    const std::vector<float>& confidences = inUse().confidences;
    std::vector<std::size_t> places;
    for (std::size_t image = 0; image < confidences.size(); ++image) {
        const bool isAnswered = static_cast<double>(confidences[image]) >= threshold();
        const bool isWrong = m_predictions->labels[image] != m_predictions->predicted[image];
        if (isAnswered == answered && (isWrong || !answered)) {
            places.push_back(image);
        }
    }
    const QString percent = formatPercent(threshold(), 1);
    emit imagesRequested(answered ? tr("Wrong from %1 on").arg(percent) : tr("Unknown below %1").arg(percent), places);
}

} // namespace saccade
