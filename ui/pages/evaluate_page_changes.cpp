// What a person changes of the run's images, and what becomes of it.
#include <algorithm>

#include "engine/runs/changed_score.h"
#include "ui/models/image_changes_model.h"
#include "ui/pages/evaluate_changes_bar.h"
#include "ui/pages/evaluate_gallery_pane.h"
#include "ui/pages/evaluate_page.h"
#include "ui/text/error_text.h"
#include "ui/text/format.h"
#include "ui/widgets/elided_label.h"

namespace saccade {

void EvaluatePage::connectChanges()
{
    EvaluateChangesBar& bar = m_gallery->changesBar();
    connect(m_changes, &ImageChangesModel::changesEdited, &workbench().data, &DataSession::setChanges);
    connect(&workbench().data, &DataSession::changesNotKept, this,
            [this](const Error& error) { m_details->setText(errorText(error)); });
    connect(&bar, &EvaluateChangesBar::continueRequested, this, &EvaluatePage::continueTraining);
    connect(&bar, &EvaluateChangesBar::imageRequested, this, &EvaluatePage::showImage);
    connect(&workbench().train, &TrainSession::stateChanged, this, &EvaluatePage::showTrainState);
    showTrainState();
}

QList<QAction*> EvaluatePage::menuActions() const
{
    return m_gallery->changesBar().menuActions();
}

/// A change keeps the pictures: only what is said of them is another.
void EvaluatePage::showDataSet()
{
    const DataSet& dataSet = workbench().data.dataSet();
    if (hasImagesOfRun() && m_shownPixels == dataSet.pixels) {
        m_gallery->setDataSet(dataSet);
        showChanges();
        return;
    }
    showImages();
}

void EvaluatePage::showChanges()
{
    const Evaluation& evaluation = workbench().evaluate.evaluation();
    const bool hasImages = hasImagesOfRun();
    const DataSet dataSet = hasImages ? workbench().data.dataSet() : DataSet();
    m_changes->setDataSet(dataSet);
    m_changes->setKnown(hasImages ? evaluation.run->plan.data.changes : DataChanges());
    if (hasImages && evaluation.predictions != nullptr) {
        m_gallery->changesBar().setScore(scoreWithChanges(*evaluation.predictions, dataSet, evaluation.part),
                                         evaluation.part);
    }
}

void EvaluatePage::showTrainState()
{
    const bool isTraining = workbench().train.state() != TrainState::Idle;
    const bool isTrial = workbench().evaluate.evaluation().trial != nullptr;
    m_gallery->changesBar().setObstacle(isTrial      ? tr("A model file is no run to continue from. Open its run.")
                                        : isTraining ? tr("A training is running; it can continue from here when that "
                                                          "one has ended.")
                                                     : QString());
}

void EvaluatePage::continueTraining()
{
    if (workbench().train.state() == TrainState::Idle) {
        workbench().train.readStartPoint(workbench().evaluate.evaluation().run->path);
        emit pageRequested(PageId::Train);
    }
}

void EvaluatePage::showImage(int image)
{
    const Evaluation& evaluation = workbench().evaluate.evaluation();
    const std::vector<std::int32_t>& indices = evaluation.predictions->indices;
    const auto found = std::find(indices.begin(), indices.end(), image);
    if (found == indices.end()) {
        m_details->setText(tr("This image is in another part of the data set."));
        return;
    }
    const Sample& sample = (*workbench().data.dataSet().samples)[static_cast<std::size_t>(image)];
    showImagesAt(displayName(sample.name), {static_cast<std::size_t>(found - indices.begin())});
}

} // namespace saccade
