#include "engine/metrics/label_suspects.h"

#include <cmath>

namespace saccade {

namespace {

double probabilityOf(float value)
{
    return value > 0 ? std::min(static_cast<double>(value), 1.0) : 0.0;
}

double probabilityOfLoss(float loss)
{
    // A loss near 0 may have been rounded below it.
    return loss == loss ? std::exp(-std::max(static_cast<double>(loss), 0.0)) : 0.0;
}

/// The mean of what is added for each class.
class ClassMeans
{
public:
    explicit ClassMeans(int classCount) : m_sums(static_cast<std::size_t>(std::max(classCount, 0))), m_counts(m_sums) {}

    void add(std::int32_t label, double value)
    {
        m_sums[static_cast<std::size_t>(label)] += value;
        m_counts[static_cast<std::size_t>(label)] += 1;
    }
    [[nodiscard]] std::vector<double> means(double ofNone) const
    {
        std::vector<double> means(m_sums.size(), ofNone);
        for (std::size_t i = 0; i < means.size(); ++i) {
            means[i] = m_counts[i] > 0 ? m_sums[i] / m_counts[i] : ofNone;
        }
        return means;
    }

private:
    std::vector<double> m_sums;
    std::vector<double> m_counts;
};

void finish(LabelSuspect& suspect, const LearningHistory& history)
{
    double shareWrong = 1;
    if (suspect.image < history.images.size() && history.validations > 0) {
        const ImageHistory& image = history.images[suspect.image];
        suspect.isNeverLearned = image.isNeverLearned();
        shareWrong -= static_cast<double>(image.timesRight) / static_cast<double>(history.validations);
    }
    suspect.score = (1 + suspect.otherProbability - suspect.labelProbability) / 2 * shareWrong;
}

void sortByScore(std::vector<LabelSuspect>& suspects)
{
    std::stable_sort(suspects.begin(), suspects.end(),
                     [](const LabelSuspect& a, const LabelSuspect& b) { return a.score > b.score; });
}

/// The most probable class among those that reach their thresholds; -1 when none does.
std::int32_t confidentClass(std::span<const float> row, const std::vector<double>& thresholds)
{
    std::int32_t found = -1;
    double best = 0;
    for (std::size_t label = 0; label < row.size(); ++label) {
        const double probability = probabilityOf(row[label]);
        if (probability > best && probability >= thresholds[label]) {
            best = probability;
            found = static_cast<std::int32_t>(label);
        }
    }
    return found;
}

} // namespace

std::vector<double> confidentThresholds(const ScoreTable& probabilities)
{
    ClassMeans means(probabilities.classCount);
    for (std::size_t image = 0; image < probabilities.count(); ++image) {
        if (probabilities.hasTruth(image)) {
            const std::int32_t label = probabilities.truth[image];
            means.add(label, probabilityOf(probabilities.row(image)[static_cast<std::size_t>(label)]));
        }
    }
    return means.means(1);
}

std::vector<LabelSuspect> findLabelSuspects(const ScoreTable& probabilities, const LearningHistory& history)
{
    const std::vector<double> thresholds = confidentThresholds(probabilities);
    std::vector<LabelSuspect> suspects;
    for (std::size_t image = 0; image < probabilities.count(); ++image) {
        if (!probabilities.hasTruth(image)) {
            continue;
        }
        const std::span<const float> row = probabilities.row(image);
        const std::int32_t label = probabilities.truth[image];
        const std::int32_t other = confidentClass(row, thresholds);
        if (other >= 0 && other != label) {
            LabelSuspect suspect{image, label, other, probabilityOf(row[static_cast<std::size_t>(label)]),
                                 probabilityOf(row[static_cast<std::size_t>(other)])};
            finish(suspect, history);
            suspects.push_back(suspect);
        }
    }
    sortByScore(suspects);
    return suspects;
}

std::vector<LabelSuspect> findLabelSuspects(const TopPredictions& predictions, const LearningHistory& history)
{
    const std::size_t count = std::min({predictions.truth.size(), predictions.predicted.size(),
                                        predictions.confidences.size(), predictions.losses.size()});
    const auto isClass = [&](std::int32_t label) { return label >= 0 && label < predictions.classCount; };
    ClassMeans means(predictions.classCount);
    for (std::size_t image = 0; image < count; ++image) {
        if (isClass(predictions.truth[image])) {
            means.add(predictions.truth[image], probabilityOfLoss(predictions.losses[image]));
        }
    }
    const std::vector<double> thresholds = means.means(1);
    std::vector<LabelSuspect> suspects;
    for (std::size_t image = 0; image < count; ++image) {
        const std::int32_t label = predictions.truth[image];
        const std::int32_t other = predictions.predicted[image];
        const double confidence = probabilityOf(predictions.confidences[image]);
        if (isClass(label) && isClass(other) && other != label &&
            confidence >= thresholds[static_cast<std::size_t>(other)]) {
            LabelSuspect suspect{image, label, other, probabilityOfLoss(predictions.losses[image]), confidence};
            finish(suspect, history);
            suspects.push_back(suspect);
        }
    }
    sortByScore(suspects);
    return suspects;
}

} // namespace saccade
