#include "ui/models/prediction_text.h"

#include <QCoreApplication>
#include <algorithm>

namespace saccade {

namespace {

constexpr double kSure = 0.9;
constexpr double kFairlySure = 0.7;
constexpr double kNotSure = 0.5;

struct PredictionText
{
    Q_DECLARE_TR_FUNCTIONS(saccade::PredictionText)
};

} // namespace

std::vector<RankedClass> topClasses(const std::vector<float>& probabilities, std::size_t count)
{
    std::vector<RankedClass> ranked(probabilities.size());
    for (std::size_t i = 0; i < ranked.size(); ++i) {
        ranked[i] = {static_cast<int>(i), probabilities[i]};
    }
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const RankedClass& a, const RankedClass& b) { return a.probability > b.probability; });
    ranked.resize(std::min(count, ranked.size()));
    return ranked;
}

QString answerSentence(const QString& className, double probability)
{
    const QString subject = className.left(1).toUpper() + className.mid(1);
    if (probability >= kSure) {
        return PredictionText::tr("%1, sure").arg(subject);
    }
    if (probability >= kFairlySure) {
        return PredictionText::tr("%1, fairly sure").arg(subject);
    }
    return (probability >= kNotSure ? PredictionText::tr("%1, not sure") : PredictionText::tr("%1, guessing"))
        .arg(subject);
}

QString ageText(qint64 seconds)
{
    const qint64 minutes = std::max<qint64>(seconds, 0) / 60;
    if (minutes == 0) {
        return PredictionText::tr("now");
    }
    if (minutes < 60) {
        return PredictionText::tr("%1 min").arg(minutes);
    }
    if (minutes < 24 * 60) {
        return PredictionText::tr("%1 h").arg(minutes / 60);
    }
    return PredictionText::tr("%1 d").arg(minutes / (24 * 60));
}

} // namespace saccade
