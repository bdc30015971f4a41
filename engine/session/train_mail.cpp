#include "engine/session/train_mail.h"

#include <cmath>
#include <limits>

namespace saccade {

namespace {

constexpr std::size_t kMergeWidth = 4;

double lossForOrder(const BatchPoint& point)
{
    return std::isnan(point.loss) ? std::numeric_limits<double>::infinity() : point.loss;
}

} // namespace

bool TrainMail::accepts(RunId sender)
{
    if (sender < run) {
        return false;
    }
    if (sender > run) {
        *this = TrainMail{};
        run = sender;
    }
    return !end.has_value();
}

void TrainMail::addBatch(const BatchPoint& point)
{
    if (update.batches.size() >= kMostPendingBatches) {
        mergeBatches(update.batches);
    }
    update.batches.push_back(point);
}

void mergeBatches(std::vector<BatchPoint>& points)
{
    if (points.size() <= kMergeWidth) {
        return;
    }
    std::vector<BatchPoint> merged;
    merged.reserve(points.size() / 2 + kMergeWidth);
    const std::size_t last = points.size() - 1;
    for (std::size_t first = 0; first < last; first += kMergeWidth) {
        const std::size_t end = std::min(first + kMergeWidth, last);
        std::size_t least = first;
        std::size_t greatest = first;
        for (std::size_t i = first + 1; i < end; ++i) {
            least = lossForOrder(points[i]) < lossForOrder(points[least]) ? i : least;
            greatest = lossForOrder(points[i]) > lossForOrder(points[greatest]) ? i : greatest;
        }
        merged.push_back(points[std::min(least, greatest)]);
        if (least != greatest) {
            merged.push_back(points[std::max(least, greatest)]);
        }
    }
    merged.push_back(points[last]);
    points.swap(merged);
}

void TrainMailWriter::write(const std::function<void(TrainMail&)>& change)
{
    m_put([&](TrainMail& mail) {
        if (mail.accepts(m_run)) {
            change(mail);
        }
    });
}

void TrainMailWriter::phaseChanged(TrainPhase phase)
{
    write([&](TrainMail& mail) { mail.update.phase = phase; });
}

void TrainMailWriter::planResolved(const TrainPlan& plan)
{
    write([&](TrainMail& mail) { mail.update.resolvedPlan = plan; });
}

void TrainMailWriter::batchDone(const BatchPoint& point)
{
    write([&](TrainMail& mail) { mail.addBatch(point); });
}

void TrainMailWriter::epochDone(const EpochPoint& point)
{
    write([&](TrainMail& mail) { mail.update.epochs.push_back(point); });
}

void TrainMailWriter::snapshotTaken(const Snapshot& snapshot)
{
    write([&](TrainMail& mail) { mail.update.snapshot = snapshot; });
}

void TrainMailWriter::probesDone(const ProbePoint& point)
{
    write([&](TrainMail& mail) { mail.update.probes = point; });
}

void TrainMailWriter::runFolderMade(const std::filesystem::path& folder)
{
    write([&](TrainMail& mail) { mail.runFolder = folder; });
}

void TrainMailWriter::recordFailed(const Error& error)
{
    write([&](TrainMail& mail) { mail.update.recordProblem = error; });
}

void TrainMailWriter::runEnded(const RunReport& report)
{
    write([&](TrainMail& mail) { mail.end = report; });
}

} // namespace saccade
