// Looking at the images again: with other views, or at another epoch.
#include <QProgressBar>
#include <QPushButton>

#include "engine/session/model_trial.h"
#include "ui/pages/evaluate_empty_state.h"
#include "ui/pages/evaluate_page.h"
#include "ui/text/format.h"
#include "ui/widgets/chooser.h"
#include "ui/widgets/elided_label.h"

namespace saccade {

/// Looking again needs the images and the engine; until both are there the box says so.
void EvaluatePage::showViews()
{
    const Evaluation& evaluation = workbench().evaluate.evaluation();
    const bool canLook = hasImagesOfRun() && workbench().loader.computeEngine() != nullptr;
    const RunFolder& run = *evaluation.run;
    const bool hasWeights = evaluation.trial || (run.report && evaluation.step == run.report->bestStep) ||
                            (!run.epochs.empty() && evaluation.step == run.epochs.back().step);
    m_views->setCurrentIndex(static_cast<int>(evaluation.views));
    m_views->setEnabled(canLook && hasWeights);
    m_views->setToolTip(!hasWeights ? tr("The weights of this epoch were not kept, only its answers.")
                        : canLook   ? tr("Looks at each image several times, mirrored or shifted by a pixel, and "
                                           "averages what the network says.")
                                    : tr("Open the images of this run to look at them again."));
}

void EvaluatePage::lookAgain()
{
    const ComputeEngine* engine = workbench().loader.computeEngine();
    if (engine == nullptr || !hasImagesOfRun()) {
        return;
    }
    sayLooking();
    workbench().evaluate.lookAgain(static_cast<EvaluationViews>(m_views->currentIndex()), *engine,
                                   workbench().data.dataSet());
}

void EvaluatePage::sayLooking()
{
    m_keepsShown = true;
    m_headline->setText(tr("Looking at the images again…"));
    m_details->setText({});
    m_lookBar->setValue(0);
    setLooking(true);
}

void EvaluatePage::setLooking(bool isLooking)
{
    m_lookBar->setVisible(isLooking);
    m_stopLooking->setVisible(isLooking);
}

void EvaluatePage::showLookProgress(double share, double secondsLeft)
{
    m_empty->setProgress(share, secondsLeft);
    if (m_keepsShown) {
        m_lookBar->setValue(static_cast<int>(share * m_lookBar->maximum()));
        m_details->setText(secondsLeft >= 0 ? tr("%1 left").arg(formatDuration(secondsLeft)) : QString());
    }
}

/// Answers of validation lie in the run's folder; the test images have to be looked at by the checkpoint.
QString EvaluatePage::whyEpochIsLocked() const
{
    const bool canLook = hasImagesOfRun() && workbench().loader.computeEngine() != nullptr;
    return workbench().evaluate.evaluation().part == Part::Test && !canLook
               ? tr("Open the images of this run to look at the test set with its other checkpoint.")
               : QString();
}

void EvaluatePage::showStep(std::int64_t step)
{
    const Evaluation& evaluation = workbench().evaluate.evaluation();
    const ComputeEngine* engine = workbench().loader.computeEngine();
    m_keepsShown = true;
    if (evaluation.part != Part::Test) {
        workbench().evaluate.showStep(step);
    } else if (engine != nullptr) {
        sayLooking();
        workbench().evaluate.openCheckpoint(step, *engine, workbench().data.dataSet());
    }
}

} // namespace saccade
