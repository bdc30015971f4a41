// What the page says: kept apart from what it does.
#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <cmath>
#include <utility>

#include "engine/training/schedule.h"
#include "ui/forms/network_facts.h"
#include "ui/forms/settings_form.h"
#include "ui/models/time_text.h"
#include "ui/models/train_checks.h"
#include "ui/pages/probe_strip.h"
#include "ui/pages/train_curves.h"
#include "ui/pages/train_page.h"
#include "ui/pages/train_readout.h"
#include "ui/text/error_text.h"
#include "ui/text/field_text.h"
#include "ui/text/format.h"

namespace saccade {

namespace {

/// "7:12 min" as value and unit.
BandFigure splitFigure(const QString& caption, const QString& text)
{
    const qsizetype gap = text.lastIndexOf(QLatin1Char(' '));
    return gap < 0 ? BandFigure{caption, text, {}} : BandFigure{caption, text.left(gap), text.mid(gap + 1)};
}

/// Whole seconds: a clock that runs shows no milliseconds.
BandFigure durationFigure(const QString& caption, const std::optional<double>& seconds)
{
    if (!seconds) {
        return {caption, {}, {}};
    }
    return splitFigure(caption, *seconds < 1 ? TrainPage::tr("0 s") : formatDuration(std::floor(*seconds)));
}

} // namespace

void TrainPage::showAll()
{
    const TrainState state = workbench().train.state();
    const bool canStart = state == TrainState::Idle && m_plan.has_value() && !workbench().loader.computeEngineProblem();
    m_startAction->setEnabled(canStart);
    m_startButton->setEnabled(canStart);
    m_stopAction->setEnabled(state == TrainState::Running);
    m_stopButton->setEnabled(state == TrainState::Running);
    showSubject();
    showStart();
    showRun();
}

void TrainPage::showRun()
{
    const TrainState state = workbench().train.state();
    if (state != TrainState::Idle) {
        m_usedSeconds = static_cast<double>(m_sinceStart.elapsed()) / 1000;
    }
    if (const std::optional<ProbePoint> probes = std::exchange(m_latestProbes, {})) {
        m_probes->setPrediction(*probes);
    }
    if (std::exchange(m_hasNewPoints, false)) {
        m_curves->refresh();
    }
    showState();
    if (state != TrainState::Idle || m_report) {
        showFigures();
    } else {
        showFiguresBefore();
    }
    showReadout();
}

void TrainPage::showSubject()
{
    if (!hasData()) {
        setSubject({}, {});
        return;
    }
    const auto count = [this](Part part) {
        return formatCount(static_cast<std::int64_t>(m_dataSet.indicesOf(part).size()));
    };
    const std::string& network = isRunning() ? workbench().train.plan().settings.network : m_form->settings().network;
    setSubject(tr("%1 on %2").arg(choiceLabel("network", network), displayName(m_dataSet.name)),
               tr("%1 training and %2 validation images").arg(count(Part::Training), count(Part::Validation)));
}

void TrainPage::showState()
{
    m_band->setWayOut({});
    if (!hasData() && !isRunning()) {
        m_band->setState(tr("Open a data set first"));
        m_band->setWayOut(tr("Go to Data"));
        return;
    }
    if (workbench().train.state() == TrainState::Stopping) {
        m_band->setState(tr("Stopping…"));
        return;
    }
    if (!isRunning()) {
        if (!m_report) {
            m_band->setState(m_plan ? tr("Ready to start") : tr("Not ready"));
            return;
        }
        switch (m_report->reason) {
        case EndReason::Completed: m_band->setState(tr("Finished")); return;
        case EndReason::Stopped: m_band->setState(tr("Stopped, best kept")); return;
        case EndReason::Diverged: m_band->setState(tr("Diverged, best kept")); return;
        case EndReason::Failed: m_band->setState(tr("Failed")); return;
        case EndReason::EarlyStopped: m_band->setState(tr("Ended early, best kept")); return;
        }
    }
    const double epochs = m_data.plannedEpochs();
    const double done = m_data.now(CurveAxis::Epoch);
    switch (m_phase) {
    case TrainPhase::Preparing:
        m_band->setState(workbench().loader.computeEngine() == nullptr && m_data.isEmpty() ? tr("LibTorch is loading…")
                                                                                           : tr("Preparing…"));
        return;
    case TrainPhase::SelfTest: m_band->setState(tr("Checking arithmetic…")); return;
    case TrainPhase::TimingPrecision: m_band->setState(tr("Timing precisions…")); return;
    case TrainPhase::Testing: m_band->setState(tr("Testing…")); return;
    case TrainPhase::Training:
    case TrainPhase::Validating: break;
    }
    m_band->setState(tr("Epoch %1").arg(formatNumber(done, epochs < 10 ? 1 : 0)),
                     tr("of %1").arg(formatEpochs(epochs)));
}

void TrainPage::showFiguresBefore()
{
    m_band->setProgress(0);
    m_form->setNow({});
    if (!hasData()) {
        m_band->setFigures({});
        return;
    }
    const TrainSettings& settings = m_form->settings();
    const std::size_t images = m_dataSet.indicesOf(Part::Training).size();
    std::vector<BandFigure> figures{{tr("Training images"), formatCount(static_cast<std::int64_t>(images)), {}},
                                    {tr("Steps"), formatCount(totalSteps(settings, images)),
                                     tr("in %1 epochs").arg(formatEpochs(settings.epochs))}};
    if (m_plan) {
        if (const Result<GraphSummary> summary = summarise(m_plan->network)) {
            figures.push_back({tr("Parameters"), formatCount(summary->parameterCount), {}});
            figures.push_back(splitFigure(tr("Memory needed"), formatBytes(trainingMemory(*summary, settings))));
        }
    }
    m_band->setFigures(figures);
}

void TrainPage::showFigures()
{
    std::vector<BandFigure> figures;
    const std::optional<double> speed = m_progress.imagesPerSecond();
    figures.push_back(
        {tr("Speed"), speed ? formatCount(std::llround(*speed)) : QString(), speed ? tr("images/s") : QString()});
    if (isRunning()) {
        figures.push_back(durationFigure(tr("Time left"), m_progress.secondsLeft()));
    }
    figures.push_back(durationFigure(tr("Time used"), m_usedSeconds));
    BandFigure best{tr("Best validation"), {}, {}};
    if (const auto index = m_data.best(CurveQuantity::Accuracy)) {
        const EpochPoint& point = m_data.epochs()[*index];
        best.value = formatNumber(*point.validationAccuracy * 100, 2);
        best.unit = tr("% at epoch %1").arg(formatEpochs(point.epoch));
    }
    figures.push_back(best);
    if (const std::optional<BandFigure> flat = flatFigure()) {
        figures.push_back(*flat);
    }
    if (m_report && m_report->testAccuracy) {
        figures.push_back({tr("Test accuracy"), formatNumber(*m_report->testAccuracy * 100, 2), tr("%")});
    }
    m_band->setFigures(figures);
    const bool isComplete = m_report && m_report->reason == EndReason::Completed;
    m_band->setProgress(isComplete ? 1 : m_progress.share());
    if (isRunning() && !m_data.isEmpty()) {
        m_form->setNow(m_data.now(CurveAxis::Epoch));
    }
}

/// How near the run is to ending early.
std::optional<BandFigure> TrainPage::flatFigure() const
{
    const TrainSettings& settings = workbench().train.plan().settings;
    const auto best = m_data.best(CurveQuantity::Accuracy);
    if (settings.patience == 0 || !best || (m_report && m_report->testAccuracy)) {
        return {};
    }
    const auto since = static_cast<std::int64_t>(m_data.epochs().size() - 1 - *best);
    // An epoch is a validation's distance in most runs, and the word that people know.
    const QString of = settings.validateEvery == 1 ? tr("of %n epoch(s)", nullptr, settings.patience)
                                                   : tr("of %n validation(s)", nullptr, settings.patience);
    return BandFigure{tr("Without improvement"), formatCount(since), of};
}

void TrainPage::showReadout()
{
    const CurvePlot& plot = m_curves->plot();
    m_readout->setCanOpen(!isRunning() && m_report && m_report->reason != EndReason::Failed);
    if (plot.cursor() && *plot.cursor() < m_data.stopCount()) {
        m_readout->showReading(m_data.reading(*plot.cursor()), *plot.cursor() + 1 == m_data.stopCount(), isRunning());
        const bool isMeasured = m_report && m_report->shares;
        m_readout->setTimeShares(isMeasured ? *m_report->shares : sharesUntil(m_data.epochs()),
                                 workbench().train.plan().settings);
        m_readout->setHint(tr("Arrow keys move the line. Enter or a double click opens the epoch in Evaluate."));
        return;
    }
    std::optional<GraphSummary> summary;
    if (m_plan) {
        if (const Result<GraphSummary> made = summarise(m_plan->network)) {
            summary = *made;
        }
    }
    m_readout->showChecks(trainChecks(m_form->settings(), m_dataSet, summary, device()));
    m_readout->setHint(m_plan && !isRunning() ? tr("Ctrl+Enter starts the run.") : QString());
}

void TrainPage::showProblem(const std::optional<Error>& problem)
{
    m_problemLabel->setText(problem ? errorText(*problem) : QString());
    m_problemRow->setVisible(problem.has_value());
}

} // namespace saccade
