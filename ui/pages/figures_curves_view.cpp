#include "ui/pages/figures_curves_view.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>
#include <cmath>

#include "ui/models/figures_text.h"
#include "ui/models/rate_table_model.h"
#include "ui/plots/rate_plot.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/segmented_buttons.h"
#include "ui/widgets/table_look.h"

namespace saccade {

namespace {

constexpr int kThresholds = 1000;

std::vector<QPointF> drawnPoints(const std::vector<RatePoint>& points)
{
    std::vector<QPointF> drawn;
    drawn.reserve(points.size());
    for (const RatePoint& point : points) {
        drawn.emplace_back(point.x, point.y);
    }
    return drawn;
}

QPointF placeOf(const ThresholdFigures& figures, bool isRoc)
{
    return isRoc ? QPointF(1 - figures.specificity, figures.recall) : QPointF(figures.recall, figures.precision);
}

} // namespace

FiguresCurvesView::FiguresCurvesView(QWidget* parent) : QWidget(parent)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, measure::kControlGap);
    layout->setSpacing(measure::kControlGap);
    layout->addWidget(createChoices());
    layout->addWidget(createPictures(), 1);
    layout->addWidget(createThreshold());
}

QWidget* FiguresCurvesView::createChoices()
{
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    m_classes = new QComboBox(row);
    m_classes->setObjectName(QStringLiteral("curveClassBox"));
    m_classes->setAccessibleName(tr("Class of the curve"));
    m_classes->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_classes->setMinimumContentsLength(12);
    m_kind = new SegmentedButtons(tr("Curve"), {tr("Precision and recall"), tr("ROC")}, row);
    m_kind->setObjectName(QStringLiteral("curveKind"));
    m_precision = makeLabel({}, QStringLiteral("2"), row);
    m_precision->setObjectName(QStringLiteral("averagePrecision"));
    m_tableTwin =
        makeToolButton(QStringLiteral("curveTableButton"), tr("Show as a table (T)"), QStringLiteral("table"), row);
    m_tableTwin->setCheckable(true);
    layout->addWidget(m_classes);
    layout->addWidget(m_kind);
    layout->addWidget(m_precision, 1);
    layout->addWidget(m_tableTwin);
    connect(m_classes, &QComboBox::activated, this, &FiguresCurvesView::request);
    connect(m_kind, &SegmentedButtons::selected, this, &FiguresCurvesView::drawCurve);
    connect(m_tableTwin, &QPushButton::toggled, this, &FiguresCurvesView::setTableShown);
    return row;
}

QWidget* FiguresCurvesView::createPictures()
{
    m_pictures = new QStackedWidget(this);
    m_plot = new RatePlot(m_pictures);
    m_plot->setObjectName(QStringLiteral("curvePlot"));
    m_table = new RateTableModel(this);
    auto* table = new QTableView(m_pictures);
    table->setObjectName(QStringLiteral("curveTable"));
    table->setAccessibleName(tr("Curve as a table"));
    table->setModel(m_table);
    setTableLook(*table);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_pictures->addWidget(m_plot);
    m_pictures->addWidget(table);
    return m_pictures;
}

QWidget* FiguresCurvesView::createThreshold()
{
    auto* box = new QWidget(this);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(measure::kControlGap);
    m_slider = new QSlider(Qt::Horizontal, box);
    m_slider->setObjectName(QStringLiteral("curveThreshold"));
    m_slider->setAccessibleName(tr("Threshold"));
    m_slider->setToolTip(tr("From which probability on an image is given this class"));
    m_slider->setRange(0, kThresholds);
    m_slider->setValue(kThresholds / 2);
    m_slider->setPageStep(kThresholds / 20);
    m_figures = makeLabel({}, {}, box);
    m_figures->setObjectName(QStringLiteral("thresholdFigures"));
    m_figures->setWordWrap(true);
    auto* actions = new QHBoxLayout;
    m_best = makeButton(QStringLiteral("bestThresholdButton"), tr("Go to the best F1"), {}, {}, box);
    m_wrong = makeButton(QStringLiteral("wrongAboveButton"), tr("Show wrong ones above"), {}, {}, box);
    m_wrong->setToolTip(tr("The images of other classes whose probability of this class reaches the threshold"));
    actions->addWidget(m_best);
    actions->addWidget(m_wrong);
    actions->addStretch(1);
    layout->addWidget(m_slider);
    layout->addWidget(m_figures);
    layout->addLayout(actions);
    connect(m_slider, &QSlider::valueChanged, this, &FiguresCurvesView::showThreshold);
    connect(m_wrong, &QPushButton::clicked, this, &FiguresCurvesView::showWrongImages);
    connect(m_best, &QPushButton::clicked, this, [this] {
        if (m_curve != nullptr && m_curve->best) { // down, so that the best threshold itself is reached
            m_slider->setValue(static_cast<int>(std::floor(m_curve->best->threshold * kThresholds)));
        }
    });
    return box;
}

