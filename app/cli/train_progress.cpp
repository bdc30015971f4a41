#include "app/cli/train_progress.h"

#include <cmath>

#include "app/cli/cli_text.h"
#include "app/cli/number_text.h"
#include "app/cli/time_text.h"
#include "engine/training/schedule.h"

namespace saccade {

namespace {

const char* phaseText(TrainPhase phase)
{
    switch (phase) {
    case TrainPhase::Preparing: return "preparing";
    case TrainPhase::SelfTest: return "testing the arithmetic";
    case TrainPhase::TimingPrecision: return "timing fp32 and bf16";
    case TrainPhase::Training: return "training";
    case TrainPhase::Validating: return "validating";
    case TrainPhase::Testing: return "testing";
    }
    return "";
}

/// 1 and not 1.0 where the epoch is whole.
Json epochNumber(double epoch)
{
    return epoch == std::floor(epoch) ? Json(static_cast<std::int64_t>(epoch)) : Json(epoch);
}

std::string percentText(const std::optional<double>& share)
{
    return share ? fixedText(100 * *share, 1) + " %" : "-";
}

std::string optionalText(const std::optional<double>& value, int decimals)
{
    return value ? fixedText(*value, decimals) : "-";
}

} // namespace

TrainProgress::TrainProgress(Output& output, const RunRecorder& recorder, std::size_t trainingImages)
    : m_output(output), m_recorder(recorder), m_trainingImages(trainingImages)
{}

void TrainProgress::phaseChanged(TrainPhase phase)
{
    if (phase != TrainPhase::Training) {
        m_output.progress(phaseText(phase));
    }
}

void TrainProgress::planResolved(const TrainPlan& plan)
{
    m_batchSize = plan.settings.batchSize;
    m_steps = totalSteps(plan.settings, m_trainingImages);
    m_epochs = plan.settings.epochs;
    TrainSettings settings = plan.settings;
    std::string text = plan.settings.network + " on " + plan.settings.device;
    for (Field& field : fields(settings)) {
        const std::string& name = field.info.name;
        if (name == "precision" || name == "replicas" || name == "batchSize" || name == "epochs") {
            text += ", " + name + " " + fieldText(field.get());
        }
    }
    m_output.note(text);
}

void TrainProgress::tellProblem()
{
    const std::optional<Error> problem = m_recorder.problem();
    if (problem && problem != m_problem) {
        m_output.note("The run is not recorded completely, training goes on. " + errorSentence(*problem));
    }
    m_problem = problem;
}

void TrainProgress::batchDone(const BatchPoint& point)
{
    tellProblem();
    if (point.seconds <= 0 || point.step <= 0) {
        return;
    }
    const auto step = static_cast<double>(point.step);
    const double left = point.seconds / step * static_cast<double>(m_steps - point.step);
    m_output.progress("epoch " + fixedText(point.epoch, 2) + " of " + fixedText(m_epochs, 2) + "  loss " +
                      fixedText(point.loss, 3) + "  accuracy " + percentText(point.accuracy) + "  " +
                      fixedText(step * m_batchSize / point.seconds, 0) + " images/s  " + durationText(left) + " left");
}

void TrainProgress::epochDone(const EpochPoint& point)
{
    m_output.event({{"event", "epoch"},
                    {"epoch", epochNumber(point.epoch)},
                    {"train_loss", point.trainLoss},
                    {"validation_accuracy", point.validationAccuracy ? Json(*point.validationAccuracy) : Json()},
                    {"images_per_second", point.imagesPerSecond},
                    {"time", timeJson(point.shares)}});
    if (!m_hasHeader) {
        m_output.line(padded("epoch", -8) + padded("loss", -10) + padded("accuracy", -11) + padded("val. loss", -11) +
                      padded("val. accuracy", -15) + padded("images/s", -10));
        m_hasHeader = true;
    }
    m_output.line(padded(fixedText(point.epoch, 2), -8) + padded(fixedText(point.trainLoss, 4), -10) +
                  padded(percentText(point.trainAccuracy), -11) + padded(optionalText(point.validationLoss, 4), -11) +
                  padded(percentText(point.validationAccuracy), -15) +
                  padded(fixedText(point.imagesPerSecond, 0), -10) + (point.isBest ? "  best" : ""));
}

void TrainProgress::snapshotTaken(const Snapshot&) {}

void TrainProgress::probesDone(const ProbePoint&) {}

} // namespace saccade
