#include "ui/models/kept_history.h"

#include "ui/text/format.h"

namespace saccade {

namespace {

/// Ids of a session count from 1, these from the end.
constexpr std::uint64_t kLastId = ~std::uint64_t{0};

std::vector<std::string> textsOf(const QStringList& texts)
{
    std::vector<std::string> all;
    for (const QString& text : texts) {
        all.push_back(text.toStdString());
    }
    return all;
}

QStringList textsOf(const std::vector<std::string>& texts)
{
    QStringList all;
    for (const std::string& text : texts) {
        all.append(displayName(text));
    }
    return all;
}

std::optional<KeptAnswer> keptSecond(const HistoryEntry& entry)
{
    if (!entry.second || entry.second->error || entry.second->fileTime != entry.fileTime) {
        return std::nullopt; // it is asked again
    }
    const ComparedAnswer& second = *entry.second;
    return KeptAnswer{second.modelTitle.toStdString(), second.modelSource, textsOf(second.classNames),
                      second.probabilities, second.rejectThreshold};
}

KeptPrediction keptPrediction(const HistoryEntry& entry)
{
    return {entry.when.toMSecsSinceEpoch(),
            entry.name.toStdString(),
            entry.file,
            entry.fileTime,
            {entry.originalSize.height(), entry.originalSize.width(), 3},
            entry.inputSize,
            entry.resize,
            entry.times.decodeMs,
            entry.times.resizeMs,
            entry.times.networkMs,
            {entry.modelTitle.toStdString(), entry.modelSource, textsOf(entry.classNames), entry.probabilities,
             entry.rejectThreshold},
            keptSecond(entry),
            entry.error,
            {entry.thumbnailFile.begin(), entry.thumbnailFile.end()}};
}

HistoryEntry historyEntry(const KeptPrediction& kept, std::uint64_t id)
{
    HistoryEntry entry;
    entry.id = id;
    entry.name = displayName(kept.name);
    entry.file = kept.file;
    entry.fileTime = kept.fileTime;
    entry.modelTitle = displayName(kept.answer.modelTitle);
    entry.modelSource = kept.answer.modelSource;
    entry.classNames = textsOf(kept.answer.classNames);
    entry.originalSize = {kept.originalSize.width, kept.originalSize.height};
    entry.inputSize = kept.inputSize;
    entry.resize = kept.resize;
    entry.thumbnailFile =
        QByteArray(reinterpret_cast<const char*>(kept.thumbnail.data()), static_cast<qsizetype>(kept.thumbnail.size()));
    entry.probabilities = kept.answer.probabilities;
    entry.rejectThreshold = kept.answer.rejectThreshold;
    entry.times = {kept.decodeMs, kept.resizeMs, kept.networkMs};
    entry.error = kept.error;
    entry.when = QDateTime::fromMSecsSinceEpoch(kept.whenMs);
    if (kept.second) {
        entry.second = ComparedAnswer{displayName(kept.second->modelTitle),
                                      kept.second->modelSource,
                                      textsOf(kept.second->classNames),
                                      kept.second->probabilities,
                                      kept.second->rejectThreshold,
                                      std::nullopt,
                                      kept.fileTime};
    }
    return entry;
}

} // namespace

HistorySession::Predictions keptPredictions(const std::deque<HistoryEntry>& entries)
{
    auto kept = std::make_shared<std::vector<KeptPrediction>>();
    for (const HistoryEntry& entry : entries) {
        kept->push_back(keptPrediction(entry));
    }
    return kept;
}

std::vector<HistoryEntry> historyEntries(const HistorySession::Predictions& kept)
{
    std::vector<HistoryEntry> entries;
    for (const KeptPrediction& prediction : *kept) {
        entries.push_back(historyEntry(prediction, kLastId - entries.size()));
    }
    return entries;
}

} // namespace saccade