void FiguresCurvesView::showPredictions(std::shared_ptr<const PredictionTable> predictions,
                                        const QStringList& classNames)
{
    const int chosen = std::max(m_classes->currentIndex(), 0);
    m_predictions = std::move(predictions);
    m_curve.reset();
    m_classes->clear();
    m_classes->addItems(classNames);
    m_classes->setCurrentIndex(std::min(chosen, static_cast<int>(classNames.size()) - 1));
    drawCurve();
    if (isVisible()) {
        request();
    }
}

void FiguresCurvesView::request()
{
    if (m_predictions != nullptr && m_classes->currentIndex() >= 0) {
        emit curveRequested(m_classes->currentIndex());
    }
}

void FiguresCurvesView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_curve == nullptr) {
        request();
    }
}

void FiguresCurvesView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_T && event->modifiers() == Qt::NoModifier) {
        m_tableTwin->toggle();
        return;
    }
    QWidget::keyPressEvent(event);
}

void FiguresCurvesView::setTableShown(bool isShown)
{
    m_pictures->setCurrentIndex(isShown ? 1 : 0);
}

void FiguresCurvesView::showCurve(std::shared_ptr<const ClassCurve> curve)
{
    m_curve = std::move(curve);
    drawCurve();
}

void FiguresCurvesView::drawCurve()
{
    const bool isRoc = m_kind->current() == 1;
    const bool hasCurve = m_curve != nullptr && !m_curve->curve.steps.empty();
    RateContent content;
    content.xTitle = isRoc ? tr("False positive rate, %") : tr("Recall, %");
    content.yTitle = isRoc ? tr("Recall, %") : tr("Precision, %");
    content.name = tr("%1 over %2").arg(content.yTitle, content.xTitle);
    content.showsDiagonal = isRoc;
    std::vector<RatePoint> points;
    if (hasCurve) {
        points = isRoc ? m_curve->roc : m_curve->precisionRecall;
        content.points = drawnPoints(points);
        if (m_curve->best) {
            content.best = placeOf(*m_curve->best, isRoc);
        }
    }
    m_plot->setContent(content);
    m_table->setPoints(std::move(points), content.xTitle, content.yTitle);
    m_precision->setText(
        hasCurve && m_curve->averagePrecision
            ? tr("Average precision %1 %")
                  .arg(withInterval(m_curve->averagePrecision->estimate, m_curve->averagePrecision->interval, 1))
            : QString());
    showThreshold();
}

double FiguresCurvesView::threshold() const
{
    return static_cast<double>(m_slider->value()) / kThresholds;
}

void FiguresCurvesView::showThreshold()
{
    const bool hasCurve = m_curve != nullptr && !m_curve->curve.steps.empty();
    for (QWidget* each : {static_cast<QWidget*>(m_slider), static_cast<QWidget*>(m_wrong)}) {
        each->setEnabled(hasCurve);
    }
    m_best->setEnabled(hasCurve && m_curve->best);
    if (!hasCurve) {
        const bool isImpossible = m_predictions != nullptr && m_predictions->probabilities.empty();
        m_figures->setText(isImpossible ? tr("This run kept no probabilities of its many classes, so it has no curves.")
                                        : tr("Computing the curve…"));
        return;
    }
    const ThresholdFigures figures = figuresAt(m_curve->curve, threshold());
    RateContent content = m_plot->content();
    content.chosen = placeOf(figures, m_kind->current() == 1);
    m_plot->setContent(content);
    m_figures->setText(thresholdText(figures));
}

void FiguresCurvesView::showWrongImages()
{
    const auto width = static_cast<std::size_t>(m_predictions->classCount);
    const auto label = static_cast<std::size_t>(m_curve->label);
    std::vector<std::size_t> places;
    for (std::size_t image = 0; image < m_predictions->count(); ++image) {
        const auto probability = static_cast<double>(m_predictions->probabilities[image * width + label]);
        if (m_predictions->labels[image] != m_curve->label && probability >= threshold()) {
            places.push_back(image);
        }
    }
    emit imagesRequested(tr("Not %1, but %2 or more").arg(m_classes->currentText(), formatPercent(threshold(), 1)),
                         places);
}

} // namespace saccade
