#include "ui/pages/figures_maps_view.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

#include "engine/session/class_maps_session.h"
#include "engine/session/model_trial.h"
#include "ui/models/class_maps_model.h"
#include "ui/text/error_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/image_grid.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/segmented_buttons.h"

namespace saccade {

namespace {

constexpr int kPictureSide = 96;
const QString kMethodKey = QStringLiteral("evaluate/mapMethod");

} // namespace

FiguresMapsView::FiguresMapsView(Workbench& workbench, QWidget* parent)
    : QWidget(parent),
      m_workbench(workbench),
      m_session(new ClassMapsSession(this)),
      m_model(new ClassMapsModel(ImageGrid::CaptionRole, ImageGrid::NoteRole, ImageGrid::EmphasisRole, this))
{
    createControls();
    layOut();
    connectControls();
}

void FiguresMapsView::createControls()
{
    m_class = new QComboBox(this);
    m_class->setObjectName(QStringLiteral("mapsClass"));
    m_class->setAccessibleName(tr("Class that the heat maps are for"));
    m_class->setToolTip(tr("The images of this class, and what in them speaks for it"));
    m_method = new QComboBox(this);
    m_method->setObjectName(QStringLiteral("mapsMethod"));
    m_method->setAccessibleName(tr("Method of the heat map"));
    m_method->addItems({QStringLiteral("Grad-CAM"), QStringLiteral("LayerCAM")});
    m_method->setCurrentIndex(std::clamp(m_workbench.preferences.value(kMethodKey, 0).toInt(), 0, 1));
    m_which = new SegmentedButtons(tr("Which answers"), {tr("All"), tr("Right"), tr("Wrong")}, this);
    m_which->setObjectName(QStringLiteral("mapsWhich"));
    m_state = makeLabel({}, QStringLiteral("2"), this);
    m_state->setObjectName(QStringLiteral("mapsState"));
    m_state->setWordWrap(true);
    m_grid = new ImageGrid(this);
    m_grid->setObjectName(QStringLiteral("mapsGrid"));
    m_grid->setAccessibleName(tr("Images of the class with its heat map"));
    m_grid->setPictureSide(kPictureSide);
    m_grid->setNotePlace(ImageGrid::NotePlace::Below);
    m_grid->setModel(m_model);
}

void FiguresMapsView::layOut()
{
    auto* controls = new QHBoxLayout;
    controls->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, measure::kControlGap);
    controls->setSpacing(measure::kControlGap);
    controls->addWidget(m_class);
    controls->addWidget(m_method);
    controls->addWidget(m_which);
    controls->addWidget(m_state, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(controls);
    layout->addWidget(m_grid, 1);
}

void FiguresMapsView::connectControls()
{
    connect(m_class, &QComboBox::currentIndexChanged, this, &FiguresMapsView::restart);
    connect(m_method, &QComboBox::currentIndexChanged, this, [this](int method) {
        m_workbench.preferences.setValue(kMethodKey, method);
        restart();
    });
    connect(m_which, &SegmentedButtons::selected, this, &FiguresMapsView::restart);
    connect(m_grid, &ImageGrid::currentChanged, this, &FiguresMapsView::requestRow);
    connect(m_grid, &ImageGrid::activated, this, &FiguresMapsView::requestRow);
    connect(m_session, &ClassMapsSession::mapped, this, [this](int row, const HeatMap& map) {
        m_model->setMap(row, map);
        showState();
    });
    connect(m_session, &ClassMapsSession::finished, this, &FiguresMapsView::showState);
    connect(m_session, &ClassMapsSession::failed, this, [this](const Error& error) { showProblem(errorText(error)); });
    connect(&m_workbench.loader, &EngineLoader::computeEngineReady, this, &FiguresMapsView::restart);
}

void FiguresMapsView::showEvaluation(const Evaluation& evaluation, const QStringList& classNames)
{
    m_evaluation = evaluation;
    m_classNames = classNames;
    fillClasses();
    restart();
}

/// The chosen class stays when it is still there.
void FiguresMapsView::fillClasses()
{
    const QSignalBlocker quiet(m_class);
    const int chosen = m_class->currentIndex();
    m_class->clear();
    m_class->addItems(m_classNames);
    m_class->setCurrentIndex(std::clamp(chosen, 0, std::max(m_class->count() - 1, 0)));
}

QString FiguresMapsView::obstacle() const
{
    if (m_evaluation.run == nullptr) {
        return tr("Open a run to see where it looks.");
    }
    if (m_workbench.data.dataSet().id != m_evaluation.run->plan.data.id) {
        return tr("Open the images of this run to see where it looks.");
    }
    if (m_workbench.loader.computeEngineProblem()) {
        return errorText(*m_workbench.loader.computeEngineProblem());
    }
    return m_workbench.loader.computeEngine() == nullptr ? tr("The engine is starting…") : QString();
}

void FiguresMapsView::restart()
{
    m_session->cancel();
    m_isStale = true;
    if (isVisible()) {
        begin();
    }
}

void FiguresMapsView::begin()
{
    m_isStale = false;
    const QString problem = obstacle();
    const bool canLook = problem.isEmpty();
    m_model->setImages(m_evaluation.predictions, canLook ? m_workbench.data.dataSet() : DataSet(), m_classNames,
                       m_class->currentIndex(), static_cast<AnswersShown>(m_which->current()));
    m_grid->setEmptyText(canLook ? tr("No image of this class was answered so.") : problem);
    if (canLook && m_model->rowCount() > 0) {
        ClassMapsRequest request{m_evaluation.run,
                                 m_evaluation.step,
                                 m_evaluation.trial ? m_evaluation.trial->model.tensors : nullptr,
                                 m_workbench.data.dataSet(),
                                 m_model->images(),
                                 m_class->currentIndex(),
                                 static_cast<HeatMapMethod>(m_method->currentIndex())};
        m_session->compute(request, *m_workbench.loader.computeEngine());
    }
    showState();
}

void FiguresMapsView::showState()
{
    setTone(m_state, QStringLiteral("2"));
    if (m_model->rowCount() == 0) {
        m_state->clear();
    } else if (m_session->isBusy()) {
        m_state->setText(tr("Looking: %1 of %Ln image(s)", nullptr, m_model->rowCount()).arg(m_model->mapped()));
    } else {
        m_state->setText(tr("The %Ln most confident image(s)", nullptr, m_model->rowCount()));
    }
}

void FiguresMapsView::showProblem(const QString& text)
{
    m_state->setText(text);
    setTone(m_state, QStringLiteral("warning"));
}

void FiguresMapsView::requestRow(int row)
{
    if (row >= 0 && row < m_model->rowCount()) {
        emit imagesRequested(m_model->index(row, 0).data().toString(), {m_model->place(row)});
    }
}

void FiguresMapsView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_isStale) {
        begin();
    }
}

void FiguresMapsView::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_isStale = m_isStale || m_session->isBusy();
    m_session->cancel();
}

} // namespace saccade
